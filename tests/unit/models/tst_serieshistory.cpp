// SPDX-License-Identifier: MIT
#include "models/series/serieshistory.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace telltale;

namespace {

struct Point
{
    qint64 time;
    double value;

    friend bool operator==(const Point &, const Point &) = default;
};
using Points = std::vector<Point>;

Points pointsOf(const std::array<SeriesHistory::Part, 2> &parts)
{
    Points points;
    for (const auto &part : parts) {
        for (size_t i = 0; i < part.times.size(); ++i)
            points.push_back({part.times[i], part.values[i]});
    }
    return points;
}

HistoryLimits limited(qsizetype samples, milliseconds span = std::chrono::hours(1000))
{
    return {samples, span, 4};
}

/// What decimate() means, without any cleverness.
std::vector<Column> naiveColumns(const Points &points, const std::deque<GapMark> &gaps, qint64 first, qint64 width,
                                 size_t count)
{
    std::vector<Column> columns(count);
    for (size_t c = 0; c < count; ++c) {
        const qint64 from = (first + qint64(c)) * width;
        const qint64 to = from + width;
        Column &column = columns[c];
        for (const Point &point : points) {
            if (point.time < from || point.time >= to)
                continue;
            column.min = column.count ? std::min(column.min, point.value) : point.value;
            column.max = column.count ? std::max(column.max, point.value) : point.value;
            if (column.count++ == 0)
                column.first = point.value;
            column.last = point.value;
        }
        for (const GapMark &gap : gaps) {
            column.hasGap = column.hasGap || (gap.fromMs < to && gap.toMs >= from);
            column.startsAfterGap = column.startsAfterGap || (gap.toMs >= from && gap.toMs < to);
        }
    }
    return columns;
}

} // namespace

class SeriesHistoryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void append_keepsOrder();
    void append_equalTimeReplaces();
    void append_olderTimeIsRefusedAndCounted();
    void append_wrapsAtTheLimit();
    void append_forgetsByTime();
    void append_staysWithinTheBudget();
    void append_afterExpectRestartMayGoBack();
    void parts_givesRangesOverTheWrap();
    void gaps_areOpenUntilTheNextSample();
    void gaps_areBoundedAndForgotten();
    void range_isSmallestAndLargest();
    void revision_movesWithWhatIsDrawn();
    void decimate_equalsTheNaiveReference_data();
    void decimate_equalsTheNaiveReference();
    void decimate_slidingReusesColumns();
};

void SeriesHistoryTest::append_keepsOrder()
{
    SeriesHistory history;
    QVERIFY(history.isEmpty());
    QCOMPARE(history.append(10, 1), SeriesHistory::Appended::Added);
    QCOMPARE(history.append(20, 2), SeriesHistory::Appended::Added);
    QCOMPARE(pointsOf(history.parts()), (Points{{10, 1}, {20, 2}}));
    QCOMPARE(history.firstTimeMs(), 10);
    QCOMPARE(history.lastTimeMs(), 20);
    QCOMPARE(history.lastValue(), 2.0);
}

void SeriesHistoryTest::append_equalTimeReplaces()
{
    SeriesHistory history;
    history.append(10, 1);
    QCOMPARE(history.append(10, 5), SeriesHistory::Appended::Replaced);
    QCOMPARE(pointsOf(history.parts()), (Points{{10, 5}}));
}

void SeriesHistoryTest::append_olderTimeIsRefusedAndCounted()
{
    SeriesHistory history;
    history.append(10, 1);
    history.append(20, 2);
    QCOMPARE(history.append(15, 9), SeriesHistory::Appended::Refused);
    QCOMPARE(history.refused(), quint64(1));
    QCOMPARE(pointsOf(history.parts()), (Points{{10, 1}, {20, 2}}));
}

void SeriesHistoryTest::append_wrapsAtTheLimit()
{
    for (const qsizetype limit : {1, 5, 16, 33}) {
        SeriesHistory history(limited(limit));
        for (qint64 i = 0; i < 100; ++i) {
            history.append(i, double(i));
            QVERIFY(history.size() <= limit);
            QVERIFY(history.capacity() <= limit);
            const Points points = pointsOf(history.parts());
            QCOMPARE(qsizetype(points.size()), history.size());
            QCOMPARE(points.back(), (Point{i, double(i)}));
            QCOMPARE(points.front().time, std::max(qint64(0), i + 1 - limit));
        }
    }
}

void SeriesHistoryTest::append_forgetsByTime()
{
    SeriesHistory history(limited(1000, milliseconds(50)));
    for (qint64 i = 0; i < 20; ++i)
        history.append(i * 10, 0);
    // Exactly the span old is kept.
    QCOMPARE(history.firstTimeMs(), 140);
    history.append(10'000, 0);
    QCOMPARE(history.size(), 1);
}

void SeriesHistoryTest::append_staysWithinTheBudget()
{
    SampleBudget budget(48);
    SeriesHistory first(limited(1000), &budget);
    SeriesHistory second(limited(1000), &budget);
    for (qint64 i = 0; i < 1000; ++i) {
        first.append(i, 0);
        second.append(i, 0);
    }
    // The first sixteen of each are free; from then on a ring doubles only if the budget has that much.
    QCOMPARE(first.size(), 32);
    QCOMPARE(second.size(), 32);
    QCOMPARE(budget.left(), 16);
    QCOMPARE(first.lastTimeMs(), 999);
}

void SeriesHistoryTest::append_afterExpectRestartMayGoBack()
{
    SeriesHistory history;
    history.append(10, 1);
    history.append(20, 2);
    history.expectRestart();
    QCOMPARE(history.append(5, 7), SeriesHistory::Appended::Added);
    QCOMPARE(pointsOf(history.parts()), (Points{{5, 7}}));
    QCOMPARE(history.append(4, 8), SeriesHistory::Appended::Refused);

    history.expectRestart();
    history.append(6, 9);
    QCOMPARE(pointsOf(history.parts()), (Points{{5, 7}, {6, 9}}));
}

void SeriesHistoryTest::parts_givesRangesOverTheWrap()
{
    SeriesHistory history(limited(8));
    for (qint64 i = 0; i < 13; ++i)
        history.append(i, double(i));
    for (qint64 from = 0; from < 15; ++from) {
        for (qint64 to = 0; to < 15; ++to) {
            Points expected;
            for (qint64 i = std::max(from, qint64(5)); i < std::min(to, qint64(13)); ++i)
                expected.push_back({i, double(i)});
            QCOMPARE(pointsOf(history.parts(from, to)), expected);
        }
    }
}

void SeriesHistoryTest::gaps_areOpenUntilTheNextSample()
{
    SeriesHistory history;
    history.markGap();
    QVERIFY(history.gaps().empty());
    history.append(10, 1);
    history.markGap();
    history.markGap();
    QCOMPARE(history.gaps(), (std::deque<GapMark>{{10, GapMark::open}}));
    history.append(30, 2);
    QCOMPARE(history.gaps(), (std::deque<GapMark>{{10, 30}}));
    history.append(40, 2);
    QCOMPARE(history.gaps(), (std::deque<GapMark>{{10, 30}}));
}

void SeriesHistoryTest::gaps_areBoundedAndForgotten()
{
    SeriesHistory history(limited(100));
    for (qint64 i = 0; i < 10; ++i) {
        history.append(i, 0);
        history.markGap();
    }
    QCOMPARE(history.gaps().size(), size_t(4));
    QCOMPARE(history.gaps().back().fromMs, 9);

    SeriesHistory small(limited(2));
    small.append(1, 0);
    small.markGap();
    small.append(2, 0);
    QCOMPARE(small.gaps().size(), size_t(1));
    small.append(3, 0);
    QVERIFY(small.gaps().empty());
}

void SeriesHistoryTest::range_isSmallestAndLargest()
{
    SeriesHistory history;
    QVERIFY(!history.range(0, 100));
    history.append(10, 3);
    history.append(20, -1);
    history.append(30, 8);
    QCOMPARE(history.range(0, 100), (SeriesHistory::Range{-1, 8}));
    QCOMPARE(history.range(10, 20), (SeriesHistory::Range{3, 3}));
    QVERIFY(!history.range(31, 100));
}

void SeriesHistoryTest::revision_movesWithWhatIsDrawn()
{
    SeriesHistory history;
    quint64 revision = history.revision();
    const auto moved = [&] { return std::exchange(revision, history.revision()) != history.revision(); };
    history.markGap();
    QVERIFY(!moved());
    history.append(10, 1);
    QVERIFY(moved());
    history.append(10, 2);
    QVERIFY(moved());
    history.append(5, 2);
    QVERIFY(!moved());
    history.markGap();
    QVERIFY(moved());
}

void SeriesHistoryTest::decimate_equalsTheNaiveReference_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 40; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void SeriesHistoryTest::decimate_equalsTheNaiveReference()
{
    QFETCH(int, seed);
    QRandomGenerator random{quint32(seed)};
    SeriesHistory history(limited(1 + random.bounded(300)));
    qint64 time = random.bounded(2000) - 1000; // also before 1970
    for (int i = 0; i < 400; ++i) {
        time += random.bounded(20);
        history.append(time, random.generateDouble() * 200 - 100);
        if (random.bounded(60) == 0)
            history.markGap();
    }
    const Points points = pointsOf(history.parts());
    for (int round = 0; round < 20; ++round) {
        const qint64 width = 1 + random.bounded(300);
        const qint64 first = (time - random.bounded(6000)) / width - 3;
        std::vector<Column> columns(size_t(random.bounded(80)));
        history.decimate(first, width, columns);
        QVERIFY(columns == naiveColumns(points, history.gaps(), first, width, columns.size()));
    }
}

void SeriesHistoryTest::decimate_slidingReusesColumns()
{
    SeriesHistory history;
    QRandomGenerator random{7};
    std::vector<Column> before(50);
    constexpr qint64 width = 100;
    for (qint64 time = 0; time < 20'000; time += 30)
        history.append(time, random.generateDouble());
    history.decimate(140, width, before);
    for (qint64 time = 20'010; time < 21'000; time += 30)
        history.append(time, random.generateDouble());
    std::vector<Column> after(50);
    history.decimate(150, width, after);
    // The samples end at 19,980, in column 199: it alone could change.
    QVERIFY(std::equal(before.begin() + 10, before.end(), after.begin()));
    QVERIFY(after[41].count > 0);
}

QTEST_GUILESS_MAIN(SeriesHistoryTest)
#include "tst_serieshistory.moc"
