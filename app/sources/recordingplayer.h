// SPDX-License-Identifier: MIT
#pragma once

#include "app/sources/recording.h"

namespace telltale {

struct PlayOptions
{
    double speed = 1;                ///< of the original; greater than zero
    milliseconds longestGap{10'000}; ///< between two events, before speed
    milliseconds pause{1'000};       ///< between the last event and the first, before speed
    milliseconds latest{2'000};      ///< later than this nothing is caught up: the machine slept
};

/// Says when each event of a recording is played, again and again. Pure: time comes in.
class RecordingPlayer
{
public:
    /// events: at least one.
    explicit RecordingPlayer(QList<RecordedEvent> events, PlayOptions options = {});

    /// The first event is due now.
    void start(TimePoint now);
    TimePoint nextAt() const { return m_nextAt; }
    /// The next event, if it is due. It holds as long as the player.
    const RecordedEvent *takeDue(TimePoint now);

private:
    milliseconds gapBehind(qsizetype index) const;

    const QList<RecordedEvent> m_events;
    const PlayOptions m_options;
    qsizetype m_next = 0;
    TimePoint m_nextAt = {};
};

} // namespace telltale
