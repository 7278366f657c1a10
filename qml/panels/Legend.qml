// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// Names, colours and last values of a chart's lines: at most two rows, so that many series leave room for the chart.
Item {
    id: root

    required property PanelSeriesListModel series
    property bool isOld: false

    readonly property real rowHeight: Theme.fontSmall + Theme.unit

    implicitHeight: Math.min(flow.implicitHeight, 2 * rowHeight)
    clip: flow.implicitHeight > implicitHeight

    Flow {
        id: flow
        width: parent.width
        spacing: 0

        Repeater {
            model: root.series

            Row {
                id: entry

                required property string label
                required property int colorIndex
                required property string valueText
                required property int state

                readonly property bool isOld: entry.state === Panel.Stale || entry.state === Panel.Lost

                height: root.rowHeight
                spacing: Theme.halfUnit
                rightPadding: Theme.doubleUnit

                Accessible.role: Accessible.StaticText
                Accessible.name: entry.label + " " + entry.valueText

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.padding
                    height: Math.max(2, Theme.halfUnit / 2)
                    radius: height / 2
                    color: entry.isOld ? Theme.unknown : Theme.series[entry.colorIndex % Theme.series.length]
                }

                PlainText {
                    height: parent.height
                    text: entry.label
                    color: Theme.textSecondary
                    font.pixelSize: Theme.fontSmall
                    Accessible.ignored: true
                }

                DigitText {
                    anchors.verticalCenter: parent.verticalCenter
                    text: entry.valueText
                    color: entry.isOld ? Theme.textStale : Theme.text
                    maximumPixelSize: Theme.fontSmall
                    fontWeight: Font.Normal
                    Accessible.ignored: true
                }
            }
        }
    }
}
