// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace telltale {

/// The text as well-formed UTF-8: every ill-formed sequence became one U+FFFD, cut where the WHATWG Encoding Standard's
/// UTF-8 decoder cuts it (4.3: a maximal subpart each). QString::fromUtf8 cuts elsewhere, and drops a leading BOM.
/// Well-formed text comes back untouched, without a copy. Total; at most three times as long as its input.
QByteArray toWellFormedUtf8(QByteArray text);

} // namespace telltale
