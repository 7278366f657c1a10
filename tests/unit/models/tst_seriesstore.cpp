// SPDX-License-Identifier: MIT
#include "models/series/seriesstore.h"

#include "tests/unit/models/modelhelpers.h"

#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

Fence fenceBefore(qsizetype sample, Fence::Kind kind = Fence::Kind::Gap)
{
    Fence fence;
    fence.kind = kind;
    fence.before = sample;
    return fence;
}

QList<std::pair<qint64, double>> pointsOf(const SeriesHistory &history)
{
    QList<std::pair<qint64, double>> points;
    history.forEach(std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max(), [&](const auto &samples) {
        for (size_t i = 0; i < samples.times.size(); ++i)
            points.append({samples.times[i] - epochMs, samples.values[i]});
    });
    return points;
}

using Points = QList<std::pair<qint64, double>>;

} // namespace

class SeriesStoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void apply_announcesSeriesThenChange();
    void apply_emitsChangedOnceABatch();
    void apply_withoutSamplesChangesNothing();
    void apply_keepsTheCurrentValue();
    void apply_olderTimeNeverMovesTheValue();
    void apply_foldedRecordKeepsItsExtremes();
    void apply_gapFenceBreaksTheLineWhereItStands();
    void apply_resetLetsTimesBeginAgain();
    void apply_missingBreaksTheLine();
    void apply_refusesSeriesOverTheCap();
    void apply_ignoresSamplesOfUnknownSeries();
    void apply_staysWithinItsBytes();
    void apply_backfillIsThePastAlone();
    void apply_remembersStates();
    void apply_gapEndsAState();
    void apply_countsStatesInItsBytes();
    void match_findsByGlob();
    void tick_agesWithoutData();
    void tick_onChangeLivesWithItsSource();
    void tick_cadenceMayBeTheStores();
    void tick_aSampleOfOursProvesNothing();
    void feedTime_isTheServersWhereABeatTells();
};

void SeriesStoreTest::apply_announcesSeriesThenChange()
{
    SeriesStore store;
    QStringList order;
    connect(&store, &SeriesStore::seriesAdded, this, [&](SeriesId first, SeriesId last) {
        order << u"added %1-%2"_s.arg(first).arg(last);
        QVERIFY(store.value(0).seen); // whoever is told already sees everything
        QCOMPARE(store.freshness(0), Freshness::Live);
    });
    connect(&store, &SeriesStore::changed, this, [&] { order << u"changed"_s; });
    connect(&store, &SeriesStore::freshnessChanged, this, [&] { order << u"freshness"_s; });
    store.apply(batchOf({"a"_ba, "b"_ba}, {numberAt(0, 0, 1), numberAt(1, 0, 2)}), instantAt(0));
    QCOMPARE(order, (QStringList{u"added 0-1"_s, u"changed"_s, u"freshness"_s}));
    QCOMPARE(store.count(), 2);
    QCOMPARE(store.find("b"_ba), std::optional<SeriesId>(1));
    QVERIFY(!store.find("c"_ba));
}

void SeriesStoreTest::apply_emitsChangedOnceABatch()
{
    SeriesStore store;
    QSignalSpy changed(&store, &SeriesStore::changed);
    QList<SampleRecord> samples;
    for (int i = 0; i < 100; ++i)
        samples << numberAt(0, i, i) << numberAt(1, i, i);
    store.apply(batchOf({"a"_ba, "b"_ba, "c"_ba}, samples), instantAt(100));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].value<QList<SeriesId>>(), (QList<SeriesId>{0, 1}));
}

void SeriesStoreTest::apply_withoutSamplesChangesNothing()
{
    SeriesStore store;
    store.apply(batchOf({"a"_ba}, {numberAt(0, 0, 1)}), instantAt(0));
    QSignalSpy changed(&store, &SeriesStore::changed);
    QSignalSpy freshness(&store, &SeriesStore::freshnessChanged);
    UpdateBatch batch;
    batch.beat = beatAt(10);
    batch.counts.events = 7;
    store.apply(batch, instantAt(10));
    QCOMPARE(changed.count(), 0);
    QCOMPARE(freshness.count(), 0);
    QCOMPARE(store.counts().events, quint64(7));
}

void SeriesStoreTest::apply_keepsTheCurrentValue()
{
    SeriesStore store;
    SampleRecord state = numberAt(0, 5, 0);
    state.kind = SampleKind::State;
    state.text = 0;
    UpdateBatch batch = batchOf({"door"_ba}, {state});
    batch.texts = {u"open"_s};
    store.apply(batch, instantAt(5));
    QCOMPARE(store.value(0), (CurrentValue{SampleKind::State, 0, u"open"_s, epochMs + 5, true}));
    store.apply(batchOf({}, {numberAt(0, 6, 4.5)}), instantAt(6));
    QCOMPARE(store.value(0), (CurrentValue{SampleKind::Number, 4.5, {}, epochMs + 6, true}));
    store.apply(batchOf({}, {missingAt(0, 7)}), instantAt(7));
    QCOMPARE(store.value(0), (CurrentValue{SampleKind::Missing, 0, {}, epochMs + 7, true}));
}

void SeriesStoreTest::apply_olderTimeNeverMovesTheValue()
{
    SeriesStore store;
    SampleRecord old = numberAt(0, 10, 9);
    old.receivedAt = bootAt(9'000);
    store.apply(batchOf({"a"_ba}, {numberAt(0, 20, 1), old}), instantAt(9'000));
    QCOMPARE(store.value(0).number, 1.0);
    QCOMPARE(store.refusedSamples(), quint64(1));
    QCOMPARE(store.freshness(0), Freshness::Late); // nor makes it younger
    store.apply(batchOf({}, {numberAt(0, 20, 3)}), instantAt(9'000));
    QCOMPARE(store.value(0).number, 3.0); // equal time: the last wins
    QCOMPARE(pointsOf(store.history(0)), (Points{{20, 3}}));
}

void SeriesStoreTest::apply_foldedRecordKeepsItsExtremes()
{
    SeriesStore store;
    SampleRecord record = numberAt(0, 50, 3);
    record.count = 40;
    record.hasRange = true;
    record.min = -7;
    record.minTimeMs = epochMs + 30;
    record.max = 11;
    record.maxTimeMs = epochMs + 20;
    store.apply(batchOf({"a"_ba}, {numberAt(0, 10, 1), record}), instantAt(50));
    QCOMPARE(pointsOf(store.history(0)), (Points{{10, 1}, {20, 11}, {30, -7}, {50, 3}}));
    QCOMPARE(store.value(0).number, 3.0);
}

void SeriesStoreTest::apply_gapFenceBreaksTheLineWhereItStands()
{
    SeriesStore store;
    UpdateBatch batch = batchOf({"a"_ba, "b"_ba}, {numberAt(0, 10, 1), numberAt(1, 10, 1), numberAt(0, 20, 2)});
    batch.fences = {fenceBefore(0), fenceBefore(2)};
    store.apply(batch, instantAt(20));
    QCOMPARE(store.history(0).gaps(), (std::deque<GapMark>{{epochMs + 10, epochMs + 20}}));
    QCOMPARE(store.history(1).gaps(), (std::deque<GapMark>{{epochMs + 10, GapMark::open}}));

    QSignalSpy changed(&store, &SeriesStore::changed);
    UpdateBatch gap;
    gap.fences = {fenceBefore(0)};
    store.apply(gap, instantAt(21));
    QCOMPARE(changed.count(), 1); // a chart must draw the break
    QCOMPARE(changed[0][0].value<QList<SeriesId>>(), (QList<SeriesId>{0}));
}

void SeriesStoreTest::apply_resetLetsTimesBeginAgain()
{
    SeriesStore store;
    store.apply(batchOf({"a"_ba}, {numberAt(0, 1'000, 1)}), instantAt(1'000));
    UpdateBatch batch = batchOf({}, {numberAt(0, 400, 2)});
    batch.samples[0].receivedAt = bootAt(1'100);
    batch.fences = {fenceBefore(0, Fence::Kind::Reset)};
    store.apply(batch, instantAt(1'100));
    QCOMPARE(store.value(0).number, 2.0);
    QCOMPARE(pointsOf(store.history(0)), (Points{{400, 2}}));
    store.apply(batchOf({}, {numberAt(0, 300, 3)}), instantAt(1'200));
    QCOMPARE(store.value(0).number, 2.0);
}

void SeriesStoreTest::apply_missingBreaksTheLine()
{
    SeriesStore store;
    store.apply(batchOf({"a"_ba}, {numberAt(0, 10, 1), missingAt(0, 20), numberAt(0, 30, 2)}), instantAt(30));
    QCOMPARE(store.history(0).gaps(), (std::deque<GapMark>{{epochMs + 10, epochMs + 30}}));

    SampleRecord record = numberAt(0, 50, 3);
    record.brokenInside = true;
    store.apply(batchOf({}, {record}), instantAt(50));
    QCOMPARE(store.history(0).gaps().back(), (GapMark{epochMs + 30, epochMs + 50}));
}

void SeriesStoreTest::apply_refusesSeriesOverTheCap()
{
    SeriesStoreLimits limits;
    limits.series = 2;
    SeriesStore store(limits);
    store.apply(batchOf({"a"_ba, "b"_ba, "c"_ba, "d"_ba}, {numberAt(3, 0, 1)}), instantAt(0));
    QCOMPARE(store.count(), 2);
    QCOMPARE(store.refusedSeries(), quint64(2));
    QVERIFY(!store.find("c"_ba));
}

void SeriesStoreTest::apply_ignoresSamplesOfUnknownSeries()
{
    SeriesStore store;
    QSignalSpy changed(&store, &SeriesStore::changed);
    store.apply(batchOf({}, {numberAt(5, 0, 1)}), instantAt(0));
    QCOMPARE(changed.count(), 0);
}

void SeriesStoreTest::apply_staysWithinItsBytes()
{
    SeriesStoreLimits limits;
    limits.totalBytes = 100'000;
    SeriesStore store(limits);
    UpdateBatch batch = batchOf({"long"_ba, "longer"_ba, "short"_ba}, {numberAt(2, 0, 7)});
    store.apply(batch, instantAt(0));
    QSignalSpy changed(&store, &SeriesStore::changed);
    for (int round = 0; round < 100; ++round) {
        QList<SampleRecord> samples;
        for (qint64 ms = 1; ms <= 200; ++ms)
            samples << numberAt(round < 60 ? 0 : 1, round * 200 + ms, double(ms) / 3);
        store.apply(batchOf({}, samples), instantAt(round * 200 + 200));
        qsizetype held = 0;
        for (SeriesId id = 0; id < 3; ++id)
            held += store.history(id).bytes();
        QCOMPARE(store.bytes(), held);
        QVERIFY(held <= limits.totalBytes);
    }
    QVERIFY(store.bytes() > limits.totalBytes / 2);
    QCOMPARE(store.history(0).lastTimeMs(), epochMs + 12'000);
    QCOMPARE(store.history(1).lastTimeMs(), epochMs + 20'000);
    QVERIFY(store.history(0).size() < 12'000);
    QVERIFY(store.history(0).size() > 1'000); // nobody pays alone
    QVERIFY(store.history(1).size() > 1'000);
    QCOMPARE(pointsOf(store.history(2)), (Points{{0, 7}}));
    // Who forgot something is told of, too.
    QVERIFY(std::any_of(changed.begin() + 60, changed.end(), [](const QList<QVariant> &arguments) {
        return arguments[0].value<QList<SeriesId>>().contains(0);
    }));
}

void SeriesStoreTest::apply_backfillIsThePastAlone()
{
    SeriesStore store;
    store.apply(batchOf({"a"_ba, "b"_ba}, {numberAt(0, 1'000, 1)}), instantAt(1'000));
    QSignalSpy changed(&store, &SeriesStore::changed);
    QSignalSpy freshness(&store, &SeriesStore::freshnessChanged);
    UpdateBatch batch = batchOf({}, {numberAt(0, 1'100, 2)});
    batch.lastProof.reset();
    batch.backfills.append({0, {epochMs, BackfillSpan::untilLive}, {{epochMs + 500, epochMs + 600}, {5, 6}, {}}});
    batch.backfills.append({1, {epochMs, BackfillSpan::untilLive}, {{epochMs + 500}, {9}, {}}});
    batch.backfills.append({77, {}, {{epochMs}, {9}, {}}}); // of no series that it knows
    store.apply(batch, instantAt(1'100));
    QCOMPARE(pointsOf(store.history(0)), (Points{{500, 5}, {600, 6}, {1'000, 1}, {1'100, 2}}));
    QCOMPARE(pointsOf(store.history(1)), (Points{{500, 9}}));
    QCOMPARE(store.value(0).number, 2.0);
    QVERIFY(!store.value(1).seen);
    QCOMPARE(store.freshness(1), Freshness::Lost);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].value<QList<SeriesId>>(), (QList<SeriesId>{0, 1}));
    QCOMPARE(freshness.count(), 0);
    // What the history has already changes nothing.
    UpdateBatch again;
    again.backfills.append({1, {epochMs, BackfillSpan::untilLive}, {{epochMs + 500}, {9}, {}}});
    store.apply(again, instantAt(1'200));
    QCOMPARE(changed.count(), 1);
}

namespace {
SampleRecord stateAt(SeriesId series, qint64 bootMs, int text)
{
    SampleRecord sample = numberAt(series, bootMs, 0);
    sample.kind = SampleKind::State;
    sample.text = text;
    return sample;
}
} // namespace

void SeriesStoreTest::apply_remembersStates()
{
    SeriesStore store;
    UpdateBatch batch =
        batchOf({"door", "x"}, {stateAt(0, 1, 0), stateAt(0, 2, 0), stateAt(0, 3, 1), numberAt(1, 3, 1)});
    batch.texts = {u"open"_s, u"shut"_s};
    store.apply(batch, instantAt(3));
    QVERIFY(!store.states(1));
    QVERIFY(store.states(0));
    QCOMPARE(store.states(0)->runs().size(), 2u);
    QCOMPARE(store.states(0)->runs()[0].lastMs, epochMs + 2);
    QCOMPARE(store.states(0)->word(1), u"shut"_s);
}

void SeriesStoreTest::apply_gapEndsAState()
{
    SeriesStore store;
    UpdateBatch batch = batchOf({"door"}, {stateAt(0, 1, 0), stateAt(0, 2, 0)});
    batch.texts = {u"open"_s};
    batch.fences = {{Fence::Kind::Gap, 1}};
    store.apply(batch, instantAt(3));
    QCOMPARE(store.states(0)->runs().size(), 2u);
    QVERIFY(store.states(0)->runs()[1].afterGap);
}

void SeriesStoreTest::apply_countsStatesInItsBytes()
{
    SeriesStoreLimits limits;
    limits.totalBytes = 100'000;
    SeriesStore store(limits);
    store.apply(batchOf({"a"_ba, "b"_ba, "n"_ba}, {}), instantAt(0));
    qint64 ms = 0;
    for (int round = 0; round < 100; ++round) {
        UpdateBatch batch;
        for (int i = 0; i < 100; ++i, ++ms) {
            batch.samples << stateAt(0, ms, i % 10) << stateAt(1, ms, i % 10) << numberAt(2, ms, double(ms) / 7);
            batch.texts << QString(100, QChar(u'a' + i % 10)) + QString::number(round);
        }
        store.apply(batch, instantAt(ms));
        QVERIFY(store.bytes() <= limits.totalBytes);
        QCOMPARE(store.bytes(), store.states(0)->bytes() + store.states(1)->bytes() + store.history(2).bytes());
    }
    QVERIFY(store.bytes() > limits.totalBytes / 2);
    for (const SeriesId id : {0U, 1U}) { // nobody pays alone
        QVERIFY(store.states(id)->runs().size() > 100);
        QCOMPARE(store.states(id)->runs().back().lastMs, epochMs + ms - 1);
    }
    QVERIFY(store.history(2).size() > 500);
}

void SeriesStoreTest::match_findsByGlob()
{
    SeriesStore store;
    store.apply(batchOf({"cpu.core0"_ba, "mem"_ba, "cpu.core1"_ba}, {}), instantAt(0));
    QCOMPARE(store.match("cpu.core*"), (QList<SeriesId>{0, 2}));
    QCOMPARE(store.match("disk*"), QList<SeriesId>());
    QCOMPARE(store.nameText(1), "mem"_ba);
    QCOMPARE(store.name(2).base(), "cpu.core1"_ba);
}

void SeriesStoreTest::tick_agesWithoutData()
{
    SeriesStore store;
    store.apply(batchOf({"a"_ba, "b"_ba}, {numberAt(0, 0, 1), numberAt(1, 2'000, 1)}), instantAt(2'000));
    QSignalSpy freshness(&store, &SeriesStore::freshnessChanged);
    QCOMPARE(store.nextTickAt(), std::optional(bootAt(3'000)));
    store.tick(instantAt(2'999));
    QCOMPARE(freshness.count(), 0);
    store.tick(instantAt(3'000));
    QCOMPARE(freshness.count(), 1);
    QCOMPARE(freshness[0][0].value<QList<SeriesId>>(), (QList<SeriesId>{0}));
    QCOMPARE(store.freshness(0), Freshness::Late);
    QCOMPARE(store.freshness(1), Freshness::Live);
    QCOMPARE(store.age(0), milliseconds(3'000));
    store.tick(instantAt(120'000));
    QCOMPARE(store.freshness(0), Freshness::Lost);
    QCOMPARE(store.freshness(1), Freshness::Lost);
    QVERIFY(!store.nextTickAt());
}

void SeriesStoreTest::tick_cadenceMayBeTheStores()
{
    SeriesStoreLimits limits;
    limits.cadence = Cadence::OnChange;
    SeriesStore store(limits);
    store.apply(batchOf({"a"}, {numberAt(0, 0, 1)}), instantAt(0));
    UpdateBatch proof;
    proof.lastProof = bootAt(600'000);
    store.apply(proof, instantAt(600'000));
    QCOMPARE(store.freshness(0), Freshness::Live);
    QCOMPARE(store.age(0), milliseconds(0));
    QCOMPARE(store.age(0, Cadence::Periodic), milliseconds(600'000)); // whoever asks may think otherwise
}

void SeriesStoreTest::tick_onChangeLivesWithItsSource()
{
    SeriesStoreLimits limits;
    limits.cadence = Cadence::OnChange;
    SeriesStore store(limits);
    store.apply(batchOf({"door"_ba}, {numberAt(0, 0, 1)}), instantAt(0));
    UpdateBatch alive;
    alive.lastProof = bootAt(100'000);
    store.apply(alive, instantAt(100'000));
    QCOMPARE(store.freshness(0), Freshness::Live);
    store.tick(instantAt(110'000));
    QCOMPARE(store.freshness(0), Freshness::Stale);
}

/// As Ingest::tick() puts them: a rate that this machine worked out says nothing of whether the server lives.
void SeriesStoreTest::tick_aSampleOfOursProvesNothing()
{
    SeriesStoreLimits limits;
    limits.cadence = Cadence::OnChange;
    SeriesStore store(limits);
    store.apply(batchOf({"door"_ba, "rate"_ba}, {numberAt(0, 0, 1), numberAt(1, 0, 1)}), instantAt(0));
    for (qint64 ms = 1'000; ms <= 60'000; ms += 1'000) {
        UpdateBatch counted = batchOf({}, {numberAt(1, ms, 0)});
        counted.lastProof.reset();
        store.apply(counted, instantAt(ms));
    }
    QCOMPARE(store.freshness(0), Freshness::Lost);
    QCOMPARE(store.freshness(1), Freshness::Lost);
}

void SeriesStoreTest::feedTime_isTheServersWhereABeatTells()
{
    SeriesStore store;
    store.tick(instantAt(1'000));
    QCOMPARE(store.feedTimeMs(), epochMs + 1'000);
    UpdateBatch batch;
    batch.beat = Beat{milliseconds(5'000), bootAt(1'000), {}};
    store.apply(batch, instantAt(1'500));
    QCOMPARE(store.feedTimeMs(), 5'500);
}

QTEST_GUILESS_MAIN(SeriesStoreTest)
#include "tst_seriesstore.moc"
