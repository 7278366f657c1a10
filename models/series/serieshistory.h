// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

#include <QtGlobal>

#include <array>
#include <deque>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace telltale {

/// How many samples all histories of a store may hold together. GUI thread.
class SampleBudget
{
public:
    explicit SampleBudget(qsizetype samples)
        : m_left(samples)
    {}
    bool take(qsizetype samples);
    qsizetype left() const { return m_left; }

private:
    qsizetype m_left;
};

struct HistoryLimits
{
    qsizetype samples = 1 << 20;               ///< per series
    milliseconds span = std::chrono::hours(1); ///< older than this before the newest: forgotten
    qsizetype gaps = 256;                      ///< gap marks per series
};

/// A hole in a line: nothing may be drawn from one end to the other.
struct GapMark
{
    static constexpr qint64 open = std::numeric_limits<qint64>::max();

    qint64 fromMs = 0;  ///< the last sample before it
    qint64 toMs = open; ///< the first sample after it, once there is one

    friend bool operator==(const GapMark &, const GapMark &) = default;
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

/// The numbers of one series: two columns (ms since 1970 UTC, value) in a ring that grows up to its limits and then
/// forgets its oldest. Times only ever rise: an equal time replaces the last value, an older one is refused and
/// counted, because a value that went back in time would be shown as the present. Gap marks are kept beside it.
///
/// Not an object of any thread: whoever owns it serialises. Spans hold until the next append().
class SeriesHistory
{
public:
    enum class Appended {
        Added,
        Replaced, ///< equal time: the last one wins
        Refused   ///< older than the newest
    };
    struct Part
    {
        std::span<const qint64> times;
        std::span<const double> values;
    };
    struct Range
    {
        double min = 0;
        double max = 0;

        friend bool operator==(const Range &, const Range &) = default;
    };

    /// The budget, if any, must outlive the history; without room in it the ring stops growing (at 16 samples or more).
    explicit SeriesHistory(HistoryLimits limits = {}, SampleBudget *budget = nullptr);

    Appended append(qint64 timeMs, double value);
    /// The line breaks after the newest sample. Twice without a sample between: one mark.
    void markGap();
    /// The next sample may be older than the newest: then all before it is forgotten.
    void expectRestart();

    bool isEmpty() const { return m_size == 0; }
    qsizetype size() const { return m_size; }
    qsizetype capacity() const { return qsizetype(m_times.size()); }
    qint64 firstTimeMs() const; ///< not if empty
    qint64 lastTimeMs() const;  ///< not if empty
    double lastValue() const;   ///< not if empty
    quint64 refused() const { return m_refused; }
    /// Changes with every sample and every mark: equal revisions draw equal pictures.
    quint64 revision() const { return m_revision; }

    /// All samples, oldest first, without copying: the second part is empty unless the ring wraps.
    std::array<Part, 2> parts() const;
    /// Those with fromMs <= time < toMs.
    std::array<Part, 2> parts(qint64 fromMs, qint64 toMs) const;
    const std::deque<GapMark> &gaps() const { return m_gaps; }
    /// Smallest and largest value with fromMs <= time < toMs.
    std::optional<Range> range(qint64 fromMs, qint64 toMs) const;

    /// Fills out[i] with column firstColumn + i, where column c covers [c * columnMs, (c + 1) * columnMs) of absolute
    /// time. So a chart that slides keeps the columns it has and asks for the new ones; only a column at or after the
    /// newest sample's can still change. Costs the samples in those columns.
    void decimate(qint64 firstColumn, qint64 columnMs, std::span<Column> out) const;

private:
    qsizetype slot(qsizetype index) const;
    qsizetype lowerBound(qint64 timeMs) const;
    void makeRoom();
    void dropOldest();
    void markGapColumns(qint64 firstColumn, qint64 columnMs, std::span<Column> out) const;

    HistoryLimits m_limits;
    SampleBudget *m_budget;
    std::vector<qint64> m_times;
    std::vector<double> m_values;
    qsizetype m_start = 0;
    qsizetype m_size = 0;
    std::deque<GapMark> m_gaps;
    bool m_restartExpected = false;
    quint64 m_refused = 0;
    quint64 m_revision = 0;
};

} // namespace telltale
