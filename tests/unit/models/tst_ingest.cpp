// SPDX-License-Identifier: MIT
#include "models/ingest/ingest.h"

#include "tests/unit/models/modelhelpers.h"

#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

DeliveredEvent eventAt(qint64 bootMs, const QByteArray &payload, const QByteArray &type = "metrics"_ba)
{
    DeliveredEvent delivered;
    delivered.event.type = type;
    delivered.event.payload = payload;
    delivered.receivedAt = bootAt(bootMs);
    delivered.receivedWall = milliseconds(epochMs + bootMs);
    return delivered;
}

} // namespace

class IngestTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void receive_turnsMetricsIntoRecords();
    void receive_announcesEachSeriesOnce();
    void receive_withoutTimeTakesTheReceipt();
    void receive_wallClockSetBackDoesNotStopValues();
    void receive_wallClockSetBackDoesNotStopManyValues();
    void receive_undecodableIsCountedReportedAndDrawn_data();
    void receive_undecodableIsCountedReportedAndDrawn();
    void receive_badNamesAreRefusedAlone();
    void receive_manySeriesAreHiddenAndCounted();
    void receive_otherEventsAreProofsOfLife();
    void receive_snapshotStandsBehindAFence();
    void receive_slowReaderLosesNoExtremeAndNoFence();
    void gapsResetsAndBeats_passThrough();
    void statuses_passThrough();
    void logs_becomeLines();
    void logs_thatCannotBeReadAreDrawn();
    void gaps_areLinesOnceThereAreLines();
    void free_isReadWhateverTheType();
    void free_isReadByItsMapping();
    void free_missingPlacesAreCountedAndSaid();
    void free_unreadableIsDrawn();
    void ticks_sayRatesWhileTheLinkLives();
    void ticks_forgetTheRateOverAnOutage();
    void ticks_ofATelltaleSourceSayNothing();
    void timeOffset_movesTimesOfPayloadsAlone();
};

void IngestTest::receive_turnsMetricsIntoRecords()
{
    HandOver handOver;
    Ingest ingest(&handOver);
    ingest.receive(eventAt(500, R"({"t":1700000000400,"values":{"cpu":42.5,"door":"open","x":null}})"_ba));
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.newSeries, (QList<NewSeries>{{0, "cpu"_ba}, {1, "door"_ba}, {2, "x"_ba}}));
    QCOMPARE(batch.samples.size(), 3);
    QCOMPARE(batch.samples[0].series, SeriesId(0));
    QCOMPARE(batch.samples[0].value, 42.5);
    QCOMPARE(batch.samples[0].timeMs, epochMs + 400);
    QCOMPARE(batch.samples[0].receivedAt, bootAt(500));
    QCOMPARE(batch.samples[1].kind, SampleKind::State);
    QCOMPARE(batch.texts.value(batch.samples[1].text), u"open"_s);
    QCOMPARE(batch.samples[2].kind, SampleKind::Missing);
    QCOMPARE(batch.lastProof, std::optional(bootAt(500)));
    QCOMPARE(batch.counts.events, quint64(1));
    QCOMPARE(batch.counts.samples, quint64(3));
}

void IngestTest::receive_announcesEachSeriesOnce()
{
    HandOver handOver;
    Ingest ingest(&handOver);
    ingest.receive(eventAt(0, R"({"t":1,"values":{"a{y=\"2\",x=\"1\"}":1}})"_ba));
    ingest.receive(eventAt(1, R"({"t":2,"values":{"a{x=\"1\",y=\"2\"}":2,"b":3}})"_ba));
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.newSeries, (QList<NewSeries>{{0, "a{x=\"1\",y=\"2\"}"_ba}, {1, "b"_ba}}));
    QCOMPARE(batch.samples[1].series, SeriesId(0));
}

void IngestTest::receive_withoutTimeTakesTheReceipt()
{
    HandOver handOver;
    Ingest ingest(&handOver);
    ingest.receive(eventAt(1'234, R"({"values":{"a":1,"b":[77,2]}})"_ba, ""_ba));
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.samples[0].timeMs, epochMs + 1'234);
    QCOMPARE(batch.samples[1].timeMs, 77);
}

void IngestTest::receive_wallClockSetBackDoesNotStopValues()
{
    HandOver handOver;
    Ingest ingest(&handOver);
    const QByteArray payload = R"({"values":{"a":1}})"_ba;
    QList<qint64> times;
    const auto receive = [&](qint64 bootMs, qint64 wallMs) {
        DeliveredEvent event = eventAt(bootMs, payload);
        event.receivedWall = milliseconds(wallMs);
        ingest.receive(event);
        times << handOver.take().samples[0].timeMs;
    };
    receive(0, 10'000'000);
    receive(1'000, 6'400'000); // an hour back
    receive(2'000, 6'401'000);
    receive(3'000, 20'000'000); // set right again
    QCOMPARE(times, (QList<qint64>{10'000'000, 10'001'000, 10'002'000, 20'000'000}));
}

void IngestTest::receive_wallClockSetBackDoesNotStopManyValues()
{
    HandOver handOver;
    Ingest ingest(&handOver);
    DeliveredEvent event = eventAt(0, R"({"values":{"a":1}})"_ba);
    event.receivedWall = milliseconds(10'000'000);
    ingest.receive(event);
    event.receivedWall = milliseconds(6'400'000); // an hour back, and from now on 2,500 events a second
    for (int i = 1; i <= 1'000; ++i) {
        event.receivedAt = bootAt(0) + i * std::chrono::microseconds(400);
        ingest.receive(event);
    }
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.samples.last().timeMs, 10'000'400);
}

void IngestTest::receive_undecodableIsCountedReportedAndDrawn_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("cut off") << R"({"t":1,"values":{"a":1)"_ba;
    QTest::newRow("not an object") << "[1,2]"_ba;
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("not utf-8") << "{\"values\":{\"\xc0\":1}}"_ba;
}

void IngestTest::receive_undecodableIsCountedReportedAndDrawn()
{
    QFETCH(QByteArray, payload);
    HandOver handOver;
    Ingest ingest(&handOver);
    QSignalSpy undecodable(&ingest, &Ingest::undecodable);
    ingest.receive(eventAt(5, payload));
    QCOMPARE(undecodable.count(), 1);
    QVERIFY(!undecodable[0][0].toString().isEmpty());
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.counts.undecodable, quint64(1));
    QVERIFY(!batch.counts.lastProblem.isEmpty());
    QCOMPARE(batch.fences.size(), 1);
    QCOMPARE(batch.fences[0].kind, Fence::Kind::Gap);
    QVERIFY(batch.samples.isEmpty());
    QCOMPARE(batch.lastProof, std::optional(bootAt(5)));

    ingest.receive(eventAt(6, R"({"t":1,"values":{"a":1}})"_ba));
    QCOMPARE(handOver.take().samples.size(), 1);
}

void IngestTest::receive_badNamesAreRefusedAlone()
{
    HandOver handOver;
    Ingest ingest(&handOver);
    QSignalSpy undecodable(&ingest, &Ingest::undecodable);
    const QByteArray longName(300, 'n');
    ingest.receive(eventAt(0, R"({"t":1,"values":{"":1,"a\u0000b":2,"\u001b[31m":3,"{x":4,")" + longName +
                                  R"(":5,"big":1e309,"good":6}})"));
    QCOMPARE(undecodable.count(), 0);
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.samples.size(), 1);
    QCOMPARE(batch.samples[0].value, 6.0);
    QCOMPARE(batch.newSeries, (QList<NewSeries>{{0, "good"_ba}}));
    QCOMPARE(batch.counts.refusedValues, quint64(6));
    QVERIFY(!batch.counts.lastProblem.isEmpty());
}

void IngestTest::receive_manySeriesAreHiddenAndCounted()
{
    IngestLimits limits;
    limits.series.series = 100;
    limits.series.hiddenCounted = 1'000;
    HandOver handOver;
    Ingest ingest(&handOver, limits);
    for (int i = 0; i < 500; ++i) {
        QByteArray values;
        for (int j = 0; j < 2'000; ++j)
            values += (j ? ",\"s" : "\"s") + QByteArray::number(i * 2'000 + j) + "\":1";
        ingest.receive(eventAt(i, "{\"values\":{" + values + "}}"));
        const UpdateBatch batch = handOver.take();
        QCOMPARE(batch.newSeries.size(), i == 0 ? 100 : 0);
        QCOMPARE(batch.counts.undecodable, quint64(0));
    }
    QCOMPARE(ingest.counts().hiddenSeries, quint64(1'000));
    QVERIFY(ingest.counts().hiddenIsAtLeast);
    QCOMPARE(ingest.counts().samples, quint64(100));
}

void IngestTest::receive_otherEventsAreProofsOfLife()
{
    HandOver handOver;
    Ingest ingest(&handOver);
    ingest.receive(eventAt(7, "no JSON at all"_ba, "alert"_ba));
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.lastProof, std::optional(bootAt(7)));
    QCOMPARE(batch.counts.events, quint64(1));
    QCOMPARE(batch.counts.undecodable, quint64(0));
}

void IngestTest::receive_snapshotStandsBehindAFence()
{
    HandOver handOver;
    Ingest ingest(&handOver);
    ingest.receive(eventAt(0, R"({"t":1,"values":{"a":1}})"_ba));
    ingest.receive(eventAt(1, R"({"id":"7f3a:9","t":5,"values":{"a":[4,2]},"alerts":[]})"_ba, "snapshot"_ba));
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.samples.size(), 2);
    QCOMPARE(batch.samples[1].timeMs, 4);
    QCOMPARE(batch.fences.size(), 1);
    QCOMPARE(batch.fences[0].kind, Fence::Kind::Snapshot);
    QCOMPARE(batch.fences[0].before, 1);
}

void IngestTest::receive_slowReaderLosesNoExtremeAndNoFence()
{
    HandOver handOver({50, 16});
    Ingest ingest(&handOver);
    for (int i = 0; i < 5'000; ++i) {
        if (i == 2'000)
            ingest.receiveGap({{}, u"lost"_s, bootAt(i), milliseconds(epochMs + i)});
        const int value = i == 1'234 ? 1'000'000 : i == 3'456 ? -1'000'000 : i % 10;
        ingest.receive(eventAt(i, "{\"t\":" + QByteArray::number(epochMs + i) +
                                      ",\"values\":{\"a\":" + QByteArray::number(value) + "}}"));
    }
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.samples.size(), 2);
    QCOMPARE(batch.fences.size(), 1);
    QCOMPARE(batch.samples[0].max, 1e6);
    QCOMPARE(batch.samples[0].maxTimeMs, epochMs + 1'234);
    QCOMPARE(batch.samples[0].count, 2'000U);
    QCOMPARE(batch.samples[1].min, -1e6);
    QCOMPARE(batch.samples[1].max, 9.0);
    QCOMPARE(batch.samples[1].value, 9.0);
    QCOMPARE(batch.counts.samples, quint64(5'000));
    QCOMPARE(batch.counts.conflated, quint64(4'998));
}

void IngestTest::gapsResetsAndBeats_passThrough()
{
    HandOver handOver;
    Ingest ingest(&handOver);
    ingest.receiveGap({"7f3a:1"_ba, u"events 2 to 3 were not sent"_s, bootAt(1), milliseconds(2)});
    ingest.receiveReset(u"the server began anew"_s, bootAt(3), milliseconds(4));
    ingest.beat(beatAt(9));
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.fences.size(), 2);
    QCOMPARE(batch.fences[0].reason, u"events 2 to 3 were not sent"_s);
    QCOMPARE(batch.fences[0].noticedAt, bootAt(1));
    QCOMPARE(batch.fences[0].noticedWall, milliseconds(2));
    QCOMPARE(batch.fences[1].kind, Fence::Kind::Reset);
    QCOMPARE(batch.beat, std::optional(beatAt(9)));
}

void IngestTest::statuses_passThrough()
{
    HandOver handOver;
    Ingest ingest(&handOver);
    LinkStatus link;
    link.state = LinkState::Backoff;
    StreamStatus stream;
    stream.gaps = 3;
    ingest.setLinkStatus(link);
    ingest.setStreamStatus(stream);
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.link, std::optional(link));
    QCOMPARE(batch.stream, std::optional(stream));
}

void IngestTest::logs_becomeLines()
{
    HandOver handOver;
    Ingest ingest(&handOver);
    ingest.receive(
        eventAt(10, R"({"t":1700000000005,"text":"door\n open","level":"warn","labels":{"unit":"web"}})"_ba, "log"_ba));
    ingest.receive(eventAt(20, R"({"text":"release 7"})"_ba, "annotation"_ba));
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.logs.size(), 2);
    QCOMPARE(batch.logs[0],
             (LogRecord{LogRecord::Kind::Line, LogLevel::Warning, 0, epochMs + 5, u"door open"_s, u"unit=web"_s}));
    QCOMPARE(batch.logs[1],
             (LogRecord{LogRecord::Kind::Annotation, LogLevel::Info, 0, epochMs + 20, u"release 7"_s, QString()}));
    QCOMPARE(batch.counts.logLines, quint64(2));
    QCOMPARE(batch.lastProof, std::optional(bootAt(20)));
    QVERIFY(batch.samples.isEmpty());
}

void IngestTest::logs_thatCannotBeReadAreDrawn()
{
    HandOver handOver;
    Ingest ingest(&handOver);
    QSignalSpy undecodable(&ingest, &Ingest::undecodable);
    ingest.receive(eventAt(1, R"({"level":"warn"})"_ba, "log"_ba));
    QCOMPARE(undecodable.count(), 1);
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.fences.size(), 1);
    QVERIFY(batch.logs.isEmpty());
}

void IngestTest::gaps_areLinesOnceThereAreLines()
{
    HandOver handOver;
    Ingest ingest(&handOver);
    const Gap gap{"7f3a:1"_ba, u"events 2 to 3 were not sent"_s, bootAt(1), milliseconds(2)};
    ingest.receiveGap(gap);
    QVERIFY(handOver.take().logs.isEmpty());
    ingest.receive(eventAt(1, R"({"text":"a"})"_ba, "log"_ba));
    ingest.receiveGap(gap);
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.logs.size(), 2);
    QCOMPARE(batch.logs[1].kind, LogRecord::Kind::Gap);
    QCOMPARE(batch.logs[1].text, gap.reason);
    QCOMPARE(batch.logs[1].timeMs, 2);
}

void IngestTest::free_isReadWhateverTheType()
{
    HandOver handOver;
    Ingest ingest(&handOver, IngestOptions{.payloads = IngestOptions::Payloads::Free});
    ingest.receive(eventAt(10, R"({"temp":3})"_ba, "reading"_ba));
    ingest.receive(eventAt(20, R"({"t":5,"values":{"cpu":1}})"_ba));
    ingest.receive(eventAt(30, "started"_ba, ""_ba));
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.newSeries, (QList<NewSeries>{{0, "temp"_ba}, {1, "events_per_second"_ba}, {2, "cpu"_ba}}));
    QCOMPARE(batch.samples.size(), 2);
    QCOMPARE(batch.samples[0].timeMs, epochMs + 10);
    QCOMPARE(batch.samples[1].timeMs, 5);
    QCOMPARE(batch.logs.size(), 1);
    QCOMPARE(batch.logs[0].text, u"started"_s);
    QCOMPARE(batch.counts.undecodable, quint64(0));
}

void IngestTest::free_isReadByItsMapping()
{
    HandOver handOver;
    const FeedMapping mapping{.values = {{.series = "size"_ba, .pointer = "/n"_ba, .labels = {{"w"_ba, "/w"_ba}}}},
                              .time = "/t"_ba,
                              .text = "/title"_ba};
    Ingest ingest(&handOver, IngestOptions{IngestOptions::Payloads::Free, mapping, {}});
    ingest.receive(eventAt(10, R"({"n":7,"w":"en","t":1700000003,"title":"Page 1","other":1})"_ba));
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.newSeries, (QList<NewSeries>{{0, "size{w=\"en\"}"_ba}}));
    QCOMPARE(batch.samples.size(), 1);
    QCOMPARE(batch.samples[0].timeMs, epochMs + 3'000);
    QCOMPARE(batch.logs.size(), 1);
    QCOMPARE(batch.logs[0].timeMs, epochMs + 3'000);
}

void IngestTest::free_missingPlacesAreCountedAndSaid()
{
    HandOver handOver;
    const FeedMapping mapping{.values = {{.series = "size"_ba, .pointer = "/n"_ba}}};
    Ingest ingest(&handOver, IngestOptions{IngestOptions::Payloads::Free, mapping, {}});
    ingest.receive(eventAt(10, "{}"_ba));
    ingest.receive(eventAt(20, "{}"_ba));
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.counts.missingValues, quint64(2));
    QVERIFY(batch.counts.lastProblem.contains(u"/n"_s));
    QVERIFY(batch.fences.isEmpty());
}

void IngestTest::free_unreadableIsDrawn()
{
    HandOver handOver;
    Ingest ingest(&handOver, IngestOptions{.payloads = IngestOptions::Payloads::Free});
    DeliveredEvent binary = eventAt(1, "abc"_ba);
    binary.event.isBinary = true;
    ingest.receive(binary);
    ingest.receive(eventAt(2, "\xff"_ba));
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.counts.undecodable, quint64(2));
    QCOMPARE(batch.fences.size(), 2);
}

void IngestTest::ticks_sayRatesWhileTheLinkLives()
{
    HandOver handOver;
    Ingest ingest(&handOver, IngestOptions{.payloads = IngestOptions::Payloads::Free});
    QVERIFY(ingest.wantsTicks());
    ingest.tick(bootAt(1'000), milliseconds(epochMs + 1'000));
    QVERIFY(handOver.isEmpty()); // not connected: no rate, not even zero
    ingest.setLinkStatus({.state = LinkState::Live, .since = bootAt(1'500)});
    for (int i = 0; i < 6; ++i)
        ingest.receive(eventAt(2'000 + i, "[]"_ba));
    handOver.take();
    ingest.tick(bootAt(3'100), milliseconds(epochMs + 3'100));
    UpdateBatch batch = handOver.take();
    QCOMPARE(batch.samples.size(), 1);
    QCOMPARE(batch.samples[0].value, 6.0);
    QCOMPARE(batch.samples[0].timeMs, epochMs + 3'100);
    QCOMPARE(batch.samples[0].receivedAt, bootAt(3'100));
    QVERIFY(!batch.lastProof); // the clock proves nothing of the server
    ingest.tick(bootAt(30'100), milliseconds(epochMs + 30'100));
    batch = handOver.take();
    QCOMPARE(batch.samples.size(), 1);
    QCOMPARE(batch.samples[0].value, 0.0);
}

void IngestTest::ticks_forgetTheRateOverAnOutage()
{
    HandOver handOver;
    const FeedMapping mapping{.values = {{.series = "n"_ba, .kind = FeedMapping::Value::Kind::Count},
                                         {.series = "r"_ba, .kind = FeedMapping::Value::Kind::Rate}}};
    Ingest ingest(&handOver, IngestOptions{IngestOptions::Payloads::Free, mapping, {}});
    ingest.setLinkStatus({.state = LinkState::Live, .since = bootAt(0)});
    ingest.tick(bootAt(100), milliseconds(epochMs));
    QCOMPARE(handOver.take().newSeries.size(), 2); // before any event
    ingest.receive(eventAt(1'000, "{}"_ba));
    ingest.setLinkStatus({.state = LinkState::Suspect, .since = bootAt(1'500)});
    ingest.tick(bootAt(2'100), milliseconds(epochMs + 2'100));
    QCOMPARE(handOver.take().samples.size(), 2);
    ingest.setLinkStatus({.state = LinkState::Backoff, .since = bootAt(2'500)});
    ingest.tick(bootAt(3'100), milliseconds(epochMs + 3'100));
    QVERIFY(handOver.take().samples.isEmpty());
    ingest.setLinkStatus({.state = LinkState::Live, .since = bootAt(4'000)});
    ingest.tick(bootAt(4'900), milliseconds(epochMs + 4'900));
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.samples.size(), 1); // the count; of the rate nothing is known yet
    QCOMPARE(batch.samples[0].series, SeriesId(0));
    QCOMPARE(batch.samples[0].value, 1.0);
}

void IngestTest::ticks_ofATelltaleSourceSayNothing()
{
    HandOver handOver;
    Ingest ingest(&handOver);
    QVERIFY(!ingest.wantsTicks());
    ingest.setLinkStatus({.state = LinkState::Live});
    handOver.take();
    ingest.tick(bootAt(5'000), milliseconds(epochMs));
    QVERIFY(handOver.isEmpty());
}

void IngestTest::timeOffset_movesTimesOfPayloadsAlone()
{
    HandOver handOver;
    Ingest ingest(&handOver);
    ingest.setTimeOffset(milliseconds(1'000));
    ingest.receive(eventAt(50, R"({"t":7,"values":{"a":1,"b":[8,2]}})"_ba));
    ingest.receive(eventAt(60, R"({"values":{"a":1}})"_ba));
    ingest.receive(eventAt(70, R"({"t":1700000000000,"text":"x"})"_ba, "log"_ba));
    const UpdateBatch batch = handOver.take();
    QCOMPARE(batch.samples[0].timeMs, 1'007);
    QCOMPARE(batch.samples[1].timeMs, 1'008);
    QCOMPARE(batch.samples[2].timeMs, epochMs + 60);
    QCOMPARE(batch.logs[0].timeMs, epochMs + 1'000);
}

QTEST_GUILESS_MAIN(IngestTest)
#include "tst_ingest.moc"
