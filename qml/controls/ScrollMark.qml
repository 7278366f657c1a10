// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// Where in a long list one is, beside it. Shows; does not take the pointer.
Rectangle {
    id: root

    required property Flickable view

    anchors.left: view.right
    anchors.leftMargin: Theme.halfUnit
    y: view.y + view.visibleArea.yPosition * view.height
    width: Theme.halfUnit
    height: Math.max(Theme.doubleUnit, view.visibleArea.heightRatio * view.height)
    radius: width / 2
    visible: view.visibleArea.heightRatio < 1
    color: Theme.borderStrong
    Accessible.ignored: true
}
