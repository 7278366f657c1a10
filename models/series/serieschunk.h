// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/packedcolumns.h"
#include "models/series/rawcolumns.h"

#include <array>
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

    bool canTake(qint64 timeMs) const; ///< a later time: raw, not full, and near enough to its begin
    /// True: more memory was taken.
    bool append(qint64 timeMs, double value);
    void replaceLast(double value); ///< raw only
    void pack();
    bool isPacked() const { return m_columns.index() == 1; }

    int count() const { return m_count; }
    qint64 beginMs() const { return m_beginMs; } ///< of its first sample
    qint64 lastMs() const { return m_lastMs; }
    const Extremes &extremes() const { return m_extremes; } ///< of all its samples
    qint64 timeAt(int index) const;
    double valueAt(int index) const;
    /// The first index in [from, count()) whose time is not before timeMs.
    int lowerBound(qint64 timeMs, int from) const;
    Extremes extremes(int from, int to) const;

    struct Scratch
    {
        std::array<qint64, most> times;
        std::array<double, most> values;
    };
    /// Samples [from, to), unpacked into scratch where they do not lie ready.
    SampleSpan read(int from, int to, Scratch &scratch) const;
    qsizetype bytes() const; ///< itself and its columns

private:
    qint64 m_beginMs;
    qint64 m_lastMs;
    Extremes m_extremes;
    int m_count = 0;
    std::variant<RawColumns, PackedColumns> m_columns;
};

} // namespace telltale
