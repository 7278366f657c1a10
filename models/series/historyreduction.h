// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/serieshistory.h"
#include "models/values/reduction.h"

#include <optional>

namespace telltale {

/// The samples with fromMs <= time < toMs as one number (see Reducer), with the history's holes. Costs the samples in
/// the range, but for Min and Max, which cost its summaries.
std::optional<double> reduced(const SeriesHistory &history, Reduction reduction, qint64 fromMs, qint64 toMs);

} // namespace telltale
