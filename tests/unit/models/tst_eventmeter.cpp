// SPDX-License-Identifier: MIT
#include "models/ingest/eventmeter.h"

#include "tests/unit/models/modelhelpers.h"

#include <QTest>

using namespace telltale;

namespace {

/// The one reading of the one series, or -1.
double valueAt(EventMeter &meter, qint64 bootMs)
{
    const auto readings = meter.read(bootAt(bootMs));
    return readings.size() == 1 ? readings[0].value : -1;
}

} // namespace

class EventMeterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void count_isSinceTheStart();
    void rate_isTheMeanOfWholeSeconds();
    void rate_fallsToZeroByItself();
    void rate_isUnknownBeforeAWholeSecond();
    void rate_forgetsWhatWasBeforeTheRestart();
    void rate_ofAStreamIsSteady();
    void watch_givesAValueWithoutEvents();
    void read_isInOrderOfSeries();
    void window_isWhatWasAskedFor();
};

void EventMeterTest::count_isSinceTheStart()
{
    EventMeter meter;
    for (int i = 0; i < 100'000; ++i)
        meter.count(3, false, bootAt(i));
    QCOMPARE(valueAt(meter, 0), 1e5);
    meter.restart(bootAt(0));
    QCOMPARE(valueAt(meter, 3'600'000), 1e5);
}

void EventMeterTest::rate_isTheMeanOfWholeSeconds()
{
    EventMeter meter;
    meter.restart(bootAt(500));
    for (int i = 0; i < 7; ++i)
        meter.count(0, true, bootAt(600)); // in the second that was not watched from its beginning
    for (int i = 0; i < 4; ++i)
        meter.count(0, true, bootAt(1'000 + i));
    meter.count(0, true, bootAt(2'999));
    for (int i = 0; i < 9; ++i)
        meter.count(0, true, bootAt(3'000)); // in the second that is not over
    QCOMPARE(valueAt(meter, 3'100), 2.5);
}

void EventMeterTest::rate_fallsToZeroByItself()
{
    EventMeter meter;
    meter.restart(bootAt(0));
    for (int i = 0; i < 20; ++i)
        meter.count(0, true, bootAt(20'500));
    QCOMPARE(valueAt(meter, 20'900), 0.0);
    QCOMPARE(valueAt(meter, 21'000), 2.0);
    QCOMPARE(valueAt(meter, 30'999), 2.0);
    QCOMPARE(valueAt(meter, 31'000), 0.0);
    QCOMPARE(valueAt(meter, 1'000'000'000), 0.0);
}

void EventMeterTest::rate_isUnknownBeforeAWholeSecond()
{
    EventMeter meter;
    meter.restart(bootAt(5'000));
    meter.watch(0, true);
    QVERIFY(meter.read(bootAt(5'999)).empty());
    QVERIFY(meter.read(bootAt(6'999)).empty());
    QCOMPARE(valueAt(meter, 7'000), 0.0);
}

void EventMeterTest::rate_forgetsWhatWasBeforeTheRestart()
{
    EventMeter meter;
    meter.restart(bootAt(0));
    for (int i = 0; i < 50; ++i)
        meter.count(0, true, bootAt(10'000));
    meter.restart(bootAt(14'000));
    meter.count(0, true, bootAt(15'000));
    QCOMPARE(valueAt(meter, 16'000), 1.0);
    QCOMPARE(valueAt(meter, 17'000), 0.5);
}

void EventMeterTest::rate_ofAStreamIsSteady()
{
    EventMeter meter;
    meter.restart(bootAt(0));
    for (int ms = 0; ms < 60'000; ms += 20) {
        meter.count(0, true, bootAt(ms));
        if (ms >= 2'000 && ms % 1'000 == 500)
            QCOMPARE(valueAt(meter, ms), 50.0);
    }
}

void EventMeterTest::watch_givesAValueWithoutEvents()
{
    EventMeter meter;
    QVERIFY(meter.isEmpty());
    meter.watch(0, false);
    QVERIFY(!meter.isEmpty());
    QCOMPARE(valueAt(meter, 0), 0.0);
}

void EventMeterTest::read_isInOrderOfSeries()
{
    EventMeter meter;
    for (const SeriesId series : {9U, 2U, 77U, 4U})
        meter.count(series, false, bootAt(0));
    std::vector<SeriesId> order;
    for (const auto &reading : meter.read(bootAt(0)))
        order.push_back(reading.series);
    QCOMPARE(order, (std::vector<SeriesId>{2, 4, 9, 77}));
}

void EventMeterTest::window_isWhatWasAskedFor()
{
    EventMeter meter({std::chrono::seconds(2)});
    meter.restart(bootAt(0));
    for (int i = 0; i < 10; ++i)
        meter.count(0, true, bootAt(10'000));
    QCOMPARE(valueAt(meter, 11'000), 5.0);
    QCOMPARE(valueAt(meter, 12'000), 5.0);
    QCOMPARE(valueAt(meter, 13'000), 0.0);
}

QTEST_GUILESS_MAIN(EventMeterTest)
#include "tst_eventmeter.moc"
