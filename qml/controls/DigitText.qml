// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// A number as large as fits, with its unit smaller behind it.
Item {
    id: root

    required property string text
    property string unit: ""
    property color color: Theme.text
    property color unitColor: Theme.textSecondary
    property real maximumWidth: 0
    property real maximumPixelSize: Theme.fontBody
    property int fontWeight: Font.Medium

    readonly property int pixelSize: fit.pixelSize

    implicitWidth: number.width + (units.count > 0 ? units.itemAt(0).width : 0)
    implicitHeight: number.height
    baselineOffset: number.baselineOffset

    Accessible.role: Accessible.StaticText
    Accessible.name: root.text + " " + root.unit

    DigitFit {
        id: fit
        text: root.text
        unit: root.unit
        unitRatio: Theme.unitRatio
        fontWeight: root.fontWeight
        maximumWidth: root.maximumWidth
        maximumPixelSize: root.maximumPixelSize
    }

    PlainText {
        id: number
        objectName: "number"
        text: root.text
        color: root.color
        elide: Text.ElideNone
        font.pixelSize: fit.pixelSize
        font.weight: root.fontWeight
        Accessible.ignored: true
    }

    Repeater {
        id: units
        model: root.unit.length > 0 ? 1 : 0

        PlainText {
            anchors.left: number.right
            anchors.baseline: number.baseline
            leftPadding: fit.pixelSize * 0.08
            text: root.unit
            color: root.unitColor
            elide: Text.ElideNone
            // Not so small that it can't be read beside a small number.
            font.pixelSize: Math.max(Math.min(fit.pixelSize, Theme.fontSmall), Math.round(fit.pixelSize * Theme.unitRatio))
            Accessible.ignored: true
        }
    }
}
