// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/serieshistory.h"
#include "qml/items/axisticks.h"
#include "qml/items/chartscene.h"

#include <span>
#include <vector>

namespace telltale {

/// The columns of time on show. Columns are absolute (SeriesHistory::decimate), so a chart that slides moves by whole
/// pixels and its line does not shimmer.
struct ChartWindow
{
    qint64 firstColumn = 0; ///< at the left edge; covers [firstColumn, firstColumn + 1) * columnMs
    qint64 columnMs = 1;
    int columns = 0; ///< physical pixels across
    int lead = 0;    ///< columns before the left edge that are known, so that lines enter from there
    int height = 0;  ///< physical pixels

    qint64 columnAt(qint64 timeMs) const;
    /// The column's left edge.
    float xAt(qint64 column) const { return float(column - firstColumn); }
    qint64 endColumn() const { return firstColumn + columns; }

    friend bool operator==(const ChartWindow &, const ChartWindow &) = default;
};

/// One line as the history gives it: columns from firstColumn - lead to endColumn.
struct ChartSeries
{
    QColor color;
    std::span<const Column> columns = {}; ///< must outlive the layout
    bool negated = false;                 ///< drawn below zero
    std::vector<GapMark> gaps = {};       ///< in order of time
    bool hasSamples = false;
    qint64 lastTimeMs = 0;
    double lastValue = 0;
    bool held = false;  ///< live: its last value holds until now, if that is near
    bool stale = false; ///< nothing is known from its last sample on
};

/// How the values of all series become lines.
struct ChartShape
{
    bool stacked = false; ///< each upon those before it: what is above zero upwards, what is below downwards
    bool steps = false;   ///< a value holds until the next sample
};

struct ChartRange
{
    double low;
    double high;
};

/// Smallest and largest value within the window, of the sums if stacked; NaN if there is none.
ChartRange chartRange(const ChartWindow &window, std::span<const ChartSeries> series, ChartShape shape);

/// Lays the lines out in pixels. A hole is never bridged; where no series knows anything, a band is hatched.
ChartScene chartScene(const ChartWindow &window, std::span<const ChartSeries> series, const ValueScale &scale,
                      const ChartStyle &style, ChartShape shape);

} // namespace telltale
