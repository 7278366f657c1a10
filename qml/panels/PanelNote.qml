// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// Why a panel shows nothing, in its middle.
Item {
    id: root

    required property string text

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
        text: root.text
        color: Theme.textSecondary
    }
}
