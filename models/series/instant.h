// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

namespace telltale {

/// One moment by both clocks. Read once, where the wiring is, and passed down: no model reads a clock.
struct Instant
{
    TimePoint boot = {};    ///< for ages and deadlines
    milliseconds wall = {}; ///< ms since 1970, for showing
};

} // namespace telltale
