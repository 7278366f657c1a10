// SPDX-License-Identifier: MIT
#include "transport/protocol/backoff.h"

#include <algorithm>
#include <cmath>

namespace telltale {

milliseconds fullJitter(int failures, double random, const BackoffLimits &limits)
{
    const double cap = static_cast<double>(limits.cap.count());
    // 2^30 * any base is past any cap; the bound keeps the power finite however long an outage lasts.
    const double ceiling =
        std::min(cap, std::ldexp(static_cast<double>(limits.base.count()), std::clamp(failures, 0, 30)));
    const double share = random > 0.0 ? std::min(random, 1.0) : 0.0; // and 0 for NaN, whose conversion is undefined
    return milliseconds(static_cast<milliseconds::rep>(ceiling * share));
}

} // namespace telltale
