// SPDX-License-Identifier: MIT
#include "qml/items/chartlines.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace telltale {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Where the line must end and begin, as indices of ChartSeries::columns, ascending.
struct Breaks
{
    std::vector<qint64> before = {};
    std::vector<qint64> after = {};
};

Breaks breaksOf(const ChartWindow &window, const ChartSeries &series)
{
    Breaks breaks;
    const qint64 first = window.firstColumn - window.lead;
    for (const GapMark &gap : series.gaps) {
        const qint64 from = window.columnAt(gap.fromMs) - first;
        breaks.after.push_back(from);
        if (gap.toMs == GapMark::open)
            continue;
        const qint64 to = window.columnAt(gap.toMs) - first;
        if (to > from)
            breaks.before.push_back(to);
    }
    return breaks;
}

/// Whether one of the places is passed on the way to `index`; the places before it are done with.
bool passed(const std::vector<qint64> &places, size_t &next, qint64 index)
{
    bool any = false;
    for (; next < places.size() && places[next] <= index; ++next)
        any = true;
    return any;
}

Column turned(const Column &column)
{
    return {-column.max, -column.min, -column.first, -column.last, column.count, column.hasGap, column.startsAfterGap};
}

/// Makes runs of whatever `make` makes of a place and a value.
template <typename Stop, typename Make>
class RunBuilder
{
public:
    RunBuilder(const ChartWindow &window, const ChartSeries &series, bool steps, Make make)
        : m_window(window)
        , m_series(series)
        , m_steps(steps)
        , m_make(make)
    {}

    std::vector<std::vector<Stop>> build()
    {
        const Breaks breaks = breaksOf(m_window, m_series);
        const qint64 first = m_window.firstColumn - m_window.lead;
        bool broken = true;
        size_t nextBefore = 0;
        size_t nextAfter = 0;
        for (size_t i = 0; i < m_series.columns.size(); ++i) {
            const Column &column = m_series.columns[i];
            if (column.count == 0)
                continue;
            const auto index = qint64(i);
            // Breaks that fell into columns without samples count, too.
            broken |= passed(breaks.before, nextBefore, index);
            broken |= passed(breaks.after, nextAfter, index - 1);
            if (broken)
                begin(2 * (m_series.columns.size() - i));
            appendColumn(double(first + index) + 0.5, m_series.negated ? turned(column) : column);
            broken = passed(breaks.after, nextAfter, index);
        }
        holdLast();
        return std::move(m_runs);
    }

private:
    void begin(size_t stops)
    {
        m_runs.emplace_back();
        m_runs.back().reserve(stops);
        m_begins = true;
    }

    void add(double place, double value)
    {
        m_runs.back().push_back(m_make(place, value));
        m_place = place;
        m_value = value;
        m_begins = false;
    }

    /// The extremes of a column, in the order that continues the line best.
    void appendExtremes(double middle, const Column &column)
    {
        const bool isBelow = m_begins || m_value <= (column.min + column.max) / 2;
        const bool falling = column.first > column.last || (column.first == column.last && !isBelow);
        add(middle, falling ? column.max : column.min);
        add(middle, falling ? column.min : column.max);
    }

    void appendColumn(double middle, const Column &column)
    {
        const bool isFlat = column.min == column.max;
        if (m_steps && !m_begins && !(isFlat && m_value == column.last))
            add(middle, m_value);
        if (isFlat) {
            add(middle, column.last);
            return;
        }
        appendExtremes(middle, column);
        if (m_steps && m_value != column.last)
            add(middle, column.last);
    }

    /// A live value holds until now. A line's is stretched to the right edge only if the rest is short: it might have
    /// gone anywhere since; a step's stays what it is however long ago it was told.
    void holdLast()
    {
        if (!m_series.held || !m_series.hasSamples)
            return;
        const double value = m_series.negated ? -m_series.lastValue : m_series.lastValue;
        const qint64 last = m_window.columnAt(m_series.lastTimeMs);
        const qint64 rest = m_window.endColumn() - last;
        if (m_runs.empty()) {
            if (!m_steps || last >= m_window.firstColumn - m_window.lead)
                return;
            begin(2);
            add(double(m_window.firstColumn - m_window.lead), value);
            add(double(m_window.endColumn()), value);
            return;
        }
        const bool isNear = rest <= std::max(2, m_window.columns / 20);
        const bool newestIsDrawn = std::abs(m_place - (double(last) + 0.5)) < 0.75;
        if (newestIsDrawn && rest > 1 && (isNear || m_steps))
            add(double(m_window.endColumn()), value);
    }

    const ChartWindow &m_window;
    const ChartSeries &m_series;
    bool m_steps;
    Make m_make;
    std::vector<std::vector<Stop>> m_runs = {};
    bool m_begins = true;
    double m_place = 0; ///< of the newest stop
    double m_value = 0;
};

/// One value a column, as far as the run reaches; between its columns what the line shows there.
void levelsOf(const ChartRun &run, qint64 firstColumn, bool steps, std::vector<double> &levels)
{
    for (size_t i = 0; i < run.size(); ++i) {
        const auto index = size_t(std::floor(run[i].column) - double(firstColumn));
        if (index >= levels.size())
            break;
        levels[index] = run[i].value;
        if (i == 0)
            continue;
        const auto before = size_t(std::floor(run[i - 1].column) - double(firstColumn));
        const double rise = (run[i].value - run[i - 1].value) / std::max(1.0, double(index - before));
        for (size_t between = before + 1; between < index; ++between)
            levels[between] = steps ? run[i - 1].value : run[i - 1].value + rise * double(between - before);
    }
}

/// The parts of a stacked run that count, each with the neighbour to which its line comes down: a series of zeros would
/// otherwise paint the outline of all those below it in its own colour.
void appendCounting(const ChartRun &run, std::vector<ChartRun> &parts)
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

/// The sums of the series laid so far, a column each, on one side of zero.
struct Pile
{
    std::vector<double> sums;
    std::vector<bool> known;

    explicit Pile(size_t columns)
        : sums(columns, 0.0)
        , known(columns, false)
    {}

    /// The lowest one known draws even a zero: nothing at all would look like no data.
    ChartStop add(size_t index, double middle, double value)
    {
        const double base = sums[index];
        sums[index] += value;
        const bool counts = value != 0 || !known[index];
        known[index] = true;
        return {middle, base + value, base, counts};
    }
};

} // namespace

ChartMapping::ChartMapping(const ChartWindow &window, const ValueScale &scale, float lineWidth)
    : m_left(double(window.firstColumn))
    , m_height(window.height)
    , m_low(scale.low)
    // The outermost values stay half a line inside, so that a line at a bound is not cut.
    , m_bottom(window.height - double(lineWidth) / 2)
    , m_perUnit((window.height - double(lineWidth)) / (scale.high - scale.low))
{
    m_zero = yAt(std::clamp(0.0, scale.low, scale.high));
}

float ChartMapping::yAt(double value) const
{
    // Finer than this no eye tells one line from another, and a chart need not be drawn again for it.
    constexpr double partsOfPixel = 8;
    const double y = std::clamp(m_bottom - (value - m_low) * m_perUnit, -m_height, 2 * m_height);
    return float(int(y * partsOfPixel + (y < 0 ? -0.5 : 0.5)) / partsOfPixel);
}

std::vector<ChartRun> chartRuns(const ChartWindow &window, const ChartSeries &series, bool steps)
{
    const auto make = [](double place, double value) { return ChartStop{place, value}; };
    return RunBuilder<ChartStop, decltype(make)>(window, series, steps, make).build();
}

std::vector<std::vector<ChartPoint>> chartPoints(const ChartWindow &window, const ChartSeries &series, bool steps,
                                                 const ChartMapping &mapping)
{
    const auto make = [&mapping](double place, double value) {
        return ChartPoint{mapping.xAt(place), mapping.yAt(value), mapping.zero()};
    };
    return RunBuilder<ChartPoint, decltype(make)>(window, series, steps, make).build();
}

std::vector<std::vector<ChartRun>> stackedRuns(const ChartWindow &window, std::span<const ChartSeries> series,
                                               bool steps)
{
    const qint64 first = window.firstColumn - window.lead;
    const auto count = size_t(std::max(0, window.columns + window.lead));
    Pile above(count);
    Pile below(count);
    std::vector<std::vector<ChartRun>> stacked;
    std::vector<double> levels;
    for (const ChartSeries &one : series) {
        std::vector<ChartRun> &risen = stacked.emplace_back();
        for (const ChartRun &run : chartRuns(window, one, steps)) {
            levels.assign(count, nothing);
            levelsOf(run, first, steps, levels);
            ChartRun upper;
            for (size_t i = 0; i < count; ++i) {
                if (std::isnan(levels[i]))
                    continue;
                Pile &pile = levels[i] < 0 || (levels[i] == 0 && one.negated) ? below : above;
                const ChartStop stop = pile.add(i, double(first + qint64(i)) + 0.5, levels[i]);
                const bool rises =
                    !upper.empty() && (upper.back().value != stop.value || upper.back().base != stop.base);
                if (steps && rises)
                    upper.push_back({stop.column, upper.back().value, upper.back().base, upper.back().counts});
                upper.push_back(stop);
            }
            if (upper.empty())
                continue;
            if (run.back().column == double(window.endColumn())) {
                const ChartStop last = upper.back();
                upper.push_back({run.back().column, last.value, last.base, last.counts});
            }
            appendCounting(upper, risen);
        }
    }
    return stacked;
}

} // namespace telltale
