// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

namespace telltale {

class ConnectionModel;
class LogStore;
class SeriesStore;
struct PanelSpec;
struct SeriesSelector;

/// Where a panel finds what one source brought. All of them outlive the panels.
struct PanelSource
{
    QString name; ///< as in the dashboard's "sources"
    SeriesStore *store = nullptr;
    ConnectionModel *connection = nullptr; ///< may be missing: the panel then says nothing of the connection
    LogStore *logs = nullptr;              ///< may be missing: log panels stay empty

    friend bool operator==(const PanelSource &, const PanelSource &) = default;
};

/// The sources that the panel's selectors name, each once, in their order. A selector without a name means the first.
QList<PanelSource> sourcesOf(const PanelSpec &spec, const QList<PanelSource> &all);
/// Whether the selector is of this one of the panel's sources.
bool isOf(const SeriesSelector &selector, const PanelSource &source, const QList<PanelSource> &sources);

} // namespace telltale
