// SPDX-License-Identifier: MIT
#include "app/hostfeed/feedlog.h"

#include <limits>
#include <utility>

namespace telltale {

FeedLog::FeedLog(QByteArray epoch, FeedLogLimits limits)
    : m_epoch(std::move(epoch))
    , m_limits(limits)
{}

const FeedEvent &FeedLog::append(const QByteArray &type, const QByteArray &data)
{
    ++m_head;
    m_events.push_back({.sequence = m_head, .id = headId(), .type = type, .data = data});
    m_bytes += data.size();
    while (m_events.size() > 1 && (qsizetype(m_events.size()) > m_limits.events || m_bytes > m_limits.bytes)) {
        m_bytes -= m_events.front().data.size();
        m_events.pop_front();
    }
    return m_events.back();
}

FeedLog::Start FeedLog::startFor(const Cursor &cursor) const
{
    if (cursor.isEmpty())
        return {.resume = FeedResume::NotAsked, .after = m_head};
    const std::optional<Position> position = parsePosition(cursor);
    if (!position || position->epoch != m_epoch || position->sequence > m_head)
        return {.resume = FeedResume::Reset, .after = m_head};
    if (!reaches(position->sequence))
        return {.resume = FeedResume::Partial, .after = m_head - quint64(m_events.size())};
    return {.resume = FeedResume::Ok, .after = position->sequence};
}

FeedLog::Tail FeedLog::eventsAfter(const Cursor &cursor) const
{
    const Start start = startFor(cursor);
    constexpr auto unbounded = std::numeric_limits<qsizetype>::max();
    return {.resume = start.resume, .events = eventsAfter(start.after, unbounded, unbounded)};
}

QList<FeedEvent> FeedLog::eventsAfter(quint64 sequence, qsizetype maximum, qsizetype bytes) const
{
    QList<FeedEvent> events;
    if (sequence >= m_head)
        return events;
    const quint64 wanted = m_head - sequence;
    const size_t stored = m_events.size();
    for (size_t i = wanted >= stored ? 0 : stored - size_t(wanted); i < stored; ++i) {
        bytes -= m_events[i].data.size();
        if (!events.isEmpty() && (events.size() >= maximum || bytes < 0))
            break;
        events.append(m_events[i]);
    }
    return events;
}

} // namespace telltale
