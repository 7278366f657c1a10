// SPDX-License-Identifier: MIT
#include "models/series/serieschunk.h"

#include <algorithm>

namespace telltale {

/// How many from the front fit into one chunk.
size_t SeriesChunk::fitting(std::span<const qint64> times)
{
    const std::span<const qint64> front = times.first(std::min(times.size(), size_t(most)));
    const auto end = std::partition_point(front.begin(), front.end(),
                                          [&](qint64 time) { return msSince(front.front(), time) <= furthestOffset; });
    return size_t(end - front.begin());
}

SeriesChunk::SeriesChunk(qint64 beginMs)
    : m_beginMs(beginMs)
    , m_lastMs(beginMs)
{}

SeriesChunk::SeriesChunk(SampleSpan &samples)
    : m_beginMs(samples.times.front())
{
    const size_t count = fitting(samples.times);
    m_count = int(count);
    m_lastMs = samples.times[count - 1];
    RawColumns raw(samples.times.first(count), samples.values.first(count), m_beginMs);
    if (m_count == most)
        m_extremes = raw.extremes();
    m_columns = std::move(raw);
    samples = {samples.times.subspan(count), samples.values.subspan(count)};
}

void SeriesChunk::replaceLast(double value)
{
    RawColumns &raw = std::get<RawColumns>(m_columns);
    raw.replaceLast(value);
    if (m_count == most)
        m_extremes = raw.extremes();
}

void SeriesChunk::pack()
{
    if (isPacked())
        return;
    m_extremes = std::get<RawColumns>(m_columns).extremes();
    m_columns = PackedColumns(std::get<RawColumns>(m_columns));
}

qint64 SeriesChunk::timeAt(int index) const
{
    const auto *const raw = std::get_if<RawColumns>(&m_columns);
    const quint32 offset = raw ? raw->offsetAt(index) : std::get_if<PackedColumns>(&m_columns)->offsetAt(index);
    return qint64(quint64(m_beginMs) + offset);
}

double SeriesChunk::valueAt(int index) const
{
    const auto *const raw = std::get_if<RawColumns>(&m_columns);
    return raw ? raw->valueAt(index) : std::get_if<PackedColumns>(&m_columns)->valueAt(index);
}

int SeriesChunk::lowerBound(qint64 timeMs, int from) const
{
    if (timeMs <= m_beginMs)
        return from;
    if (timeMs > m_lastMs)
        return m_count;
    const auto offset = quint32(msSince(m_beginMs, timeMs));
    const auto *const raw = std::get_if<RawColumns>(&m_columns);
    const auto last = quint32(msSince(m_beginMs, m_lastMs));
    return raw ? raw->lowerBound(offset, from, last)
               : std::get_if<PackedColumns>(&m_columns)->lowerBound(offset, from, last);
}

void SeriesChunk::addExtremes(int from, int to, ExtremesScan &scan) const
{
    if (from == 0 && to == m_count && !m_extremes.isEmpty())
        scan.add(m_extremes);
    else if (const auto *const raw = std::get_if<RawColumns>(&m_columns))
        raw->addExtremes(from, to, scan);
    else
        std::get_if<PackedColumns>(&m_columns)->addExtremes(from, to, scan);
}

void SeriesChunk::prefetch(int index) const
{
    if (const auto *const raw = std::get_if<RawColumns>(&m_columns))
        raw->prefetch(index);
    else
        std::get_if<PackedColumns>(&m_columns)->prefetch(index);
}

SampleSpan SeriesChunk::read(int from, int to, Scratch &scratch) const
{
    const auto count = size_t(to - from);
    const SampleSpan result{std::span(scratch.times).first(count), std::span(scratch.values).first(count)};
    for (size_t i = 0; i < count; ++i)
        scratch.times[i] = timeAt(from + int(i));
    if (const auto *const raw = std::get_if<RawColumns>(&m_columns))
        return {result.times, raw->values().subspan(size_t(from), count)};
    std::get_if<PackedColumns>(&m_columns)->readValues(from, to, scratch.values.data());
    return result;
}

qsizetype SeriesChunk::bytes() const
{
    return qsizetype(sizeof(SeriesChunk)) + std::visit([](const auto &columns) { return columns.bytes(); }, m_columns);
}

} // namespace telltale
