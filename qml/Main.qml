// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// The window. Everything it shows is passed in; it makes and reaches for nothing.
Window {
    id: root

    required property DashboardModel dashboard
    readonly property ConnectionModel connection: dashboard.connections.current
    readonly property PanelListModel panels: dashboard.panels
    property string clockText: clock.text
    property bool fullScreen: false
    property int themeName: dashboard.theme
    property bool systemIsDark: true
    property bool helpShown: false

    width: 1280
    height: 720
    minimumWidth: 320
    minimumHeight: 240
    visible: true
    visibility: fullScreen ? Window.FullScreen : Window.Windowed
    title: dashboard.title
    color: Theme.canvas

    Binding {
        target: Theme
        property: "scale"
        value: Theme.scaleFor(root.width, root.height)
    }

    Binding {
        target: Theme
        property: "name"
        value: root.themeName
    }

    Binding {
        target: Theme
        property: "systemIsDark"
        value: root.systemIsDark
    }

    MinuteClock {
        id: clock
    }

    Shortcut {
        sequences: ["Q", "Ctrl+Q"]
        onActivated: Qt.quit()
    }

    Shortcut {
        sequences: ["F", "F11"]
        onActivated: root.fullScreen = !root.fullScreen
    }

    Shortcut {
        sequence: "Esc"
        enabled: root.helpShown || root.fullScreen
        onActivated: root.helpShown ? root.helpShown = false : root.fullScreen = false
    }

    Shortcut {
        sequences: ["?", "F1"]
        onActivated: root.helpShown = !root.helpShown
    }

    Shortcut {
        sequence: "T"
        onActivated: root.themeName = Theme.following()
    }

    // A person's choice holds until the dashboard says something else.
    Connections {
        target: root.dashboard

        function onThemeChanged(): void {
            root.themeName = root.dashboard.theme;
        }
    }

    Shortcut {
        sequences: ["R", "F5"]
        onActivated: root.dashboard.tryNow()
    }

    Shortcut {
        sequences: ["PgDown", "Ctrl+Tab"]
        onActivated: root.dashboard.nextPage()
    }

    Shortcut {
        sequences: ["PgUp", "Ctrl+Shift+Tab"]
        onActivated: root.dashboard.previousPage()
    }

    Header {
        id: header
        objectName: "header"
        width: root.width
        connections: root.dashboard.connections
        title: root.title
        clockText: root.clockText
        onHelpRequested: root.helpShown = true
    }

    PageTabs {
        id: tabs
        objectName: "pageTabs"
        anchors.top: header.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        titles: root.dashboard.pageTitles
        current: root.dashboard.currentPage
        onRequested: page => root.dashboard.currentPage = page
    }

    NoticeBar {
        id: notice
        objectName: "notice"
        anchors.top: tabs.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        text: root.dashboard.noticeText
    }

    LossBanner {
        id: banner
        objectName: "lossBanner"
        anchors.top: notice.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.unit
        anchors.topMargin: 0
        visible: root.panels.mostlyLost
        height: visible ? implicitHeight : 0
        panels: root.panels
    }

    DashboardView {
        objectName: "dashboard"
        anchors.top: banner.bottom
        anchors.topMargin: banner.visible ? Theme.unit : 0
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        focus: true
        connection: root.connection
        panels: root.panels
    }

    HelpOverlay {
        objectName: "helpOverlay"
        anchors.fill: parent
        visible: root.helpShown
        onClosed: root.helpShown = false
    }
}
