// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// The time of day, in one place or several.
PanelFrame {
    id: root

    required property var rows // roles zoneName, timeText, dateText

    readonly property real rowHeight: (height - contentTop - Theme.unit) / Math.max(1, zones.count)
    readonly property real digits: Math.min(rowHeight * 0.7, Theme.fontBanner * 2)

    ages: false
    spokenText: zones.count > 0 ? (zones.itemAt(0) as ClockZone)?.spoken ?? "" : ""

    component ClockZone: Item {
        id: zone

        required property int index
        required property string zoneName
        required property string timeText
        required property string dateText

        readonly property string spoken: zone.zoneName + " " + zone.timeText + " " + zone.dateText
        readonly property int notes: Math.max(Theme.fontSmall, Math.min(Theme.fontHeading, Math.floor(root.digits * 0.3)))

        x: Theme.padding
        y: root.contentTop + index * root.rowHeight
        width: root.width - 2 * x
        height: root.rowHeight

        Accessible.role: Accessible.StaticText
        Accessible.name: zone.spoken

        DigitText {
            id: time
            objectName: "time"
            anchors.verticalCenter: parent.verticalCenter
            text: zone.timeText
            maximumWidth: zone.width * 0.58
            maximumPixelSize: Math.max(Theme.fontBody, root.digits)
            Accessible.ignored: true
        }

        Column {
            anchors.right: parent.right
            anchors.left: time.right
            anchors.leftMargin: Theme.doubleUnit
            anchors.verticalCenter: parent.verticalCenter

            PlainText {
                width: parent.width
                horizontalAlignment: Text.AlignRight
                text: zone.zoneName
                font.pixelSize: zone.notes
                Accessible.ignored: true
            }

            PlainText {
                width: parent.width
                horizontalAlignment: Text.AlignRight
                visible: implicitWidth <= width // half a date is none
                text: zone.dateText
                color: Theme.textSecondary
                font.pixelSize: zone.notes
                Accessible.ignored: true
            }
        }
    }

    Repeater {
        id: zones
        model: root.rows

        ClockZone {}
    }
}
