// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/seriesselector.h"
#include "models/series/serieskey.h"

#include <QByteArray>

namespace telltale {

/// Whether the selector shows this series; text is the name as SeriesKey::format() writes it.
///
/// The glob must match the text, labels and all: `net.rx{*`. Where the selector has label matchers, it may instead
/// match the name without labels: {"series": "net.rx", "labels": {"dev": "eth*"}}. Every label matcher must hold; a
/// label that the series does not have is an empty one. With a derivation, the series is the derived one
/// (`rate(net.rx){...}`) of a series for which all that is true.
bool matches(const SeriesSelector &selector, const SeriesKey &name, const QByteArray &text);
bool matches(const SeriesSelector &selector, const SeriesKey &name);

/// The same without the derivation: whether the selector's derived series are made of this one.
bool matchesInput(const SeriesSelector &selector, const SeriesKey &name, const QByteArray &text);

} // namespace telltale
