// SPDX-License-Identifier: MIT
#pragma once

#include "qml/items/chartlayout.h"

#include <vector>

namespace telltale {

/// The spans of the window in which no series knows anything, in order of time, none overlapping another. Series
/// without samples have no say.
std::vector<ChartBand> chartBands(const ChartWindow &window, std::span<const ChartSeries> series);

} // namespace telltale
