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

/// "options" of the panel's type.
void readOptions(const ObjectReader &panel, PanelSpec &spec);

} // namespace telltale
