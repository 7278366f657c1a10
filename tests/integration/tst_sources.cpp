// SPDX-License-Identifier: MIT
#include "app/sources/feedsource.h"
#include "app/sources/recordingsource.h"
#include "app/sources/sourcepool.h"
#include "tests/support/scriptedserver.h"

#include <QTemporaryDir>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

/// What a hand-over brought so far.
class Taken
{
public:
    HandOver *handOver() { return &m_handOver; }
    /// By name, newest value last.
    QHash<QByteArray, QList<double>> values()
    {
        take();
        return m_values;
    }
    QStringList lines()
    {
        take();
        return m_lines;
    }
    std::optional<LinkStatus> link()
    {
        take();
        return m_link;
    }
    QList<qint64> times()
    {
        take();
        return m_times;
    }

private:
    void take()
    {
        const UpdateBatch batch = m_handOver.take();
        for (const NewSeries &series : batch.newSeries)
            m_names[series.id] = series.name;
        for (const SampleRecord &sample : batch.samples) {
            m_values[m_names.value(sample.series)] << sample.value;
            m_times << sample.timeMs;
        }
        for (const LogRecord &line : batch.logs)
            m_lines << line.text;
        if (batch.link)
            m_link = batch.link;
    }

    HandOver m_handOver;
    QHash<SeriesId, QByteArray> m_names;
    QHash<QByteArray, QList<double>> m_values;
    QList<qint64> m_times;
    QStringList m_lines;
    std::optional<LinkStatus> m_link;
};

/// Sends these blocks to whoever asks for server-sent events, and then keeps the stream open.
ScriptedServer::Handler sseOf(const QByteArray &blocks)
{
    return [blocks](QTcpSocket *socket, const QByteArray &) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + blocks);
    };
}

SourceSpec plainAt(const QUrl &url, const FeedMapping &mapping = {})
{
    return {
        .name = u"feed"_s, .url = url.toString(), .dialect = u"plain"_s, .transports = {u"sse"_s}, .mapping = mapping};
}

} // namespace

class SourcesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void plain_withoutMappingShowsItsNumbers();
    void plain_ratesAreSaidByTheSourceItself();
    void connection_isSharedAndEachReadsItsOwnWay();
    void connection_endsWithItsLastSource();
    void connection_tellsALateReaderItsStatus();
    void connection_isTriedNowWhenItIsWanted();
    void source_thatWasNeverStartedEndsQuietly();
    void local_showsThisMachine();
    void recording_isPlayedAsThePresent();
    void recording_thatIsBadNamesSourceFileAndLine();
    void publicStream_playsOffline();
    void errors_nameTheSource();
};

void SourcesTest::plain_withoutMappingShowsItsNumbers()
{
    ScriptedServer server(sseOf("event: reading\ndata: {\"temp\":21.5,\"room\":\"a\"}\n\ndata: door opened\n\n"));
    Taken taken;
    SourcePool pool;
    auto opened = pool.open(plainAt(server.url()), u"/"_s, taken.handOver());
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    opened->source->start();
    QTRY_COMPARE(taken.values().value("temp"_ba), QList<double>{21.5});
    QTRY_COMPARE(taken.lines(), QStringList{u"door opened"_s});
    QVERIFY(!taken.values().contains("room"_ba));
}

void SourcesTest::plain_ratesAreSaidByTheSourceItself()
{
    ScriptedServer server(sseOf(": nothing comes\n\n"));
    Taken taken;
    SourcePool pool;
    const auto opened = pool.open(plainAt(server.url()), u"/"_s, taken.handOver());
    QVERIFY(opened);
    opened->source->start();
    QTRY_VERIFY(!taken.values().value("events_per_second"_ba).isEmpty()); // a quiet stream has a rate: none
    QCOMPARE(taken.values().value("events_per_second"_ba).first(), 0.0);
}

void SourcesTest::connection_isSharedAndEachReadsItsOwnWay()
{
    ScriptedServer server(sseOf({}));
    Taken a;
    Taken b;
    SourcePool pool;
    auto first =
        pool.open(plainAt(server.url(), {.values = {{.series = "a"_ba, .pointer = "/x"_ba}}}), u"/"_s, a.handOver());
    auto second =
        pool.open(plainAt(server.url(), {.values = {{.series = "b"_ba, .pointer = "/y"_ba}}}), u"/"_s, b.handOver());
    QVERIFY(first && second);
    QCOMPARE(pool.connectionCount(), 1);
    first->source->start();
    second->source->start();
    QTRY_VERIFY(a.link() && a.link()->state == LinkState::Live && b.link() && b.link()->state == LinkState::Live);
    QCOMPARE(server.connectionCount(), 1);
    server.sockets().first()->write("data: {\"x\":1,\"y\":2}\n\n");
    QTRY_COMPARE(a.values().value("a"_ba), QList<double>{1});
    QTRY_COMPARE(b.values().value("b"_ba), QList<double>{2});

    second.value().source.reset(); // the other goes on
    server.sockets().first()->write("data: {\"x\":3,\"y\":4}\n\n");
    QTRY_COMPARE(a.values().value("a"_ba), (QList<double>{1, 3}));
    QCOMPARE(b.values().value("b"_ba), QList<double>{2});
}

void SourcesTest::connection_endsWithItsLastSource()
{
    ScriptedServer server(sseOf({}));
    Taken taken;
    SourcePool pool;
    auto opened = pool.open(plainAt(server.url()), u"/"_s, taken.handOver());
    QVERIFY(opened);
    opened->source->start();
    QTRY_COMPARE(server.sockets().size(), 1);
    opened.value().source.reset();
    QCOMPARE(pool.connectionCount(), 0);
    QTRY_COMPARE(server.sockets().size(), 0);
}

void SourcesTest::connection_tellsALateReaderItsStatus()
{
    ScriptedServer server(sseOf({}));
    Taken early;
    Taken late;
    SourcePool pool;
    const auto first = pool.open(plainAt(server.url()), u"/"_s, early.handOver());
    QVERIFY(first);
    first->source->start();
    QTRY_VERIFY(early.link() && early.link()->state == LinkState::Live);
    const auto second = pool.open(plainAt(server.url()), u"/"_s, late.handOver());
    QVERIFY(second);
    second->source->start();
    QTRY_VERIFY(late.link() && late.link()->state == LinkState::Live);
    QCOMPARE(server.connectionCount(), 1);
}

void SourcesTest::connection_isTriedNowWhenItIsWanted()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) { writeResponse(socket, 403, {}, {}); });
    Taken taken;
    SourcePool pool;
    const auto opened = pool.open(plainAt(server.url()), u"/"_s, taken.handOver());
    QVERIFY(opened);
    opened->source->tryNow(); // not begun: nothing happens
    opened->source->start();
    QTRY_VERIFY(taken.link() && taken.link()->state == LinkState::Blocked); // for a quarter of an hour
    server.setHandler(sseOf("data: {\"x\":1}\n\n"));
    opened->source->tryNow();
    QTRY_COMPARE(taken.link()->state, LinkState::Live);
}

void SourcesTest::source_thatWasNeverStartedEndsQuietly()
{
    ScriptedServer server(sseOf({}));
    Taken taken;
    SourcePool pool;
    QVERIFY(pool.open(plainAt(server.url()), u"/"_s, taken.handOver()));
    QCOMPARE(pool.connectionCount(), 0);
    QCOMPARE(server.connectionCount(), 0);
}

void SourcesTest::local_showsThisMachine()
{
    const SourceSpec spec{.name = u"local"_s, .type = SourceSpec::Type::Local};
    Taken taken;
    Taken again;
    SourcePool pool;
    pool.prepare({spec});
    const auto opened = pool.open(spec, u"/"_s, taken.handOver());
    const auto other = pool.open(spec, u"/"_s, again.handOver());
    QVERIFY2(opened && other, opened ? "" : qPrintable(opened.error().message));
    QCOMPARE(pool.connectionCount(), 1);
    opened->source->start();
    other->source->start();
    QTRY_VERIFY_WITH_TIMEOUT(taken.values().contains("mem.used"_ba), 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(again.values().contains("mem.used"_ba), 10'000);
}

void SourcesTest::recording_isPlayedAsThePresent()
{
    const auto eventOf = [](qint64 wall, const QByteArray &payload) {
        RecordedEvent recorded;
        recorded.event.payload = payload;
        recorded.event.type = "metrics"_ba;
        recorded.receivedWall = milliseconds(wall);
        return recorded;
    };
    Taken taken;
    RecordingSource source(
        {eventOf(1'000, R"({"t":600,"values":{"a":1}})"_ba), eventOf(2'000, R"({"t":1900,"values":{"a":2}})"_ba)}, {},
        taken.handOver(), {.speed = 50});
    const qint64 before = wallClockNow().count();
    source.start();
    QTRY_VERIFY(taken.values().value("a"_ba).size() >= 5);
    const qint64 after = wallClockNow().count();
    QCOMPARE(taken.values().value("a"_ba).first(5), (QList<double>{1, 2, 1, 2, 1}));
    // What was 400 ms (100 ms) old when it came is so now.
    QVERIFY2(taken.times().first() >= before - 400 && taken.times().first() <= after - 400,
             qPrintable(QString::number(taken.times().first() - before)));
    QVERIFY(taken.link());
    QCOMPARE(taken.link()->state, LinkState::Live);
    QVERIFY(taken.link()->isRecording);
}

void SourcesTest::recording_thatIsBadNamesSourceFileAndLine()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(u"bad.jsonl"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"data\":\"1\",\"t\":1}\nnonsense\n");
    file.close();
    Taken taken;
    SourcePool pool;
    const auto opened = pool.open({.name = u"tape"_s, .type = SourceSpec::Type::Recording, .file = u"bad.jsonl"_s},
                                  dir.path(), taken.handOver());
    QVERIFY(!opened);
    QVERIFY2(opened.error().message.startsWith(u"source \"tape\": "_s) &&
                 opened.error().message.contains(u"bad.jsonl:2: "_s),
             qPrintable(opened.error().message));
}

void SourcesTest::publicStream_playsOffline()
{
    const FeedMapping mapping{
        .values = {{.series = "edits"_ba, .kind = FeedMapping::Value::Kind::Rate, .labels = {{"wiki"_ba, "/wiki"_ba}}},
                   {.series = "length"_ba, .pointer = "/length/new"_ba, .labels = {{"wiki"_ba, "/wiki"_ba}}}},
        .time = "/timestamp"_ba,
        .text = "/title"_ba};
    Taken taken;
    SourcePool pool;
    const auto opened = pool.open({.name = u"changes"_s,
                                   .type = SourceSpec::Type::Recording,
                                   .file = u"recentchange.jsonl"_s,
                                   .dialect = u"plain"_s,
                                   .mapping = mapping},
                                  QStringLiteral(TELLTALE_RECORDINGS), taken.handOver());
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    opened->source->start();
    QTRY_VERIFY(taken.lines().size() >= 3);
    QTRY_VERIFY(!taken.values().value("length{wiki=\"en\"}"_ba).isEmpty());
    QTRY_VERIFY(!taken.values().value("edits{wiki=\"en\"}"_ba).isEmpty());
}

void SourcesTest::errors_nameTheSource()
{
    Taken taken;
    SourcePool pool;
    const QList<SourceSpec> specs{SourceSpec{.name = u"s"_s, .url = u"nowhere"_s},
                                  SourceSpec{.name = u"s"_s, .type = SourceSpec::Type::Recording, .file = u"-"_s}};
    for (const SourceSpec &spec : specs) {
        const auto opened = pool.open(spec, u"/nowhere"_s, taken.handOver());
        QVERIFY(!opened);
        QVERIFY2(opened.error().message.startsWith(u"source \"s\": "_s), qPrintable(opened.error().message));
    }
}

QTEST_GUILESS_MAIN(SourcesTest)
#include "tst_sources.moc"
