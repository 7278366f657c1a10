// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// Rows of labels and values. Only what is in sight exists; a header cell sorts by its column.
PanelFrame {
    id: root

    // A table with roles display, unitText, severity, share, isOld; headerData; sort(column, order).
    required property var rows
    property int sortColumn: -1
    property bool sortDescending: false

    readonly property int columns: Math.max(0, view.columns)
    // The widest number so far that stands beside a bar, in ems: so that it holds at any scale.
    property real widestNumber: 4
    readonly property real rowHeight: Math.round(Theme.minimumRow * 0.9)
    // The first column names the row and takes what the others leave.
    readonly property real firstWidth: Math.max(view.width * 0.24, Math.min(view.width * 0.4, view.width - (columns - 1) * 12.5 * Theme.padding))

    spokenText: qsTr("table of %n rows", "", view.rows)
    scrolls: view
    scrollLine: rowHeight

    function widthOf(column: int): real {
        return columns <= 1 ? view.width : column === 0 ? firstWidth : (view.width - firstWidth) / (columns - 1);
    }

    function sortBy(column: int): void {
        sortDescending = sortColumn === column && !sortDescending;
        sortColumn = column;
        rows.sort(column, sortDescending ? Qt.DescendingOrder : Qt.AscendingOrder);
    }

    Row {
        id: header
        x: Theme.padding
        y: root.contentTop - Theme.halfUnit
        height: Math.round(Theme.minimumRow * 0.8)

        Repeater {
            model: root.columns

            Item {
                id: head

                required property int index

                readonly property bool sorts: root.sortColumn === index
                readonly property string title: root.rows.headerData(index, Qt.Horizontal, Qt.DisplayRole) ?? ""

                objectName: "header"
                width: root.widthOf(index)
                height: header.height
                activeFocusOnTab: true

                Accessible.role: Accessible.ColumnHeader
                Accessible.name: head.title
                Accessible.description: head.sorts ? root.sortDescending ? qsTr("sorted, largest first") : qsTr("sorted, smallest first") : ""
                Accessible.focusable: true
                Accessible.onPressAction: root.sortBy(head.index)

                Keys.onSpacePressed: root.sortBy(index)
                Keys.onReturnPressed: root.sortBy(index)
                Keys.onEnterPressed: root.sortBy(index)

                HoverArea {
                    id: pointer
                    onClicked: root.sortBy(head.index)
                }

                PlainText {
                    anchors.fill: parent
                    anchors.leftMargin: head.index === 0 ? 0 : Theme.unit
                    anchors.rightMargin: head.index === 0 ? Theme.unit : 0
                    horizontalAlignment: head.index === 0 ? Text.AlignLeft : Text.AlignRight
                    text: head.sorts ? head.title + (root.sortDescending ? " ↓" : " ↑") : head.title
                    color: head.sorts || pointer.containsMouse ? Theme.text : Theme.textSecondary
                    font.pixelSize: Theme.fontSmall
                    Accessible.ignored: true
                }

                Repeater {
                    model: head.activeFocus ? 1 : 0

                    Rectangle {
                        anchors.fill: head
                        anchors.margins: Theme.borderWidth
                        radius: Theme.halfUnit
                        color: "transparent"
                        border.width: Theme.focusWidth
                        border.color: Theme.accent
                    }
                }
            }
        }
    }

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: header.bottom
        anchors.leftMargin: Theme.borderWidth
        anchors.rightMargin: Theme.borderWidth
        height: Theme.hairline
        color: Theme.borderWeak
    }

    TableView {
        id: view
        objectName: "rows"
        x: Theme.padding
        y: header.y + header.height + Theme.hairline
        width: root.width - 2 * x
        height: root.height - y - Theme.halfUnit
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height + 1
        reuseItems: true
        model: root.rows
        columnWidthProvider: (column) => root.widthOf(column)
        rowHeightProvider: () => root.rowHeight
        onWidthChanged: forceLayout()

        delegate: TableCell {
            objectName: "tableCell"
            last: column === root.columns - 1
            numberRoom: root.widestNumber * Theme.fontBody
            onNumberWidthChanged: if (hasBar) root.widestNumber = Math.max(root.widestNumber, numberWidth / Theme.fontBody)
        }
    }

    ScrollMark {
        view: view
    }

    Repeater {
        model: view.rows === 0 ? 1 : 0

        PanelNote {
            panel: root.panel
        }
    }
}
