// SPDX-License-Identifier: MIT
#include "transport/policy/sessionwatch.h"

#include <QTest>

using namespace telltale;
using std::chrono::hours;
using std::chrono::seconds;
using Step = SessionWatch::Step;

namespace {

const TimePoint start{hours(1)};

constexpr WatchLimits limits{.heartbeat = seconds(15), .grace = seconds(3), .ping = seconds(20), .quiet = seconds(300)};

/// Heard from at the start.
SessionWatch watchOf(TransportKind kind, Proof proof = Proof::Message)
{
    SessionWatch watch(kind, proof, limits);
    watch.heard(start);
    return watch;
}

/// In seconds from the start; -1: none.
qint64 dueAt(const SessionWatch &watch)
{
    return watch.deadline() ? std::chrono::duration_cast<seconds>(*watch.deadline() - start).count() : -1;
}

} // namespace

class SessionWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unheard_wantsNothing()
    {
        SessionWatch watch(TransportKind::WebSocket, Proof::Message, limits);
        QCOMPARE(dueAt(watch), -1);
        QCOMPARE(watch.check(start + hours(9)), Step::None);
    }

    void beforeTheDeadline_nothingIsDue()
    {
        SessionWatch watch = watchOf(TransportKind::Sse);
        QCOMPARE(watch.check(start + seconds(18) - milliseconds(1)), Step::None);
        QVERIFY(!watch.isSuspect());
        QCOMPARE(dueAt(watch), 18);
    }

    /// Quiet for a beat and the grace asks, for two beats and the grace is dead; over either kind of stream.
    void promisedBeat_asksOnceThenIsDead_data()
    {
        QTest::addColumn<TransportKind>("kind");
        QTest::addRow("WebSocket") << TransportKind::WebSocket;
        QTest::addRow("SSE") << TransportKind::Sse;
    }

    void promisedBeat_asksOnceThenIsDead()
    {
        QFETCH(TransportKind, kind);
        SessionWatch watch = watchOf(kind);
        watch.promise(seconds(4));
        QCOMPARE(dueAt(watch), 7);
        QCOMPARE(watch.check(start + seconds(7)), Step::Ask);
        QVERIFY(watch.isSuspect());
        QCOMPARE(dueAt(watch), 11);
        QCOMPARE(watch.check(start + seconds(11)), Step::Dead);
        QCOMPARE(watch.quietFor(start + seconds(11)), seconds(11));
    }

    void dialectThatBeats_countsBeforeTheIntervalIsKnown()
    {
        QCOMPARE(dueAt(watchOf(TransportKind::WebSocket, Proof::Message)), 18);
        SessionWatch foreign = watchOf(TransportKind::WebSocket, Proof::Transport);
        QCOMPARE(dueAt(foreign), 20); // only our own pings
        foreign.promise(seconds(15));
        QCOMPARE(dueAt(foreign), 18);
    }

    void webSocketWithoutAPromise_isPingedTwice()
    {
        SessionWatch watch = watchOf(TransportKind::WebSocket, Proof::Transport);
        QCOMPARE(watch.check(start + seconds(20)), Step::Ask);
        QCOMPARE(dueAt(watch), 40);
        QCOMPARE(watch.check(start + seconds(40)), Step::Ask);
        QCOMPARE(dueAt(watch), 60);
        QCOMPARE(watch.check(start + seconds(60)), Step::Dead);
    }

    void sseWithoutAPromise_cannotAsk()
    {
        SessionWatch watch = watchOf(TransportKind::Sse, Proof::Transport);
        QCOMPARE(dueAt(watch), 300);
        QCOMPARE(watch.check(start + seconds(300)), Step::Dead);
    }

    void polling_watchesItself_data()
    {
        QTest::addColumn<TransportKind>("kind");
        QTest::addRow("long poll") << TransportKind::LongPoll;
        QTest::addRow("polling") << TransportKind::Poll;
    }

    void polling_watchesItself()
    {
        QFETCH(TransportKind, kind);
        SessionWatch watch = watchOf(kind);
        watch.promise(seconds(4)); // a hello in an answer
        QCOMPARE(dueAt(watch), -1);
        QCOMPARE(watch.check(start + hours(1)), Step::None);
    }

    void anythingHeard_beginsAnew()
    {
        SessionWatch watch = watchOf(TransportKind::WebSocket);
        QCOMPARE(watch.check(start + seconds(18)), Step::Ask);
        watch.heard(start + seconds(19));
        QVERIFY(!watch.isSuspect());
        QCOMPARE(dueAt(watch), 19 + 18);
        QCOMPARE(watch.check(start + seconds(37)), Step::Ask); // not dead: the first question was answered
    }

    void doubt_leavesTheGraceAlone_data()
    {
        QTest::addColumn<TransportKind>("kind");
        QTest::addRow("WebSocket") << TransportKind::WebSocket;
        QTest::addRow("SSE") << TransportKind::Sse;
        QTest::addRow("long poll") << TransportKind::LongPoll;
        QTest::addRow("polling") << TransportKind::Poll;
    }

    void doubt_leavesTheGraceAlone()
    {
        QFETCH(TransportKind, kind);
        SessionWatch watch = watchOf(kind);
        watch.doubt(start + seconds(5));
        QVERIFY(watch.isSuspect());
        QCOMPARE(dueAt(watch), 8);
        QCOMPARE(watch.check(start + seconds(8) - milliseconds(1)), Step::None);
        QCOMPARE(watch.check(start + seconds(8)), Step::Dead);
    }

    void doubt_isNotLengthenedByAnother()
    {
        SessionWatch watch = watchOf(TransportKind::Sse);
        watch.doubt(start + seconds(5));
        watch.doubt(start + seconds(7));
        QCOMPARE(dueAt(watch), 8);

        SessionWatch suspect = watchOf(TransportKind::Sse);
        QCOMPARE(suspect.check(start + seconds(18)), Step::Ask); // dead at 33 s
        suspect.doubt(start + seconds(32));
        QCOMPARE(dueAt(suspect), 33);
    }

    void doubt_isNotLengthenedByAPromise()
    {
        SessionWatch watch = watchOf(TransportKind::Sse);
        watch.doubt(start + seconds(5));
        watch.promise(seconds(60));
        QCOMPARE(dueAt(watch), 8);
    }

    void doubt_isDispelledByAnythingHeard()
    {
        SessionWatch watch = watchOf(TransportKind::Sse);
        watch.doubt(start + seconds(5));
        watch.heard(start + seconds(6));
        QVERIFY(!watch.isSuspect());
        QCOMPARE(dueAt(watch), 6 + 18);
        QCOMPARE(watch.check(start + seconds(24)), Step::Ask);
    }
};

QTEST_GUILESS_MAIN(SessionWatchTest)
#include "tst_sessionwatch.moc"
