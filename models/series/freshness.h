// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

#include <QtGlobal>

namespace telltale {

/// How far a value may be believed.
enum class Freshness {
    Live,  ///< as young as it should be
    Late,  ///< a sample is missing, which may be chance
    Stale, ///< not to be taken for the present
    Lost   ///< so old that it is shown as the past: "was 42 %"
};

/// Ages at and above which a value is late, stale, lost. The defaults fit one sample a second.
struct FreshnessLimits
{
    milliseconds late{3'000};
    milliseconds stale{10'000};
    milliseconds lost{60'000};

    friend bool operator==(const FreshnessLimits &, const FreshnessLimits &) = default;
};

/// What a value of this age is.
constexpr Freshness freshnessAt(milliseconds age, const FreshnessLimits &limits)
{
    if (age >= limits.lost)
        return Freshness::Lost;
    if (age >= limits.stale)
        return Freshness::Stale;
    return age >= limits.late ? Freshness::Late : Freshness::Live;
}

/// What makes a series fresh.
enum class Cadence {
    Periodic, ///< its own samples
    OnChange  ///< its source's proofs of life: no sample means no change
};

} // namespace telltale
