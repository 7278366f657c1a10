// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// Most of the dashboard is the past: since when, and why, large enough to be read from across a hall. It stands above
// the panels and hides none of them, for what is left of them still tells something.
Rectangle {
    id: root

    required property PanelListModel panels
    // Of those that lost their data; another source may be far worse off.
    readonly property ConnectionModel connection: panels.lossConnection

    readonly property string why: !connection || connection.live
        ? qsTr("Connected, but nothing arrives for them")
        : connection.detail.length > 0 ? connection.headline + " · " + connection.detail : connection.headline

    implicitHeight: (body.count > 0 ? body.itemAt(0).height : 0) + 2 * Theme.padding
    radius: Theme.radius
    color: Theme.alarmFill

    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.panels.lossText + ", " + root.why

    // Made only to be shown.
    Repeater {
        id: body
        model: root.visible ? 1 : 0

        Column {
            anchors.verticalCenter: root.verticalCenter
            anchors.left: root.left
            anchors.right: root.right
            anchors.margins: Theme.doubleUnit

            PlainText {
                objectName: "lossText"
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: root.panels.lossText
                color: Theme.onAlarm
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.fontBody
                font.pixelSize: Theme.fontBanner
                font.weight: Font.Medium
                Accessible.ignored: true
            }

            PlainText {
                objectName: "lossReason"
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: root.why
                color: Theme.onAlarm
                wrapMode: Text.Wrap
                maximumLineCount: 2
                font.pixelSize: Theme.fontDisplay
                Accessible.ignored: true
            }
        }
    }
}
