// SPDX-License-Identifier: MIT
#include "models/series/serverclock.h"

#include "tests/unit/models/modelhelpers.h"

#include <QTest>

#include <limits>

using namespace telltale;

namespace {
/// A beat that was on its way for delay ms.
Beat delayedBeat(qint64 receivedMs, qint64 delay)
{
    return {milliseconds(epochMs + receivedMs - delay), bootAt(receivedMs), {}};
}

qint64 timeAt(const ServerClock &clock, qint64 ms)
{
    return clock.timeAt(bootAt(ms)).value_or(milliseconds(-1)).count();
}
} // namespace

class ServerClockTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void timeAt_isUnknownWithoutBeats();
    void timeAt_goesByTheLeastDelayedBeat();
    void timeAt_forgetsAfterTheWindow();
    void timeAt_fallsBackToTheNextSmallest();
    void observe_isBounded();
    void observe_survivesHostileTimes();
};

void ServerClockTest::timeAt_isUnknownWithoutBeats()
{
    ServerClock clock;
    QVERIFY(!clock.timeAt(bootAt(0)));
    clock.observe({std::nullopt, bootAt(0), {}});
    QVERIFY(!clock.timeAt(bootAt(0)));
}

void ServerClockTest::timeAt_goesByTheLeastDelayedBeat()
{
    ServerClock clock;
    clock.observe(delayedBeat(1'000, 300));
    QCOMPARE(timeAt(clock, 2'000), epochMs + 1'700);
    clock.observe(delayedBeat(3'000, 20));
    clock.observe(delayedBeat(4'000, 500));
    QCOMPARE(timeAt(clock, 5'000), epochMs + 4'980);
}

void ServerClockTest::timeAt_forgetsAfterTheWindow()
{
    ServerClock clock(ServerClock::Limits{milliseconds(1000), 8});
    clock.observe(delayedBeat(100, 0));
    QVERIFY(clock.timeAt(bootAt(1'100)));
    QVERIFY(!clock.timeAt(bootAt(1'101)));
}

void ServerClockTest::timeAt_fallsBackToTheNextSmallest()
{
    ServerClock clock(ServerClock::Limits{milliseconds(1000), 8});
    clock.observe(delayedBeat(0, 10));
    clock.observe(delayedBeat(500, 50));
    clock.observe(delayedBeat(600, 70));
    QCOMPARE(timeAt(clock, 1'000), epochMs + 990);
    QCOMPARE(timeAt(clock, 1'001), epochMs + 951);
    QCOMPARE(timeAt(clock, 1'501), epochMs + 1'431);
}

void ServerClockTest::observe_isBounded()
{
    ServerClock clock(ServerClock::Limits{std::chrono::hours(1), 4});
    // Each more delayed than the one before: none makes another superfluous.
    for (qint64 i = 0; i < 100; ++i)
        clock.observe(delayedBeat(i * 1'000, i * 10));
    QCOMPARE(timeAt(clock, 100'000), epochMs + 100'000);
    // The last kept stands for all that found no room: with the smaller delay, as long as the newest would.
    QCOMPARE(timeAt(clock, 3'600'000 + 99'000), epochMs + 3'600'000 + 99'000 - 30);
}

void ServerClockTest::observe_survivesHostileTimes()
{
    ServerClock clock;
    clock.observe({milliseconds(std::numeric_limits<qint64>::max()), bootAt(0), {}});
    clock.observe({milliseconds(std::numeric_limits<qint64>::min()), bootAt(1), {}});
    QVERIFY(clock.timeAt(bootAt(2)));
}

QTEST_GUILESS_MAIN(ServerClockTest)
#include "tst_serverclock.moc"
