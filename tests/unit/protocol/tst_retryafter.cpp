// SPDX-License-Identifier: MIT
#include "transport/protocol/retryafter.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace telltale;

namespace {
// Sun, 22 Nov 2026 05:00:00 GMT
constexpr milliseconds now(1'795'323'600'000);
} // namespace

class RetryAfterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void seconds_areRead_data();
    void seconds_areRead();
    void dates_areReadAgainstTheWallClock();
    void waits_areBounded();
    void anythingElse_isIgnored_data();
    void anythingElse_isIgnored();
};

void RetryAfterTest::seconds_areRead_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("plain") << "120"_ba << qint64(120);
    QTest::newRow("zero") << "0"_ba << qint64(0);
    QTest::newRow("space around") << " 7\t"_ba << qint64(7);
    QTest::newRow("leading zeros") << "007"_ba << qint64(7);
    QTest::newRow("many leading zeros") << QByteArray(20, '0') + "7" << qint64(7);
}

void RetryAfterTest::seconds_areRead()
{
    QFETCH(QByteArray, field);
    QFETCH(qint64, seconds);
    const auto wait = parseRetryAfter(field, now);
    QVERIFY(wait);
    QCOMPARE(*wait, milliseconds(seconds * 1'000));
}

void RetryAfterTest::dates_areReadAgainstTheWallClock()
{
    QCOMPARE(parseRetryAfter("Sun, 22 Nov 2026 05:00:30 GMT", now), std::optional(milliseconds(30'000)));
    QCOMPARE(parseRetryAfter("Sun, 22 Nov 2026 05:00:00 GMT", now), std::nullopt);
    QCOMPARE(parseRetryAfter("Sun, 22 Nov 2026 04:59:59 GMT", now), std::nullopt);
    QCOMPARE(parseRetryAfter("Sun, 06 Nov 1994 08:49:37 GMT", milliseconds(784'111'770'000)),
             std::optional(milliseconds(7'000)));
}

void RetryAfterTest::waits_areBounded()
{
    constexpr milliseconds tenMinutes(600'000);
    QCOMPARE(parseRetryAfter("600", now), std::optional(tenMinutes));
    QCOMPARE(parseRetryAfter("601", now), std::optional(tenMinutes));
    QCOMPARE(parseRetryAfter(QByteArray(300, '9'), now), std::optional(tenMinutes));
    QCOMPARE(parseRetryAfter("Wed, 22 Nov 2028 05:00:30 GMT", now), std::optional(tenMinutes));
    QCOMPARE(parseRetryAfter("60", now, milliseconds(5)), std::optional(milliseconds(5)));
}

void RetryAfterTest::anythingElse_isIgnored_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("negative") << "-1"_ba;
    QTest::newRow("signed") << "+1"_ba;
    QTest::newRow("fraction") << "1.5"_ba;
    QTest::newRow("unit") << "5s"_ba;
    QTest::newRow("words") << "soon"_ba;
    QTest::newRow("list") << "1, 2"_ba;
    QTest::newRow("another zone") << "Sun, 22 Nov 2026 05:00:30 CET"_ba;
    QTest::newRow("no zone") << "Sun, 22 Nov 2026 05:00:30"_ba;
    QTest::newRow("ISO 8601") << "2026-11-22T05:00:30Z"_ba;
    QTest::newRow("no such day") << "Sun, 31 Nov 2026 05:00:30 GMT"_ba;
    QTest::newRow("wrong weekday") << "Mon, 22 Nov 2026 05:00:30 GMT"_ba;
    QTest::newRow("another case") << "Sun, 22 NOv 2026 05:00:30 GMT"_ba;
    QTest::newRow("non-ASCII") << "\xd9\xa1"_ba;
}

void RetryAfterTest::anythingElse_isIgnored()
{
    QFETCH(QByteArray, field);
    QVERIFY(!parseRetryAfter(field, now));
}

QTEST_GUILESS_MAIN(RetryAfterTest)
#include "tst_retryafter.moc"
