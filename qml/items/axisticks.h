// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <vector>

namespace telltale {

using std::chrono::milliseconds;

/// A range of values and the round numbers in it that get a label.
struct ValueScale
{
    double low = 0;
    double high = 1;
    std::vector<double> ticks = {}; ///< ascending, within [low, high]
    double step = 1;                ///< between ticks; says how many decimals a label needs

    friend bool operator==(const ValueScale &, const ValueScale &) = default;
};

/// The bounds that the dashboard's file sets; NaN where it leaves them to the data.
struct ValueBounds
{
    double low;
    double high;
};

/// Chooses a scale for data between `dataLow` and `dataHigh` (both NaN: no data). Steps are 1, 2 or 5 times a power of
/// ten, or of 1024 where `binary` (bytes), at most `maximumTicks` (>= 2) of them. Free ends are widened to a tick, and
/// to zero where zero is near, so that the area under a line means something. A range that starts at zero is at least
/// `leastSpan` wide, so that next to nothing does not look like a mountain; all zeros get a tick at either end only.
ValueScale valueScale(double dataLow, double dataHigh, ValueBounds bounds, int maximumTicks, bool binary,
                      double leastSpan = 0);

/// The times within [from, to] (ms since 1970, UTC) that get a label: at most `maximumTicks`, at round local times.
/// `offset` is local time minus UTC.
std::vector<milliseconds> timeTicks(milliseconds from, milliseconds to, milliseconds offset, int maximumTicks);

/// The distance between such ticks.
milliseconds timeStep(milliseconds span, int maximumTicks);

} // namespace telltale
