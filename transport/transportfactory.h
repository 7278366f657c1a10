// SPDX-License-Identifier: MIT
#pragma once

#include "transport/transport.h"
#include "transport/transportlimits.h"

#include <functional>
#include <memory>

namespace telltale {

/// Makes a transport of a kind, unopened. Tests and simulations give their own.
using TransportFactory = std::function<std::unique_ptr<Transport>(TransportKind, RequestMaker)>;

/// The real ones.
TransportFactory makeTransportFactory(TransportLimits limits, std::function<double()> random);

} // namespace telltale
