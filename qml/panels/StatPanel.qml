// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// One value, as large as the panel allows, over the line it comes from, if the dashboard wants one.
PanelFrame {
    id: root

    property int severity: 0 // what the value means

    readonly property bool speaks: severity > 0 && !isOld && !isWaiting
    readonly property real room: height - contentTop

    bleeds: chart.visible
    spokenText: root.panel.valueText + " " + root.panel.unitText

    DigitText {
        id: value
        objectName: "value"
        x: Theme.padding
        y: root.contentTop - Theme.halfUnit
        text: root.panel.valueText
        unit: root.panel.unitText
        // Low is worth knowing, and no reason to dye a number.
        color: root.isOld || root.isWaiting ? Theme.textStale : root.speaks && root.severity > 1 ? Theme.tints.severityText(root.severity) : Theme.text
        unitColor: root.isOld ? Theme.textStale : Theme.textSecondary
        maximumWidth: root.width - 2 * Theme.padding - (root.speaks ? Theme.doubleUnit + Theme.padding : 0)
        maximumPixelSize: Math.max(Theme.fontBody, root.room * 0.36)
    }

    Repeater {
        model: root.speaks ? 1 : 0

        StatusMark {
            objectName: "mark"
            anchors.left: value.right
            anchors.leftMargin: Theme.padding
            anchors.verticalCenter: value.verticalCenter
            severity: root.severity
            numbered: true
            font.pixelSize: Theme.fontBody
        }
    }

    PlainText {
        id: note
        objectName: "note"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.padding
        y: value.y + value.height
        visible: text.length > 0 && y + height <= root.height
        text: root.isLost ? root.panel.subText : root.joined(root.panel.stateText, root.panel.subText, " · ")
        color: Theme.textSecondary
        lineHeight: 1.25
        font.pixelSize: Math.max(Theme.fontSmall, Math.min(Theme.fontHeading, Math.floor(value.pixelSize * 0.22)))
    }

    LineChartItem {
        id: chart
        objectName: "chart"
        readonly property real ceiling: note.y + note.height + Theme.halfUnit

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: Math.max(0, root.height - ceiling)
        visible: root.panel.spark !== Panel.Spark.None && height > Theme.doubleUnit && !root.isLost && !root.isWaiting
        panel: root.panel
        maximumSeries: 1
        seriesColors: Theme.series
        lineWidth: Theme.lineWidth
        fillOpacity: root.panel.spark === Panel.Spark.Area ? Theme.areaOpacity : 0
        hatchColor: Theme.borderMedium
        hatchPeriod: Theme.hatchPeriod
        hatchWidth: Theme.hatchWidth
    }
}
