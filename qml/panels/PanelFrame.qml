// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// What every panel has: a tile with a title, and how far its content may be believed. Repeaters of one or none stand
// for what is seldom needed, so that a dashboard of many panels starts fast.
Item {
    id: root

    required property Panel panel
    // The look of old data; a panel that is not about series has none.
    property bool ages: true
    // The content reaches the tile's edge, whose corners then cut it.
    property bool bleeds: false
    property string spokenText: ""
    // Why the panel is not live, asked for by Enter or a click while it is not.
    property bool whyShown: false
    // What the keys scroll, if there may be more than is in sight, and how far a line is.
    property Flickable scrolls: null
    property real scrollLine: Theme.minimumRow
    readonly property bool canSayWhy: ages && panel.stateText.length > 0

    readonly property bool isLost: ages && panel.state === Panel.Lost
    readonly property bool isStale: ages && panel.state === Panel.Stale
    readonly property bool isOld: isLost || isStale
    readonly property bool isWaiting: ages && panel.state === Panel.Waiting
    // Where the content starts, below the title.
    readonly property real contentTop: Theme.panelHeaderHeight

    default property alias content: body.data

    signal scrolled

    activeFocusOnTab: true

    function joined(first: string, second: string, by: string): string {
        return first.length > 0 && second.length > 0 ? first + by + second : first + second;
    }

    // A value for ears, which do not see how old it looks.
    function spoken(value: string, state: int): string {
        const isKnown = state !== Panel.Lost && state !== Panel.Waiting;
        return joined(isKnown ? value.trim() : "", isKnown ? state === Panel.Stale ? qsTr("stale") : ""
                                                           : state === Panel.Lost ? qsTr("lost") : qsTr("waiting for data"), ", ");
    }

    function sayWhy(event: KeyEvent): void {
        event.accepted = canSayWhy;
        whyShown = canSayWhy && !whyShown;
    }

    onActiveFocusChanged: if (!activeFocus) whyShown = false
    onCanSayWhyChanged: if (!canSayWhy) whyShown = false
    // The window's own keys would come first.
    Keys.onShortcutOverride: (event) => {
        if (event.key === Qt.Key_Escape ? whyShown : keys.takes(event))
            event.accepted = true;
    }
    Keys.onPressed: (event) => {
        if (keys.press(event))
            event.accepted = true;
    }
    Keys.onReturnPressed: (event) => root.sayWhy(event)
    Keys.onEnterPressed: (event) => root.sayWhy(event)
    Keys.onEscapePressed: (event) => {
        event.accepted = whyShown;
        whyShown = false;
    }

    Accessible.role: Accessible.Grouping
    Accessible.name: root.panel.title
    Accessible.description: root.joined(root.joined(root.spokenText, root.panel.stateText, ", "), root.panel.hiddenText, ", ")
    Accessible.focusable: true
    Accessible.onPressAction: root.whyShown = root.canSayWhy && !root.whyShown

    ScrollKeys {
        id: keys
        view: root.scrolls
        line: root.scrollLine
        onMoved: root.scrolled()
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.tile
        border.width: root.isLost ? 0 : Theme.borderWidth
        border.color: Theme.borderWeak
    }

    Item {
        id: body
        anchors.fill: parent
    }

    // A ring of canvas around the tile, and the tile's border again.
    Repeater {
        model: root.bleeds ? 1 : 0

        Rectangle {
            anchors.fill: root
            anchors.margins: -Theme.halfUnit
            radius: Theme.radius + Theme.halfUnit
            color: "transparent"
            border.width: Theme.halfUnit
            border.color: Theme.canvas
        }
    }

    Repeater {
        model: root.bleeds && !root.isLost ? 1 : 0

        Rectangle {
            anchors.fill: root
            radius: Theme.radius
            color: "transparent"
            border.width: Theme.borderWidth
            border.color: Theme.borderWeak
        }
    }

    Repeater {
        model: root.isLost ? 1 : 0

        DashedFrame {
            anchors.fill: root
            radius: Theme.radius
            lineWidth: Theme.borderWidth
            color: Theme.borderStrong
        }
    }

    Repeater {
        model: root.activeFocus ? 1 : 0

        Rectangle {
            objectName: "focusRing"
            anchors.fill: root
            radius: Theme.radius
            color: "transparent"
            border.width: Theme.focusWidth
            border.color: Theme.accent
        }
    }

    PlainText {
        id: title
        anchors.left: parent.left
        anchors.leftMargin: Theme.padding
        anchors.right: hidden.left
        anchors.rightMargin: Theme.unit
        height: Theme.panelHeaderHeight
        text: root.panel.title
        font.pixelSize: Theme.fontTitle
        font.weight: Font.Medium
        Accessible.role: Accessible.Heading
    }

    PlainText {
        id: hidden
        objectName: "hidden"
        anchors.right: age.left
        anchors.rightMargin: text.length > 0 && age.visible ? Theme.unit : 0
        height: Theme.panelHeaderHeight
        text: root.panel.hiddenText
        color: Theme.warningText
        font.pixelSize: Theme.fontSmall
    }

    PlainText {
        id: age
        objectName: "age"
        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        height: Theme.panelHeaderHeight
        visible: root.ages && text.length > 0
        text: root.panel.ageText.length === 0 ? root.isOld ? root.panel.stateText : ""
            : (root.isLost ? qsTr("lost %1") : qsTr("%1 old")).arg(root.panel.ageText)
        color: root.isOld ? Theme.warningText : Theme.textSecondary
        font.pixelSize: Theme.fontSmall
    }

    Repeater {
        model: root.canSayWhy ? 1 : 0

        Item {
            anchors.fill: root

            TapHandler {
                onTapped: {
                    root.forceActiveFocus(Qt.MouseFocusReason);
                    root.whyShown = !root.whyShown;
                }
            }
        }
    }

    Repeater {
        model: root.whyShown ? 1 : 0

        PopOver {
            objectName: "popOver"
            about: root
            text: root.panel.whyText
            onClosed: root.whyShown = false
        }
    }
}
