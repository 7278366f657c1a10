// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace telltale {

/// Thirty thousand years before or after 1970: no clock says more, and sums of times within it do not overflow. What a
/// feed says of time is refused or cut at it. An integer that double holds exactly.
constexpr qint64 furthestMs = 1'000'000'000'000'000;

} // namespace telltale
