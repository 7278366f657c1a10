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

} // namespace telltale
