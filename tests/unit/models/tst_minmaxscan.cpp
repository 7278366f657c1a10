// SPDX-License-Identifier: MIT
#include "models/series/minmaxscan.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace telltale;

class MinMaxScanTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void scan_ofNothingIsEmpty();
    void scan_allWaysAreEqual();
    void scan_readsNoFurtherThanItsRuns();
    void extremesScan_takesMoreRunsThanItHolds();
    void extremesScan_takesSummaries();
};

namespace {

std::vector<double> randomValues(QRandomGenerator &random, size_t count)
{
    std::vector<double> values(count);
    for (double &value : values)
        value = random.generateDouble() * 2'000 - 1'000;
    return values;
}

Extremes naive(const std::vector<double> &values)
{
    Extremes all;
    for (const double value : values)
        all.widen(value);
    return all;
}

std::vector<scan::Function> ways()
{
    std::vector<scan::Function> all{&scan::portable};
    if (scan::avx2())
        all.push_back(scan::avx2());
    return all;
}

} // namespace

void MinMaxScanTest::scan_ofNothingIsEmpty()
{
    for (const scan::Function way : ways()) {
        QVERIFY(way(nullptr, 0).isEmpty());
        const ValueRun none{nullptr, 0};
        QVERIFY(way(&none, 1).isEmpty());
    }
    QVERIFY(scanExtremes({}).isEmpty());
}

void MinMaxScanTest::scan_allWaysAreEqual()
{
    if (!scan::avx2())
        qInfo("this processor has no 256-bit registers: the portable way alone is tested");
    QRandomGenerator random(1);
    for (size_t count = 1; count < 200; ++count) {
        const std::vector<double> values = randomValues(random, count);
        // The extreme at each place in turn, so that none is overlooked.
        for (size_t place = 0; place < count; ++place) {
            std::vector<double> each = values;
            each[place] = place % 2 ? 5'000 : -5'000;
            const Extremes expected = naive(each);
            for (const scan::Function way : ways()) {
                const ValueRun whole{each.data(), count};
                QCOMPARE(way(&whole, 1), expected);
                const ValueRun parts[]{{each.data(), place}, {each.data() + place, count - place}};
                QCOMPARE(way(parts, 2), expected);
            }
            QCOMPARE(scanExtremes(each), expected);
        }
    }
}

void MinMaxScanTest::scan_readsNoFurtherThanItsRuns()
{
    for (size_t count = 0; count < 150; ++count) {
        std::vector<double> values(count + 200, 1e9);
        std::fill_n(values.begin() + 100, count, 1.0);
        const ValueRun run{values.data() + 100, count};
        for (const scan::Function way : ways())
            QCOMPARE(way(&run, 1), count == 0 ? Extremes() : (Extremes{1, 1}));
    }
}

void MinMaxScanTest::extremesScan_takesMoreRunsThanItHolds()
{
    QRandomGenerator random(2);
    for (size_t runs = 0; runs < 40; ++runs) {
        std::vector<double> values = randomValues(random, 10 * runs);
        ExtremesScan scan;
        for (size_t run = 0; run < runs; ++run)
            scan.add(std::span(values).subspan(10 * run, 10));
        QCOMPARE(scan.result(), naive(values));
        QVERIFY(scan.result().isEmpty()); // it begins anew
    }
}

void MinMaxScanTest::extremesScan_takesSummaries()
{
    QRandomGenerator random(3);
    std::vector<Extremes> blocks(50);
    Extremes expected;
    for (Extremes &block : blocks) {
        block.widen(random.generateDouble());
        block.widen(random.generateDouble() - 2);
        expected.widen(block);
    }
    ExtremesScan scan;
    scan.add(blocks.data(), blocks.size());
    QCOMPARE(scan.result(), expected);
    scan.add(blocks.data(), blocks.size());
    scan.add(Extremes{-9, 9});
    QCOMPARE(scan.result(), (Extremes{-9, 9}));
}

QTEST_GUILESS_MAIN(MinMaxScanTest)
#include "tst_minmaxscan.moc"
