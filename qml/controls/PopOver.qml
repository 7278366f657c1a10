// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// A few lines of explanation over everything, below the top of an item, or as much higher as the window's end asks for.
Rectangle {
    id: root

    required property Item about
    required property string text

    signal closed

    parent: about.Window.contentItem
    z: 1
    width: Math.max(Math.min(30 * Theme.padding, about.width - 2 * Theme.unit), 16 * Theme.padding)
    height: lines.height + 2 * Theme.padding
    radius: Theme.radius
    color: Theme.raised
    border.width: Theme.borderWidth
    border.color: Theme.borderStrong

    Accessible.role: Accessible.ToolTip
    Accessible.name: root.text

    Component.onCompleted: {
        const place = about.mapToItem(null, Theme.unit, Theme.panelHeaderHeight);
        x = Math.max(0, Math.min(place.x, parent.width - width - Theme.unit));
        y = Math.max(0, Math.min(place.y, parent.height - height - Theme.unit));
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
