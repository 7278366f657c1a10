// SPDX-License-Identifier: MIT
#include "models/series/freshnesstracker.h"

#include "tests/unit/models/modelhelpers.h"

#include <QRandomGenerator>
#include <QTest>

#include <limits>

using namespace telltale;

Q_DECLARE_METATYPE(telltale::Freshness)

namespace {
constexpr FreshnessLimits limits{milliseconds(3'000), milliseconds(10'000), milliseconds(60'000)};
}

class FreshnessTrackerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void freshness_periodic_data();
    void freshness_periodic();
    void freshness_withoutSampleIsLost();
    void age_addsTheDelayByTheServersClock();
    void age_ignoresClocksThatRunAhead();
    void age_withoutBeatIsUnverified();
    void age_isCorrectWhateverTheSkew();
    void age_neverNegative();
    void observeSample_equalTimeMakesNothingYounger();
    void observeSample_afterExpectRestartCounts();
    void freshness_onChangeGoesByProofOfLife();
    void nextChangeAt_isExact_data();
    void nextChangeAt_isExact();
    void nextChangeAt_isNothingWhenAllIsLost();
    void observeSample_survivesHostileTimes();
};

void FreshnessTrackerTest::freshness_periodic_data()
{
    QTest::addColumn<qint64>("nowMs");
    QTest::addColumn<Freshness>("expected");
    QTest::newRow("at once") << qint64(0) << Freshness::Live;
    QTest::newRow("just live") << qint64(2'999) << Freshness::Live;
    QTest::newRow("exactly late") << qint64(3'000) << Freshness::Late;
    QTest::newRow("just late") << qint64(9'999) << Freshness::Late;
    QTest::newRow("exactly stale") << qint64(10'000) << Freshness::Stale;
    QTest::newRow("just stale") << qint64(59'999) << Freshness::Stale;
    QTest::newRow("exactly lost") << qint64(60'000) << Freshness::Lost;
    QTest::newRow("after a night's sleep") << qint64(8 * 3'600'000) << Freshness::Lost;
}

void FreshnessTrackerTest::freshness_periodic()
{
    QFETCH(qint64, nowMs);
    FreshnessTracker tracker(limits);
    tracker.observeBeat(beatAt(0));
    tracker.observeSample(0, epochMs, bootAt(0));
    QTEST(tracker.freshness(0, Cadence::Periodic, bootAt(nowMs)), "expected");
    QCOMPARE(tracker.age(0, Cadence::Periodic, bootAt(nowMs)), milliseconds(nowMs));
}

void FreshnessTrackerTest::freshness_withoutSampleIsLost()
{
    const FreshnessTracker tracker(limits);
    QCOMPARE(tracker.freshness(7, Cadence::Periodic, bootAt(0)), Freshness::Lost);
    QVERIFY(!tracker.hasSample(7));
    QVERIFY(!tracker.nextChangeAt(Cadence::Periodic, bootAt(0)));
}

void FreshnessTrackerTest::age_addsTheDelayByTheServersClock()
{
    FreshnessTracker tracker(limits);
    tracker.observeBeat(beatAt(5'000));
    // Taken at 1 s, held up somewhere, received at 5 s: four seconds old when it came.
    tracker.observeSample(0, epochMs + 1'000, bootAt(5'000));
    QCOMPARE(tracker.age(0, Cadence::Periodic, bootAt(5'000)), milliseconds(4'000));
    QCOMPARE(tracker.freshness(0, Cadence::Periodic, bootAt(5'000)), Freshness::Late);
    QCOMPARE(tracker.freshness(0, Cadence::Periodic, bootAt(11'000)), Freshness::Stale);
    QVERIFY(tracker.isClockVerified(0));
}

void FreshnessTrackerTest::age_ignoresClocksThatRunAhead()
{
    FreshnessTracker tracker(limits);
    tracker.observeBeat(beatAt(0));
    tracker.observeSample(0, epochMs + 3'600'000, bootAt(0));
    QCOMPARE(tracker.age(0, Cadence::Periodic, bootAt(2'000)), milliseconds(2'000));
}

void FreshnessTrackerTest::age_withoutBeatIsUnverified()
{
    FreshnessTracker tracker(limits);
    tracker.observeSample(0, epochMs - 9'000'000, bootAt(0));
    QVERIFY(!tracker.isClockVerified(0));
    QCOMPARE(tracker.age(0, Cadence::Periodic, bootAt(1'000)), milliseconds(1'000));
    // A beat does not tell how old a value was that came before it.
    tracker.observeBeat(beatAt(1'500));
    QVERIFY(!tracker.isClockVerified(0));
    tracker.observeSample(0, epochMs + 2'000, bootAt(2'000));
    QVERIFY(tracker.isClockVerified(0));
    // Beats that stopped more than ten minutes ago tell nothing.
    tracker.observeSample(0, epochMs + 700'000, bootAt(700'000));
    QVERIFY(!tracker.isClockVerified(0));
}

void FreshnessTrackerTest::age_isCorrectWhateverTheSkew()
{
    for (const qint64 skew : {-86'400'000LL, -5'000LL, 0LL, 5'000LL, 86'400'000LL}) {
        FreshnessTracker tracker(limits);
        tracker.observeBeat({milliseconds(epochMs + skew), bootAt(0), milliseconds(epochMs)});
        tracker.observeSample(0, epochMs + skew - 1'500, bootAt(0));
        QCOMPARE(tracker.age(0, Cadence::Periodic, bootAt(1'000)), milliseconds(2'500));
    }
}

void FreshnessTrackerTest::age_neverNegative()
{
    FreshnessTracker tracker(limits);
    tracker.observeSample(0, epochMs, bootAt(5'000));
    QCOMPARE(tracker.age(0, Cadence::Periodic, bootAt(4'000)), milliseconds(0));
}

void FreshnessTrackerTest::observeSample_equalTimeMakesNothingYounger()
{
    FreshnessTracker tracker(limits);
    tracker.observeSample(0, epochMs, bootAt(0));
    tracker.observeSample(0, epochMs, bootAt(9'000));
    QCOMPARE(tracker.age(0, Cadence::Periodic, bootAt(9'000)), milliseconds(9'000));
    tracker.observeSample(0, epochMs + 1, bootAt(9'000));
    QCOMPARE(tracker.age(0, Cadence::Periodic, bootAt(9'000)), milliseconds(0));
}

void FreshnessTrackerTest::observeSample_afterExpectRestartCounts()
{
    FreshnessTracker tracker(limits);
    tracker.observeSample(0, epochMs, bootAt(0));
    tracker.expectRestart(0);
    tracker.observeSample(0, epochMs, bootAt(9'000));
    QCOMPARE(tracker.age(0, Cadence::Periodic, bootAt(9'000)), milliseconds(0));
}

void FreshnessTrackerTest::freshness_onChangeGoesByProofOfLife()
{
    FreshnessTracker tracker(limits);
    tracker.observeSample(0, epochMs, bootAt(0));
    for (qint64 ms = 0; ms <= 100'000; ms += 2'500)
        tracker.observeProof(bootAt(ms));
    QCOMPARE(tracker.freshness(0, Cadence::OnChange, bootAt(102'000)), Freshness::Live);
    QCOMPARE(tracker.freshness(0, Cadence::Periodic, bootAt(102'000)), Freshness::Lost);
    // The link is down: nothing proves that the value did not change.
    QCOMPARE(tracker.freshness(0, Cadence::OnChange, bootAt(103'000)), Freshness::Late);
    QCOMPARE(tracker.freshness(0, Cadence::OnChange, bootAt(110'000)), Freshness::Stale);
    QCOMPARE(tracker.freshness(0, Cadence::OnChange, bootAt(160'000)), Freshness::Lost);
    QCOMPARE(tracker.nextChangeAt(Cadence::OnChange, bootAt(103'000)), std::optional(bootAt(110'000)));
    // A proof that is reported late does not take back a newer one.
    tracker.observeProof(bootAt(50'000));
    QCOMPARE(tracker.freshness(0, Cadence::OnChange, bootAt(102'000)), Freshness::Live);
    // Nor is a sample one: it may have been made here.
    tracker.observeSample(0, epochMs + 110'000, bootAt(110'000));
    QCOMPARE(tracker.freshness(0, Cadence::OnChange, bootAt(110'000)), Freshness::Stale);
    QCOMPARE(tracker.freshness(0, Cadence::Periodic, bootAt(110'000)), Freshness::Live);
}

void FreshnessTrackerTest::nextChangeAt_isExact_data()
{
    QTest::addColumn<bool>("isOnChange");
    QTest::addColumn<int>("leastChanges");
    QTest::newRow("periodic") << false << 6;
    QTest::newRow("on-change") << true << 3; // all at once
}

/// Walks from change to change: between two of them no series' state differs, at each of them one does.
void FreshnessTrackerTest::nextChangeAt_isExact()
{
    QFETCH(bool, isOnChange);
    QFETCH(int, leastChanges);
    const Cadence cadence = isOnChange ? Cadence::OnChange : Cadence::Periodic;
    QRandomGenerator random{11};
    FreshnessTracker tracker(limits);
    tracker.observeBeat(beatAt(0));
    tracker.observeProof(bootAt(19'000));
    constexpr SeriesId count = 6;
    for (SeriesId id = 0; id < count; ++id) {
        const qint64 received = random.bounded(20'000);
        tracker.observeSample(id, epochMs + received - random.bounded(8'000), bootAt(received));
    }
    const auto states = [&](TimePoint now) {
        QList<int> all;
        for (SeriesId id = 0; id < count; ++id)
            all << int(tracker.freshness(id, cadence, now));
        return all;
    };
    TimePoint now = bootAt(20'000);
    int changes = 0;
    while (const auto next = tracker.nextChangeAt(cadence, now)) {
        QVERIFY(*next > now);
        const QList<int> before = states(now);
        const auto step = (*next - now) / 7;
        for (int i = 1; i < 7; ++i)
            QCOMPARE(states(now + i * step), before);
        QCOMPARE(states(*next - std::chrono::nanoseconds(1)), before);
        QVERIFY(states(*next) != before);
        now = *next;
        ++changes;
    }
    QVERIFY(changes >= leastChanges);
    QCOMPARE(states(now + std::chrono::hours(1000)), states(now));
}

void FreshnessTrackerTest::nextChangeAt_isNothingWhenAllIsLost()
{
    FreshnessTracker tracker(limits);
    tracker.observeSample(0, epochMs, bootAt(0));
    QCOMPARE(tracker.nextChangeAt(Cadence::Periodic, bootAt(0)), std::optional(bootAt(3'000)));
    QCOMPARE(tracker.nextChangeAt(Cadence::Periodic, bootAt(59'999)), std::optional(bootAt(60'000)));
    QVERIFY(!tracker.nextChangeAt(Cadence::Periodic, bootAt(60'000)));
}

void FreshnessTrackerTest::observeSample_survivesHostileTimes()
{
    FreshnessTracker tracker(limits);
    tracker.observeBeat(beatAt(0));
    tracker.observeSample(0, std::numeric_limits<qint64>::min(), bootAt(0));
    tracker.observeSample(1, std::numeric_limits<qint64>::max(), bootAt(0));
    QCOMPARE(tracker.freshness(0, Cadence::Periodic, bootAt(1)), Freshness::Lost);
    QCOMPARE(tracker.freshness(1, Cadence::Periodic, bootAt(1)), Freshness::Live);
    QVERIFY(tracker.nextChangeAt(Cadence::Periodic, bootAt(1)));
}

QTEST_GUILESS_MAIN(FreshnessTrackerTest)
#include "tst_freshnesstracker.moc"
