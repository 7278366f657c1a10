// SPDX-License-Identifier: MIT
#include "models/series/rawcolumns.h"

#include "models/series/samplesearch.h"

#include <algorithm>

namespace telltale {

namespace {
constexpr size_t fewest = 16;
}

RawColumns::RawColumns(std::span<const qint64> times, std::span<const double> values, qint64 beginMs)
    : m_values(values.begin(), values.end())
{
    m_offsets.reserve(times.size());
    for (const qint64 time : times)
        m_offsets.push_back(quint32(quint64(time) - quint64(beginMs)));
    m_blocks.reserve((values.size() + samplesPerBlock - 1) / samplesPerBlock);
    for (size_t at = 0; at < values.size(); at += samplesPerBlock)
        m_blocks.push_back(scanExtremes(values.subspan(at, std::min(size_t(samplesPerBlock), values.size() - at))));
}

bool RawColumns::append(quint32 offset, double value)
{
    const size_t count = m_values.size();
    const bool grows = count == m_values.capacity();
    if (grows) {
        // In step, and never beyond what a chunk holds, so that a full one has no slack.
        const size_t wanted = std::clamp(count * 2, fewest, size_t(most));
        m_offsets.reserve(wanted);
        m_values.reserve(wanted);
        m_blocks.reserve((wanted + samplesPerBlock - 1) / samplesPerBlock);
    }
    m_offsets.push_back(offset);
    m_values.push_back(value);
    if (count % samplesPerBlock == 0)
        m_blocks.push_back({value, value});
    else
        m_blocks.back().widen(value);
    return grows;
}

void RawColumns::replaceLast(double value)
{
    m_values.back() = value;
    const size_t begin = (m_blocks.size() - 1) * samplesPerBlock;
    m_blocks.back() = scanExtremes(std::span(m_values).subspan(begin));
}

int RawColumns::lowerBound(quint32 offset, int from) const
{
    const quint32 *const offsets = m_offsets.data();
    return lowerBoundByGuess(from, count(), offset, [offsets](int index) { return offsets[index]; });
}

Extremes RawColumns::extremes(int from, int to) const
{
    const std::span<const double> values(m_values);
    const int firstBlock = (from + samplesPerBlock - 1) / samplesPerBlock;
    const int endBlock = to / samplesPerBlock;
    if (firstBlock >= endBlock)
        return scanExtremes(values.subspan(size_t(from), size_t(to - from)));
    Extremes all = scanExtremes(std::span(m_blocks).subspan(size_t(firstBlock), size_t(endBlock - firstBlock)));
    if (const int begin = firstBlock * samplesPerBlock; from < begin)
        all.widen(scanExtremes(values.subspan(size_t(from), size_t(begin - from))));
    if (const int end = endBlock * samplesPerBlock; end < to)
        all.widen(scanExtremes(values.subspan(size_t(end), size_t(to - end))));
    return all;
}

qsizetype RawColumns::bytes() const
{
    return qsizetype(m_offsets.capacity() * sizeof(quint32) + m_values.capacity() * sizeof(double) +
                     m_blocks.capacity() * sizeof(Extremes));
}

} // namespace telltale
