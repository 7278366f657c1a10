// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/serieshistory.h"

#include <vector>

namespace telltale {

/// The pixel columns of one history, kept from frame to frame: a chart that slides by one column asks the history for
/// the columns that can have changed, not for all of them. Same thread as the history.
class ColumnCache final
{
public:
    /// `count` columns from firstColumn on, as SeriesHistory::decimate() gives them. The reference holds until the
    /// next call. columnMs > 0.
    const std::vector<Column> &columns(const SeriesHistory &history, qint64 firstColumn, qint64 columnMs, int count);
    /// As the last call gave them; empty before the first.
    const std::vector<Column> &columns() const { return m_columns; }

private:
    bool canReuse(const SeriesHistory &history, qint64 firstColumn, qint64 columnMs, int count) const;

    std::vector<Column> m_columns = {};
    const SeriesHistory *m_history = nullptr;
    qint64 m_firstColumn = 0;
    qint64 m_columnMs = 0;
    qint64 m_oldestMs = 0; ///< of the history at the last call
    qint64 m_newestMs = 0;
    quint64 m_revision = 0;
    quint64 m_pastRevision = 0;
};

} // namespace telltale
