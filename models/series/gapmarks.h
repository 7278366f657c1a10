// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <deque>
#include <limits>
#include <span>

namespace telltale {

struct Column;

/// A hole in a line: nothing may be drawn from one end to the other.
struct GapMark
{
    static constexpr qint64 open = std::numeric_limits<qint64>::max();

    qint64 fromMs = 0;  ///< the last sample before it
    qint64 toMs = open; ///< the first sample after it, once there is one

    friend bool operator==(const GapMark &, const GapMark &) = default;
};

/// The holes of one series, oldest first, none within another. Bounded by whoever has the samples: a mark that goes
/// alone would leave a line across its hole, so what is before the hole must go, too (firstAllowedMs()).
class GapMarks
{
public:
    explicit GapMarks(qsizetype limit);

    /// The line breaks after fromMs, until close(). False: it is open already.
    bool mark(qint64 fromMs);
    /// The sample from which on there are no more holes than allowed.
    qint64 firstAllowedMs() const;
    void close(qint64 toMs) ///< at the first sample after
    {
        if (isOpen())
            m_marks.back().toMs = toMs;
    }
    bool isOpen() const { return !m_marks.empty() && m_marks.back().toMs == GapMark::open; }
    /// Forgets the holes before the oldest sample.
    void forgetBefore(qint64 firstMs)
    {
        while (!m_marks.empty() && m_marks.front().toMs <= firstMs)
            m_marks.pop_front();
    }
    void clear() { m_marks.clear(); }
    void replace(std::deque<GapMark> marks);
    const std::deque<GapMark> &list() const { return m_marks; }
    qsizetype bytes() const { return qsizetype(m_marks.size()) * qsizetype(sizeof(GapMark)); }

    /// Says so in the columns that the holes touch (SeriesHistory::decimate()).
    void markColumns(qint64 firstColumn, qint64 columnMs, std::span<Column> out) const;

private:
    qsizetype m_limit;
    std::deque<GapMark> m_marks;
};

} // namespace telltale
