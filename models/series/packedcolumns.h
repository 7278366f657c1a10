// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/linepacking.h"
#include "models/series/minmaxscan.h"
#include "models/series/rawcolumns.h"

namespace telltale {

/// A chunk that will not change any more, in 2 to 4 bytes a sample instead of 12, and the same bit for bit.
///
/// Each block of 64 stands alone: its stamps, and its values as decimal numbers (or bit patterns where they are no
/// short decimals), each as a line and the leftovers (PackedLine). So one sample is read without unpacking the rest,
/// a part of a block at the edge of a pixel column costs that part, and whole blocks only their summaries, which are
/// the same as in RawColumns.
class PackedColumns
{
public:
    explicit PackedColumns(const RawColumns &raw);

    int count() const { return m_count; }
    quint32 offsetAt(int index) const;
    double valueAt(int index) const;
    /// The first in [from, count()) that is not before offset; last is the last one's and is not before it.
    int lowerBound(quint32 offset, int from, quint32 last) const;
    void addExtremes(int from, int to, ExtremesScan &scan) const;
    void prefetch(int index) const { __builtin_prefetch(m_blocks.data() + index / samplesPerBlock); }
    /// All of [from, to) into values.
    void readValues(int from, int to, double *values) const;
    qsizetype bytes() const; ///< on the heap

private:
    /// 24 bytes for 64 samples.
    struct Block
    {
        quint64 valueBase;
        quint32 timeBase;
        qint32 timeSlope;
        qint32 valueSlope;
        quint32 layout; ///< see Layout: 20 bits of the four numbers that are small

        PackedLine timeLine() const;
        PackedLine valueLine() const;
        ValueForm form() const;
        size_t timesAt() const; ///< the bit where its stamps begin; its values follow them
        size_t valuesAt(int count) const;
    };

    size_t packBlock(const RawColumns &raw, int from, int count, size_t word);
    int countOf(size_t block) const;
    Extremes extremesWithin(size_t block, int from, int to) const;

    int m_count;
    std::vector<Extremes> m_summaries;
    std::vector<Block> m_blocks;
    std::vector<quint64> m_words;
};

} // namespace telltale
