// SPDX-License-Identifier: MIT
#include "models/series/serieshistory.h"

#include "models/series/backfillplan.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace telltale {

namespace {

/// Room for the newest few, whatever the limit: without them there would be no line at all.
constexpr qsizetype fewestBytes = 1024;

bool isFit(const SeriesColumns &columns)
{
    const std::vector<qint64> &times = columns.times;
    return times.size() == columns.values.size() &&
           std::adjacent_find(times.begin(), times.end(), std::greater_equal<>()) == times.end() &&
           std::all_of(columns.values.begin(), columns.values.end(), [](double value) { return std::isfinite(value); });
}

/// The time that is so long before, or the earliest there is.
qint64 before(qint64 timeMs, milliseconds span)
{
    constexpr qint64 earliest = std::numeric_limits<qint64>::min();
    return timeMs < earliest + span.count() ? earliest : timeMs - span.count();
}

} // namespace

SeriesHistory::SeriesHistory(HistoryLimits limits)
    : m_limits(limits)
    , m_gaps(limits.gaps)
{
    m_limits.samples = std::max(m_limits.samples, qsizetype(1));
    m_limits.span = std::max(m_limits.span, milliseconds(0));
}

SeriesHistory::Appended SeriesHistory::append(qint64 timeMs, double value)
{
    if (!std::isfinite(value)) {
        ++m_refused;
        return Appended::Refused;
    }
    if (!isEmpty() && timeMs <= m_samples.lastTimeMs()) {
        if (timeMs == m_samples.lastTimeMs())
            return replaceLast(value);
        if (!m_restartExpected) {
            ++m_refused;
            return Appended::Refused;
        }
        m_samples.clear();
        m_gaps.clear();
        ++m_pastRevision;
    }
    m_restartExpected = false;
    ++m_revision;
    m_gaps.close(timeMs);
    keepWithinLimits(m_samples.append(timeMs, value));
    return Appended::Added;
}

SeriesHistory::Appended SeriesHistory::replaceLast(double value)
{
    m_restartExpected = false;
    ++m_revision;
    m_samples.replaceLast(value);
    return Appended::Replaced;
}

void SeriesHistory::markGap()
{
    if (isEmpty() || !m_gaps.mark(lastTimeMs()))
        return;
    ++m_revision;
    forgetBeyondGaps();
}

void SeriesHistory::expectRestart()
{
    m_restartExpected = true;
}

qsizetype SeriesHistory::backfill(const SeriesColumns &columns, BackfillSpan span)
{
    if (!isFit(columns))
        return 0;
    const BackfillPlan plan =
        BackfillPlan::make(columns, span, isEmpty() ? std::nullopt : std::optional(firstTimeMs()), m_gaps.list());
    const qsizetype had = size();
    const auto slice = [&](size_t begin, size_t end) {
        return SampleSpan{std::span(columns.times).subspan(begin, end - begin),
                          std::span(columns.values).subspan(begin, end - begin)};
    };
    for (auto piece = plan.pieces.rbegin(); piece != plan.pieces.rend(); ++piece)
        m_samples.insertAfter(piece->afterMs, slice(piece->begin, piece->end));
    const auto room = size_t(std::max(m_limits.samples - size(), qsizetype(0)));
    m_samples.prepend(slice(plan.front - std::min(plan.front, room), plan.front));
    if (size() == had && plan.gaps == m_gaps.list())
        return 0;
    m_gaps.replace(plan.gaps);
    ++m_revision;
    ++m_pastRevision;
    const qsizetype came = size() - had;
    forgetBeyondGaps();
    keepWithinLimits(true);
    return came;
}

void SeriesHistory::trim(qsizetype bytes)
{
    if (this->bytes() <= bytes)
        return;
    ++m_revision;
    while (this->bytes() > bytes && (m_samples.packOldest() || m_samples.dropOldestChunk())) {
    }
    if (this->bytes() > std::max(bytes, fewestBytes)) {
        // A little over what a raw sample takes, so that what is left has room to grow before it is cut again.
        const qsizetype fitting = std::max(bytes, fewestBytes) / 16;
        m_samples.keepNewest(int(std::max(std::min(fitting, size() / 2), qsizetype(fewestSamples))));
    }
    forgetGaps();
}

qint64 SeriesHistory::firstTimeMs() const
{
    Q_ASSERT(!isEmpty());
    return m_samples.firstTimeMs();
}

qint64 SeriesHistory::lastTimeMs() const
{
    Q_ASSERT(!isEmpty());
    return m_samples.lastTimeMs();
}

double SeriesHistory::lastValue() const
{
    Q_ASSERT(!isEmpty());
    return m_samples.lastValue();
}

std::optional<SeriesHistory::Range> SeriesHistory::range(qint64 fromMs, qint64 toMs) const
{
    SampleChunks::Position at = m_samples.lowerBound(fromMs);
    ExtremesScan scan;
    const SampleChunks::Summary all = m_samples.summarise(at, toMs, scan);
    return all.count == 0 ? std::nullopt : std::optional(Range{all.extremes.min, all.extremes.max});
}

void SeriesHistory::decimate(qint64 firstColumn, qint64 columnMs, std::span<Column> out) const
{
    Q_ASSERT(columnMs > 0);
    qint64 endMs = firstColumn * columnMs;
    SampleChunks::Position at = m_samples.lowerBound(endMs);
    ExtremesScan scan;
    // Where columns are more than samples most are empty, and known to be so by the next sample's time.
    qint64 nextMs = m_samples.isEnd(at) ? std::numeric_limits<qint64>::max() : m_samples.timeAt(at);
    for (Column &column : out) {
        endMs += columnMs;
        column = {};
        if (nextMs >= endMs)
            continue;
        const SampleChunks::Summary each = m_samples.summarise(at, endMs, scan);
        column.min = each.extremes.min;
        column.max = each.extremes.max;
        column.first = each.first;
        column.last = each.last;
        column.count = quint32(each.count);
        nextMs = m_samples.isEnd(at) ? std::numeric_limits<qint64>::max() : m_samples.timeAt(at);
    }
    m_gaps.markColumns(firstColumn, columnMs, out);
}

void SeriesHistory::keepWithinLimits(bool grew)
{
    const quint64 span = quint64(m_samples.lastTimeMs()) - quint64(m_samples.firstTimeMs());
    if (!grew && span <= quint64(m_limits.span.count()) && size() <= m_limits.samples)
        return;
    m_samples.dropBefore(before(m_samples.lastTimeMs(), m_limits.span));
    while (size() > m_limits.samples)
        m_samples.dropOldest();
    if (grew) {
        m_samples.pack((m_limits.rawSamples + SeriesChunk::most - 1) / SeriesChunk::most);
        if (bytes() > m_limits.bytes)
            trim(m_limits.bytes);
    }
    forgetGaps();
}

/// Where there are too many holes, the oldest go with all that is before them.
void SeriesHistory::forgetBeyondGaps()
{
    m_samples.dropBefore(m_gaps.firstAllowedMs());
    forgetGaps();
}

void SeriesHistory::forgetGaps()
{
    if (!isEmpty())
        m_gaps.forgetBefore(firstTimeMs());
}

} // namespace telltale
