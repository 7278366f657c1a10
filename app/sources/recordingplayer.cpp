// SPDX-License-Identifier: MIT
#include "app/sources/recordingplayer.h"

#include <algorithm>

namespace telltale {

RecordingPlayer::RecordingPlayer(QList<RecordedEvent> events, PlayOptions options)
    : m_events(std::move(events))
    , m_options(options)
{}

void RecordingPlayer::start(TimePoint now)
{
    m_next = 0;
    m_nextAt = now;
}

const RecordedEvent *RecordingPlayer::takeDue(TimePoint now)
{
    if (m_events.isEmpty() || now < m_nextAt)
        return nullptr;
    if (now - m_nextAt > m_options.latest)
        m_nextAt = now;
    const RecordedEvent *event = &m_events[m_next];
    const std::chrono::duration<double, std::milli> wait(double(gapBehind(m_next).count()) / m_options.speed);
    m_nextAt += std::chrono::duration_cast<BootClock::duration>(wait);
    m_next = (m_next + 1) % m_events.size();
    return event;
}

/// A clock that was set back while recording makes no gap.
milliseconds RecordingPlayer::gapBehind(qsizetype index) const
{
    if (index + 1 == m_events.size())
        return std::max(m_options.pause, milliseconds(1));
    const milliseconds gap = m_events[index + 1].receivedWall - m_events[index].receivedWall;
    return std::clamp(gap, milliseconds(0), m_options.longestGap);
}

} // namespace telltale
