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
    // A history that began anew, or forgot what is on show, has other columns than those kept.
    const bool forgotVisible = history.firstTimeMs() != m_oldestMs && history.firstTimeMs() >= firstColumn * columnMs;
    return history.lastTimeMs() >= m_newestMs && !forgotVisible;
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
        std::move(m_columns.end() - kept, m_columns.end(), m_columns.begin());
        // Columns before the newest sample known then are final; the sample itself may have been replaced.
        if (history.revision() != m_revision)
            valid = std::clamp<std::ptrdiff_t>(m_newestMs / columnMs - firstColumn, 0, kept);
    }
    m_columns.resize(size_t(count));
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
