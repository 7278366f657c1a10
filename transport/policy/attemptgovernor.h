// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

#include <deque>

namespace telltale {

struct GovernorLimits
{
    milliseconds refill{1'000}; ///< one attempt becomes due this often
    int burst = 4;              ///< attempts that may be saved up
    milliseconds window{600'000};
    int perWindow = 40; ///< attempts in any window
};

/// Bounds the attempts of one source, whatever the state machine above it does: a fault there may cost time, but never
/// becomes a reconnect storm. Pure.
class AttemptGovernor
{
public:
    explicit AttemptGovernor(GovernorLimits limits = {})
        : m_limits(limits)
    {}

    /// The earliest time, not before now, at which an attempt is allowed.
    TimePoint earliest(TimePoint now) const;
    /// An attempt is made now.
    void count(TimePoint now);

private:
    const GovernorLimits m_limits;
    std::deque<TimePoint> m_attempts; ///< of the last window, oldest first; at most perWindow
};

} // namespace telltale
