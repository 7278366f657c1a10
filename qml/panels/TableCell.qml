// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// A cell of a table: words to the left in the first column, values with their unit to the right in the others, over a
// bar where the value has a range.
Item {
    id: root

    required property int column
    required property string display
    required property string unitText
    required property int severity
    required property real share // 0..1 of the range; below 0: none
    required property bool isOld
    property bool last: false
    // What the numbers of all cells with a bar need, so that their bars begin and end together.
    property real numberRoom: 0

    readonly property string said: (display + " " + unitText).trim()
    readonly property bool isFirst: column === 0
    readonly property bool hasBar: share >= 0
    readonly property bool speaks: severity > 0 && !isOld
    readonly property real numberWidth: value.contentWidth + unit.width
    readonly property real numberLeft: width - (hasBar ? Math.max(numberRoom, numberWidth) : numberWidth)

    implicitWidth: 8 * Theme.padding
    implicitHeight: Theme.minimumRow

    Accessible.role: Accessible.Cell
    Accessible.name: root.isOld ? qsTr("%1, old").arg(said) : said

    PlainText {
        id: unit
        anchors.right: parent.right
        anchors.baseline: value.baseline
        visible: text.length > 0
        text: root.unitText.length > 0 ? " " + root.unitText : ""
        color: root.isOld ? Theme.textStale : Theme.textSecondary
        font.pixelSize: Theme.fontSmall
        Accessible.ignored: true
    }

    PlainText {
        id: value
        objectName: "display"
        anchors.left: parent.left
        anchors.leftMargin: root.isFirst ? 0 : root.speaks ? Theme.doubleUnit + Theme.unit : Theme.unit
        anchors.right: root.isFirst ? parent.right : unit.left
        anchors.rightMargin: root.isFirst ? Theme.unit : 0
        height: root.height
        horizontalAlignment: root.isFirst ? Text.AlignLeft : Text.AlignRight
        text: root.display
        color: root.isOld ? Theme.textStale : Theme.text
        Accessible.ignored: true
    }

    Repeater {
        model: root.hasBar ? 1 : 0

        Bar {
            x: Theme.doubleUnit
            y: (root.height - height) / 2
            // With the mark's room, also where there is none: bars of one column are compared.
            width: Math.max(0, root.numberLeft - Theme.doubleUnit - Theme.unit - x)
            visible: width >= Theme.doubleUnit
            height: Theme.unit
            share: root.share
            severity: root.severity
            isOld: root.isOld
        }
    }

    Repeater {
        model: root.speaks ? 1 : 0

        StatusMark {
            x: Math.max(Theme.unit, root.numberLeft - Theme.doubleUnit)
            y: (root.height - height) / 2
            severity: root.severity
            font.pixelSize: Theme.fontBody
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.hairline
        color: Theme.borderWeak
    }
}
