// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// A bar for each series.
PanelFrame {
    id: root

    required property var rows // roles label, valueText, unitText, severity, share, state, stateWord

    spokenText: qsTr("%n bars", "", list.count)
    scrolls: list
    scrollLine: list.rowHeight

    ListView {
        id: list
        objectName: "bars"

        // Whole pixels: of others a list guesses its length wrong.
        readonly property real rowHeight: Math.floor(Math.max(Theme.minimumRow * 0.68, Math.min(Theme.minimumRow * 1.4, height / Math.max(1, count))))

        x: Theme.padding
        y: root.contentTop
        width: root.width - 2 * x
        height: root.height - y - Theme.unit
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height + 1
        model: root.rows

        delegate: Item {
            id: row
            objectName: "bar"

            required property string label
            required property string valueText
            required property string unitText
            required property int severity
            required property real share
            required property int state
            required property string stateWord

            readonly property bool isKnown: row.state !== Panel.Lost && row.state !== Panel.Waiting
            readonly property bool isOld: row.state === Panel.Stale || !row.isKnown

            width: list.width
            height: list.rowHeight

            Accessible.role: Accessible.ProgressBar
            Accessible.name: row.label + ": " + root.spoken(row.valueText + " " + row.unitText, row.state)
            Accessible.description: row.stateWord

            PlainText {
                id: name
                width: Math.round(row.width * 0.3)
                height: row.height
                text: row.label
                elide: Text.ElideMiddle // names of one kind differ at their ends
                color: row.isOld ? Theme.textStale : Theme.text
                Accessible.ignored: true
            }

            Bar {
                anchors.left: name.right
                anchors.leftMargin: Theme.unit
                anchors.right: mark.left
                anchors.rightMargin: Theme.unit
                anchors.verticalCenter: parent.verticalCenter
                height: Math.min(Theme.padding, row.height * 0.5)
                share: row.share
                known: row.isKnown
                severity: row.severity
                isOld: row.isOld
            }

            Item {
                id: mark
                anchors.right: value.left
                width: Theme.doubleUnit
                height: row.height

                Repeater {
                    model: row.severity > 0 && row.isKnown ? 1 : 0

                    StatusMark {
                        anchors.verticalCenter: mark.verticalCenter
                        severity: row.severity
                        isOld: row.isOld
                        font.pixelSize: Theme.fontBody
                    }
                }
            }

            Item {
                id: value
                anchors.right: parent.right
                width: Math.max(number.width, Math.min(row.width * 0.3, 6 * Theme.fontBody))
                height: row.height

                DigitText {
                    id: number
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    text: row.isKnown ? row.valueText : "–"
                    unit: row.isKnown ? row.unitText : ""
                    color: row.isOld ? Theme.textStale : Theme.text
                    unitColor: row.isOld ? Theme.textStale : Theme.textSecondary
                    maximumPixelSize: Theme.fontBody
                    Accessible.ignored: true
                }
            }
        }
    }

    ScrollMark {
        view: list
    }

    Repeater {
        model: list.count === 0 ? 1 : 0

        PanelNote {
            panel: root.panel
        }
    }
}
