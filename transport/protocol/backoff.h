// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

namespace telltale {

/// Full-jitter exponential backoff: uniform in [0, min(cap, base * 2^n)) for the n-th failure in a row, n from 0.
/// Full jitter spreads a thousand clients of one restarted server best (Brooker, "Exponential Backoff And Jitter",
/// AWS Architecture Blog, 2015).
struct BackoffLimits
{
    milliseconds base{500};
    milliseconds cap{30'000};
};

/// random in [0, 1).
milliseconds fullJitter(int failures, double random, const BackoffLimits &limits = {});

} // namespace telltale
