// SPDX-License-Identifier: MIT
#include "transport/policy/connectionpolicy.h"

#include <QHash>
#include <QSet>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Q_DECLARE_METATYPE(telltale::Error)

namespace {

const TimePoint start{hours(1)};

Error failed(ErrorKind kind, int httpStatus = 0)
{
    return {kind, u"why"_s, httpStatus};
}

constexpr auto ws = TransportKind::WebSocket;
constexpr auto sse = TransportKind::Sse;
constexpr auto longPoll = TransportKind::LongPoll;
constexpr auto poll = TransportKind::Poll;

/// A policy, its time, its dice; actions are kept as words: "open ws", "close ws", "ping ws", "elect ws", "ask".
struct Desk
{
    explicit Desk(QList<TransportKind> order = allTransportKinds(), Proof proof = Proof::Message)
        : policy(std::move(order), proof)
    {}
    QStringList give(const input::Any &input)
    {
        QStringList words;
        for (const auto &action : policy.step(input, now, random)) {
            const auto say = [&](const QString &verb, Generation generation) {
                words.append(verb + u' ' + toWord(kinds.value(generation)));
            };
            if (const auto *open = std::get_if<action::Open>(&action)) {
                kinds.insert(open->generation, open->kind);
                latest.insert(open->kind, open->generation);
                ++opened;
                say(u"open"_s, open->generation);
            } else if (const auto *close = std::get_if<action::Close>(&action)) {
                say(u"close"_s, close->generation);
            } else if (const auto *ping = std::get_if<action::Ping>(&action)) {
                say(u"ping"_s, ping->generation);
            } else if (const auto *elect = std::get_if<action::Elect>(&action)) {
                say(u"elect"_s, elect->generation);
            } else {
                words.append(u"ask"_s);
            }
        }
        return words;
    }
    /// The last session of that kind.
    Generation of(TransportKind kind) const { return latest.value(kind); }
    QStringList close(TransportKind kind, const Error &reason) { return give(input::Closed{of(kind), reason}); }
    QStringList open(TransportKind kind) { return give(input::Opened{of(kind)}); }
    QStringList prove(TransportKind kind) { return open(kind) + give(input::Proved{of(kind)}); }
    /// Goes to the next deadline.
    QStringList wait()
    {
        now = std::max(now, *policy.deadline());
        return give(input::DeadlineReached{});
    }
    /// Waits, however often, until a transport is opened.
    QStringList waitForOpen()
    {
        for (int i = 0; i < 100; ++i) {
            QStringList words = wait();
            if (!words.isEmpty() && words.last().startsWith(u"open"_s))
                return words;
        }
        return {u"nothing"_s};
    }
    /// A minute later, with the link as lively as ever, it is time to look for a better one.
    QStringList climb(TransportKind from)
    {
        now += std::chrono::seconds(60);
        give(input::Heard{of(from)});
        return give(input::DeadlineReached{});
    }
    /// Starts, and lives on that transport; those before it refuse the upgrade, or answer with something else.
    void liveOn(TransportKind kind)
    {
        give(input::Start{});
        for (const TransportKind each : allTransportKinds()) {
            if (each == kind)
                break;
            close(each, each == ws ? failed(ErrorKind::UpgradeRefused, 426) : failed(ErrorKind::WrongContentType));
        }
        prove(kind);
    }
    LinkState state() const { return policy.status().state; }
    milliseconds untilDeadline() const { return std::chrono::duration_cast<milliseconds>(*policy.deadline() - now); }

    ConnectionPolicy policy;
    TimePoint now = start;
    double random = 0.5;
    int opened = 0;
    QHash<Generation, TransportKind> kinds;
    QHash<TransportKind, Generation> latest;
};

} // namespace

Q_DECLARE_METATYPE(std::function<void(Desk &)>)

class ConnectionPolicyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Rounds
    void start_opensTheBestTransport();
    void refusedUpgrade_goesOnAtOnce_data();
    void refusedUpgrade_goesOnAtOnce();
    void slowOnes_areJoinedByTheNext();
    void hanging_endsWhenTheBudgetIsSpent();
    void openButUnproven_endsWhenTheBudgetIsSpent();
    void chain_goesThroughAllFour();
    void firstProven_isElectedAndTheOthersClosed();
    void betterOneThatIsOpen_getsAMoment();
    void betterOneThatFails_endsTheMoment();
    void holdFull_endsTheMoment();
    void openAlone_isNoProofWhereMessagesArePromised();
    void transportProof_takesPongOrOpening();
    void nobodyThere_endsTheRound();
    void noNetwork_isWaitedFor();
    // What is learnt
    void refusedUpgrade_comesLastAfterwards();
    void nothingWorks_nothingIsLearnt();
    void blackHole_isLearntTheSecondTime();
    void flappingLink_letsTheOthersGoFirst();
    void otherNetwork_knowsNothingOfIt();
    // A link that ends
    void lostLink_triesTheSameTransportFirst();
    void lostLink_thenTheBestOfTheOthers();
    void degraded_keepsItsReasonOverALoss();
    void backoff_isFullJitterAndGrows();
    void backoff_isResetOnlyByAStableLink();
    void retryAfter_isAFloorForEveryPath();
    void retryAfter_isBounded();
    void retryAfter_isLearntByAPlainRequest();
    void overload_waitsSomeSeconds_data();
    void overload_waitsSomeSeconds();
    void announcedRestart_spreadsTheClients_data();
    void announcedRestart_spreadsTheClients();
    void restartThatIsFound_spreadsTheClients();
    void retryAdvice_isAFloorOfTheBackoff();
    void governor_boundsAnyStorm();
    // Silence
    void silence_suspectsThenEnds();
    void silence_isMeasuredByThePromisedHeartbeat();
    void suspect_isLiveAgainWhenHeard();
    void silenceWithoutPromise_pingsTwice();
    void silenceWithoutPromise_onSseEndsAfterTheQuietTime();
    void polling_isNotWatched();
    void lateDeadline_asksBeforeItEnds();
    void sleep_makesSuspect();
    void sleep_beforeTheElection_isNotForgotten();
    void sleep_leavesPollingAlone();
    void sleep_givesAttemptsTheirTimeAgain();
    void networkChange_makesSuspectAndTriesAtOnce();
    void heldBack_goesOnElsewhere();
    void heldBack_countsHoweverLongItLasted();
    // Climbing back
    void degraded_climbsBackBesideTheLink();
    void climb_thatFailsIsTriedLater();
    void climb_triesEachBetterOne();
    void climb_leavesOutWhatFlaps();
    void climb_leavesOutWhatIsHeldBack();
    void climb_survivesTheLossOfTheLink();
    // Goodbye
    void goAway_isFollowedByAnotherSession();
    void goAway_whoseFollowerFailsSaysWhenTheNextComes();
    void goAway_closedEarlyKeepsTheSpread();
    void goAway_closedMeanwhileGoesOnWithTheOther();
    void missing_isAskedForByAnotherSession();
    void missing_isAskedForByAPollAnyway();
    void missing_isNotWorthTheWait_data();
    void missing_isNotWorthTheWait();
    void missing_inVainSaysNothingOfTheTransport();
    void missing_leavesTheTimeOfAGoodbyeAlone();
    void replayThatCannotResume_isNotElected();
    void climbThatCannotResume_isElected();
    void tryNow_doesNotWait_data();
    void tryNow_doesNotWait();
    void tryNow_doesNotPassARetryAfter();
    void tryNow_looksForABetterWay();
    // For good
    void refusedEverywhere_isBlockedAndTriedAgain_data();
    void refusedEverywhere_isBlockedAndTriedAgain();
    void webSocketAloneRefused_isNotBlocked();
    void evicted_isTriedOnceMoreAtOnce();
    void serverStop_isBlocked();
    void oldGeneration_isIgnored();
    void stop_closesAndStaysStopped();
    void everyState_hasADeadlineOrASession();
};

void ConnectionPolicyTest::start_opensTheBestTransport()
{
    Desk desk;
    QCOMPARE(desk.give(input::Start{}), QStringList{u"open ws"_s});
    QCOMPARE(desk.state(), LinkState::Connecting);
    QCOMPARE(desk.give(input::Start{}), QStringList{}); // already started
}

void ConnectionPolicyTest::refusedUpgrade_goesOnAtOnce_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 400, 401, 403, 404, 426, 429, 500, 501, 502, 503})
        QTest::addRow("%d", status) << status;
}

void ConnectionPolicyTest::refusedUpgrade_goesOnAtOnce()
{
    QFETCH(int, status);
    Desk desk;
    desk.give(input::Start{});
    QCOMPARE(desk.close(ws, failed(ErrorKind::UpgradeRefused, status)), QStringList{u"open sse"_s});
}

void ConnectionPolicyTest::slowOnes_areJoinedByTheNext()
{
    Desk desk;
    desk.give(input::Start{});
    QCOMPARE(desk.untilDeadline(), milliseconds(1500));
    QCOMPARE(desk.wait(), QStringList{u"open sse"_s});
    QCOMPARE(desk.now - start, milliseconds(1500));
    QCOMPARE(desk.wait(), QStringList{u"open longpoll"_s});
    QCOMPARE(desk.now - start, milliseconds(4000));
    QCOMPARE(desk.wait(), (QStringList{u"close ws"_s, u"open poll"_s})); // its budget is spent
    QCOMPARE(desk.now - start, milliseconds(5000));
}

void ConnectionPolicyTest::hanging_endsWhenTheBudgetIsSpent()
{
    Desk desk({ws});
    desk.give(input::Start{});
    QCOMPARE(desk.untilDeadline(), milliseconds(5000));
    QCOMPARE(desk.wait(), QStringList{u"close ws"_s});
    QCOMPARE(desk.policy.status().reason->kind, ErrorKind::HandshakeTimeout);
    QCOMPARE(desk.state(), LinkState::Backoff);
}

void ConnectionPolicyTest::openButUnproven_endsWhenTheBudgetIsSpent()
{
    Desk desk({ws, sse});
    desk.give(input::Start{});
    desk.now += seconds(1);
    desk.open(ws);
    QCOMPARE(desk.state(), LinkState::Proving);
    desk.give(input::Heard{desk.of(ws)}); // a byte is no proof
    QCOMPARE(desk.wait(), QStringList{u"open sse"_s});
    QCOMPARE(desk.untilDeadline(), milliseconds(3500));
    QCOMPARE(desk.wait(), QStringList{u"close ws"_s});
    QCOMPARE(desk.policy.status().reason->kind, ErrorKind::NotProven);
}

void ConnectionPolicyTest::chain_goesThroughAllFour()
{
    Desk desk;
    desk.give(input::Start{});
    QCOMPARE(desk.close(ws, failed(ErrorKind::UpgradeRefused, 400)), QStringList{u"open sse"_s});
    QCOMPARE(desk.close(sse, failed(ErrorKind::WrongContentType)), QStringList{u"open longpoll"_s});
    QCOMPARE(desk.close(longPoll, failed(ErrorKind::RemoteClosed)), QStringList{u"open poll"_s});
    QCOMPARE(desk.close(poll, failed(ErrorKind::RemoteClosed)), QStringList{});
    QCOMPARE(desk.state(), LinkState::Backoff);
    QCOMPARE(desk.waitForOpen(), QStringList{u"open ws"_s});
}

void ConnectionPolicyTest::firstProven_isElectedAndTheOthersClosed()
{
    Desk desk;
    desk.give(input::Start{});
    desk.wait();
    QCOMPARE(desk.prove(sse), (QStringList{u"elect sse"_s, u"close ws"_s}));
    QCOMPARE(desk.state(), LinkState::Live);
    QVERIFY(desk.policy.status().degraded);
    QCOMPARE(desk.policy.status().transport, sse);
    QCOMPARE(desk.policy.status().reason->kind, ErrorKind::HandshakeTimeout); // of the WebSocket
    QVERIFY(desk.policy.hasProven());
    QCOMPARE(desk.give(input::Proved{desk.of(ws)}), QStringList{}); // too late

    Desk best;
    best.give(input::Start{});
    QCOMPARE(best.prove(ws), QStringList{u"elect ws"_s});
    QVERIFY(!best.policy.status().degraded);
    QVERIFY(!best.policy.status().reason);
}

void ConnectionPolicyTest::betterOneThatIsOpen_getsAMoment()
{
    Desk desk;
    desk.give(input::Start{});
    desk.wait();
    desk.open(ws);
    QCOMPARE(desk.prove(sse), QStringList{});
    QCOMPARE(desk.untilDeadline(), milliseconds(750));
    desk.now += milliseconds(700);
    QCOMPARE(desk.give(input::Proved{desk.of(ws)}), (QStringList{u"elect ws"_s, u"close sse"_s}));

    Desk late;
    late.give(input::Start{});
    late.wait();
    late.open(ws);
    late.prove(sse);
    QCOMPARE(late.wait(), (QStringList{u"elect sse"_s, u"close ws"_s}));
    QCOMPARE(late.now - start, milliseconds(2250));
    QVERIFY(late.policy.status().reason);
    QCOMPARE(late.policy.status().reason->kind, ErrorKind::NotProven); // of the WebSocket
}

void ConnectionPolicyTest::betterOneThatFails_endsTheMoment()
{
    Desk desk;
    desk.give(input::Start{});
    desk.wait();
    desk.open(ws);
    desk.prove(sse);
    QCOMPARE(desk.close(ws, failed(ErrorKind::RemoteClosed)), QStringList{u"elect sse"_s});
}

void ConnectionPolicyTest::holdFull_endsTheMoment()
{
    Desk desk;
    desk.give(input::Start{});
    desk.wait();
    desk.open(ws);
    desk.prove(sse);
    QCOMPARE(desk.give(input::HoldFull{desk.of(sse)}), (QStringList{u"elect sse"_s, u"close ws"_s}));

    Desk unproven({ws});
    unproven.give(input::Start{});
    unproven.open(ws);
    QCOMPARE(unproven.give(input::HoldFull{unproven.of(ws)}), QStringList{u"close ws"_s});
    QCOMPARE(unproven.policy.status().reason->kind, ErrorKind::Flood);
}

void ConnectionPolicyTest::openAlone_isNoProofWhereMessagesArePromised()
{
    Desk desk({sse});
    desk.give(input::Start{});
    desk.open(sse);
    desk.give(input::Ponged{desk.of(sse)});
    QCOMPARE(desk.state(), LinkState::Proving);
    QVERIFY(!desk.policy.hasProven());
}

void ConnectionPolicyTest::transportProof_takesPongOrOpening()
{
    Desk socket({ws}, Proof::Transport);
    socket.give(input::Start{});
    QCOMPARE(socket.open(ws), QStringList{u"ping ws"_s});
    QCOMPARE(socket.state(), LinkState::Proving);
    QCOMPARE(socket.give(input::Ponged{socket.of(ws)}), QStringList{u"elect ws"_s});
    QCOMPARE(socket.state(), LinkState::Live);

    Desk stream({sse}, Proof::Transport);
    stream.give(input::Start{});
    QCOMPARE(stream.open(sse), QStringList{u"elect sse"_s});
    QCOMPARE(stream.state(), LinkState::Live);
}

void ConnectionPolicyTest::nobodyThere_endsTheRound()
{
    for (const ErrorKind kind : {ErrorKind::ConnectionRefused, ErrorKind::HostNotFound}) {
        Desk desk;
        desk.give(input::Start{});
        QCOMPARE(desk.close(ws, failed(kind)), QStringList{});
        QCOMPARE(desk.state(), LinkState::Backoff);
        QCOMPARE(desk.policy.status().reason->kind, kind);
        QCOMPARE(desk.waitForOpen(), QStringList{u"open ws"_s}); // nothing was demoted
    }
}

void ConnectionPolicyTest::noNetwork_isWaitedFor()
{
    Desk desk;
    desk.give(input::Start{});
    desk.close(ws, failed(ErrorKind::NetworkUnreachable));
    QCOMPARE(desk.state(), LinkState::WaitingForNetwork);
    QCOMPARE(desk.waitForOpen(), QStringList{u"open ws"_s});
}

void ConnectionPolicyTest::refusedUpgrade_comesLastAfterwards()
{
    Desk desk;
    desk.liveOn(sse);
    desk.close(sse, failed(ErrorKind::RemoteClosed));
    QCOMPARE(desk.waitForOpen(), QStringList{u"open sse"_s});
    QCOMPARE(desk.close(sse, failed(ErrorKind::HttpStatus, 502)), QStringList{u"open longpoll"_s}); // not ws
    desk.now += minutes(11); // what was learnt is old; the next round is a race of all
    desk.close(longPoll, failed(ErrorKind::ConnectionRefused));
    QCOMPARE(desk.waitForOpen(), QStringList{u"open ws"_s});
}

void ConnectionPolicyTest::nothingWorks_nothingIsLearnt()
{
    Desk desk({ws, sse});
    desk.give(input::Start{});
    for (int i = 0; i < 5; ++i) {
        desk.close(ws, failed(ErrorKind::UpgradeRefused, 502));
        desk.close(sse, failed(ErrorKind::HttpStatus, 502));
        desk.now += seconds(30);
        QCOMPARE(desk.waitForOpen(), QStringList{u"open ws"_s});
    }
}

void ConnectionPolicyTest::blackHole_isLearntTheSecondTime()
{
    Desk desk;
    desk.give(input::Start{});
    desk.wait();
    desk.prove(sse);
    for (const auto &[second, first] :
         {std::pair(u"open sse"_s, u"open ws"_s), std::pair(u"open ws"_s, u"open sse"_s)}) {
        desk.give(input::Stop{});
        desk.now += seconds(10);
        QCOMPARE(desk.give(input::Start{}), QStringList{first});
        const TimePoint begun = desk.now;
        if (first == u"open ws"_s) {
            QCOMPARE(desk.wait(), QStringList{second});
            QCOMPARE(desk.now - begun, milliseconds(400)); // since it worked here
        }
        desk.prove(sse);
    }
}

void ConnectionPolicyTest::flappingLink_letsTheOthersGoFirst()
{
    Desk desk; // a middle box lets the WebSocket open, and kills it a moment later
    desk.give(input::Start{});
    desk.prove(ws);
    desk.close(ws, failed(ErrorKind::RemoteClosed));
    QCOMPARE(desk.waitForOpen(), QStringList{u"open ws"_s});
    desk.prove(ws);
    desk.close(ws, failed(ErrorKind::RemoteClosed));
    QCOMPARE(desk.waitForOpen(), QStringList{u"open sse"_s});
    desk.prove(sse);
    QVERIFY(desk.policy.status().degraded);
    QCOMPARE(desk.policy.status().reason->kind, ErrorKind::RemoteClosed);
}

void ConnectionPolicyTest::otherNetwork_knowsNothingOfIt()
{
    Desk desk;
    desk.give(input::NetworkChanged{"office"_ba});
    desk.liveOn(sse);
    desk.give(input::Stop{});
    desk.give(input::NetworkChanged{"home"_ba});
    QCOMPARE(desk.give(input::Start{}), QStringList{u"open ws"_s});
    desk.give(input::Stop{});
    desk.now += seconds(10);
    desk.give(input::NetworkChanged{"office"_ba});
    QCOMPARE(desk.give(input::Start{}), QStringList{u"open sse"_s});
}

void ConnectionPolicyTest::lostLink_triesTheSameTransportFirst()
{
    Desk desk;
    desk.liveOn(sse);
    QCOMPARE(desk.close(sse, failed(ErrorKind::RemoteClosed)), QStringList{});
    QCOMPARE(desk.state(), LinkState::Backoff);
    QCOMPARE(desk.untilDeadline(), milliseconds(250)); // 0.5 of 500 ms
    QCOMPARE(desk.waitForOpen(), QStringList{u"open sse"_s});
    QCOMPARE(desk.untilDeadline(), milliseconds(6000)); // alone: it worked a moment ago
}

void ConnectionPolicyTest::lostLink_thenTheBestOfTheOthers()
{
    Desk desk;
    desk.give(input::Start{});
    desk.wait();
    desk.prove(sse); // the WebSocket was only slow
    desk.close(sse, failed(ErrorKind::RemoteClosed));
    desk.waitForOpen();
    QCOMPARE(desk.close(sse, failed(ErrorKind::RemoteClosed)), QStringList{u"open ws"_s});
    QCOMPARE(desk.close(ws, failed(ErrorKind::RemoteClosed)), QStringList{u"open longpoll"_s});
}

void ConnectionPolicyTest::degraded_keepsItsReasonOverALoss()
{
    Desk desk;
    desk.liveOn(sse);
    desk.close(sse, failed(ErrorKind::RemoteClosed));
    QCOMPARE(desk.waitForOpen(), QStringList{u"open sse"_s});
    desk.prove(sse);
    QVERIFY(desk.policy.status().degraded);
    QCOMPARE(desk.policy.status().reason->httpStatus, 426);
}

void ConnectionPolicyTest::backoff_isFullJitterAndGrows()
{
    Desk desk({sse});
    desk.random = 0.9999;
    desk.give(input::Start{});
    QList<qint64> waits;
    for (int i = 0; i < 9; ++i) {
        desk.close(sse, failed(ErrorKind::ConnectionRefused));
        waits.append(qRound64(double(desk.untilDeadline().count()) / 100) * 100);
        desk.waitForOpen();
    }
    QCOMPARE(waits, (QList<qint64>{500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000}));

    Desk lucky({sse});
    lucky.random = 0;
    lucky.give(input::Start{});
    lucky.close(sse, failed(ErrorKind::ConnectionRefused));
    QCOMPARE(lucky.untilDeadline(), milliseconds(0)); // full jitter: down to nothing
}

void ConnectionPolicyTest::backoff_isResetOnlyByAStableLink()
{
    Desk desk({sse});
    desk.give(input::Start{});
    for (int i = 0; i < 4; ++i) {
        desk.close(sse, failed(ErrorKind::ConnectionRefused));
        desk.waitForOpen();
    }
    desk.prove(sse);
    desk.now += milliseconds(59'999);
    desk.close(sse, failed(ErrorKind::RemoteClosed));
    QCOMPARE(desk.untilDeadline(), milliseconds(4000)); // half of 500 ms * 2^4
    desk.waitForOpen();
    desk.prove(sse);
    desk.now += milliseconds(60'000);
    desk.close(sse, failed(ErrorKind::RemoteClosed));
    QCOMPARE(desk.untilDeadline(), milliseconds(250));
}

void ConnectionPolicyTest::retryAfter_isAFloorForEveryPath()
{
    Desk desk;
    desk.give(input::Start{});
    desk.close(ws, failed(ErrorKind::UpgradeRefused, 503)); // its headers cannot be read, so this asks plainly
    Error busy = failed(ErrorKind::HttpStatus, 503);
    busy.retryAfter = seconds(20);
    desk.random = 0;
    QCOMPARE(desk.close(sse, busy), QStringList{}); // the next of the round waits as well
    QCOMPARE(desk.state(), LinkState::Backoff);
    QCOMPARE(desk.untilDeadline(), milliseconds(20'000));
    QCOMPARE(desk.wait(), QStringList{u"open longpoll"_s});

    Desk other({sse});
    other.give(input::Start{});
    other.random = 0.5;
    other.close(sse, busy);
    QCOMPARE(other.untilDeadline(), milliseconds(22'500)); // up to a quarter more: not all clients in one second
}

void ConnectionPolicyTest::retryAfter_isBounded()
{
    Desk desk({sse});
    desk.random = 0;
    desk.give(input::Start{});
    Error busy = failed(ErrorKind::HttpStatus, 503);
    busy.retryAfter = hours(100);
    desk.close(sse, busy);
    QCOMPARE(desk.untilDeadline(), milliseconds(600'000));
}

void ConnectionPolicyTest::retryAfter_isLearntByAPlainRequest()
{
    Desk desk({ws});
    desk.random = 0;
    desk.give(input::Start{});
    QCOMPARE(desk.close(ws, failed(ErrorKind::UpgradeRefused, 503)), QStringList{u"ask"_s});
    Error busy = failed(ErrorKind::HttpStatus, 503);
    busy.retryAfter = seconds(30);
    QCOMPARE(desk.give(input::StatusLearned{busy}), QStringList{});
    QCOMPARE(desk.untilDeadline(), milliseconds(30'000));
    QCOMPARE(*desk.policy.status().nextAttempt - desk.now, seconds(30));
}

void ConnectionPolicyTest::overload_waitsSomeSeconds_data()
{
    QTest::addColumn<Error>("reason");
    const auto closed = [](int code) {
        Error error = failed(ErrorKind::RemoteClosed);
        error.closeCode = code;
        return error;
    };
    QTest::addRow("429") << failed(ErrorKind::HttpStatus, 429);
    QTest::addRow("503") << failed(ErrorKind::HttpStatus, 503);
    QTest::addRow("close 1013") << closed(1013);
    QTest::addRow("close 4013") << closed(4013);
    QTest::addRow("close 1002, as Qt tells 1012 to 1014") << closed(1002);
}

void ConnectionPolicyTest::overload_waitsSomeSeconds()
{
    QFETCH(Error, reason);
    Desk desk({sse});
    desk.random = 0;
    desk.liveOn(sse);
    desk.close(sse, reason);
    QCOMPARE(desk.state(), LinkState::Backoff);
    QCOMPARE(desk.untilDeadline(), milliseconds(5000));
}

void ConnectionPolicyTest::announcedRestart_spreadsTheClients_data()
{
    QTest::addColumn<int>("code");
    for (const int code : {1001, 1012, 4012})
        QTest::addRow("%d", code) << code;
}

void ConnectionPolicyTest::announcedRestart_spreadsTheClients()
{
    QFETCH(int, code);
    Desk desk;
    desk.liveOn(ws);
    Error reason = failed(ErrorKind::RemoteClosed);
    reason.closeCode = code;
    desk.close(ws, reason);
    QCOMPARE(desk.untilDeadline(), milliseconds(9000)); // half of 18 s
    QCOMPARE(desk.wait(), QStringList{u"open ws"_s});   // and nothing is held against it
}

void ConnectionPolicyTest::restartThatIsFound_spreadsTheClients()
{
    Desk desk;
    desk.liveOn(ws);
    desk.close(ws, failed(ErrorKind::RemoteClosed));
    QCOMPARE(desk.untilDeadline(), milliseconds(250)); // so far it may be the network
    desk.wait();
    desk.close(ws, failed(ErrorKind::ConnectionRefused));
    QCOMPARE(desk.untilDeadline(), milliseconds(9000)); // half of 18 s
}

void ConnectionPolicyTest::retryAdvice_isAFloorOfTheBackoff()
{
    Desk desk({sse});
    desk.liveOn(sse);
    desk.give(input::RetryAdvised{seconds(7)});
    desk.close(sse, failed(ErrorKind::RemoteClosed));
    QCOMPARE(desk.untilDeadline(), milliseconds(7000));
}

void ConnectionPolicyTest::governor_boundsAnyStorm()
{
    Desk desk;
    desk.random = 0; // the unluckiest dice: no jitter at all
    desk.give(input::Start{});
    QList<TimePoint> attempts{desk.now};
    while (desk.now < start + minutes(30)) {
        for (const TransportKind kind : allTransportKinds()) { // flaps: proven, then gone at once
            desk.prove(kind);
            desk.close(kind, failed(ErrorKind::RemoteClosed));
        }
        desk.waitForOpen();
        attempts.append(desk.now);
    }
    for (qsizetype i = 0; i + 40 < attempts.size(); ++i)
        QVERIFY(attempts[i + 40] - attempts[i] >= minutes(10));
    for (qsizetype i = 0; i + 4 < attempts.size(); ++i)
        QVERIFY(attempts[i + 4] - attempts[i] >= seconds(1));
    QVERIFY(attempts.size() > 100); // and it goes on trying
}

void ConnectionPolicyTest::silence_suspectsThenEnds()
{
    Desk desk;
    desk.liveOn(ws);
    QCOMPARE(desk.untilDeadline(), milliseconds(18'000)); // 15 s, promised by the dialect, and the grace
    QCOMPARE(desk.wait(), QStringList{u"ping ws"_s});
    QCOMPARE(desk.state(), LinkState::Suspect);
    QCOMPARE(desk.untilDeadline(), milliseconds(15'000));
    QCOMPARE(desk.wait(), QStringList{u"close ws"_s});
    QCOMPARE(desk.state(), LinkState::Backoff);
    QCOMPARE(desk.policy.status().reason->kind, ErrorKind::Silent);
}

void ConnectionPolicyTest::silence_isMeasuredByThePromisedHeartbeat()
{
    Desk desk({sse});
    desk.liveOn(sse);
    desk.give(input::HeartbeatPromised{desk.of(sse), seconds(2)});
    const TimePoint heard = desk.now;
    desk.wait();
    desk.wait();
    QCOMPARE(desk.state(), LinkState::Backoff);
    QCOMPARE(desk.now - heard, seconds(7)); // 2 heartbeats + 3 s

    Desk early({sse}); // promised by the frame that is held
    early.give(input::Start{});
    early.give(input::HeartbeatPromised{early.of(sse), seconds(2)});
    early.prove(sse);
    QCOMPARE(early.untilDeadline(), milliseconds(5000));
}

void ConnectionPolicyTest::suspect_isLiveAgainWhenHeard()
{
    Desk desk;
    desk.liveOn(ws);
    desk.wait();
    QCOMPARE(desk.state(), LinkState::Suspect);
    desk.give(input::Heard{desk.of(ws)});
    QCOMPARE(desk.state(), LinkState::Live);
    QCOMPARE(desk.untilDeadline(), milliseconds(18'000));
}

void ConnectionPolicyTest::silenceWithoutPromise_pingsTwice()
{
    Desk desk({ws}, Proof::Transport);
    desk.give(input::Start{});
    desk.open(ws);
    desk.give(input::Ponged{desk.of(ws)});
    QCOMPARE(desk.wait(), QStringList{u"ping ws"_s});
    QCOMPARE(desk.wait(), QStringList{u"ping ws"_s});
    QCOMPARE(desk.wait(), QStringList{u"close ws"_s});
}

void ConnectionPolicyTest::silenceWithoutPromise_onSseEndsAfterTheQuietTime()
{
    Desk desk({sse}, Proof::Transport);
    desk.give(input::Start{});
    desk.open(sse);
    QCOMPARE(desk.untilDeadline(), milliseconds(300'000));
    QCOMPARE(desk.wait(), QStringList{u"close sse"_s});
}

void ConnectionPolicyTest::polling_isNotWatched()
{
    Desk desk({longPoll});
    desk.give(input::Start{});
    desk.prove(longPoll);
    QVERIFY(!desk.policy.deadline());
}

void ConnectionPolicyTest::lateDeadline_asksBeforeItEnds()
{
    Desk desk({sse});
    desk.liveOn(sse);
    desk.now += hours(8); // the machine slept
    QCOMPARE(desk.give(input::DeadlineReached{}), QStringList{u"ping sse"_s});
    QCOMPARE(desk.state(), LinkState::Suspect);
    QCOMPARE(desk.untilDeadline(), milliseconds(3000));
    QCOMPARE(desk.wait(), QStringList{u"close sse"_s});
}

void ConnectionPolicyTest::sleep_makesSuspect()
{
    Desk desk;
    desk.liveOn(ws);
    desk.now += seconds(9); // no deadline passed
    QCOMPARE(desk.give(input::Woke{}), QStringList{u"ping ws"_s});
    QCOMPARE(desk.state(), LinkState::Suspect);
    QCOMPARE(desk.untilDeadline(), milliseconds(3000));
    desk.give(input::Ponged{desk.of(ws)});
    QCOMPARE(desk.state(), LinkState::Live);
    desk.give(input::Woke{});
    QCOMPARE(desk.wait(), QStringList{u"close ws"_s});
}

void ConnectionPolicyTest::sleep_beforeTheElection_isNotForgotten()
{
    Desk desk;
    desk.give(input::Start{});
    desk.wait();
    desk.open(ws);
    desk.prove(sse);
    desk.now += minutes(1);
    desk.give(input::Woke{});
    QCOMPARE(desk.give(input::DeadlineReached{}), (QStringList{u"elect sse"_s, u"close ws"_s, u"ping sse"_s}));
    QCOMPARE(desk.state(), LinkState::Suspect); // it was heard a minute ago

    Desk brief;
    brief.give(input::Start{});
    brief.wait();
    brief.open(ws);
    brief.prove(sse);
    brief.now += seconds(3); // not long enough to be overdue
    brief.give(input::Woke{});
    QCOMPARE(brief.give(input::DeadlineReached{}), (QStringList{u"elect sse"_s, u"close ws"_s, u"ping sse"_s}));
    QCOMPARE(brief.state(), LinkState::Suspect);

    Desk moment;
    moment.give(input::Start{});
    moment.wait();
    moment.open(ws);
    moment.prove(sse);
    moment.wait();
    QCOMPARE(moment.state(), LinkState::Live);
    QCOMPARE(moment.untilDeadline(), milliseconds(18'000 - 750)); // since its proof, not since its election
}

void ConnectionPolicyTest::sleep_leavesPollingAlone()
{
    Desk desk({poll});
    desk.give(input::Start{});
    desk.prove(poll);
    desk.give(input::Woke{});
    desk.give(input::NetworkChanged{"other"_ba});
    QCOMPARE(desk.state(), LinkState::Live);
    QVERIFY(!desk.policy.deadline()); // between its requests nothing is open
}

void ConnectionPolicyTest::sleep_givesAttemptsTheirTimeAgain()
{
    Desk desk({ws});
    desk.give(input::Start{});
    desk.now += hours(8);
    desk.give(input::Woke{});
    QCOMPARE(desk.untilDeadline(), milliseconds(5000));
}

void ConnectionPolicyTest::networkChange_makesSuspectAndTriesAtOnce()
{
    Desk desk;
    desk.liveOn(sse);
    QCOMPARE(desk.give(input::NetworkChanged{"other"_ba}), QStringList{u"ping sse"_s});
    QCOMPARE(desk.state(), LinkState::Suspect);
    desk.give(input::Heard{desk.of(sse)});
    QCOMPARE(desk.wait(), QStringList{u"open ws"_s}); // what did not work there may work here
    QCOMPARE(desk.untilDeadline(), milliseconds(5000));

    Desk away({sse});
    away.give(input::Start{});
    for (int i = 0; i < 8; ++i) {
        away.close(sse, failed(ErrorKind::NetworkUnreachable));
        away.waitForOpen();
    }
    away.close(sse, failed(ErrorKind::NetworkUnreachable));
    QVERIFY(away.untilDeadline() > seconds(10));
    away.give(input::NetworkChanged{"other"_ba});
    QCOMPARE(away.untilDeadline(), milliseconds(0));
    QCOMPARE(away.wait(), QStringList{u"open sse"_s});
}

void ConnectionPolicyTest::heldBack_goesOnElsewhere()
{
    Desk desk;
    desk.liveOn(sse);
    QCOMPARE(desk.give(input::HeldBack{desk.of(sse)}), QStringList{u"close sse"_s});
    QCOMPARE(desk.policy.status().reason->kind, ErrorKind::HeldBack);
    QCOMPARE(desk.waitForOpen(), QStringList{u"open longpoll"_s});
}

void ConnectionPolicyTest::heldBack_countsHoweverLongItLasted()
{
    Desk desk({sse, longPoll});
    desk.give(input::Start{});
    desk.prove(sse);
    desk.now += minutes(5); // beats are slow, and it takes several
    desk.give(input::Heard{desk.of(sse)});
    desk.give(input::HeldBack{desk.of(sse)});
    QCOMPARE(desk.waitForOpen(), QStringList{u"open longpoll"_s});
}

void ConnectionPolicyTest::degraded_climbsBackBesideTheLink()
{
    Desk desk({ws, poll});
    desk.liveOn(sse); // there is none: so on nothing
    desk.prove(poll);
    QCOMPARE(desk.state(), LinkState::Live);
    QCOMPARE(desk.untilDeadline(), milliseconds(60'000));
    QCOMPARE(desk.wait(), QStringList{u"open ws"_s});
    QCOMPARE(desk.state(), LinkState::Live);
    QCOMPARE(desk.policy.status().transport, poll);
    QCOMPARE(desk.open(ws), QStringList{});
    QCOMPARE(desk.policy.elected(), desk.of(poll));
    QCOMPARE(desk.give(input::Proved{desk.of(ws)}), (QStringList{u"elect ws"_s, u"close poll"_s}));
    QCOMPARE(desk.state(), LinkState::Live);
    QVERIFY(!desk.policy.status().degraded);
    QVERIFY(!desk.policy.status().reason);
    QCOMPARE(desk.untilDeadline(), milliseconds(18'000)); // and it climbs no more
}

void ConnectionPolicyTest::climb_thatFailsIsTriedLater()
{
    Desk desk({ws, poll});
    desk.liveOn(sse);
    desk.prove(poll);
    QList<qint64> waits;
    for (int i = 0; i < 6; ++i) {
        const TimePoint since = desk.now;
        QCOMPARE(desk.wait(), QStringList{u"open ws"_s});
        waits.append(std::chrono::duration_cast<seconds>(desk.now - since).count());
        QCOMPARE(desk.close(ws, failed(ErrorKind::UpgradeRefused, 426)), QStringList{});
        QCOMPARE(desk.state(), LinkState::Live);
        QCOMPARE(desk.policy.status().transport, poll);
    }
    QCOMPARE(waits, (QList<qint64>{60, 300, 900, 1800, 1800, 1800}));
}

void ConnectionPolicyTest::climb_triesEachBetterOne()
{
    Desk desk;
    desk.liveOn(poll);
    QCOMPARE(desk.wait(), QStringList{u"open ws"_s});
    QCOMPARE(desk.close(ws, failed(ErrorKind::UpgradeRefused, 426)), QStringList{u"open sse"_s});
    QCOMPARE(desk.wait(), (QStringList{u"close sse"_s, u"open longpoll"_s})); // it hung
    QCOMPARE(desk.prove(longPoll), (QStringList{u"elect longpoll"_s, u"close poll"_s}));
    QVERIFY(desk.policy.status().degraded);
}

void ConnectionPolicyTest::climb_leavesOutWhatFlaps()
{
    Desk desk({ws, poll});
    desk.give(input::Start{});
    for (int i = 0; i < 2; ++i) {
        desk.prove(ws);
        desk.close(ws, failed(ErrorKind::RemoteClosed));
        desk.waitForOpen();
    }
    desk.prove(poll);
    const int opened = desk.opened;
    desk.wait(); // it looks, and leaves it
    desk.wait();
    QCOMPARE(desk.opened, opened);
    desk.wait(); // the demotion is over
    QCOMPARE(desk.opened, opened + 1);
}

void ConnectionPolicyTest::climb_leavesOutWhatIsHeldBack()
{
    Desk desk({sse, poll});
    desk.give(input::Start{});
    desk.prove(sse);
    desk.now += minutes(2);
    desk.give(input::HeldBack{desk.of(sse)});
    QCOMPARE(desk.waitForOpen(), QStringList{u"open poll"_s});
    desk.prove(poll);
    const TimePoint since = desk.now;
    QCOMPARE(desk.waitForOpen(), QStringList{u"open sse"_s});
    QVERIFY(desk.now - since > minutes(9)); // it would look well once more, and hold everything back
}

void ConnectionPolicyTest::climb_survivesTheLossOfTheLink()
{
    Desk desk({ws, poll});
    desk.liveOn(sse);
    desk.prove(poll);
    desk.wait();
    QCOMPARE(desk.close(poll, failed(ErrorKind::RemoteClosed)), QStringList{});
    QCOMPARE(desk.state(), LinkState::Connecting);
    QCOMPARE(desk.policy.status().transport, ws);
    QCOMPARE(desk.prove(ws), QStringList{u"elect ws"_s});
}

void ConnectionPolicyTest::goAway_isFollowedByAnotherSession()
{
    Desk desk;
    desk.liveOn(ws);
    const Generation old = desk.of(ws);
    QCOMPARE(desk.give(input::GoAway{old, seconds(10)}), QStringList{});
    QCOMPARE(desk.state(), LinkState::Draining);
    QCOMPARE(desk.untilDeadline(), milliseconds(5000)); // spread: 0.5 of 10 s
    QCOMPARE(desk.wait(), QStringList{u"open ws"_s});
    QCOMPARE(desk.state(), LinkState::Draining);
    QCOMPARE(desk.policy.elected(), old);
    QCOMPARE(desk.prove(ws), (QStringList{u"elect ws"_s, u"close ws"_s}));
    QCOMPARE(desk.state(), LinkState::Live);
}

void ConnectionPolicyTest::goAway_whoseFollowerFailsSaysWhenTheNextComes()
{
    Desk desk;
    desk.liveOn(ws);
    desk.give(input::GoAway{desk.of(ws), seconds(10)});
    desk.wait();
    QVERIFY(!desk.policy.status().nextAttempt); // it is under way
    desk.close(ws, failed(ErrorKind::RemoteClosed));
    QCOMPARE(desk.state(), LinkState::Draining);
    QVERIFY(desk.policy.status().nextAttempt);
    QCOMPARE(*desk.policy.status().nextAttempt - desk.now, milliseconds(250));
    QCOMPARE(desk.wait(), QStringList{u"open ws"_s});
}

void ConnectionPolicyTest::goAway_closedEarlyKeepsTheSpread()
{
    Desk desk;
    desk.liveOn(ws);
    desk.give(input::GoAway{desk.of(ws), seconds(10)});
    desk.now += seconds(1);
    desk.close(ws, failed(ErrorKind::RemoteClosed));
    QCOMPARE(desk.untilDeadline(), milliseconds(4000));
    QCOMPARE(desk.wait(), QStringList{u"open ws"_s});
}

void ConnectionPolicyTest::goAway_closedMeanwhileGoesOnWithTheOther()
{
    Desk desk;
    desk.liveOn(ws);
    const Generation old = desk.of(ws);
    desk.give(input::GoAway{old, seconds(10)});
    desk.wait();
    QCOMPARE(desk.give(input::Closed{old, failed(ErrorKind::RemoteClosed)}), QStringList{});
    QCOMPARE(desk.state(), LinkState::Connecting);
    QCOMPARE(desk.prove(ws), QStringList{u"elect ws"_s});
}

void ConnectionPolicyTest::missing_isAskedForByAnotherSession()
{
    Desk desk;
    desk.liveOn(sse);
    const Generation old = desk.of(sse);
    desk.now += seconds(10);
    QCOMPARE(desk.give(input::Missing{old}), QStringList{});
    QVERIFY(desk.policy.isReplaying());
    QCOMPARE(desk.untilDeadline(), milliseconds(500)); // spread: 0.5 of 1 s
    QCOMPARE(desk.wait(), QStringList{u"open sse"_s});
    QCOMPARE(desk.state(), LinkState::Live);
    QCOMPARE(desk.policy.elected(), old);
    QVERIFY(desk.policy.isReplaying());
    QCOMPARE(desk.prove(sse), (QStringList{u"elect sse"_s, u"close sse"_s}));
    QCOMPARE(desk.state(), LinkState::Live);
    QVERIFY(desk.policy.elected() != old);
    QVERIFY(!desk.policy.isReplaying());
}

void ConnectionPolicyTest::missing_isAskedForByAPollAnyway()
{
    Desk desk;
    desk.liveOn(poll);
    QCOMPARE(desk.give(input::Missing{desk.of(poll)}), QStringList{});
    QVERIFY(desk.policy.isReplaying());
}

void ConnectionPolicyTest::missing_isNotWorthTheWait_data()
{
    QTest::addColumn<std::function<void(Desk &)>>("before");
    QTest::addColumn<TransportKind>("kind");
    const auto add = [](const char *name, TransportKind kind, const std::function<void(Desk &)> &before) {
        QTest::newRow(name) << before << kind;
    };
    add("where a better one is tried", sse, [](Desk &desk) { desk.climb(sse); });
    add("where the server goes", ws, [](Desk &desk) { desk.give(input::GoAway{desk.of(ws), seconds(60)}); });
    add("of a session that was replaced", ws, [](Desk &desk) {
        desk.give(input::GoAway{desk.of(ws), seconds(0)});
        desk.waitForOpen();
        const Generation old = desk.policy.elected();
        desk.prove(ws);
        desk.latest[ws] = old;
    });
    add("after several attempts at once", ws, [](Desk &desk) {
        desk.random = 0;
        for (int i = 0; i < 4; ++i) {
            desk.give(input::Missing{desk.policy.elected()});
            QCOMPARE(desk.wait(), QStringList{u"open ws"_s});
            desk.prove(ws);
        }
    });
    add("after it was in vain", ws, [](Desk &desk) {
        const Generation old = desk.of(ws);
        desk.give(input::Missing{old});
        desk.wait();
        desk.close(ws, failed(ErrorKind::RemoteClosed));
        desk.latest[ws] = old;
        desk.now += seconds(5);
    });
    add("without a link", ws, [](Desk &desk) { desk.close(ws, failed(ErrorKind::RemoteClosed)); });
}

void ConnectionPolicyTest::missing_isNotWorthTheWait()
{
    QFETCH(std::function<void(Desk &)>, before);
    QFETCH(TransportKind, kind);
    Desk desk;
    desk.liveOn(kind);
    desk.now += seconds(10);
    before(desk);
    QCOMPARE(desk.give(input::Missing{desk.of(kind)}), QStringList{});
    QVERIFY(!desk.policy.isReplaying());
}

void ConnectionPolicyTest::missing_inVainSaysNothingOfTheTransport()
{
    Desk desk({sse, poll});
    desk.liveOn(sse);
    const Generation old = desk.of(sse);
    desk.now += seconds(10);
    desk.give(input::Missing{old});
    desk.wait();
    QCOMPARE(desk.close(sse, failed(ErrorKind::WrongContentType)), QStringList{});
    QCOMPARE(desk.state(), LinkState::Live);
    QCOMPARE(desk.policy.elected(), old);
    desk.now += seconds(60);
    desk.give(input::Closed{old, failed(ErrorKind::RemoteClosed)});
    QCOMPARE(desk.wait(), QStringList{u"open sse"_s}); // it is still the best
}

void ConnectionPolicyTest::missing_leavesTheTimeOfAGoodbyeAlone()
{
    Desk desk;
    desk.liveOn(ws);
    const Generation old = desk.of(ws);
    desk.now += seconds(10);
    desk.give(input::Missing{old});
    desk.wait();
    desk.give(input::GoAway{old, seconds(60)});
    const TimePoint goodbye = desk.now + seconds(30); // spread: 0.5 of 60 s
    desk.now += seconds(1);
    desk.close(ws, failed(ErrorKind::RemoteClosed));
    desk.now = goodbye - milliseconds(1);
    desk.give(input::Heard{old});
    QCOMPARE(desk.untilDeadline(), milliseconds(1));
    QCOMPARE(desk.wait(), QStringList{u"open ws"_s});
}

void ConnectionPolicyTest::replayThatCannotResume_isNotElected()
{
    Desk desk;
    desk.liveOn(ws);
    const Generation old = desk.of(ws);
    desk.now += seconds(10);
    desk.give(input::Missing{old});
    desk.wait();
    desk.open(ws);
    QCOMPARE(desk.give(input::CannotResume{desk.of(ws)}), QStringList{u"close ws"_s});
    QCOMPARE(desk.give(input::Proved{desk.of(ws)}), QStringList{});
    QCOMPARE(desk.policy.elected(), old);
    QCOMPARE(desk.state(), LinkState::Live);
}

void ConnectionPolicyTest::climbThatCannotResume_isElected()
{
    Desk desk; // a server without a log would never be climbed back to
    desk.liveOn(sse);
    QCOMPARE(desk.climb(sse), QStringList{u"open ws"_s});
    desk.open(ws);
    QCOMPARE(desk.give(input::CannotResume{desk.of(ws)}), QStringList{});
    QCOMPARE(desk.give(input::Proved{desk.of(ws)}), (QStringList{u"elect ws"_s, u"close sse"_s}));
}

void ConnectionPolicyTest::tryNow_doesNotWait_data()
{
    QTest::addColumn<Error>("reason");
    QTest::newRow("backoff") << failed(ErrorKind::ConnectionRefused);
    QTest::newRow("blocked") << failed(ErrorKind::HttpStatus, 401);
    QTest::newRow("no network") << failed(ErrorKind::NetworkUnreachable);
}

void ConnectionPolicyTest::tryNow_doesNotWait()
{
    QFETCH(Error, reason);
    Desk desk({sse});
    desk.give(input::Start{});
    desk.close(sse, reason);
    QVERIFY(desk.untilDeadline() > milliseconds(0));
    const LinkState state = desk.state();
    desk.now += milliseconds(100);
    QCOMPARE(desk.give(input::TryNow{}), QStringList{});
    QCOMPARE(desk.state(), state);
    QCOMPARE(*desk.policy.status().nextAttempt, desk.now);
    QCOMPARE(desk.wait(), QStringList{u"open sse"_s});
    QCOMPARE(desk.give(input::TryNow{}), QStringList{}); // it is under way
}

void ConnectionPolicyTest::tryNow_doesNotPassARetryAfter()
{
    Desk desk({sse});
    desk.give(input::Start{});
    Error reason = failed(ErrorKind::HttpStatus, 503);
    reason.retryAfter = seconds(60);
    desk.close(sse, reason);
    const milliseconds wait = desk.untilDeadline();
    QVERIFY(wait >= seconds(60));
    desk.give(input::TryNow{});
    QCOMPARE(desk.untilDeadline(), wait);
}

void ConnectionPolicyTest::tryNow_looksForABetterWay()
{
    Desk desk;
    desk.liveOn(sse);
    desk.give(input::TryNow{});
    QCOMPARE(desk.wait(), QStringList{u"open ws"_s});
    QCOMPARE(desk.state(), LinkState::Live);
}

void ConnectionPolicyTest::refusedEverywhere_isBlockedAndTriedAgain_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("status");
    QTest::addRow("401") << ErrorKind::HttpStatus << 401;
    QTest::addRow("403") << ErrorKind::HttpStatus << 403;
    QTest::addRow("404") << ErrorKind::HttpStatus << 404;
    QTest::addRow("certificate") << ErrorKind::Tls << 0;
}

void ConnectionPolicyTest::refusedEverywhere_isBlockedAndTriedAgain()
{
    QFETCH(ErrorKind, kind);
    QFETCH(int, status);
    Desk desk;
    desk.give(input::Start{});
    desk.close(ws, failed(ErrorKind::UpgradeRefused, 400));
    for (const TransportKind each : {sse, longPoll, poll})
        desk.close(each, failed(kind, status));
    QCOMPARE(desk.state(), LinkState::Blocked);
    QCOMPARE(desk.policy.status().reason->kind, kind);
    QCOMPARE(desk.untilDeadline(), milliseconds(900'000));
    QCOMPARE(desk.wait(), QStringList{u"open ws"_s});
}

void ConnectionPolicyTest::webSocketAloneRefused_isNotBlocked()
{
    Desk desk;
    desk.give(input::Start{});
    desk.close(ws, failed(ErrorKind::UpgradeRefused, 403));
    for (const TransportKind each : {sse, longPoll, poll})
        desk.close(each, failed(ErrorKind::HttpStatus, 502));
    QCOMPARE(desk.state(), LinkState::Backoff);
}

void ConnectionPolicyTest::evicted_isTriedOnceMoreAtOnce()
{
    Desk desk({sse});
    desk.give(input::Start{});
    QCOMPARE(desk.close(sse, failed(ErrorKind::HttpStatus, 410)), QStringList{u"open sse"_s}); // without the cursor
    QCOMPARE(desk.close(sse, failed(ErrorKind::HttpStatus, 410)), QStringList{});              // gone altogether
    QCOMPARE(desk.state(), LinkState::Blocked);
}

void ConnectionPolicyTest::serverStop_isBlocked()
{
    Desk desk({sse, poll});
    desk.give(input::Start{});
    QCOMPARE(desk.close(sse, failed(ErrorKind::ServerStop, 204)), QStringList{});
    QCOMPARE(desk.state(), LinkState::Blocked);
}

void ConnectionPolicyTest::oldGeneration_isIgnored()
{
    Desk desk({ws, sse});
    desk.give(input::Start{});
    const Generation old = desk.of(ws);
    desk.close(ws, failed(ErrorKind::UpgradeRefused, 502));
    QCOMPARE(desk.give(input::Proved{old}), QStringList{});
    QCOMPARE(desk.state(), LinkState::Connecting);
    QCOMPARE(desk.give(input::Closed{old, failed(ErrorKind::RemoteClosed)}), QStringList{});
    QCOMPARE(desk.policy.status().transport, sse);
}

void ConnectionPolicyTest::stop_closesAndStaysStopped()
{
    Desk desk;
    desk.give(input::Start{});
    desk.wait();
    QCOMPARE(desk.give(input::Stop{}), (QStringList{u"close ws"_s, u"close sse"_s}));
    QCOMPARE(desk.state(), LinkState::Stopped);
    QVERIFY(!desk.policy.deadline());
    QCOMPARE(desk.give(input::NetworkChanged{"other"_ba}), QStringList{});
    QCOMPARE(desk.give(input::Woke{}), QStringList{});
    QVERIFY(!desk.policy.deadline());
    QCOMPARE(desk.give(input::Start{}), QStringList{u"open ws"_s});
}

void ConnectionPolicyTest::everyState_hasADeadlineOrASession()
{
    // A long random walk: no state may wait for ever on nothing, and no input may crash it.
    constexpr quint32 seed = 20260117;
    std::srand(seed);
    Desk desk;
    desk.give(input::Start{});
    const QList<Error> errors{failed(ErrorKind::RemoteClosed),        failed(ErrorKind::ConnectionRefused),
                              failed(ErrorKind::HttpStatus, 401),     failed(ErrorKind::HttpStatus, 410),
                              failed(ErrorKind::UpgradeRefused, 503), failed(ErrorKind::ServerStop),
                              failed(ErrorKind::NetworkUnreachable),  failed(ErrorKind::Tls)};
    QSet<LinkState> states;
    for (int i = 0; i < 20'000; ++i) {
        desk.random = double(std::rand() % 1000) / 1000;
        desk.now += milliseconds(std::rand() % 4000);
        const Generation newest = desk.opened;
        const Generation generation = newest - std::min(newest, Generation(std::rand() % 4));
        switch (std::rand() % 12) {
        case 0:
            desk.give(input::Opened{generation});
            break;
        case 1:
            desk.give(input::Proved{generation});
            break;
        case 2:
            desk.give(input::Heard{generation});
            break;
        case 3:
            desk.give(input::Closed{generation, errors[std::rand() % errors.size()]});
            break;
        case 4:
            desk.give(input::GoAway{generation, seconds(5)});
            break;
        case 5:
            if (std::rand() % 4 == 0)
                desk.give(input::Missing{generation});
            else
                desk.give(input::HeartbeatPromised{generation, seconds(1 + std::rand() % 20)});
            break;
        case 6:
            if (std::rand() % 16 == 0)
                desk.give(input::NetworkChanged{QByteArray::number(std::rand() % 3)});
            else
                desk.give(input::HoldFull{generation});
            break;
        case 7:
            if (std::rand() % 8 == 0)
                desk.give(input::Woke{});
            else
                desk.give(input::HeldBack{generation});
            break;
        default:
            if (desk.policy.deadline())
                desk.wait();
        }
        const LinkStatus &status = desk.policy.status();
        states.insert(status.state);
        const bool watchedByItself = desk.policy.elected() != 0 && isPolling(*status.transport);
        const QString where = u"step %1 of seed %2"_s.arg(i).arg(seed);
        QVERIFY2(desk.policy.deadline() || watchedByItself, qPrintable(where));
        QCOMPARE(isUp(status.state), desk.policy.elected() != 0);
        if (status.state == LinkState::Backoff)
            QVERIFY2(status.nextAttempt, qPrintable(where));
    }
    QVERIFY(desk.opened > 100);
    QCOMPARE(states.size(), 8); // all but Stopped
}

QTEST_GUILESS_MAIN(ConnectionPolicyTest)
#include "tst_connectionpolicy.moc"
