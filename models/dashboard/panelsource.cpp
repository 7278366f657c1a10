// SPDX-License-Identifier: MIT
#include "models/dashboard/panelsource.h"

#include "models/dashboard/panelspec.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace telltale {

QList<PanelSource> sourcesOf(const PanelSpec &spec, const QList<PanelSource> &all)
{
    QStringList names{spec.source};
    if (!spec.series.isEmpty())
        names.clear();
    for (const SeriesSelector &selector : spec.series + spec.details)
        names << selector.source;
    QList<PanelSource> found;
    for (const QString &name : std::as_const(names)) {
        const auto source = std::find_if(all.cbegin(), all.cend(), [&name](const PanelSource &candidate) {
            return name.isEmpty() || candidate.name == name;
        });
        if (source != all.cend() && !found.contains(*source))
            found << *source;
    }
    return found;
}

bool isOf(const SeriesSelector &selector, const PanelSource &source, const QList<PanelSource> &sources)
{
    return selector.source.isEmpty() ? source == sources.first() : selector.source == source.name;
}

} // namespace telltale
