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

    int count() const { return int(m_values.size()); }
    bool isFull() const { return count() == most; }
    /// True: more memory was taken.
    bool append(quint32 offset, double value);
    void replaceLast(double value);

    quint32 offsetAt(int index) const { return m_offsets[size_t(index)]; }
    double valueAt(int index) const { return m_values[size_t(index)]; }
    int lowerBound(quint32 offset, int from) const;
    Extremes extremes(int from, int to) const;
    std::span<const double> values() const { return m_values; }
    std::span<const Extremes> blocks() const { return m_blocks; }
    qsizetype bytes() const; ///< on the heap

private:
    std::vector<quint32> m_offsets;
    std::vector<double> m_values;
    std::vector<Extremes> m_blocks;
};

} // namespace telltale
