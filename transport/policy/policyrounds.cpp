// SPDX-License-Identifier: MIT
// The part of ConnectionPolicy that has to do with sessions which are not elected: rounds, and what is tried beside the
// elected one.
#include "transport/policy/policystep.h"
#include "transport/policy/verdict.h"

#include <algorithm>
#include <utility>

namespace telltale {

namespace {

constexpr double blockedSpread = 0.2;
constexpr double floorSpread = 0.25;

} // namespace

/// All transports, in the order that is worth trying here; `first` before the others, unless it does not work here.
void ConnectionPolicy::beginRound(ConnectRound::Pace pace, std::optional<TransportKind> first, Step &step)
{
    QList<TransportKind> order = m_memory.order(step.now);
    if (first && !m_memory.isDemoted(*first, step.now) && order.removeOne(*first))
        order.prepend(*first);
    const bool isRace = pace == ConnectRound::Pace::Race;
    m_round = ConnectRound(order, pace, isRace ? m_memory.lastGood(step.now) : std::nullopt, m_limits.race);
}

/// Opens the next transport of the round as soon as the floor and the governor allow it.
void ConnectionPolicy::openNext(Step &step)
{
    if (!m_round.hasNext())
        beginRound(ConnectRound::Pace::Race, {}, step);
    const TimePoint at = earliest(step.now);
    if (at <= step.now)
        open(m_round.takeNext(step.now), step);
    else if (!candidate())
        waitUntil(LinkState::Backoff, at, step);
    showAttempt(step);
}

void ConnectionPolicy::candidateProved(Session &session, Step &step)
{
    if (std::exchange(session.isProven, true))
        return;
    const bool isBetterOpen = std::any_of(m_sessions.cbegin(), m_sessions.cend(), [&](const Session &other) {
        return other.isOpen && !other.isProven && rank(other.kind) < rank(session.kind);
    });
    if (!isBetterOpen || isLinkUp())
        elect(session, step);
    else if (!m_electAt)
        m_electAt = step.now + m_limits.race.grace;
}

void ConnectionPolicy::electBest(Step &step)
{
    m_electAt.reset();
    const Session *best = nullptr;
    for (const Session &session : std::as_const(m_sessions)) {
        if (session.isProven && session.generation != m_elected && (!best || rank(session.kind) < rank(best->kind)))
            best = &session;
    }
    if (best)
        elect(*best, step);
}

void ConnectionPolicy::attemptTimedOut(Session session, Step &step)
{
    const Error reason = session.isOpen ? Error{ErrorKind::NotProven,
                                                QStringLiteral("connected, but nothing came that shows the feed flows")}
                                        : Error{ErrorKind::HandshakeTimeout, QStringLiteral("no answer in time")};
    failCandidate(session, reason, step);
}

void ConnectionPolicy::failCandidate(Session session, const Error &reason, Step &step)
{
    close(session.generation, step);
    candidateFailed(session, reason, step);
}

/// A transport that never proved itself, or that was to follow the elected one; it is gone already.
void ConnectionPolicy::candidateFailed(const Session &session, const Error &reason, Step &step)
{
    noteFloor(reason, step);
    if (isLinkUp()) {
        if (session.isReplay) { // it says nothing of its transport, which works
            m_replayFailed = true;
            return;
        }
        holdAgainst(session.kind, reason, step);
        if (m_status.state != LinkState::Draining) {
            climbNext(step);
        } else if (!m_drainAt) { // else it has its time already
            m_drainAt = std::max(step.now + backoffDelay(step.random), m_floor);
            m_status.nextAttempt = m_drainAt;
        }
        return;
    }
    note(session.kind, reason);
    m_round.failed(session.kind, reason, step.now);
    const Verdict verdict = judge(reason);
    if (verdict == Verdict::Evicted && !std::exchange(m_evicted, true))
        m_round.repeat(session.kind);
    if (verdict == Verdict::ServerDown || verdict == Verdict::NoNetwork || verdict == Verdict::Stop)
        m_round.stop();
    const auto isProven = [](const Session &each) { return each.isProven; };
    const auto mayStillWin = [](const Session &each) { return each.isOpen && !each.isProven; };
    if (std::any_of(m_sessions.cbegin(), m_sessions.cend(), isProven) &&
        std::none_of(m_sessions.cbegin(), m_sessions.cend(), mayStillWin))
        electBest(step);
    else if (m_round.hasNext())
        openNext(step);
    else if (candidate())
        showAttempt(step);
    else
        roundFailed(step);
}

void ConnectionPolicy::roundFailed(Step &step)
{
    const ConnectRound::End end = m_round.end();
    const bool isRefusedUpgrade = m_round.failures().last().second.kind == ErrorKind::UpgradeRefused;
    const bool isServerDown = judge(m_round.failures().last().second) == Verdict::ServerDown;
    m_round = {};
    if (isRefusedUpgrade && m_order.size() == 1) // else another transport has asked plainly already
        step.actions.append(action::AskStatus{});
    if (end == ConnectRound::End::Blocked) {
        const double factor = 1 + blockedSpread * (2 * step.random - 1);
        const auto wait = std::chrono::duration_cast<milliseconds>(m_limits.blocked * factor);
        waitUntil(LinkState::Blocked, step.now + wait, step);
        return;
    }
    const bool noNetwork = end == ConnectRound::End::WaitForNetwork;
    milliseconds delay = backoffDelay(step.random);
    // It was there, and now nobody is: it restarts, and all its clients stand at the door.
    if (isServerDown && m_everProven)
        delay = std::max(delay, std::chrono::duration_cast<milliseconds>(m_limits.restartWait * step.random));
    waitUntil(noNetwork ? LinkState::WaitingForNetwork : LinkState::Backoff, std::max(step.now + delay, m_floor), step);
}

void ConnectionPolicy::waitUntil(LinkState state, TimePoint until, Step &step)
{
    m_waitUntil = until;
    m_status.nextAttempt = until;
    setState(state, step);
}

/// As soon as the server and the limit of attempts allow; and where the link works, a look for a better one.
void ConnectionPolicy::on(const input::TryNow &, Step &step)
{
    if (m_waitUntil)
        waitUntil(m_status.state, std::min(*m_waitUntil, earliest(step.now)), step);
    if (m_climb.isRunning())
        m_climb.hurry(step.now);
}

/// What is being tried, while no session is elected.
void ConnectionPolicy::showAttempt(Step &step)
{
    const Session *first = candidate();
    if (isLinkUp() || !first)
        return;
    const bool isOpen =
        std::any_of(m_sessions.cbegin(), m_sessions.cend(), [](const Session &session) { return session.isOpen; });
    m_status.transport = first->kind;
    m_status.degraded = false;
    m_status.nextAttempt.reset();
    setState(isOpen ? LinkState::Proving : LinkState::Connecting, step);
}

/// For the person who looks: why it is not live, and why the best transport is not in use.
void ConnectionPolicy::note(TransportKind kind, const Error &reason)
{
    m_status.reason = reason;
    if (kind == m_order.first())
        m_bestFailure = reason;
}

/// "Not before": for the whole URL, whichever path heard it. A refused upgrade hides its headers, so what stands there
/// is read by the plain request that comes next.
void ConnectionPolicy::noteFloor(const Error &reason, Step &step)
{
    std::optional<milliseconds> wait = reason.retryAfter;
    if (!wait && judge(reason) == Verdict::Overloaded && reason.kind != ErrorKind::UpgradeRefused)
        wait = m_limits.overload;
    if (!wait)
        return;
    const double factor = 1 + floorSpread * step.random; // or all clients come back in the same second
    m_floor = std::max(
        m_floor, step.now + std::chrono::duration_cast<milliseconds>(std::min(*wait, m_limits.maxFloor) * factor));
}

/// That this one works shows that it was the way's fault where the others did not, not the server's.
void ConnectionPolicy::learnFromTheOthers(const Session &elected, Step &step)
{
    for (const auto &[kind, reason] : m_round.failures())
        holdAgainst(kind, reason, step);
    for (const Session &other : std::as_const(m_sessions)) {
        const bool wasOutrun = !isLinkUp() && !other.isOpen && rank(other.kind) < rank(elected.kind);
        if (wasOutrun)
            holdAgainst(other.kind, {ErrorKind::HandshakeTimeout, QStringLiteral("no answer so far")}, step);
        if (!isLinkUp() && other.generation != elected.generation && other.kind == m_order.first())
            m_bestFailure = other.isOpen ? Error{ErrorKind::NotProven, QStringLiteral("nothing came in time")}
                                         : Error{ErrorKind::HandshakeTimeout, QStringLiteral("no answer in time")};
    }
}

void ConnectionPolicy::holdAgainst(TransportKind kind, const Error &reason, Step &step)
{
    if (blamesTheWay(kind, reason))
        m_memory.unfit(kind, step.now);
    else if (reason.kind == ErrorKind::HandshakeTimeout || reason.kind == ErrorKind::NotProven)
        m_memory.lostALife(kind, step.now);
}

/// Degraded, and it is time to look for something better.
void ConnectionPolicy::climb(Step &step)
{
    m_climbing.clear();
    for (const TransportKind kind : m_order) {
        if (kind == m_kind)
            break;
        if (!m_memory.isFlapping(kind, step.now))
            m_climbing.append(kind);
    }
    climbNext(step);
}

void ConnectionPolicy::climbNext(Step &step)
{
    const TimePoint at = earliest(step.now);
    if (m_climbing.isEmpty())
        m_climb.lookedInVain(step.now, step.random);
    else if (at > step.now)
        m_climb.postpone(at);
    else
        open(m_climbing.takeFirst(), step);
}

/// Another session asks for what is missing, as after a loss, while this one is read on. A session that polls asks
/// anyway. Where another session is under way already, or no attempt is allowed, it is not worth the wait.
void ConnectionPolicy::on(const input::Missing &input, Step &step)
{
    const bool isStreaming = isLinkUp() && input.generation == m_elected && !isPolling(m_kind);
    if (!isStreaming || m_status.state == LinkState::Draining || m_replayFailed || candidate() ||
        earliest(step.now) > step.now)
        return;
    m_replayAt = step.now + std::chrono::duration_cast<milliseconds>(m_limits.replaySpread * step.random);
}

/// The session that works has more than this one would: what it holds is not to be given up for a beginning.
void ConnectionPolicy::on(const input::CannotResume &input, Step &step)
{
    const Session *session = find(input.generation);
    if (session && session->isReplay && isLinkUp())
        failCandidate(*session, {ErrorKind::NotProven, QStringLiteral("what is missing is not there any more")}, step);
}

bool ConnectionPolicy::isReplaying() const
{
    const auto isReplay = [](const Session &session) { return session.isReplay; };
    return (isLinkUp() && isPolling(m_kind)) || m_replayAt ||
           std::any_of(m_sessions.cbegin(), m_sessions.cend(), isReplay);
}

void ConnectionPolicy::replay(Step &step)
{
    m_replayAt.reset();
    if (earliest(step.now) > step.now)
        return;
    open(m_kind, step);
    m_sessions.last().isReplay = true;
}

void ConnectionPolicy::on(const input::GoAway &input, Step &step)
{
    if (!isLinkUp() || input.generation != m_elected || m_status.state == LinkState::Draining)
        return;
    const auto spread = std::chrono::duration_cast<milliseconds>(input.after * step.random);
    m_drainAt = step.now + std::min(spread, m_limits.maxFloor);
    m_replayAt.reset();
    m_status.nextAttempt = m_drainAt;
    setState(LinkState::Draining, step);
}

/// The server goes: another session beside this one, which is read on until the other is elected.
void ConnectionPolicy::replaceDraining(Step &step)
{
    m_drainAt.reset();
    m_status.nextAttempt.reset();
    if (const TimePoint at = earliest(step.now); at > step.now)
        m_drainAt = at;
    else
        open(m_kind, step);
}

void ConnectionPolicy::open(TransportKind kind, Step &step)
{
    m_governor.count(step.now);
    const Session session{.generation = ++m_lastGeneration, .kind = kind, .provenBy = step.now + proofBudget(kind)};
    m_sessions.append(session);
    step.actions.append(action::Open{session.generation, kind});
}

void ConnectionPolicy::close(Generation generation, Step &step)
{
    if (m_sessions.removeIf([=](const Session &session) { return session.generation == generation; }) > 0)
        step.actions.append(action::Close{generation});
}

void ConnectionPolicy::closeAll(Step &step)
{
    const QList<Session> sessions = std::exchange(m_sessions, {});
    for (const Session &session : sessions)
        step.actions.append(action::Close{session.generation});
    m_elected = 0;
}

ConnectionPolicy::Session *ConnectionPolicy::find(Generation generation)
{
    const auto found = std::find_if(m_sessions.begin(), m_sessions.end(),
                                    [=](const Session &session) { return session.generation == generation; });
    return found == m_sessions.end() ? nullptr : &*found;
}

const ConnectionPolicy::Session *ConnectionPolicy::candidate() const
{
    const auto found = std::find_if(m_sessions.cbegin(), m_sessions.cend(),
                                    [this](const Session &session) { return session.generation != m_elected; });
    return found == m_sessions.cend() ? nullptr : &*found;
}

void ConnectionPolicy::setState(LinkState state, Step &step)
{
    if (m_status.state == state)
        return;
    m_status.state = state;
    m_status.since = step.now;
}

/// Not before `at`, nor before the server or the governor allows.
TimePoint ConnectionPolicy::earliest(TimePoint at) const
{
    return std::max(m_floor, m_governor.earliest(at));
}

milliseconds ConnectionPolicy::proofBudget(TransportKind kind) const
{
    switch (kind) {
    case TransportKind::WebSocket:
        return m_limits.proofWebSocket;
    case TransportKind::Sse:
        return m_limits.proofSse;
    case TransportKind::LongPoll:
    case TransportKind::Poll:
        return m_limits.proofPolling;
    }
    Q_UNREACHABLE();
}

/// Full jitter, but not less than the reconnection time the server once asked for.
milliseconds ConnectionPolicy::backoffDelay(double random)
{
    return std::max(fullJitter(m_failures++, random, m_limits.backoff), m_advised);
}

} // namespace telltale
