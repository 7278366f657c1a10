// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// One value on an arc from its least to its most.
PanelFrame {
    id: root

    required property real share // 0..1 of the range; below 0: not known
    property var marks: []       // {position: 0..1, severity}
    property int severity: 0

    readonly property bool isKnown: !isLost && !isWaiting

    spokenText: panel.valueText + " " + panel.unitText

    GaugeItem {
        id: arc
        objectName: "arc"
        x: Theme.padding
        y: root.contentTop
        width: root.width - 2 * x
        height: root.height - y - Theme.padding
        share: root.isKnown ? root.share : -1
        marks: root.isKnown ? root.marks : []
        color: root.isStale ? Theme.tints.faded(Theme.tints.barFill(root.severity)) : Theme.tints.barFill(root.severity)
        trackColor: Theme.track
        outline: root.severity > 0 ? Theme.severityOutline : "transparent"
        markColors: root.isStale ? Array.from(Theme.markFills, color => Theme.tints.faded(color)) : Theme.markFills
    }

    DigitText {
        id: value
        objectName: "value"
        x: arc.x + arc.center.x - width / 2
        y: arc.y + arc.center.y - height * 0.62
        text: root.panel.valueText
        unit: root.panel.unitText
        color: root.isKnown && !root.isStale ? Theme.text : Theme.textStale
        unitColor: root.isStale ? Theme.textStale : Theme.textSecondary
        maximumWidth: arc.innerRadius * 1.7
        maximumPixelSize: Math.max(Theme.fontSmall, arc.innerRadius * 0.56)
    }

    PlainText {
        objectName: "note"
        readonly property real room: 2 * arc.innerRadius * 0.86

        x: arc.x + arc.center.x - width / 2
        y: value.y + value.height * 0.96
        width: room
        visible: text.length > 0 && y + height <= root.height
        horizontalAlignment: Text.AlignHCenter
        text: root.panel.subText.length > 0 ? root.panel.subText : root.panel.stateText
        color: Theme.textSecondary
        // "last value 14:08:12" is told whole: its end is what matters.
        wrapMode: Text.Wrap
        maximumLineCount: y + 2.5 * font.pixelSize <= root.height ? 2 : 1
        font.pixelSize: Math.max(Theme.fontSmall, Math.min(Theme.fontBody, Math.floor(value.pixelSize * 0.4)))
    }

    Repeater {
        model: root.severity > 0 && root.isKnown ? 1 : 0

        StatusMark {
            x: arc.x + arc.center.x - width / 2
            y: arc.y + arc.center.y - arc.innerRadius * 0.72
            severity: root.severity
            numbered: true
            isOld: root.isStale
            font.pixelSize: Math.max(Theme.fontSmall, Math.min(Theme.fontBody, Math.floor(arc.innerRadius * 0.24)))
        }
    }
}
