// SPDX-License-Identifier: MIT
#include "tests/gallery/sheetcomparison.h"

#include <QPainter>
#include <QtTest>

using namespace telltale::test;
using namespace Qt::StringLiterals;

namespace {

constexpr SheetTolerance tolerance{24, 0.001, 1.5};

QImage sheet(QRectF mark = {20, 20, 40, 3}, QColor color = Qt::white)
{
    QImage image(200, 100, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(mark, color);
    return image;
}

QList<SheetCell> cells()
{
    return {{u"left"_s, {0, 0, 90, 100}}, {u"right"_s, {100, 0, 100, 100}}};
}

QStringList faultsOf(const QImage &found)
{
    QStringList names;
    for (const SheetComparison::Fault &fault : compareSheets(found, sheet(), cells(), tolerance).faults)
        names << fault.cell;
    return names;
}

} // namespace

class SheetComparisonTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void same_hasNoFaults()
    {
        const SheetComparison comparison = compareSheets(sheet(), sheet(), cells(), tolerance);
        QVERIFY(comparison.faults.isEmpty());
        QVERIFY(comparison.picture.isNull());
    }

    void edges_mayBeHalfAPixelBeside() { QCOMPARE(faultsOf(sheet({20.5, 20.5, 40, 3})), QStringList()); }
    void things_mayNotStandElsewhere() { QCOMPARE(faultsOf(sheet({20, 24, 40, 3})), QStringList(u"left"_s)); }
    void things_mayNotBeMissing() { QCOMPARE(faultsOf(sheet({})), QStringList(u"left"_s)); }
    void things_mayNotBeNew()
    {
        QImage found = sheet();
        QPainter(&found).fillRect(120, 40, 30, 1, Qt::white);
        QCOMPARE(faultsOf(found), QStringList(u"right"_s));
    }
    void between_isAPlaceToo()
    {
        QImage found = sheet();
        QPainter(&found).fillRect(90, 40, 8, 8, Qt::white);
        QCOMPARE(faultsOf(found), QStringList(u"around"_s));
    }

    void colors_mayDifferALittle()
    {
        QCOMPARE(faultsOf(sheet({20, 20, 40, 3}, QColor(231, 231, 231))), QStringList());
        QCOMPARE(faultsOf(sheet({20, 20, 40, 3}, QColor(230, 255, 255))), QStringList(u"left"_s));
    }

    void areas_mayNotDriftAway()
    {
        QImage found = sheet();
        QPainter(&found).fillRect(100, 0, 100, 100, QColor(1, 1, 1));
        QCOMPARE(faultsOf(found), QStringList());
        QPainter(&found).fillRect(100, 0, 100, 100, QColor(0, 2, 0));
        QCOMPARE(faultsOf(found), QStringList(u"right"_s));
    }

    void fewPixels_areForgiven()
    {
        QImage found = sheet();
        for (int i = 0; i < 10; ++i) // a thousandth of the right cell
            found.setPixel(110 + 5 * i, 60, qRgb(255, 255, 255));
        QCOMPARE(faultsOf(found), QStringList());
        found.setPixel(110, 80, qRgb(255, 255, 255));
        QCOMPARE(faultsOf(found), QStringList(u"right"_s));
    }

    void faults_areToldAndShown()
    {
        QImage found = sheet();
        QPainter(&found).fillRect(120, 40, 10, 10, Qt::white);
        const SheetComparison comparison = compareSheets(found, sheet(), cells(), tolerance);
        QCOMPARE(comparison.text(), u"right (100 pixels, 1.00 %, mean off by 2.5)"_s);
        QCOMPARE(comparison.picture.pixel(125, 45), qRgb(220, 0, 0));
        QCOMPARE(comparison.picture.pixel(5, 5), qRgb(160, 160, 160));
    }

    void size_isPartOfIt()
    {
        QVERIFY(!compareSheets(sheet().copy(0, 0, 200, 99), sheet(), cells(), tolerance).faults.isEmpty());
    }
};

QTEST_GUILESS_MAIN(SheetComparisonTest)
#include "tst_sheetcomparison.moc"
