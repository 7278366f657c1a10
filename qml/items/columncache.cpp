// SPDX-License-Identifier: MIT
#include "qml/items/columncache.h"

#include <algorithm>

namespace telltale {

bool ColumnCache::canReuse(const SeriesHistory &history, qint64 firstColumn, qint64 columnMs, int count) const
{
    const qint64 moved = firstColumn - m_firstColumn;
    if (m_history != &history || m_pastRevision != history.pastRevision() || m_columnMs != columnMs ||
        qsizetype(m_columns.size()) != count || moved < 0 || moved >= count)
        return false;
    return history.lastTimeMs() >= m_newestMs;
}

const std::vector<Column> &ColumnCache::columns(const SeriesHistory &history, qint64 firstColumn, qint64 columnMs,
                                                int count)
{
    if (history.isEmpty()) {
        m_history = nullptr;
        m_columns.assign(size_t(count), Column{});
        return m_columns;
    }
    const std::ptrdiff_t kept =
        canReuse(history, firstColumn, columnMs, count) ? count - (firstColumn - m_firstColumn) : 0;
    std::ptrdiff_t valid = kept;
    if (kept > 0) {
        if (kept < count)
            std::move(m_columns.end() - kept, m_columns.end(), m_columns.begin());
        // Columns before the newest sample known then are final; the sample itself may have been replaced.
        if (history.revision() != m_revision)
            valid = std::clamp<std::ptrdiff_t>(m_newestMs / columnMs - firstColumn, 0, kept);
    }
    m_columns.resize(size_t(count));
    // What is forgotten changes the columns up to the oldest sample that is left.
    std::ptrdiff_t forgotten = 0;
    if (valid > 0 && history.firstTimeMs() != m_oldestMs)
        forgotten = std::clamp<std::ptrdiff_t>(history.firstTimeMs() / columnMs + 1 - firstColumn, 0, valid);
    history.decimate(firstColumn, columnMs, std::span(m_columns).first(size_t(forgotten)));
    history.decimate(firstColumn + valid, columnMs, std::span(m_columns).subspan(size_t(valid)));
    m_history = &history;
    m_firstColumn = firstColumn;
    m_columnMs = columnMs;
    m_oldestMs = history.firstTimeMs();
    m_newestMs = history.lastTimeMs();
    m_revision = history.revision();
    m_pastRevision = history.pastRevision();
    return m_columns;
}

} // namespace telltale
