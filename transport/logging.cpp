// SPDX-License-Identifier: MIT
#include "transport/logging.h"

namespace telltale {

Q_LOGGING_CATEGORY(logTransport, "telltale.transport", QtWarningMsg)

} // namespace telltale
