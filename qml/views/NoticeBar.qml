// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// One line over the dashboard, for what the person who changes its file must know. It hides nothing.
Rectangle {
    id: root

    required property string text

    implicitHeight: visible ? Theme.pillHeight : 0
    visible: text.length > 0
    color: Theme.raised

    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.text

    StatusMark {
        id: mark
        anchors.left: parent.left
        anchors.leftMargin: Theme.doubleUnit
        anchors.verticalCenter: parent.verticalCenter
        severity: ConnectionModel.High
        font.pixelSize: Theme.fontSmall
    }

    PlainText {
        objectName: "noticeText"
        anchors.left: mark.right
        anchors.leftMargin: Theme.unit
        anchors.right: parent.right
        anchors.rightMargin: Theme.doubleUnit
        anchors.verticalCenter: parent.verticalCenter
        text: root.text
        font.pixelSize: Theme.fontSmall
        Accessible.ignored: true
    }
}
