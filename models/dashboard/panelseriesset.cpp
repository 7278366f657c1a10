// SPDX-License-Identifier: MIT
#include "models/dashboard/panelseriesset.h"

#include "models/dashboard/selectormatcher.h"
#include "models/dashboard/selectorunit.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace telltale {

PanelSeriesSet::PanelSeriesSet(const PanelSpec *spec, QList<PanelSource> sources, qsizetype limit)
    : m_spec(spec)
    , m_sources(std::move(sources))
    , m_limit(limit)
{}

bool PanelSeriesSet::join(const PanelSource &source, SeriesId first, SeriesId last)
{
    const size_t before = m_series.size() + m_details.size();
    collect(source, first, last, false);
    collect(source, first, last, true);
    if (m_series.size() + m_details.size() == before)
        return false;
    refreshFormats();
    return true;
}

void PanelSeriesSet::collect(const PanelSource &source, SeriesId first, SeriesId last, bool areDetails)
{
    std::deque<PanelSeries> &shown = areDetails ? m_details : m_series;
    auto &ids = m_ids[source.store];
    for (const SeriesSelector &selector : areDetails ? m_spec->details : m_spec->series) {
        if (!isOf(selector, source, m_sources))
            continue;
        for (SeriesId id = first; id <= last; ++id) {
            const auto isThis = [&](const PanelSeries &one) { return one.store() == source.store && one.id() == id; };
            const bool isKnown =
                areDetails ? std::any_of(shown.cbegin(), shown.cend(), isThis) : ids.value(id, detail) != detail;
            if (isKnown || !matches(selector, source.store->name(id), source.store->nameText(id)))
                continue;
            if (qsizetype(shown.size()) >= m_limit) {
                m_hidden[source.store].insert(id);
                continue;
            }
            shown.emplace_back(m_spec, &selector, source.store, id);
            if (!areDetails)
                ids.insert(id, count() - 1);
            else if (!ids.contains(id))
                ids.insert(id, detail);
        }
    }
}

qsizetype PanelSeriesSet::hiddenCount() const
{
    return std::accumulate(m_hidden.cbegin(), m_hidden.cend(), qsizetype(0),
                           [](qsizetype sum, const QSet<SeriesId> &ids) { return sum + ids.size(); });
}

std::optional<int> PanelSeriesSet::indexOf(const SeriesStore *store, SeriesId id) const
{
    const auto ids = m_ids.constFind(store);
    if (ids == m_ids.cend())
        return {};
    const auto index = ids->constFind(id);
    return index == ids->cend() ? std::nullopt : std::optional(*index);
}

int PanelSeriesSet::dataIndexOf(const PanelSeries &series) const
{
    return int(&series.selector() - m_spec->series.constData());
}

/// A column of a table may have a unit of its own; everything else is written as the panel says.
void PanelSeriesSet::refreshFormats()
{
    for (PanelSeries &series : m_series) {
        Unit unit = this->unit();
        std::optional<int> decimals = m_spec->decimals;
        for (const TableColumn &column : m_spec->table.columns) {
            if (column.dataIndex < 0 || column.dataIndex != dataIndexOf(series))
                continue;
            unit = column.unit.value_or(m_spec->unit.value_or(unitForSelected(series.selector(), series.name())));
            decimals = column.decimals ? column.decimals : m_spec->decimals;
        }
        series.setFormat(ValueFormat(unit, decimals ? decimals : defaultDecimals(unit)), rangeOf(*m_spec, unit));
    }
    for (PanelSeries &series : m_details) {
        const Unit unit = unitForSelected(series.selector(), series.name());
        series.setFormat(ValueFormat(unit, defaultDecimals(unit)), {});
    }
}

Unit PanelSeriesSet::unit() const
{
    if (m_spec->unit || m_series.empty())
        return m_spec->unit.value_or(Unit::Short);
    return unitForSelected(m_series.front().selector(), m_series.front().name());
}

ValueFormat PanelSeriesSet::format() const
{
    return ValueFormat(unit(), m_spec->decimals ? m_spec->decimals : defaultDecimals(unit()));
}

} // namespace telltale
