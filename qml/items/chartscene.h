// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QSize>
#include <QtGlobal>

#include <vector>

namespace telltale {

/// A point of a line, in physical pixels from the chart's upper left corner. `base` is where the area below it ends:
/// the zero line, or the line of the series it is stacked upon.
struct ChartPoint
{
    float x = 0;
    float y = 0;
    float base = 0;

    friend bool operator==(const ChartPoint &, const ChartPoint &) = default;
};

/// One series as it is drawn: lines that are never joined to each other. A run of one point is drawn as a dot.
struct ChartPath
{
    QColor color;
    std::vector<std::vector<ChartPoint>> runs = {}; ///< x never decreases within a run

    friend bool operator==(const ChartPath &, const ChartPath &) = default;
};

/// A span of time without data, hatched from edge to edge.
struct ChartBand
{
    float left = 0;
    float right = 0;
    qint64 lengthMs = 0; ///< of the whole of it, also of what lies outside the window

    friend bool operator==(const ChartBand &, const ChartBand &) = default;
};

/// The look that does not change from frame to frame. Lengths in physical pixels.
struct ChartStyle
{
    float lineWidth = 1.5F;
    float fillOpacity = 0; ///< 0 draws no area
    QColor hatchColor = {};
    float hatchPeriod = 8;
    float hatchWidth = 1.5F;

    friend bool operator==(const ChartStyle &, const ChartStyle &) = default;
};

/// Everything a renderer needs, and nothing that it would have to look up: made on the GUI thread, drawn by whichever
/// renderer the window has.
struct ChartScene
{
    QSize size;
    ChartStyle style;
    /// Which column of absolute time is at the left edge: two scenes with the same column width differ by a slide.
    qint64 firstColumn = 0;
    std::vector<ChartPath> paths = {}; ///< drawn in this order
    std::vector<ChartBand> bands = {};
    /// Where the hatching starts, so that it moves with the data. [0, hatchPeriod)
    float hatchPhase = 0;

    friend bool operator==(const ChartScene &, const ChartScene &) = default;
};

} // namespace telltale
