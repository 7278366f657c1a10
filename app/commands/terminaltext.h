// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace telltale {

/// Text that may hold a feed's or a stranger's words, made fit for a terminal: control characters (C0, DEL, C1), which
/// could move the cursor or change its colours, become U+FFFD. UTF-8.
QByteArray toTerminalText(QString text);

} // namespace telltale
