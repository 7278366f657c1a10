// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// The connection in one line: shape, word, transport and the age of the last thing heard.
Rectangle {
    id: root

    required property ConnectionModel connection

    readonly property bool isCalm: connection.severity === ConnectionModel.Ok
                                   || connection.severity === ConnectionModel.Low
    readonly property string about: joined(connection.transport, connection.dataAgeText, " · ")

    function joined(first: string, second: string, by: string): string {
        return first.length > 0 && second.length > 0 ? first + by + second : first + second;
    }

    implicitWidth: line.width + 2 * Theme.padding
    implicitHeight: Theme.pillHeight
    radius: height / 2
    color: Theme.tile
    border.width: Theme.borderWidth
    border.color: isCalm ? Theme.borderWeak : Theme.tints.severityText(connection.severity)

    Accessible.role: Accessible.StatusBar
    Accessible.name: qsTr("Connection: %1").arg(root.connection.headline)
    Accessible.description: root.joined(root.about, root.connection.detail, ", ")

    Row {
        id: line
        anchors.centerIn: parent
        height: parent.height
        spacing: Theme.unit

        StatusMark {
            height: parent.height
            severity: root.connection.severity
            font.pixelSize: Theme.fontSmall
        }

        PlainText {
            objectName: "headline"
            height: parent.height
            text: root.connection.headline
            color: root.isCalm ? Theme.text : Theme.tints.severityText(root.connection.severity)
            font.pixelSize: Theme.fontSmall
            font.weight: Font.Medium
            Accessible.ignored: true
        }

        PlainText {
            objectName: "about"
            height: parent.height
            visible: text.length > 0
            text: root.about
            color: Theme.textSecondary
            font.pixelSize: Theme.fontSmall
            Accessible.ignored: true
        }
    }
}
