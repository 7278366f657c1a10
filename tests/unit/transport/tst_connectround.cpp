// SPDX-License-Identifier: MIT
#include "transport/policy/connectround.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using std::chrono::hours;
using Pace = ConnectRound::Pace;
using End = ConnectRound::End;

namespace {

const TimePoint start{hours(1)};
constexpr auto ws = TransportKind::WebSocket;
constexpr auto sse = TransportKind::Sse;
constexpr auto longPoll = TransportKind::LongPoll;
constexpr auto poll = TransportKind::Poll;

constexpr RaceLimits limits{.starts = {milliseconds(10), milliseconds(30), milliseconds(60)},
                            .lastGood = milliseconds(4)};

Error because(ErrorKind kind, int httpStatus = 0)
{
    return {kind, u"why"_s, httpStatus};
}

const Error dropped = because(ErrorKind::RemoteClosed);

ConnectRound race(std::optional<TransportKind> lastGood = {})
{
    return {allTransportKinds(), Pace::Race, lastGood, limits};
}

/// When the next one begins, ms from the start; -1: no time is set.
qint64 nextAt(const ConnectRound &round)
{
    return round.nextAt() ? std::chrono::duration_cast<milliseconds>(*round.nextAt() - start).count() : -1;
}

/// All of these failed for that reason.
ConnectRound failedBy(const QList<std::pair<TransportKind, Error>> &failures)
{
    ConnectRound round = race();
    for (const auto &[kind, reason] : failures)
        round.failed(kind, reason, start);
    return round;
}

} // namespace

Q_DECLARE_METATYPE(telltale::Error)

class ConnectRoundTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noRound_isOver()
    {
        const ConnectRound round;
        QVERIFY(!round.hasNext());
        QVERIFY(!round.nextAt());
        QVERIFY(round.failures().isEmpty());
    }

    void race_beginsEachAtItsTimeCountedFromTheFirst()
    {
        ConnectRound round = race();
        QCOMPARE(nextAt(round), -1); // the first has no time: it begins the round
        QCOMPARE(round.takeNext(start), ws);
        QCOMPARE(nextAt(round), 10);
        QCOMPARE(round.takeNext(start + milliseconds(10)), sse);
        QCOMPARE(nextAt(round), 30);
        QCOMPARE(round.takeNext(start + milliseconds(41)), longPoll); // late, and the next is not moved by that
        QCOMPARE(nextAt(round), 60);
        QCOMPARE(round.takeNext(start + milliseconds(60)), poll);
        QVERIFY(!round.hasNext());
        QCOMPARE(nextAt(round), -1);
    }

    void failure_beginsTheNextAtOnce()
    {
        ConnectRound round = race();
        round.takeNext(start);
        round.failed(ws, dropped, start + milliseconds(3));
        QCOMPARE(nextAt(round), 3);
        QCOMPARE(round.takeNext(start + milliseconds(3)), sse);
        QCOMPARE(nextAt(round), 30);
        QCOMPARE(round.failures(), (QList<std::pair<TransportKind, Error>>{{ws, dropped}}));
    }

    void lastGood_beginsSoonerIfItIsNext()
    {
        ConnectRound round = race(sse);
        round.takeNext(start);
        QCOMPARE(nextAt(round), 4);
        round.takeNext(start + milliseconds(4));
        QCOMPARE(nextAt(round), 30);

        ConnectRound far = race(poll);
        far.takeNext(start);
        QCOMPARE(nextAt(far), 10); // not before those between
    }

    void firstAlone_letsNobodyJoinUntilItFails()
    {
        ConnectRound round({poll, ws, sse}, Pace::FirstAlone, {}, limits);
        QCOMPARE(round.takeNext(start), poll);
        QVERIFY(round.hasNext());
        QCOMPARE(nextAt(round), -1);
        round.failed(poll, dropped, start + milliseconds(500));
        QCOMPARE(nextAt(round), 500);
        QCOMPARE(round.takeNext(start + milliseconds(500)), ws);
        QCOMPARE(nextAt(round), 510); // the others race, from their own beginning
    }

    void joined_takesItsPlaceAsTheFirst()
    {
        ConnectRound round = race();
        round.joined(longPoll, start);
        QCOMPARE(nextAt(round), 10);
        QCOMPARE(round.takeNext(start + milliseconds(10)), ws);
        QCOMPARE(round.takeNext(start + milliseconds(30)), sse);
        QCOMPARE(round.takeNext(start + milliseconds(60)), poll); // and not once more
        QVERIFY(!round.hasNext());
    }

    void repeated_comesNext()
    {
        ConnectRound round = race();
        round.takeNext(start);
        round.failed(ws, because(ErrorKind::HttpStatus, 410), start);
        round.repeat(ws);
        QCOMPARE(round.takeNext(start), ws);
        QCOMPARE(round.takeNext(start), sse);
        round.takeNext(start);
        QCOMPARE(round.takeNext(start), poll); // a fifth has no start of its own
        QVERIFY(!round.hasNext());
    }

    void stopped_hasNoNext()
    {
        ConnectRound round = race();
        round.takeNext(start);
        round.stop();
        QVERIFY(!round.hasNext());
        QVERIFY(!round.nextAt());
    }

    void end_followsFromAllFailures_data()
    {
        using Failures = QList<std::pair<TransportKind, Error>>;
        const Error refused = because(ErrorKind::HttpStatus, 401);
        const Error noWay = because(ErrorKind::NetworkUnreachable);
        const Error upgrade = because(ErrorKind::UpgradeRefused, 502);
        QTest::addColumn<Failures>("failures");
        QTest::addColumn<End>("end");
        QTest::addRow("dropped") << Failures{{ws, dropped}, {sse, dropped}} << End::TryAgain;
        QTest::addRow("refused by all") << Failures{{sse, refused}, {poll, refused}} << End::Blocked;
        QTest::addRow("refused by one") << Failures{{sse, refused}, {poll, dropped}} << End::TryAgain;
        QTest::addRow("how a WebSocket fails beside others") << Failures{{ws, dropped}, {sse, refused}} << End::Blocked;
        QTest::addRow("a WebSocket alone") << Failures{{ws, upgrade}} << End::TryAgain;
        QTest::addRow("a WebSocket alone, forbidden")
            << Failures{{ws, because(ErrorKind::UpgradeRefused, 403)}} << End::Blocked;
        QTest::addRow("gone, also without the cursor")
            << Failures{{sse, because(ErrorKind::HttpStatus, 410)}, {sse, because(ErrorKind::HttpStatus, 410)}}
            << End::Blocked;
        QTest::addRow("no network for all") << Failures{{ws, noWay}, {sse, noWay}} << End::WaitForNetwork;
        QTest::addRow("no network for one") << Failures{{sse, noWay}, {poll, dropped}} << End::TryAgain;
        QTest::addRow("asked to stop by one")
            << Failures{{sse, because(ErrorKind::ServerStop, 204)}, {poll, dropped}} << End::Blocked;
    }

    void end_followsFromAllFailures()
    {
        using Failures = QList<std::pair<TransportKind, Error>>;
        QFETCH(Failures, failures);
        QFETCH(End, end);
        QCOMPARE(failedBy(failures).end(), end);
    }
};

QTEST_GUILESS_MAIN(ConnectRoundTest)
#include "tst_connectround.moc"
