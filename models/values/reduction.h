// SPDX-License-Identifier: MIT
#pragma once

namespace telltale {

/// How the samples within a panel's window become one number.
enum class Reduction {
    Last,
    Mean, ///< of the samples, not weighted by time
    Min,
    Max,
    Sum,
    Delta, ///< last minus first
    Rate,  ///< increase a second, where a fall means that a counter began again from zero
    Count  ///< how many samples
};

} // namespace telltale
