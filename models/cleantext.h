// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

namespace telltale {

/// Text from outside, made fit to show as plain text: control characters and line ends become spaces, the bidirectional
/// overrides and isolates (which could turn a line's meaning round) become U+FFFD, runs of spaces one space, and what
/// is longer than limit characters ends in an ellipsis.
QString cleanText(QStringView text, qsizetype limit = 200);

} // namespace telltale
