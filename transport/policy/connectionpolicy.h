// SPDX-License-Identifier: MIT
#pragma once

#include "transport/policy/attemptgovernor.h"
#include "transport/policy/climbschedule.h"
#include "transport/policy/connectround.h"
#include "transport/policy/policyio.h"
#include "transport/policy/sessionwatch.h"
#include "transport/policy/transportmemory.h"
#include "transport/protocol/backoff.h"
#include "transport/protocol/status.h"

#include <QList>

#include <optional>

namespace telltale {

struct PolicyLimits
{
    BackoffLimits backoff{};
    milliseconds stable{60'000}; ///< live this long since the proof: the next failure counts as the first
    GovernorLimits governor{};
    RaceLimits race{};
    MemoryLimits memory{};
    ClimbLimits climb{};
    WatchLimits watch{};
    milliseconds proofWebSocket{5'000}; ///< from opening to proof
    milliseconds proofSse{6'000};
    milliseconds proofPolling{10'000};
    milliseconds blocked{900'000};    ///< a refusal for good is tried again after this, +-20 %
    milliseconds late{2'000};         ///< a deadline noticed this late says that we were away, not the server
    milliseconds overload{5'000};     ///< the least wait where the server has too much to do and does not say how long
    milliseconds restartWait{18'000}; ///< while a server restarts that was there before, clients spread over this
    milliseconds restartWaitHere{1'000}; ///< the same of a server on this machine, which has few
    milliseconds replaySpread{1'000};    ///< what one client misses, others may miss: they ask for it within this
    milliseconds maxFloor{600'000};      ///< the longest Retry-After that is honoured
};

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
/// Several sessions may be open; one at most is *elected*: it is the feed, the others prove themselves or wait. A round
/// (ConnectRound) races the transports, best first; the first that proves itself is elected, unless a better one is
/// open already and proves itself within a moment. After a live link was lost its own transport comes first, alone. A
/// server that is not there at all (refused, no such host) ends the round: no other transport would find it.
///
/// While the elected one is not over the best transport (degraded), better ones are tried beside it (ClimbSchedule);
/// it goes on until another is elected: make before break. The same way a server that says goodbye is left, and events
/// are asked for again that are missing on a link that lives.
///
/// What does not work on this network comes last for a while (TransportMemory). Only what another transport's proof
/// shows to be the way's fault is held against a transport: while nothing works, nothing is learnt.
///
/// After a round: full-jitter backoff; never fewer milliseconds than Retry-After or retry said, whichever path said it,
/// and never more attempts than the governor allows. If every path refused for a reason that a retry seldom mends the
/// link is Blocked, says why, and is tried every quarter of an hour. Nothing is ever given up for good: every state but
/// Stopped has a deadline, or an open session whose transport has one.
class ConnectionPolicy
{
public:
    using Actions = QList<action::Any>;

    /// order: best first, at least one.
    ConnectionPolicy(QList<TransportKind> order, Proof proof, PolicyLimits limits = {});

    /// random in [0, 1).
    Actions step(const input::Any &input, TimePoint now, double random);

    const LinkStatus &status() const { return m_status; }
    /// When DeadlineReached is wanted. One that has passed is wanted again: a step does one thing at a time.
    std::optional<TimePoint> deadline() const;
    /// The elected session; 0: none.
    Generation elected() const { return m_elected; }
    bool hasProven() const { return m_everProven; }
    /// What is missing is asked for, or will be in a moment.
    bool isReplaying() const;

private:
    struct Step;
    struct Session
    {
        Generation generation = 0;
        TransportKind kind = TransportKind::WebSocket;
        TimePoint provenBy{}; ///< or it failed
        TimePoint heardAt{};
        bool isOpen = false;
        bool isProven = false;
        bool isDoubtful = false; ///< the machine slept since it was heard
        bool isReplay = false;   ///< to bring what is missing on a link that lives
        std::optional<milliseconds> heartbeat = {};
    };

    void on(const input::Start &, Step &step);
    void on(const input::Stop &, Step &step);
    void on(const input::Opened &input, Step &step);
    void on(const input::Heard &input, Step &step);
    void on(const input::Ponged &input, Step &step);
    void on(const input::Proved &input, Step &step);
    void on(const input::Closed &input, Step &step);
    void on(const input::HoldFull &input, Step &step);
    void on(const input::HeldBack &input, Step &step);
    void on(const input::HeartbeatPromised &input, Step &step);
    void on(const input::RetryAdvised &input, Step &step);
    void on(const input::GoAway &input, Step &step);
    void on(const input::Missing &input, Step &step);
    void on(const input::CannotResume &input, Step &step);
    void on(const input::StatusLearned &input, Step &step);
    void on(const input::NetworkChanged &input, Step &step);
    void on(const input::TryNow &, Step &step);
    void on(const input::Woke &, Step &step);
    void on(const input::DeadlineReached &, Step &step);

    // Rounds
    void beginRound(ConnectRound::Pace pace, std::optional<TransportKind> first, Step &step);
    void openNext(Step &step);
    void candidateProved(Session &session, Step &step);
    void candidateFailed(const Session &session, const Error &reason, Step &step);
    void failCandidate(Session session, const Error &reason, Step &step);
    void attemptTimedOut(Session session, Step &step);
    void electBest(Step &step);
    void roundFailed(Step &step);
    void waitUntil(LinkState state, TimePoint until, Step &step);
    void showAttempt(Step &step);
    void note(TransportKind kind, const Error &reason);
    void noteFloor(const Error &reason, Step &step);
    void holdAgainst(TransportKind kind, const Error &reason, Step &step);

    // The elected session
    void elect(Session session, Step &step);
    void learnFromTheOthers(const Session &elected, Step &step);
    void heard(Session &session, Step &step);
    void lasted();
    void watchElected(Step &step);
    void doubtElected(Step &step);
    void doubtIfOverdue(Step &step);
    void linkLost(const Error &reason, Step &step);

    // Beside it
    void climb(Step &step);
    void climbNext(Step &step);
    void replaceDraining(Step &step);
    void replay(Step &step);

    void open(TransportKind kind, Step &step);
    void close(Generation generation, Step &step);
    void closeAll(Step &step);
    Session *find(Generation generation);
    const Session *candidate() const; ///< of those that are not elected the one that began first
    bool isLinkUp() const { return m_elected != 0; }
    void setState(LinkState state, Step &step);
    TimePoint earliest(TimePoint at) const;
    milliseconds proofBudget(TransportKind kind) const;
    milliseconds backoffDelay(double random);
    int rank(TransportKind kind) const { return int(m_order.indexOf(kind)); }

    const QList<TransportKind> m_order;
    const Proof m_proof;
    const PolicyLimits m_limits;
    AttemptGovernor m_governor;
    TransportMemory m_memory;
    ClimbSchedule m_climb;
    LinkStatus m_status;

    QList<Session> m_sessions;       ///< in the order they began
    Generation m_lastGeneration = 0; ///< given out so far
    ConnectRound m_round;
    std::optional<TimePoint> m_waitUntil; ///< Backoff, WaitingForNetwork, Blocked: the next attempt
    std::optional<TimePoint> m_electAt;   ///< a worse one is proven, a better one has until then

    Generation m_elected = 0;
    TransportKind m_kind = TransportKind::WebSocket; ///< of the elected, or of the last that was
    SessionWatch m_watch;                            ///< of the elected
    TimePoint m_provenAt{};                          ///< the elected
    bool m_hasLasted = false;                        ///< the elected, longer than `stable`
    bool m_replayFailed = false;                     ///< over this link: not again
    std::optional<TimePoint> m_drainAt;              ///< Draining: when another session is opened
    std::optional<TimePoint> m_replayAt;             ///< when another session is opened, for what is missing
    QList<TransportKind> m_climbing;                 ///< still to be tried on this occasion

    int m_failures = 0;                 ///< rounds and links lost in a row
    std::optional<Error> m_bestFailure; ///< why the best transport is not in use, if it is not
    bool m_everProven = false;
    bool m_evicted = false;    ///< told once already that what was to be resumed is gone
    TimePoint m_floor{};       ///< no attempt before this: Retry-After
    milliseconds m_advised{0}; ///< the reconnection time the server asked for, from then on
};

} // namespace telltale
