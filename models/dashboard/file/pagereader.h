// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/file/objectreader.h"

namespace telltale {

/// "pages" of a dashboard. Pages and panels without an id get one by their place: "page-2", "stat-3".
QList<PageSpec> readPages(const ObjectReader &dashboard, const Dashboard &soFar);

} // namespace telltale
