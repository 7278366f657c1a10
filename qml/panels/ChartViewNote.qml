// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// Says of a chart that what it shows is not the present, and how to come back. A click does.
Rectangle {
    id: root

    required property string text
    required property real maximumWidth

    signal activated

    width: Math.min(maximumWidth, label.implicitWidth + 2 * Theme.unit)
    height: Theme.fontSmall + Theme.unit
    radius: Theme.halfUnit
    color: Theme.raised
    border.width: Theme.borderWidth
    border.color: Theme.accent

    Accessible.role: Accessible.Button
    Accessible.name: root.text + ", " + qsTr("back to live")
    Accessible.onPressAction: root.activated()

    PlainText {
        id: label
        objectName: "viewText"
        x: Theme.unit
        width: root.width - 2 * Theme.unit
        height: root.height
        text: qsTr("%1 · Esc: live").arg(root.text)
        font.pixelSize: Theme.fontSmall
        Accessible.ignored: true
    }

    TapHandler {
        onTapped: root.activated()
    }
}
