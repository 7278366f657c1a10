// SPDX-License-Identifier: MIT
#pragma once

#include <QLoggingCategory>

namespace telltale {

/// "telltale.hostfeed": counts, sizes and states; never a payload, a header or a query string.
Q_DECLARE_LOGGING_CATEGORY(logHostFeed)

} // namespace telltale
