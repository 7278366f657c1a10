// SPDX-License-Identifier: MIT
#include "transport/policy/climbschedule.h"

#include <algorithm>

namespace telltale {

void ClimbSchedule::restart(TimePoint now, double random)
{
    m_next = 0;
    arm(now, random);
}

void ClimbSchedule::lookedInVain(TimePoint now, double random)
{
    arm(now, random);
}

void ClimbSchedule::hurry(TimePoint at)
{
    m_next = 0;
    m_at = at;
}

void ClimbSchedule::arm(TimePoint now, double random)
{
    const double factor = 1 + m_limits.spread * (2 * random - 1);
    m_at = now + std::chrono::duration_cast<milliseconds>(m_limits.after.at(m_next) * factor);
    m_next = std::min(m_next + 1, m_limits.after.size() - 1);
}

} // namespace telltale
