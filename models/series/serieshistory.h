// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/gapmarks.h"
#include "models/series/samplechunks.h"
#include "models/series/seriescolumns.h"
#include "transport/protocol/clock.h"

#include <QtGlobal>

#include <deque>
#include <optional>
#include <span>

namespace telltale {

struct HistoryLimits
{
    qsizetype samples = 1 << 20;               ///< per series
    milliseconds span = std::chrono::hours(1); ///< older than this before the newest: forgotten
    qsizetype gaps = 256;                      ///< gap marks per series; what is before them is forgotten
    qsizetype bytes = 16 << 20;                ///< per series; beyond it the oldest are packed, then forgotten
    qsizetype rawSamples = 1 << 20;            ///< older ones are packed even where there is room
};

/// What a pixel column shows of the samples within it. count 0: nothing; the line passes through unless hasGap.
struct Column
{
    double min = 0;
    double max = 0;
    double first = 0;
    double last = 0;
    quint32 count = 0;
    bool hasGap = false;         ///< a hole begins, ends or lies in this column
    bool startsAfterGap = false; ///< a hole ends in this column: nothing joins it to the column before

    friend bool operator==(const Column &, const Column &) = default;
};

/// The numbers of one series and its holes, up to its limits; then it forgets its oldest. Times only ever rise: an
/// equal time replaces the last value, an older one is refused and counted, because a value that went back in time
/// would be shown as the present. The past is filled in with backfill() alone.
///
/// In memory: chunks of 1,024 samples, each with its extremes, in it blocks of 64 with theirs, aligned to the chunk
/// (SampleChunks, SeriesChunk). New chunks are raw columns (RawColumns: 12.4 bytes a sample, summaries included), for
/// which an append is a few stores. Where the limits want it the older ones are packed, to 2 to 4 bytes for telemetry
/// (PackedColumns), and read without being unpacked, at some three times the cost. So a pixel column costs the two
/// blocks at its edges and the summaries between, and a chart that slides costs its new columns.
///
/// Not an object of any thread: whoever owns it serialises.
class SeriesHistory
{
public:
    enum class Appended {
        Added,
        Replaced, ///< equal time: the last one wins
        Refused   ///< older than the newest, or not finite
    };
    struct Range
    {
        double min = 0;
        double max = 0;

        friend bool operator==(const Range &, const Range &) = default;
    };
    /// No limit makes a history smaller than this.
    static constexpr int fewestSamples = 16;

    explicit SeriesHistory(HistoryLimits limits = {});

    Appended append(qint64 timeMs, double value);
    /// The line breaks after the newest sample. Twice without a sample between: one mark.
    void markGap();
    /// The next sample may be older than the newest: then all before it is forgotten.
    void expectRestart();
    /// Takes of the columns what this history lacks (BackfillPlan), and closes the holes that they cover: those within
    /// the span that was asked for, where the columns have no break. Returns how many samples came; none if times do
    /// not rise or a value is not finite. Limits hold as ever, so of too long a past only the newest part stays.
    qsizetype backfill(const SeriesColumns &columns, BackfillSpan span);
    /// Packs, and then forgets the oldest, until bytes() is not above this, or nothing but the newest few are left.
    void trim(qsizetype bytes);

    bool isEmpty() const { return m_samples.isEmpty(); }
    qsizetype size() const { return m_samples.size(); }
    qint64 firstTimeMs() const; ///< not if empty
    qint64 lastTimeMs() const;  ///< not if empty
    double lastValue() const;   ///< not if empty
    quint64 refused() const { return m_refused; }
    qsizetype bytes() const { return m_samples.bytes() + m_gaps.bytes(); } ///< of samples and marks
    /// Changes with every sample and every mark: equal revisions draw equal pictures.
    quint64 revision() const { return m_revision; }
    /// Changes where columns that were final changed: after a back-fill or a restart.
    quint64 pastRevision() const { return m_pastRevision; }

    /// Calls visit(SampleSpan) for the samples with fromMs <= time < toMs, oldest first, up to 1,024 at a time. The
    /// spans hold until visit returns.
    template <typename Visit>
    void forEach(qint64 fromMs, qint64 toMs, const Visit &visit) const
    {
        m_samples.forEach(m_samples.lowerBound(fromMs), toMs, visit);
    }
    const std::deque<GapMark> &gaps() const { return m_gaps.list(); }
    /// Smallest and largest value with fromMs <= time < toMs. Costs summaries, not samples.
    std::optional<Range> range(qint64 fromMs, qint64 toMs) const;

    /// Fills out[i] with column firstColumn + i, where column c covers [c * columnMs, (c + 1) * columnMs) of absolute
    /// time. So a chart that slides keeps the columns it has and asks for the new ones; until pastRevision() changes,
    /// only a column at or after the newest sample's can still change. Costs columns, not samples.
    void decimate(qint64 firstColumn, qint64 columnMs, std::span<Column> out) const;

private:
    Appended replaceLast(double value);
    void keepWithinLimits(bool grew);
    void forgetBeyondGaps();
    void forgetGaps();

    HistoryLimits m_limits;
    SampleChunks m_samples;
    GapMarks m_gaps;
    bool m_restartExpected = false;
    quint64 m_refused = 0;
    quint64 m_revision = 0;
    quint64 m_pastRevision = 0;
};

} // namespace telltale
