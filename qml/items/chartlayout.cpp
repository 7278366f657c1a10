// SPDX-License-Identifier: MIT
#include "qml/items/chartlayout.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace telltale {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Values that follow each other without a hole, at columns that rise.
struct Stop
{
    double column; ///< its middle
    double value;
    double base;
    bool counts = true; ///< stacked: adds something, or is all there is
};
using Run = std::vector<Stop>;

/// Where lines must end and begin, by column of ChartSeries::columns.
struct Breaks
{
    std::vector<bool> before;
    std::vector<bool> after;
};

Breaks breaksOf(const ChartWindow &window, const ChartSeries &series)
{
    const size_t count = series.columns.size();
    Breaks breaks{std::vector<bool>(count, false), std::vector<bool>(count, false)};
    const qint64 first = window.firstColumn - window.lead;
    for (const GapMark &gap : series.gaps) {
        const qint64 from = window.columnAt(gap.fromMs) - first;
        if (from >= 0 && from < qint64(count))
            breaks.after[size_t(from)] = true;
        if (gap.toMs == GapMark::open)
            continue;
        const qint64 to = window.columnAt(gap.toMs) - first;
        if (to > from && to >= 0 && to < qint64(count))
            breaks.before[size_t(to)] = true;
    }
    return breaks;
}

/// The extremes of a column, in the order that continues the line best.
void appendColumn(Run &run, double middle, const Column &column)
{
    if (column.min == column.max) {
        run.push_back({middle, column.last, 0});
        return;
    }
    const bool falling = column.first > column.last || (column.first == column.last && !run.empty() &&
                                                        run.back().value > (column.min + column.max) / 2);
    run.push_back({middle, falling ? column.max : column.min, 0});
    run.push_back({middle, falling ? column.min : column.max, 0});
}

/// A live value holds until now: stretched to the right edge if the rest is short.
void holdLast(const ChartWindow &window, const ChartSeries &series, std::vector<Run> &runs)
{
    if (!series.held || runs.empty() || !series.hasSamples)
        return;
    const qint64 last = window.columnAt(series.lastTimeMs);
    const qint64 rest = window.endColumn() - last;
    const bool newestIsDrawn = std::abs(runs.back().back().column - (double(last) + 0.5)) < 0.75;
    if (rest > 0 && rest <= std::max(2, window.columns / 20) && newestIsDrawn) {
        const double value = series.columns[size_t(last - window.firstColumn + window.lead)].last;
        runs.back().push_back({double(window.endColumn()), value, 0});
    }
}

std::vector<Run> runsOf(const ChartWindow &window, const ChartSeries &series)
{
    const Breaks breaks = breaksOf(window, series);
    const qint64 first = window.firstColumn - window.lead;
    std::vector<Run> runs;
    bool broken = true;
    for (size_t i = 0; i < series.columns.size(); ++i) {
        const Column &column = series.columns[i];
        broken = broken || breaks.before[i];
        if (column.count > 0) {
            if (broken)
                runs.emplace_back();
            appendColumn(runs.back(), double(first + qint64(i)) + 0.5, column);
            broken = false;
        }
        broken = broken || breaks.after[i];
    }
    holdLast(window, series, runs);
    return runs;
}

double valueAt(const Run &run, double column)
{
    const auto next = std::lower_bound(run.begin(), run.end(), column,
                                       [](const Stop &stop, double place) { return stop.column < place; });
    if (next == run.end() || column < run.front().column)
        return nothing;
    if (next == run.begin() || next->column == column)
        return next->value;
    const Stop &before = *(next - 1);
    const double part = (column - before.column) / (next->column - before.column);
    return before.value + part * (next->value - before.value);
}

/// The parts of a stacked run that count, each with the neighbour to which its line comes down: a series of zeros would
/// otherwise paint the outline of all those below it in its own colour.
void appendCounting(const Run &run, std::vector<Run> &parts)
{
    bool broken = true;
    for (size_t i = 0; i < run.size(); ++i) {
        const bool shown = run[i].counts || (i > 0 && run[i - 1].counts) || (i + 1 < run.size() && run[i + 1].counts);
        if (shown && broken)
            parts.emplace_back();
        if (shown)
            parts.back().push_back(run[i]);
        broken = !shown;
    }
}

/// The runs of all series, each upon the sum of those before it; where one knows nothing it adds nothing. The lowest
/// one known draws even a zero: nothing at all would look like no data.
std::vector<std::vector<Run>> stackedRuns(const ChartWindow &window, const std::vector<ChartSeries> &series)
{
    const int count = window.columns + window.lead;
    std::vector<double> sums(size_t(std::max(0, count)), 0.0);
    std::vector<bool> known(sums.size(), false);
    std::vector<std::vector<Run>> stacked;
    for (const ChartSeries &one : series) {
        std::vector<Run> risen;
        for (const Run &run : runsOf(window, one)) {
            Run upper;
            for (int i = 0; i < count; ++i) {
                const double middle = double(window.firstColumn - window.lead + i) + 0.5;
                const double value = valueAt(run, middle);
                if (std::isnan(value))
                    continue;
                const double base = sums[size_t(i)];
                sums[size_t(i)] = base + value;
                upper.push_back({middle, base + value, base, value != 0 || !known[size_t(i)]});
                known[size_t(i)] = true;
            }
            if (upper.empty())
                continue;
            if (run.back().column == double(window.endColumn())) {
                const Stop last = upper.back();
                upper.push_back({run.back().column, last.value, last.base, last.counts});
            }
            appendCounting(upper, risen);
        }
        stacked.push_back(std::move(risen));
    }
    return stacked;
}

std::vector<std::vector<Run>> allRuns(const ChartWindow &window, const std::vector<ChartSeries> &series, bool stacked)
{
    if (stacked)
        return stackedRuns(window, series);
    std::vector<std::vector<Run>> runs;
    for (const ChartSeries &one : series)
        runs.push_back(runsOf(window, one));
    return runs;
}

/// A time, ms, in which nothing is known: from the last sample before it to the first one after it, or to `open`.
struct Span
{
    qint64 fromMs;
    qint64 toMs;
};

/// In order of time, none overlapping another.
std::vector<Span> unknownSpans(const ChartSeries &series)
{
    std::vector<Span> spans;
    for (const GapMark &gap : series.gaps)
        spans.push_back({gap.fromMs, gap.toMs});
    if (series.stale && series.hasSamples)
        spans.push_back({series.lastTimeMs, GapMark::open});
    std::sort(spans.begin(), spans.end(), [](const Span &a, const Span &b) { return a.fromMs < b.fromMs; });
    std::vector<Span> merged;
    for (const Span &span : spans) {
        if (!merged.empty() && span.fromMs < merged.back().toMs)
            merged.back().toMs = std::max(merged.back().toMs, span.toMs);
        else
            merged.push_back(span);
    }
    return merged;
}

std::vector<Span> intersection(const std::vector<Span> &a, const std::vector<Span> &b)
{
    std::vector<Span> both;
    for (const Span &one : a) {
        for (const Span &other : b) {
            const Span span{std::max(one.fromMs, other.fromMs), std::min(one.toMs, other.toMs)};
            if (span.fromMs < span.toMs)
                both.push_back(span);
        }
    }
    return both;
}

/// As much of a span as the window shows; empty (left >= right) if nothing.
ChartBand bandOf(const ChartWindow &window, const Span &span)
{
    const bool isOpen = span.toMs == GapMark::open;
    const qint64 toMs = isOpen ? std::max(span.fromMs, window.endColumn() * window.columnMs) : span.toMs;
    const float end = float(window.columns);
    const float left = window.xAt(window.columnAt(span.fromMs)) + 1;
    const float right = isOpen ? end : window.xAt(window.columnAt(span.toMs));
    // Even the shortest hole is seen.
    return {std::max(0.0F, left), std::min(end, std::max(right, left + 2)), toMs - span.fromMs};
}

std::vector<ChartBand> bandsOf(const ChartWindow &window, const std::vector<ChartSeries> &series)
{
    std::vector<Span> spans;
    bool first = true;
    for (const ChartSeries &one : series) {
        if (!one.hasSamples)
            continue;
        std::vector<Span> own = unknownSpans(one);
        spans = first ? std::move(own) : intersection(spans, own);
        first = false;
    }
    std::vector<ChartBand> bands;
    for (const Span &span : spans) {
        ChartBand band = bandOf(window, span);
        // Two holes in neighbouring columns: nothing is hatched twice.
        if (!bands.empty())
            band.left = std::max(band.left, bands.back().right);
        if (band.left < band.right)
            bands.push_back(band);
    }
    return bands;
}

} // namespace

qint64 ChartWindow::columnAt(qint64 timeMs) const
{
    const qint64 column = timeMs / columnMs;
    return timeMs % columnMs < 0 ? column - 1 : column;
}

ChartRange chartRange(const ChartWindow &window, const std::vector<ChartSeries> &series, bool stacked)
{
    ChartRange range{nothing, nothing};
    for (const std::vector<Run> &runs : allRuns(window, series, stacked)) {
        for (const Run &run : runs) {
            for (const Stop &stop : run) {
                if (stop.column < double(window.firstColumn))
                    continue;
                range.low = std::fmin(range.low, stacked ? std::min(stop.value, stop.base) : stop.value);
                range.high = std::fmax(range.high, stop.value);
            }
        }
    }
    return range;
}

ChartScene chartScene(const ChartWindow &window, const std::vector<ChartSeries> &series, const ValueScale &scale,
                      const ChartStyle &style, bool stacked)
{
    ChartScene scene{QSize(window.columns, window.height), style};
    scene.bands = bandsOf(window, series);
    const double phase = std::fmod(double(window.firstColumn), double(style.hatchPeriod));
    scene.hatchPhase = float(phase < 0 ? phase + double(style.hatchPeriod) : phase);

    // The outermost values stay half a line inside, so that a line at a bound is not cut.
    const double inset = double(style.lineWidth) / 2;
    const double perUnit = (window.height - 2 * inset) / (scale.high - scale.low);
    const auto yAt = [&](double value) {
        const double y = window.height - inset - (value - scale.low) * perUnit;
        return float(std::clamp(y, -double(window.height), 2.0 * window.height));
    };
    const double zero = std::clamp(0.0, scale.low, scale.high);
    const std::vector<std::vector<Run>> all = allRuns(window, series, stacked);
    for (size_t i = 0; i < all.size(); ++i) {
        ChartPath path{series[i].color};
        for (const Run &run : all[i]) {
            std::vector<ChartPoint> &points = path.runs.emplace_back();
            for (const Stop &stop : run)
                points.push_back({float(stop.column - double(window.firstColumn)), yAt(stop.value),
                                  stacked ? yAt(stop.base) : yAt(zero)});
        }
        scene.paths.push_back(std::move(path));
    }
    return scene;
}

} // namespace telltale
