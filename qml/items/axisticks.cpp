// SPDX-License-Identifier: MIT
#include "qml/items/axisticks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace telltale {

namespace {

using namespace std::chrono_literals;

/// The smallest round step that is at least this wide.
double roundStep(double width, bool binary)
{
    double unit = 1;
    if (binary && width >= 1024)
        unit = std::pow(1024.0, std::floor(std::log(width) / std::log(1024.0)));
    const double scaled = width / unit;
    if (binary && scaled > 500)
        return unit * 1024;
    const double power = std::pow(10.0, std::floor(std::log10(scaled)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (scaled <= factor * power * (1 + 1e-9))
            return factor * power * unit;
    }
    return 10 * power * unit;
}

/// The data's range with room to be drawn in: never empty, and down (or up) to zero where zero is near.
std::pair<double, double> widened(double low, double high, double leastSpan)
{
    if (low > 0 && low < high * 0.75)
        low = 0;
    if (high < 0 && high > low * 0.75)
        high = 0;
    if (low == high)
        return {low - std::abs(low) * 0.1, high + std::abs(high) * 0.1};
    if (high - low < leastSpan && low <= 0 && high >= 0) {
        const bool bothSigns = low < 0 && high > 0;
        const double reach = bothSigns ? leastSpan / 2 : leastSpan;
        return {low < 0 ? std::min(low, -reach) : 0, high > 0 ? std::max(high, reach) : 0};
    }
    return {low, high};
}

} // namespace

ValueScale valueScale(double dataLow, double dataHigh, ValueBounds bounds, int maximumTicks, bool binary,
                      double leastSpan)
{
    const bool fixedLow = !std::isnan(bounds.low);
    const bool fixedHigh = !std::isnan(bounds.high);
    const bool isNothing = !std::isfinite(dataLow) || !std::isfinite(dataHigh) || (dataLow == 0 && dataHigh == 0);
    if (isNothing && !fixedHigh && (!fixedLow || bounds.low == 0)) {
        // Fractions of nothing would only look exact.
        const double span = leastSpan > 0 ? leastSpan : 1;
        return {0, span, {0, span}, span};
    }
    double low = isNothing ? 0 : dataLow;
    double high = isNothing ? 0 : dataHigh;
    std::tie(low, high) = widened(fixedLow ? bounds.low : low, fixedHigh ? bounds.high : high, leastSpan);
    if (fixedLow)
        low = bounds.low;
    if (fixedHigh)
        high = bounds.high;
    if (!(low < high))
        high = low + std::max(1.0, std::abs(low) * 0.1);

    // Zero is always a tick: of a range around it no single interval can have both ends.
    const int intervals = std::max(low < 0 && high > 0 ? 2 : 1, maximumTicks - 1);
    ValueScale scale;
    scale.step = roundStep((high - low) / intervals, binary);
    // Widening to whole steps may need one interval more than the data did.
    while (std::ceil(high / scale.step - 1e-9) - std::floor(low / scale.step + 1e-9) > intervals)
        scale.step = roundStep(scale.step * 1.01, binary);
    scale.low = fixedLow ? low : std::floor(low / scale.step + 1e-9) * scale.step;
    scale.high = fixedHigh ? high : std::ceil(high / scale.step - 1e-9) * scale.step;
    const auto first = std::llround(std::ceil(scale.low / scale.step - 1e-9));
    const auto last = std::llround(std::floor(scale.high / scale.step + 1e-9));
    for (auto tick = first; tick <= last; ++tick)
        scale.ticks.push_back(double(tick) * scale.step);
    return scale;
}

milliseconds timeStep(milliseconds span, int maximumTicks)
{
    static constexpr std::array steps{milliseconds(1s),   milliseconds(2s),    milliseconds(5s),    milliseconds(10s),
                                      milliseconds(15s),  milliseconds(30s),   milliseconds(1min),  milliseconds(2min),
                                      milliseconds(5min), milliseconds(10min), milliseconds(15min), milliseconds(30min),
                                      milliseconds(1h),   milliseconds(2h),    milliseconds(3h),    milliseconds(6h),
                                      milliseconds(12h)};
    const milliseconds atLeast = span / std::max(1, maximumTicks);
    const auto *const step = std::lower_bound(steps.begin(), steps.end(), atLeast);
    if (step != steps.end())
        return *step;
    const milliseconds day = 24h;
    return (atLeast + day - 1ms) / day * day;
}

std::vector<milliseconds> timeTicks(milliseconds from, milliseconds to, milliseconds offset, int maximumTicks)
{
    std::vector<milliseconds> ticks;
    if (!(from < to))
        return ticks;
    const milliseconds step = timeStep(to - from, maximumTicks);
    const milliseconds local = from + offset;
    const milliseconds past = ((local % step) + step) % step;
    milliseconds tick = past == 0ms ? from : from + (step - past);
    for (; tick <= to; tick += step)
        ticks.push_back(tick);
    return ticks;
}

} // namespace telltale
