// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// A value between its least and its most; hatched where it is not known, and empty where it has no range to stand in.
Rectangle {
    id: root

    required property real share // 0..1; below 0: none
    required property int severity
    property bool known: true
    property bool isOld: false

    implicitHeight: Theme.unit
    radius: Math.min(height / 2, Theme.halfUnit)
    color: known ? Theme.track : "transparent"
    Accessible.ignored: true

    Rectangle {
        objectName: "fill"
        visible: root.known && root.share > 0
        width: Math.max(Theme.focusWidth, root.share * root.width) // a little more than nothing is seen, but not more
        height: root.height
        radius: root.radius
        color: root.isOld ? Theme.tints.faded(Theme.tints.barFill(root.severity)) : Theme.tints.barFill(root.severity)
        border.width: root.severity > 0 ? Theme.hairline : 0
        border.color: root.severity > 0 && Theme.severityOutline.a > 0 ? Theme.severityOutline : color
    }

    Repeater {
        model: root.known ? 0 : 1

        HatchItem {
            objectName: "hatch"
            anchors.fill: root
            color: Theme.borderMedium
            period: Theme.hatchPeriod
            lineWidth: Theme.hatchWidth
        }
    }
}
