// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// What the dashboard's author wrote, as it stands.
PanelFrame {
    id: root

    required property string text

    ages: false
    spokenText: text
    scrolls: scroller
    scrollLine: 2 * Theme.fontBody

    Flickable {
        id: scroller
        readonly property bool titled: root.panel.title.length > 0

        x: Theme.padding
        y: titled ? root.contentTop : Theme.padding
        width: root.width - 2 * x
        height: root.height - y - Theme.unit
        contentWidth: width
        contentHeight: words.height
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height + 1
        clip: true

        PlainText {
            id: words
            objectName: "words"
            width: scroller.width
            text: root.text
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            lineHeight: 1.35
            verticalAlignment: Text.AlignTop
            Accessible.ignored: true
        }
    }

    ScrollMark {
        view: scroller
    }
}
