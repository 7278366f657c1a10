// SPDX-License-Identifier: MIT
#include "app/hostfeed/commandbook.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class CommandBookTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void execute_runsAKeyOnce();
    void execute_writesTheOutcome();
    void execute_rejectsWhereThereAreNoAlerts();
    void book_remembersSoManyKeysByUse();
    void key_isPrintableAndBounded();
};

void CommandBookTest::execute_runsAKeyOnce()
{
    QList<QByteArray> ran;
    CommandBook book([&ran](const QByteArray &command, const QByteArray &data) {
        ran.append(command + data);
        return CommandOutcome{.status = CommandOutcome::Status::Applied};
    });
    const QByteArray first = book.execute("k"_ba, "ack"_ba, "1"_ba);
    QCOMPARE(first, R"({"key":"k","status":"applied"})"_ba);
    QCOMPARE(book.execute("k"_ba, "ack"_ba, "1"_ba), first);
    QCOMPARE(ran, QList<QByteArray>{"ack1"_ba});
    book.execute("l"_ba, "ack"_ba, "2"_ba);
    QCOMPARE(ran.size(), 2);
}

void CommandBookTest::execute_writesTheOutcome()
{
    CommandOutcome outcome{.status = CommandOutcome::Status::Already, .reason = u"by \"me\""_s};
    CommandBook book([&outcome](const QByteArray &, const QByteArray &) { return outcome; });
    QCOMPARE(book.execute("a"_ba, "x"_ba, {}), R"({"key":"a","status":"already","reason":"by \"me\""})"_ba);
    outcome = {.status = CommandOutcome::Status::Rejected, .reason = u"no"_s};
    QCOMPARE(book.execute("b"_ba, "x"_ba, {}), R"({"key":"b","status":"rejected","reason":"no"})"_ba);
}

void CommandBookTest::execute_rejectsWhereThereAreNoAlerts()
{
    CommandBook book(handleWithoutAlerts);
    QCOMPARE(book.execute("1"_ba, "ping"_ba, {}), R"({"key":"1","status":"applied"})"_ba);
    QCOMPARE(book.execute("2"_ba, "ack"_ba, {}), R"({"key":"2","status":"rejected","reason":"no such alert"})"_ba);
    QCOMPARE(book.execute("3"_ba, "shelve"_ba, {}), R"({"key":"3","status":"rejected","reason":"no such alert"})"_ba);
    QCOMPARE(book.execute("4"_ba, "boom"_ba, {}), R"({"key":"4","status":"rejected","reason":"no such command"})"_ba);
}

void CommandBookTest::book_remembersSoManyKeysByUse()
{
    int runs = 0;
    CommandBook book(
        [&runs](const QByteArray &, const QByteArray &) {
            ++runs;
            return CommandOutcome{.status = CommandOutcome::Status::Applied};
        },
        2);
    for (const char *key : {"a", "b", "a", "c", "a"}) // c takes the place of b, which was used longest ago
        book.execute(key, "x"_ba, {});
    QCOMPARE(runs, 3);
    book.execute("b"_ba, "x"_ba, {});
    QCOMPARE(runs, 4);
}

void CommandBookTest::key_isPrintableAndBounded()
{
    QVERIFY(CommandBook::isKey("6ba7b810-9dad"));
    QVERIFY(CommandBook::isKey(QByteArray(128, 'k')));
    QVERIFY(!CommandBook::isKey(QByteArray(129, 'k')));
    QVERIFY(!CommandBook::isKey(""));
    QVERIFY(!CommandBook::isKey("a b"));
    QVERIFY(!CommandBook::isKey("a\n"));
    QVERIFY(!CommandBook::isKey("\xc3\xa9"));
}

QTEST_GUILESS_MAIN(CommandBookTest)
#include "tst_commandbook.moc"
