// SPDX-License-Identifier: MIT
#include "qml/items/timechartitem.h"
#include "tests/qml/paintedchart.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace telltale;
using namespace telltale::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

double wave(double second)
{
    return 50 + 40 * std::sin(2 * std::numbers::pi * second / 120);
}

/// Every half minute another value.
double stairs(double second)
{
    return int(std::floor(second / 30)) % 2 == 0 ? 20 : 80;
}

PanelSpec spec(const QString &title, const QList<SeriesSelector> &series, int place)
{
    PanelSpec made;
    made.type = PanelType::TimeSeries;
    made.title = title;
    made.series = series;
    made.unit = Unit::Percent;
    made.min = 0;
    made.max = 100;
    made.at = {place % 2 * 12, place / 2 * 5, 12, 5};
    return made;
}

enum PanelRow { Wave, Stairs, Area, Mirror, Bands, Lines };

Thresholds limits(Thresholds::Show show)
{
    Thresholds made;
    made.show = show;
    made.steps = {{60, Severity::Medium}, {80, Severity::Critical}};
    return made;
}

QList<PanelSpec> panels()
{
    QList<PanelSpec> all{
        spec(u"Wave"_s, {{"wave"_ba}}, Wave),
        spec(u"Stairs"_s, {{"stairs"_ba}}, Stairs),
        spec(u"Area"_s, {{"a"_ba}, {"b"_ba}, {"c"_ba}}, Area),
        spec(u"Mirror"_s, {{"a"_ba}, {"b"_ba}, {"c"_ba, u"c"_s, true}, {"d"_ba, u"d"_s, true}}, Mirror),
        spec(u"Bands"_s, {{"a"_ba}}, Bands),
        spec(u"Lines"_s, {{"a"_ba}}, Lines)};
    all[Wave].chart.legendValues = {Reduction::Last, Reduction::Min, Reduction::Max, Reduction::Mean};
    all[Wave].chart.legend = ChartOptions::Legend::Right;
    all[Stairs].chart.style = ChartOptions::Style::Steps;
    all[Stairs].chart.fill = 0;
    all[Area].chart.style = ChartOptions::Style::Area;
    all[Area].chart.fill = 0.5;
    all[Mirror].chart.stacking = ChartOptions::Stacking::Normal;
    all[Mirror].chart.zeroCentered = true;
    all[Mirror].min = {};
    all[Bands].thresholds = limits(Thresholds::Show::Bands);
    all[Lines].thresholds = limits(Thresholds::Show::Lines);
    return all;
}

void feed(DashboardFixture &fixture)
{
    QList<Point> points;
    for (int second = -600; second <= 0; ++second)
        points << Point{"wave"_ba, double(second), wave(second)};
    fixture.feed(points);
    points.clear();
    for (int second = -600; second <= 0; second += 30)
        points << Point{"stairs"_ba, double(second), stairs(second)};
    fixture.feed(points, 1'000);
    points.clear();
    for (int second = -600; second <= 0; ++second) {
        const double at = second;
        points << Point{"a"_ba, at, 20} << Point{"b"_ba, at, 30} << Point{"c"_ba, at, 15} << Point{"d"_ba, at, 25};
    }
    fixture.feed(points);
}

bool always(double)
{
    return true;
}

/// The window of the panels above, after the first frame.
struct Shown
{
    DashboardFixture fixture{panels()};
    std::unique_ptr<DashboardWindow> window;

    Shown()
    {
        feed(fixture);
        window = std::make_unique<DashboardWindow>(fixture, QSize(1280, 720));
        if (window->isValid())
            window->grab();
    }
    Panel *panel(PanelRow row) const { return fixture.panels.panelAt(row); }
    TimeChartItem *item(PanelRow row) const
    {
        return qobject_cast<TimeChartItem *>(window->itemOf(u"chart"_s, panel(row)));
    }
    PaintedChart chart(PanelRow row) const { return chartOf(*window, window->grab(), panel(row)); }
    QPoint at(PanelRow row, double part) const
    {
        const TimeChartItem *const chart = item(row);
        return chart->mapToScene({chart->width() * part, chart->height() / 2}).toPoint();
    }
    void wheel(PanelRow row, double part, int notches) const
    {
        const QPointF place = at(row, part);
        QWheelEvent event(place, window->window()->mapToGlobal(place), {}, {0, notches * 120}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(window->window(), &event);
    }
    void key(PanelRow row, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        window->frameOf(panel(row))->forceActiveFocus();
        QTest::keyClick(window->window(), key, modifiers);
    }
    QString text(PanelRow row, const QString &name) const
    {
        return DashboardWindow::shownText(window->frameOf(panel(row)), name);
    }
};

/// Of a chart with any window: the part of its columns in which the wave is where it should be.
double waveSeen(const Shown &shown)
{
    const PaintedChart chart = shown.chart(Wave);
    const ChartWindow &window = shown.item(Wave)->shownWindow();
    const bool isLive = shown.item(Wave)->isLive();
    constexpr int noteHeight = 28; // the words that say it is not live hide what is behind them
    int asked = 0;
    int found = 0;
    for (int x = 0; x < chart.image.width(); ++x) {
        const double ms = double((window.firstColumn + x) * window.columnMs) + double(window.columnMs) / 2;
        const double row = chart.rowOf(wave((ms - double(shown.fixture.now().wall.count())) / 1000) / 100);
        if (!isLive && row < noteHeight)
            continue;
        ++asked;
        const QList<int> rows = chart.lineRows(0, x);
        found += std::any_of(rows.cbegin(), rows.cend(), [&](int y) { return std::abs(y - row) < 5; }) ? 1 : 0;
    }
    return asked > 0 ? double(found) / asked : 0;
}

/// Pixels that anybody would see to be others: two runs of a renderer may round differently.
int differing(const QImage &one, const QImage &other)
{
    if (one.size() != other.size())
        return one.width() * one.height();
    const auto isFar = [](int a, int b) { return std::abs(a - b) > 8; };
    int count = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x) {
            const QRgb a = one.pixel(x, y);
            const QRgb b = other.pixel(x, y);
            count += isFar(qRed(a), qRed(b)) || isFar(qGreen(a), qGreen(b)) || isFar(qBlue(a), qBlue(b)) ? 1 : 0;
        }
    }
    return count;
}

} // namespace

class TimeChartTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(anyQmlWarning()); }

    void steps_standBetweenSamplesAndAreUpright()
    {
        const Shown shown;
        const PaintedChart chart = shown.chart(Stairs);
        saveShot(shown.window->grab(), u"timecharts-"_s + qEnvironmentVariable("TELLTALE_EXPECT_RENDERER"));
        const auto isFlat = [](double second) {
            const double within = second / 30 - std::floor(second / 30);
            return within > 0.1 && within < 0.9;
        };
        QVERIFY(coveredPart(chart, 0, isFlat, [](double second) { return stairs(second) / 100; }) > 0.98);
        // Half way up a step there is ink in few columns only.
        int upright = 0;
        for (int x = 0; x < chart.image.width(); ++x)
            upright += chart.isLine(0, x, int(chart.rowOf(0.5))) ? 1 : 0;
        QVERIFY2(upright >= 9 && upright <= 30, qPrintable(QString::number(upright)));
    }

    void area_isFilledAsItsOptionsSay()
    {
        const Shown shown;
        const PaintedChart chart = shown.chart(Area);
        const int x = chart.image.width() / 3;
        QVERIFY(std::abs(chart.amount(1, x, int(chart.rowOf(0.25))) - 0.5) < 0.06);
        QVERIFY(chart.amount(1, x, int(chart.rowOf(0.4))) < 0.05);
        QVERIFY(coveredPart(chart, 1, always, [](double) { return 0.3; }) > 0.98);
    }

    void mirror_stacksUpAndDownAroundTheMiddle()
    {
        const Shown shown;
        const PaintedChart chart = shown.chart(Mirror);
        // -100 to 100: 20 and 50 upwards, 15 and 40 downwards.
        const QList<double> shares{0.6, 0.75, 0.425, 0.3};
        for (int series = 0; series < 4; ++series)
            QVERIFY2(coveredPart(chart, series, always, [&](double) { return shares[series]; }) > 0.98,
                     qPrintable(QString::number(series)));
        const int x = chart.image.width() / 2;
        QVERIFY(std::abs(chart.amount(1, x, int(chart.rowOf(0.68))) - 0.2) < 0.06);
        QVERIFY(std::abs(chart.amount(3, x, int(chart.rowOf(0.35))) - 0.2) < 0.06);
    }

    void thresholds_areBandsBehindTheData()
    {
        const Shown shown;
        const PaintedChart chart = shown.chart(Bands);
        const QColor critical(0xF6, 0x31, 0x51);
        const QColor medium(0xFA, 0xF2, 0x94);
        const int x = chart.image.width() / 2 + 3;
        QVERIFY(std::abs(amountOf(critical, chart.image.pixel(x, int(chart.rowOf(0.9)))) - 0.12) < 0.03);
        QVERIFY(std::abs(amountOf(medium, chart.image.pixel(x, int(chart.rowOf(0.7)))) - 0.12) < 0.03);
        QVERIFY(amountOf(medium, chart.image.pixel(x, int(chart.rowOf(0.45)))) < 0.05);
        QVERIFY(coveredPart(chart, 0, always, [](double) { return 0.2; }) > 0.98);
    }

    void thresholds_areLines()
    {
        const Shown shown;
        const PaintedChart chart = shown.chart(Lines);
        const QColor critical(0xF6, 0x31, 0x51);
        int inked = 0;
        for (int x = 0; x < chart.image.width(); ++x) {
            bool any = false;
            for (int y = int(chart.rowOf(0.8)) - 2; y <= int(chart.rowOf(0.8)) + 2; ++y)
                any = any || amountOf(critical, chart.image.pixel(x, y)) > 0.5;
            inked += any ? 1 : 0;
        }
        QCOMPARE(inked, chart.image.width());
        QVERIFY(std::abs(amountOf(critical, chart.image.pixel(50, int(chart.rowOf(0.9))))) < 0.05);
    }

    void wheel_zoomsAboutThePointerAndSaysSo()
    {
        const Shown shown;
        QVERIFY(waveSeen(shown) > 0.98);
        QVERIFY(shown.text(Wave, u"viewText"_s).isEmpty());
        const ChartWindow before = shown.item(Wave)->shownWindow();
        shown.wheel(Wave, 0.25, 4);
        const ChartWindow after = shown.item(Wave)->shownWindow();
        QVERIFY(after.columnMs < before.columnMs / 2 + 10);
        const int pointed = before.columns / 4;
        QVERIFY(std::abs((after.firstColumn + pointed) * after.columnMs -
                         (before.firstColumn + pointed) * before.columnMs) <= 2 * before.columnMs);
        saveShot(shown.window->grab(), u"timechart-zoomed-"_s + qEnvironmentVariable("TELLTALE_EXPECT_RENDERER"));
        QVERIFY2(waveSeen(shown) > 0.97, qPrintable(QString::number(waveSeen(shown))));
        QVERIFY2(shown.text(Wave, u"viewText"_s).startsWith(u"zoomed · 2 min behind"_s),
                 qPrintable(shown.text(Wave, u"viewText"_s)));
        shown.key(Wave, Qt::Key_Escape);
        QCOMPARE(shown.item(Wave)->shownWindow(), before);
        shown.window->grab();
        QVERIFY(shown.text(Wave, u"viewText"_s).isEmpty());
    }

    void drag_pansAndDoubleClickComesBack()
    {
        const Shown shown;
        QQuickWindow *const window = shown.window->window();
        const ChartWindow before = shown.item(Wave)->shownWindow();
        const QPoint from = shown.at(Wave, 0.5);
        QTest::mousePress(window, Qt::LeftButton, {}, from);
        QTest::mouseMove(window, from + QPoint(30, 0));
        QTest::mouseMove(window, from + QPoint(100, 0));
        QTest::mouseRelease(window, Qt::LeftButton, {}, from + QPoint(100, 0));
        const ChartWindow after = shown.item(Wave)->shownWindow();
        QCOMPARE(after.columnMs, before.columnMs);
        QVERIFY2(before.firstColumn - after.firstColumn >= 70 && before.firstColumn - after.firstColumn <= 100,
                 qPrintable(QString::number(before.firstColumn - after.firstColumn)));
        QTest::mouseMove(window, QPoint(2, 2)); // the crosshair's box hides what is behind it
        QVERIFY2(waveSeen(shown) > 0.97, qPrintable(QString::number(waveSeen(shown))));
        QTest::mouseDClick(window, Qt::LeftButton, {}, from);
        QVERIFY(shown.item(Wave)->isLive());
    }

    void pause_standsStillAndSaysHowFarBehind()
    {
        Shown shown;
        shown.key(Wave, Qt::Key_Space);
        const QImage before = shown.chart(Wave).image;
        for (int second = 0; second < 12; ++second) {
            shown.fixture.advance(1s);
            shown.fixture.feedNow("wave"_ba, 3);
        }
        const PaintedChart after = shown.chart(Wave);
        const int below = before.height() / 3; // below the words that say so
        QCOMPARE(after.image.copy(0, below, before.width() - 3, before.height()),
                 before.copy(0, below, before.width() - 3, before.height()));
        QVERIFY2(shown.text(Wave, u"viewText"_s).startsWith(u"paused · 1"_s),
                 qPrintable(shown.text(Wave, u"viewText"_s)));
        shown.key(Wave, Qt::Key_Space);
        const PaintedChart live = shown.chart(Wave);
        QVERIFY(!live.lineRows(0, live.image.width() - 4).isEmpty());
        QVERIFY(live.lineRows(0, live.image.width() - 4).last() > live.rowOf(0.1));
    }

    void crosshair_tellsTheValuesAtTheMouse()
    {
        const Shown shown;
        QTest::mouseMove(shown.window->window(), shown.at(Area, 0.5));
        TimeChartItem *const chart = shown.item(Area);
        QTRY_VERIFY(chart->crosshair()->isActive());
        QCOMPARE(chart->crosshair()->rowCount(), 3);
        const QModelIndex second = chart->crosshair()->index(1);
        QCOMPARE(second.data(int(CrosshairModel::Role::ValueText)).toString(), u"30.0\u202f%"_s);
        QCOMPARE(chart->crosshair()->timeText().size(), 12); // 14:07:01.400
        saveShot(shown.window->grab(), u"timechart-crosshair-"_s + qEnvironmentVariable("TELLTALE_EXPECT_RENDERER"));
        // At either edge the box stays inside.
        for (const double part : {0.01, 0.99}) {
            QTest::mouseMove(shown.window->window(), shown.at(Area, part));
            shown.window->grab();
            const QQuickItem *const box = shown.window->items(u"crosshairBox"_s).constFirst();
            const QRectF place = box->mapRectToItem(chart, {0, 0, box->width(), box->height()});
            QVERIFY(QRectF(0, 0, chart->width(), chart->height()).adjusted(-1, -1, 1, 1).contains(place));
        }
        QTest::mouseMove(shown.window->window(), QPoint(2, 2));
        QTRY_VERIFY(!chart->crosshair()->isActive());
    }

    void keys_pointZoomAndPan()
    {
        const Shown shown;
        TimeChartItem *const chart = shown.item(Wave);
        shown.key(Wave, Qt::Key_Left);
        QVERIFY(chart->crosshair()->isActive());
        const qreal edge = chart->crosshair()->position();
        QVERIFY(edge > chart->width() - 2);
        shown.key(Wave, Qt::Key_Left);
        QCOMPARE(chart->crosshair()->position(), edge - 1);
        const ChartWindow before = chart->shownWindow();
        shown.key(Wave, Qt::Key_Plus);
        QVERIFY(chart->shownWindow().columnMs <= before.columnMs / 2 + 1);
        shown.key(Wave, Qt::Key_Minus);
        const ChartWindow zoomed = chart->shownWindow();
        shown.key(Wave, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(chart->shownWindow().firstColumn, zoomed.firstColumn - zoomed.columns / 10);
        shown.key(Wave, Qt::Key_Home);
        QVERIFY(chart->isLive());
        QVERIFY(!chart->crosshair()->isActive());
    }

    void legend_saysTheFiguresOfTheSpanInSight()
    {
        const Shown shown;
        const LegendModel *const legend = shown.item(Wave)->legend();
        QCOMPARE(legend->columns(), (QStringList{u"last"_s, u"min"_s, u"max"_s, u"mean"_s}));
        const auto figures = [&] { return legend->index(0).data(int(LegendModel::Role::Values)).toStringList(); };
        QCOMPARE(figures().at(0), u"50.0\u202f%"_s);
        QCOMPARE(figures().at(1), u"10.0\u202f%"_s);
        QCOMPARE(figures().at(2), u"90.0\u202f%"_s);
        // Of a quarter of the wave, other figures.
        for (int i = 0; i < 12; ++i)
            shown.wheel(Wave, 0.5, 1);
        QVERIFY2(figures().at(1) != u"10.0\u202f%"_s || figures().at(2) != u"90.0\u202f%"_s,
                 qPrintable(figures().join(u' ')));
    }

    void legend_fadesTheOtherLinesUnderThePointer()
    {
        const Shown shown;
        const QImage before = shown.chart(Area).image;
        QQuickItem *const legend = shown.window->frameOf(shown.panel(Area))->findChild<QQuickItem *>(u"legend"_s);
        QVERIFY(legend);
        QTest::mouseMove(shown.window->window(), legend->mapToScene({20, 8}).toPoint());
        QVERIFY(shown.chart(Area).image != before);
        QTest::mouseMove(shown.window->window(), QPoint(2, 2));
        QCOMPARE(shown.chart(Area).image, before);
    }

    void legend_hidesALineByClickAndByKey()
    {
        const Shown shown;
        TimeChartItem *const chart = shown.item(Area);
        QQuickItem *const legend = shown.window->frameOf(shown.panel(Area))->findChild<QQuickItem *>(u"legend"_s);
        QVERIFY(legend);
        QTest::mouseClick(shown.window->window(), Qt::LeftButton, {}, legend->mapToScene({20, 8}).toPoint());
        QCOMPARE(chart->scene().paths.size(), size_t(2));
        QVERIFY(coveredPart(shown.chart(Area), 0, always, [](double) { return 0.2; }) < 0.02);
        QVERIFY(!chart->legend()->index(0).data(int(LegendModel::Role::Shown)).toBool());
        shown.window->frameOf(shown.panel(Area))->forceActiveFocus();
        QTest::keyClick(shown.window->window(), Qt::Key_Tab);
        QTest::keyClick(shown.window->window(), Qt::Key_Return);
        QCOMPARE(chart->scene().paths.size(), size_t(3));
    }

    /// Strips that were moved and mended are the picture that a new window paints.
    void sliding_leavesNoTrace()
    {
        Shown shown;
        for (int step = 0; step < 300; ++step) {
            shown.fixture.advance(333ms);
            shown.fixture.feedNow("wave"_ba, wave(step / 3.0));
            shown.fixture.feedNow("a"_ba, 20 + step % 9);
            if (step % 3 == 0)
                shown.window->grab();
        }
        const QImage kept = shown.window->grab();
        const DashboardWindow fresh(shown.fixture, {1280, 720});
        const QImage whole = fresh.grab();
        saveShot(kept, u"timechart-kept-"_s + qEnvironmentVariable("TELLTALE_EXPECT_RENDERER"));
        saveShot(whole, u"timechart-whole-"_s + qEnvironmentVariable("TELLTALE_EXPECT_RENDERER"));
        for (const PanelRow row : {Wave, Stairs, Area, Mirror, Bands}) {
            QCOMPARE(differing(chartOf(*shown.window, kept, shown.panel(row)).image,
                               chartOf(fresh, whole, shown.panel(row)).image),
                     0);
        }
    }
};

int main(int argc, char *argv[])
{
    QGuiApplication app(argc, argv);
    TimeChartTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_timechart.moc"
