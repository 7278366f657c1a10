// SPDX-License-Identifier: MIT
#include "transport/policy/attemptgovernor.h"

#include <algorithm>

namespace telltale {

TimePoint AttemptGovernor::earliest(TimePoint now) const
{
    TimePoint time = now;
    if (int(m_attempts.size()) >= m_limits.perWindow)
        time = std::max(time, m_attempts.front() + m_limits.window);
    // A bucket of `burst` tokens, one refilled every `refill`: replayed over the attempts that can still matter.
    TimePoint full{}; // when the bucket is full again
    for (const TimePoint attempt : m_attempts)
        full = std::max(full, attempt) + m_limits.refill;
    return std::max(time, full - (m_limits.burst - 1) * m_limits.refill);
}

void AttemptGovernor::count(TimePoint now)
{
    m_attempts.push_back(now);
    while (int(m_attempts.size()) > m_limits.perWindow)
        m_attempts.pop_front();
}

} // namespace telltale
