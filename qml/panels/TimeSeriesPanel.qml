// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// Lines over time, with axes, and a legend that says the last value of each.
PanelFrame {
    id: root

    readonly property real plotLeft: Math.ceil(valueMeasure.width) + Theme.padding + Theme.unit

    spokenText: qsTr("chart of %n series", "", root.panel.series.count)

    TextMetrics {
        id: valueMeasure
        text: chart.valueAxis.measure
        font.family: Theme.fontFamily
        font.pixelSize: Theme.fontSmall
    }

    TextMetrics {
        id: timeMeasure
        // Not the label of the moment: how many labels fit decides how they are written.
        text: "00:00:00"
        font.family: Theme.fontFamily
        font.pixelSize: Theme.fontSmall
    }

    Repeater {
        model: chart.valueAxis

        Item {
            id: valueTick

            required property string label
            required property real position

            y: chart.y + position
            width: root.width

            Rectangle {
                x: chart.x
                width: chart.width
                height: Theme.hairline
                color: Theme.grid
            }

            PlainText {
                anchors.verticalCenter: parent.top
                width: chart.x - Theme.unit
                horizontalAlignment: Text.AlignRight
                text: valueTick.label
                color: Theme.textSecondary
                elide: Text.ElideNone
                font.pixelSize: Theme.fontSmall
                Accessible.ignored: true
            }
        }
    }

    Repeater {
        model: chart.timeAxis

        PlainText {
            required property string label
            required property real position

            x: chart.x + position - width / 2
            y: chart.y + chart.height + Theme.halfUnit
            text: label
            color: Theme.textSecondary
            elide: Text.ElideNone
            font.pixelSize: Theme.fontSmall
            Accessible.ignored: true
        }
    }

    LineChartItem {
        id: chart
        objectName: "chart"
        x: root.plotLeft
        y: root.contentTop + Theme.unit
        width: root.width - x - Theme.padding
        height: Math.max(0, legend.y - y - Theme.fontSmall - Theme.padding - Theme.halfUnit)
        panel: root.panel
        seriesColors: Theme.series
        lineWidth: Theme.lineWidth
        // Areas of many lines upon each other say nothing.
        fillOpacity: root.panel.stacked || root.panel.series.count <= 2 ? Theme.areaOpacity : 0
        staleSaturation: Theme.staleSaturation
        hatchColor: Theme.borderMedium
        hatchPeriod: Theme.hatchPeriod
        hatchWidth: Theme.hatchWidth
        valueTickSpacing: Theme.fontSmall * 3
        timeLabelWidth: Math.ceil(timeMeasure.width) + Theme.doubleUnit + Theme.unit
        gapLabelWidth: 2 * Theme.fontSmall
    }

    Repeater {
        model: chart.gaps

        GapLabel {
            required property real start

            x: chart.x + start + (extent - width) / 2
            y: chart.y + Theme.halfUnit
        }
    }

    Rectangle {
        anchors.centerIn: chart
        width: note.width + 2 * Theme.unit
        height: note.height + Theme.unit
        radius: Theme.halfUnit
        color: Theme.tile
        visible: root.isWaiting || root.isLost

        PlainText {
            id: note
            objectName: "note"
            anchors.centerIn: parent
            text: root.panel.stateText
            color: Theme.textSecondary
        }
    }

    Legend {
        id: legend
        objectName: "legend"
        anchors.left: parent.left
        anchors.leftMargin: Theme.padding
        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.unit
        series: root.panel.series
        isOld: root.isOld
    }
}
