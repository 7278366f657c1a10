// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// A cell for each series, in the colour and with the shape of its state; what is as it should be is silent.
PanelFrame {
    id: root

    required property var rows // roles label, valueText, unitText, severity, state, stateWord

    spokenText: qsTr("%n cells", "", grid.count)
    scrolls: grid
    scrollLine: grid.cellHeight

    GridView {
        id: grid
        objectName: "cells"

        readonly property int columns: Math.max(1, Math.min(count, Math.floor(width / (6 * Theme.padding)),
                                                            Math.round(Math.sqrt(count * width / Math.max(1, height) * 0.8))))
        readonly property int lines: Math.max(1, Math.ceil(count / columns))

        x: Theme.padding - Theme.halfUnit
        y: root.contentTop
        width: root.width - 2 * x
        height: root.height - y - Theme.unit
        cellWidth: Math.floor(width / columns)
        cellHeight: Math.max(Theme.minimumRow * 1.4, Math.min(Theme.minimumRow * 3.4, Math.floor(height / lines)))
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height + 1
        model: root.rows

        delegate: Item {
            id: place
            objectName: "cell"

            required property string label
            required property string valueText
            required property string unitText
            required property int severity
            required property int state
            required property string stateWord

            // That there is no value is not that all is well.
            readonly property bool isMissing: place.severity < 0 && place.stateWord.length === 0 && place.valueText === "–"
            readonly property bool isKnown: place.state !== Panel.Lost && place.state !== Panel.Waiting && !isMissing
            readonly property bool isStale: place.state === Panel.Stale
            readonly property bool speaks: isKnown && !isStale && severity > 0
            readonly property color ink: speaks ? Theme.tints.onCell(severity) : isKnown && !isStale ? Theme.text : Theme.textStale
            readonly property string word: isMissing && (place.state === Panel.Live || place.state === Panel.Late) ? qsTr("no value")
                : !isKnown ? "–" : stateWord.length > 0 ? stateWord : (valueText + " " + unitText).trim()

            width: grid.cellWidth
            height: grid.cellHeight

            Accessible.role: Accessible.Cell
            Accessible.name: place.label + ": " + root.spoken(place.word, place.state)

            Rectangle {
                id: cell
                anchors.fill: parent
                anchors.margins: Theme.halfUnit
                radius: Theme.radius
                color: !place.isKnown ? "transparent" : place.isStale ? Theme.tints.faded(Theme.tints.cellFill(0)) : Theme.tints.cellFill(place.severity)
                border.width: place.speaks && Theme.severityOutline.a === 0 ? 0 : Theme.borderWidth
                border.color: place.speaks ? Theme.severityOutline : place.isKnown && !place.isStale ? Theme.borderWeak : Theme.borderStrong

                Repeater {
                    model: place.isKnown && !place.isStale ? 0 : 1

                    HatchItem {
                        anchors.fill: cell
                        anchors.margins: Theme.borderWidth
                        opacity: 0.5
                        color: Theme.borderMedium
                        period: Theme.hatchPeriod
                        lineWidth: Theme.hatchWidth
                    }
                }

                PlainText {
                    id: name
                    x: Theme.unit
                    y: Theme.halfUnit + Theme.halfUnit / 2
                    width: cell.width - 2 * x - (place.speaks ? Theme.doubleUnit : 0)
                    text: place.label
                    color: place.ink
                    font.weight: Font.Medium
                    Accessible.ignored: true
                }

                PlainText {
                    objectName: "word"
                    x: Theme.unit
                    y: name.y + name.height
                    width: cell.width - 2 * x
                    visible: y + height <= cell.height
                    text: place.word
                    color: place.ink
                    font.pixelSize: Theme.fontSmall
                    Accessible.ignored: true
                }

                Repeater {
                    model: place.speaks ? 1 : 0

                    SeverityMark {
                        x: cell.width - width - Theme.halfUnit - Theme.halfUnit / 2
                        y: Theme.unit
                        width: Theme.fontSmall
                        height: Theme.fontSmall
                        severity: place.severity
                        color: place.ink
                    }
                }
            }
        }
    }

    ScrollMark {
        view: grid
    }

    Repeater {
        model: grid.count === 0 ? 1 : 0

        PanelNote {
            panel: root.panel
        }
    }
}
