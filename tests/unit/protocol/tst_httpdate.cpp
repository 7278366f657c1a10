// SPDX-License-Identifier: MIT
#include "transport/protocol/httpdate.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace telltale;

namespace {
// Sun, 22 Nov 2026 05:00:00 GMT
constexpr milliseconds now(1'795'323'600'000);
} // namespace

class HttpDateTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void threeForms_areOneMoment_data();
    void threeForms_areOneMoment();
    void edges_areRead();
    void twoDigitYear_isAtMostFiftyYearsAhead();
    void anythingElse_isNoDate_data();
    void anythingElse_isNoDate();
};

void HttpDateTest::threeForms_areOneMoment_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("IMF-fixdate") << "Sun, 06 Nov 1994 08:49:37 GMT"_ba;
    QTest::newRow("RFC 850") << "Sunday, 06-Nov-94 08:49:37 GMT"_ba;
    QTest::newRow("asctime") << "Sun Nov  6 08:49:37 1994"_ba;
    QTest::newRow("asctime with a zero") << "Sun Nov 06 08:49:37 1994"_ba;
}

void HttpDateTest::threeForms_areOneMoment()
{
    QFETCH(QByteArray, text);
    QCOMPARE(parseHttpDate(text, now), std::optional(milliseconds(784'111'777'000)));
}

void HttpDateTest::edges_areRead()
{
    QCOMPARE(parseHttpDate("Thu, 01 Jan 1970 00:00:00 GMT", now), std::optional(milliseconds(0)));
    QCOMPARE(parseHttpDate("Wed, 31 Dec 1969 23:59:59 GMT", now), std::optional(milliseconds(-1'000)));
    QCOMPARE(parseHttpDate("Thu, 29 Feb 2024 00:00:00 GMT", now), std::optional(milliseconds(1'709'164'800'000)));
    QCOMPARE(parseHttpDate("Fri, 31 Dec 9999 23:59:59 GMT", now), std::optional(milliseconds(253'402'300'799'000)));
}

void HttpDateTest::twoDigitYear_isAtMostFiftyYearsAhead()
{
    const auto yearAhead = parseHttpDate("Friday, 01-Jan-27 00:00:00 GMT", now);
    QCOMPARE(yearAhead, parseHttpDate("Fri, 01 Jan 2027 00:00:00 GMT", now));
    QVERIFY(yearAhead);
    QCOMPARE(parseHttpDate("Wednesday, 01-Jan-76 00:00:00 GMT", now),
             parseHttpDate("Wed, 01 Jan 2076 00:00:00 GMT", now));
    QCOMPARE(parseHttpDate("Saturday, 01-Jan-77 00:00:00 GMT", now),
             parseHttpDate("Sat, 01 Jan 1977 00:00:00 GMT", now));
}

void HttpDateTest::anythingElse_isNoDate_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("cut") << "Sun, 06 Nov 1994 08:49:37 GM"_ba;
    QTest::newRow("more behind it") << "Sun, 06 Nov 1994 08:49:37 GMT "_ba;
    QTest::newRow("another case") << "Sun, 06 nov 1994 08:49:37 GMT"_ba;
    QTest::newRow("one digit") << "Sun, 6 Nov 1994 08:49:37 GMT"_ba;
    QTest::newRow("two spaces") << "Sun,  06 Nov 1994 08:49:37 GMT"_ba;
    QTest::newRow("no such day") << "Thu, 31 Nov 1994 08:49:37 GMT"_ba;
    QTest::newRow("no leap year") << "Wed, 29 Feb 2023 00:00:00 GMT"_ba;
    QTest::newRow("wrong weekday") << "Mon, 06 Nov 1994 08:49:37 GMT"_ba;
    QTest::newRow("wrong weekday of two digits") << "Monday, 06-Nov-94 08:49:37 GMT"_ba;
    QTest::newRow("long weekday") << "Sunday, 06 Nov 1994 08:49:37 GMT"_ba;
    QTest::newRow("hour") << "Sun, 06 Nov 1994 24:00:00 GMT"_ba;
    QTest::newRow("leap second") << "Sat, 31 Dec 2016 23:59:60 GMT"_ba;
    QTest::newRow("zone") << "Sun, 06 Nov 1994 08:49:37 UTC"_ba;
    QTest::newRow("offset") << "Sun, 06 Nov 1994 08:49:37 +0000"_ba;
    QTest::newRow("year zero") << "Sat, 01 Jan 0000 00:00:00 GMT"_ba;
    QTest::newRow("signs") << "Sun, +6 Nov 1994 08:49:37 GMT"_ba;
}

void HttpDateTest::anythingElse_isNoDate()
{
    QFETCH(QByteArray, text);
    QCOMPARE(parseHttpDate(text, now), std::nullopt);
}

QTEST_GUILESS_MAIN(HttpDateTest)
#include "tst_httpdate.moc"
