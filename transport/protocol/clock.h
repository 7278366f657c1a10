// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace telltale {

/// The clock that every deadline and every age is measured by: CLOCK_BOOTTIME. Unlike CLOCK_MONOTONIC
/// (std::chrono::steady_clock, QElapsedTimer) it goes on counting while the machine sleeps, so a laptop that wakes
/// does not take eight-hour-old values for fresh; unlike the wall clock it never jumps.
struct BootClock
{
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<BootClock>;
    static constexpr bool is_steady = true;

    static time_point now() noexcept;
};

using TimePoint = BootClock::time_point;
using std::chrono::milliseconds;

/// Milliseconds since 1970, UTC, by the machine's wall clock. For showing and for comparing with a server's stamps;
/// never for deadlines.
milliseconds wallClockNow() noexcept;

} // namespace telltale
