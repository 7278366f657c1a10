// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// The connection in words: whether what the other panels show is the present, and if not, why.
PanelFrame {
    id: root

    required property ConnectionModel connection

    readonly property real labelWidth: width * 0.34

    ages: false
    spokenText: root.joined(root.connection.headline, root.connection.detail, ", ")

    ConnectionCounts {
        id: counts
        connection: root.connection
    }

    // A line that has something to say; the others take no time.
    component Fact: Item {
        id: fact

        required property string label
        required property string value
        property bool important: false

        visible: value.length > 0
        width: parent ? parent.width : 0
        height: Theme.fontSmall + Theme.halfUnit

        Accessible.role: Accessible.StaticText
        Accessible.name: fact.label + " " + fact.value

        Repeater {
            model: fact.visible ? 1 : 0

            PlainText {
                width: root.labelWidth
                height: fact.height
                text: fact.label
                color: Theme.textSecondary
                font.pixelSize: Theme.fontSmall
                Accessible.ignored: true
            }
        }

        Repeater {
            model: fact.visible ? 1 : 0

            PlainText {
                x: root.labelWidth
                width: fact.width - x
                height: fact.height
                text: fact.value
                color: fact.important ? Theme.warningText : Theme.text
                font.pixelSize: Theme.fontSmall
                Accessible.ignored: true
            }
        }
    }

    Column {
        id: summary
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.padding
        y: root.contentTop
        spacing: Theme.halfUnit

        Row {
            width: parent.width
            spacing: Theme.unit

            StatusMark {
                id: mark
                height: headline.height
                severity: root.connection.severity
                font.pixelSize: Theme.fontHeading
            }

            PlainText {
                id: headline
                objectName: "headline"
                width: parent.width - mark.width - parent.spacing
                text: root.connection.headline
                font.pixelSize: Theme.fontHeading
                font.weight: Font.Medium
            }
        }

        PlainText {
            objectName: "detail"
            // Whole lines only, within the frame.
            readonly property int lines: Math.floor((root.height - root.contentTop - headline.height - 2 * Theme.halfUnit) / (Theme.fontSmall * 1.25))

            width: parent.width
            visible: text.length > 0 && lines > 0
            text: root.connection.detail
            color: Theme.textSecondary
            wrapMode: Text.Wrap
            maximumLineCount: Math.max(1, Math.min(5, lines))
            font.pixelSize: Theme.fontSmall
        }
    }

    // As many whole lines as there is room for, the more telling ones first.
    Item {
        readonly property real room: Math.max(0, root.height - y - Theme.halfUnit)
        readonly property real lineHeight: stream.height + facts.spacing

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.padding
        anchors.top: summary.bottom
        anchors.topMargin: Theme.unit
        height: Math.floor(room / lineHeight) * lineHeight
        clip: true

        Column {
            id: facts
            width: parent.width
            spacing: Theme.halfUnit

            Fact { label: qsTr("Hidden"); value: root.connection.hiddenText; important: true }
            Fact { id: stream; label: qsTr("Stream"); value: root.connection.streamText }
            Fact { label: qsTr("Gaps"); value: counts.gaps; important: counts.hasGaps }
            Fact { label: qsTr("Transport"); value: root.connection.transport }
            Fact { label: qsTr("Last heard"); value: root.connection.dataAgeText }
            Fact { label: qsTr("Events"); value: counts.delivered }
            Fact { label: qsTr("Duplicates"); value: counts.duplicates }
            Fact { label: qsTr("Unreadable"); value: counts.unreadable; important: counts.hasUnreadable }
        }
    }
}
