// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/serieshistory.h"
#include "qml/items/axisticks.h"
#include "qml/items/chartscene.h"

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
    std::vector<Column> columns = {};
    std::vector<GapMark> gaps = {};
    bool hasSamples = false;
    qint64 lastTimeMs = 0;
    bool held = false;  ///< live: its last value holds until now, if that is near
    bool stale = false; ///< nothing is known from its last sample on
};

struct ChartRange
{
    double low;
    double high;
};

/// Smallest and largest value within the window, of the sums if stacked; NaN if there is none.
ChartRange chartRange(const ChartWindow &window, const std::vector<ChartSeries> &series, bool stacked);

/// Lays the lines out in pixels. A hole is never bridged; where no series knows anything, a band is hatched.
ChartScene chartScene(const ChartWindow &window, const std::vector<ChartSeries> &series, const ValueScale &scale,
                      const ChartStyle &style, bool stacked);

} // namespace telltale
