// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// Every panel that the other pictures do not show, on one page.
Window {
    id: root

    required property Panel panel
    required property Panel heading
    required property var bars
    required property var cells
    required property var timelines
    required property var table
    required property var lines
    required property var zones
    required property string words
    required property real share
    required property int themeName

    readonly property real gap: Theme.unit
    readonly property real column: (width - gap) / 4
    readonly property real line: (height - gap) / 12

    visible: true
    color: Theme.canvas

    Binding {
        target: Theme
        property: "scale"
        value: Theme.scaleFor(root.width, root.height)
    }

    Binding {
        target: Theme
        property: "name"
        value: root.themeName
    }

    component Place: Item {
        property real column: 0
        property real line: 0
        property real columns: 1
        property real lines: 4

        x: root.gap + column * root.column
        y: root.gap + line * root.line
        width: columns * root.column - root.gap
        height: lines * root.line - root.gap
    }

    Place {
        GaugePanel {
            objectName: "gauge"
            anchors.fill: parent
            panel: root.panel
            share: root.share
        }
    }

    Place {
        column: 1

        GaugePanel {
            objectName: "highGauge"
            anchors.fill: parent
            panel: root.panel
            share: Math.min(1, root.share * 1.4)
            severity: 3
            marks: [{position: 0.7, severity: 2}, {position: 0.8, severity: 3}, {position: 0.93, severity: 4}]
        }
    }

    Place {
        column: 2

        BarGaugePanel {
            objectName: "barGauge"
            anchors.fill: parent
            panel: root.panel
            rows: root.bars
        }
    }

    Place {
        column: 3

        StatusGridPanel {
            objectName: "statusGrid"
            anchors.fill: parent
            panel: root.panel
            rows: root.cells
        }
    }

    Place {
        line: 4
        columns: 2

        StateTimelinePanel {
            objectName: "stateTimeline"
            anchors.fill: parent
            panel: root.panel
            rows: root.timelines
            fromText: "14:04"
            toText: "14:09"
        }
    }

    Place {
        column: 2
        line: 4
        columns: 2

        TablePanel {
            objectName: "table"
            anchors.fill: parent
            panel: root.panel
            rows: root.table
        }
    }

    Place {
        line: 8
        columns: 4
        lines: 1

        RowPanel {
            objectName: "row"
            anchors.fill: parent
            panel: root.heading
        }
    }

    Place {
        line: 9
        columns: 2
        lines: 3

        LogPanel {
            objectName: "log"
            anchors.fill: parent
            panel: root.panel
            rows: root.lines
        }
    }

    Place {
        column: 2
        line: 9
        lines: 3

        TextPanel {
            objectName: "text"
            anchors.fill: parent
            panel: root.panel
            text: root.words
        }
    }

    Place {
        column: 3
        line: 9
        lines: 3

        ClockPanel {
            objectName: "clock"
            anchors.fill: parent
            panel: root.panel
            rows: root.zones
        }
    }
}
