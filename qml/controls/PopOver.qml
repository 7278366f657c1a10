// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// A few lines of explanation over the dashboard, moved up as far as the window's end asks for.
Rectangle {
    id: root

    required property string text

    signal closed

    width: Math.min(30 * Theme.padding, parent ? parent.width - 2 * Theme.unit : implicitWidth)
    height: lines.height + 2 * Theme.padding
    radius: Theme.radius
    color: Theme.raised
    border.width: Theme.borderWidth
    border.color: Theme.borderStrong

    Accessible.role: Accessible.ToolTip
    Accessible.name: root.text

    Component.onCompleted: {
        const below = root.Window.height - root.mapToItem(null, 0, 0).y;
        root.y -= Math.max(0, height + Theme.unit - below);
    }

    // What lies below is not to be pressed through it.
    MouseArea {
        anchors.fill: parent
        onClicked: root.closed()
    }

    PlainText {
        id: lines
        objectName: "why"
        x: Theme.padding
        y: Theme.padding
        width: root.width - 2 * Theme.padding
        text: root.text
        wrapMode: Text.Wrap
        maximumLineCount: 12
        lineHeight: 1.25
        font.pixelSize: Theme.fontSmall
        Accessible.ignored: true
    }
}
