// SPDX-License-Identifier: MIT
#include "models/ingest/pendingupdates.h"

#include "models/series/seriesstore.h"
#include "tests/unit/models/modelhelpers.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <map>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

Fence gap(const QString &reason = u"lost"_s, Fence::Kind kind = Fence::Kind::Gap)
{
    return Fence{kind, 0, reason, bootAt(0), milliseconds(epochMs)};
}

SampleRecord stateAt(SeriesId series, qint64 bootMs)
{
    SampleRecord sample = numberAt(series, bootMs, 0);
    sample.kind = SampleKind::State;
    return sample;
}

/// Readings that the batch accounts for.
quint64 readings(const UpdateBatch &batch)
{
    quint64 sum = 0;
    for (const SampleRecord &sample : batch.samples)
        sum += sample.count;
    return sum;
}

} // namespace

class PendingUpdatesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void addBackfill_isTakenWholeOrNotAtAll();
    void addBackfill_goesWithThePastThatItIsOf();
    void take_givesEverythingOnce();
    void add_keepsAllBelowTheLimit();
    void add_foldsBeyondTheLimit();
    void add_neverFoldsAcrossAFence();
    void add_foldingKeepsExtremesLastAndCount_data();
    void add_foldingKeepsExtremesLastAndCount();
    void add_foldedStatesKeepTheLastAndFewTexts();
    void add_foldedMissingBreaksTheLine();
    void add_foldedWordBreaksTheLine();
    void add_foldedHoleIsDrawnWhereItWas_data();
    void add_foldedHoleIsDrawnWhereItWas();
    void add_olderTimeNeverMovesAFoldedRecord();
    void add_equalTimeMakesNothingYounger();
    void add_staysBoundedWithManyFences();
    void add_textsStayBoundedWithManyFences();
    void add_fencesOverTheLimitBecomeOne();
    void add_moreSeriesThanRecordsIsCounted();
    void take_startsAfresh();
    void addBeat_keepsTheLeastDelayed();
    void addBeat_survivesHostileTimes();
    void statuses_newestWins();
    void addLog_keepsTheNewestAndSaysHowManyWent();
    void addLog_isBoundedByBytes();
};

void PendingUpdatesTest::take_givesEverythingOnce()
{
    PendingUpdates pending;
    QVERIFY(pending.isEmpty());
    pending.addSeries({0, "a"_ba});
    pending.add(numberAt(0, 1, 5));
    pending.add(gap());
    pending.add(stateAt(0, 2), u"open"_s);
    QVERIFY(!pending.isEmpty());
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.newSeries, (QList<NewSeries>{{0, "a"_ba}}));
    QCOMPARE(batch.samples.size(), 2);
    QCOMPARE(batch.samples[0].value, 5.0);
    QCOMPARE(batch.texts.value(batch.samples[1].text), u"open"_s);
    QCOMPARE(batch.fences.size(), 1);
    QCOMPARE(batch.fences[0].before, 1);
    QVERIFY(pending.isEmpty());
    const UpdateBatch next = pending.take();
    QVERIFY(next.newSeries.isEmpty() && next.samples.isEmpty() && next.fences.isEmpty() && next.texts.isEmpty());
}

void PendingUpdatesTest::add_keepsAllBelowTheLimit()
{
    PendingUpdates pending({100, 10});
    for (int i = 0; i < 100; ++i)
        pending.add(numberAt(0, i, i));
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.samples.size(), 100);
    QCOMPARE(batch.counts.conflated, quint64(0));
    QCOMPARE(batch.samples[57].value, 57.0);
}

void PendingUpdatesTest::add_foldsBeyondTheLimit()
{
    PendingUpdates pending({100, 10});
    for (int i = 0; i < 10'000; ++i) {
        pending.add(numberAt(SeriesId(i % 3), i, i));
        QVERIFY(pending.sampleCount() <= 100);
    }
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.samples.size(), 3);
    QCOMPARE(readings(batch), quint64(10'000));
    QCOMPARE(batch.counts.conflated, quint64(9'997));
    QCOMPARE(batch.counts.dropped, quint64(0));
}

void PendingUpdatesTest::add_neverFoldsAcrossAFence()
{
    PendingUpdates pending({10, 10});
    for (int i = 0; i < 40; ++i) {
        if (i == 7 || i == 30)
            pending.add(gap(u"at %1"_s.arg(i)));
        pending.add(numberAt(0, i, i));
    }
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.fences.size(), 2);
    QCOMPARE(batch.fences[0].reason, u"at 7"_s);
    QCOMPARE(batch.fences[1].reason, u"at 30"_s);
    QCOMPARE(batch.samples.size(), 3);
    QCOMPARE(batch.fences[0].before, 1);
    QCOMPARE(batch.fences[1].before, 2);
    const auto range = [](const SampleRecord &s) { return std::pair(s.min, s.max); };
    QCOMPARE(range(batch.samples[0]), std::pair(0.0, 6.0));
    QCOMPARE(range(batch.samples[1]), std::pair(7.0, 29.0));
    QCOMPARE(range(batch.samples[2]), std::pair(30.0, 39.0));
}

void PendingUpdatesTest::add_foldingKeepsExtremesLastAndCount_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 20; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

/// Against a plain reference: per series and segment the smallest, largest, last and number of all that was added.
void PendingUpdatesTest::add_foldingKeepsExtremesLastAndCount()
{
    QFETCH(int, seed);
    struct Seen
    {
        double min = 1e9;
        double max = -1e9;
        double last = 0;
        quint64 count = 0;
    };
    using Key = std::pair<int, SeriesId>;
    QRandomGenerator random{quint32(seed)};
    PendingUpdates pending({120, 16});
    std::map<Key, Seen> expected;
    int segment = 0;
    for (int i = 0; i < 3'000; ++i) {
        if (random.bounded(500) == 0 && segment < 10) {
            pending.add(gap());
            ++segment;
        }
        const SeriesId id = random.bounded(8U);
        const double value = random.generateDouble() * 100;
        pending.add(numberAt(id, i, value));
        Seen &seen = expected[{segment, id}];
        seen.min = std::min(seen.min, value);
        seen.max = std::max(seen.max, value);
        seen.last = value;
        ++seen.count;
    }
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.fences.size(), segment);
    QCOMPARE(batch.counts.dropped, quint64(0));
    std::map<Key, Seen> actual;
    for (qsizetype i = 0; i < batch.samples.size(); ++i) {
        const SampleRecord &sample = batch.samples[i];
        const auto passed = std::count_if(batch.fences.cbegin(), batch.fences.cend(),
                                          [i](const Fence &fence) { return fence.before <= i; });
        Seen &seen = actual[{int(passed), sample.series}];
        seen.min = std::min(seen.min, sample.min);
        seen.max = std::max(seen.max, sample.max);
        seen.last = sample.value;
        seen.count += sample.count;
    }
    QCOMPARE(actual.size(), expected.size());
    for (const auto &[key, seen] : expected) {
        QCOMPARE(actual[key].min, seen.min);
        QCOMPARE(actual[key].max, seen.max);
        QCOMPARE(actual[key].last, seen.last);
        QCOMPARE(actual[key].count, seen.count);
    }
}

void PendingUpdatesTest::add_foldedStatesKeepTheLastAndFewTexts()
{
    PendingUpdates pending({4, 2});
    for (int i = 0; i < 1'000; ++i)
        pending.add(stateAt(SeriesId(i % 2), i), u"state %1"_s.arg(i));
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.samples.size(), 2);
    QVERIFY(batch.texts.size() <= 4);
    QCOMPARE(batch.texts.value(batch.samples[0].text), u"state 998"_s);
    QCOMPARE(batch.texts.value(batch.samples[1].text), u"state 999"_s);
}

void PendingUpdatesTest::add_foldedMissingBreaksTheLine()
{
    PendingUpdates pending({1, 2});
    pending.add(numberAt(0, 1, 10));
    pending.add(missingAt(0, 2));
    pending.add(numberAt(0, 3, 20));
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.samples.size(), 1);
    QVERIFY(batch.samples[0].brokenInside);
    QCOMPARE(batch.samples[0].kind, SampleKind::Number);
    QCOMPARE(batch.samples[0].min, 10.0);
    QCOMPARE(batch.samples[0].minTimeMs, epochMs + 1);
    QCOMPARE(batch.samples[0].max, 20.0);
}

void PendingUpdatesTest::add_foldedWordBreaksTheLine()
{
    PendingUpdates pending({1, 2});
    pending.add(numberAt(0, 1, 10));
    pending.add(stateAt(0, 2), u"off"_s);
    pending.add(numberAt(0, 3, 20));
    QVERIFY(pending.take().samples.at(0).brokenInside);
}

void PendingUpdatesTest::add_foldedHoleIsDrawnWhereItWas_data()
{
    using Samples = QList<SampleRecord>;
    QTest::addColumn<Samples>("samples");
    QTest::newRow("the last is an extreme") << Samples{numberAt(0, 1, 10), missingAt(0, 2), numberAt(0, 3, 20)};
    QTest::newRow("an extreme on either side")
        << Samples{numberAt(0, 1, 5), missingAt(0, 2), numberAt(0, 3, 20), numberAt(0, 4, 7)};
    QTest::newRow("both extremes after it")
        << Samples{missingAt(0, 1), numberAt(0, 2, 5), numberAt(0, 3, 20), numberAt(0, 4, 7)};
    QTest::newRow("both extremes before it")
        << Samples{numberAt(0, 1, 5), numberAt(0, 2, 20), missingAt(0, 3), numberAt(0, 4, 7)};
    QTest::newRow("one extreme") << Samples{numberAt(0, 1, 5), missingAt(0, 2), numberAt(0, 3, 5)};
    QTest::newRow("a word") << Samples{numberAt(0, 1, 10), stateAt(0, 2), numberAt(0, 3, 20)};
    QTest::newRow("still missing") << Samples{numberAt(0, 1, 10), missingAt(0, 2), numberAt(0, 3, 20), missingAt(0, 4)};
}

/// In the store, what was folded has no line where what was not folded has none.
void PendingUpdatesTest::add_foldedHoleIsDrawnWhereItWas()
{
    QFETCH(QList<SampleRecord>, samples);
    PendingUpdates pending({1, 2});
    SeriesStore folded;
    folded.apply(batchOf({"a"_ba}, {numberAt(0, 0, 1)}), instantAt(0));
    for (const SampleRecord &sample : samples)
        pending.add(sample, u"off"_s);
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.samples.size(), 1);
    folded.apply(batch, instantAt(10));
    const SeriesHistory &history = folded.history(0);
    const auto isBroken = [&](qint64 fromMs, qint64 toMs) {
        return std::any_of(history.gaps().cbegin(), history.gaps().cend(), [=](const GapMark &gap) {
            return gap.fromMs >= fromMs && gap.fromMs < toMs && gap.toMs > fromMs;
        });
    };
    std::vector<qint64> times;
    history.forEach(0, GapMark::open,
                    [&](const SampleSpan &span) { times.insert(times.end(), span.times.begin(), span.times.end()); });
    for (const SampleRecord &sample : samples) {
        if (sample.kind == SampleKind::Number)
            continue;
        const auto after = std::lower_bound(times.begin(), times.end(), sample.timeMs);
        QVERIFY(after != times.begin());
        QVERIFY(isBroken(*std::prev(after), after == times.end() ? GapMark::open : *after));
    }
    if (samples.last().kind == SampleKind::Number) {
        QCOMPARE(times.back(), samples.last().timeMs);
        QVERIFY(history.gaps().back().toMs != GapMark::open);
    }
}

void PendingUpdatesTest::add_olderTimeNeverMovesAFoldedRecord()
{
    PendingUpdates pending({1, 2});
    pending.add(numberAt(0, 10, 1));
    pending.add(numberAt(0, 20, 2));
    pending.add(numberAt(0, 15, 99));
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.samples[0].timeMs, epochMs + 20);
    QCOMPARE(batch.samples[0].value, 2.0);
    QCOMPARE(batch.samples[0].max, 2.0);
}

void PendingUpdatesTest::add_equalTimeMakesNothingYounger()
{
    PendingUpdates pending({1, 2});
    pending.add(numberAt(0, 10, 1));
    SampleRecord again = numberAt(0, 10, 2);
    again.receivedAt = bootAt(9'000);
    pending.add(again);
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.samples[0].value, 2.0);
    QCOMPARE(batch.samples[0].receivedAt, bootAt(10));
}

void PendingUpdatesTest::add_staysBoundedWithManyFences()
{
    constexpr qsizetype limit = 50;
    PendingUpdates pending({limit, 1'000});
    constexpr int rounds = 200;
    for (int round = 0; round < rounds; ++round) {
        for (SeriesId id = 0; id < 10; ++id)
            pending.add(numberAt(id, round, round));
        pending.add(gap());
        QVERIFY(pending.sampleCount() <= limit);
    }
    const UpdateBatch batch = pending.take();
    // What had to go lies before a fence, in the hole that it draws; and all of it is counted.
    QCOMPARE(batch.counts.dropped + readings(batch), quint64(rounds * 10));
    QVERIFY(batch.counts.dropped > 0);
    int merged = 0;
    for (const Fence &fence : batch.fences)
        merged += fence.merged;
    QCOMPARE(merged, rounds);
    QCOMPARE(batch.fences.first().before, 0);
    QCOMPARE(batch.fences.last().before, batch.samples.size());
    QCOMPARE(batch.samples.last().value, double(rounds - 1));
}

void PendingUpdatesTest::add_textsStayBoundedWithManyFences()
{
    constexpr qsizetype limit = 50;
    PendingUpdates pending({limit, 1'000});
    for (int round = 0; round < 200; ++round) {
        for (SeriesId id = 0; id < 10; ++id)
            pending.add(stateAt(id, round), u"%1 in %2"_s.arg(id).arg(round));
        pending.add(gap());
    }
    const UpdateBatch batch = pending.take();
    QVERIFY(batch.counts.dropped > 0);
    QVERIFY(batch.samples.size() > 10);
    QVERIFY(batch.texts.size() <= 2 * limit);
    for (const SampleRecord &sample : batch.samples)
        QCOMPARE(batch.texts.value(sample.text), u"%1 in %2"_s.arg(sample.series).arg(sample.timeMs - epochMs));
}

void PendingUpdatesTest::add_fencesOverTheLimitBecomeOne()
{
    PendingUpdates pending({100, 3});
    pending.add(numberAt(0, 0, 0));
    for (int i = 1; i <= 5; ++i) {
        pending.add(gap(u"at %1"_s.arg(i), i == 2 ? Fence::Kind::Reset : Fence::Kind::Gap));
        pending.add(numberAt(0, i, i));
    }
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.fences.size(), 3);
    QCOMPARE(batch.fences[0].merged, 3);
    QCOMPARE(batch.fences[0].kind, Fence::Kind::Reset);
    QCOMPARE(batch.fences[0].before, 1);
    QCOMPARE(batch.samples.size(), 4);
    QCOMPARE(batch.samples[1].value, 3.0);
    QCOMPARE(batch.counts.dropped, quint64(2));
    QCOMPARE(batch.fences[2].before, 3);
}

void PendingUpdatesTest::add_moreSeriesThanRecordsIsCounted()
{
    PendingUpdates pending({10, 2});
    for (SeriesId id = 0; id < 15; ++id)
        pending.add(numberAt(id, 0, id));
    pending.add(numberAt(3, 1, 77));
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.samples.size(), 10);
    QCOMPARE(batch.samples[3].value, 77.0);
    QCOMPARE(batch.counts.dropped, quint64(5));
}

void PendingUpdatesTest::take_startsAfresh()
{
    PendingUpdates pending({4, 2});
    for (int i = 0; i < 10; ++i)
        pending.add(numberAt(0, i, i));
    QCOMPARE(pending.take().samples.size(), 1);
    for (int i = 10; i < 14; ++i)
        pending.add(numberAt(0, i, i));
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.samples.size(), 4);            // below the limit again: each is kept
    QCOMPARE(batch.counts.conflated, quint64(9)); // counted from the start
}

void PendingUpdatesTest::addBeat_keepsTheLeastDelayed()
{
    PendingUpdates pending;
    const Beat slow{milliseconds(1'000), bootAt(1'500), {}};
    const Beat quick{milliseconds(2'000), bootAt(2'100), {}};
    const Beat silent{std::nullopt, bootAt(9'000), {}};
    pending.addBeat(quick);
    pending.addBeat(slow);
    pending.addBeat(silent);
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.beat, std::optional(quick));
    QCOMPARE(batch.lastProof, std::optional(bootAt(9'000)));
}

void PendingUpdatesTest::addBeat_survivesHostileTimes()
{
    const Beat honest{milliseconds(epochMs), bootAt(1'000), {}};
    // In nanoseconds this is more than 64 bits hold, and would come out as a delay that is far too long or too short.
    for (const qint64 times : {1LL, 2LL, 3LL}) {
        PendingUpdates pending;
        const Beat future{milliseconds(times * 9'300'000'000'000), bootAt(2'000), {}};
        pending.addBeat(honest);
        pending.addBeat(future);
        QCOMPARE(pending.take().beat, std::optional(future)); // the least delayed of all, by its own account
        pending.addBeat(future);
        pending.addBeat(honest);
        QCOMPARE(pending.take().beat, std::optional(future));
    }
    PendingUpdates pending;
    for (const milliseconds end : {milliseconds::min(), milliseconds::max()})
        pending.addBeat({end, bootAt(3'000), {}});
    QCOMPARE(pending.take().beat->serverTime, std::optional(milliseconds::max()));
}

void PendingUpdatesTest::statuses_newestWins()
{
    PendingUpdates pending;
    LinkStatus link;
    link.state = LinkState::Connecting;
    pending.setLink(link);
    link.state = LinkState::Live;
    pending.setLink(link);
    StreamStatus stream;
    stream.delivered = 5;
    pending.setStream(stream);
    QVERIFY(!pending.isEmpty());
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.link, std::optional(link));
    QCOMPARE(batch.stream, std::optional(stream));
    QVERIFY(!pending.take().link);
}

void PendingUpdatesTest::addLog_keepsTheNewestAndSaysHowManyWent()
{
    PendingUpdates pending({.logs = 3});
    const auto line = [](int i) {
        return LogRecord{LogRecord::Kind::Line, LogLevel::Info, 0, i, QString::number(i), QString()};
    };
    for (int i = 0; i < 3; ++i)
        pending.addLog(line(i));
    QVERIFY(!pending.isEmpty());
    QCOMPARE(pending.take().logs.size(), 3);
    QVERIFY(pending.isEmpty());
    for (int i = 0; i < 10; ++i)
        pending.addLog(line(i));
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.logs.size(), 4);
    QCOMPARE(batch.logs[0].kind, LogRecord::Kind::Skipped);
    QCOMPARE(batch.logs[0].skipped, quint64(7));
    QCOMPARE(batch.logs[0].timeMs, 7);
    QCOMPARE(batch.logs[3], line(9));
    pending.addLog(line(0));
    QCOMPARE(pending.take().logs, QList<LogRecord>{line(0)});
}

void PendingUpdatesTest::addLog_isBoundedByBytes()
{
    LogRecord line;
    line.text = QString(1'000, u'x');
    PendingUpdates pending({.logBytes = 3 * line.size()});
    for (int i = 0; i < 5; ++i)
        pending.addLog(line);
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.logs.size(), 4);
    QCOMPARE(batch.logs[0].skipped, quint64(2));
    PendingUpdates tiny({.logBytes = 1});
    tiny.addLog(line); // one line always finds room
    QCOMPARE(tiny.take().logs.size(), 1);
}

namespace {
SeriesBackfill backfillOf(SeriesId series, size_t samples)
{
    SeriesBackfill backfill{series, {1, 100}, {}};
    for (size_t i = 0; i < samples; ++i)
        backfill.columns.times.push_back(qint64(i));
    backfill.columns.values.resize(samples);
    return backfill;
}
} // namespace

void PendingUpdatesTest::addBackfill_isTakenWholeOrNotAtAll()
{
    PendingUpdates pending({.backfills = 3, .backfillSamples = 10});
    for (int round = 0; round < 2; ++round) { // take() makes room
        QVERIFY(pending.addBackfill(backfillOf(0, 6)));
        QVERIFY(!pending.addBackfill(backfillOf(1, 5)));
        QVERIFY(pending.addBackfill(backfillOf(2, 4)));
        QVERIFY(pending.addBackfill(backfillOf(3, 0)));
        QVERIFY(!pending.addBackfill(backfillOf(4, 0)));
        QVERIFY(!pending.isEmpty());
        const UpdateBatch batch = pending.take();
        QCOMPARE(batch.backfills.size(), 3);
        QCOMPARE(batch.backfills[1].series, SeriesId(2));
        QCOMPARE(batch.backfills[1].columns, backfillOf(2, 4).columns);
        QCOMPARE(batch.backfills[1].span, (BackfillSpan{1, 100}));
        QVERIFY(pending.isEmpty());
    }
    QVERIFY(!pending.addBackfill(backfillOf(0, 11)));
    QVERIFY(pending.isEmpty());
}

void PendingUpdatesTest::addBackfill_goesWithThePastThatItIsOf()
{
    PendingUpdates pending({.backfillSamples = 10});
    pending.addBackfill(backfillOf(0, 6));
    Fence fence;
    pending.add(fence);
    fence.kind = Fence::Kind::Reset;
    QVERIFY(!pending.addBackfill(backfillOf(1, 5)));
    pending.add(fence);
    QVERIFY(pending.addBackfill(backfillOf(1, 5)));
    const UpdateBatch batch = pending.take();
    QCOMPARE(batch.backfills.size(), 1);
    QCOMPARE(batch.backfills[0].series, SeriesId(1));
}

QTEST_GUILESS_MAIN(PendingUpdatesTest)
#include "tst_pendingupdates.moc"
