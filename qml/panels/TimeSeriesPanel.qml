// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// Lines over time that can be looked into: axes, thresholds, a crosshair, zoom and pause, and a legend with figures.
PanelFrame {
    id: root

    readonly property real plotLeft: Math.ceil(valueMeasure.width) + Theme.padding + Theme.unit

    readonly property real legendTop: chart.hasLegend && !chart.legendIsBeside ? legend.y : height - Theme.unit
    readonly property string viewText: chart.live ? ""
        : (chart.paused ? qsTr("paused · %1 behind") : qsTr("zoomed · %1 behind")).arg(chart.behindText)

    spokenText: root.joined(chart.crosshair.active ? chart.crosshair.spokenText : qsTr("chart of %n series", "", root.panel.series.count),
                            root.viewText, ", ")

    Keys.forwardTo: [chart]
    // Esc leaves the chart's own view before it leaves anything of the window's.
    Keys.onShortcutOverride: event => {
        if (event.key === Qt.Key_Escape && !chart.live)
            event.accepted = true;
    }

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
        model: chart.thresholds

        Item {
            id: threshold

            required property int severity
            required property real bandTop
            required property real bandHeight
            required property real edge

            readonly property color ink: Theme.tints.severityFill(threshold.severity)

            x: chart.x
            y: chart.y
            width: chart.width
            height: chart.height

            Rectangle {
                y: threshold.bandTop
                width: parent.width
                height: threshold.bandHeight
                color: threshold.ink
                opacity: 0.12
            }

            Rectangle {
                objectName: "thresholdLine"
                y: Math.min(threshold.edge, parent.height - height)
                width: parent.width
                height: Theme.borderWidth
                color: threshold.ink
                opacity: 0.7
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

    TimeChartItem {
        id: chart
        objectName: "chart"
        x: root.plotLeft
        y: root.contentTop + Theme.unit
        width: (chart.hasLegend && chart.legendIsBeside ? legend.x - Theme.padding : root.width - Theme.padding) - x
        height: Math.max(0, root.legendTop - y - Theme.fontSmall - Theme.padding - Theme.halfUnit)
        panel: root.panel
        seriesColors: Theme.series
        lineWidth: Theme.lineWidth
        fillOpacity: Theme.areaOpacity
        hatchColor: Theme.borderMedium
        hatchPeriod: Theme.hatchPeriod
        hatchWidth: Theme.hatchWidth
        valueTickSpacing: Theme.fontSmall * 3
        timeLabelWidth: Math.ceil(timeMeasure.width) + Theme.doubleUnit + Theme.unit
        gapLabelWidth: 2 * Theme.fontSmall
        onPressed: root.forceActiveFocus(Qt.MouseFocusReason)
    }

    Repeater {
        model: chart.gaps

        GapLabel {
            required property real start

            x: chart.x + start + (extent - width) / 2
            y: chart.y + Theme.halfUnit
            // What is said of the whole goes before what is said of a part.
            opacity: notice.visible && y + height > notice.y ? 0 : 1
        }
    }

    Rectangle {
        id: notice
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

    Repeater {
        model: chart.crosshair.active ? 1 : 0

        Crosshair {
            x: chart.x
            y: chart.y
            width: chart.width
            height: chart.height
            crosshair: chart.crosshair
        }
    }

    Repeater {
        model: chart.live ? 0 : 1

        ChartViewNote {
            objectName: "viewNote"
            x: chart.x + chart.width - width
            y: chart.y
            maximumWidth: chart.width
            text: root.viewText
            onActivated: chart.backToLive()
        }
    }

    Legend {
        id: legend
        objectName: "legend"
        visible: chart.hasLegend
        x: chart.legendIsBeside ? root.width - width - Theme.padding : Theme.padding
        y: chart.legendIsBeside ? root.contentTop + Theme.unit : root.height - height - Theme.unit
        width: chart.legendIsBeside ? Math.min(implicitWidth, root.width * 0.45) : root.width - 2 * Theme.padding
        height: chart.legendIsBeside ? root.height - y - Theme.unit : Math.min(implicitHeight, root.height * 0.4)
        legend: chart.legend
        isTable: chart.legendIsBeside || chart.legend.columns.length > 1
        onToggled: series => chart.toggleSeries(series)
        onPointed: series => chart.highlightSeries(series)
    }
}
