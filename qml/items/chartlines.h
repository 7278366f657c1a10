// SPDX-License-Identifier: MIT
#pragma once

#include "qml/items/chartlayout.h"

#include <vector>

namespace telltale {

/// A corner of a line before it has pixels.
struct ChartStop
{
    double column; ///< its place in columns, absolute; a column's middle is at a half
    double value;
    double base = 0;    ///< where the area below it ends
    bool counts = true; ///< stacked: adds something, or is all there is
};

/// Values that follow each other without a hole, at columns that never fall.
using ChartRun = std::vector<ChartStop>;

/// Where values are on a chart, in pixels.
class ChartMapping
{
public:
    ChartMapping(const ChartWindow &window, const ValueScale &scale, float lineWidth);

    float xAt(double column) const { return float(column - m_left); }
    float yAt(double value) const;
    float zero() const { return m_zero; } ///< where an area ends that is not stacked

private:
    double m_left;
    double m_height;
    double m_low;
    double m_bottom;
    double m_perUnit;
    float m_zero = 0;
};

/// The line of one series, broken at its holes: as values, or laid out.
std::vector<ChartRun> chartRuns(const ChartWindow &window, const ChartSeries &series, bool steps);
std::vector<std::vector<ChartPoint>> chartPoints(const ChartWindow &window, const ChartSeries &series, bool steps,
                                                 const ChartMapping &mapping);

/// The lines of all series, each upon the sum of those before it on its side of zero; where one knows nothing it adds
/// nothing.
std::vector<std::vector<ChartRun>> stackedRuns(const ChartWindow &window, std::span<const ChartSeries> series,
                                               bool steps);

} // namespace telltale
