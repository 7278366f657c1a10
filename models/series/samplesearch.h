// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace telltale {

/// The first index in [from, count) whose offset is not below wanted; count if none. offsetAt(i) rises with i. Samples
/// mostly come at an even pace, so the guess by the straight line is off by a few, and the search begins there:
/// a handful of looks instead of ten, at most twice the logarithm.
template <typename OffsetAt>
int lowerBoundByGuess(int from, int count, quint32 wanted, const OffsetAt &offsetAt)
{
    if (from >= count)
        return count;
    const quint32 first = offsetAt(from);
    const quint32 last = offsetAt(count - 1);
    if (wanted <= first)
        return from;
    if (wanted > last)
        return count;
    // From here on: offsetAt(low) < wanted <= offsetAt(high).
    int low = from;
    int high = count - 1;
    const double share = double(wanted - first) / double(last - first);
    const int guess = std::clamp(from + int(share * (high - low)), low, high);
    int step = 1;
    if (offsetAt(guess) < wanted) {
        low = guess;
        while (low + step < high && offsetAt(low + step) < wanted) {
            low += step;
            step *= 2;
        }
        high = std::min(high, low + step);
    } else {
        high = guess;
        while (high - step > low && offsetAt(high - step) >= wanted) {
            high -= step;
            step *= 2;
        }
        low = std::max(low, high - step);
    }
    while (high - low > 1) {
        const int middle = low + (high - low) / 2;
        (offsetAt(middle) < wanted ? low : high) = middle;
    }
    return high;
}

} // namespace telltale
