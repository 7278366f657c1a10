// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

#include <array>
#include <optional>

namespace telltale {

struct ClimbLimits
{
    std::array<milliseconds, 4> after{milliseconds{60'000}, milliseconds{300'000}, milliseconds{900'000},
                                      milliseconds{1'800'000}}; ///< the last one again and again
    double spread = 0.25;                                       ///< of each, either way
};

/// When a link that works, but not over the best transport, looks for a better one: soon at first, then seldom. Pure.
class ClimbSchedule
{
public:
    explicit ClimbSchedule(ClimbLimits limits = {})
        : m_limits(limits)
    {}

    /// The link fell below the best transport: from the beginning.
    void restart(TimePoint now, double random);
    /// A look was taken in vain.
    void lookedInVain(TimePoint now, double random);
    /// Something changed that may help: at this time, and then from the beginning.
    void hurry(TimePoint at);
    /// Not possible before this time.
    void postpone(TimePoint until) { m_at = until; }
    void stop() { m_at.reset(); }
    bool isRunning() const { return m_at.has_value(); }
    std::optional<TimePoint> at() const { return m_at; }

private:
    void arm(TimePoint now, double random);

    ClimbLimits m_limits;
    size_t m_next = 0; ///< the wait that comes next
    std::optional<TimePoint> m_at;
};

} // namespace telltale
