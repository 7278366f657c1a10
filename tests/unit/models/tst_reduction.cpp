// SPDX-License-Identifier: MIT
#include "models/values/reduction.h"

#include "models/series/historyreduction.h"

#include <QTest>

#include <limits>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

constexpr double hole = std::numeric_limits<double>::quiet_NaN();

/// Samples a second apart; a hole stands for one that did not come.
std::optional<double> resultOf(Reduction reduction, const QList<double> &values)
{
    Reducer reducer(reduction);
    qint64 timeMs = 1'700'000'000'000;
    for (const double value : values) {
        timeMs += 1'000;
        if (std::isnan(value))
            reducer.addGap();
        else
            reducer.add(timeMs, value);
    }
    return reducer.result();
}

} // namespace

class ReductionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ids_roundTrip();
    void result_table_data();
    void result_table();
    void result_withoutSamples();
    void result_neverInfinite();
    void sum_keepsSmallNumbers();
    void reduced_readsARange_data();
    void reduced_readsARange();
    void reduced_knowsHoles();
    void reduced_readsManySamples();
};

void ReductionTest::ids_roundTrip()
{
    QCOMPARE(reductionIds(), u"last mean min max sum delta rate count"_s.split(u' '));
    for (const QString &id : reductionIds()) {
        QVERIFY(reductionFromId(id));
        QCOMPARE(reductionId(*reductionFromId(id)), id);
    }
    QVERIFY(!reductionFromId(u"average"));
    QVERIFY(!reductionFromId(u""));
    QVERIFY(!reductionFromId(u"Last"));
}

void ReductionTest::result_table_data()
{
    QTest::addColumn<Reduction>("reduction");
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<double>("expected");
    const auto row = [](const char *name, Reduction reduction, const QList<double> &values, double expected) {
        QTest::newRow(name) << reduction << values << expected;
    };
    row("last", Reduction::Last, {1, 5, 3}, 3);
    row("last, before a hole", Reduction::Last, {1, 5, hole}, 5);
    row("mean", Reduction::Mean, {1, 5, 3}, 3);
    row("mean of one", Reduction::Mean, {-7}, -7);
    row("mean leaves holes out", Reduction::Mean, {2, hole, 4}, 3);
    row("min", Reduction::Min, {1, -5, 3}, -5);
    row("max", Reduction::Max, {-1, -5, -3}, -1);
    row("sum", Reduction::Sum, {1, -5, 3}, -1);
    row("delta", Reduction::Delta, {10, 50, 13}, 3);
    row("delta that falls", Reduction::Delta, {10, 4}, -6);
    row("delta over a hole", Reduction::Delta, {10, hole, 14}, 4);
    row("rate", Reduction::Rate, {10, 12, 16}, 3);
    row("rate of rest", Reduction::Rate, {10, 10, 10}, 0);
    row("rate, begins again from zero", Reduction::Rate, {100, 110, 4, 8}, 6);  // 10 + 4 + 4 in 3 s
    row("rate leaves holes out", Reduction::Rate, {10, 12, hole, 100, 106}, 4); // 2 + 6 in 2 s
    row("rate, a lone sample between holes", Reduction::Rate, {10, 12, hole, 50, hole, 100, 104}, 3);
    row("count", Reduction::Count, {1, 1, hole, 1}, 3);
}

void ReductionTest::result_table()
{
    QFETCH(Reduction, reduction);
    QFETCH(QList<double>, values);
    QFETCH(double, expected);
    QCOMPARE(resultOf(reduction, values), std::optional(expected));
}

void ReductionTest::result_withoutSamples()
{
    for (const QString &id : reductionIds()) {
        const Reduction reduction = *reductionFromId(id);
        const bool isCount = reduction == Reduction::Count;
        QCOMPARE(resultOf(reduction, {}), isCount ? std::optional(0.0) : std::nullopt);
        QCOMPARE(resultOf(reduction, {hole}), isCount ? std::optional(0.0) : std::nullopt);
    }
    QVERIFY(!resultOf(Reduction::Delta, {1}));
    QVERIFY(!resultOf(Reduction::Rate, {1}));
    QVERIFY(!resultOf(Reduction::Rate, {1, hole, 2}));
}

void ReductionTest::result_neverInfinite()
{
    const double huge = std::numeric_limits<double>::max();
    QVERIFY(!resultOf(Reduction::Sum, {huge, huge}));
    QVERIFY(!resultOf(Reduction::Mean, {huge, huge, huge}));
    QVERIFY(!resultOf(Reduction::Delta, {-huge, huge}));
    QCOMPARE(resultOf(Reduction::Max, {-huge, huge}), std::optional(huge));
}

void ReductionTest::sum_keepsSmallNumbers()
{
    QCOMPARE(*resultOf(Reduction::Sum, {1e16, 1, 1, 1, 1, -1e16}), 4.0);
    QCOMPARE(*resultOf(Reduction::Sum, {1, 1e100, 1, -1e100}), 2.0);
    QList<double> tenths(1'000'000, 0.1);
    QVERIFY(*resultOf(Reduction::Sum, tenths) == 100'000.0); // not QCOMPARE, which forgives rounding
    QVERIFY(*resultOf(Reduction::Mean, tenths) == 0.1);
}

void ReductionTest::reduced_readsARange_data()
{
    QTest::addColumn<Reduction>("reduction");
    QTest::addColumn<double>("expected"); // of 20, 30, 40, 50
    QTest::newRow("last") << Reduction::Last << 50.0;
    QTest::newRow("mean") << Reduction::Mean << 35.0;
    QTest::newRow("min") << Reduction::Min << 20.0;
    QTest::newRow("max") << Reduction::Max << 50.0;
    QTest::newRow("sum") << Reduction::Sum << 140.0;
    QTest::newRow("delta") << Reduction::Delta << 30.0;
    QTest::newRow("rate") << Reduction::Rate << 10.0;
    QTest::newRow("count") << Reduction::Count << 4.0;
}

void ReductionTest::reduced_readsARange()
{
    QFETCH(Reduction, reduction);
    QFETCH(double, expected);
    SeriesHistory history;
    for (int second = 0; second < 10; ++second)
        history.append(second * 1'000, second * 10);
    QCOMPARE(reduced(history, reduction, 2'000, 6'000), std::optional(expected)); // the end does not belong to it
    const bool isCount = reduction == Reduction::Count;
    QCOMPARE(reduced(history, reduction, 20'000, 60'000), isCount ? std::optional(0.0) : std::nullopt);
    QCOMPARE(reduced(SeriesHistory(), reduction, 0, 10), isCount ? std::optional(0.0) : std::nullopt);
}

void ReductionTest::reduced_knowsHoles()
{
    SeriesHistory history;
    history.append(0, 0);
    history.append(1'000, 10);
    history.markGap();
    history.append(5'000, 1'000);
    history.append(6'000, 1'020);
    history.markGap(); // open
    QCOMPARE(reduced(history, Reduction::Rate, 0, 10'000), std::optional(15.0));
    QCOMPARE(reduced(history, Reduction::Rate, 1'000, 6'000), std::nullopt); // one sample on either side
    QCOMPARE(reduced(history, Reduction::Rate, 5'000, 10'000), std::optional(20.0));
    QCOMPARE(reduced(history, Reduction::Delta, 0, 10'000), std::optional(1'020.0));
}

/// More than are kept in one piece.
void ReductionTest::reduced_readsManySamples()
{
    SeriesHistory history;
    for (int i = 0; i < 5'000; ++i) {
        if (i == 3'000)
            history.markGap();
        history.append(i * 100, i);
    }
    QCOMPARE(reduced(history, Reduction::Sum, 0, 500'000), std::optional(4'999.0 * 2'500));
    QCOMPARE(reduced(history, Reduction::Rate, 0, 500'000), std::optional(10.0));
    QCOMPARE(reduced(history, Reduction::Count, 100'000, 200'000), std::optional(1'000.0));
}

QTEST_GUILESS_MAIN(ReductionTest)
#include "tst_reduction.moc"
