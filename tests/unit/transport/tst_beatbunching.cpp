// SPDX-License-Identifier: MIT
#include "transport/policy/beatbunching.h"

#include <QTest>

using namespace telltale;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

constexpr milliseconds interval = seconds(15);

/// A server that beats, and something on the way.
struct Way
{
    explicit Way(BunchingLimits limits = {})
        : bunching(limits)
    {}
    /// The next beat is sent, and arrives this long after the one before.
    bool beat(milliseconds after, milliseconds sentAfter = interval)
    {
        sent += sentAfter;
        received += after;
        return bunching.observe(sent, received, interval);
    }
    /// Several of them are let go at once, this long after the last beat; what the last of them is taken for.
    bool bunch(int beats, milliseconds after)
    {
        bool isHeldBack = beat(after);
        for (int i = 1; i < beats; ++i)
            isHeldBack = beat(milliseconds(1));
        return isHeldBack;
    }

    BeatBunching bunching;
    milliseconds sent = hours(500'000);
    TimePoint received{hours(1)};
};

} // namespace

class BeatBunchingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steadyBeats_areFine()
    {
        Way way;
        for (int i = 0; i < 100; ++i)
            QVERIFY(!way.beat(interval));
    }

    void twoBunches_convict()
    {
        Way way;
        QVERIFY(!way.bunch(2, seconds(30)));
        QVERIFY(!way.beat(seconds(30)));
        QVERIFY(way.beat(milliseconds(1)));
    }

    /// Whoever stands still for three beats finds all three in the socket.
    void oneBunch_doesNotHoweverLong()
    {
        Way way;
        QVERIFY(!way.bunch(3, seconds(45)));
        for (int i = 0; i < 20; ++i)
            QVERIFY(!way.beat(interval));
        QVERIFY(!way.bunch(20, seconds(300)));
    }

    void bunches_countAmongTheLastFiveOnly()
    {
        Way near;
        near.bunch(2, seconds(30));
        for (int i = 0; i < 3; ++i)
            QVERIFY(!near.beat(interval));
        QVERIFY(near.beat(milliseconds(1)));

        Way far;
        far.bunch(2, seconds(30));
        for (int i = 0; i < 4; ++i)
            QVERIFY(!far.beat(interval));
        QVERIFY(!far.beat(milliseconds(1)));
    }

    void together_isWithinATenthOfASecond()
    {
        Way together;
        together.bunch(2, seconds(30));
        together.beat(interval);
        QVERIFY(together.beat(milliseconds(100)));

        Way apart;
        apart.bunch(2, seconds(30));
        apart.beat(interval);
        QVERIFY(!apart.beat(milliseconds(101)));
    }

    /// A server that beats twice in a moment, say once more at a subscription, holds nothing back.
    void sentTogether_mayArriveTogether()
    {
        Way close;
        for (int i = 0; i < 10; ++i) {
            QVERIFY(!close.beat(interval, interval));
            QVERIFY(!close.beat(milliseconds(1), seconds(9) - milliseconds(1)));
        }
        Way far; // six tenths of the interval are no coincidence any more
        far.beat(interval);
        far.beat(milliseconds(1), seconds(9));
        far.beat(interval);
        QVERIFY(far.beat(milliseconds(1), seconds(9)));
    }

    void serverClockThatGoesBack_isNoBunch()
    {
        Way way;
        for (int i = 0; i < 10; ++i)
            QVERIFY(!way.beat(milliseconds(1), -interval));
    }

    void limits_areGiven()
    {
        Way way({.together = seconds(1), .apart = 0.1, .within = 2, .bunches = 1});
        QVERIFY(!way.beat(interval));
        QVERIFY(way.beat(seconds(1), seconds(2)));
    }
};

QTEST_GUILESS_MAIN(BeatBunchingTest)
#include "tst_beatbunching.moc"
