// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/packedcolumns.h"
#include "models/series/rawcolumns.h"

#include <array>
#include <limits>
#include <span>
#include <variant>

namespace telltale {

/// Samples in a row, as columns. Times are ms since 1970 UTC and rise.
struct SampleSpan
{
    std::span<const qint64> times;
    std::span<const double> values;
};

/// A run of up to 1,024 samples that span less than 2^32 ms: raw while it is new, packed once it is old. What is asked
/// of it most (its extremes, its ends) is kept here, in sight of whoever walks along the chunks.
///
/// Indices are the caller's to check. Never empty but between construction and the first append().
class SeriesChunk
{
public:
    static constexpr int most = RawColumns::most;

    explicit SeriesChunk(qint64 beginMs);
    /// Takes as many samples as fit from the front of the span, which loses them. Not of nothing.
    explicit SeriesChunk(SampleSpan &samples);

    /// A later time: raw, not full, and near enough to its begin.
    bool canTake(qint64 timeMs) const
    {
        return m_count < most && !isPacked() && msSince(m_beginMs, timeMs) <= furthestOffset;
    }
    /// If it can take it. True: more memory was taken.
    bool append(qint64 timeMs, double value)
    {
        m_lastMs = timeMs;
        RawColumns &raw = *std::get_if<RawColumns>(&m_columns);
        const bool grew = raw.append(quint32(msSince(m_beginMs, timeMs)), value);
        if (++m_count == most)
            m_extremes = raw.extremes();
        return grew;
    }
    void replaceLast(double value); ///< raw only
    void pack();
    bool isPacked() const { return m_columns.index() == 1; }

    int count() const { return m_count; }
    qint64 beginMs() const { return m_beginMs; } ///< of its first sample
    qint64 lastMs() const { return m_lastMs; }
    qint64 timeAt(int index) const;
    double valueAt(int index) const;
    /// The first index in [from, count()) whose time is not before timeMs.
    int lowerBound(qint64 timeMs, int from) const;
    void addExtremes(int from, int to, ExtremesScan &scan) const;

    /// Asks for the memory around a sample that is wanted soon.
    void prefetch(int index) const;

    struct Scratch
    {
        std::array<qint64, most> times;
        std::array<double, most> values;
    };
    /// Samples [from, to), unpacked into scratch where they do not lie ready.
    SampleSpan read(int from, int to, Scratch &scratch) const;
    qsizetype bytes() const; ///< itself and its columns

private:
    static constexpr quint64 furthestOffset = std::numeric_limits<quint32>::max();
    /// Times may be any 64 bits; their difference, taken so, always fits.
    static quint64 msSince(qint64 beginMs, qint64 timeMs) { return quint64(timeMs) - quint64(beginMs); }
    static size_t fitting(std::span<const qint64> times);

    qint64 m_beginMs;
    qint64 m_lastMs;
    Extremes m_extremes; ///< of all its samples, once it is complete; while it grows its blocks tell them
    int m_count = 0;
    std::variant<RawColumns, PackedColumns> m_columns;
};

} // namespace telltale
