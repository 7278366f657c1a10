// SPDX-License-Identifier: MIT
#include "models/series/serieshistory.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <bit>
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

constexpr qint64 always = std::numeric_limits<qint64>::max();

Points pointsOf(const SeriesHistory &history, qint64 fromMs = std::numeric_limits<qint64>::min(), qint64 toMs = always)
{
    Points points;
    history.forEach(fromMs, toMs, [&](const SampleSpan &samples) {
        for (size_t i = 0; i < samples.times.size(); ++i)
            points.push_back({samples.times[i], samples.values[i]});
    });
    return points;
}

HistoryLimits limited(qsizetype samples, milliseconds span = std::chrono::hours(1000))
{
    return {.samples = samples, .span = span, .gaps = 4};
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
    void append_staysWithinItsBytes();
    void trim_bringsNothingBack();
    void append_refusesWhatIsNoNumber();
    void append_takesAnyTimes();
    void append_afterExpectRestartMayGoBack();
    void forEach_givesRanges();
    void gaps_areOpenUntilTheNextSample();
    void gaps_areBoundedAndForgotten();
    void gaps_thatGoTakeWhatIsBeforeThem();
    void range_isSmallestAndLargest();
    void revision_movesWithWhatIsDrawn();
    void decimate_equalsTheNaiveReference_data();
    void decimate_equalsTheNaiveReference();
    void decimate_slidingReusesColumns();
    void forEach_comesBackBitForBit_data();
    void forEach_comesBackBitForBit();
    void append_packsWhatIsOld();
    void trim_forgetsTheOldestUntilItFits();
    void backfill_goesBeforeTheFirst();
    void backfill_fillsHolesAndDoublesNothing();
    void backfill_closesOnlyTheHolesItCovers();
    void backfill_keepsTheFeedsOwnHoles();
    void backfill_ofAnEmptyHistoryIsIt();
    void backfill_refusesDisorder();
    void backfill_staysWithinTheLimits();
    void backfill_equalsTheNaiveReference_data();
    void backfill_equalsTheNaiveReference();
};

void SeriesHistoryTest::append_keepsOrder()
{
    SeriesHistory history;
    QVERIFY(history.isEmpty());
    QCOMPARE(history.append(10, 1), SeriesHistory::Appended::Added);
    QCOMPARE(history.append(20, 2), SeriesHistory::Appended::Added);
    QCOMPARE(pointsOf(history), (Points{{10, 1}, {20, 2}}));
    QCOMPARE(history.firstTimeMs(), 10);
    QCOMPARE(history.lastTimeMs(), 20);
    QCOMPARE(history.lastValue(), 2.0);
}

void SeriesHistoryTest::append_equalTimeReplaces()
{
    SeriesHistory history;
    history.append(10, 1);
    QCOMPARE(history.append(10, 5), SeriesHistory::Appended::Replaced);
    QCOMPARE(pointsOf(history), (Points{{10, 5}}));
}

void SeriesHistoryTest::append_olderTimeIsRefusedAndCounted()
{
    SeriesHistory history;
    history.append(10, 1);
    history.append(20, 2);
    QCOMPARE(history.append(15, 9), SeriesHistory::Appended::Refused);
    QCOMPARE(history.refused(), quint64(1));
    QCOMPARE(pointsOf(history), (Points{{10, 1}, {20, 2}}));
}

void SeriesHistoryTest::append_wrapsAtTheLimit()
{
    for (const qsizetype limit : {1, 5, 16, 33}) {
        SeriesHistory history(limited(limit));
        for (qint64 i = 0; i < 100; ++i) {
            history.append(i, double(i));
            QVERIFY(history.size() <= limit);
            const Points points = pointsOf(history);
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

void SeriesHistoryTest::append_staysWithinItsBytes()
{
    for (const qsizetype bytes : {0, 2'000, 30'000, 100'000}) {
        SeriesHistory history(
            {.samples = 1 << 20, .span = std::chrono::hours(1000), .bytes = bytes, .rawSamples = 2048});
        for (qint64 i = 0; i < 200'000; ++i) {
            history.append(i, double(i % 97) + 1.0 / 3);
            QVERIFY(history.bytes() <= std::max(bytes, qsizetype(1'024)));
        }
        QCOMPARE(history.lastTimeMs(), 199'999);
        QVERIFY(history.size() >= SeriesHistory::fewestSamples);
        QVERIFY(history.bytes() > bytes / 2); // nor is more forgotten than must be
        const Points points = pointsOf(history);
        QCOMPARE(qsizetype(points.size()), history.size());
        QCOMPARE(points.front().time, 200'000 - history.size());
    }
}

void SeriesHistoryTest::append_refusesWhatIsNoNumber()
{
    SeriesHistory history;
    QCOMPARE(history.append(10, std::nan("")), SeriesHistory::Appended::Refused);
    QCOMPARE(history.append(10, HUGE_VAL), SeriesHistory::Appended::Refused);
    QVERIFY(history.isEmpty());
    QCOMPARE(history.refused(), quint64(2));
}

void SeriesHistoryTest::append_takesAnyTimes()
{
    // Further apart than a chunk's offsets reach, and than a difference of two times does.
    const std::vector<qint64> times{std::numeric_limits<qint64>::min(),
                                    -5'000'000'000,
                                    0,
                                    4'294'967'295,
                                    4'294'967'296,
                                    20'000'000'000,
                                    always - 1};
    SeriesHistory history({.span = milliseconds(always)});
    Points expected;
    for (const qint64 time : times) {
        history.append(time, double(time));
        expected.push_back({time, double(time)});
    }
    expected.erase(expected.begin(), expected.begin() + 2); // further back than any span
    QCOMPARE(pointsOf(history), expected);
}

void SeriesHistoryTest::append_afterExpectRestartMayGoBack()
{
    SeriesHistory history;
    history.append(10, 1);
    history.append(20, 2);
    history.expectRestart();
    QCOMPARE(history.append(5, 7), SeriesHistory::Appended::Added);
    QCOMPARE(pointsOf(history), (Points{{5, 7}}));
    QCOMPARE(history.append(4, 8), SeriesHistory::Appended::Refused);

    history.expectRestart();
    history.append(6, 9);
    QCOMPARE(pointsOf(history), (Points{{5, 7}, {6, 9}}));
}

void SeriesHistoryTest::forEach_givesRanges()
{
    SeriesHistory history(limited(8));
    for (qint64 i = 0; i < 13; ++i)
        history.append(i, double(i));
    for (qint64 from = 0; from < 15; ++from) {
        for (qint64 to = 0; to < 15; ++to) {
            Points expected;
            for (qint64 i = std::max(from, qint64(5)); i < std::min(to, qint64(13)); ++i)
                expected.push_back({i, double(i)});
            QCOMPARE(pointsOf(history, from, to), expected);
        }
    }
}

void SeriesHistoryTest::trim_bringsNothingBack()
{
    SeriesHistory history(limited(5));
    for (qint64 i = 0; i < 900; ++i)
        history.append(i, double(i));
    const Points points = pointsOf(history);
    QCOMPARE(points.size(), size_t(5));
    history.trim(0);
    QVERIFY(pointsOf(history) == points);
    QCOMPARE(history.size(), 5);
    QCOMPARE(history.firstTimeMs(), 895);
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
    // Raw and packed chunks, a beginning that was forgotten in part, holes, replaced values, new beginnings.
    HistoryLimits limits;
    limits.samples = 1 + random.bounded(9'000);
    limits.span = milliseconds(1 + random.bounded(200'000));
    limits.rawSamples = random.bounded(4'000);
    limits.gaps = 20;
    SeriesHistory history(limits);
    Points points;
    qint64 time = random.bounded(2000) - 100'000; // also before 1970
    const int pace = 1 + random.bounded(40);
    for (int i = random.bounded(20'000); i >= 0; --i) {
        const quint32 dice = random.bounded(20'000U);
        if (dice < 2) {
            history.expectRestart();
            time -= random.bounded(50'000);
        } else if (dice < 20) {
            history.markGap();
        }
        time += dice % 300 == 0 ? random.bounded(30'000) : random.bounded(pace);
        const double value = seed % 2 ? random.generateDouble() * 200 - 100 : qRound(random.bounded(2'000.0)) / 100.0;
        if (!points.empty() && time < points.back().time)
            points.clear();
        if (!points.empty() && time == points.back().time)
            points.pop_back();
        points.push_back({time, value});
        history.append(time, value);
    }
    points.erase(points.begin(), points.end() - history.size());
    QVERIFY(pointsOf(history) == points);
    QCOMPARE(points.front().time, history.firstTimeMs());
    QVERIFY(time - points.front().time <= limits.span.count());
    for (int round = 0; round < 20; ++round) {
        const qint64 width = 1 + random.bounded(round % 4 == 0 ? 30'000 : 300);
        const qint64 first = (time - random.bounded(60'000)) / width - 3;
        std::vector<Column> columns(size_t(random.bounded(80)));
        history.decimate(first, width, columns);
        QVERIFY(columns == naiveColumns(points, history.gaps(), first, width, columns.size()));
        const qint64 to = (first + qint64(columns.size())) * width;
        const auto range = history.range(first * width, to);
        Extremes naive;
        for (const Point &point : points) {
            if (point.time >= first * width && point.time < to)
                naive.widen(point.value);
        }
        QCOMPARE(range, naive.isEmpty() ? std::nullopt : std::optional(SeriesHistory::Range{naive.min, naive.max}));
    }
}

void SeriesHistoryTest::forEach_comesBackBitForBit_data()
{
    QTest::addColumn<int>("kind");
    QTest::addRow("two decimals") << 0;
    QTest::addRow("whole numbers") << 1;
    QTest::addRow("full doubles") << 2;
    QTest::addRow("floats") << 3;
    QTest::addRow("zeros with a sign") << 4;
    QTest::addRow("tiny and huge") << 5;
    QTest::addRow("a counter") << 6;
    QTest::addRow("decimals with an odd one") << 7;
    QTest::addRow("all alike") << 8;
}

void SeriesHistoryTest::forEach_comesBackBitForBit()
{
    QFETCH(int, kind);
    QRandomGenerator random{quint32(kind + 1)};
    SeriesHistory history({.span = milliseconds(always), .rawSamples = 0});
    const auto value = [&](int i) {
        switch (kind) {
        case 0:
            return qRound(random.bounded(20'000.0) - 10'000) / 100.0;
        case 1:
            return double(random.bounded(2'000'000) - 1'000'000);
        case 2:
            return std::bit_cast<double>(random.generate64());
        case 3:
            return double(float(random.generateDouble() - 0.5));
        case 4:
            return random.bounded(2) ? -0.0 : 0.0;
        case 5:
            return std::ldexp(random.generateDouble() - 0.5, random.bounded(2'100) - 1'080);
        case 6:
            return 9e14 + i * 1'048'577.0 + random.bounded(100);
        case 7:
            return i % 64 == 40 ? 1.0 / 3 : random.bounded(100) / 10.0;
        default:
            return 0.1;
        }
    };
    std::vector<qint64> times;
    std::vector<double> values;
    qint64 time = 1'700'000'000'000;
    for (int i = 0; i < 6'000; ++i) {
        const double each = value(i);
        time += random.bounded(500) == 0 ? qint64(random.bounded(1e10)) + 1 : 1'000 + random.bounded(17);
        if (!std::isfinite(each))
            continue;
        times.push_back(time);
        values.push_back(each);
        history.append(time, each);
    }
    QVERIFY(history.size() > 5'000);
    size_t at = 0;
    const auto same = [](double a, double b) { return std::bit_cast<quint64>(a) == std::bit_cast<quint64>(b); };
    history.forEach(std::numeric_limits<qint64>::min(), always, [&](const SampleSpan &samples) {
        for (size_t i = 0; i < samples.times.size(); ++i, ++at) {
            QCOMPARE(samples.times[i], times[at]);
            QVERIFY(same(samples.values[i], values[at]));
        }
    });
    QCOMPARE(at, values.size());
}

void SeriesHistoryTest::append_packsWhatIsOld()
{
    QRandomGenerator random{5};
    SeriesHistory raw({.span = milliseconds(always), .rawSamples = 1 << 20});
    SeriesHistory packed({.span = milliseconds(always), .rawSamples = 0});
    int walk = 0;
    for (qint64 i = 0; i < 64 * 1024; ++i) {
        const qint64 time = 1'700'000'000'000 + i * 1'000 + random.bounded(17);
        walk += random.bounded(101) - 50;
        raw.append(time, walk / 100.0);
        packed.append(time, walk / 100.0);
    }
    QVERIFY(double(raw.bytes()) / double(raw.size()) <= 14);
    QVERIFY(double(packed.bytes()) / double(packed.size()) <= 4);
    QVERIFY(pointsOf(raw) == pointsOf(packed));
}

void SeriesHistoryTest::trim_forgetsTheOldestUntilItFits()
{
    SeriesHistory history({.span = milliseconds(always)});
    for (qint64 i = 0; i < 50'000; ++i) {
        history.append(i, double(i));
        if (i % 10'000 == 0)
            history.markGap();
    }
    const qsizetype all = history.size();
    history.trim(1 << 20);
    QCOMPARE(history.size(), all); // it fits
    history.trim(60'000);
    QVERIFY(history.bytes() <= 60'000);
    QCOMPARE(history.size(), all); // packed, it fits still
    history.trim(20'000);
    QVERIFY(history.bytes() <= 20'000);
    QVERIFY(history.size() < all);
    QCOMPARE(history.lastTimeMs(), 49'999);
    for (const GapMark &gap : history.gaps())
        QVERIFY(gap.toMs > history.firstTimeMs());
    history.trim(0);
    QVERIFY(history.size() >= SeriesHistory::fewestSamples);
    QVERIFY(history.bytes() <= 1'024);
    QCOMPARE(pointsOf(history).back(), (Point{49'999, 49'999}));
    QCOMPARE(history.append(50'000, 1), SeriesHistory::Appended::Added);
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

namespace {
SeriesColumns columnsOf(const Points &points, std::vector<qsizetype> breaks = {})
{
    SeriesColumns columns;
    for (const Point &point : points) {
        columns.times.push_back(point.time);
        columns.values.push_back(point.value);
    }
    columns.breaks = std::move(breaks);
    return columns;
}
} // namespace

void SeriesHistoryTest::backfill_goesBeforeTheFirst()
{
    SeriesHistory history;
    history.append(100, 1);
    history.append(110, 2);
    const quint64 revision = history.revision();
    const quint64 past = history.pastRevision();
    QCOMPARE(history.backfill(columnsOf({{80, 8}, {90, 9}, {100, -1}, {105, -2}}), {80, 105}), 2);
    QCOMPARE(pointsOf(history), (Points{{80, 8}, {90, 9}, {100, 1}, {110, 2}}));
    QVERIFY(history.gaps().empty());
    QVERIFY(history.revision() != revision);
    QVERIFY(history.pastRevision() != past);

    // What was not asked for is unknown.
    QCOMPARE(history.backfill(columnsOf({{50, 5}}), {40, 60}), 1);
    QCOMPARE(history.gaps(), (std::deque<GapMark>{{50, 80}}));
    // Nothing new changes nothing.
    const quint64 after = history.revision();
    QCOMPARE(history.backfill(columnsOf({{100, 5}}), {100, 100}), 0);
    QCOMPARE(history.revision(), after);
}

void SeriesHistoryTest::backfill_fillsHolesAndDoublesNothing()
{
    SeriesHistory history;
    history.append(100, 1);
    history.append(110, 2);
    history.markGap();
    history.append(150, 3);
    history.append(160, 4);
    history.markGap();
    // Thinned out: its times are not ours, and only what we lack is taken.
    QCOMPARE(history.backfill(columnsOf({{105, -1}, {120, 5}, {130, 6}, {155, -1}, {170, 7}}), {100, 175}), 3);
    QCOMPARE(pointsOf(history), (Points{{100, 1}, {110, 2}, {120, 5}, {130, 6}, {150, 3}, {160, 4}, {170, 7}}));
    QCOMPARE(history.gaps(), (std::deque<GapMark>{{170, GapMark::open}}));
    history.append(180, 8);
    QCOMPARE(history.gaps(), (std::deque<GapMark>{{170, 180}}));
    QCOMPARE(history.backfill({}, {170, 180}), 0);
    QVERIFY(history.gaps().empty()); // there was nothing in between
}

void SeriesHistoryTest::backfill_closesOnlyTheHolesItCovers()
{
    const auto made = [] {
        SeriesHistory history;
        for (const qint64 time : {100, 200, 300, 400}) {
            history.append(time, 0);
            history.markGap();
        }
        return history;
    };
    using Gaps = std::deque<GapMark>;
    constexpr qint64 open = GapMark::open;
    SeriesHistory history = made();
    history.backfill({}, {150, 350});
    QCOMPARE(history.gaps(), (Gaps{{100, 200}, {300, 400}, {400, open}}));
    history = made();
    history.backfill(columnsOf({{160, 1}, {180, 1}, {320, 1}}), {150, 350});
    QCOMPARE(history.gaps(), (Gaps{{100, 160}, {320, 400}, {400, open}}));
    QCOMPARE(history.size(), 7);
    history = made();
    history.backfill(columnsOf({{240, 1}, {260, 1}}), {230, 270});
    QCOMPARE(history.gaps(), (Gaps{{100, 200}, {200, 240}, {260, 300}, {300, 400}, {400, open}}));
    history = made();
    history.backfill(columnsOf({{410, 1}}), {400, BackfillSpan::untilLive});
    QCOMPARE(history.gaps(), (Gaps{{100, 200}, {200, 300}, {300, 400}}));
    history = made();
    history.backfill({}, {101, 199}); // whole ms: nothing else can lie in it
    QCOMPARE(history.gaps(), (Gaps{{200, 300}, {300, 400}, {400, open}}));
}

void SeriesHistoryTest::backfill_keepsTheFeedsOwnHoles()
{
    SeriesHistory history;
    history.append(100, 0);
    history.markGap();
    history.append(200, 0);
    history.backfill(columnsOf({{50, 0}, {60, 0}, {100, 0}, {120, 0}, {130, 0}}, {1, 2, 4, 5}), {0, 300});
    QCOMPARE(history.gaps(), (std::deque<GapMark>{{50, 60}, {60, 100}, {120, 130}, {130, 200}}));
}

void SeriesHistoryTest::backfill_ofAnEmptyHistoryIsIt()
{
    SeriesHistory history;
    QCOMPARE(history.backfill(columnsOf({{1, 10}, {2, 20}}), {0, BackfillSpan::untilLive}), 2);
    QCOMPARE(pointsOf(history), (Points{{1, 10}, {2, 20}}));
    QVERIFY(history.gaps().empty());
    QCOMPARE(history.append(3, 30), SeriesHistory::Appended::Added);
    QCOMPARE(history.range(0, 100), (SeriesHistory::Range{10, 30}));

    SeriesHistory other;
    other.backfill(columnsOf({{1, 10}, {2, 20}}), {0, 5});
    QCOMPARE(other.gaps(), (std::deque<GapMark>{{2, GapMark::open}}));
}

void SeriesHistoryTest::backfill_refusesDisorder()
{
    SeriesHistory history;
    history.append(100, 0);
    QCOMPARE(history.backfill(columnsOf({{20, 0}, {10, 0}}), {}), 0);
    QCOMPARE(history.backfill(columnsOf({{20, 0}, {20, 0}}), {}), 0);
    QCOMPARE(history.backfill(columnsOf({{20, std::nan("")}}), {}), 0);
    QCOMPARE(history.backfill({{1, 2}, {1}, {}}, {}), 0);
    QCOMPARE(history.size(), 1);
}

void SeriesHistoryTest::backfill_staysWithinTheLimits()
{
    Points past;
    for (qint64 i = 0; i < 5'000; ++i)
        past.push_back({i * 10, double(i)});
    SeriesHistory counted(limited(3'000));
    counted.append(60'000, 1);
    counted.backfill(columnsOf(past), {0, 60'000});
    QCOMPARE(counted.size(), 3'000);
    QCOMPARE(counted.firstTimeMs(), (5'000 - 2'999) * 10);

    SeriesHistory timed(limited(100'000, milliseconds(20'000)));
    timed.append(60'000, 1);
    timed.backfill(columnsOf(past), {0, 60'000});
    QCOMPARE(timed.firstTimeMs(), 40'000);

    SeriesHistory heavy({.span = milliseconds(always), .bytes = 8'000});
    heavy.append(60'000, 1);
    heavy.backfill(columnsOf(past), {0, 60'000});
    QVERIFY(heavy.bytes() <= 8'000);
    QCOMPARE(pointsOf(heavy).back(), (Point{60'000, 1}));

    SeriesHistory broken(limited(100'000));
    broken.append(60'000, 1);
    broken.backfill(columnsOf(past, {10, 20, 30, 40, 50, 60}), {0, 60'000});
    QCOMPARE(broken.gaps().size(), size_t(4));
}

void SeriesHistoryTest::gaps_thatGoTakeWhatIsBeforeThem()
{
    // Every two samples have a hole between them, which is never drawn as a line.
    const auto check = [](const SeriesHistory &history) {
        const Points points = pointsOf(history);
        const std::deque<GapMark> &gaps = history.gaps();
        QVERIFY(points.size() > 1);
        for (size_t i = 1; i < points.size(); ++i) {
            const GapMark hole{points[i - 1].time, points[i].time};
            QVERIFY(std::find(gaps.begin(), gaps.end(), hole) != gaps.end());
        }
        QCOMPARE(history.firstTimeMs(), points.front().time);
    };
    SeriesHistory history(limited(100));
    for (qint64 i = 0; i < 10; ++i) {
        history.append(i, 0);
        history.markGap();
    }
    check(history);
    QCOMPARE(history.gaps().size(), size_t(4));
    QCOMPARE(history.lastTimeMs(), 9);

    SeriesHistory filled(limited(100));
    filled.append(100, 0);
    filled.backfill(columnsOf({{10, 0}, {20, 0}, {30, 0}, {40, 0}, {50, 0}, {60, 0}}, {1, 2, 3, 4, 5, 6}), {0, 200});
    check(filled);
    QCOMPARE(filled.gaps().size(), size_t(4));
    QCOMPARE(filled.size(), 5);
}

void SeriesHistoryTest::backfill_equalsTheNaiveReference_data()
{
    decimate_equalsTheNaiveReference_data();
}

/// A recorder that saw everything fills what a reader missed: then both have the same, whatever was missed.
void SeriesHistoryTest::backfill_equalsTheNaiveReference()
{
    QFETCH(int, seed);
    QRandomGenerator random{quint32(seed)};
    HistoryLimits limits;
    limits.span = milliseconds(always);
    limits.rawSamples = random.bounded(3'000);
    limits.gaps = 10'000;
    SeriesHistory reader(limits);
    Points all;
    qint64 time = 0;
    bool away = random.bounded(2) == 0;
    for (int i = 0; i < 12'000; ++i) {
        time += 1 + random.bounded(20);
        all.push_back({time, random.bounded(1'000) / 10.0});
        if (random.bounded(300) == 0) {
            away = !away;
            if (away)
                reader.markGap();
        }
        if (!away)
            reader.append(all.back().time, all.back().value);
        if (random.bounded(3'000) == 0) // in between, of some stretch
            reader.backfill(columnsOf(Points(all.end() - qptrdiff(all.size() / 3), all.end())),
                            {all[all.size() - all.size() / 3].time, time});
    }
    reader.backfill(columnsOf(all), {0, BackfillSpan::untilLive});
    QVERIFY(pointsOf(reader) == all);
    QVERIFY(reader.gaps().empty());
    std::vector<Column> columns(200);
    reader.decimate(-1, 700, columns);
    QVERIFY(columns == naiveColumns(all, {}, -1, 700, columns.size()));
}

QTEST_GUILESS_MAIN(SeriesHistoryTest)
#include "tst_serieshistory.moc"
