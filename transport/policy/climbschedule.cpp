// SPDX-License-Identifier: MIT
#include "transport/policy/climbschedule.h"

#include <algorithm>

namespace telltale {

void ClimbSchedule::restart(TimePoint now, double random)
{
    m_step = 0;
    arm(now, random);
}

void ClimbSchedule::lookedInVain(TimePoint now, double random)
{
    m_step = std::min(m_step + 1, m_limits.after.size() - 1);
    arm(now, random);
}

void ClimbSchedule::hurry(TimePoint at)
{
    m_step = 0;
    m_at = at;
}

void ClimbSchedule::arm(TimePoint now, double random)
{
    const double factor = 1 + m_limits.spread * (2 * random - 1);
    m_at = now + std::chrono::duration_cast<milliseconds>(m_limits.after.at(m_step) * factor);
}

} // namespace telltale
