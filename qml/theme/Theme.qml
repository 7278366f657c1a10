// SPDX-License-Identifier: MIT
pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// Every colour, length, font and duration of the window. Lengths are for a window of 1280 by 720 and grow with `scale`,
// so that a wall display of 3840 by 2160 is read from as far as its size promises.
QtObject {
    id: root

    // Set by the window.
    property bool dark: true
    property real scale: 1
    property bool reducedMotion: false

    // Surfaces and lines.
    readonly property color canvas: dark ? "#111217" : "#F4F5F5"
    readonly property color tile: dark ? "#181B1F" : "#FFFFFF"
    readonly property color raised: dark ? "#22252B" : "#F4F5F5"
    readonly property color borderWeak: dark ? "#2E3036" : "#E5E5E6"
    readonly property color borderMedium: dark ? "#3C3E45" : "#BDBFC0"
    readonly property color borderStrong: dark ? "#4E5058" : "#A7A9AC"
    readonly property color grid: dark ? "#2B2F33" : "#E8E9EA"
    readonly property color scrim: dark ? "#C0111217" : "#C0F4F5F5"

    // Text.
    readonly property color text: dark ? "#CCCCDC" : "#24292E"
    readonly property color textSecondary: dark ? "#9FA0AD" : "#5B5E62"
    readonly property color textStale: dark ? "#9C9CA0" : "#6B6E72"
    readonly property color accent: dark ? "#6E9FFF" : "#1F62E0"

    // Severities: far apart for every kind of colour vision, and never told by colour alone.
    readonly property color critical: dark ? "#F63151" : "#9D061E"
    readonly property color high: dark ? "#F78D13" : "#AE4E09"
    readonly property color medium: dark ? "#FAF294" : "#C48A00"
    readonly property color low: dark ? "#4581FC" : "#0085F9"
    readonly property color ok: dark ? "#30E8CB" : "#0B7066"
    // Not a severity: what is not known has no hue.
    readonly property color unknown: "#6B6E76"
    // As text: 4.5:1 on the tile.
    readonly property color warningText: dark ? "#FBAD37" : "#8F4100"
    readonly property color errorText: dark ? "#FF5286" : "#9D061E"
    readonly property color mediumText: dark ? "#FAF294" : "#7A5200"
    readonly property color okText: dark ? "#30E8CB" : "#0A655C"

    // A banner that must not be missed, and the text upon it.
    readonly property color alarmFill: high
    readonly property color onAlarm: dark ? "#111217" : "#FFFFFF"

    // Series, in the order in which they are handed out.
    readonly property var series: dark
        ? ["#30E8CB", "#6E9FFF", "#F78D13", "#B877D9", "#FAF294", "#FF7383", "#73BF69", "#8AB8FF"]
        : ["#0B7066", "#1F62E0", "#AE4E09", "#7A3BA8", "#8A6A00", "#B3122F", "#3B7A2E", "#00708F"]
    readonly property real areaOpacity: 0.2
    readonly property real staleSaturation: 0.4

    // Spacing and lines: a unit of 8.
    readonly property real hairline: 1
    readonly property real halfUnit: Math.round(4 * scale)
    readonly property real unit: Math.round(8 * scale)
    readonly property real padding: Math.round(12 * scale)
    readonly property real doubleUnit: Math.round(16 * scale)
    readonly property real radius: Math.round(6 * scale)
    readonly property real borderWidth: Math.max(1, Math.round(scale))
    readonly property real focusWidth: Math.max(2, Math.round(2 * scale))
    readonly property real headerHeight: Math.round(48 * scale)
    readonly property real panelHeaderHeight: Math.round(32 * scale)
    readonly property real pillHeight: Math.round(30 * scale)
    readonly property real minimumRow: Math.round(34 * scale)
    readonly property real lineWidth: 1.5 * scale
    readonly property real hatchPeriod: 8 * scale
    readonly property real hatchWidth: 1.5 * scale

    // Type: weights 400 and 500 only.
    readonly property string fontFamily: regularFont.status === FontLoader.Ready ? regularFont.name : "sans-serif"
    readonly property int fontSmall: Math.round(12 * scale)
    readonly property int fontBody: Math.round(14 * scale)
    readonly property int fontTitle: Math.round(14 * scale)
    readonly property int fontHeading: Math.round(17 * scale)
    readonly property int fontDisplay: Math.round(24 * scale)
    readonly property int fontBanner: Math.round(44 * scale)
    readonly property real unitRatio: 0.6

    // Motion: colours only, never values.
    readonly property int colorFade: reducedMotion ? 0 : 150

    // Loaded from the program itself; the system's font stands in if that fails.
    readonly property FontLoader regularFont: FontLoader {
        source: "qrc:/qt/qml/Telltale/fonts/Inter-Regular.otf"
    }
    readonly property FontLoader mediumFont: FontLoader {
        source: "qrc:/qt/qml/Telltale/fonts/Inter-Medium.otf"
    }

    // ConnectionModel.Severity as text: reads on the tile and on the canvas.
    function severityText(severity: int): color {
        switch (severity) {
        case ConnectionModel.Critical: return errorText;
        case ConnectionModel.High: return warningText;
        case ConnectionModel.Medium: return mediumText;
        case ConnectionModel.Low: return textSecondary;
        default: return okText;
        }
    }

    // Grows more slowly than the window: a larger one is partly for seeing more, partly for seeing from farther.
    function scaleFor(width: real, height: real): real {
        return Math.max(0.8, Math.pow(Math.min(width / 1280, height / 720), 0.85));
    }
}
