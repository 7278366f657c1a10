// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// A panel of whatever type the model says. Repeaters of one or none, because a Loader of Qt 6.4 refuses bound components.
Item {
    id: root

    required property Panel panel
    required property ConnectionModel connection

    Repeater {
        model: root.panel.type === Panel.Stat ? 1 : 0

        StatPanel {
            anchors.fill: root
            panel: root.panel
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
            connection: root.connection
        }
    }
}
