// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/file/dashboardreader.h"

namespace telltale {

/// What this program knows and the reader of dashboard files cannot: the dialects it speaks, and the machine's time
/// zones.
DashboardReaderOptions dashboardReaderOptions();

} // namespace telltale
