// SPDX-License-Identifier: MIT
#include "models/series/rawcolumns.h"

#include "models/series/samplesearch.h"

#include <algorithm>

namespace telltale {

namespace {
constexpr size_t fewest = 16;
}

RawColumns::RawColumns(std::span<const qint64> times, std::span<const double> values, qint64 beginMs)
    : m_count(int(values.size()))
    , m_values(values.begin(), values.end())
{
    m_offsets.reserve(times.size());
    for (const qint64 time : times)
        m_offsets.push_back(quint32(quint64(time) - quint64(beginMs)));
    m_blocks.reserve((values.size() + samplesPerBlock - 1) / samplesPerBlock);
    for (size_t at = 0; at < values.size(); at += samplesPerBlock)
        m_blocks.push_back(scanExtremes(values.subspan(at, std::min(size_t(samplesPerBlock), values.size() - at))));
}

void RawColumns::grow()
{
    // In step, and never beyond what a chunk holds, so that a full one has no slack.
    const size_t wanted = std::clamp(m_values.size() * 2, fewest, size_t(most));
    const auto enlarge = [](auto &column, size_t size) {
        column.reserve(size);
        column.resize(size);
    };
    enlarge(m_offsets, wanted);
    enlarge(m_values, wanted);
    enlarge(m_blocks, (wanted + samplesPerBlock - 1) / samplesPerBlock);
}

void RawColumns::replaceLast(double value)
{
    m_values[size_t(m_count) - 1] = value;
    const int block = (m_count - 1) / samplesPerBlock;
    m_blocks[size_t(block)] = scanExtremes(values().subspan(size_t(block) * samplesPerBlock));
}

std::span<const Extremes> RawColumns::blocks() const
{
    return std::span(m_blocks).first(size_t(m_count + samplesPerBlock - 1) / samplesPerBlock);
}

int RawColumns::lowerBound(quint32 offset, int from, quint32 last) const
{
    const quint32 *const offsets = m_offsets.data();
    return lowerBoundByGuess(from, count(), offset, last, [offsets](int index) { return offsets[index]; });
}

void RawColumns::addExtremes(int from, int to, ExtremesScan &scan) const
{
    const double *const values = m_values.data();
    const int firstBlock = (from + samplesPerBlock - 1) / samplesPerBlock;
    const int endBlock = to / samplesPerBlock;
    if (firstBlock >= endBlock) {
        scan.add(values + from, size_t(to - from));
        return;
    }
    scan.add(values + from, size_t(firstBlock * samplesPerBlock - from));
    scan.add(m_blocks.data() + firstBlock, size_t(endBlock - firstBlock));
    scan.add(values + endBlock * samplesPerBlock, size_t(to - endBlock * samplesPerBlock));
}

Extremes RawColumns::extremes() const
{
    ExtremesScan scan;
    scan.add(m_blocks.data(), blocks().size());
    return scan.result();
}

void RawColumns::prefetch(int index) const
{
    const int begin = index / samplesPerBlock * samplesPerBlock;
    const int end = std::min(begin + samplesPerBlock, count());
    __builtin_prefetch(m_offsets.data() + index);
    __builtin_prefetch(m_blocks.data() + index / samplesPerBlock);
    constexpr int line = 64 / int(sizeof(double));
    for (int i = begin; i < end; i += line)
        __builtin_prefetch(m_values.data() + i);
}

qsizetype RawColumns::bytes() const
{
    return qsizetype(m_offsets.capacity() * sizeof(quint32) + m_values.capacity() * sizeof(double) +
                     m_blocks.capacity() * sizeof(Extremes));
}

} // namespace telltale
