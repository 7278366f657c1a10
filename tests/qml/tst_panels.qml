// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtTest
import Telltale

TestCase {
    id: root
    name: "Panels"
    width: 640
    height: 480
    visible: true
    when: windowShown

    // Set by the runner: a dashboard of a stat, a time series and a connection, fed with known values.
    property PanelListModel panels: known.panels
    property ConnectionModel connection: known.connection

    function init() {
        failOnWarning(/qrc:|\.qml|QML /);
    }

    function panel(row: int): Panel {
        return known.panelAt(row);
    }

    Component {
        id: statComponent
        StatPanel {
            width: 310
            height: 200
            panel: root.panel(0)
        }
    }

    Component {
        id: seriesComponent
        TimeSeriesPanel {
            width: 600
            height: 300
            panel: root.panel(1)
        }
    }

    Component {
        id: connectionComponent
        ConnectionPanel {
            width: 310
            height: 240
            panel: root.panel(2)
            connection: root.connection
        }
    }

    Component {
        id: digitComponent
        DigitText {
            text: "111.1"
            unit: "%"
            maximumPixelSize: 40
        }
    }

    Component {
        id: buttonComponent
        PushButton {
            label: "<img src='x'>"
        }
    }

    function test_stat_showsValueAndUnit(): void {
        const stat = createTemporaryObject(statComponent, root) as StatPanel;
        const value = findChild(stat, "value") as DigitText;
        compare(value.text, "218.4");
        compare(value.unit, "°C");
        compare(findChild(stat, "age").text, "");
        verify(value.width <= stat.width);
    }

    function test_stat_keepsItsNumberInsideANarrowPanel(): void {
        const stat = createTemporaryObject(statComponent, root, {"width": 90}) as StatPanel;
        const value = findChild(stat, "value") as DigitText;
        verify(value.pixelSize > 8);
        verify(value.x + value.width <= stat.width);
    }

    function test_stat_saysWhatItsValueMeans(): void {
        const stat = createTemporaryObject(statComponent, root) as StatPanel;
        compare(findChild(stat, "mark"), null);
        stat.severity = 4;
        const mark = findChild(stat, "mark") as StatusMark;
        compare(mark.severity, 4);
        compare(findChild(stat, "value").color, Theme.tints.severityText(4));
        verify(mark.x + mark.width <= stat.width);
        stat.severity = 1;
        compare(findChild(stat, "value").color, Theme.text);
    }

    function test_stat_drawsTheLineItIsToldTo_data(): var {
        return [
            {tag: "area", row: 0, visible: true, filled: true},
            {tag: "none", row: 3, visible: false, filled: false},
            {tag: "line", row: 4, visible: true, filled: false}
        ];
    }
    function test_stat_drawsTheLineItIsToldTo(data: var): void {
        const stat = createTemporaryObject(statComponent, root, {"panel": panel(data.row)}) as StatPanel;
        const chart = findChild(stat, "chart") as LineChartItem;
        compare(chart.visible, data.visible);
        if (data.visible)
            compare(chart.fillOpacity > 0, data.filled);
    }

    function test_stat_isSpokenWhole(): void {
        const stat = createTemporaryObject(statComponent, root) as StatPanel;
        compare(stat.Accessible.name, "Oven");
        compare(stat.Accessible.description, "218.4 °C");
    }

    function test_digits_standStill(): void {
        const digits = createTemporaryObject(digitComponent, root) as DigitText;
        verify(waitForRendering(digits));
        const before = digits.width;
        digits.text = "888.8";
        verify(waitForRendering(digits));
        compare(digits.width, before);
    }

    function test_timeSeries_hasAxesAndLegend(): void {
        const series = createTemporaryObject(seriesComponent, root) as TimeSeriesPanel;
        const chart = findChild(series, "chart") as LineChartItem;
        tryVerify(() => chart.valueAxis.rowCount() > 2);
        verify(chart.timeAxis.rowCount() > 2);
        verify(chart.width > 400);
        verify(chart.height > 150);
        verify(chart.y + chart.height < findChild(series, "legend").y);
    }

    function test_connection_saysItInWords(): void {
        const facts = createTemporaryObject(connectionComponent, root) as ConnectionPanel;
        compare(findChild(facts, "headline").text, "Live");
    }

    function test_button_takesItsLabelLiterally(): void {
        const button = createTemporaryObject(buttonComponent, root) as PushButton;
        const label = findChild(button, "label") as PlainText;
        compare(label.text, "<img src='x'>");
        compare(label.textFormat, Text.PlainText);
    }

    SignalSpy {
        id: clicks
        signalName: "clicked"
    }

    function test_button_isPressedByKeyAndPointer(): void {
        const button = createTemporaryObject(buttonComponent, root) as PushButton;
        clicks.target = button;
        clicks.clear();
        button.forceActiveFocus();
        keyClick(Qt.Key_Space);
        keyClick(Qt.Key_Return);
        compare(clicks.count, 2);
        mouseClick(button);
        compare(clicks.count, 3);
    }

    function test_theme_usesItsOwnFont(): void {
        compare(Theme.fontFamily, "Telltale Sans");
    }
}
