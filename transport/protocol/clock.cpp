// SPDX-License-Identifier: MIT
#include "transport/protocol/clock.h"

#include <ctime>

namespace telltale {

BootClock::time_point BootClock::now() noexcept
{
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return time_point(std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec));
}

milliseconds wallClockNow() noexcept
{
    return std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch());
}

} // namespace telltale
