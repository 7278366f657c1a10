// SPDX-License-Identifier: MIT
#include "qml/items/chartlayout.h"

#include "models/floordivided.h"
#include "qml/items/chartbands.h"
#include "qml/items/chartlines.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace telltale {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

std::vector<std::vector<ChartRun>> allRuns(const ChartWindow &window, std::span<const ChartSeries> series,
                                           ChartShape shape)
{
    if (shape.stacked)
        return stackedRuns(window, series, shape.steps);
    std::vector<std::vector<ChartRun>> runs;
    runs.reserve(series.size());
    for (const ChartSeries &one : series)
        runs.push_back(chartRuns(window, one, shape.steps));
    return runs;
}

void widen(ChartRange &range, double low, double high)
{
    range.low = std::fmin(range.low, low);
    range.high = std::fmax(range.high, high);
}

/// What a run shows within the window; a step also shows the value with which it enters.
void widenBy(ChartRange &range, const ChartWindow &window, const ChartRun &run, ChartShape shape)
{
    const auto left = double(window.firstColumn);
    for (size_t i = 0; i < run.size(); ++i) {
        const bool enters = shape.steps && i + 1 < run.size() && run[i + 1].column >= left;
        if (run[i].column < left && !enters)
            continue;
        const double base = shape.stacked ? run[i].base : run[i].value;
        widen(range, std::min(run[i].value, base), std::max(run[i].value, base));
    }
}

ChartRange columnRange(const ChartSeries &series, int lead)
{
    ChartRange range{nothing, nothing};
    bool any = false;
    for (const Column &column : series.columns.subspan(std::min(size_t(lead), series.columns.size()))) {
        if (column.count == 0)
            continue;
        range.low = any ? std::min(range.low, column.min) : column.min;
        range.high = any ? std::max(range.high, column.max) : column.max;
        any = true;
    }
    return series.negated ? ChartRange{-range.high, -range.low} : range;
}

} // namespace

qint64 ChartWindow::columnAt(qint64 timeMs) const
{
    return floorDivided(timeMs, columnMs);
}

ChartRange chartRange(const ChartWindow &window, std::span<const ChartSeries> series, ChartShape shape)
{
    ChartRange range{nothing, nothing};
    if (!shape.stacked && !shape.steps) {
        for (const ChartSeries &one : series) {
            const ChartRange own = columnRange(one, window.lead);
            widen(range, own.low, own.high);
        }
        return range;
    }
    for (const std::vector<ChartRun> &runs : allRuns(window, series, shape)) {
        for (const ChartRun &run : runs)
            widenBy(range, window, run, shape);
    }
    return range;
}

ChartScene chartScene(const ChartWindow &window, std::span<const ChartSeries> series, const ValueScale &scale,
                      const ChartStyle &style, ChartShape shape)
{
    ChartScene scene{QSize(window.columns, window.height), style, window.firstColumn};
    scene.bands = chartBands(window, series);
    const double phase = std::fmod(double(window.firstColumn), double(style.hatchPeriod));
    scene.hatchPhase = float(phase < 0 ? phase + double(style.hatchPeriod) : phase);

    const ChartMapping mapping(window, scale, style.lineWidth);
    if (!shape.stacked) {
        for (const ChartSeries &one : series)
            scene.paths.push_back({one.color, chartPoints(window, one, shape.steps, mapping)});
        return scene;
    }
    const std::vector<std::vector<ChartRun>> all = stackedRuns(window, series, shape.steps);
    for (size_t i = 0; i < all.size(); ++i) {
        ChartPath path{series[i].color};
        for (const ChartRun &run : all[i]) {
            std::vector<ChartPoint> &points = path.runs.emplace_back();
            points.reserve(run.size());
            for (const ChartStop &stop : run)
                points.push_back({mapping.xAt(stop.column), mapping.yAt(stop.value), mapping.yAt(stop.base)});
        }
        scene.paths.push_back(std::move(path));
    }
    return scene;
}

} // namespace telltale
