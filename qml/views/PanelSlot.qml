// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// A panel of whatever type the model says. Repeaters of one or none, because a Loader of Qt 6.4 refuses bound components.
Item {
    id: root

    required property Panel panel

    Repeater {
        model: root.panel.type === Panel.Stat ? 1 : 0

        StatPanel {
            anchors.fill: root
            panel: root.panel
            severity: root.panel.severity
        }
    }

    Repeater {
        model: root.panel.type === Panel.TimeSeries ? 1 : 0

        TimeSeriesPanel {
            anchors.fill: root
            panel: root.panel
        }
    }

    Repeater {
        model: root.panel.type === Panel.Connection ? 1 : 0

        ConnectionPanel {
            anchors.fill: root
            panel: root.panel
            connection: root.panel.connection
        }
    }

    Repeater {
        model: root.panel.type === Panel.Gauge ? 1 : 0

        GaugePanel {
            anchors.fill: root
            panel: root.panel
            share: root.panel.share
            marks: root.panel.thresholdMarks
            severity: root.panel.severity
        }
    }

    Repeater {
        model: root.panel.type === Panel.BarGauge ? 1 : 0

        BarGaugePanel {
            anchors.fill: root
            panel: root.panel
            rows: root.panel.series
        }
    }

    Repeater {
        model: root.panel.type === Panel.Table ? 1 : 0

        TablePanel {
            anchors.fill: root
            panel: root.panel
            rows: root.panel.table
            sortColumn: root.panel.table.sortColumn
            sortDescending: root.panel.table.sortDescending
        }
    }

    Repeater {
        model: root.panel.type === Panel.StatusGrid ? 1 : 0

        StatusGridPanel {
            anchors.fill: root
            panel: root.panel
            rows: root.panel.series
        }
    }

    Repeater {
        model: root.panel.type === Panel.StateTimeline ? 1 : 0

        StateTimelinePanel {
            anchors.fill: root
            panel: root.panel
            rows: root.panel.timeline
            fromText: root.panel.fromText
            toText: root.panel.toText
        }
    }

    Repeater {
        model: root.panel.type === Panel.Log ? 1 : 0

        LogPanel {
            anchors.fill: root
            panel: root.panel
            rows: root.panel.log
        }
    }

    Repeater {
        model: root.panel.type === Panel.Text ? 1 : 0

        TextPanel {
            anchors.fill: root
            panel: root.panel
            text: root.panel.text
        }
    }

    Repeater {
        model: root.panel.type === Panel.Clock ? 1 : 0

        ClockPanel {
            anchors.fill: root
            panel: root.panel
            rows: root.panel.clock
        }
    }

    Repeater {
        model: root.panel.type === Panel.Row ? 1 : 0

        RowPanel {
            anchors.fill: root
            panel: root.panel
        }
    }
}
