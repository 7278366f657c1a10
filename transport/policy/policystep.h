// SPDX-License-Identifier: MIT
#pragma once

#include "transport/policy/connectionpolicy.h"

namespace telltale {

/// One step of the policy on its way: when, by which chance, and what it wants done.
struct ConnectionPolicy::Step
{
    TimePoint now;
    double random;
    Actions actions;
};

} // namespace telltale
