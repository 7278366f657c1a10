// SPDX-License-Identifier: MIT
#include "transport/policy/transportmemory.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const TimePoint start{hours(1)};
constexpr auto ws = TransportKind::WebSocket;
constexpr auto sse = TransportKind::Sse;
constexpr auto longPoll = TransportKind::LongPoll;
constexpr auto poll = TransportKind::Poll;

/// No fresh looks, so that what worked last is always told.
MemoryLimits withoutFreshLooks()
{
    return {.freshLook = 1'000};
}

} // namespace

class TransportMemoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingLearnt_isTheGivenOrder()
    {
        TransportMemory memory({poll, ws});
        QCOMPARE(memory.order(start), (QList{poll, ws}));
        QVERIFY(!memory.lastGood(start));
    }

    void unfit_comesLastAndNeverGoes()
    {
        TransportMemory memory(allTransportKinds());
        memory.unfit(ws, start);
        QVERIFY(memory.isDemoted(ws, start));
        QCOMPARE(memory.order(start), (QList{sse, longPoll, poll, ws}));
        memory.unfit(longPoll, start);
        QCOMPARE(memory.order(start), (QList{sse, poll, ws, longPoll})); // each group in its order
        QVERIFY(!memory.isFlapping(ws, start));
    }

    void demotion_lastsLongerEachTime()
    {
        TransportMemory memory({ws, sse});
        TimePoint now = start;
        QList<qint64> lengths;
        for (int i = 0; i < 5; ++i) {
            memory.unfit(ws, now);
            const TimePoint since = now;
            while (memory.isDemoted(ws, now))
                now += minutes(1);
            lengths.append(std::chrono::duration_cast<minutes>(now - since).count());
        }
        QCOMPARE(lengths, (QList<qint64>{10, 30, 120, 120, 120}));
        QCOMPARE(memory.order(now), (QList{ws, sse}));
    }

    void triedWhileDemoted_addsNothing()
    {
        TransportMemory memory({ws, sse});
        memory.unfit(ws, start);
        memory.unfit(ws, start + minutes(9));
        QVERIFY(memory.isDemoted(ws, start + minutes(10) - milliseconds(1)));
        QVERIFY(!memory.isDemoted(ws, start + minutes(10)));
    }

    void lostLives_demoteTheSecondTime()
    {
        TransportMemory memory({ws, sse});
        memory.lostALife(ws, start);
        QVERIFY(!memory.isDemoted(ws, start));
        memory.lostALife(sse, start); // of its own
        QVERIFY(!memory.isDemoted(sse, start));
        memory.lostALife(ws, start);
        QVERIFY(memory.isDemoted(ws, start));
        const TimePoint later = start + minutes(11);
        memory.lostALife(ws, later); // the lives are counted anew
        QVERIFY(!memory.isDemoted(ws, later));
    }

    void youngDeaths_makeItFlap()
    {
        TransportMemory memory({ws, sse});
        memory.died(ws, seconds(29), start);
        QVERIFY(!memory.isFlapping(ws, start));
        memory.died(ws, seconds(29), start);
        QVERIFY(memory.isDemoted(ws, start));
        QVERIFY(memory.isFlapping(ws, start));
        QVERIFY(!memory.isFlapping(ws, start + minutes(10))); // as long as the demotion
    }

    void heldBack_countsAsFlapping()
    {
        TransportMemory memory({ws, sse});
        memory.heldBack(ws, start);
        QVERIFY(memory.isFlapping(ws, start));
        QVERIFY(!memory.isFlapping(ws, start + minutes(10)));
        memory.unfit(sse, start);
        QVERIFY(!memory.isFlapping(sse, start)); // that never looks well
    }

    void oldDeath_isNoneOfItsFault()
    {
        TransportMemory memory({ws, sse});
        memory.died(ws, seconds(29), start);
        memory.died(ws, seconds(30), start); // this long it worked: the earlier one is forgotten, too
        memory.died(ws, seconds(29), start);
        QVERIFY(!memory.isDemoted(ws, start));
    }

    void lasting_forgives()
    {
        TransportMemory memory({ws, sse});
        memory.unfit(ws, start);
        memory.lostALife(sse, start);
        memory.lasted(ws);
        memory.lasted(sse);
        QVERIFY(!memory.isDemoted(ws, start));
        memory.lostALife(sse, start);
        QVERIFY(!memory.isDemoted(sse, start));
        memory.unfit(ws, start); // and the next demotion is as short as the first
        QVERIFY(!memory.isDemoted(ws, start + minutes(10)));
    }

    void lastGood_isRememberedForAWhile()
    {
        TransportMemory memory({ws, sse}, withoutFreshLooks());
        memory.proved(sse, start);
        QCOMPARE(memory.lastGood(start + minutes(30)), sse);
        QVERIFY(!memory.lastGood(start + minutes(30) + milliseconds(1)));
        memory.proved(ws, start + minutes(31));
        QCOMPARE(memory.lastGood(start + minutes(31)), ws);
    }

    void everyFourthRound_looksAfresh()
    {
        TransportMemory memory({ws, sse});
        memory.proved(sse, start);
        QList<bool> told;
        for (int i = 0; i < 8; ++i)
            told.append(memory.lastGood(start).has_value());
        QCOMPARE(told, (QList{true, true, true, false, true, true, true, false}));
    }

    void networks_knowNothingOfEachOther()
    {
        TransportMemory memory({ws, sse}, withoutFreshLooks());
        memory.enter("office"_ba);
        memory.unfit(ws, start);
        memory.proved(sse, start);
        memory.enter("home"_ba);
        QCOMPARE(memory.order(start), (QList{ws, sse}));
        QVERIFY(!memory.lastGood(start));
        memory.unfit(sse, start);
        memory.enter("office"_ba);
        QCOMPARE(memory.order(start), (QList{sse, ws}));
        QCOMPARE(memory.lastGood(start), sse);
        memory.enter("office"_ba); // the same again is no change
        QCOMPARE(memory.order(start), (QList{sse, ws}));
    }

    void unnamedNetwork_isOneToo()
    {
        TransportMemory memory({ws, sse});
        memory.unfit(ws, start);
        memory.enter("home"_ba);
        memory.enter({});
        QVERIFY(memory.isDemoted(ws, start));
    }

    void networks_areBoundedAndTheLeastLatelyUsedGoes()
    {
        TransportMemory memory({ws, sse}, {.networks = 3});
        const auto learnOf = [&](const QByteArray &network) {
            memory.enter(network);
            memory.unfit(ws, start);
        };
        const auto isKnown = [&](const QByteArray &network) {
            memory.enter(network);
            return memory.isDemoted(ws, start);
        };
        learnOf("a"_ba); // beside the unnamed one
        learnOf("b"_ba);
        QVERIFY(isKnown("a"_ba)); // used again, so b is the next to go
        learnOf("c"_ba);          // the unnamed one goes
        QVERIFY(isKnown("b"_ba));
        QVERIFY(isKnown("a"_ba));
        learnOf("d"_ba); // c goes
        QVERIFY(isKnown("a"_ba));
        QVERIFY(isKnown("b"_ba));
        QVERIFY(!isKnown("c"_ba));
    }

    void aLimitOfNone_keepsThePresentOne()
    {
        TransportMemory memory({ws, sse}, {.networks = 0});
        memory.enter("a"_ba);
        memory.unfit(ws, start);
        QVERIFY(memory.isDemoted(ws, start));
        memory.enter("b"_ba);
        memory.enter("a"_ba);
        QVERIFY(!memory.isDemoted(ws, start));
    }
};

QTEST_GUILESS_MAIN(TransportMemoryTest)
#include "tst_transportmemory.moc"
