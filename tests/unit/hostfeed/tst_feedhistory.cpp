// SPDX-License-Identifier: MIT
#include "app/hostfeed/feedhistory.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class FeedHistoryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void columns_areTheSamplesWithoutAStep();
    void columns_haveRangesWithAStep();
    void columns_areWithinFromAndTo();
    void columns_ofAnUnknownSeriesAreEmpty();
    void lastValues_keepTheTextAsItCame();
    void take_lastWinsAtEqualTimeAndOlderNever();
    void take_isAsOfNowWithoutATime();
    void take_ignoresWhatIsNoMetrics_data();
    void take_ignoresWhatIsNoMetrics();
    void history_keepsSoManySamples();
    void history_keepsSoManySeries();
};

namespace {

constexpr milliseconds now{1'000'000};

void add(FeedHistory &history, qint64 t, const QByteArray &value, const QByteArray &name = "a"_ba)
{
    history.take("{\"t\":" + QByteArray::number(t) + ",\"values\":{\"" + name + "\":" + value + "}}", now);
}

} // namespace

void FeedHistoryTest::columns_areTheSamplesWithoutAStep()
{
    FeedHistory history;
    add(history, 1000, "1.5"_ba);
    add(history, 2000, "null"_ba);
    add(history, 3000, "\"open\""_ba); // a state is no number
    add(history, 4000, "-2e1"_ba);
    QCOMPARE(history.columns({.series = "a"_ba}), R"({"t":[1000,2000,4000],"v":[1.5,null,-20]})"_ba);
}

void FeedHistoryTest::columns_haveRangesWithAStep()
{
    FeedHistory history;
    add(history, 1000, "1"_ba);
    add(history, 1900, "4"_ba);
    add(history, 2000, "7"_ba);
    add(history, 2500, "null"_ba);
    add(history, 5100, "null"_ba);
    QCOMPARE(history.columns({.series = "a"_ba, .step = 1000}),
             R"({"t":[1000,2000,5000],"v":[2.5,7,null],"min":[1,7,null],"max":[4,7,null]})"_ba);
}

void FeedHistoryTest::columns_areWithinFromAndTo()
{
    FeedHistory history;
    for (int t = 1; t <= 5; ++t)
        add(history, t, QByteArray::number(t));
    QCOMPARE(history.columns({.series = "a"_ba, .from = 2, .to = 4}), R"({"t":[2,3,4],"v":[2,3,4]})"_ba);
    QCOMPARE(history.columns({.series = "a"_ba, .from = 4, .to = 2}), R"({"t":[],"v":[]})"_ba);
}

void FeedHistoryTest::columns_ofAnUnknownSeriesAreEmpty()
{
    QCOMPARE(FeedHistory().columns({.series = "a"_ba, .step = 5}), R"({"t":[],"v":[],"min":[],"max":[]})"_ba);
}

void FeedHistoryTest::lastValues_keepTheTextAsItCame()
{
    FeedHistory history;
    history.take(R"({"t":5,"values":{"b":1.50,"n{d=\"e\"}":"o\u0070en","a":null}})", now);
    QCOMPARE(history.lastValues(), R"({"a":[5,null],"b":[5,1.50],"n{d=\"e\"}":[5,"o\u0070en"]})"_ba);
    QCOMPARE(history.columns({.series = R"(n{d="e"})"_ba}), R"({"t":[],"v":[]})"_ba);
}

void FeedHistoryTest::take_lastWinsAtEqualTimeAndOlderNever()
{
    FeedHistory history;
    add(history, 2000, "1"_ba);
    add(history, 2000, "2"_ba);
    add(history, 1000, "3"_ba);
    QCOMPARE(history.columns({.series = "a"_ba}), R"({"t":[2000],"v":[2]})"_ba);
    QCOMPARE(history.lastValues(), R"({"a":[2000,2]})"_ba);
}

void FeedHistoryTest::take_isAsOfNowWithoutATime()
{
    FeedHistory history;
    history.take(R"({"values":{"a":1}})", now);
    QCOMPARE(history.lastValues(), R"({"a":[1000000,1]})"_ba);
}

void FeedHistoryTest::take_ignoresWhatIsNoMetrics_data()
{
    QTest::addColumn<QByteArray>("data");
    for (const char *data : {"1", "[]", "{}", R"({"t":1})", R"({"t":1,"values":[1]})", R"({"t":1,"values":{}})"})
        QTest::newRow(data) << QByteArray(data);
}

void FeedHistoryTest::take_ignoresWhatIsNoMetrics()
{
    QFETCH(QByteArray, data);
    FeedHistory history;
    history.take(data, now);
    QCOMPARE(history.seriesCount(), 0);
}

void FeedHistoryTest::history_keepsSoManySamples()
{
    FeedHistory history({.series = 10, .samplesPerSeries = 3});
    for (int t = 1; t <= 5; ++t)
        add(history, t, QByteArray::number(t));
    QCOMPARE(history.columns({.series = "a"_ba}), R"({"t":[3,4,5],"v":[3,4,5]})"_ba);
}

void FeedHistoryTest::history_keepsSoManySeries()
{
    FeedHistory history({.series = 2, .samplesPerSeries = 3});
    for (const char *name : {"a", "b", "c", "d", "a"})
        add(history, 1, "1"_ba, name);
    QCOMPARE(history.seriesCount(), 2);
    QCOMPARE(history.refusedSamples(), 2U);
    QCOMPARE(history.lastValues(), R"({"a":[1,1],"b":[1,1]})"_ba);
}

QTEST_GUILESS_MAIN(FeedHistoryTest)
#include "tst_feedhistory.moc"
