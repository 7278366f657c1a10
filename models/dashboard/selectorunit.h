// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/seriesselector.h"
#include "models/series/serieskey.h"
#include "models/values/unit.h"

#include <optional>

namespace telltale {

/// The unit of what a selector shows, where nobody says one: what the names in the feed promise, and what a derivation
/// makes of it. A sum of bytes is bytes, the rate of bytes is bytes a second, the rate of a count is something a
/// second; whatever is scaled may be anything.

/// name: of a series that the selector shows; a derived one has its derived name.
Unit unitForSelected(const SeriesSelector &selector, const SeriesKey &name);
/// Nothing where only the feed can tell: the selector's name is a pattern.
std::optional<Unit> unitForSelector(const SeriesSelector &selector);

} // namespace telltale
