// SPDX-License-Identifier: MIT
#include "qml/items/chartraster.h"

#include <QtTest>

using namespace telltale;

namespace {

const QColor ink(0x30, 0xE8, 0xCB);

ChartScene scene(std::vector<ChartPoint> run, float lineWidth = 2, float fillOpacity = 0)
{
    ChartStyle style;
    style.lineWidth = lineWidth;
    style.fillOpacity = fillOpacity;
    style.hatchColor = QColor(Qt::white);
    style.hatchPeriod = 8;
    style.hatchWidth = 2;
    ChartScene made{QSize(60, 40), style};
    made.paths.push_back({ink, {std::move(run)}});
    return made;
}

QImage painted(const ChartScene &made)
{
    return ChartRaster().paint(made);
}

int alphaAt(const QImage &image, int x, int y)
{
    return qAlpha(image.pixel(x, y));
}

/// The ink in a column, in whole pixels.
double thickness(const QImage &image, int x)
{
    double sum = 0;
    for (int y = 0; y < image.height(); ++y)
        sum += alphaAt(image, x, y) / 255.0;
    return sum;
}

} // namespace

class ChartDrawingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void raster_drawsALineOfItsWidth()
    {
        const QImage image = painted(scene({{5, 20, 0}, {55, 20, 0}}));
        QCOMPARE(alphaAt(image, 30, 19), 255);
        QCOMPARE(alphaAt(image, 30, 20), 255);
        QCOMPARE(alphaAt(image, 30, 17), 0);
        QCOMPARE(alphaAt(image, 30, 22), 0);
        QCOMPARE(image.pixelColor(30, 20).rgb(), ink.rgb());
    }

    void raster_drawsSteepAndFlatLinesEquallyThick()
    {
        // At 45 degrees the vertical extent of the same line is wider by the square root of two.
        const QImage image = painted(scene({{10, 5, 0}, {40, 35, 0}}));
        QVERIFY2(std::abs(thickness(image, 25) - 2 * std::sqrt(2.0)) < 0.25,
                 qPrintable(QString::number(thickness(image, 25))));
    }

    void raster_drawsVerticalLines()
    {
        const QImage image = painted(scene({{30, 5, 0}, {30, 35, 0}}));
        for (int y = 6; y < 34; ++y)
            QCOMPARE(alphaAt(image, 30, y), 255);
        QCOMPARE(alphaAt(image, 27, 20), 0);
        QCOMPARE(alphaAt(image, 33, 20), 0);
    }

    void raster_fillsBetweenLineAndBase()
    {
        const QImage image = painted(scene({{0, 10, 30}, {60, 10, 30}}, 2, 0.2F));
        QCOMPARE(alphaAt(image, 30, 20), 51);
        QCOMPARE(alphaAt(image, 30, 29), 51);
        QCOMPARE(alphaAt(image, 30, 31), 0);
        QCOMPARE(alphaAt(image, 30, 5), 0);
    }

    void raster_drawsALonelySampleAsADot()
    {
        const QImage image = painted(scene({{30, 20, 0}}));
        QVERIFY(alphaAt(image, 30, 20) > 200);
        QCOMPARE(alphaAt(image, 36, 20), 0);
    }

    void raster_hatchesOnlyTheBand()
    {
        ChartScene made = scene({});
        made.bands.push_back({20, 40});
        const QImage image = painted(made);
        int inked = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (x < 20 || x >= 40)
                    QCOMPARE(alphaAt(image, x, y), 0);
                inked += alphaAt(image, x, y) > 128 ? 1 : 0;
            }
        }
        // Stripes two wide, eight apart along x: a third of the band and more would be a fill, none at all a bug.
        QVERIFY2(inked > 800 / 8 && inked < 800 / 2, qPrintable(QString::number(inked)));
    }

    void raster_leavesNothingOfTheLineBefore()
    {
        ChartRaster raster;
        raster.paint(scene({{5, 20, 0}, {55, 20, 0}}));
        const QImage image = raster.paint(scene({{5, 30, 0}, {55, 30, 0}}));
        QCOMPARE(alphaAt(image, 30, 20), 0);
    }

    void raster_clipsWhatLiesOutside()
    {
        const QImage image = painted(scene({{-50, -50, 300}, {20, 90, 300}, {200, -90, -300}}, 3, 0.5F));
        QCOMPARE(image.size(), QSize(60, 40));
        QVERIFY(painted({QSize(), {}}).isNull());
    }
};

QTEST_GUILESS_MAIN(ChartDrawingTest)
#include "tst_chartdrawing.moc"
