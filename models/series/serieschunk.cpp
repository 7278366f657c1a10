// SPDX-License-Identifier: MIT
#include "models/series/serieschunk.h"

#include <algorithm>
#include <limits>

namespace telltale {

namespace {

/// Times may be any 64 bits; their difference, taken so, always fits.
quint64 since(qint64 beginMs, qint64 timeMs)
{
    return quint64(timeMs) - quint64(beginMs);
}

constexpr quint64 furthest = std::numeric_limits<quint32>::max();

/// How many from the front fit into one chunk.
size_t fitting(std::span<const qint64> times)
{
    const std::span<const qint64> most = times.first(std::min(times.size(), size_t(SeriesChunk::most)));
    const auto end = std::partition_point(most.begin(), most.end(),
                                          [&](qint64 time) { return since(most.front(), time) <= furthest; });
    return size_t(end - most.begin());
}

} // namespace

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
    m_extremes = scanExtremes(raw.blocks());
    m_columns = std::move(raw);
    samples = {samples.times.subspan(count), samples.values.subspan(count)};
}

bool SeriesChunk::canTake(qint64 timeMs) const
{
    return m_count < most && !isPacked() && since(m_beginMs, timeMs) <= furthest;
}

bool SeriesChunk::append(qint64 timeMs, double value)
{
    m_lastMs = timeMs;
    m_extremes.widen(value);
    ++m_count;
    return std::get<RawColumns>(m_columns).append(quint32(since(m_beginMs, timeMs)), value);
}

void SeriesChunk::replaceLast(double value)
{
    RawColumns &raw = std::get<RawColumns>(m_columns);
    raw.replaceLast(value);
    m_extremes = scanExtremes(raw.blocks());
}

void SeriesChunk::pack()
{
    if (!isPacked())
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
    const auto offset = quint32(since(m_beginMs, timeMs));
    const auto *const raw = std::get_if<RawColumns>(&m_columns);
    return raw ? raw->lowerBound(offset, from) : std::get_if<PackedColumns>(&m_columns)->lowerBound(offset, from);
}

Extremes SeriesChunk::extremes(int from, int to) const
{
    if (from == 0 && to == m_count)
        return m_extremes;
    const auto *const raw = std::get_if<RawColumns>(&m_columns);
    return raw ? raw->extremes(from, to) : std::get_if<PackedColumns>(&m_columns)->extremes(from, to);
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
