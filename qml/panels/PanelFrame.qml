// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// What every panel has: a tile with a title, and how far its content may be believed.
Item {
    id: root

    required property Panel panel
    // The look of old data; a panel that is not about series has none.
    property bool ages: true
    property string spokenText: ""

    readonly property bool isLost: ages && panel.state === Panel.Lost
    readonly property bool isStale: ages && panel.state === Panel.Stale
    readonly property bool isOld: isLost || isStale
    readonly property bool isWaiting: ages && panel.state === Panel.Waiting
    // Where the content starts, below the title.
    readonly property real contentTop: Theme.panelHeaderHeight

    default property alias content: body.data

    activeFocusOnTab: true

    function joined(first: string, second: string, by: string): string {
        return first.length > 0 && second.length > 0 ? first + by + second : first + second;
    }

    Accessible.role: Accessible.Grouping
    Accessible.name: root.panel.title
    Accessible.description: root.joined(root.spokenText, root.panel.stateText, ", ")
    Accessible.focusable: true

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.tile
    }

    Item {
        id: body
        anchors.fill: parent
    }

    // Covers what bleeds over the rounded corners: a ring of canvas around the tile.
    Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.halfUnit
        radius: Theme.radius + Theme.halfUnit
        color: "transparent"
        border.width: Theme.halfUnit
        border.color: Theme.canvas
    }

    Rectangle {
        anchors.fill: parent
        visible: !root.isLost || root.activeFocus
        radius: Theme.radius
        color: "transparent"
        border.width: root.activeFocus ? Theme.focusWidth : Theme.borderWidth
        border.color: root.activeFocus ? Theme.accent : Theme.borderWeak
    }

    DashedFrame {
        anchors.fill: parent
        visible: root.isLost && !root.activeFocus
        radius: Theme.radius
        lineWidth: Theme.borderWidth
        color: Theme.borderStrong
    }

    PlainText {
        id: title
        anchors.left: parent.left
        anchors.leftMargin: Theme.padding
        anchors.right: age.left
        anchors.rightMargin: Theme.unit
        height: Theme.panelHeaderHeight
        text: root.panel.title
        font.pixelSize: Theme.fontTitle
        font.weight: Font.Medium
        Accessible.role: Accessible.Heading
    }

    PlainText {
        id: age
        objectName: "age"
        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        height: Theme.panelHeaderHeight
        visible: root.ages && text.length > 0
        text: root.isLost ? qsTr("lost %1").arg(root.panel.ageText)
            : root.panel.ageText.length > 0 ? qsTr("%1 old").arg(root.panel.ageText) : ""
        color: root.isOld ? Theme.warningText : Theme.textSecondary
        font.pixelSize: Theme.fontSmall
    }
}
