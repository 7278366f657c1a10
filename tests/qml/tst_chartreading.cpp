// SPDX-License-Identifier: MIT
#include "qml/items/chartreading.h"

#include <QtTest>

#include <vector>

using namespace telltale;

namespace {

/// Ten columns of a second, from the history's first second on.
std::vector<Column> tenColumns(const SeriesHistory &history)
{
    std::vector<Column> columns(10);
    history.decimate(0, 1'000, columns);
    return columns;
}

} // namespace

class ChartReadingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void column_isItsLastSample()
    {
        SeriesHistory history;
        history.append(2'100, 5);
        history.append(2'900, 7);
        QCOMPARE(readColumn(tenColumns(history), 2, false, false), 7.0);
    }

    void between_isTheNearerSample()
    {
        SeriesHistory history;
        history.append(1'000, 10);
        history.append(7'000, 70);
        const std::vector<Column> columns = tenColumns(history);
        QCOMPARE(readColumn(columns, 3, false, false), 10.0);
        QCOMPARE(readColumn(columns, 6, false, false), 70.0);
        QCOMPARE(readColumn(columns, 6, true, false), 10.0); // a step holds
    }

    void outside_isNothing()
    {
        SeriesHistory history;
        history.append(3'000, 10);
        history.append(5'000, 20);
        const std::vector<Column> columns = tenColumns(history);
        QVERIFY(!readColumn(columns, 1, false, true));
        QVERIFY(!readColumn(columns, 8, false, false));
        QCOMPARE(readColumn(columns, 8, false, true), 20.0);
        QVERIFY(!readColumn(columns, 10, false, true));
    }

    void hole_isNothingOnEitherSide()
    {
        SeriesHistory history;
        history.append(1'000, 10);
        history.append(3'000, 20);
        history.markGap();
        history.append(7'000, 30);
        history.append(9'000, 40);
        const std::vector<Column> columns = tenColumns(history);
        for (const size_t at : {4, 5, 6})
            QVERIFY(!readColumn(columns, at, true, true));
        QCOMPARE(readColumn(columns, 2, false, false), 10.0);
        QCOMPARE(readColumn(columns, 8, false, false), 30.0);
        QCOMPARE(readColumn(columns, 3, false, false), 20.0);
    }

    void time_isAsFineAsTheColumns()
    {
        const qint64 afternoon = 1'773'497'371'040;
        QCOMPARE(columnTimeText(afternoon, 1'000, afternoon).size(), 8);
        QVERIFY(columnTimeText(afternoon, 20, afternoon).endsWith(QStringLiteral(":31.040")));
    }
};

QTEST_GUILESS_MAIN(ChartReadingTest)
#include "tst_chartreading.moc"
