// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// A number whose figures stand in cells of equal width, as large as fits, with its unit smaller behind it.
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

    implicitWidth: cells.width
    implicitHeight: cells.height

    Accessible.role: Accessible.StaticText
    Accessible.name: root.text + " " + root.unit

    DigitFit {
        id: fit
        text: root.text
        unit: root.unit
        unitRatio: Theme.unitRatio
        fontFamily: Theme.fontFamily
        fontWeight: root.fontWeight
        maximumWidth: root.maximumWidth
        maximumPixelSize: root.maximumPixelSize
    }

    Row {
        id: cells

        Repeater {
            model: root.text.length

            // The cell has the width, not the text in it: a text's own width may change when it is given one.
            Item {
                id: cell

                required property int index

                readonly property string figure: root.text.charAt(index)

                width: figure >= "0" && figure <= "9" ? fit.digitWidth : glyph.implicitWidth
                height: glyph.implicitHeight

                PlainText {
                    id: glyph
                    anchors.horizontalCenter: parent.horizontalCenter
                    text: cell.figure
                    color: root.color
                    elide: Text.ElideNone
                    font.pixelSize: fit.pixelSize
                    font.weight: root.fontWeight
                    Accessible.ignored: true
                }
            }
        }

        PlainText {
            visible: root.unit.length > 0
            anchors.baseline: parent.top
            anchors.baselineOffset: baselineOf.baselineOffset
            leftPadding: fit.pixelSize * 0.06
            text: root.unit
            color: root.unitColor
            elide: Text.ElideNone
            font.pixelSize: Math.max(1, Math.round(fit.pixelSize * Theme.unitRatio))
            Accessible.ignored: true
        }
    }

    PlainText {
        id: baselineOf
        visible: false
        text: "0"
        font.pixelSize: fit.pixelSize
        font.weight: root.fontWeight
    }
}
