// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/file/objectreader.h"

namespace telltale {

/// What a panel stands in.
struct PanelScope
{
    const QList<SourceSpec> &sources;
    const FreshnessLimits &freshness;
    int columns = GridRect::columns;
    std::optional<int> rows = {};
};

PanelSpec readPanel(const JsonValue &value, const PanelScope &scope, ReadContext &context);

/// "data" or "details" of a panel. cadence: the panel's own.
QList<SeriesSelector> readData(const ObjectReader &panel, QStringView key, const PanelScope &scope,
                               std::optional<Cadence> cadence);

/// The name under `key`; says so if the file has no such source, or if it is left out where several could be meant.
QString readSourceName(const ObjectReader &reader, QStringView key, const PanelScope &scope);

/// Of what is drawn between min and max: whether it can be, as far as the file tells. Where no unit is given it is as
/// the series' name says, which a name with a pattern in it does not yet.
bool mayHaveRange(const PanelSpec &spec, const std::optional<Unit> &unit, int dataIndex);

/// "options" of the panel's type.
void readOptions(const ObjectReader &panel, PanelSpec &spec);

} // namespace telltale
