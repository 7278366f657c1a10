// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

namespace telltale {

/// Text from outside, made fit to show as one line of plain text: control characters and line ends become spaces; the
/// bidirectional overrides and isolates (which could turn a line's meaning round) and half surrogate pairs become
/// U+FFFD; of marks that pile up on one letter the first few are kept (many would be drawn over what stands above);
/// runs of spaces become one space, and what is longer than limit characters ends in an ellipsis.
QString cleanText(QStringView text, qsizetype limit = 200);

/// The same of text in lines: line ends, tabs and runs of spaces stay as they are written.
QString cleanLines(QStringView text, qsizetype limit = 4'096);

} // namespace telltale
