// SPDX-License-Identifier: MIT
#include "transport/pollcadence.h"

#include <algorithm>

namespace telltale {

PollCadence::PollCadence(milliseconds shortest, milliseconds longest, std::optional<milliseconds> hold)
    : m_shortest(shortest)
    , m_longest(longest)
    , m_interval(shortest)
{
    if (hold)
        m_heldEnough = std::min(milliseconds(1000), *hold / 2);
}

milliseconds PollCadence::next(PollOutcome outcome, milliseconds held, double random)
{
    if (outcome != PollOutcome::Nothing)
        m_interval = m_shortest;
    if (outcome == PollOutcome::BroughtEvents || (m_heldEnough && held >= *m_heldEnough))
        return milliseconds(0);
    const double spread = 0.9 + 0.2 * random;
    const auto pause = std::chrono::round<milliseconds>(m_interval * spread);
    if (outcome == PollOutcome::Nothing)
        m_interval = std::min(m_interval * 3 / 2, m_longest);
    return pause;
}

} // namespace telltale
