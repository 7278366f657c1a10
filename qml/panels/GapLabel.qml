// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// How long a hatched span is: in words where they fit, as the bare time where only that does, else not at all.
Rectangle {
    id: root

    required property string duration
    required property real extent

    readonly property string words: qsTr("no data %1").arg(duration)

    width: label.width + Theme.halfUnit
    height: label.height + Theme.halfUnit
    radius: Theme.halfUnit / 2
    color: Theme.tile
    visible: width <= extent

    TextMetrics {
        id: measure
        text: root.words
        font: label.font
    }

    PlainText {
        id: label
        objectName: "gapText"
        anchors.centerIn: parent
        text: measure.width + Theme.halfUnit <= root.extent ? root.words : root.duration
        color: Theme.textSecondary
        elide: Text.ElideNone
        font.pixelSize: Theme.fontSmall
    }
}
