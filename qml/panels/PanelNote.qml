// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// Why a panel shows nothing, in its middle. It reads the panel by itself: what binds to the text from outside is asked
// once more while the note is on its way out, and finds nothing there.
Item {
    id: root

    required property Panel panel
    property string otherwise: ""

    anchors.fill: parent

    PlainText {
        objectName: "note"
        x: Theme.padding
        y: Theme.panelHeaderHeight
        width: root.width - 2 * x
        height: root.height - y - Theme.unit
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        maximumLineCount: 4
        text: root.panel.stateText.length > 0 ? root.panel.stateText : root.otherwise
        color: Theme.textSecondary
    }
}
