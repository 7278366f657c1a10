// SPDX-License-Identifier: MIT
#include "app/hostfeed/logging.h"

namespace telltale {

Q_LOGGING_CATEGORY(logHostFeed, "telltale.hostfeed", QtWarningMsg)

} // namespace telltale
