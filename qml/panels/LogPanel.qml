// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// Lines of text as they come. Follows the newest unless somebody reads further up.
PanelFrame {
    id: root

    required property var rows // roles timeText, level (a severity), levelText, kind, text, labelsText
    property bool follows: true

    spokenText: qsTr("log of %n lines", "", list.count)
    scrolls: list
    scrollLine: Theme.fontSmall + Theme.unit

    function toEnd(): void {
        follows = true;
        list.positionViewAtEnd();
    }

    onScrolled: {
        follows = list.atYEnd;
        if (follows)
            toEnd();
    }

    ListView {
        id: list
        objectName: "lines"
        x: Theme.padding
        y: root.contentTop
        width: root.width - 2 * x
        height: root.height - y - Theme.unit
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        model: root.rows
        cacheBuffer: 0
        onCountChanged: if (root.follows) positionViewAtEnd()
        // The height of what is out of sight is a guess, put right as it comes into sight.
        onContentHeightChanged: if (root.follows) positionViewAtEnd()
        onHeightChanged: if (root.follows) positionViewAtEnd()
        onMovementEnded: root.follows = atYEnd

        delegate: Item {
            id: line

            required property string timeText
            required property int level
            required property string levelText
            required property int kind
            required property string text
            required property string labelsText

            readonly property bool isBreak: kind >= 2 // lines are missing here
            readonly property color ink: isBreak || root.isOld ? Theme.textStale : level > 0 ? Theme.tints.severityText(level) : Theme.textSecondary

            width: list.width
            height: Math.max(time.height, words.height) + Theme.halfUnit

            Accessible.role: Accessible.ListItem
            Accessible.name: line.timeText + " " + line.levelText + " " + line.labelsText + " " + line.text

            PlainText {
                id: time
                text: line.timeText
                color: Theme.textSecondary
                font.family: Theme.fixedFamily
                font.pixelSize: Theme.fontSmall
                Accessible.ignored: true
            }

            Item {
                id: mark
                x: time.width + Theme.unit
                width: Theme.fontSmall
                height: time.height

                Repeater {
                    model: line.level > 0 && !line.isBreak ? 1 : 0

                    StatusMark {
                        anchors.verticalCenter: mark.verticalCenter
                        severity: line.level
                        isOld: root.isOld
                        font.pixelSize: Theme.fontSmall
                    }
                }
            }

            PlainText {
                id: labels
                anchors.left: mark.right
                anchors.leftMargin: Theme.halfUnit
                width: Math.min(implicitWidth, list.width * 0.3)
                text: line.labelsText
                color: root.isOld ? Theme.textStale : Theme.text
                font.family: Theme.fixedFamily
                font.pixelSize: Theme.fontSmall
                Accessible.ignored: true
            }

            PlainText {
                id: words
                anchors.left: labels.right
                anchors.leftMargin: labels.text.length > 0 ? Theme.unit : 0
                anchors.right: parent.right
                text: line.text
                color: line.ink
                wrapMode: Text.Wrap
                maximumLineCount: 3
                font.family: Theme.fixedFamily
                font.pixelSize: Theme.fontSmall
                Accessible.ignored: true
            }
        }
    }

    ScrollMark {
        view: list
    }

    Repeater {
        model: !root.follows && list.count > 0 ? 1 : 0

        PushButton {
            objectName: "toEnd"
            anchors.right: list.right
            anchors.bottom: list.bottom
            anchors.margins: Theme.unit
            label: qsTr("Newest ↓")
            onClicked: root.toEnd()
        }
    }

    Repeater {
        model: list.count === 0 ? 1 : 0

        PanelNote {
            panel: root.panel
            otherwise: qsTr("no lines yet")
        }
    }
}
