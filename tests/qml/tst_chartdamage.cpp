// SPDX-License-Identifier: MIT
#include "qml/items/chartdamage.h"
#include "qml/items/chartlayout.h"
#include "qml/items/chartraster.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace telltale;

namespace {

constexpr int columns = 120;
constexpr int height = 60;
constexpr qint64 columnMs = 500;

/// A chart as the item keeps it: histories, a window, a scene.
struct Chart
{
    std::array<SeriesHistory, 2> histories{SeriesHistory({.samples = 80}), SeriesHistory({.samples = 80})};
    ChartShape shape = {};
    bool stale = false;

    ChartScene scene(qint64 endMs, ValueScale scale = {0, 1, {}, 1}) const
    {
        ChartWindow window;
        window.columnMs = columnMs;
        window.columns = columns;
        window.lead = columns / 4;
        window.height = height;
        window.firstColumn = endMs / columnMs + 1 - columns;
        std::array<std::vector<Column>, 2> kept;
        std::vector<ChartSeries> all;
        for (size_t i = 0; i < histories.size(); ++i) {
            const SeriesHistory &history = histories[i];
            kept[i].resize(size_t(window.columns + window.lead));
            history.decimate(window.firstColumn - window.lead, columnMs, kept[i]);
            ChartSeries series{i == 0 ? QColor(Qt::red) : QColor(0, 0, 255, 128)};
            series.columns = kept[i];
            series.gaps.assign(history.gaps().begin(), history.gaps().end());
            series.hasSamples = !history.isEmpty();
            series.lastTimeMs = series.hasSamples ? history.lastTimeMs() : 0;
            series.lastValue = series.hasSamples ? history.lastValue() : 0;
            series.held = !stale;
            series.stale = stale;
            all.push_back(series);
        }
        ChartStyle style;
        style.fillOpacity = 0.3F;
        style.hatchColor = Qt::white;
        return chartScene(window, all, scale, style, shape);
    }
};

/// The picture of the later scene, made of the earlier one's and of what is damaged alone.
QImage mended(const QImage &before, const ChartScene &was, const ChartScene &is, ChartRaster &raster)
{
    const ChartDamage damage = chartDamage(was, is, true);
    if (damage.isEverything())
        return raster.paint(is);
    const auto moved = int(is.firstColumn - was.firstColumn);
    QImage image = before.copy(moved, 0, before.width(), before.height());
    const auto at = [&](qint64 column) { return std::clamp(int(column - is.firstColumn), 0, columns); };
    if (damage.toColumn != ChartDamage::nowhereLeft)
        raster.paint(is, image, 0, 0, at(damage.toColumn));
    if (damage.fromColumn != ChartDamage::nowhereRight)
        raster.paint(is, image, 0, at(damage.fromColumn), columns);
    return image;
}

} // namespace

class ChartDamageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Whatever happens, in whatever order: what was kept and what was drawn anew are the picture drawn whole.
    void kept_isWhatWouldBeDrawn_data()
    {
        QTest::addColumn<bool>("stacked");
        QTest::addColumn<bool>("steps");
        QTest::newRow("lines") << false << false;
        QTest::newRow("steps") << false << true;
        QTest::newRow("stacked") << true << false;
        QTest::newRow("stacked steps") << true << true;
    }
    void kept_isWhatWouldBeDrawn()
    {
        QFETCH(bool, stacked);
        QFETCH(bool, steps);
        int spared = 0;
        for (quint32 seed = 1; seed <= 12; ++seed) {
            QRandomGenerator random(seed);
            Chart chart;
            chart.shape = {stacked, steps};
            ChartRaster raster;
            qint64 time = 1'000'000;
            ChartScene was = chart.scene(time);
            QImage image = raster.paint(was);
            for (int step = 0; step < 200; ++step) {
                const quint32 dice = random.bounded(100U);
                SeriesHistory &history = chart.histories[random.bounded(2U)];
                if (dice < 3)
                    history.markGap();
                else if (dice < 5)
                    chart.stale = !chart.stale;
                time += random.bounded(dice < 90 ? 1'500 : 20'000);
                if (dice > 30)
                    history.append(time, random.generateDouble() / 2);
                const ChartScene is = chart.scene(time, {0, dice == 99 ? 2.0 : 1.0, {}, 1});
                spared += chartDamage(was, is, true).isEverything() ? 0 : 1;
                image = mended(image, was, is, raster);
                const QImage whole = raster.paint(is);
                QVERIFY2(image == whole, qPrintable(QStringLiteral("seed %1, step %2").arg(seed).arg(step)));
                was = is;
            }
        }
        QVERIFY2(spared > 1'500, qPrintable(QString::number(spared)));
    }

    void slide_damagesTheRightEdgeAlone()
    {
        Chart chart;
        for (int second = 0; second < 60; ++second)
            chart.histories[0].append(second * 1'000, second % 7 / 7.0);
        const ChartScene was = chart.scene(60'000);
        chart.histories[0].append(60'400, 0.5);
        const ChartScene is = chart.scene(60'500);
        const ChartDamage damage = chartDamage(was, is, true);
        QCOMPARE(damage.toColumn, ChartDamage::nowhereLeft);
        QVERIFY(damage.fromColumn >= is.firstColumn + columns - 10);
        QVERIFY(damage.fromColumn <= is.firstColumn + columns - 1);
    }

    void nothingNew_damagesNothing()
    {
        Chart chart;
        chart.histories[0].append(1'000, 0.5);
        const ChartScene scene = chart.scene(30'000);
        QVERIFY(chartDamage(scene, scene, true).isNothing());
    }

    void otherLook_damagesEverything()
    {
        Chart chart;
        chart.histories[0].append(1'000, 0.5);
        const ChartScene scene = chart.scene(30'000);
        QVERIFY(chartDamage(scene, scene, false).isEverything());
        ChartScene other = scene;
        other.paths[0].color = Qt::green;
        QVERIFY(chartDamage(scene, other, true).isEverything());
        other = scene;
        other.style.fillOpacity = 0;
        QVERIFY(chartDamage(scene, other, true).isEverything());
        other = scene;
        other.firstColumn -= 1;
        QVERIFY(chartDamage(scene, other, true).isEverything());
        other = scene;
        other.size.rheight() += 1;
        QVERIFY(chartDamage(scene, other, true).isEverything());
    }
};

QTEST_GUILESS_MAIN(ChartDamageTest)
#include "tst_chartdamage.moc"
