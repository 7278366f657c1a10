// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// The pages of the dashboard by name; nothing where there is one alone.
Item {
    id: root

    required property var titles // a QStringList, which this Qt takes for no list<string>
    required property int current

    signal requested(page: int)

    implicitHeight: visible ? Theme.pillHeight + Theme.unit : 0
    visible: titles.length > 1

    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Pages")

    Row {
        anchors.left: parent.left
        anchors.leftMargin: Theme.unit
        spacing: Theme.unit

        Repeater {
            model: root.visible ? root.titles : []

            PushButton {
                required property string modelData
                required property int index

                label: modelData
                primary: index === root.current
                Accessible.role: Accessible.PageTab
                Accessible.selected: primary
                onClicked: root.requested(index)
            }
        }
    }
}
