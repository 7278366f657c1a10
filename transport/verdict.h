// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/error.h"

namespace telltale {

/// What a failed attempt says about trying again.
enum class Verdict {
    ServerDown, ///< nobody there: no other transport would find anyone
    NoNetwork,  ///< not even a way there
    Refused,    ///< not allowed, not found, not trusted: a retry seldom mends it
    Stop,       ///< the server asks not to come back
    Unfit       ///< this transport did not work now; another may
};

/// The one place that decides it, by kind and HTTP status alone.
Verdict judge(const Error &reason);

} // namespace telltale
