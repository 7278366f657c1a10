// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace telltale {

/// The first index in [from, count) whose offset is not below wanted. offsetAt(i) rises with i; last, which is
/// offsetAt(count - 1), is known to be not below it, and is given because reading it would cost a cache miss. Samples
/// mostly come at an even pace, so the guess by the straight line is off by a few, and the search begins there:
/// a handful of looks instead of ten, at most twice the logarithm.
template <typename OffsetAt>
int lowerBoundByGuess(int from, int count, quint32 wanted, quint32 last, const OffsetAt &offsetAt)
{
    const quint32 first = offsetAt(from);
    if (wanted <= first)
        return from;
    // From here on: offsetAt(low) < wanted <= offsetAt(high).
    int low = from;
    int high = count - 1;
    const double share = double(wanted - first) / double(last - first);
    const int guess = std::clamp(from + int(share * (high - low)), low, high);
    // A window around the guess, counted without a branch that the processor could only guess, too.
    constexpr int window = 8;
    const int begin = guess - window / 2;
    if (begin >= from && begin + window <= count && offsetAt(begin) < wanted &&
        offsetAt(begin + window - 1) >= wanted) {
        int before = 0;
        for (int i = 0; i < window; ++i)
            before += offsetAt(begin + i) < wanted ? 1 : 0;
        return begin + before;
    }
    int step = window;
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
