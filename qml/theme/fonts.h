// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace telltale {

/// Makes the fonts that are inside the program known to Qt, once. Best before the first window is made: each font that
/// joins later makes every window measure its texts again.
/// @returns the family to ask for: theirs, or the system's if that failed. Thread: GUI.
QString loadFonts();

/// How wide this text is at a size of one pixel, in the font of this weight. Measured from the font's outlines, so that
/// no size has to be prepared for drawing only to find out that it is too large. Thread: GUI.
qreal textAdvance(const QString &text, int weight);

} // namespace telltale
