// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// A severity in the theme's colours, as high as a letter of `font`; -1 is what is not known.
Item {
    id: root

    required property int severity
    property font font
    property bool numbered: false
    property bool isOld: false
    property int horizontalAlignment: Text.AlignLeft

    readonly property real size: Math.round(font.pixelSize * (numbered ? 1.5 : 0.82))

    implicitWidth: size
    implicitHeight: font.pixelSize + Theme.halfUnit
    Accessible.ignored: true

    SeverityMark {
        x: root.horizontalAlignment === Text.AlignHCenter ? Math.round((root.width - width) / 2) : 0
        y: Math.round((root.height - height) / 2)
        width: root.size
        height: root.size
        severity: root.severity
        numbered: root.numbered
        color: root.isOld ? Theme.tints.faded(Theme.tints.severityFill(root.severity)) : Theme.tints.severityFill(root.severity)
        outline: Theme.severityOutline
        numberColor: Theme.tints.onSeverity(root.severity)
        fontFamily: Theme.fontFamily
    }
}
