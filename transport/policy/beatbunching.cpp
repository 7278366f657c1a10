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
    const bool wasInBunch =
        std::exchange(m_inBunch, together && sentApart >= m_limits.apart * double(interval.count()));
    m_bunchesBegan.push_back(m_inBunch && !wasInBunch);
    if (int(m_bunchesBegan.size()) > m_limits.within)
        m_bunchesBegan.pop_front();
    return std::count(m_bunchesBegan.begin(), m_bunchesBegan.end(), true) >= m_limits.bunches;
}

} // namespace telltale
