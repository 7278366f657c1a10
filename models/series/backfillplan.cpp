// SPDX-License-Identifier: MIT
#include "models/series/backfillplan.h"

#include <algorithm>

namespace telltale {

namespace {

/// The part of the columns that lies in one hole, and the hole.
struct Slice
{
    size_t begin;
    size_t end;
    std::optional<qint64> fromMs; ///< the sample before it; none: nothing was ever known before
    qint64 toMs;                  ///< the sample after it, or GapMark::open
};

class GapWriter
{
public:
    GapWriter(const SeriesColumns &columns, BackfillSpan span, std::deque<GapMark> &gaps)
        : m_columns(columns)
        , m_span(span)
        , m_gaps(gaps)
    {}

    /// The holes that remain of this one.
    void write(const Slice &slice)
    {
        // Times are whole ms: nothing lies between one and the next.
        const bool beginsOpen = slice.fromMs && *slice.fromMs < m_span.fromMs && *slice.fromMs + 1 < m_span.fromMs;
        const bool endsOpen = slice.toMs > m_span.toMs && slice.toMs > m_span.toMs + 1;
        const std::vector<qint64> &times = m_columns.times;
        if (slice.begin == slice.end) {
            if (slice.fromMs && (beginsOpen || endsOpen || breaksAt(slice.begin)))
                m_gaps.push_back({*slice.fromMs, slice.toMs});
            return;
        }
        if (slice.fromMs && (beginsOpen || breaksAt(slice.begin)))
            m_gaps.push_back({*slice.fromMs, times[slice.begin]});
        const auto &breaks = m_columns.breaks;
        auto each = std::upper_bound(breaks.begin(), breaks.end(), qsizetype(slice.begin));
        for (; each != breaks.end() && *each < qsizetype(slice.end); ++each)
            m_gaps.push_back({times[size_t(*each) - 1], times[size_t(*each)]});
        if (endsOpen || breaksAt(slice.end))
            m_gaps.push_back({times[slice.end - 1], slice.toMs});
    }

private:
    bool breaksAt(size_t index) const
    {
        return std::binary_search(m_columns.breaks.begin(), m_columns.breaks.end(), qsizetype(index));
    }

    const SeriesColumns &m_columns;
    BackfillSpan m_span;
    std::deque<GapMark> &m_gaps;
};

} // namespace

BackfillPlan BackfillPlan::make(const SeriesColumns &columns, BackfillSpan span, std::optional<qint64> first,
                                const std::deque<GapMark> &gaps)
{
    const std::vector<qint64> &times = columns.times;
    const auto indexOf = [&](auto place) { return size_t(place - times.begin()); };
    if (!times.empty()) // what came was not missing
        span = {std::min(span.fromMs, times.front()), std::max(span.toMs, times.back())};
    BackfillPlan plan;
    GapWriter writer(columns, span, plan.gaps);
    plan.front = first ? indexOf(std::lower_bound(times.begin(), times.end(), *first)) : times.size();
    writer.write({0, plan.front, std::nullopt, first.value_or(GapMark::open)});
    for (const GapMark &gap : gaps) {
        const size_t begin = indexOf(std::upper_bound(times.begin(), times.end(), gap.fromMs));
        const size_t end =
            gap.toMs == GapMark::open ? times.size() : indexOf(std::lower_bound(times.begin(), times.end(), gap.toMs));
        writer.write({begin, std::max(begin, end), gap.fromMs, gap.toMs});
        if (begin < end)
            plan.pieces.push_back({gap.fromMs, begin, end});
    }
    return plan;
}

} // namespace telltale
