// SPDX-License-Identifier: MIT
#pragma once

#include "models/values/severity.h"

#include <QList>

#include <optional>

namespace telltale {

/// From this value on (towards the bad side) the state holds.
struct ThresholdStep
{
    double at = 0; ///< in the panel's unit, or in percent of its range
    Severity state = Severity::Medium;

    friend bool operator==(const ThresholdStep &, const ThresholdStep &) = default;
};

/// Which values mean trouble. With direction Up a value of `at` or more has the step's state, with Down one of `at` or
/// less; of several the one farthest towards the bad side. Beyond none of them: base.
struct Thresholds
{
    enum class Mode {
        Absolute,  ///< steps are values
        Percentage ///< steps are percent of the panel's min..max
    };
    enum class Direction {
        Up,  ///< more is worse
        Down ///< less is worse
    };
    /// How a chart shows them.
    enum class Show { None, Lines, Bands };

    Mode mode = Mode::Absolute;
    Direction direction = Direction::Up;
    Show show = Show::None;
    Severity base = Severity::Ok;
    /// A state is left only when the value has come back this far behind its step, in the steps' own unit: a value that
    /// dances upon a step does not flicker. Never negative.
    double hysteresis = 0;
    QList<ThresholdStep> steps =
        {}; ///< from the first that is reached to the worst: ascending for Up, descending for Down

    bool isEmpty() const { return steps.isEmpty(); }

    friend bool operator==(const Thresholds &, const Thresholds &) = default;
};

/// The steps as values, from the first that is reached to the worst. In Percentage mode min and max are the panel's;
/// one that is not set is 0, or 100; a range without extent has no steps.
QList<ThresholdStep> absoluteSteps(const Thresholds &thresholds, std::optional<double> min = {},
                                   std::optional<double> max = {});

/// What a value means by itself, without memory: for a chart's bands and a gauge's arc. Base for what is no number.
Severity stateOf(const Thresholds &thresholds, double value, std::optional<double> min = {},
                 std::optional<double> max = {});

/// The state of one series as its values come, with hysteresis: a step is reached at `at`, and left only when the value
/// is `hysteresis` or more behind it. What is no number changes nothing. Pure.
class ThresholdTracker
{
public:
    explicit ThresholdTracker(const Thresholds &thresholds = {}, std::optional<double> min = {},
                              std::optional<double> max = {});

    Severity step(double value);
    Severity state() const;
    /// Forgets where it was: the next value counts alone. For when the values before it are no longer known.
    void reset() { m_reached = 0; }

private:
    QList<ThresholdStep> m_steps; ///< turned so that more is worse
    Severity m_base;
    double m_sign;           ///< -1 for Direction::Down
    double m_hysteresis;     ///< as a value
    qsizetype m_reached = 0; ///< so many steps
};

} // namespace telltale
