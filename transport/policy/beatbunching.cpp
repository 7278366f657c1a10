// SPDX-License-Identifier: MIT
#include "transport/policy/beatbunching.h"

#include <algorithm>
#include <utility>

namespace telltale {

bool BeatBunching::observe(milliseconds serverTime, TimePoint receivedAt, milliseconds interval)
{
    const auto last = std::exchange(m_last, Beat{serverTime, receivedAt});
    if (!last)
        return false;
    const bool together = receivedAt - last->receivedAt <= m_limits.together;
    const double sentApart = double(serverTime.count()) - double(last->serverTime.count());
    m_bunched.push_back(together && sentApart >= m_limits.apart * double(interval.count()));
    if (int(m_bunched.size()) > m_limits.within)
        m_bunched.pop_front();
    return std::count(m_bunched.begin(), m_bunched.end(), true) >= m_limits.pairs;
}

} // namespace telltale
