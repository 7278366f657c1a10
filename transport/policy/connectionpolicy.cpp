// SPDX-License-Identifier: MIT
#include "transport/policy/connectionpolicy.h"

#include "transport/policy/policystep.h"
#include "transport/policy/verdict.h"

#include <algorithm>
#include <utility>

namespace telltale {

ConnectionPolicy::ConnectionPolicy(QList<TransportKind> order, Proof proof, PolicyLimits limits)
    : m_order(std::move(order))
    , m_proof(proof)
    , m_limits(limits)
    , m_governor(limits.governor)
    , m_memory(m_order, limits.memory)
    , m_climb(limits.climb)
    , m_watch(TransportKind::WebSocket, proof, limits.watch)
{
    Q_ASSERT(!m_order.isEmpty());
}

ConnectionPolicy::Actions ConnectionPolicy::step(const input::Any &input, TimePoint now, double random)
{
    Step step{now, random, {}};
    std::visit([&](const auto &alternative) { on(alternative, step); }, input);
    return step.actions;
}

std::optional<TimePoint> ConnectionPolicy::deadline() const
{
    std::optional<TimePoint> first;
    const auto consider = [&first](std::optional<TimePoint> at) {
        if (at)
            first = std::min(first.value_or(*at), *at);
    };
    consider(m_waitUntil);
    consider(m_electAt);
    bool isTrying = false;
    for (const Session &session : m_sessions) {
        isTrying = isTrying || session.generation != m_elected;
        if (!session.isProven)
            consider(session.provenBy);
    }
    if (isLinkUp()) {
        consider(m_watch.deadline());
        if (!isTrying) {
            consider(m_drainAt);
            consider(m_replayAt);
        }
        if (m_status.state == LinkState::Live && !isTrying)
            consider(m_climb.at());
    } else if (isTrying && m_round.nextAt()) {
        consider(earliest(*m_round.nextAt()));
    }
    return first;
}

void ConnectionPolicy::on(const input::Start &, Step &step)
{
    if (m_status.state != LinkState::Stopped)
        return;
    beginRound(ConnectRound::Pace::Race, {}, step);
    openNext(step);
}

void ConnectionPolicy::on(const input::Stop &, Step &step)
{
    closeAll(step);
    m_round = {};
    m_waitUntil.reset();
    m_electAt.reset();
    m_drainAt.reset();
    m_replayAt.reset();
    m_climb.stop();
    m_climbing.clear();
    m_status.reason.reset();
    m_status.transport.reset();
    m_status.degraded = false;
    m_status.nextAttempt.reset();
    setState(LinkState::Stopped, step);
}

void ConnectionPolicy::on(const input::Opened &input, Step &step)
{
    Session *session = find(input.generation);
    if (!session || session->isOpen)
        return;
    session->isOpen = true;
    heard(*session, step);
    showAttempt(step);
    if (m_proof != Proof::Transport)
        return;
    if (session->kind == TransportKind::WebSocket)
        step.actions.append(action::Ping{session->generation});
    else
        candidateProved(*session, step);
}

void ConnectionPolicy::on(const input::Heard &input, Step &step)
{
    if (Session *session = find(input.generation))
        heard(*session, step);
}

void ConnectionPolicy::on(const input::Ponged &input, Step &step)
{
    Session *session = find(input.generation);
    if (!session)
        return;
    heard(*session, step);
    if (session->generation != m_elected && m_proof == Proof::Transport)
        candidateProved(*session, step);
}

void ConnectionPolicy::on(const input::Proved &input, Step &step)
{
    Session *session = find(input.generation);
    if (!session)
        return;
    heard(*session, step);
    if (session->generation != m_elected)
        candidateProved(*session, step);
}

void ConnectionPolicy::on(const input::Closed &input, Step &step)
{
    const Session *found = find(input.generation);
    if (!found)
        return;
    const Session session = *found;
    m_sessions.removeIf([&](const Session &each) { return each.generation == input.generation; });
    if (session.generation == m_elected)
        linkLost(input.reason, step);
    else
        candidateFailed(session, input.reason, step);
}

void ConnectionPolicy::on(const input::HoldFull &input, Step &step)
{
    const Session *found = find(input.generation);
    if (!found || found->generation == m_elected)
        return;
    if (found->isProven)
        elect(*found, step);
    else
        failCandidate(*found, {ErrorKind::Flood, QStringLiteral("too much came before anything proved the feed")},
                      step);
}

void ConnectionPolicy::on(const input::HeldBack &input, Step &step)
{
    const Session *found = find(input.generation);
    if (!found)
        return;
    const Error reason{ErrorKind::HeldBack, QStringLiteral("something on the way holds the stream back")};
    if (found->generation != m_elected) {
        failCandidate(*found, reason, step);
        return;
    }
    close(m_elected, step);
    linkLost(reason, step);
}

void ConnectionPolicy::on(const input::HeartbeatPromised &input, Step &step)
{
    Session *session = find(input.generation);
    if (!session)
        return;
    session->heartbeat = input.interval;
    if (session->generation != m_elected)
        return;
    // Not a sign of life of now: the frame was one when it came, and may have been held since.
    m_watch.promise(input.interval);
    doubtIfOverdue(step);
}

void ConnectionPolicy::on(const input::RetryAdvised &input, Step &step)
{
    m_advised = std::min(input.delay, m_limits.maxFloor);
    Q_UNUSED(step)
}

void ConnectionPolicy::on(const input::StatusLearned &input, Step &step)
{
    noteFloor(input.reason, step);
    if (m_waitUntil && m_status.state != LinkState::Stopped)
        waitUntil(m_status.state, std::max(*m_waitUntil, m_floor), step);
}

void ConnectionPolicy::on(const input::NetworkChanged &input, Step &step)
{
    m_memory.enter(input.network);
    if (m_status.state == LinkState::Stopped)
        return;
    m_failures = 0;
    if (m_climb.isRunning())
        m_climb.hurry(step.now);
    if (isLinkUp())
        doubtElected(step);
    else if (m_waitUntil)
        waitUntil(m_status.state, std::max(step.now, m_floor), step);
}

void ConnectionPolicy::on(const input::Woke &, Step &step)
{
    for (Session &session : m_sessions) {
        session.isDoubtful = true;
        if (!session.isProven) // it had no time of ours
            session.provenBy = step.now + proofBudget(session.kind);
    }
    if (m_climb.isRunning())
        m_climb.hurry(step.now);
    if (isLinkUp())
        doubtElected(step);
}

/// One thing that is due; if there are more, the deadline is in the past and this comes again.
void ConnectionPolicy::on(const input::DeadlineReached &, Step &step)
{
    const auto isDue = [&](std::optional<TimePoint> at) { return at && step.now >= *at; };
    if (isDue(m_waitUntil)) {
        m_waitUntil.reset();
        openNext(step);
        return;
    }
    if (isDue(m_electAt)) {
        electBest(step);
        return;
    }
    for (const Session &session : std::as_const(m_sessions)) {
        if (!session.isProven && isDue(session.provenBy)) {
            attemptTimedOut(session, step);
            return;
        }
    }
    if (isLinkUp() && isDue(m_watch.deadline())) {
        if (step.now - *m_watch.deadline() > m_limits.late && !m_watch.isSuspect())
            doubtElected(step);
        else
            watchElected(step);
    } else if (isDue(m_drainAt) && !candidate()) {
        replaceDraining(step);
    } else if (isDue(m_replayAt) && !candidate()) {
        replay(step);
    } else if (!isLinkUp() && m_round.nextAt() && isDue(earliest(*m_round.nextAt()))) {
        openNext(step);
    } else if (m_status.state == LinkState::Live && isDue(m_climb.at()) && !candidate()) {
        climb(step);
    }
}

/// From now on this one is the feed.
void ConnectionPolicy::elect(Session session, Step &step)
{
    learnFromTheOthers(session, step);
    step.actions.append(action::Elect{session.generation});
    const QList<Session> others = m_sessions;
    for (const Session &other : others) {
        if (other.generation != session.generation)
            close(other.generation, step);
    }
    m_round = {};
    m_electAt.reset();
    m_drainAt.reset();
    m_replayAt.reset();
    m_replayFailed = false;
    m_climbing.clear();
    m_elected = session.generation;
    find(m_elected)->isReplay = false; // it is the feed now
    m_kind = session.kind;
    m_watch = SessionWatch(m_kind, m_proof, m_limits.watch);
    if (session.heartbeat)
        m_watch.promise(*session.heartbeat);
    m_provenAt = step.now;
    m_hasLasted = false;
    m_everProven = true;
    m_evicted = false;
    m_memory.proved(m_kind, step.now);
    m_status.degraded = m_kind != m_order.first();
    if (!m_status.degraded) {
        m_bestFailure.reset();
        m_climb.stop();
    } else if (!m_climb.isRunning()) {
        m_climb.restart(step.now, step.random);
    }
    m_status.transport = m_kind;
    m_status.reason = m_bestFailure; // why the best one is not in use
    m_status.nextAttempt.reset();
    setState(LinkState::Live, step);
    m_watch.heard(session.heardAt); // a moment ago, or before a sleep
    if (session.isDoubtful)
        doubtElected(step);
    else
        doubtIfOverdue(step);
}

void ConnectionPolicy::heard(Session &session, Step &step)
{
    session.heardAt = step.now;
    session.isDoubtful = false;
    if (session.generation != m_elected)
        return;
    m_watch.heard(step.now);
    if (!m_hasLasted && step.now - m_provenAt >= m_limits.stable)
        lasted();
    if (m_status.state == LinkState::Suspect)
        setState(LinkState::Live, step);
}

void ConnectionPolicy::lasted()
{
    m_hasLasted = true;
    m_failures = 0;
    m_memory.lasted(m_kind);
}

/// Too quiet. Asks where asking is possible, gives up when that was in vain.
void ConnectionPolicy::watchElected(Step &step)
{
    switch (m_watch.check(step.now)) {
    case SessionWatch::Step::None:
        break;
    case SessionWatch::Step::Ask:
        step.actions.append(action::Ping{m_elected});
        if (m_status.state == LinkState::Live)
            setState(LinkState::Suspect, step);
        break;
    case SessionWatch::Step::Dead: {
        const auto quiet = std::chrono::round<std::chrono::seconds>(m_watch.quietFor(step.now));
        close(m_elected, step);
        linkLost({ErrorKind::Silent, QStringLiteral("nothing was heard for %1 s").arg(quiet.count())}, step);
        break;
    }
    }
}

/// We were away, or the network is another one. What the server sent meanwhile may wait in the socket, so it gets the
/// grace to be read; or the link is dead, and then it is known within that time. Of a polling session there is nothing
/// to doubt: each of its requests has a deadline, and between them nothing is open.
void ConnectionPolicy::doubtElected(Step &step)
{
    if (isPolling(m_kind))
        return;
    m_watch.doubt(step.now);
    step.actions.append(action::Ping{m_elected});
    if (m_status.state == LinkState::Live)
        setState(LinkState::Suspect, step);
}

void ConnectionPolicy::doubtIfOverdue(Step &step)
{
    if (!m_watch.isSuspect() && m_watch.deadline() && step.now >= *m_watch.deadline())
        doubtElected(step);
}

/// The elected session is over: the same transport first, since it worked a moment ago.
void ConnectionPolicy::linkLost(const Error &reason, Step &step)
{
    const Verdict verdict = judge(reason);
    const auto lived = std::chrono::duration_cast<milliseconds>(step.now - m_provenAt);
    if (lived >= m_limits.stable)
        lasted();
    const bool isDraining = m_status.state == LinkState::Draining;
    const bool isPlanned = isDraining || verdict == Verdict::Planned;
    if (reason.kind == ErrorKind::HeldBack)
        m_memory.heldBack(m_kind, step.now); // it takes long to find out, so having lasted is no excuse
    else if (!isPlanned && verdict == Verdict::Unfit)
        m_memory.died(m_kind, lived, step.now);
    m_elected = 0;
    m_replayAt.reset();
    note(m_kind, reason);
    noteFloor(reason, step);
    m_status.degraded = false;
    beginRound(ConnectRound::Pace::FirstAlone, m_kind, step);
    if (const Session *other = candidate()) { // it was to follow anyway
        m_round.joined(other->kind, step.now);
        m_drainAt.reset();
        showAttempt(step);
        return;
    }
    const auto announced = std::exchange(m_drainAt, {});
    const auto spread = std::chrono::duration_cast<milliseconds>(m_limits.restartWait * step.random);
    const TimePoint next = announced   ? *announced // it spreads the clients of a server that goes
                           : isPlanned ? step.now + spread
                                       : step.now + backoffDelay(step.random);
    waitUntil(LinkState::Backoff, std::max(next, m_floor), step);
}

} // namespace telltale
