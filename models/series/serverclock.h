// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/event.h"

#include <deque>
#include <optional>

namespace telltale {

/// What time the server has, told from its beats. The smallest (received - beat's t) of the last ten minutes is the
/// one that was delayed least, so it comes nearest to the truth. By the boot-time clock: a jump of this machine's wall
/// clock changes nothing. Pure.
class ServerClock
{
public:
    struct Limits
    {
        milliseconds window = std::chrono::minutes(10);
        qsizetype beats = 128; ///< kept; beyond it the smaller of two neighbours stands for both
    };

    ServerClock()
        : ServerClock(Limits{})
    {}
    explicit ServerClock(Limits limits);

    void observe(const Beat &beat);
    /// The server's time at that moment, ms since 1970; nothing if no beat of the last ten minutes tells.
    std::optional<milliseconds> timeAt(TimePoint moment) const;

private:
    struct Offset
    {
        TimePoint at;
        milliseconds offset; ///< boot-time ms minus the server's ms
    };

    Limits m_limits;
    std::deque<Offset> m_offsets; ///< rising offsets, rising times: the first that is young enough is the smallest
};

} // namespace telltale
