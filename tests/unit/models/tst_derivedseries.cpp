// SPDX-License-Identifier: MIT
#include "models/series/derivedseries.h"

#include "models/dashboard/selectormatcher.h"
#include "tests/unit/models/modelhelpers.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

using Op = Derivation::Op;
using Points = QList<std::pair<qint64, double>>;
using Gaps = QList<std::pair<qint64, qint64>>;

constexpr qint64 open = GapMark::open;

SeriesSelector selectorOf(const QByteArray &glob, Op op, const QList<QByteArray> &by = {})
{
    SeriesSelector selector;
    selector.glob = glob;
    selector.derivation.op = op;
    selector.derivation.by = by;
    return selector;
}

SeriesSelector differenceOf(const QByteArray &glob, const QByteArray &other)
{
    SeriesSelector selector = selectorOf(glob, Op::Difference);
    selector.derivation.other = other;
    return selector;
}

Fence fenceBefore(qsizetype sample, Fence::Kind kind = Fence::Kind::Gap)
{
    Fence fence;
    fence.kind = kind;
    fence.before = sample;
    return fence;
}

/// A store with its derived series, and short ways to ask it.
struct Bench
{
    explicit Bench(const QList<SeriesSelector> &selectors, DerivedSeries::Limits limits = {},
                   SeriesStoreLimits storeLimits = {})
        : store(storeLimits)
        , derived(&store, limits)
    {
        derived.setSelectors(selectors);
    }

    void announce(std::initializer_list<QByteArray> names)
    {
        store.apply(batchOf(names, {}, feedIds), instantAt(0));
        feedIds += SeriesId(names.size());
    }
    /// Samples as of one moment, received then.
    void feed(qint64 ms, const QList<SampleRecord> &samples) { store.apply(batchOf({}, samples), instantAt(ms)); }
    void gap(qint64 ms, Fence::Kind kind = Fence::Kind::Gap)
    {
        UpdateBatch batch;
        batch.fences = {fenceBefore(0, kind)};
        store.apply(batch, instantAt(ms));
    }
    SeriesId id(const QByteArray &name) const
    {
        const std::optional<SeriesId> found = store.find(name);
        return found ? *found : SeriesId(-1);
    }
    const CurrentValue &value(const QByteArray &name) const { return store.value(id(name)); }
    Points points(const QByteArray &name) const
    {
        Points all;
        store.history(id(name)).forEach(0, open, [&all](const SampleSpan &span) {
            for (size_t i = 0; i < span.times.size(); ++i)
                all.append({span.times[i] - epochMs, span.values[i]});
        });
        return all;
    }
    Gaps gaps(const QByteArray &name) const
    {
        Gaps all;
        for (const GapMark &gap : store.history(id(name)).gaps())
            all.append({gap.fromMs - epochMs, gap.toMs == open ? open : gap.toMs - epochMs});
        return all;
    }

    SeriesStore store;
    DerivedSeries derived;
    SeriesId feedIds = 0;
};

CurrentValue numberOf(qint64 ms, double number)
{
    return {SampleKind::Number, number, {}, epochMs + ms, true};
}

CurrentValue missingOf(qint64 ms)
{
    return {SampleKind::Missing, 0, {}, epochMs + ms, true};
}

} // namespace

class DerivedSeriesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rate_increaseASecond();
    void rate_beginsAgainFromZero();
    void rate_leavesHolesOut();
    void rate_missingInput();
    void rate_ofAllInOneBatch();
    void rate_agesWithItsInput();
    void scale_factorAndOffset();
    void difference_waitsForTheOther();
    void aggregate_operations_data();
    void aggregate_operations();
    void sum_groupsByLabels();
    void sum_isAsOldAsItsOldestMember();
    void sum_lostMemberLeavesAndComesBack();
    void sum_allLostStaysAsThePast();
    void sum_missingMemberMakesItMissing();
    void sum_holeInAMember();
    void sum_longHoleCostsNothing();
    void sum_newMemberBreaksTheLine();
    void sum_equalTimeReplaces();
    void sum_resetLetsTimesBeginAgain();
    void sum_agreesWithAnOracle();
    void onChange_movesWithTheNewestInput();
    void onChange_missingInputMakesItMissing();
    void onChange_holeIsABreakAlone();
    void onChange_resetLetsTimesBeginAgain();
    void onChange_backfillOfASilentInputChangesNothing();
    void onChange_mayBeAPanelsOpinion();
    void onChange_agreesWithAnOracle();
    void freshness_neverFresherThanTheStalestInput_data();
    void freshness_neverFresherThanTheStalestInput();
    void store_announcesAllTogether();
    void store_keepsTheFeedsIdsApart();
    void names_takenByTheOther();
    void limits_ofSeries();
    void limits_ofInputs();
    void setSelectors_readsThePast();
    void setSelectors_dropsAndTakesUpAgain();
    void setSelectors_equalDerivationsAreOne();
};

void DerivedSeriesTest::rate_increaseASecond()
{
    Bench bench({selectorOf("net.rx{*"_ba, Op::Rate)});
    bench.announce({"net.rx{dev=\"eth0\"}"_ba, "net.tx"_ba});
    QCOMPARE(bench.derived.count(), 1);
    const QByteArray name = "rate(net.rx){dev=\"eth0\"}"_ba;
    QVERIFY(!bench.value(name).seen);
    QCOMPARE(bench.store.freshness(bench.id(name)), Freshness::Lost);
    bench.feed(1'000, {numberAt(0, 1'000, 500)});
    QCOMPARE(bench.value(name), missingOf(1'000)); // of one reading there is no rate
    bench.feed(3'000, {numberAt(0, 3'000, 700)});
    QCOMPARE(bench.value(name), numberOf(3'000, 100));
    bench.feed(3'500, {numberAt(0, 3'500, 700)});
    QCOMPARE(bench.points(name), (Points{{3'000, 100}, {3'500, 0}}));
    QCOMPARE(bench.gaps(name), Gaps());
    QVERIFY(matches(selectorOf("net.rx{*"_ba, Op::Rate), bench.store.name(bench.id(name))));
}

void DerivedSeriesTest::rate_beginsAgainFromZero()
{
    Bench bench({selectorOf("n"_ba, Op::Rate)});
    bench.announce({"n"_ba});
    for (const auto &[second, value] : {std::pair(1, 900.), std::pair(2, 1'000.), std::pair(3, 30.), std::pair(4, 40.)})
        bench.feed(second * 1'000, {numberAt(0, second * 1'000, value)});
    QCOMPARE(bench.points("rate(n)"_ba), (Points{{2'000, 100}, {3'000, 30}, {4'000, 10}}));
    QCOMPARE(bench.gaps("rate(n)"_ba), Gaps());
}

void DerivedSeriesTest::rate_leavesHolesOut()
{
    Bench bench({selectorOf("n"_ba, Op::Rate)});
    bench.announce({"n"_ba});
    bench.feed(1'000, {numberAt(0, 1'000, 1)});
    bench.feed(2'000, {numberAt(0, 2'000, 2)});
    bench.gap(2'500);
    QCOMPARE(bench.gaps("rate(n)"_ba), (Gaps{{2'000, open}})); // at once
    bench.feed(9'000, {numberAt(0, 9'000, 1'000)});
    QCOMPARE(bench.value("rate(n)"_ba), missingOf(9'000)); // what it did meanwhile is not known
    bench.feed(10'000, {numberAt(0, 10'000, 1'005)});
    QCOMPARE(bench.value("rate(n)"_ba), numberOf(10'000, 5));
    QCOMPARE(bench.points("rate(n)"_ba), (Points{{2'000, 1}, {10'000, 5}}));
    QCOMPARE(bench.gaps("rate(n)"_ba), (Gaps{{2'000, 10'000}}));
}

void DerivedSeriesTest::rate_missingInput()
{
    Bench bench({selectorOf("n"_ba, Op::Rate)});
    bench.announce({"n"_ba});
    bench.feed(1'000, {numberAt(0, 1'000, 1)});
    bench.feed(2'000, {numberAt(0, 2'000, 2)});
    bench.feed(3'000, {missingAt(0, 3'000)});
    QCOMPARE(bench.value("rate(n)"_ba), missingOf(3'000));
    bench.feed(4'000, {missingAt(0, 4'000)});
    QCOMPARE(bench.value("rate(n)"_ba), missingOf(4'000));
    bench.feed(5'000, {numberAt(0, 5'000, 5)});
    bench.feed(6'000, {numberAt(0, 6'000, 7)});
    QCOMPARE(bench.points("rate(n)"_ba), (Points{{2'000, 1}, {6'000, 2}}));
    QCOMPARE(bench.gaps("rate(n)"_ba), (Gaps{{2'000, 6'000}}));
}

void DerivedSeriesTest::rate_ofAllInOneBatch()
{
    Bench bench({selectorOf("n"_ba, Op::Rate)});
    bench.announce({"n"_ba});
    UpdateBatch batch =
        batchOf({}, {numberAt(0, 1'000, 1), numberAt(0, 2'000, 3), numberAt(0, 5'000, 9), numberAt(0, 6'000, 10)});
    batch.fences = {fenceBefore(2)};
    bench.store.apply(batch, instantAt(6'000));
    QCOMPARE(bench.points("rate(n)"_ba), (Points{{2'000, 2}, {6'000, 1}}));
    QCOMPARE(bench.gaps("rate(n)"_ba), (Gaps{{2'000, 6'000}})); // where it stands, not where the batch begins
}

void DerivedSeriesTest::rate_agesWithItsInput()
{
    Bench bench({selectorOf("n"_ba, Op::Rate)});
    bench.announce({"n"_ba});
    bench.feed(1'000, {numberAt(0, 1'000, 1)});
    bench.feed(2'000, {numberAt(0, 2'000, 2)});
    const SeriesId rate = bench.id("rate(n)"_ba);
    QSignalSpy moved(&bench.store, &SeriesStore::freshnessChanged);
    for (const auto &[second, expected] : {std::pair(4, Freshness::Live), std::pair(5, Freshness::Late),
                                           std::pair(12, Freshness::Stale), std::pair(62, Freshness::Lost)}) {
        bench.store.tick(instantAt(second * 1'000));
        QCOMPARE(bench.store.freshness(rate), expected);
        QCOMPARE(bench.store.age(rate), milliseconds((second - 2) * 1'000));
    }
    QCOMPARE(moved.count(), 3);
    for (const QList<QVariant> &emission : moved)
        QCOMPARE(emission[0].value<QList<SeriesId>>(), (QList<SeriesId>{0, rate}));
    QVERIFY(!bench.store.isClockVerified(rate));
}

void DerivedSeriesTest::scale_factorAndOffset()
{
    SeriesSelector bits = selectorOf("net.*"_ba, Op::Scale);
    bits.derivation.factor = 8;
    SeriesSelector fahrenheit = selectorOf("temp"_ba, Op::Scale);
    fahrenheit.derivation.factor = 1.8;
    fahrenheit.derivation.offset = 32;
    Bench bench({bits, fahrenheit});
    bench.announce({"net.rx{dev=\"a\"}"_ba, "temp"_ba});
    bench.feed(1'000, {numberAt(0, 1'000, 100), numberAt(1, 1'000, 100)});
    QCOMPARE(bench.value("scale(net.rx; *8){dev=\"a\"}"_ba), numberOf(1'000, 800));
    QCOMPARE(bench.value("scale(temp; *1.8; +32)"_ba), numberOf(1'000, 212));
    bench.feed(2'000, {numberAt(0, 2'000, 1.7e308)});
    QCOMPARE(bench.value("scale(net.rx; *8){dev=\"a\"}"_ba), missingOf(2'000)); // no finite number
}

void DerivedSeriesTest::difference_waitsForTheOther()
{
    Bench bench({differenceOf("mem.total*"_ba, "mem.used"_ba), differenceOf("mem.used"_ba, "mem.used"_ba)});
    bench.announce({"mem.total{host=\"a\"}"_ba, "mem.used{host=\"b\"}"_ba});
    bench.feed(1'000, {numberAt(0, 1'000, 100), numberAt(1, 1'000, 1)});
    QCOMPARE(bench.derived.count(), 0);
    bench.announce({"mem.used{host=\"a\"}"_ba});
    const QByteArray name = "difference(mem.total - mem.used){host=\"a\"}"_ba;
    QVERIFY(!bench.value(name).seen);
    bench.feed(2'000, {numberAt(2, 2'000, 40)});
    QVERIFY(!bench.value(name).seen); // the total of 2 s is not there yet
    bench.feed(2'500, {numberAt(0, 2'000, 110)});
    QCOMPARE(bench.value(name), numberOf(2'000, 70));
    bench.store.tick(instantAt(70'000));
    QCOMPARE(bench.store.freshness(bench.id(name)), Freshness::Lost); // of two, none leaves
    QCOMPARE(bench.value(name), numberOf(2'000, 70));
    QCOMPARE(bench.derived.count(), 1);
}

void DerivedSeriesTest::aggregate_operations_data()
{
    QTest::addColumn<Op>("op");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<double>("expected"); // of 5, -2, 6
    QTest::newRow("sum") << Op::Sum << "sum(x*)"_ba << 9.0;
    QTest::newRow("average") << Op::Average << "avg(x*)"_ba << 3.0;
    QTest::newRow("min") << Op::Min << "min(x*)"_ba << -2.0;
    QTest::newRow("max") << Op::Max << "max(x*)"_ba << 6.0;
}

void DerivedSeriesTest::aggregate_operations()
{
    QFETCH(Op, op);
    QFETCH(QByteArray, name);
    QFETCH(double, expected);
    Bench bench({selectorOf("x*"_ba, op)});
    bench.announce({"x1"_ba, "x2"_ba, "y"_ba, "x3"_ba});
    bench.feed(1'000, {numberAt(0, 1'000, 5), numberAt(1, 1'000, -2), numberAt(2, 1'000, 99), numberAt(3, 1'000, 6)});
    QCOMPARE(bench.value(name), numberOf(1'000, expected));
    QCOMPARE(bench.points(name), (Points{{1'000, expected}}));
}

void DerivedSeriesTest::sum_groupsByLabels()
{
    SeriesSelector selector = selectorOf("net.rx{*"_ba, Op::Sum, {"host"_ba});
    selector.labels = {{"dev"_ba, "lo"_ba, true}};
    Bench bench({selector});
    bench.announce({"net.rx{dev=\"e0\",host=\"a \\\"1\\\"\"}"_ba, "net.rx{dev=\"e1\",host=\"a \\\"1\\\"\"}"_ba,
                    "net.rx{dev=\"e0\",host=\"b\"}"_ba, "net.rx{dev=\"lo\",host=\"b\"}"_ba, "net.rx{dev=\"e9\"}"_ba});
    bench.feed(1'000, {numberAt(0, 1'000, 1), numberAt(1, 1'000, 2), numberAt(2, 1'000, 4), numberAt(3, 1'000, 8),
                       numberAt(4, 1'000, 16)});
    const QByteArray base = "sum(net.rx[*; dev!=lo; by host)"_ba;
    QCOMPARE(bench.value(base + "{host=\"a \\\"1\\\"\"}").number, 3.0);
    QCOMPARE(bench.value(base + "{host=\"b\"}").number, 4.0);
    QCOMPARE(bench.value(base).number, 16.0);
    QCOMPARE(bench.derived.count(), 3);
    QVERIFY(matches(selector, bench.store.name(bench.id(base + "{host=\"b\"}"))));
}

void DerivedSeriesTest::sum_isAsOldAsItsOldestMember()
{
    Bench bench({selectorOf("x*"_ba, Op::Sum)});
    bench.announce({"x1"_ba, "x2"_ba});
    const QByteArray sum = "sum(x*)"_ba;
    bench.feed(1'000, {numberAt(0, 1'000, 1), numberAt(1, 1'000, 10)});
    bench.feed(2'000, {numberAt(0, 2'000, 2)});
    bench.feed(3'000, {numberAt(0, 3'000, 3)});
    QCOMPARE(bench.value(sum), numberOf(1'000, 11)); // x2 at 2 s is not known
    bench.store.tick(instantAt(5'000));
    QCOMPARE(bench.store.freshness(bench.id("x1"_ba)), Freshness::Live);
    QCOMPARE(bench.store.freshness(bench.id(sum)), Freshness::Late);
    QCOMPARE(bench.store.age(bench.id(sum)), milliseconds(4'000));
    bench.feed(5'500, {numberAt(1, 2'500, 20)}); // between two samples of x1: that counts with its last before
    QCOMPARE(bench.value(sum), numberOf(2'500, 22));
    bench.feed(6'000, {numberAt(1, 6'000, 30)});
    QCOMPARE(bench.points(sum), (Points{{1'000, 11}, {2'000, 12}, {2'500, 22}, {3'000, 23}}));
    QCOMPARE(bench.gaps(sum), Gaps());
}

void DerivedSeriesTest::sum_lostMemberLeavesAndComesBack()
{
    Bench bench({selectorOf("x*"_ba, Op::Sum)});
    bench.announce({"x1"_ba, "x2"_ba});
    const QByteArray sum = "sum(x*)"_ba;
    bench.feed(1'000, {numberAt(0, 1'000, 1), numberAt(1, 1'000, 10)});
    bench.feed(30'000, {numberAt(0, 30'000, 2)});
    bench.feed(60'000, {numberAt(0, 60'000, 3)});
    QCOMPARE(bench.value(sum), numberOf(1'000, 11));
    QCOMPARE(bench.store.freshness(bench.id(sum)), Freshness::Stale);
    bench.store.tick(instantAt(61'000));
    QCOMPARE(bench.store.freshness(bench.id("x2"_ba)), Freshness::Lost);
    QCOMPARE(bench.value(sum), numberOf(60'000, 3));
    QCOMPARE(bench.store.freshness(bench.id(sum)), Freshness::Live);
    QCOMPARE(bench.points(sum), (Points{{1'000, 11}, {30'000, 2}, {60'000, 3}}));
    QCOMPARE(bench.gaps(sum), (Gaps{{1'000, 30'000}}));
    bench.feed(62'000, {numberAt(1, 62'000, 20)});
    bench.feed(62'500, {numberAt(0, 62'000, 4)});
    QCOMPARE(bench.value(sum), numberOf(62'000, 24));
    QCOMPARE(bench.gaps(sum), (Gaps{{1'000, 30'000}, {60'000, 62'000}}));
}

void DerivedSeriesTest::sum_allLostStaysAsThePast()
{
    Bench bench({selectorOf("x*"_ba, Op::Sum)});
    bench.announce({"x1"_ba, "x2"_ba});
    const QByteArray sum = "sum(x*)"_ba;
    bench.feed(1'000, {numberAt(0, 1'000, 1), numberAt(1, 1'000, 10)});
    bench.store.tick(instantAt(100'000));
    QCOMPARE(bench.value(sum), numberOf(1'000, 11));
    QCOMPARE(bench.store.freshness(bench.id(sum)), Freshness::Lost);
    bench.feed(101'000, {numberAt(0, 101'000, 2), numberAt(1, 101'000, 20)});
    QCOMPARE(bench.points(sum), (Points{{1'000, 11}, {101'000, 22}}));
    QCOMPARE(bench.store.freshness(bench.id(sum)), Freshness::Live);
}

void DerivedSeriesTest::sum_missingMemberMakesItMissing()
{
    Bench bench({selectorOf("x*"_ba, Op::Sum)});
    bench.announce({"x1"_ba, "x2"_ba});
    const QByteArray sum = "sum(x*)"_ba;
    bench.feed(1'000, {numberAt(0, 1'000, 1), numberAt(1, 1'000, 10)});
    bench.feed(2'000, {numberAt(0, 2'000, 2), missingAt(1, 2'000)});
    QCOMPARE(bench.value(sum), missingOf(2'000));
    SampleRecord word = numberAt(1, 3'000, 0);
    word.kind = SampleKind::State;
    word.text = 0;
    UpdateBatch batch = batchOf({}, {numberAt(0, 3'000, 3), word});
    batch.texts = {u"broken"_s};
    bench.store.apply(batch, instantAt(3'000));
    QCOMPARE(bench.value(sum), missingOf(3'000));
    bench.feed(4'000, {numberAt(0, 4'000, 4), numberAt(1, 4'000, 40)});
    QCOMPARE(bench.points(sum), (Points{{1'000, 11}, {4'000, 44}}));
    QCOMPARE(bench.gaps(sum), (Gaps{{1'000, 4'000}}));
}

void DerivedSeriesTest::sum_holeInAMember()
{
    Bench bench({selectorOf("x*"_ba, Op::Sum)});
    bench.announce({"x1"_ba, "x2"_ba});
    const QByteArray sum = "sum(x*)"_ba;
    bench.feed(4'000, {numberAt(0, 1'000, 1), numberAt(1, 1'000, 10), missingAt(1, 1'500), numberAt(0, 2'000, 2),
                       numberAt(0, 3'000, 3), numberAt(1, 4'000, 40), numberAt(0, 4'000, 4)});
    QCOMPARE(bench.points(sum), (Points{{1'000, 11}, {4'000, 44}})); // within the hole x2 is not known
    QCOMPARE(bench.gaps(sum), (Gaps{{1'000, 4'000}}));
}

/// What is known to be missing for long is not read again and again.
void DerivedSeriesTest::sum_longHoleCostsNothing()
{
    Bench bench({selectorOf("x*"_ba, Op::Sum)});
    bench.announce({"x1"_ba, "x2"_ba});
    bench.feed(0, {numberAt(0, 0, 1), numberAt(1, 0, 10)});
    DerivedValue value(selectorOf("x*"_ba, Op::Sum).derivation, milliseconds(600'000));
    value.addInput(0, 2);
    value.addInput(1, 2);
    QCOMPARE(value.advance(bench.store).size(), 1);
    for (int second = 1; second <= 300; ++second) {
        bench.feed(second * 1'000, {numberAt(0, second * 1'000, 2), missingAt(1, second * 1'000)});
        QCOMPARE(value.advance(bench.store).size(), 1); // missing, each time anew
        QVERIFY(value.samplesRead() <= 4);
    }
}

void DerivedSeriesTest::sum_newMemberBreaksTheLine()
{
    Bench bench({selectorOf("x*"_ba, Op::Sum)});
    bench.announce({"x1"_ba});
    const QByteArray sum = "sum(x*)"_ba;
    bench.feed(1'000, {numberAt(0, 1'000, 1)});
    bench.feed(2'000, {numberAt(0, 2'000, 2)});
    bench.announce({"x2"_ba});
    bench.feed(2'500, {numberAt(0, 2'500, 3)});
    QCOMPARE(bench.value(sum), numberOf(2'500, 3)); // without a sample it is no member yet
    bench.feed(3'000, {numberAt(0, 3'000, 4), numberAt(1, 3'000, 40)});
    QCOMPARE(bench.points(sum), (Points{{1'000, 1}, {2'000, 2}, {2'500, 3}, {3'000, 44}}));
    QCOMPARE(bench.gaps(sum), (Gaps{{2'500, 3'000}}));
}

void DerivedSeriesTest::sum_equalTimeReplaces()
{
    Bench bench({selectorOf("x*"_ba, Op::Sum), selectorOf("x1"_ba, Op::Rate)});
    bench.announce({"x1"_ba, "x2"_ba});
    bench.feed(1'000, {numberAt(0, 1'000, 1), numberAt(1, 1'000, 10)});
    bench.feed(2'000, {numberAt(0, 2'000, 5), numberAt(1, 2'000, 10)});
    bench.feed(2'100, {numberAt(0, 2'000, 7)});
    QCOMPARE(bench.points("sum(x*)"_ba), (Points{{1'000, 11}, {2'000, 17}}));
    QCOMPARE(bench.points("rate(x1)"_ba), (Points{{2'000, 6}}));
    QCOMPARE(bench.gaps("sum(x*)"_ba), Gaps());
    QSignalSpy changed(&bench.store, &SeriesStore::changed);
    bench.feed(2'200, {numberAt(0, 2'000, 7)});
    QCOMPARE(changed[0][0].value<QList<SeriesId>>(), QList<SeriesId>{0}); // nothing new for the sum
}

void DerivedSeriesTest::sum_resetLetsTimesBeginAgain()
{
    Bench bench({selectorOf("x*"_ba, Op::Sum)});
    bench.announce({"x1"_ba, "x2"_ba});
    const QByteArray sum = "sum(x*)"_ba;
    bench.feed(9'000, {numberAt(0, 8'000, 1), numberAt(1, 8'000, 10), numberAt(0, 9'000, 1), numberAt(1, 9'000, 10)});
    bench.gap(9'500, Fence::Kind::Reset);
    bench.feed(9'600, {numberAt(0, 8'500, 2)});
    QCOMPARE(bench.value(sum), numberOf(9'000, 11)); // x2 is of the other past still
    bench.feed(9'700, {numberAt(1, 8'500, 20)});
    QCOMPARE(bench.value(sum), numberOf(8'500, 22));
    QCOMPARE(bench.points(sum), (Points{{8'500, 22}}));
    bench.feed(9'800, {numberAt(0, 8'600, 3), numberAt(1, 8'600, 30)});
    QCOMPARE(bench.points(sum), (Points{{8'500, 22}, {8'600, 33}}));
}

/// Members that sample when they like, in batches of any size: at each time that one has a sample and all are known,
/// the sum of everyone's last.
void DerivedSeriesTest::sum_agreesWithAnOracle()
{
    QRandomGenerator random(42);
    for (int round = 0; round < 50; ++round) {
        Bench bench({selectorOf("x*"_ba, Op::Sum)});
        bench.announce({"x1"_ba, "x2"_ba, "x3"_ba});
        QMap<qint64, double> lines[3];
        qint64 newest[3] = {0, 0, 0};
        qint64 now = 0;
        for (int batch = 0; batch < 40; ++batch) {
            QList<SampleRecord> samples;
            for (int i = batch == 0 ? 5 : random.bounded(6); i >= 0; --i) { // all from the first batch on
                const int member = batch == 0 ? i % 3 : random.bounded(3);
                newest[member] += 1 + random.bounded(400);
                const double value = random.bounded(1'000);
                lines[member].insert(newest[member], value);
                samples << numberAt(SeriesId(member), newest[member], value);
                now = std::max(now, newest[member]);
            }
            bench.feed(now, samples);
        }
        const qint64 end = *std::min_element(std::begin(newest), std::end(newest));
        Points expected;
        for (qint64 ms = 1; ms <= end; ++ms) {
            double sum = 0;
            bool isKnown = true;
            bool isSample = false;
            for (const auto &line : lines) {
                auto after = line.upperBound(ms);
                isKnown = isKnown && after != line.cbegin();
                isSample = isSample || line.contains(ms);
                sum += isKnown ? *std::prev(after) : 0;
            }
            if (isKnown && isSample)
                expected.append({ms, sum});
        }
        const Points points = bench.points("sum(x*)"_ba);
        QCOMPARE(points, expected);
        QVERIFY(!expected.isEmpty());
    }
}

namespace {
SeriesStoreLimits onChangeLimits()
{
    SeriesStoreLimits limits;
    limits.cadence = Cadence::OnChange;
    return limits;
}
} // namespace

void DerivedSeriesTest::onChange_movesWithTheNewestInput()
{
    Bench bench({selectorOf("x*"_ba, Op::Sum), differenceOf("x1"_ba, "x2"_ba)}, {}, onChangeLimits());
    bench.announce({"x1"_ba, "x2"_ba});
    const QByteArray sum = "sum(x*)"_ba;
    bench.feed(1'000, {numberAt(0, 1'000, 1), numberAt(1, 1'000, 10)});
    bench.feed(200'000, {numberAt(0, 200'000, 2)}); // that x2 says nothing means that it did not change
    QCOMPARE(bench.value(sum), numberOf(200'000, 12));
    QCOMPARE(bench.value("difference(x1 - x2)"_ba), numberOf(200'000, -8));
    bench.feed(300'000, {numberAt(1, 299'000, 20)});
    bench.feed(301'000, {numberAt(0, 298'000, 3)}); // earlier, but later than what was known of x1
    QCOMPARE(bench.value(sum), numberOf(299'000, 23));
    QCOMPARE(bench.points(sum), (Points{{1'000, 11}, {200'000, 12}, {299'000, 23}}));
    QCOMPARE(bench.gaps(sum), Gaps());
    QCOMPARE(bench.store.freshness(bench.id(sum)), Freshness::Live);
}

void DerivedSeriesTest::onChange_missingInputMakesItMissing()
{
    Bench bench({selectorOf("x*"_ba, Op::Sum)}, {}, onChangeLimits());
    bench.announce({"x1"_ba, "x2"_ba});
    const QByteArray sum = "sum(x*)"_ba;
    bench.feed(1'000, {numberAt(0, 1'000, 1), numberAt(1, 1'000, 10)});
    bench.feed(2'000, {missingAt(1, 2'000)});
    QCOMPARE(bench.value(sum), missingOf(2'000));
    bench.feed(3'000, {numberAt(0, 3'000, 2)});
    QCOMPARE(bench.value(sum), missingOf(3'000));
    bench.feed(4'000, {numberAt(1, 4'000, 20)});
    QCOMPARE(bench.value(sum), numberOf(4'000, 22));
    QCOMPARE(bench.points(sum), (Points{{1'000, 11}, {4'000, 22}}));
    QCOMPARE(bench.gaps(sum), (Gaps{{1'000, 4'000}}));
}

void DerivedSeriesTest::onChange_holeIsABreakAlone()
{
    Bench bench({selectorOf("x*"_ba, Op::Sum)}, {}, onChangeLimits());
    bench.announce({"x1"_ba, "x2"_ba});
    const QByteArray sum = "sum(x*)"_ba;
    bench.feed(1'000, {numberAt(0, 1'000, 1), numberAt(1, 1'000, 10)});
    bench.feed(2'000, {numberAt(0, 2'000, 2)});
    bench.gap(3'000);
    QCOMPARE(bench.gaps(sum), (Gaps{{2'000, open}}));
    bench.feed(4'000, {numberAt(0, 4'000, 3)}); // x2 shows what it had, too, and says nothing for hours
    bench.feed(5'000, {numberAt(0, 5'000, 4)});
    QCOMPARE(bench.points(sum), (Points{{1'000, 11}, {2'000, 12}, {4'000, 13}, {5'000, 14}}));
    QCOMPARE(bench.gaps(sum), (Gaps{{2'000, 4'000}}));
    bench.feed(6'000, {numberAt(1, 6'000, 20)});
    QCOMPARE(bench.value(sum), numberOf(6'000, 24));
}

void DerivedSeriesTest::onChange_resetLetsTimesBeginAgain()
{
    Bench bench({selectorOf("x*"_ba, Op::Sum)}, {}, onChangeLimits());
    bench.announce({"x1"_ba, "x2"_ba});
    const QByteArray sum = "sum(x*)"_ba;
    bench.feed(9'000, {numberAt(0, 1'000, 1), numberAt(1, 9'000, 10)});
    bench.gap(9'500, Fence::Kind::Reset);
    bench.feed(9'600, {numberAt(0, 1'500, 2), numberAt(1, 1'500, 20)}); // x1 went on, x2 went back
    QCOMPARE(bench.value(sum), numberOf(1'500, 22));
    bench.feed(9'700, {numberAt(0, 1'600, 3)});
    QCOMPARE(bench.points(sum), (Points{{1'500, 22}, {1'600, 23}}));
}

void DerivedSeriesTest::onChange_backfillOfASilentInputChangesNothing()
{
    Bench bench({selectorOf("x*"_ba, Op::Sum)}, {}, onChangeLimits());
    bench.announce({"x1"_ba, "x2"_ba});
    const QByteArray sum = "sum(x*)"_ba;
    bench.feed(1'000, {numberAt(0, 1'000, 1), numberAt(1, 1'000, 10)});
    bench.feed(5'000, {numberAt(0, 5'000, 2)});
    UpdateBatch past;
    past.backfills.append({1, {epochMs, epochMs + 1'000}, {{epochMs + 500}, {9}, {}}});
    bench.store.apply(past, instantAt(5'500));
    bench.feed(6'000, {numberAt(0, 6'000, 3)});
    QCOMPARE(bench.points(sum), (Points{{1'000, 11}, {5'000, 12}, {6'000, 13}}));
    QCOMPARE(bench.gaps(sum), Gaps());
}

void DerivedSeriesTest::onChange_mayBeAPanelsOpinion()
{
    SeriesSelector mine = selectorOf("x*"_ba, Op::Sum);
    mine.derivation.cadence = Cadence::OnChange;
    SeriesSelector less = differenceOf("x1"_ba, "x2"_ba);
    less.derivation.cadence = Cadence::OnChange;
    Bench bench({mine, less, selectorOf("x*"_ba, Op::Sum)});
    bench.announce({"x1"_ba, "x2"_ba});
    bench.feed(1'000, {numberAt(0, 1'000, 1), numberAt(1, 1'000, 10)});
    bench.feed(2'000, {numberAt(0, 2'000, 2)});
    QCOMPARE(bench.value("sum(x*)"_ba), numberOf(1'000, 11));
    QCOMPARE(bench.value("sum(x*; on-change)"_ba), numberOf(2'000, 12));
    QCOMPARE(bench.value("difference(x1 - x2; on-change)"_ba), numberOf(2'000, -8));
    bench.feed(100'000, {numberAt(0, 100'000, 3)}); // as a periodic one x2 is lost
    QCOMPARE(bench.value("sum(x*)"_ba).number, 3.0);
    QCOMPARE(bench.value("sum(x*; on-change)"_ba), numberOf(100'000, 13));
    QVERIFY(matches(mine, bench.store.name(bench.id("sum(x*; on-change)"_ba))));
    QVERIFY(!matches(mine, bench.store.name(bench.id("sum(x*)"_ba))));
    QVERIFY(matches(less, bench.store.name(bench.id("difference(x1 - x2; on-change)"_ba))));
}

/// Whenever an input changes, the sum is of what all have then.
void DerivedSeriesTest::onChange_agreesWithAnOracle()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 50; ++round) {
        Bench bench({selectorOf("x*"_ba, Op::Sum)}, {}, onChangeLimits());
        bench.announce({"x1"_ba, "x2"_ba, "x3"_ba});
        double current[3] = {1, 2, 3};
        bench.feed(1, {numberAt(0, 1, 1), numberAt(1, 1, 2), numberAt(2, 1, 3)});
        Points expected{{1, 6}};
        qint64 now = 1;
        for (int batch = 0; batch < 40; ++batch) {
            QList<SampleRecord> samples;
            for (int i = random.bounded(6); i >= 0; --i) {
                const int member = random.bounded(3);
                now += 1 + random.bounded(60'000);
                current[member] = random.bounded(1'000);
                samples << numberAt(SeriesId(member), now, current[member]);
                expected.append({now, current[0] + current[1] + current[2]});
            }
            bench.feed(now, samples);
            QCOMPARE(bench.value("sum(x*)"_ba), numberOf(expected.last().first, expected.last().second));
        }
        const Points points = bench.points("sum(x*)"_ba);
        const qsizetype kept = std::min(points.size(), expected.size()); // of one hour alone
        QVERIFY(kept > 20);
        QCOMPARE(points, expected.last(kept));
    }
}

void DerivedSeriesTest::freshness_neverFresherThanTheStalestInput_data()
{
    QTest::addColumn<bool>("isOnChange");
    QTest::newRow("periodic") << false;
    QTest::newRow("on-change") << true;
}

void DerivedSeriesTest::freshness_neverFresherThanTheStalestInput()
{
    QFETCH(bool, isOnChange);
    QRandomGenerator random(3);
    for (int round = 0; round < 30; ++round) {
        Bench bench({selectorOf("x*"_ba, Op::Sum), selectorOf("x*"_ba, Op::Rate), differenceOf("x1"_ba, "x2"_ba)}, {},
                    isOnChange ? onChangeLimits() : SeriesStoreLimits());
        bench.announce({"x1"_ba, "x2"_ba, "x3"_ba});
        qint64 now = 0;
        for (int i = 0; i < 200; ++i) {
            now += random.bounded(i % 20 == 0 ? 30'000 : 3'000);
            QList<SampleRecord> samples;
            for (SeriesId member = 0; member < 3; ++member) {
                if (random.bounded(3) == 0)
                    samples << numberAt(member, now - random.bounded(500), random.bounded(100));
            }
            bench.feed(now, samples);
            now += random.bounded(4'000);
            bench.store.tick(instantAt(now));
            const auto check = [&](const QByteArray &name, const QList<SeriesId> &inputs) {
                const SeriesId id = bench.id(name);
                if (id == SeriesId(-1) || !bench.store.value(id).seen)
                    return;
                qint64 newestMs = 0;
                for (const SeriesId input : inputs) {
                    newestMs = std::max(newestMs, bench.store.value(input).timeMs);
                    if (bench.store.freshness(input) == Freshness::Lost && name.startsWith("sum"))
                        continue; // has left
                    QVERIFY(bench.store.freshness(id) >= bench.store.freshness(input));
                    QVERIFY(bench.store.age(id) >= bench.store.age(input));
                    QVERIFY(isOnChange || bench.store.value(id).timeMs <= bench.store.value(input).timeMs);
                }
                // No input that is silent holds it up.
                QVERIFY(!isOnChange || bench.store.value(id).timeMs == newestMs);
            };
            check("rate(x1)"_ba, {0});
            check("rate(x3)"_ba, {2});
            check("difference(x1 - x2)"_ba, {0, 1});
            if (bench.store.value(0).seen && bench.store.value(1).seen && bench.store.value(2).seen)
                check("sum(x*)"_ba, {0, 1, 2});
            if (QTest::currentTestFailed())
                return;
        }
    }
}

void DerivedSeriesTest::store_announcesAllTogether()
{
    Bench bench({selectorOf("n*"_ba, Op::Rate)});
    QSignalSpy added(&bench.store, &SeriesStore::seriesAdded);
    QSignalSpy changed(&bench.store, &SeriesStore::changed);
    QSignalSpy moved(&bench.store, &SeriesStore::freshnessChanged);
    bench.store.apply(batchOf({"n"_ba}, {numberAt(0, 1'000, 1)}), instantAt(1'000));
    QCOMPARE(added.count(), 1);
    QCOMPARE(added[0][0].value<SeriesId>(), SeriesId(0));
    QCOMPARE(added[0][1].value<SeriesId>(), SeriesId(1));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].value<QList<SeriesId>>(), (QList<SeriesId>{0, 1}));
    QCOMPARE(moved.count(), 1);
    QVERIFY(bench.store.isDerived(1));
    QVERIFY(!bench.store.isDerived(0));
    bench.feed(2'000, {numberAt(0, 2'000, 1)}); // rate(n) matches "n*" no more than "rate(rate(n))" is there
    QCOMPARE(bench.store.count(), 2);
}

void DerivedSeriesTest::store_keepsTheFeedsIdsApart()
{
    Bench bench({selectorOf("*"_ba, Op::Rate)});
    bench.announce({"a"_ba});
    bench.announce({"b"_ba});
    QCOMPARE(bench.id("rate(a)"_ba), SeriesId(1));
    QCOMPARE(bench.id("b"_ba), SeriesId(2));
    bench.feed(1'000, {numberAt(0, 1'000, 5), numberAt(1, 1'000, 6)}); // the feed's own ids
    QCOMPARE(bench.value("a"_ba), numberOf(1'000, 5));
    QCOMPARE(bench.value("b"_ba), numberOf(1'000, 6));
    QCOMPARE(bench.store.refusedSeries(), quint64(0));
}

void DerivedSeriesTest::names_takenByTheOther()
{
    Bench bench({selectorOf("a"_ba, Op::Rate), selectorOf("b"_ba, Op::Rate)});
    bench.announce({"rate(a)"_ba, "a"_ba, "b"_ba});
    QCOMPARE(bench.derived.refused(), 1);
    QVERIFY(!bench.store.isDerived(bench.id("rate(a)"_ba)));
    bench.announce({"rate(b)"_ba, "c"_ba}); // the feed comes too late
    QCOMPARE(bench.store.refusedSeries(), quint64(1));
    bench.feed(1'000, {numberAt(3, 1'000, 7), numberAt(4, 1'000, 8)});
    QVERIFY(!bench.value("rate(b)"_ba).seen);
    QCOMPARE(bench.value("c"_ba).number, 8.0);
}

void DerivedSeriesTest::limits_ofSeries()
{
    DerivedSeries::Limits limits;
    limits.series = 2;
    Bench bench({selectorOf("x*"_ba, Op::Rate)}, limits);
    bench.announce({"x1"_ba, "x2"_ba, "x3"_ba, "x4"_ba});
    QCOMPARE(bench.derived.count(), 2);
    QCOMPARE(bench.derived.refused(), 2);
    QCOMPARE(bench.store.count(), 6);
    bench.derived.setSelectors({selectorOf("x3"_ba, Op::Rate)}); // the others make room
    bench.announce({});
    QCOMPARE(bench.derived.count(), 1);
    QCOMPARE(bench.derived.refused(), 0);

    // The feed's series and those made of them do not take each other's places.
    SeriesStoreLimits storeLimits;
    storeLimits.series = 2;
    storeLimits.derivedSeries = 3;
    Bench full({selectorOf("x1"_ba, Op::Rate)}, {}, storeLimits);
    full.announce({"x1"_ba});
    full.announce({"x2"_ba, "x3"_ba});
    QCOMPARE(full.store.count(), 3);
    QCOMPARE(full.store.refusedSeries(), quint64(1)); // x3
    QCOMPARE(full.derived.refused(), 0);
    full.derived.setSelectors(
        {selectorOf("x*"_ba, Op::Sum), selectorOf("x*"_ba, Op::Max), selectorOf("x*"_ba, Op::Min)});
    full.announce({});
    QCOMPARE(full.store.count(), 5); // what nobody wants any more stays, and counts
    QCOMPARE(full.derived.refused(), 1);
}

void DerivedSeriesTest::limits_ofInputs()
{
    DerivedSeries::Limits limits;
    limits.inputs = 2;
    Bench bench({selectorOf("x*"_ba, Op::Sum)}, limits);
    bench.announce({"x1"_ba, "x2"_ba});
    bench.feed(1'000, {numberAt(0, 1'000, 1), numberAt(1, 1'000, 2)});
    QCOMPARE(bench.value("sum(x*)"_ba), numberOf(1'000, 3));
    bench.announce({"x3"_ba});
    bench.feed(2'000, {numberAt(0, 2'000, 1), numberAt(1, 2'000, 2), numberAt(2, 2'000, 4)});
    QCOMPARE(bench.value("sum(x*)"_ba), missingOf(2'000)); // a sum without one of them would be wrong
}

void DerivedSeriesTest::setSelectors_readsThePast()
{
    DerivedSeries::Limits limits;
    limits.past = milliseconds(3'000);
    Bench bench({}, limits);
    bench.announce({"n"_ba});
    for (int second = 1; second <= 10; ++second)
        bench.feed(second * 1'000, {numberAt(0, second * 1'000, second * second)});
    bench.derived.setSelectors({selectorOf("n"_ba, Op::Rate), selectorOf("n"_ba, Op::None)});
    QCOMPARE(bench.store.count(), 1); // not yet
    bench.store.tick(instantAt(10'000));
    QCOMPARE(bench.points("rate(n)"_ba), (Points{{7'000, 13}, {8'000, 15}, {9'000, 17}, {10'000, 19}}));
    QCOMPARE(bench.store.freshness(bench.id("rate(n)"_ba)), Freshness::Live);
}

void DerivedSeriesTest::setSelectors_dropsAndTakesUpAgain()
{
    Bench bench({selectorOf("n"_ba, Op::Rate), selectorOf("m"_ba, Op::Rate)});
    bench.announce({"n"_ba, "m"_ba});
    const auto second = [&bench](int s) {
        bench.feed(s * 1'000, {numberAt(0, s * 1'000, s), numberAt(1, s * 1'000, 2 * s)});
    };
    second(1);
    second(2);
    bench.derived.setSelectors({selectorOf("m"_ba, Op::Rate)});
    second(3);
    QCOMPARE(bench.derived.count(), 1);
    QCOMPARE(bench.store.freshness(bench.id("rate(n)"_ba)), Freshness::Lost);
    // Also to a panel, which asks for the age: nobody works it out any more.
    QVERIFY(bench.store.age(bench.id("rate(n)"_ba), Cadence::Periodic) >= bench.store.limits().freshness.lost);
    QCOMPARE(bench.points("rate(n)"_ba), (Points{{2'000, 1}}));
    QCOMPARE(bench.points("rate(m)"_ba), (Points{{2'000, 2}, {3'000, 2}}));
    QCOMPARE(bench.gaps("rate(m)"_ba), Gaps());
    bench.derived.setSelectors({selectorOf("m"_ba, Op::Rate), selectorOf("n"_ba, Op::Rate)});
    second(4);
    second(5);
    QCOMPARE(bench.points("rate(n)"_ba), (Points{{2'000, 1}, {4'000, 1}, {5'000, 1}}));
    QCOMPARE(bench.gaps("rate(n)"_ba), (Gaps{{2'000, 4'000}})); // where it was not wanted
    QCOMPARE(bench.points("rate(m)"_ba), (Points{{2'000, 2}, {3'000, 2}, {4'000, 2}, {5'000, 2}}));
    QCOMPARE(bench.store.freshness(bench.id("rate(n)"_ba)), Freshness::Live);
    QCOMPARE(bench.store.count(), 4);
}

void DerivedSeriesTest::setSelectors_equalDerivationsAreOne()
{
    SeriesSelector labelled = selectorOf("n{*"_ba, Op::Rate);
    labelled.labels = {{"a"_ba, "1"_ba}};
    Bench bench({selectorOf("n{*"_ba, Op::Rate), labelled, selectorOf("n{*"_ba, Op::Rate)});
    bench.announce({"n{a=\"1\"}"_ba, "n{a=\"2\"}"_ba});
    QCOMPARE(bench.derived.count(), 2);
}

QTEST_GUILESS_MAIN(DerivedSeriesTest)
#include "tst_derivedseries.moc"
