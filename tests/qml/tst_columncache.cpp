// SPDX-License-Identifier: MIT
#include "qml/items/columncache.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace telltale;

namespace {

std::vector<Column> fresh(const SeriesHistory &history, qint64 first, qint64 columnMs, int count)
{
    std::vector<Column> columns;
    columns.resize(size_t(count));
    history.decimate(first, columnMs, columns);
    return columns;
}

} // namespace

class ColumnCacheTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Whatever happens, in whatever order, the kept columns are those the history would give now.
    void columns_areAlwaysThoseOfTheHistory()
    {
        for (quint32 seed = 1; seed <= 20; ++seed) {
            QRandomGenerator random(seed);
            SeriesHistory history({.samples = 64, .span = std::chrono::minutes(2)});
            ColumnCache cache;
            qint64 time = 1'000'000;
            for (int step = 0; step < 400; ++step) {
                const quint32 dice = random.bounded(100U);
                if (dice < 4) {
                    history.markGap();
                } else if (dice < 6) {
                    history.expectRestart();
                    time -= random.bounded(200'000);
                } else if (dice < 9) {
                    const qint64 past = time - random.bounded(60'000) - 1;
                    history.backfill({{past}, {random.generateDouble()}, {}}, {past - 2'000, past + 2'000});
                } else if (dice < 70) {
                    time += random.bounded(4'000);
                    history.append(time, random.generateDouble());
                }
                const qint64 columnMs = dice == 99 ? 777 : 500;
                const qint64 first = time / columnMs - 80 + random.bounded(5);
                QCOMPARE(cache.columns(history, first, columnMs, 100), fresh(history, first, columnMs, 100));
            }
        }
    }

    void columns_ofAnEmptyHistoryAreEmpty()
    {
        ColumnCache cache;
        QCOMPARE(cache.columns(SeriesHistory(), 5, 100, 3), std::vector<Column>(3));
    }

    void columns_ofAnotherHistoryAreNotMixedUp()
    {
        SeriesHistory one;
        one.append(1'000, 1);
        SeriesHistory other;
        other.append(1'000, 2);
        ColumnCache cache;
        cache.columns(one, 0, 100, 20);
        QCOMPARE(cache.columns(other, 0, 100, 20), fresh(other, 0, 100, 20));
    }
};

QTEST_GUILESS_MAIN(ColumnCacheTest)
#include "tst_columncache.moc"
