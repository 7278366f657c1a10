// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// A heading over the panels below it.
Item {
    id: root

    required property Panel panel

    Accessible.role: Accessible.Heading
    Accessible.name: root.panel.title

    PlainText {
        id: title
        objectName: "heading"
        x: Theme.halfUnit
        width: Math.min(implicitWidth, root.width - 2 * x)
        height: root.height
        verticalAlignment: Text.AlignBottom
        bottomPadding: Theme.halfUnit
        text: root.panel.title
        font.pixelSize: Theme.fontHeading
        font.weight: Font.Medium
        Accessible.ignored: true
    }

    Rectangle {
        anchors.left: title.right
        anchors.leftMargin: Theme.padding
        anchors.right: parent.right
        y: root.height - Theme.halfUnit - Theme.fontHeading / 2
        height: Theme.hairline
        color: Theme.borderMedium
    }
}
