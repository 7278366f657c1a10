// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/panelspec.h"
#include "models/series/seriesname.h"

#include <QHash>
#include <QList>
#include <QSet>

#include <optional>

namespace telltale {

/// A dashboard made from the series that arrive: one panel a family, best type by name and unit.
///
/// A family is what shares a unit and either the base name (labels differ), a numbered stem (`cpu.core0`, `cpu.core1`)
/// or the dotted prefix (`cpu.user`, `cpu.system`). A family of one is a stat with a sparkline, a larger one a time
/// series. The decision falls when a family is first seen, so a panel never moves and never changes its type; series
/// that come later join their family's chart or get a panel of their own at the end. The connection panel comes first.
/// Same calls, same result. Pure but for what it remembers; bounded by the limit of panels.
class AutomaticDashboard
{
public:
    explicit AutomaticDashboard(qsizetype panels = 64);

    /// Takes the names that are new, in order, and gives the panels to append.
    QList<PanelSpec> add(const QList<SeriesName> &names);
    const QList<PanelSpec> &panels() const { return m_panels; }
    /// Series that got no panel because the limit was reached.
    qsizetype unshown() const { return m_unshown; }

private:
    struct Family;
    void append(PanelSpec spec);
    void addFamily(const Family &family);

    qsizetype m_limit;
    QList<PanelSpec> m_panels;
    QSet<QByteArray> m_charted; ///< families with a chart: later members join it through its globs
    qsizetype m_unshown = 0;
    int m_x = 0;
    int m_y = 0;
    int m_rowHeight = 0;
};

} // namespace telltale
