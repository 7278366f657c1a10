// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/panelseries.h"
#include "models/dashboard/panelsource.h"

#include <QString>
#include <QVariantList>

#include <span>

namespace telltale {

/// "", "late", "stale: last value 14:08:12", "waiting for data", "no value". newest: the series that the panel's state
/// is of, if any.
QString panelStateText(PanelState state, const PanelSeries *newest, bool isMissing, qint64 nowMs);

/// The answer to "why is this stale?", a fact a line: what the panel looks for, how its source's connection stands,
/// when the newest value was taken, and the limits it is held against.
QString panelWhyText(const PanelSpec &spec, PanelState state, std::span<const PanelSource> sources,
                     const PanelSeries *newest, qsizetype seriesCount, qint64 nowMs);

/// {position: 0..1 of the range, severity}, ascending: from there to the next a value means that. The first is at 0.
QVariantList thresholdMarks(const Thresholds &thresholds, ValueRange range);

} // namespace telltale
