// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// A button with a plain label. Not of Qt's templates: their labels can be markup, and they start slowly.
Rectangle {
    id: root

    required property string label
    property bool primary: false

    signal clicked

    implicitWidth: Math.max(implicitHeight, text.implicitWidth + 2 * Theme.padding)
    implicitHeight: Theme.pillHeight
    radius: Theme.halfUnit
    color: primary ? Theme.accentFill : pointer.containsMouse || pointer.pressed ? Theme.raised : Theme.tile
    border.width: activeFocus ? Theme.focusWidth : Theme.borderWidth
    border.color: activeFocus ? Theme.accent : Theme.borderWeak
    activeFocusOnTab: true

    Accessible.role: Accessible.Button
    Accessible.name: root.label
    Accessible.focusable: true
    Accessible.onPressAction: root.clicked()

    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    Keys.onSpacePressed: clicked()

    HoverArea {
        id: pointer
        onClicked: root.clicked()
    }

    PlainText {
        id: text
        objectName: "label"
        anchors.centerIn: parent
        width: Math.min(implicitWidth, root.width - Theme.unit)
        horizontalAlignment: Text.AlignHCenter
        text: root.label
        color: root.primary ? Theme.onAccent : Theme.text
        font.pixelSize: Theme.fontSmall
        Accessible.ignored: true
    }
}
