// SPDX-License-Identifier: MIT
#include "transport/policy/sessionwatch.h"

#include <algorithm>

namespace telltale {

SessionWatch::SessionWatch(TransportKind kind, Proof proof, WatchLimits limits)
    : m_kind(kind)
    , m_proof(proof)
    , m_limits(limits)
{}

void SessionWatch::heard(TimePoint now)
{
    m_heardAt = now;
    m_asked = 0;
    m_suspect = false;
    m_lastChance = false;
    arm();
}

void SessionWatch::promise(milliseconds heartbeat)
{
    m_heartbeat = heartbeat;
    arm();
}

void SessionWatch::doubt(TimePoint now)
{
    const bool ends = m_suspect && m_deadline && *m_deadline > now; // a second doubt gives no more time than the first
    m_deadline = ends ? std::min(*m_deadline, now + m_limits.grace) : now + m_limits.grace;
    m_suspect = true;
    m_lastChance = true;
}

SessionWatch::Step SessionWatch::check(TimePoint now)
{
    if (!m_deadline || now < *m_deadline)
        return Step::None;
    const int mayAsk = isPromised() ? 1 : 2;
    const bool canAsk = m_kind == TransportKind::WebSocket ? m_asked < mayAsk : isPromised() && !m_suspect;
    if (m_lastChance || !canAsk)
        return Step::Dead;
    ++m_asked;
    m_suspect = true;
    arm();
    return Step::Ask;
}

milliseconds SessionWatch::quietFor(TimePoint now) const
{
    return std::chrono::duration_cast<milliseconds>(now - m_heardAt);
}

/// When the present silence becomes worth a step.
void SessionWatch::arm()
{
    if (m_lastChance)
        return;
    m_deadline.reset();
    if (isPolling(m_kind))
        return;
    if (isPromised()) {
        const milliseconds beat = m_heartbeat.value_or(m_limits.heartbeat);
        m_deadline = m_heardAt + (m_suspect ? 2 : 1) * beat + m_limits.grace;
    } else if (m_kind == TransportKind::WebSocket) {
        m_deadline = m_heardAt + (m_asked + 1) * m_limits.ping;
    } else {
        m_deadline = m_heardAt + m_limits.quiet;
    }
}

} // namespace telltale
