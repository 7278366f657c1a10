// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// The line above every dashboard: what it is, whether it is the present, and what time it is.
Item {
    id: root

    required property ConnectionSummary connections
    required property string title
    required property string clockText

    signal helpRequested

    implicitHeight: Theme.headerHeight

    PlainText {
        id: title
        objectName: "title"
        anchors.left: parent.left
        anchors.leftMargin: Theme.doubleUnit
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, root.width * 0.4)
        text: root.title
        font.pixelSize: Theme.fontHeading
        font.weight: Font.Medium
        Accessible.role: Accessible.Heading
    }

    // Why, if it is not the present, and of which source.
    PlainText {
        objectName: "reason"
        anchors.left: title.right
        anchors.leftMargin: Theme.doubleUnit
        anchors.right: clock.left
        anchors.rightMargin: Theme.doubleUnit
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignRight
        text: root.connections.detailText
        color: root.connections.current.live ? Theme.textSecondary : Theme.warningText
        wrapMode: Text.Wrap
        maximumLineCount: 2
        font.pixelSize: Theme.fontSmall
    }

    PlainText {
        id: clock
        objectName: "clock"
        anchors.right: pill.left
        anchors.rightMargin: Theme.padding
        anchors.verticalCenter: parent.verticalCenter
        text: root.clockText
        font.pixelSize: Theme.fontHeading
        font.weight: Font.Medium
    }

    ConnectionPill {
        id: pill
        objectName: "pill"
        anchors.right: help.left
        anchors.rightMargin: Theme.unit
        anchors.verticalCenter: parent.verticalCenter
        connection: root.connections.current
    }

    PushButton {
        id: help
        objectName: "help"
        anchors.right: parent.right
        anchors.rightMargin: Theme.unit
        anchors.verticalCenter: parent.verticalCenter
        label: "?"
        Accessible.name: qsTr("Keys")
        onClicked: root.helpRequested()
    }
}
