// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/minmaxscan.h"

#include <QtGlobal>

#include <span>
#include <vector>

namespace telltale {

/// How many samples share a summary. Fewer: more summaries to read; more: longer edges to scan.
constexpr int samplesPerBlock = 64;

/// Up to 2^10 samples as they came: a column of offsets (ms after the chunk's begin, so 4 bytes each), one of values
/// (8), and smallest and largest of each 64, aligned to the chunk's first sample (16 for 64, so 0.25). Indices are the
/// caller's to check: 0 <= from <= to <= count().
class RawColumns
{
public:
    static constexpr int most = 1024;

    RawColumns() = default;
    /// Not more than `most` samples; offsets rise.
    RawColumns(std::span<const qint64> times, std::span<const double> values, qint64 beginMs);

    int count() const { return m_count; }
    /// Not if there are `most`. True: more memory was taken.
    bool append(quint32 offset, double value)
    {
        const auto at = size_t(m_count);
        const bool grows = at == m_values.size();
        if (grows)
            grow();
        m_offsets.data()[at] = offset;
        m_values.data()[at] = value;
        Extremes &block = m_blocks.data()[at / samplesPerBlock];
        if (at % samplesPerBlock == 0)
            block = {};
        block.widen(value);
        ++m_count;
        return grows;
    }
    void replaceLast(double value);

    quint32 offsetAt(int index) const { return m_offsets.data()[index]; }
    double valueAt(int index) const { return m_values.data()[index]; }
    /// The first in [from, count()) that is not before offset; last is the last one's and is not before it.
    int lowerBound(quint32 offset, int from, quint32 last) const;
    void addExtremes(int from, int to, ExtremesScan &scan) const;
    Extremes extremes() const; ///< of all
    /// Asks for the memory around a sample that is wanted soon.
    void prefetch(int index) const;
    std::span<const double> values() const { return std::span(m_values).first(size_t(m_count)); }
    std::span<const Extremes> blocks() const;
    qsizetype bytes() const; ///< on the heap

private:
    void grow();

    int m_count = 0;
    /// As large as there is room for, so that an append is three stores.
    std::vector<quint32> m_offsets;
    std::vector<double> m_values;
    std::vector<Extremes> m_blocks;
};

} // namespace telltale
