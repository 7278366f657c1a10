// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// The panels on their grid: as many rows as they need, as high as the window allows, scrolled when that is too low.
Item {
    id: root

    required property ConnectionModel connection
    required property PanelListModel panels

    readonly property real columnWidth: (width - Theme.unit) / panels.columns
    // A few panels are not blown up to fill the window.
    readonly property int fewestRows: 10
    readonly property int rowsInView: panels.fixedRows > 0 ? panels.fixedRows : Math.max(fewestRows, panels.rows)
    readonly property real rowHeight: Math.max(Theme.minimumRow, height / rowsInView)

    function scrollBy(distance: real): void {
        scroller.contentY = Math.max(0, Math.min(scroller.contentHeight - scroller.height, scroller.contentY + distance));
    }

    Keys.onUpPressed: scrollBy(-2 * rowHeight)
    Keys.onDownPressed: scrollBy(2 * rowHeight)

    Flickable {
        id: scroller
        objectName: "scroller"
        anchors.fill: parent
        visible: !root.panels.waiting
        contentWidth: width
        contentHeight: root.panels.rows * root.rowHeight
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height + 1
        clip: true

        Repeater {
            model: root.panels

            PanelSlot {
                required property int gridX
                required property int gridY
                required property int gridW
                required property int gridH

                x: Theme.unit + Math.round(gridX * root.columnWidth)
                y: Math.round(gridY * root.rowHeight)
                width: Math.round((gridX + gridW) * root.columnWidth) - Math.round(gridX * root.columnWidth) - Theme.unit
                height: Math.round((gridY + gridH) * root.rowHeight) - Math.round(gridY * root.rowHeight) - Theme.unit
            }
        }
    }

    Column {
        objectName: "waiting"
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.doubleUnit, 60 * Theme.padding)
        visible: root.panels.waiting
        spacing: Theme.unit

        StatusMark {
            width: parent.width
            severity: root.connection.severity
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.fontDisplay
        }

        PlainText {
            objectName: "waitingText"
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: root.connection.live ? qsTr("Connected, waiting for first data") : qsTr("Waiting for first data")
            font.pixelSize: Theme.fontDisplay
            font.weight: Font.Medium
        }

        PlainText {
            objectName: "waitingReason"
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: root.connection.detail.length > 0 ? root.connection.headline + ": " + root.connection.detail : root.connection.headline
            color: root.connection.live ? Theme.textSecondary : Theme.tints.severityText(root.connection.severity)
            font.pixelSize: Theme.fontHeading
            wrapMode: Text.Wrap
            maximumLineCount: 4
        }
    }
}
