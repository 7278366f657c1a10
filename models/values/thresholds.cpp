// SPDX-License-Identifier: MIT
#include "models/values/thresholds.h"

#include <algorithm>
#include <cmath>

namespace telltale {

namespace {

constexpr double percent = 100;

/// Values in one of the steps' own unit; nothing where the panel's range has no extent.
struct StepScale
{
    double zero = 0;
    double one = 1;
};

std::optional<StepScale> scaleOf(const Thresholds &thresholds, std::optional<double> min, std::optional<double> max)
{
    if (thresholds.mode == Thresholds::Mode::Absolute)
        return StepScale{};
    const double low = min.value_or(0);
    const double high = max.value_or(percent);
    if (!(high > low))
        return {};
    return StepScale{low, (high - low) / percent};
}

double signOf(const Thresholds &thresholds)
{
    return thresholds.direction == Thresholds::Direction::Down ? -1 : 1;
}

} // namespace

QList<ThresholdStep> absoluteSteps(const Thresholds &thresholds, std::optional<double> min, std::optional<double> max)
{
    const std::optional<StepScale> scale = scaleOf(thresholds, min, max);
    if (!scale)
        return {};
    QList<ThresholdStep> steps = thresholds.steps;
    for (ThresholdStep &step : steps)
        step.at = scale->zero + step.at * scale->one;
    const double sign = signOf(thresholds);
    std::stable_sort(steps.begin(), steps.end(),
                     [sign](const ThresholdStep &a, const ThresholdStep &b) { return a.at * sign < b.at * sign; });
    return steps;
}

Severity stateOf(const Thresholds &thresholds, double value, std::optional<double> min, std::optional<double> max)
{
    return ThresholdTracker(thresholds, min, max).step(value);
}

ThresholdTracker::ThresholdTracker(const Thresholds &thresholds, std::optional<double> min, std::optional<double> max)
    : m_steps(absoluteSteps(thresholds, min, max))
    , m_base(thresholds.base)
    , m_sign(signOf(thresholds))
    , m_hysteresis(std::max(thresholds.hysteresis, 0.0) * scaleOf(thresholds, min, max).value_or(StepScale{}).one)
{
    for (ThresholdStep &step : m_steps)
        step.at *= m_sign;
}

Severity ThresholdTracker::step(double value)
{
    if (std::isnan(value))
        return state();
    const double bad = value * m_sign;
    while (m_reached < m_steps.size() && bad >= m_steps[m_reached].at)
        ++m_reached;
    while (m_reached > 0) {
        const double at = m_steps[m_reached - 1].at;
        if (bad >= at || bad > at - m_hysteresis)
            break;
        --m_reached;
    }
    return state();
}

Severity ThresholdTracker::state() const
{
    return m_reached > 0 ? m_steps[m_reached - 1].state : m_base;
}

} // namespace telltale
