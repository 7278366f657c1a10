// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// The panels on their grid: as many rows as they need, as high as the window allows, scrolled when that is too low. What
// has the focus is in sight; when it goes with its panel, the keys are the dashboard's again.
FocusScope {
    id: root

    required property ConnectionModel connection
    required property PanelListModel panels

    readonly property real columnWidth: (width - Theme.unit) / panels.columns
    // A few panels are not blown up to fill the window.
    readonly property int fewestRows: 10
    readonly property int rowsInView: panels.fixedRows > 0 ? panels.fixedRows : Math.max(fewestRows, panels.rows)
    readonly property real rowHeight: Math.max(Theme.minimumRow, height / rowsInView)
    readonly property Item focused: Window.activeFocusItem

    // The whole panel, if there is room for it.
    function reveal(item: Item): void {
        let panel = item;
        while (panel && panel.parent !== scroller.contentItem)
            panel = panel.parent;
        if (!panel)
            return;
        const lowest = panel.y - Theme.unit;
        const highest = panel.y + panel.height + Theme.unit - scroller.height;
        keys.by(Math.min(lowest, Math.max(highest, scroller.contentY)) - scroller.contentY);
    }

    onFocusedChanged: reveal(focused)
    Keys.onUpPressed: (event) => event.accepted = keys.by(-keys.line)
    Keys.onDownPressed: (event) => event.accepted = keys.by(keys.line)

    ScrollKeys {
        id: keys
        view: scroller
        line: 2 * root.rowHeight
    }

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

    // Made only to be shown.
    Repeater {
        model: root.panels.waiting ? 1 : 0

        Column {
            objectName: "waiting"
            anchors.centerIn: root
            width: Math.min(root.width - 2 * Theme.doubleUnit, 60 * Theme.padding)
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
}
