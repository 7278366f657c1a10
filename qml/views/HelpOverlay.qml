// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// The keys, over the dashboard, which goes on living behind it.
Item {
    id: root

    signal closed

    Accessible.role: Accessible.Dialog
    Accessible.name: qsTr("Keys")

    component Key: Row {
        id: key

        required property string keys
        required property string meaning

        spacing: Theme.doubleUnit

        Accessible.role: Accessible.StaticText
        Accessible.name: key.keys + ": " + key.meaning

        PlainText {
            width: 10 * Theme.padding
            text: key.keys
            font.weight: Font.Medium
            Accessible.ignored: true
        }

        PlainText {
            text: key.meaning
            color: Theme.textSecondary
            Accessible.ignored: true
        }
    }

    // Made only to be shown.
    Repeater {
        model: root.visible ? 1 : 0

        Rectangle {
            anchors.fill: root
            color: Theme.scrim

            MouseArea {
                anchors.fill: parent
                onClicked: root.closed()
            }

            Rectangle {
                anchors.centerIn: parent
                width: card.width + 4 * Theme.doubleUnit
                height: card.height + 3 * Theme.doubleUnit
                radius: Theme.radius
                color: Theme.raised
                border.width: Theme.borderWidth
                border.color: Theme.borderMedium

                Column {
                    id: card
                    anchors.centerIn: parent
                    spacing: Theme.padding

                    PlainText {
                        text: qsTr("Keys")
                        font.pixelSize: Theme.fontHeading
                        font.weight: Font.Medium
                    }

                    Key { keys: "F, F11"; meaning: qsTr("full screen") }
                    Key { keys: "Esc"; meaning: qsTr("close this or a why, leave full screen") }
                    Key { keys: "T"; meaning: qsTr("next theme") }
                    Key { keys: "R, F5"; meaning: qsTr("connect now instead of later") }
                    Key { keys: "Tab"; meaning: qsTr("next panel") }
                    Key { keys: "Enter"; meaning: qsTr("why that panel is not live") }
                    Key { keys: qsTr("Page Up, Down"); meaning: qsTr("page before, next page; in a long list first") }
                    Key { keys: "↑ ↓"; meaning: qsTr("scroll a list, or the panels") }
                    Key { keys: "← →, + −, " + qsTr("Space"); meaning: qsTr("on a chart: read, zoom, hold it; Esc: the present") }
                    Key { keys: "?, F1"; meaning: qsTr("these keys") }
                    Key { keys: "Q, Ctrl+Q"; meaning: qsTr("quit") }
                }
            }
        }
    }
}
