// SPDX-License-Identifier: MIT
#pragma once

#include <QLoggingCategory>

namespace telltale {

/// "telltale.transport": kinds, sizes and states; never a payload, a header or a query string.
Q_DECLARE_LOGGING_CATEGORY(logTransport)

} // namespace telltale
