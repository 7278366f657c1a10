// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// When each series was in which state.
PanelFrame {
    id: root

    required property var rows // roles label, spans (a list of {start, end: 0..1 of the window, severity, ...}), word, state
    property string fromText: ""
    property string toText: ""

    spokenText: qsTr("states of %n series", "", list.count)
    scrolls: list
    scrollLine: list.rowHeight

    ListView {
        id: list
        objectName: "timelines"

        // Whole pixels: a painted item between them is drawn blurred, and of others a list guesses its length wrong.
        readonly property real labelWidth: Math.round(width * 0.18)
        readonly property real rowHeight: Math.floor(Math.max(Theme.minimumRow * 0.6, Math.min(Theme.minimumRow * 1.6, height / Math.max(1, count))))

        x: Theme.padding
        y: root.contentTop
        width: root.width - 2 * x
        height: root.height - y - (from.visible ? from.height + Theme.halfUnit : Theme.unit)
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height + 1
        model: root.rows

        delegate: Item {
            id: row
            objectName: "timeline"

            required property string label
            required property var spans
            required property string word // what it is now
            required property int state

            readonly property bool isPresent: row.state === Panel.Live || row.state === Panel.Late

            width: list.width
            height: list.rowHeight

            Accessible.role: Accessible.ListItem
            Accessible.name: row.label + ": " + root.spoken(row.word, row.state)

            PlainText {
                objectName: "label"
                width: list.labelWidth - Theme.unit
                height: row.height
                text: row.label
                elide: Text.ElideMiddle
                color: row.isPresent ? Theme.text : Theme.textStale
                font.pixelSize: Theme.fontSmall
                Accessible.ignored: true
            }

            StateSpansItem {
                objectName: "spans"
                x: list.labelWidth
                y: Math.round(row.height * 0.08)
                width: row.width - x
                height: Math.round(row.height * 0.84)
                spans: row.spans
                fills: Theme.spanFills
                texts: Theme.spanTexts
                paletteFills: Theme.wordFills
                paletteTexts: Theme.wordTexts
                outline: Theme.severityOutline
                outlineWidth: Theme.borderWidth
                hatchColor: Theme.borderMedium
                hatchPeriod: Theme.hatchPeriod
                hatchWidth: Theme.hatchWidth
                fontFamily: Theme.fontFamily
                fontPixelSize: Theme.fontSmall
            }
        }
    }

    PlainText {
        id: from
        x: list.x + list.labelWidth
        y: Math.min(root.height - height - Theme.halfUnit, list.y + list.contentHeight + Theme.halfUnit)
        visible: text.length > 0 && list.count > 0
        text: root.fromText
        color: Theme.textSecondary
        font.pixelSize: Theme.fontSmall
    }

    PlainText {
        anchors.right: list.right
        y: from.y
        visible: from.visible
        text: root.toText
        color: Theme.textSecondary
        font.pixelSize: Theme.fontSmall
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
