// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/panelseries.h"
#include "models/dashboard/panelsource.h"

#include <QHash>
#include <QList>
#include <QSet>

#include <deque>
#include <optional>

namespace telltale {

/// The series of one panel: which of those that arrive are its, and how their values are written.
///
/// Series join in order of arrival, up to a limit; those beyond it are counted, so that the panel can say that there
/// are more. A series that joined stays, and stays where it is. The spec and the sources' stores must outlive it.
/// Thread: GUI.
class PanelSeriesSet
{
public:
    /// sources: those that its selectors may name. limit: of the series, and of the details likewise.
    PanelSeriesSet(const PanelSpec *spec, QList<PanelSource> sources, qsizetype limit);

    /// Takes those of the source's series from first to last that a selector names. Whether there were any.
    bool join(const PanelSource &source, SeriesId first, SeriesId last);

    int count() const { return int(m_series.size()); }
    bool isEmpty() const { return m_series.empty(); }
    PanelSeries &at(int index) { return m_series[size_t(index)]; }
    const PanelSeries &at(int index) const { return m_series[size_t(index)]; }
    const std::deque<PanelSeries> &series() const { return m_series; }
    std::deque<PanelSeries> &details() { return m_details; }
    const std::deque<PanelSeries> &details() const { return m_details; }
    /// Series that a selector names and that did not fit.
    qsizetype hiddenCount() const;

    /// Where a series of a store stands here: its index, or `detail`; none if it is not the panel's.
    std::optional<int> indexOf(const SeriesStore *store, SeriesId id) const;
    static constexpr int detail = -1; ///< it is shown among the details alone
    /// Of which of the panel's data a series is.
    int dataIndexOf(const PanelSeries &series) const;

    /// The panel's unit: as the file says it, else by the name of the first series.
    Unit unit() const;
    ValueFormat format() const;

private:
    void collect(const PanelSource &source, SeriesId first, SeriesId last, bool areDetails);
    void refreshFormats();

    const PanelSpec *m_spec;
    QList<PanelSource> m_sources;
    qsizetype m_limit;
    std::deque<PanelSeries> m_series; ///< never moved: others point into it
    std::deque<PanelSeries> m_details;
    QHash<const SeriesStore *, QHash<SeriesId, int>> m_ids;
    QHash<const SeriesStore *, QSet<SeriesId>> m_hidden; ///< bounded as the stores are
};

} // namespace telltale
