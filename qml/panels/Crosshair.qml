// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// The moment that is pointed at, and what every line of the chart is there. As large as the chart; the box stays in it.
Item {
    id: root

    required property CrosshairModel crosshair

    // As many lines as fit.
    readonly property int rowsShown: Math.max(1, Math.floor((height - 3 * Theme.unit) / rowHeight) - 1)
    readonly property real rowHeight: Theme.fontSmall + Theme.halfUnit
    readonly property bool isRightOf: crosshair.position + Theme.unit + box.width <= width

    Rectangle {
        objectName: "hairline"
        x: root.crosshair.position - width / 2
        width: Theme.hairline
        height: root.height
        color: Theme.textSecondary
    }

    Rectangle {
        id: box
        objectName: "crosshairBox"
        x: Math.max(0, root.isRightOf ? root.crosshair.position + Theme.unit : root.crosshair.position - Theme.unit - width)
        y: Theme.halfUnit
        width: Math.min(root.width, rows.implicitWidth + 2 * Theme.unit)
        height: Math.min(root.height - y, rows.implicitHeight + Theme.unit)
        radius: Theme.halfUnit
        color: Theme.raised
        border.width: Theme.borderWidth
        border.color: Theme.borderMedium
        clip: true

        Column {
            id: rows
            x: Theme.unit
            y: Theme.halfUnit

            PlainText {
                objectName: "crosshairTime"
                height: root.rowHeight
                text: root.crosshair.timeText
                font.pixelSize: Theme.fontSmall
                font.weight: Font.Medium
                Accessible.ignored: true
            }

            Repeater {
                model: root.crosshair

                Row {
                    id: entry

                    required property int index
                    required property string label
                    required property int colorIndex
                    required property string valueText
                    required property bool known

                    visible: index < root.rowsShown
                    height: root.rowHeight
                    spacing: Theme.halfUnit

                    Rectangle {
                        anchors.verticalCenter: parent.verticalCenter
                        width: Theme.unit
                        height: Math.max(2, Theme.halfUnit / 2)
                        radius: height / 2
                        color: Theme.series[entry.colorIndex % Theme.series.length]
                    }

                    PlainText {
                        height: parent.height
                        width: Math.min(implicitWidth, 12 * Theme.fontSmall)
                        text: entry.label
                        color: Theme.textSecondary
                        font.pixelSize: Theme.fontSmall
                        Accessible.ignored: true
                    }

                    PlainText {
                        objectName: "crosshairValue"
                        height: parent.height
                        text: entry.known ? entry.valueText : qsTr("no data")
                        color: entry.known ? Theme.text : Theme.textStale
                        font.pixelSize: Theme.fontSmall
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
