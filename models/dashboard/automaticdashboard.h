// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/panelspec.h"
#include "models/series/serieskey.h"

#include <QList>

namespace telltale {

/// A dashboard made from the series that arrive: one panel a family, best type by name and unit.
///
/// A family is what shares a unit and either a numbered stem (`cpu.core0`, `cpu.core1`) or the dotted prefix of the
/// name
/// (`cpu.user`, `cpu.system`; `net.rx{...}`, `net.tx{...}`), labels aside. A family of one is a stat with a sparkline,
/// a larger one a time series. The decision falls when a family is first seen, so a panel never moves and never changes
/// its type: series that come later join the chart whose selectors they match, or get panels at the end. The connection
/// panel comes first. Titles are the names in words: "Disk busy · vda". The same sets of names give the same dashboard,
/// whatever their order within a call. Pure but for what it remembers; bounded by its limits.
class AutomaticDashboard
{
public:
    /// The second limit is of selectors in one chart; a family with more members becomes several charts.
    explicit AutomaticDashboard(qsizetype panels = 64, qsizetype selectors = 16);

    /// Takes the names that are new and gives the panels to append: first the connection, when called first.
    QList<PanelSpec> add(const QList<SeriesKey> &names);
    const QList<PanelSpec> &panels() const { return m_panels; }
    /// Series that got no panel because the limit was reached.
    qsizetype unshown() const { return m_unshown; }

private:
    bool isShown(const QByteArray &name) const;
    bool append(PanelSpec spec, int width, int height);

    qsizetype m_limit;
    qsizetype m_selectors;
    QList<PanelSpec> m_panels;
    qsizetype m_unshown = 0;
    int m_x = 0;
    int m_y = 0;
    int m_rowHeight = 0;
};

} // namespace telltale
