// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/seriesselector.h"
#include "models/series/serieskey.h"

#include <QByteArray>

#include <optional>

namespace telltale {

/// Derived series have names as any other: `rate(net.rx){dev="eth0"}`. Equal derivations have equal names, so that they
/// are made once, and different ones different names.

/// Over several series at once: sum, average, min, max.
bool isAggregate(Derivation::Op op);

/// The name without labels of what the selector makes of a series with this one. An aggregate's does not depend on it:
/// there it tells the selection, `sum(net.rx[*; by dev)`, where [ ] ' stand for { } ", which no name may hold.
QByteArray derivedBase(const SeriesSelector &selector, const QByteArray &base);

/// The other way round, not for aggregates: of which name derivedBase() makes this one; nothing if of none.
std::optional<QByteArray> derivedFrom(const SeriesSelector &selector, const QByteArray &derived);

/// The whole name, labels and all, as SeriesKey::format() writes it, of what the selector makes of this series; text is
/// that series' own. An aggregate has the labels of `by` that are not empty, the others keep all.
QByteArray derivedName(const SeriesSelector &selector, const SeriesKey &name, const QByteArray &text);

} // namespace telltale
