// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

// Notices the pointer over its parent, and clicks. In place of HoverHandler: while the pointer rests over the window,
// each frame makes that one's list of receivers longer, for ever (QTBUG-135975, in all of Qt 6.4 to 6.8.3).
MouseArea {
    anchors.fill: parent
    hoverEnabled: true
    Accessible.ignored: true
}
