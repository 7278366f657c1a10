// SPDX-License-Identifier: MIT
#include "transport/connectionpolicy.h"

#include "transport/verdict.h"

#include <algorithm>
#include <utility>

namespace telltale {

namespace {

constexpr double blockedSpread = 0.2;

} // namespace

struct ConnectionPolicy::Step
{
    TimePoint now;
    double random;
    Actions actions;
};

ConnectionPolicy::ConnectionPolicy(QList<TransportKind> order, Proof proof, PolicyLimits limits)
    : m_order(std::move(order))
    , m_proof(proof)
    , m_limits(limits)
    , m_governor(limits.governor)
{
    Q_ASSERT(!m_order.isEmpty());
}

ConnectionPolicy::Actions ConnectionPolicy::step(const input::Any &input, TimePoint now, double random)
{
    Step step{now, random, {}};
    std::visit([&](const auto &alternative) { on(alternative, step); }, input);
    return step.actions;
}

void ConnectionPolicy::on(const input::Start &, Step &step)
{
    if (m_status.state != LinkState::Stopped)
        return;
    beginRound({});
    openNext(step);
}

void ConnectionPolicy::on(const input::Stop &, Step &step)
{
    closeCurrent(step);
    m_status.reason.reset();
    m_status.transport.reset();
    m_status.degraded = false;
    m_status.nextAttempt.reset();
    m_deadline.reset();
    setState(LinkState::Stopped, step);
}

void ConnectionPolicy::on(const input::Opened &input, Step &step)
{
    if (!isCurrent(input.generation) || m_status.state != LinkState::Connecting)
        return;
    setState(LinkState::Proving, step); // the deadline of the attempt goes on running
    if (m_proof != Proof::Transport)
        return;
    if (m_kind == TransportKind::WebSocket)
        step.actions.append(action::Ping{m_generation});
    else
        goLive(step);
}

void ConnectionPolicy::on(const input::Heard &input, Step &step)
{
    if (isCurrent(input.generation))
        heard(step);
}

void ConnectionPolicy::on(const input::Ponged &input, Step &step)
{
    if (!isCurrent(input.generation))
        return;
    if (m_status.state == LinkState::Proving && m_proof == Proof::Transport)
        goLive(step);
    else
        heard(step);
}

void ConnectionPolicy::on(const input::Proved &input, Step &step)
{
    if (!isCurrent(input.generation))
        return;
    if (isProven())
        heard(step);
    else
        goLive(step);
}

void ConnectionPolicy::on(const input::Closed &input, Step &step)
{
    if (!isCurrent(input.generation))
        return;
    m_generation = 0;
    if (input.reason.retryAfter)
        m_floor = std::max(m_floor, step.now + std::min(*input.reason.retryAfter, m_limits.maxFloor));
    if (isProven())
        linkLost(input.reason, step);
    else
        candidateFailed(input.reason, step);
}

void ConnectionPolicy::on(const input::HeartbeatPromised &input, Step &step)
{
    if (!isCurrent(input.generation))
        return;
    m_heartbeat = input.interval;
    heard(step);
}

void ConnectionPolicy::on(const input::RetryAdvised &input, Step &step)
{
    m_advised = std::min(input.delay, m_limits.maxFloor);
    Q_UNUSED(step)
}

void ConnectionPolicy::on(const input::GoAway &input, Step &step)
{
    if (!isCurrent(input.generation) || !isProven())
        return;
    const auto spread = std::chrono::duration_cast<milliseconds>(input.after * step.random);
    m_deadline = step.now + std::min(spread, m_limits.maxFloor);
    m_status.nextAttempt = m_deadline;
    setState(LinkState::Draining, step);
}

void ConnectionPolicy::on(const input::DeadlineReached &, Step &step)
{
    if (!m_deadline || step.now < *m_deadline)
        return;
    const bool wasAway = step.now - *m_deadline > m_limits.late;
    m_deadline.reset();
    switch (m_status.state) {
    case LinkState::Backoff:
    case LinkState::WaitingForNetwork:
    case LinkState::Blocked:
        openNext(step);
        break;
    case LinkState::Connecting:
        closeCurrent(step);
        candidateFailed({ErrorKind::HandshakeTimeout, QStringLiteral("no answer in time")}, step);
        break;
    case LinkState::Proving:
        closeCurrent(step);
        candidateFailed({ErrorKind::NotProven, QStringLiteral("connected, but nothing came that shows the feed flows")},
                        step);
        break;
    case LinkState::Live:
    case LinkState::Suspect:
        if (wasAway)
            askAgain(step);
        else
            watchFailed(step);
        break;
    case LinkState::Draining:
        closeCurrent(step);
        beginRound(m_kind);
        openNext(step);
        break;
    case LinkState::Stopped:
        break;
    }
}

/// All transports, in order; `first` before the others.
void ConnectionPolicy::beginRound(std::optional<TransportKind> first)
{
    m_round = m_order;
    m_roundErrors.clear();
    if (first && m_round.removeOne(*first))
        m_round.prepend(*first);
}

/// Opens the next transport of the round as soon as the floor and the governor allow it.
void ConnectionPolicy::openNext(Step &step)
{
    if (m_round.isEmpty())
        beginRound({});
    const TimePoint earliest = std::max(m_floor, m_governor.earliest(step.now));
    if (earliest > step.now)
        waitUntil(LinkState::Backoff, earliest, step);
    else
        open(m_round.takeFirst(), step);
}

void ConnectionPolicy::open(TransportKind kind, Step &step)
{
    m_governor.count(step.now);
    m_generation = ++m_lastGeneration;
    m_kind = kind;
    m_heartbeat.reset();
    m_pings = 0;
    m_deadline = step.now + proofBudget(kind);
    m_status.transport = kind;
    m_status.degraded = false;
    m_status.nextAttempt.reset();
    setState(LinkState::Connecting, step);
    step.actions.append(action::Open{m_generation, kind});
}

void ConnectionPolicy::goLive(Step &step)
{
    m_everProven = true;
    m_provenAt = step.now;
    m_status.degraded = m_kind != m_order.first();
    if (!m_status.degraded)
        m_bestFailure.reset();
    m_status.reason = m_bestFailure; // why the best one is not in use
    setState(LinkState::Live, step);
    heard(step);
}

void ConnectionPolicy::heard(Step &step)
{
    m_heardAt = step.now;
    m_pings = 0;
    if (m_status.state == LinkState::Suspect)
        setState(LinkState::Live, step);
    if (m_status.state == LinkState::Live)
        armWatch();
}

void ConnectionPolicy::closeCurrent(Step &step)
{
    if (m_generation != 0)
        step.actions.append(action::Close{std::exchange(m_generation, 0)});
}

/// A transport that never proved itself: the next one of the round, at once.
void ConnectionPolicy::candidateFailed(const Error &reason, Step &step)
{
    m_status.reason = reason;
    m_roundErrors.append({m_kind, reason});
    rememberBest(reason);
    const Verdict verdict = judge(reason);
    if (m_round.isEmpty() || verdict == Verdict::ServerDown || verdict == Verdict::NoNetwork ||
        verdict == Verdict::Stop)
        roundFailed(step);
    else
        openNext(step);
}

void ConnectionPolicy::rememberBest(const Error &reason)
{
    if (m_kind == m_order.first())
        m_bestFailure = reason;
}

/// A live link ended: the same transport first, since it worked a moment ago.
void ConnectionPolicy::linkLost(const Error &reason, Step &step)
{
    const bool stable = step.now - m_provenAt >= m_limits.stable;
    m_flaps = stable ? 0 : m_flaps + 1;
    if (stable)
        m_failures = 0;
    rememberBest(reason);
    m_status.reason = reason;
    m_status.degraded = false;
    beginRound(m_kind);
    if (m_flaps >= m_limits.flaps) { // it proves itself and dies: middle boxes do that. The others first, this time
        m_flaps = 0;
        m_round.append(m_round.takeFirst());
    }
    if (m_status.state == LinkState::Draining && m_deadline) { // expected: keep the time that spreads the clients
        waitUntil(LinkState::Backoff, std::max(*m_deadline, m_floor), step);
        return;
    }
    waitUntil(LinkState::Backoff, std::max(step.now + backoffDelay(step.random), m_floor), step);
}

void ConnectionPolicy::roundFailed(Step &step)
{
    const auto all = [this](auto matches) { return std::all_of(m_roundErrors.begin(), m_roundErrors.end(), matches); };
    const bool stop = judge(m_roundErrors.last().second) == Verdict::Stop;
    const bool noNetwork = all([](const auto &e) { return judge(e.second) == Verdict::NoNetwork; });
    // A WebSocket refused alone says little: many middle boxes refuse every upgrade with 400 or 403.
    const bool refused = all([this](const auto &e) {
        return judge(e.second) == Verdict::Refused || (e.first == TransportKind::WebSocket && m_roundErrors.size() > 1);
    });
    m_round.clear();
    if (stop || refused) {
        const double spread = 1 + blockedSpread * (2 * step.random - 1);
        const auto wait = std::chrono::duration_cast<milliseconds>(m_limits.blocked * spread);
        waitUntil(LinkState::Blocked, step.now + wait, step);
    } else {
        waitUntil(noNetwork ? LinkState::WaitingForNetwork : LinkState::Backoff,
                  std::max(step.now + backoffDelay(step.random), m_floor), step);
    }
}

void ConnectionPolicy::waitUntil(LinkState state, TimePoint until, Step &step)
{
    m_deadline = until;
    m_status.nextAttempt = until;
    setState(state, step);
}

/// Too quiet. Asks once where asking is possible, gives up when that was in vain.
void ConnectionPolicy::watchFailed(Step &step)
{
    const bool promised = m_heartbeat || m_proof == Proof::Message;
    const int pingsAllowed = promised ? 1 : 2;
    if (m_kind == TransportKind::WebSocket ? m_pings < pingsAllowed : promised && m_status.state == LinkState::Live) {
        ++m_pings;
        step.actions.append(action::Ping{m_generation});
        setState(LinkState::Suspect, step);
        armWatch();
        return;
    }
    const auto quiet = std::chrono::round<std::chrono::seconds>(step.now - m_heardAt);
    closeCurrent(step);
    linkLost({ErrorKind::Silent, QStringLiteral("nothing was heard for %1 s").arg(quiet.count())}, step);
}

/// The deadline passed unseen: the machine slept, or this process stood still. What the server sent meanwhile may wait
/// in the socket, so it gets the grace to be read; or the link is dead, and then it is known within that time.
void ConnectionPolicy::askAgain(Step &step)
{
    step.actions.append(action::Ping{m_generation});
    setState(LinkState::Suspect, step);
    m_deadline = step.now + m_limits.grace;
}

/// When the present silence becomes worth a step. A polling session watches each of its requests itself.
void ConnectionPolicy::armWatch()
{
    m_deadline.reset();
    if (isPolling(m_kind))
        return;
    if (m_heartbeat || m_proof == Proof::Message) {
        const milliseconds beat = m_heartbeat.value_or(m_limits.heartbeat);
        m_deadline = m_heardAt + (m_status.state == LinkState::Suspect ? 2 : 1) * beat + m_limits.grace;
    } else if (m_kind == TransportKind::WebSocket) {
        m_deadline = m_heardAt + (m_pings + 1) * m_limits.ping;
    } else {
        m_deadline = m_heardAt + m_limits.quiet;
    }
}

void ConnectionPolicy::setState(LinkState state, Step &step)
{
    if (m_status.state == state)
        return;
    m_status.state = state;
    m_status.since = step.now;
}

bool ConnectionPolicy::isProven() const
{
    return isUp(m_status.state);
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
