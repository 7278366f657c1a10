// SPDX-License-Identifier: MIT
#pragma once

#include "qml/items/chartscene.h"

#include <limits>

namespace telltale {

/// Where a chart looks different, in columns of absolute time: before toColumn and from fromColumn on. What is between
/// them only moved.
struct ChartDamage
{
    static constexpr qint64 nowhereLeft = std::numeric_limits<qint64>::min();
    static constexpr qint64 nowhereRight = std::numeric_limits<qint64>::max();

    qint64 toColumn = nowhereLeft;
    qint64 fromColumn = nowhereRight;

    static ChartDamage everything() { return {nowhereRight, nowhereLeft}; }
    bool isEverything() const { return fromColumn <= toColumn; }
    bool isNothing() const { return toColumn == nowhereLeft && fromColumn == nowhereRight; }
    friend bool operator==(const ChartDamage &, const ChartDamage &) = default;
};

/// Compares what is drawn, so that nothing which asks for a picture needs to know what it changes. A live chart slides
/// to the left, grows at its right and, where it shows all that is known, forgets at its left. A chart with another
/// scale, look or column width, or one that slid to the right, is damaged everywhere. `sameColumns`: both have columns
/// of the same width.
ChartDamage chartDamage(const ChartScene &before, const ChartScene &after, bool sameColumns);

} // namespace telltale
