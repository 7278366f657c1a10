// SPDX-License-Identifier: MIT
#include "tests/qml/dashboardfixture.h"

#include "qml/items/linechartitem.h"
#include "tests/qml/paintedchart.h"

#include <QSGRendererInterface>
#include <QtTest>

#include <cmath>
#include <numbers>

using namespace telltale;
using namespace telltale::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr double gapFrom = -150; // the last sample before the hole
constexpr double gapTo = -130;   // the first one after it

double wave(double second)
{
    return 50 + 40 * std::sin(2 * std::numbers::pi * second / 120);
}

PanelSpec spec(PanelType type, const QString &title, const QList<SeriesSelector> &series, GridRect at)
{
    PanelSpec made;
    made.type = type;
    made.title = title;
    made.series = series;
    made.unit = Unit::Percent;
    made.min = 0;
    made.max = 100;
    made.at = at;
    return made;
}

enum PanelRow { Spark, Wave, Stack, Mirror };

QList<PanelSpec> knownPanels()
{
    PanelSpec stack = spec(PanelType::TimeSeries, u"Stack"_s, {{"a"_ba}, {"b"_ba}}, {0, 5, 12, 6});
    stack.chart.stacking = ChartOptions::Stacking::Normal;
    PanelSpec mirror =
        spec(PanelType::TimeSeries, u"Mirror"_s, {{"in"_ba}, {"out"_ba, u"out"_s, true}}, {12, 5, 12, 6});
    mirror.min = -100;
    return {spec(PanelType::Stat, u"Spark"_s, {{"a"_ba}}, {0, 0, 8, 5}),
            spec(PanelType::TimeSeries, u"Wave"_s, {{"wave"_ba}}, {8, 0, 16, 5}), stack, mirror};
}

/// One sample a second: a wave with a hole, and four constants.
void feedKnown(DashboardFixture &fixture)
{
    QList<Point> points;
    for (int second = -int(windowSeconds) - 60; second <= 0; ++second) {
        if (second > gapFrom && second < gapTo)
            continue;
        points << Point{"wave"_ba, double(second), wave(second)};
    }
    fixture.feed(points);
    points.clear();
    for (int second = -int(windowSeconds) - 60; second <= 0; ++second) {
        const double at = second;
        points << Point{"a"_ba, at, 20} << Point{"b"_ba, at, 30} << Point{"in"_ba, at, 60} << Point{"out"_ba, at, 40};
    }
    fixture.feed(points);
}

bool always(double)
{
    return true;
}

void sizes()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1280x720") << QSize(1280, 720);
    QTest::newRow("3840x2160") << QSize(3840, 2160);
}

} // namespace

class RenderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// QML that complains is broken, even where it looks right.
    void init() { QTest::failOnWarning(anyQmlWarning()); }

    /// A run that silently fell back to another renderer would prove nothing about the one it names.
    void renderer_isTheOneAskedFor()
    {
        DashboardFixture fixture(knownPanels());
        DashboardWindow window(fixture, {640, 480});
        QVERIFY(window.isValid());
        window.grab();
        const bool software = qEnvironmentVariable("TELLTALE_EXPECT_RENDERER") != u"opengl"_s;
        QCOMPARE(window.window()->rendererInterface()->graphicsApi(),
                 software ? QSGRendererInterface::Software : QSGRendererInterface::OpenGL);
    }

    void line_isWhereTheDataIs_data() { sizes(); }
    void line_isWhereTheDataIs()
    {
        QFETCH(QSize, size);
        DashboardFixture fixture(knownPanels());
        feedKnown(fixture);
        DashboardWindow window(fixture, size);
        QVERIFY(window.isValid());
        const PaintedChart chart = chartOf(window, window.grab(), fixture.panels.panelAt(Wave));
        QVERIFY(chart.image.width() > size.width() / 3);

        const auto hasData = [](double second) { return second < gapFrom - 2 || second > gapTo + 2; };
        const double covered = coveredPart(chart, 0, hasData, [](double second) { return wave(second) / 100; });
        QVERIFY2(covered > 0.98, qPrintable(QString::number(covered)));

        // And nowhere else: the line's rows are all near the wave.
        int astray = 0;
        for (int x = 2; x < chart.image.width() - 2; ++x) {
            for (const int y : chart.lineRows(0, x))
                astray +=
                    std::abs(y - chart.rowOf(wave(chart.secondAt(x)) / 100)) > chart.image.height() * 0.08 + 3 ? 1 : 0;
        }
        QCOMPARE(astray, 0);
    }

    void gap_isHatchedAndHasNoLine_data() { sizes(); }
    void gap_isHatchedAndHasNoLine()
    {
        QFETCH(QSize, size);
        DashboardFixture fixture(knownPanels());
        feedKnown(fixture);
        DashboardWindow window(fixture, size);
        QVERIFY(window.isValid());
        const PaintedChart chart = chartOf(window, window.grab(), fixture.panels.panelAt(Wave));

        // The words in the hatching are ink, too.
        const QQuickItem *const item = window.itemOf(u"chart"_s, fixture.panels.panelAt(Wave));
        QRectF label;
        for (const QQuickItem *const text : window.items(u"gapText"_s)) {
            const QQuickItem *const card = text->parentItem();
            const QRectF place = card->mapRectToItem(item, {0, 0, card->width(), card->height()});
            if (card->isVisible() && place.intersects({0, 0, item->width(), item->height()}))
                label = place.adjusted(-1, -1, 1, 1);
        }

        int columns = 0;
        int hatched = 0;
        for (int x = 0; x < chart.image.width(); ++x) {
            const double second = chart.secondAt(x);
            if (second < gapFrom + 1.5 || second > gapTo - 1.5)
                continue;
            ++columns;
            bool marked = false;
            for (int y = 0; y < chart.image.height(); ++y) {
                if (label.contains(x, y))
                    continue;
                QVERIFY2(chart.amount(0, x, y) < 0.15, qPrintable(u"ink in the gap at %1,%2"_s.arg(x).arg(y)));
                marked = marked || qGray(chart.image.pixel(x, y)) > qGray(darkTile.rgb()) + 20;
            }
            hatched += marked ? 1 : 0;
        }
        QVERIFY(columns > chart.image.width() / 30);
        QCOMPARE(hatched, columns);
    }

    void stack_fillsEachSeriesUpToItsSum()
    {
        DashboardFixture fixture(knownPanels());
        feedKnown(fixture);
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        const PaintedChart chart = chartOf(window, window.grab(), fixture.panels.panelAt(Stack));
        QVERIFY(coveredPart(chart, 0, always, [](double) { return 0.20; }) > 0.98);
        QVERIFY(coveredPart(chart, 1, always, [](double) { return 0.50; }) > 0.98);
        const int middle = chart.image.width() / 2;
        QVERIFY(std::abs(chart.amount(0, middle, int(chart.rowOf(0.10))) - 0.2) < 0.06);
        QVERIFY(std::abs(chart.amount(1, middle, int(chart.rowOf(0.35))) - 0.2) < 0.06);
        QVERIFY(chart.amount(1, middle, int(chart.rowOf(0.72))) < 0.1);
    }

    void negated_isDrawnBelowZero()
    {
        DashboardFixture fixture(knownPanels());
        feedKnown(fixture);
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        const PaintedChart chart = chartOf(window, window.grab(), fixture.panels.panelAt(Mirror));
        QVERIFY(coveredPart(chart, 0, always, [](double) { return 0.80; }) > 0.98);
        QVERIFY(coveredPart(chart, 1, always, [](double) { return 0.30; }) > 0.98);
    }

    void sparkline_reachesFromEdgeToEdge_data() { sizes(); }
    void sparkline_reachesFromEdgeToEdge()
    {
        QFETCH(QSize, size);
        DashboardFixture fixture(knownPanels());
        feedKnown(fixture);
        DashboardWindow window(fixture, size);
        QVERIFY(window.isValid());
        const Panel *panel = fixture.panels.panelAt(Spark);
        const PaintedChart chart = chartOf(window, window.grab(), panel);
        QCOMPARE(chart.image.width(), int(window.frameOf(panel)->width()));
        QVERIFY(chart.image.height() > size.height() / 20);
        QVERIFY(coveredPart(chart, 0, always, [](double) { return 0.20; }) > 0.97);
    }

    void staleTail_isHatchedFromTheLastSampleOn()
    {
        DashboardFixture fixture(knownPanels());
        feedKnown(fixture);
        fixture.advance(30s);
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        const PaintedChart chart = chartOf(window, window.grab(), fixture.panels.panelAt(Wave));
        for (int x = 2; x < chart.image.width() - 2; ++x) {
            const double second = chart.secondAt(x);
            bool marked = false;
            for (int y = 0; y < chart.image.height(); ++y)
                marked = marked || chart.image.pixelColor(x, y).lightness() > 55;
            if (second > -29)
                QVERIFY2(marked, qPrintable(u"no hatching at %1"_s.arg(second)));
            for (int y = chart.image.height() / 4; y < chart.image.height() && second > -28; ++y)
                QVERIFY(chart.amount(0, x, y) < 0.15); // below the words
        }
        // What is left of the line has lost its colour.
        const int x = chart.image.width() / 4;
        QVERIFY(chart.lineRows(0, x).isEmpty());
    }

    void lost_showsNoChartAndNoValue()
    {
        DashboardFixture fixture(knownPanels());
        feedKnown(fixture);
        fixture.advance(2min);
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        const Panel *panel = fixture.panels.panelAt(Spark);
        QVERIFY(!window.itemOf(u"chart"_s, panel)->isVisible());
        QCOMPARE(DashboardWindow::shownText(window.frameOf(panel), u"value"_s), u"–"_s);
        QVERIFY(DashboardWindow::shownText(window.frameOf(panel), u"note"_s).startsWith(u"was 20"_s));
    }

    /// Time passes 60 times a second; a picture costs only when it differs.
    void chart_isRebuiltOnlyWhenAPixelColumnPassed()
    {
        DashboardFixture fixture(knownPanels());
        feedKnown(fixture);
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        window.grab();
        auto *const chart = qobject_cast<LineChartItem *>(window.itemOf(u"chart"_s, fixture.panels.panelAt(Wave)));
        QVERIFY(chart);
        const quint64 before = chart->rebuilds();
        int steps = 0;
        for (; steps < 100; ++steps) {
            fixture.advance(16ms);
            window.grab();
        }
        // 1.6 s of a window of 300 s over some 800 pixels: four columns or five.
        const double columns = 1600 * chart->width() / (windowSeconds * 1000);
        const auto rebuilt = double(chart->rebuilds() - before);
        QVERIFY2(rebuilt >= std::floor(columns) - 1 && rebuilt <= columns + 3, qPrintable(QString::number(rebuilt)));
    }

    void newSample_isDrawnWithoutAnythingElse()
    {
        DashboardFixture fixture(knownPanels());
        feedKnown(fixture);
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        const Panel *panel = fixture.panels.panelAt(Stack);
        const QImage before = chartOf(window, window.grab(), panel).image;
        fixture.feedNow("a"_ba, 45);
        const QImage after = chartOf(window, window.grab(), panel).image;
        QVERIFY(before != after);
    }
};

int main(int argc, char *argv[])
{
    QGuiApplication app(argc, argv);
    RenderTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_render.moc"
