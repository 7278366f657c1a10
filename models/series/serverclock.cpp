// SPDX-License-Identifier: MIT
#include "models/series/serverclock.h"

#include "models/furthesttime.h"

#include <algorithm>

namespace telltale {

namespace {
milliseconds sinceBoot(TimePoint moment)
{
    return std::chrono::duration_cast<milliseconds>(moment.time_since_epoch());
}
} // namespace

ServerClock::ServerClock(Limits limits)
    : m_limits(limits)
{
    m_limits.beats = std::max(m_limits.beats, qsizetype(2));
}

void ServerClock::observe(const Beat &beat)
{
    if (!beat.serverTime)
        return;
    const milliseconds offset = sinceBoot(beat.receivedAt) -
                                milliseconds(std::clamp<qint64>(beat.serverTime->count(), -furthestMs, furthestMs));
    while (!m_offsets.empty() && m_offsets.front().at + m_limits.window < beat.receivedAt)
        m_offsets.pop_front();
    while (!m_offsets.empty() && m_offsets.back().offset >= offset)
        m_offsets.pop_back();
    if (qsizetype(m_offsets.size()) == m_limits.beats)
        m_offsets.back().at = beat.receivedAt; // the smaller offset, kept longer, errs towards older values
    else
        m_offsets.push_back({beat.receivedAt, offset});
}

std::optional<milliseconds> ServerClock::timeAt(TimePoint moment) const
{
    for (const Offset &offset : m_offsets) {
        if (moment - offset.at <= m_limits.window)
            return sinceBoot(moment) - offset.offset;
    }
    return std::nullopt;
}

} // namespace telltale
