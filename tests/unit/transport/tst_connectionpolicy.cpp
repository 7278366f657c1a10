// SPDX-License-Identifier: MIT
#include "transport/connectionpolicy.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const TimePoint start{hours(1)};

Error failed(ErrorKind kind, int httpStatus = 0)
{
    return {kind, u"why"_s, httpStatus};
}

/// A policy, its time, its dice; actions are kept as words: "open ws", "close", "ping".
struct Desk
{
    explicit Desk(QList<TransportKind> order = allTransportKinds(), Proof proof = Proof::Message)
        : policy(std::move(order), proof)
    {}
    QStringList give(const input::Any &input)
    {
        QStringList words;
        for (const auto &action : policy.step(input, now, random)) {
            if (const auto *open = std::get_if<action::Open>(&action)) {
                words.append(u"open "_s + toWord(open->kind));
                ++opened;
            } else {
                words.append(std::holds_alternative<action::Close>(action) ? u"close"_s : u"ping"_s);
            }
        }
        return words;
    }
    Generation generation() const { return policy.generation(); }
    QStringList close(const Error &reason) { return give(input::Closed{generation(), reason}); }
    QStringList prove() { return give(input::Opened{generation()}) + give(input::Proved{generation()}); }
    /// Goes to the next deadline.
    QStringList wait()
    {
        now = *policy.deadline();
        return give(input::DeadlineReached{});
    }
    /// Waits, however often, until a transport is opened.
    QStringList waitForOpen()
    {
        for (int i = 0; i < 100; ++i) {
            const QStringList words = wait();
            if (!words.isEmpty() && words.last().startsWith(u"open"_s))
                return words;
        }
        return {u"nothing"_s};
    }
    LinkState state() const { return policy.status().state; }
    milliseconds untilDeadline() const { return std::chrono::duration_cast<milliseconds>(*policy.deadline() - now); }

    ConnectionPolicy policy;
    TimePoint now = start;
    double random = 0.5;
    int opened = 0;
};

} // namespace

class ConnectionPolicyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void start_opensTheBestTransport();
    void refusedUpgrade_goesOnAtOnce_data();
    void refusedUpgrade_goesOnAtOnce();
    void hanging_goesOnWhenTheBudgetIsSpent();
    void openButUnproven_goesOnWhenTheBudgetIsSpent();
    void chain_goesThroughAllFour();
    void proof_makesLiveAndDegradedWithTheReason();
    void openAlone_isNoProofWhereMessagesArePromised();
    void transportProof_takesPongOrOpening();
    void nobodyThere_endsTheRound();
    void noNetwork_isWaitedFor();
    void lostLink_triesTheSameTransportFirst();
    void lostLink_thenTheBestOfTheOthers();
    void flappingLink_letsTheOthersGoFirst();
    void degraded_keepsItsReasonOverALoss();
    void backoff_isFullJitterAndGrows();
    void backoff_isResetOnlyByAStableLink();
    void retryAfter_isAFloorForEveryPath();
    void retryAfter_isBounded();
    void retryAdvice_isAFloorOfTheBackoff();
    void governor_boundsAnyStorm();
    void silence_suspectsThenEnds();
    void silence_isMeasuredByThePromisedHeartbeat();
    void suspect_isLiveAgainWhenHeard();
    void silenceWithoutPromise_pingsTwice();
    void silenceWithoutPromise_onSseEndsAfterTheQuietTime();
    void polling_isNotWatched();
    void lateDeadline_asksBeforeItEnds();
    void goAway_drainsAndReopens();
    void goAway_closedEarlyKeepsTheSpread();
    void refusedEverywhere_isBlockedAndTriedAgain_data();
    void refusedEverywhere_isBlockedAndTriedAgain();
    void webSocketAloneRefused_isNotBlocked();
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
    for (const int status : {200, 400, 401, 403, 404, 426, 500, 501, 502, 503})
        QTest::addRow("%d", status) << status;
}

void ConnectionPolicyTest::refusedUpgrade_goesOnAtOnce()
{
    QFETCH(int, status);
    Desk desk;
    desk.give(input::Start{});
    QCOMPARE(desk.close(failed(ErrorKind::UpgradeRefused, status)), QStringList{u"open sse"_s});
}

void ConnectionPolicyTest::hanging_goesOnWhenTheBudgetIsSpent()
{
    Desk desk;
    desk.give(input::Start{});
    QCOMPARE(desk.untilDeadline(), milliseconds(5000));
    QCOMPARE(desk.wait(), (QStringList{u"close"_s, u"open sse"_s}));
    QCOMPARE(desk.policy.status().reason->kind, ErrorKind::HandshakeTimeout);
}

void ConnectionPolicyTest::openButUnproven_goesOnWhenTheBudgetIsSpent()
{
    Desk desk;
    desk.give(input::Start{});
    desk.now += seconds(2);
    desk.give(input::Opened{desk.generation()});
    QCOMPARE(desk.state(), LinkState::Proving);
    desk.give(input::Heard{desk.generation()}); // a byte is no proof
    QCOMPARE(desk.untilDeadline(), milliseconds(3000));
    QCOMPARE(desk.wait(), (QStringList{u"close"_s, u"open sse"_s}));
    QCOMPARE(desk.policy.status().reason->kind, ErrorKind::NotProven);
}

void ConnectionPolicyTest::chain_goesThroughAllFour()
{
    Desk desk;
    desk.give(input::Start{});
    QCOMPARE(desk.close(failed(ErrorKind::UpgradeRefused, 400)), QStringList{u"open sse"_s});
    QCOMPARE(desk.close(failed(ErrorKind::WrongContentType)), QStringList{u"open longpoll"_s});
    QCOMPARE(desk.close(failed(ErrorKind::RemoteClosed)), QStringList{u"open poll"_s});
    QCOMPARE(desk.close(failed(ErrorKind::RemoteClosed)), QStringList{});
    QCOMPARE(desk.state(), LinkState::Backoff);
    QCOMPARE(desk.waitForOpen(), QStringList{u"open ws"_s});
}

void ConnectionPolicyTest::proof_makesLiveAndDegradedWithTheReason()
{
    Desk desk;
    desk.give(input::Start{});
    desk.close(failed(ErrorKind::UpgradeRefused, 426));
    desk.prove();
    QCOMPARE(desk.state(), LinkState::Live);
    QVERIFY(desk.policy.status().degraded);
    QCOMPARE(desk.policy.status().transport, TransportKind::Sse);
    QCOMPARE(desk.policy.status().reason->httpStatus, 426);
    QVERIFY(desk.policy.hasProven());

    Desk best;
    best.give(input::Start{});
    best.prove();
    QVERIFY(!best.policy.status().degraded);
    QVERIFY(!best.policy.status().reason);
}

void ConnectionPolicyTest::openAlone_isNoProofWhereMessagesArePromised()
{
    Desk desk({TransportKind::Sse});
    desk.give(input::Start{});
    desk.give(input::Opened{desk.generation()});
    desk.give(input::Ponged{desk.generation()});
    QCOMPARE(desk.state(), LinkState::Proving);
    QVERIFY(!desk.policy.hasProven());
}

void ConnectionPolicyTest::transportProof_takesPongOrOpening()
{
    Desk socket({TransportKind::WebSocket}, Proof::Transport);
    socket.give(input::Start{});
    QCOMPARE(socket.give(input::Opened{socket.generation()}), QStringList{u"ping"_s});
    QCOMPARE(socket.state(), LinkState::Proving);
    socket.give(input::Ponged{socket.generation()});
    QCOMPARE(socket.state(), LinkState::Live);

    Desk sse({TransportKind::Sse}, Proof::Transport);
    sse.give(input::Start{});
    sse.give(input::Opened{sse.generation()});
    QCOMPARE(sse.state(), LinkState::Live);
}

void ConnectionPolicyTest::nobodyThere_endsTheRound()
{
    for (const ErrorKind kind : {ErrorKind::ConnectionRefused, ErrorKind::HostNotFound}) {
        Desk desk;
        desk.give(input::Start{});
        QCOMPARE(desk.close(failed(kind)), QStringList{});
        QCOMPARE(desk.state(), LinkState::Backoff);
        QCOMPARE(desk.policy.status().reason->kind, kind);
        QCOMPARE(desk.waitForOpen(), QStringList{u"open ws"_s}); // nothing was demoted
    }
}

void ConnectionPolicyTest::noNetwork_isWaitedFor()
{
    Desk desk;
    desk.give(input::Start{});
    desk.close(failed(ErrorKind::NetworkUnreachable));
    QCOMPARE(desk.state(), LinkState::WaitingForNetwork);
    QCOMPARE(desk.waitForOpen(), QStringList{u"open ws"_s});
}

void ConnectionPolicyTest::lostLink_triesTheSameTransportFirst()
{
    Desk desk;
    desk.give(input::Start{});
    desk.close(failed(ErrorKind::UpgradeRefused, 400));
    desk.prove();
    QCOMPARE(desk.close(failed(ErrorKind::RemoteClosed)), QStringList{});
    QCOMPARE(desk.state(), LinkState::Backoff);
    QCOMPARE(desk.untilDeadline(), milliseconds(250)); // 0.5 of 500 ms
    QCOMPARE(desk.waitForOpen(), QStringList{u"open sse"_s});
}

void ConnectionPolicyTest::lostLink_thenTheBestOfTheOthers()
{
    Desk desk;
    desk.give(input::Start{});
    desk.close(failed(ErrorKind::UpgradeRefused, 400));
    desk.prove();
    desk.close(failed(ErrorKind::RemoteClosed));
    desk.waitForOpen();
    QCOMPARE(desk.close(failed(ErrorKind::RemoteClosed)), QStringList{u"open ws"_s});
    QCOMPARE(desk.close(failed(ErrorKind::RemoteClosed)), QStringList{}); // four attempts in 250 ms: the governor waits
    QCOMPARE(desk.waitForOpen(), QStringList{u"open longpoll"_s});
}

void ConnectionPolicyTest::flappingLink_letsTheOthersGoFirst()
{
    Desk desk; // a middle box lets the WebSocket open, and kills it a moment later
    desk.give(input::Start{});
    for (int i = 0; i < 2; ++i) {
        desk.prove();
        desk.close(failed(ErrorKind::RemoteClosed));
        QCOMPARE(desk.waitForOpen(), QStringList{u"open ws"_s});
    }
    desk.prove();
    desk.close(failed(ErrorKind::RemoteClosed));
    QCOMPARE(desk.waitForOpen(), QStringList{u"open sse"_s});
    desk.prove();
    QVERIFY(desk.policy.status().degraded);
    QCOMPARE(desk.policy.status().reason->kind, ErrorKind::RemoteClosed);
}

void ConnectionPolicyTest::degraded_keepsItsReasonOverALoss()
{
    Desk desk;
    desk.give(input::Start{});
    desk.close(failed(ErrorKind::UpgradeRefused, 426));
    desk.prove();
    desk.close(failed(ErrorKind::RemoteClosed));
    QCOMPARE(desk.waitForOpen(), QStringList{u"open sse"_s});
    desk.prove();
    QVERIFY(desk.policy.status().degraded);
    QCOMPARE(desk.policy.status().reason->httpStatus, 426);
}

void ConnectionPolicyTest::backoff_isFullJitterAndGrows()
{
    Desk desk({TransportKind::Sse});
    desk.random = 0.9999;
    desk.give(input::Start{});
    QList<qint64> waits;
    for (int i = 0; i < 9; ++i) {
        desk.close(failed(ErrorKind::ConnectionRefused));
        waits.append(qRound64(double(desk.untilDeadline().count()) / 100) * 100);
        desk.waitForOpen();
    }
    QCOMPARE(waits, (QList<qint64>{500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000}));

    Desk lucky({TransportKind::Sse});
    lucky.random = 0;
    lucky.give(input::Start{});
    lucky.close(failed(ErrorKind::ConnectionRefused));
    QCOMPARE(lucky.untilDeadline(), milliseconds(0)); // full jitter: down to nothing
}

void ConnectionPolicyTest::backoff_isResetOnlyByAStableLink()
{
    Desk desk({TransportKind::Sse});
    desk.give(input::Start{});
    for (int i = 0; i < 4; ++i) {
        desk.close(failed(ErrorKind::ConnectionRefused));
        desk.waitForOpen();
    }
    desk.prove();
    desk.now += milliseconds(59'999);
    desk.close(failed(ErrorKind::RemoteClosed));
    QCOMPARE(desk.untilDeadline(), milliseconds(4000)); // half of 500 ms * 2^4
    desk.waitForOpen();
    desk.prove();
    desk.now += milliseconds(60'000);
    desk.close(failed(ErrorKind::RemoteClosed));
    QCOMPARE(desk.untilDeadline(), milliseconds(250));
}

void ConnectionPolicyTest::retryAfter_isAFloorForEveryPath()
{
    Desk desk;
    desk.give(input::Start{});
    Error busy = failed(ErrorKind::HttpStatus, 503);
    busy.retryAfter = seconds(20);
    QCOMPARE(desk.close(busy), QStringList{}); // the next of the round waits as well
    QCOMPARE(desk.state(), LinkState::Backoff);
    QCOMPARE(desk.untilDeadline(), milliseconds(20'000));
    QCOMPARE(desk.wait(), QStringList{u"open sse"_s});
}

void ConnectionPolicyTest::retryAfter_isBounded()
{
    Desk desk;
    desk.give(input::Start{});
    Error busy = failed(ErrorKind::HttpStatus, 503);
    busy.retryAfter = hours(100);
    desk.close(busy);
    QCOMPARE(desk.untilDeadline(), milliseconds(600'000));
}

void ConnectionPolicyTest::retryAdvice_isAFloorOfTheBackoff()
{
    Desk desk({TransportKind::Sse});
    desk.give(input::Start{});
    desk.prove();
    desk.give(input::RetryAdvised{seconds(7)});
    desk.close(failed(ErrorKind::RemoteClosed));
    QCOMPARE(desk.untilDeadline(), milliseconds(7000));
}

void ConnectionPolicyTest::governor_boundsAnyStorm()
{
    Desk desk;
    desk.random = 0; // the unluckiest dice: no jitter at all
    desk.give(input::Start{});
    QList<TimePoint> attempts{desk.now};
    while (desk.now < start + minutes(30)) {
        desk.prove(); // flaps: proven, then gone at once
        desk.close(failed(ErrorKind::RemoteClosed));
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
    desk.give(input::Start{});
    desk.prove();
    QCOMPARE(desk.untilDeadline(), milliseconds(18'000)); // 15 s, promised by the dialect, and the grace
    QCOMPARE(desk.wait(), QStringList{u"ping"_s});
    QCOMPARE(desk.state(), LinkState::Suspect);
    QCOMPARE(desk.untilDeadline(), milliseconds(15'000));
    QCOMPARE(desk.wait(), QStringList{u"close"_s});
    QCOMPARE(desk.state(), LinkState::Backoff);
    QCOMPARE(desk.policy.status().reason->kind, ErrorKind::Silent);
}

void ConnectionPolicyTest::silence_isMeasuredByThePromisedHeartbeat()
{
    Desk desk({TransportKind::Sse});
    desk.give(input::Start{});
    desk.prove();
    desk.give(input::HeartbeatPromised{desk.generation(), seconds(2)});
    const TimePoint heard = desk.now;
    desk.wait();
    desk.wait();
    QCOMPARE(desk.state(), LinkState::Backoff);
    QCOMPARE(desk.now - heard, seconds(7)); // 2 heartbeats + 3 s
}

void ConnectionPolicyTest::suspect_isLiveAgainWhenHeard()
{
    Desk desk;
    desk.give(input::Start{});
    desk.prove();
    desk.wait();
    QCOMPARE(desk.state(), LinkState::Suspect);
    desk.give(input::Heard{desk.generation()});
    QCOMPARE(desk.state(), LinkState::Live);
    QCOMPARE(desk.untilDeadline(), milliseconds(18'000));
}

void ConnectionPolicyTest::silenceWithoutPromise_pingsTwice()
{
    Desk desk({TransportKind::WebSocket}, Proof::Transport);
    desk.give(input::Start{});
    desk.give(input::Opened{desk.generation()});
    desk.give(input::Ponged{desk.generation()});
    QCOMPARE(desk.wait(), QStringList{u"ping"_s});
    QCOMPARE(desk.wait(), QStringList{u"ping"_s});
    QCOMPARE(desk.wait(), QStringList{u"close"_s});
}

void ConnectionPolicyTest::silenceWithoutPromise_onSseEndsAfterTheQuietTime()
{
    Desk desk({TransportKind::Sse}, Proof::Transport);
    desk.give(input::Start{});
    desk.give(input::Opened{desk.generation()});
    QCOMPARE(desk.untilDeadline(), milliseconds(300'000));
    QCOMPARE(desk.wait(), QStringList{u"close"_s});
}

void ConnectionPolicyTest::polling_isNotWatched()
{
    Desk desk({TransportKind::LongPoll});
    desk.give(input::Start{});
    desk.prove();
    QVERIFY(!desk.policy.deadline());
}

void ConnectionPolicyTest::lateDeadline_asksBeforeItEnds()
{
    Desk desk({TransportKind::Sse});
    desk.give(input::Start{});
    desk.prove();
    desk.now += hours(8); // the machine slept
    QCOMPARE(desk.give(input::DeadlineReached{}), QStringList{u"ping"_s});
    QCOMPARE(desk.state(), LinkState::Suspect);
    QCOMPARE(desk.untilDeadline(), milliseconds(3000));
    QCOMPARE(desk.wait(), QStringList{u"close"_s});
}

void ConnectionPolicyTest::goAway_drainsAndReopens()
{
    Desk desk;
    desk.give(input::Start{});
    desk.prove();
    QCOMPARE(desk.give(input::GoAway{desk.generation(), seconds(10)}), QStringList{});
    QCOMPARE(desk.state(), LinkState::Draining);
    QCOMPARE(desk.untilDeadline(), milliseconds(5000)); // spread: 0.5 of 10 s
    QCOMPARE(desk.wait(), (QStringList{u"close"_s, u"open ws"_s}));
}

void ConnectionPolicyTest::goAway_closedEarlyKeepsTheSpread()
{
    Desk desk;
    desk.give(input::Start{});
    desk.prove();
    desk.give(input::GoAway{desk.generation(), seconds(10)});
    desk.now += seconds(1);
    desk.close(failed(ErrorKind::RemoteClosed));
    QCOMPARE(desk.untilDeadline(), milliseconds(4000));
    QCOMPARE(desk.wait(), QStringList{u"open ws"_s});
}

void ConnectionPolicyTest::refusedEverywhere_isBlockedAndTriedAgain_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("status");
    QTest::addRow("401") << ErrorKind::HttpStatus << 401;
    QTest::addRow("403") << ErrorKind::HttpStatus << 403;
    QTest::addRow("404") << ErrorKind::HttpStatus << 404;
    QTest::addRow("410") << ErrorKind::HttpStatus << 410;
    QTest::addRow("certificate") << ErrorKind::Tls << 0;
}

void ConnectionPolicyTest::refusedEverywhere_isBlockedAndTriedAgain()
{
    QFETCH(ErrorKind, kind);
    QFETCH(int, status);
    Desk desk;
    desk.give(input::Start{});
    desk.close(failed(ErrorKind::UpgradeRefused, 400));
    for (int i = 0; i < 3; ++i)
        desk.close(failed(kind, status));
    QCOMPARE(desk.state(), LinkState::Blocked);
    QCOMPARE(desk.policy.status().reason->kind, kind);
    QCOMPARE(desk.untilDeadline(), milliseconds(900'000));
    QCOMPARE(desk.wait(), QStringList{u"open ws"_s});
}

void ConnectionPolicyTest::webSocketAloneRefused_isNotBlocked()
{
    Desk desk;
    desk.give(input::Start{});
    desk.close(failed(ErrorKind::UpgradeRefused, 403));
    for (int i = 0; i < 3; ++i)
        desk.close(failed(ErrorKind::HttpStatus, 502));
    QCOMPARE(desk.state(), LinkState::Backoff);
}

void ConnectionPolicyTest::serverStop_isBlocked()
{
    Desk desk({TransportKind::Sse, TransportKind::Poll});
    desk.give(input::Start{});
    QCOMPARE(desk.close(failed(ErrorKind::ServerStop, 204)), QStringList{});
    QCOMPARE(desk.state(), LinkState::Blocked);
}

void ConnectionPolicyTest::oldGeneration_isIgnored()
{
    Desk desk;
    desk.give(input::Start{});
    const Generation old = desk.generation();
    desk.wait(); // too slow: closed, the next one is open
    QCOMPARE(desk.give(input::Proved{old}), QStringList{});
    QCOMPARE(desk.state(), LinkState::Connecting);
    QCOMPARE(desk.give(input::Closed{old, failed(ErrorKind::RemoteClosed)}), QStringList{});
    QCOMPARE(desk.policy.status().transport, TransportKind::Sse);
}

void ConnectionPolicyTest::stop_closesAndStaysStopped()
{
    Desk desk;
    desk.give(input::Start{});
    desk.prove();
    QCOMPARE(desk.give(input::Stop{}), QStringList{u"close"_s});
    QCOMPARE(desk.state(), LinkState::Stopped);
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
    const QList<Error> errors{failed(ErrorKind::RemoteClosed),
                              failed(ErrorKind::ConnectionRefused),
                              failed(ErrorKind::HttpStatus, 401),
                              failed(ErrorKind::UpgradeRefused, 503),
                              failed(ErrorKind::ServerStop),
                              failed(ErrorKind::NetworkUnreachable),
                              failed(ErrorKind::Tls)};
    for (int i = 0; i < 20'000; ++i) {
        desk.random = double(std::rand() % 1000) / 1000;
        desk.now += milliseconds(std::rand() % 4000);
        const Generation generation = desk.generation() - Generation(std::rand() % 8 == 0);
        switch (std::rand() % 8) {
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
            desk.give(input::HeartbeatPromised{generation, seconds(1 + std::rand() % 20)});
            break;
        default:
            if (desk.policy.deadline())
                desk.wait();
        }
        const bool watchedByItself =
            isPolling(desk.policy.status().transport.value_or(TransportKind::Poll)) && desk.generation() != 0;
        QVERIFY2(desk.policy.deadline() || watchedByItself, qPrintable(u"step %1 of seed %2"_s.arg(i).arg(seed)));
    }
    QVERIFY(desk.opened > 100);
}

QTEST_GUILESS_MAIN(ConnectionPolicyTest)
#include "tst_connectionpolicy.moc"
