// SPDX-License-Identifier: MIT
#include "models/series/gapmarks.h"

#include "models/floordivided.h"
#include "models/series/serieshistory.h"

#include <algorithm>

namespace telltale {

GapMarks::GapMarks(qsizetype limit)
    : m_limit(std::max(limit, qsizetype(1)))
{}

bool GapMarks::mark(qint64 fromMs)
{
    if (isOpen())
        return false;
    m_marks.push_back({fromMs, GapMark::open});
    return true;
}

qint64 GapMarks::firstAllowedMs() const
{
    const qsizetype over = qsizetype(m_marks.size()) - m_limit;
    return over > 0 ? m_marks[size_t(over - 1)].toMs : std::numeric_limits<qint64>::min();
}

void GapMarks::replace(std::deque<GapMark> marks)
{
    m_marks = std::move(marks);
}

void GapMarks::markColumns(qint64 firstColumn, qint64 columnMs, std::span<Column> out) const
{
    const qint64 endColumn = firstColumn + qint64(out.size());
    const qint64 beginMs = firstColumn * columnMs;
    // A live chart asks for its newest columns, frame by frame: not of every hole there ever was.
    auto gap =
        std::partition_point(m_marks.begin(), m_marks.end(), [=](const GapMark &mark) { return mark.toMs < beginMs; });
    for (; gap != m_marks.end(); ++gap) {
        const qint64 from = std::max(floorDivided(gap->fromMs, columnMs), firstColumn);
        if (from >= endColumn)
            return;
        const qint64 last = gap->toMs == GapMark::open ? endColumn : floorDivided(gap->toMs, columnMs) + 1;
        for (qint64 column = from; column < std::min(last, endColumn); ++column)
            out[size_t(column - firstColumn)].hasGap = true;
        if (gap->toMs != GapMark::open && last > firstColumn && last <= endColumn)
            out[size_t(last - 1 - firstColumn)].startsAfterGap = true;
    }
}

} // namespace telltale
