// SPDX-License-Identifier: MIT
#include "app/hostfeed/feedlog.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class FeedLogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void append_numbersDenselyFromOne();
    void eventsAfter_resumes_data();
    void eventsAfter_resumes();
    void eventsAfter_isBounded();
    void log_keepsSoManyEvents();
    void log_keepsSoManyBytes();
    void log_keepsTheNewestWhateverItsSize();
};

namespace {

QList<quint64> sequences(const QList<FeedEvent> &events)
{
    QList<quint64> list;
    for (const FeedEvent &event : events)
        list.append(event.sequence);
    return list;
}

FeedLog logOf(int events, FeedLogLimits limits = {})
{
    FeedLog log("7f3a"_ba, limits);
    for (int i = 1; i <= events; ++i)
        log.append("log"_ba, QByteArray::number(i));
    return log;
}

} // namespace

void FeedLogTest::append_numbersDenselyFromOne()
{
    FeedLog log("7f3a"_ba);
    QCOMPARE(log.head(), 0U);
    QCOMPARE(log.headId(), "7f3a:0"_ba);
    const FeedEvent expected{.sequence = 1, .id = "7f3a:1"_ba, .type = "log"_ba, .data = "{}"_ba};
    QCOMPARE(log.append("log"_ba, "{}"_ba), expected);
    QCOMPARE(log.append("log"_ba, "{}"_ba).id, "7f3a:2"_ba);
    QCOMPARE(log.head(), 2U);
}

void FeedLogTest::eventsAfter_resumes_data()
{
    QTest::addColumn<QByteArray>("cursor");
    QTest::addColumn<FeedResume>("resume");
    QTest::addColumn<QList<quint64>>("expected");
    const QList<quint64> none;
    // Ten events, the last four kept.
    QTest::newRow("no id: only what comes") << ""_ba << FeedResume::NotAsked << none;
    QTest::newRow("the head") << "7f3a:10"_ba << FeedResume::Ok << none;
    QTest::newRow("in the buffer") << "7f3a:8"_ba << FeedResume::Ok << QList<quint64>{9, 10};
    QTest::newRow("just before the buffer") << "7f3a:6"_ba << FeedResume::Ok << QList<quint64>{7, 8, 9, 10};
    QTest::newRow("older") << "7f3a:5"_ba << FeedResume::Partial << QList<quint64>{7, 8, 9, 10};
    QTest::newRow("the beginning") << "7f3a:0"_ba << FeedResume::Partial << QList<quint64>{7, 8, 9, 10};
    QTest::newRow("the future") << "7f3a:11"_ba << FeedResume::Reset << none;
    QTest::newRow("another epoch") << "7f3b:8"_ba << FeedResume::Reset << none;
    QTest::newRow("no id of ours") << "8"_ba << FeedResume::Reset << none;
    QTest::newRow("beyond 64 bits") << "7f3a:99999999999999999999"_ba << FeedResume::Reset << none;
}

void FeedLogTest::eventsAfter_resumes()
{
    QFETCH(QByteArray, cursor);
    QFETCH(FeedResume, resume);
    QFETCH(QList<quint64>, expected);
    const FeedLog log = logOf(10, {.events = 4});
    const FeedLog::Tail tail = log.eventsAfter(cursor);
    QCOMPARE(tail.resume, resume);
    QCOMPARE(sequences(tail.events), expected);
}

void FeedLogTest::eventsAfter_isBounded()
{
    const FeedLog log = logOf(9);
    QCOMPARE(sequences(log.eventsAfter(2, 3, 1000)), (QList<quint64>{3, 4, 5}));
    QCOMPARE(sequences(log.eventsAfter(2, 100, 2)), (QList<quint64>{3, 4}));
    QCOMPARE(sequences(log.eventsAfter(2, 100, 0)), (QList<quint64>{3}));
    QCOMPARE(sequences(log.eventsAfter(9, 100, 1000)), QList<quint64>());
}

void FeedLogTest::log_keepsSoManyEvents()
{
    const FeedLog log = logOf(10, {.events = 4});
    QCOMPARE(sequences(log.events()), (QList<quint64>{7, 8, 9, 10}));
    QVERIFY(log.reaches(6));
    QVERIFY(!log.reaches(5));
}

void FeedLogTest::log_keepsSoManyBytes()
{
    FeedLog log("e"_ba, {.events = 100, .bytes = 10});
    for (int i = 0; i < 5; ++i)
        log.append("log"_ba, "1234"_ba);
    QCOMPARE(sequences(log.events()), (QList<quint64>{4, 5}));
    QCOMPARE(log.bytes(), 8);
}

void FeedLogTest::log_keepsTheNewestWhateverItsSize()
{
    FeedLog log("e"_ba, {.events = 100, .bytes = 10});
    log.append("log"_ba, "1"_ba);
    log.append("log"_ba, QByteArray(100, '2'));
    QCOMPARE(sequences(log.events()), QList<quint64>{2});
}

QTEST_GUILESS_MAIN(FeedLogTest)
#include "tst_feedlog.moc"
