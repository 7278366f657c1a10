// SPDX-License-Identifier: MIT
#pragma once

#include "transport/attemptgovernor.h"
#include "transport/generation.h"
#include "transport/proof.h"
#include "transport/protocol/backoff.h"
#include "transport/protocol/status.h"

#include <QList>

#include <optional>
#include <variant>

namespace telltale {

struct PolicyLimits
{
    BackoffLimits backoff{};
    int flaps = 3;               ///< links lost in a row before they were stable: the other transports come first
    milliseconds stable{60'000}; ///< live this long since the proof: the next failure counts as the first
    GovernorLimits governor{};
    milliseconds proofWebSocket{5'000}; ///< from opening to proof
    milliseconds proofSse{6'000};
    milliseconds proofPolling{10'000};
    milliseconds heartbeat{15'000}; ///< what is expected where beats are promised and the interval is not known yet
    milliseconds grace{3'000};      ///< quiet for a heartbeat and this: Suspect; for two and this: dead
    milliseconds ping{15'000};      ///< without a promise: quiet this long asks; twice unanswered is dead
    milliseconds quiet{300'000};    ///< without a promise and without a way to ask: opened anew after this
    milliseconds blocked{900'000};  ///< a refusal for good is tried again after this, +-20 %
    milliseconds late{2'000};       ///< a deadline noticed this late says that we were away, not the server
    milliseconds maxFloor{600'000}; ///< the longest Retry-After that is honoured
};

namespace input {

struct Start
{};
struct Stop
{};
/// The transport opened.
struct Opened
{
    Generation generation = 0;
};
/// Anything at all came from the server.
struct Heard
{
    Generation generation = 0;
};
/// The server answered our ping.
struct Ponged
{
    Generation generation = 0;
};
/// Something came that only the feed itself can have sent.
struct Proved
{
    Generation generation = 0;
};
struct Closed
{
    Generation generation = 0;
    Error reason;
};
/// The server promised to beat this often.
struct HeartbeatPromised
{
    Generation generation = 0;
    milliseconds interval{0};
};
/// The server asks for this reconnection time (SSE retry).
struct RetryAdvised
{
    milliseconds delay{0};
};
/// The server is about to go: reconnect, spread over this time.
struct GoAway
{
    Generation generation = 0;
    milliseconds after{0};
};
/// The wake-up asked for by deadline() is due.
struct DeadlineReached
{};

using Any = std::variant<Start, Stop, Opened, Heard, Ponged, Proved, Closed, HeartbeatPromised, RetryAdvised, GoAway,
                         DeadlineReached>;

} // namespace input

namespace action {

struct Open
{
    Generation generation = 0;
    TransportKind kind = TransportKind::WebSocket;

    friend bool operator==(const Open &, const Open &) = default;
};
/// End this session; nothing it still says matters.
struct Close
{
    Generation generation = 0;

    friend bool operator==(const Close &, const Close &) = default;
};
struct Ping
{
    Generation generation = 0;

    friend bool operator==(const Ping &, const Ping &) = default;
};

using Any = std::variant<Open, Close, Ping>;

} // namespace action

/// The link's state machine: which transport to try, when, and what to make of what happens. Pure: no I/O, no clock,
/// no dice; one step per input, with its time and one random number.
///
///            Start            Opened          proof             quiet
///   Stopped ------> Connecting -----> Proving -----> Live <--------------> Suspect
///                     ^    ^  \ failed: the next      | lost      heard      | still quiet
///          time is up |    |   \ of the round,        v                      v
///                     |    +----+  at once          Backoff <----------------+
///                  Backoff / WaitingForNetwork / Blocked <--- the round is over
///
/// A round tries the transports in order, best first (after a live link was lost: that link's transport first), each
/// until it proves itself or fails; one that thrice in a row proved itself and was lost soon after comes last. Only
/// proof counts as success. A server that is not there at all (refused, no such host) ends the round, since no other
/// transport would find it. After a round: full-jitter backoff; never fewer milliseconds than Retry-After or retry
/// said, whichever path said it, and never more attempts than the governor allows. If every path refused for a reason
/// that a retry seldom mends the link is Blocked, says why, and is tried every quarter of an hour. Nothing is ever
/// given up for good: every state but Stopped has a deadline or an open session whose transport has one.
class ConnectionPolicy
{
public:
    using Actions = QList<action::Any>;

    /// order: best first, at least one.
    ConnectionPolicy(QList<TransportKind> order, Proof proof, PolicyLimits limits = {});

    /// random in [0, 1).
    Actions step(const input::Any &input, TimePoint now, double random);

    const LinkStatus &status() const { return m_status; }
    std::optional<TimePoint> deadline() const { return m_deadline; }
    /// 0 while no session is open.
    Generation generation() const { return m_generation; }
    bool hasProven() const { return m_everProven; }

private:
    struct Step;

    void on(const input::Start &, Step &step);
    void on(const input::Stop &, Step &step);
    void on(const input::Opened &input, Step &step);
    void on(const input::Heard &input, Step &step);
    void on(const input::Ponged &input, Step &step);
    void on(const input::Proved &input, Step &step);
    void on(const input::Closed &input, Step &step);
    void on(const input::HeartbeatPromised &input, Step &step);
    void on(const input::RetryAdvised &input, Step &step);
    void on(const input::GoAway &input, Step &step);
    void on(const input::DeadlineReached &, Step &step);

    void beginRound(std::optional<TransportKind> first);
    void openNext(Step &step);
    void open(TransportKind kind, Step &step);
    void goLive(Step &step);
    void heard(Step &step);
    void closeCurrent(Step &step);
    void candidateFailed(const Error &reason, Step &step);
    void linkLost(const Error &reason, Step &step);
    void roundFailed(Step &step);
    void waitUntil(LinkState state, TimePoint until, Step &step);
    void watchFailed(Step &step);
    void askAgain(Step &step);
    void armWatch();
    void setState(LinkState state, Step &step);
    bool isCurrent(Generation generation) const { return m_generation != 0 && generation == m_generation; }
    void rememberBest(const Error &reason);
    bool isProven() const;
    milliseconds proofBudget(TransportKind kind) const;
    milliseconds backoffDelay(double random);

    const QList<TransportKind> m_order;
    const Proof m_proof;
    const PolicyLimits m_limits;
    AttemptGovernor m_governor;
    LinkStatus m_status;
    std::optional<TimePoint> m_deadline;

    Generation m_generation = 0;                     ///< of the open session
    Generation m_lastGeneration = 0;                 ///< given out so far
    TransportKind m_kind = TransportKind::WebSocket; ///< of the open session, or of the last
    QList<TransportKind> m_round;                    ///< not tried yet in this round
    QList<std::pair<TransportKind, Error>> m_roundErrors;
    int m_failures = 0;                 ///< rounds and links lost in a row
    int m_flaps = 0;                    ///< links of one transport lost in a row before they were stable
    std::optional<Error> m_bestFailure; ///< why the best transport is not in use, if it is not
    bool m_everProven = false;
    TimePoint m_provenAt{};
    TimePoint m_heardAt{};
    std::optional<milliseconds> m_heartbeat; ///< promised by this session
    int m_pings = 0;                         ///< unanswered
    TimePoint m_floor{};                     ///< no attempt before this: Retry-After
    milliseconds m_advised{0};               ///< the reconnection time the server asked for, from then on
};

} // namespace telltale
