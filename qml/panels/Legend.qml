// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// Names, colours and figures of a chart's lines: beside each other in at most two rows, or as a table. A click or Enter
// on one hides or shows its line; pointing at it brings the line out. What two rows cannot hold is counted.
Item {
    id: root

    required property LegendModel legend
    property bool isTable: false

    readonly property real rowHeight: Theme.fontSmall + Theme.unit
    readonly property real valueWidth: Math.ceil(measure.width) + Theme.padding
    readonly property real tableHeight: (legend.count + 1) * rowHeight

    signal toggled(series: int)
    signal pointed(series: int)

    implicitWidth: 11 * Theme.fontSmall + legend.columns.length * valueWidth
    implicitHeight: isTable ? tableHeight : Math.min(flow.implicitHeight, 2 * rowHeight)

    TextMetrics {
        id: measure
        text: root.legend.measure
        font.family: Theme.fontFamily
        font.pixelSize: Theme.fontSmall
    }

    component Entry: Item {
        id: entry

        required property int index
        required property string label
        required property int colorIndex
        required property var values
        required property bool old
        required property bool shown

        default property alias figures: cells.data

        readonly property bool fits: root.isTable || y + height < root.height + 1

        readonly property real nameRoom: 14 * Theme.fontSmall
        readonly property real nameWidth: Math.min(name.implicitWidth, nameRoom)

        height: root.rowHeight
        // Not invisible: a Flow would give its place to the next.
        opacity: fits ? 1 : 0
        enabled: fits
        activeFocusOnTab: fits

        Accessible.ignored: !entry.fits
        Accessible.role: Accessible.CheckBox
        Accessible.name: entry.label + " " + entry.values.join(" ")
        Accessible.checkable: true
        Accessible.checked: entry.shown
        Accessible.onToggleAction: root.toggled(entry.index)

        Keys.onReturnPressed: root.toggled(entry.index)
        Keys.onEnterPressed: root.toggled(entry.index)
        Keys.onSpacePressed: root.toggled(entry.index)
        onActiveFocusChanged: root.pointed(activeFocus ? entry.index : -1)

        HoverArea {
            onContainsMouseChanged: root.pointed(containsMouse ? entry.index : -1)
            onClicked: root.toggled(entry.index)
        }

        Rectangle {
            anchors.fill: parent
            anchors.rightMargin: root.isTable ? 0 : Theme.unit
            visible: entry.activeFocus
            radius: Theme.halfUnit
            color: "transparent"
            border.width: Theme.focusWidth
            border.color: Theme.accent
        }

        // Hollow while the line is hidden.
        Rectangle {
            id: swatch
            x: Theme.halfUnit
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.padding
            height: entry.shown ? Math.max(2, Theme.halfUnit / 2) : Theme.unit
            radius: height / 2
            color: !entry.shown ? "transparent" : entry.old ? Theme.unknown : Theme.series[entry.colorIndex % Theme.series.length]
            border.width: entry.shown ? 0 : Theme.borderWidth
            border.color: Theme.unknown
        }

        PlainText {
            id: name
            anchors.left: swatch.right
            anchors.leftMargin: Theme.halfUnit
            height: parent.height
            width: root.isTable ? entry.width - x - root.legend.columns.length * root.valueWidth : entry.nameWidth
            text: entry.label
            color: entry.shown ? Theme.textSecondary : Theme.textStale
            font.pixelSize: Theme.fontSmall
            font.strikeout: !entry.shown
            Accessible.ignored: true
        }

        Row {
            id: cells
            anchors.left: name.right
            anchors.leftMargin: root.isTable ? 0 : Theme.halfUnit
            height: parent.height
        }
    }

    component Figure: PlainText {
        required property string modelData
        property bool isOld: false

        height: root.rowHeight
        text: modelData
        color: isOld ? Theme.textStale : Theme.text
        font.pixelSize: Theme.fontSmall
        Accessible.ignored: true
    }

    Flow {
        id: flow
        // Whether there is more depends on the width, so the width must not depend on that.
        width: parent.width - 2.5 * Theme.fontSmall
        visible: !root.isTable

        Repeater {
            id: entries
            model: root.isTable ? null : root.legend

            Entry {
                id: compact
                width: Math.min(flow.width, Theme.padding + 2 * Theme.halfUnit + nameWidth + Theme.halfUnit + figure.width + Theme.doubleUnit)

                Figure {
                    id: figure
                    modelData: compact.values.length > 0 ? compact.values[0] : ""
                    isOld: compact.old
                }
            }
        }
    }

    PlainText {
        readonly property int hidden: {
            let count = 0;
            for (let i = 0; i < entries.count; ++i)
                count += entries.itemAt(i)?.fits === false ? 1 : 0;
            return count;
        }

        objectName: "more"
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: root.rowHeight
        visible: hidden > 0
        text: qsTr("+%1").arg(hidden)
        color: Theme.textSecondary
        font.pixelSize: Theme.fontSmall
        Accessible.name: qsTr("%n more", "", hidden)
    }

    // No header of the list: in Qt 6.4 that cannot be a bound component.
    Row {
        anchors.right: parent.right
        visible: root.isTable

        Repeater {
            model: root.isTable ? root.legend.columns : []

            PlainText {
                required property string modelData

                width: root.valueWidth
                height: root.rowHeight
                horizontalAlignment: Text.AlignRight
                text: modelData
                color: Theme.textSecondary
                font.pixelSize: Theme.fontSmall
            }
        }
    }

    ListView {
        anchors.fill: parent
        anchors.topMargin: root.rowHeight
        visible: root.isTable
        clip: interactive
        model: root.isTable ? root.legend : null
        interactive: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        delegate: Entry {
            id: row
            width: root.width
            onActiveFocusChanged: if (activeFocus) ListView.view.positionViewAtIndex(index, ListView.Contain)

            Repeater {
                model: row.values

                Figure {
                    width: root.valueWidth
                    horizontalAlignment: Text.AlignRight
                    isOld: row.old
                }
            }
        }
    }
}
