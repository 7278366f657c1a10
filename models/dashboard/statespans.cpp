// SPDX-License-Identifier: MIT
#include "models/dashboard/statespans.h"

#include "models/floordivided.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <deque>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr int numberColumns = 480;

/// Collects stretches of absolute time as spans of the window.
class SpanBuilder
{
public:
    SpanBuilder(qint64 nowMs, qint64 windowMs, const std::function<int(const QString &)> &colorOf)
        : m_fromMs(nowMs - windowMs)
        , m_windowMs(windowMs)
        , m_colorOf(colorOf)
    {}

    void add(qint64 fromMs, qint64 toMs, const PanelReading &look)
    {
        if (toMs < m_fromMs || fromMs > m_fromMs + m_windowMs)
            return;
        StateSpan span;
        span.start = shareOf(fromMs);
        span.end = shareOf(toMs);
        span.word = look.isWord ? look.number : QString();
        span.severity = look.severity ? int(*look.severity) : -1;
        if (!look.severity && !look.isWord)
            span.word = look.value ? look.text() : u"no value"_s;
        if (!look.severity && (look.isWord || look.value))
            span.colorIndex = m_colorOf(look.number);
        if (!m_spans.isEmpty() && continues(m_spans.last(), span))
            m_spans.last().end = span.end;
        else
            m_spans.append(span);
    }
    QList<StateSpan> take() { return std::move(m_spans); }

private:
    static bool continues(const StateSpan &before, const StateSpan &span)
    {
        return before.end >= span.start && before.severity == span.severity && before.colorIndex == span.colorIndex &&
               before.word == span.word;
    }
    double shareOf(qint64 timeMs) const { return std::clamp(double(timeMs - m_fromMs) / double(m_windowMs), 0.0, 1.0); }

    qint64 m_fromMs;
    qint64 m_windowMs;
    const std::function<int(const QString &)> &m_colorOf;
    QList<StateSpan> m_spans;
};

/// The run that the window begins in, or the first after its begin. A history holds thousands, a window few of them.
size_t firstIn(const std::deque<StateHistory::Run> &runs, qint64 fromMs)
{
    const auto after = std::upper_bound(runs.cbegin(), runs.cend(), fromMs,
                                        [](qint64 time, const StateHistory::Run &run) { return time < run.fromMs; });
    return size_t(std::max<std::ptrdiff_t>(after - runs.cbegin() - 1, 0));
}

void addWords(SpanBuilder &builder, const PanelSeries &series, const StateHistory &states, qint64 nowMs,
              qint64 windowMs)
{
    const auto &runs = states.runs();
    for (size_t i = firstIn(runs, nowMs - windowMs); i < runs.size(); ++i) {
        const StateHistory::Run &run = runs[i];
        qint64 toMs = series.state() < PanelState::Stale ? std::max(nowMs, run.lastMs) : run.lastMs;
        if (i + 1 < runs.size())
            toMs = runs[i + 1].afterGap ? run.lastMs : runs[i + 1].fromMs;
        const bool isMissing = run.word == StateHistory::missing;
        builder.add(run.fromMs, toMs, isMissing ? series.readMissing() : series.readWord(states.word(run.word)));
    }
}

/// The worst that a column holds; what it is called is what its last sample is called.
PanelReading worstOf(const PanelSeries &series, const Column &column)
{
    PanelReading look = series.readNumber(column.last);
    for (const double value : {column.min, column.max}) {
        const PanelReading other = series.readNumber(value);
        if (other.severity && (!look.severity || *other.severity > *look.severity))
            look = other;
    }
    return look;
}

void addNumbers(SpanBuilder &builder, const PanelSeries &series, qint64 nowMs, qint64 windowMs)
{
    const qint64 columnMs = std::max(qint64(1), windowMs / numberColumns);
    const qint64 first = floorDivided(nowMs - windowMs, columnMs);
    std::array<Column, numberColumns + 1> columns;
    series.history().decimate(first, columnMs, columns);
    const Column *open = nullptr; // seen, and not yet known until when it holds
    qint64 openMs = 0;
    for (size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].count == 0)
            continue;
        const qint64 fromMs = (first + qint64(i)) * columnMs;
        if (open)
            builder.add(openMs, columns[i].startsAfterGap ? openMs + columnMs : fromMs, worstOf(series, *open));
        open = &columns[i];
        openMs = fromMs;
    }
    const bool isFresh = series.state() < PanelState::Stale;
    const qint64 untilMs = isFresh && !series.isMissing() ? std::max(nowMs, openMs) : openMs + columnMs;
    if (open)
        builder.add(openMs, untilMs, worstOf(series, *open));
    if (!series.isMissing())
        return;
    // Since when is not kept: from the last number on, or from its own time where there never was one.
    const qint64 fromMs = open ? untilMs : series.history().isEmpty() ? series.timeMs() : nowMs - windowMs;
    builder.add(fromMs, std::max(isFresh ? nowMs : series.timeMs(), fromMs), series.readMissing());
}

} // namespace

QList<StateSpan> stateSpans(const PanelSeries &series, qint64 nowMs, qint64 windowMs,
                            const std::function<int(const QString &)> &colorOf)
{
    SpanBuilder builder(nowMs, windowMs, colorOf);
    if (const StateHistory *states = series.states())
        addWords(builder, series, *states, nowMs, windowMs);
    else
        addNumbers(builder, series, nowMs, windowMs);
    return builder.take();
}

} // namespace telltale
