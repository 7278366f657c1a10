// SPDX-License-Identifier: MIT
#include "models/series/agetimer.h"

#include "models/connection/connectionmodel.h"
#include "tests/unit/models/modelhelpers.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class AgeTimerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void start_ticksAtOnceAndEveryInterval();
    void values_ageWithoutDataAtTheirMoment();
    void tickNow_seesSleep();
    void ticking_comesBeforeWhoLooksAtTheStore();
    void beforeStart_nothingTicks();
    void tickThatIsNearlyDue_comesWithTheData();
    void tickAfterData_waitsForMore();
};

namespace {
/// Runs with the real time, from nothing.
AgeTimer::Clock runningClock(QElapsedTimer &timer)
{
    timer.start();
    return [&timer] { return Instant{TimePoint(std::chrono::nanoseconds(timer.nsecsElapsed())), {}}; };
}
} // namespace

void AgeTimerTest::start_ticksAtOnceAndEveryInterval()
{
    SeriesStore store;
    QElapsedTimer time;
    AgeTimer timer(&store, runningClock(time), milliseconds(5));
    QSignalSpy ticked(&timer, &AgeTimer::ticking);
    timer.start();
    QCOMPARE(ticked.count(), 1);
    QTRY_VERIFY(ticked.count() >= 4);
}

void AgeTimerTest::values_ageWithoutDataAtTheirMoment()
{
    SeriesStoreLimits limits;
    limits.freshness = {milliseconds(20), milliseconds(40), milliseconds(60)};
    SeriesStore store(limits);
    QElapsedTimer time;
    // An interval that never comes: what ticks the store is the value's own next change.
    AgeTimer timer(&store, runningClock(time), std::chrono::hours(1));
    timer.start();
    QList<Freshness> seen;
    connect(&store, &SeriesStore::freshnessChanged, this, [&] { seen << store.freshness(0); });
    const Instant now{TimePoint(std::chrono::nanoseconds(time.nsecsElapsed())), {}};
    SampleRecord sample = numberAt(0, 0, 1);
    sample.receivedAt = now.boot;
    store.apply(batchOf({"a"_ba}, {sample}), now);
    QTRY_VERIFY(!seen.isEmpty() && seen.last() == Freshness::Lost);
    QVERIFY(seen.size() >= 2);
}

void AgeTimerTest::tickNow_seesSleep()
{
    SeriesStore store;
    Instant now = instantAt(0);
    AgeTimer timer(&store, [&] { return now; });
    timer.start();
    store.apply(batchOf({"a"_ba}, {numberAt(0, 0, 1)}), now);
    QCOMPARE(store.freshness(0), Freshness::Live);
    now = instantAt(8 * 3'600'000);
    timer.tickNow();
    QCOMPARE(store.freshness(0), Freshness::Lost);
}

/// A log panel is as old as its connection, and looks when the store ticks.
void AgeTimerTest::ticking_comesBeforeWhoLooksAtTheStore()
{
    SeriesStore store;
    Instant now = instantAt(0);
    AgeTimer timer(&store, [&] { return now; });
    ConnectionModel connection;
    connect(&timer, &AgeTimer::ticking, &connection, &ConnectionModel::tick);
    UpdateBatch proof;
    proof.lastProof = bootAt(0);
    connection.apply(proof, now);
    timer.start();
    qint64 seen = -1;
    connect(&store, &SeriesStore::ticked, this, [&] { seen = connection.dataAgeMs(); });
    now = instantAt(60'000);
    timer.tickNow();
    QCOMPARE(seen, 60'000);
}

void AgeTimerTest::beforeStart_nothingTicks()
{
    SeriesStore store;
    int reads = 0;
    AgeTimer timer(&store, [&] { return ++reads, instantAt(0); });
    store.apply(batchOf({"a"_ba}, {numberAt(0, 0, 1)}), instantAt(0));
    QCoreApplication::processEvents();
    QCOMPARE(reads, 0);
}

void AgeTimerTest::tickThatIsNearlyDue_comesWithTheData()
{
    SeriesStore store;
    Instant now = instantAt(0);
    AgeTimer timer(
        &store, [&] { return now; }, milliseconds(8'000'000));
    timer.start();
    QSignalSpy ticked(&timer, &AgeTimer::ticking);
    now = instantAt(6'999'999);
    store.apply(batchOf({"a"_ba}, {numberAt(0, now.wall.count(), 1)}), now);
    QCoreApplication::processEvents();
    QCOMPARE(ticked.count(), 0);
    now = instantAt(7'000'000);
    store.apply(batchOf({}, {numberAt(0, now.wall.count(), 2)}), now);
    QCOMPARE(ticked.count(), 0); // not amidst the store's own signals
    QTRY_COMPARE(ticked.count(), 1);
}

void AgeTimerTest::tickAfterData_waitsForMore()
{
    SeriesStore store;
    QElapsedTimer time;
    AgeTimer timer(&store, runningClock(time), milliseconds(200));
    timer.start();
    const Instant now{TimePoint(std::chrono::nanoseconds(time.nsecsElapsed())), {}};
    store.apply(batchOf({"a"_ba}, {numberAt(0, 0, 1)}), now);
    QList<qint64> at;
    connect(&timer, &AgeTimer::ticking, this, [&](Instant) { at << time.elapsed(); });
    QTRY_VERIFY(at.size() >= 2);
    // Data came before the first of them: an eighth more, less what it took to note the time.
    QVERIFY2(at[1] - at[0] >= 215, qPrintable(QString::number(at[1] - at[0])));
}

QTEST_GUILESS_MAIN(AgeTimerTest)
#include "tst_agetimer.moc"
