// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Telltale

// A button with a plain label. `text` stays empty: the template would draw it as markup if it looked like it.
T.AbstractButton {
    id: root

    required property string label

    implicitWidth: Math.max(implicitHeight, implicitContentWidth + 2 * Theme.padding)
    implicitHeight: Theme.pillHeight
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.Button
    Accessible.name: root.label

    background: Rectangle {
        radius: Theme.halfUnit
        color: root.down || root.hovered ? Theme.raised : Theme.tile
        border.width: root.visualFocus ? Theme.focusWidth : Theme.borderWidth
        border.color: root.visualFocus ? Theme.accent : Theme.borderWeak
    }

    contentItem: PlainText {
        text: root.label
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.fontSmall
    }
}
