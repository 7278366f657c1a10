// SPDX-License-Identifier: MIT
#include "transport/pollcadence.h"

#include <QTest>

using namespace telltale;
using std::chrono::seconds;

namespace {
constexpr double middle = 0.5; // of the spread: the interval itself
constexpr milliseconds atOnce{0};

QList<qint64> pauses(PollCadence &cadence, PollOutcome outcome, int count)
{
    QList<qint64> result;
    for (int i = 0; i < count; ++i)
        result << qint64(cadence.next(outcome, atOnce, middle).count());
    return result;
}
} // namespace

class PollCadenceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothing_growsByHalfUpToTheLongest()
    {
        PollCadence cadence(milliseconds(2000), milliseconds(8000), std::nullopt);
        QCOMPARE(pauses(cadence, PollOutcome::Nothing, 6), (QList<qint64>{2000, 3000, 4500, 6750, 8000, 8000}));
    }

    void events_areFollowedAtOnceAndResetTheInterval()
    {
        PollCadence cadence(milliseconds(2000), milliseconds(30000), std::nullopt);
        pauses(cadence, PollOutcome::Nothing, 4);
        QCOMPARE(cadence.next(PollOutcome::BroughtEvents, atOnce, middle), milliseconds(0));
        QCOMPARE(cadence.next(PollOutcome::Nothing, atOnce, middle), milliseconds(2000));
    }

    void aChangedResource_isAskedForAtTheShortestInterval()
    {
        PollCadence cadence(milliseconds(2000), milliseconds(30000), std::nullopt);
        pauses(cadence, PollOutcome::Nothing, 4);
        QCOMPARE(pauses(cadence, PollOutcome::Changed, 3), (QList<qint64>{2000, 2000, 2000}));
    }

    void interval_isSpreadByATenthEachWay()
    {
        PollCadence low(milliseconds(2000), milliseconds(30000), std::nullopt);
        QCOMPARE(low.next(PollOutcome::Nothing, atOnce, 0.0), milliseconds(1800));
        PollCadence high(milliseconds(2000), milliseconds(30000), std::nullopt);
        QCOMPARE(high.next(PollOutcome::Nothing, atOnce, 0.999999), milliseconds(2200));
    }

    void aHeldAnswer_needsNoIntervalFromASecondOn()
    {
        PollCadence cadence(milliseconds(2000), milliseconds(30000), seconds(25));
        QCOMPARE(cadence.next(PollOutcome::Nothing, milliseconds(1000), middle), milliseconds(0));
        QCOMPARE(cadence.next(PollOutcome::Nothing, milliseconds(999), middle), milliseconds(2000));
        QCOMPARE(cadence.next(PollOutcome::Changed, milliseconds(1000), middle), milliseconds(0));
    }

    void aShortHold_countsAsHeldFromItsHalfOn()
    {
        PollCadence cadence(milliseconds(2000), milliseconds(30000), milliseconds(500));
        QCOMPARE(cadence.next(PollOutcome::Nothing, milliseconds(250), middle), milliseconds(0));
        QCOMPARE(cadence.next(PollOutcome::Nothing, milliseconds(249), middle), milliseconds(2000));
    }

    void aPlainPoll_thatTookLongIsStillPaced()
    {
        PollCadence cadence(milliseconds(2000), milliseconds(30000), std::nullopt);
        QCOMPARE(cadence.next(PollOutcome::Nothing, seconds(9), middle), milliseconds(2000));
    }
};

QTEST_GUILESS_MAIN(PollCadenceTest)
#include "tst_pollcadence.moc"
