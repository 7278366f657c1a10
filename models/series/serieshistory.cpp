// SPDX-License-Identifier: MIT
#include "models/series/serieshistory.h"

#include <algorithm>
#include <cmath>

namespace telltale {

namespace {

constexpr qsizetype smallestRing = 16;

/// Rounds towards minus infinity, as columns before 1970 must.
qint64 floorDivide(qint64 value, qint64 divisor)
{
    const qint64 quotient = value / divisor;
    return quotient - (value % divisor < 0 ? 1 : 0);
}

void widen(std::optional<SeriesHistory::Range> &range, double value)
{
    if (!range)
        range = SeriesHistory::Range{value, value};
    range->min = std::min(range->min, value);
    range->max = std::max(range->max, value);
}

void take(Column &column, double value)
{
    if (column.count++ == 0) {
        column.min = column.max = column.first = value;
    } else {
        column.min = std::min(column.min, value);
        column.max = std::max(column.max, value);
    }
    column.last = value;
}

} // namespace

bool SampleBudget::take(qsizetype samples)
{
    if (samples > m_left)
        return false;
    m_left -= samples;
    return true;
}

SeriesHistory::SeriesHistory(HistoryLimits limits, SampleBudget *budget)
    : m_limits(limits)
    , m_budget(budget)
{
    m_limits.samples = std::max(m_limits.samples, qsizetype(1));
    m_limits.gaps = std::max(m_limits.gaps, qsizetype(1));
}

SeriesHistory::Appended SeriesHistory::append(qint64 timeMs, double value)
{
    if (m_size > 0 && timeMs < lastTimeMs()) {
        if (!m_restartExpected) {
            ++m_refused;
            return Appended::Refused;
        }
        m_start = m_size = 0;
        m_gaps.clear();
    }
    m_restartExpected = false;
    ++m_revision;
    if (m_size > 0 && timeMs == lastTimeMs()) {
        m_values[size_t(slot(m_size - 1))] = value;
        return Appended::Replaced;
    }
    makeRoom();
    ++m_size;
    const auto place = size_t(slot(m_size - 1));
    m_times[place] = timeMs;
    m_values[place] = value;
    if (!m_gaps.empty() && m_gaps.back().toMs == GapMark::open)
        m_gaps.back().toMs = timeMs;
    while (timeMs - firstTimeMs() > m_limits.span.count())
        dropOldest();
    return Appended::Added;
}

void SeriesHistory::markGap()
{
    if (m_size == 0 || (!m_gaps.empty() && m_gaps.back().toMs == GapMark::open))
        return;
    if (qsizetype(m_gaps.size()) == m_limits.gaps)
        m_gaps.pop_front();
    m_gaps.push_back({lastTimeMs(), GapMark::open});
    ++m_revision;
}

void SeriesHistory::expectRestart()
{
    m_restartExpected = true;
}

qint64 SeriesHistory::firstTimeMs() const
{
    Q_ASSERT(m_size > 0);
    return m_times[size_t(m_start)];
}

qint64 SeriesHistory::lastTimeMs() const
{
    Q_ASSERT(m_size > 0);
    return m_times[size_t(slot(m_size - 1))];
}

double SeriesHistory::lastValue() const
{
    Q_ASSERT(m_size > 0);
    return m_values[size_t(slot(m_size - 1))];
}

std::array<SeriesHistory::Part, 2> SeriesHistory::parts() const
{
    return parts(std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max());
}

std::array<SeriesHistory::Part, 2> SeriesHistory::parts(qint64 fromMs, qint64 toMs) const
{
    const qsizetype begin = lowerBound(fromMs);
    const qsizetype end = std::max(begin, lowerBound(toMs));
    const qsizetype wrap = std::clamp(capacity() - m_start, begin, end);
    const auto part = [this](qsizetype from, qsizetype to) {
        if (from == to)
            return Part{};
        const auto offset = size_t(slot(from));
        const auto count = size_t(to - from);
        return Part{std::span(m_times).subspan(offset, count), std::span(m_values).subspan(offset, count)};
    };
    Part front = part(begin, wrap);
    Part back = part(wrap, end);
    if (front.times.empty())
        std::swap(front, back);
    return {front, back};
}

std::optional<SeriesHistory::Range> SeriesHistory::range(qint64 fromMs, qint64 toMs) const
{
    std::optional<Range> range;
    for (const Part &part : parts(fromMs, toMs)) {
        for (const double value : part.values)
            widen(range, value);
    }
    return range;
}

void SeriesHistory::decimate(qint64 firstColumn, qint64 columnMs, std::span<Column> out) const
{
    Q_ASSERT(columnMs > 0);
    std::fill(out.begin(), out.end(), Column{});
    const qint64 beginMs = firstColumn * columnMs;
    const qint64 endMs = (firstColumn + qint64(out.size())) * columnMs;
    for (const Part &part : parts(beginMs, endMs)) {
        for (size_t i = 0; i < part.times.size(); ++i)
            take(out[size_t((part.times[i] - beginMs) / columnMs)], part.values[i]);
    }
    markGapColumns(firstColumn, columnMs, out);
}

void SeriesHistory::markGapColumns(qint64 firstColumn, qint64 columnMs, std::span<Column> out) const
{
    const qint64 endColumn = firstColumn + qint64(out.size());
    for (const GapMark &gap : m_gaps) {
        const qint64 from = std::max(floorDivide(gap.fromMs, columnMs), firstColumn);
        const qint64 last = gap.toMs == GapMark::open ? endColumn : floorDivide(gap.toMs, columnMs) + 1;
        for (qint64 column = from; column < std::min(last, endColumn); ++column)
            out[size_t(column - firstColumn)].hasGap = true;
        if (gap.toMs != GapMark::open && last > firstColumn && last <= endColumn)
            out[size_t(last - 1 - firstColumn)].startsAfterGap = true;
    }
}

qsizetype SeriesHistory::slot(qsizetype index) const
{
    const qsizetype place = m_start + index;
    return place < capacity() ? place : place - capacity();
}

/// The index, from the oldest, of the first sample that is not before timeMs.
qsizetype SeriesHistory::lowerBound(qint64 timeMs) const
{
    qsizetype low = 0;
    qsizetype high = m_size;
    while (low < high) {
        const qsizetype middle = low + (high - low) / 2;
        if (m_times[size_t(slot(middle))] < timeMs)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void SeriesHistory::makeRoom()
{
    if (m_size < capacity())
        return;
    const qsizetype wanted = std::min(std::max(capacity() * 2, smallestRing), m_limits.samples);
    const bool mayGrow = wanted > capacity() && (capacity() == 0 || !m_budget || m_budget->take(wanted - capacity()));
    if (!mayGrow) {
        dropOldest();
        return;
    }
    // Oldest first from here on, so that the ring need not wrap until it is full again.
    std::rotate(m_times.begin(), m_times.begin() + m_start, m_times.end());
    std::rotate(m_values.begin(), m_values.begin() + m_start, m_values.end());
    m_start = 0;
    m_times.resize(size_t(wanted));
    m_values.resize(size_t(wanted));
}

void SeriesHistory::dropOldest()
{
    m_start = slot(1);
    --m_size;
    while (!m_gaps.empty() && m_size > 0 && m_gaps.front().toMs <= firstTimeMs())
        m_gaps.pop_front();
}

} // namespace telltale
