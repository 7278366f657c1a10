// SPDX-License-Identifier: MIT
#include "app/hostfeed/feedserver.h"
#include "tests/support/scriptedserver.h"
#include "transport/protocol/transportkind.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

const QString program = QStringLiteral(TELLTALE_PROGRAM);

/// `telltale tail` as a user runs it.
struct Tail
{
    explicit Tail(const QStringList &arguments) { process.start(program, QStringList{u"tail"_s} + arguments); }
    ~Tail()
    {
        process.kill();
        process.waitForFinished();
    }
    bool ended() const { return process.state() == QProcess::NotRunning; }
    QList<QByteArray> output()
    {
        out += process.readAllStandardOutput();
        return lines(out);
    }
    QList<QByteArray> errors()
    {
        err += process.readAllStandardError();
        return lines(err);
    }
    static QList<QByteArray> lines(const QByteArray &text) { return text.left(text.lastIndexOf('\n')).split('\n'); }

    QProcess process;
    QByteArray out;
    QByteArray err;
};

} // namespace

class TailCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void line_isExactlyAsDocumented_data();
    void line_isExactlyAsDocumented();
    void count_endsItWithSuccess();
    void time_endsItWithSuccessOnceProven();
    void time_endsItWithFailureIfNeverProven();
    void interrupt_endsItWithSuccessOnceProven();
    void usage_isTold_data();
    void usage_isTold();
    void status_tellsLinkStreamAndGaps();
    void gap_isToldWithoutStatusToo();
    void hostileText_neverReachesTheTerminal();
    void text_isExactAndHasNoBareControls();
    void readerThatLeaves_endsItWithSuccess();
    void fullDisk_endsItWithFailure();
    void lastEventId_resumes();
    void headersAndToken_areSent();
    void send_reachesThePlainWebSocket();
    void controls_areNeitherPrintedNorCounted();

private:
    std::unique_ptr<FeedServer> m_server;
    QUrl m_url;
};

void TailCommandTest::init()
{
    m_server = std::make_unique<FeedServer>(FeedServerOptions{.feed = {.epoch = "7f3a"_ba, .log = {.events = 10}}});
    const auto url = m_server->listen();
    QVERIFY(url);
    m_url = *url;
    for (int i = 1; i <= 3; ++i) {
        const QByteArray data = "{\"t\":" + QByteArray::number(i) + ",\"values\":{\"x{l=\\\"é\\\"}\":1.50}}";
        QVERIFY(m_server->publish("metrics"_ba, data));
    }
}

void TailCommandTest::line_isExactlyAsDocumented_data()
{
    QTest::addColumn<QString>("transport");
    for (const TransportKind kind : allTransportKinds())
        QTest::addRow("%s", toWord(kind).data()) << QString(toWord(kind));
}

void TailCommandTest::line_isExactlyAsDocumented()
{
    QFETCH(QString, transport);
    Tail tail({m_url.toString(), u"--transport"_s, transport, u"--last-event-id"_s, u"7f3a:1"_s, u"--count"_s, u"2"_s});
    QTRY_VERIFY(tail.ended());
    QCOMPARE(tail.process.exitCode(), 0);
    const auto lines = tail.output();
    QCOMPARE(lines.size(), 2);
    const QByteArray start =
        "{\"id\":\"7f3a:2\",\"event\":\"metrics\",\"data\":\"{\\\"t\\\":2,\\\"values\\\":{\\\"x{l=\\\\\\\"é\\\\\\\"}\\\":1.50}}\",\"transport\":\""_ba +
        transport.toUtf8() + "\",\"t\":";
    QVERIFY2(lines[0].startsWith(start), lines[0].constData());
    const qint64 t = QJsonDocument::fromJson(lines[0]).object()["t"_L1].toInteger();
    QVERIFY(qAbs(t - wallClockNow().count()) < 60'000);
    QVERIFY(tail.errors().first().isEmpty()); // without --status there is nothing to say
}

void TailCommandTest::count_endsItWithSuccess()
{
    Tail tail({m_url.toString(), u"--last-event-id"_s, u"7f3a:0"_s, u"--count"_s, u"3"_s});
    QTRY_VERIFY(tail.ended());
    QCOMPARE(tail.process.exitCode(), 0);
    QCOMPARE(tail.output().size(), 3);
}

void TailCommandTest::time_endsItWithSuccessOnceProven()
{
    Tail tail({m_url.toString(), u"--for"_s, u"300ms"_s});
    QTRY_VERIFY(tail.ended());
    QCOMPARE(tail.process.exitCode(), 0);
}

void TailCommandTest::time_endsItWithFailureIfNeverProven()
{
    m_server.reset();
    Tail tail({m_url.toString(), u"--for"_s, u"300ms"_s});
    QTRY_VERIFY(tail.ended());
    QCOMPARE(tail.process.exitCode(), 1);
}

void TailCommandTest::interrupt_endsItWithSuccessOnceProven()
{
    for (const int signal : {SIGINT, SIGTERM}) {
        Tail tail({m_url.toString(), u"--last-event-id"_s, u"7f3a:0"_s});
        QTRY_COMPARE(tail.output().size(), 3); // flushed at once
        ::kill(pid_t(tail.process.processId()), signal);
        QTRY_VERIFY(tail.ended());
        QCOMPARE(tail.process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(tail.process.exitCode(), 0);
    }
}

void TailCommandTest::usage_isTold_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    const QString url = u"http://127.0.0.1:1/"_s;
    const auto row = [](const char *name, const QStringList &arguments, const char *words) {
        QTest::addRow("%s", name) << arguments << QByteArray(words);
    };
    row("no URL", {}, "tail wants one URL");
    row("two URLs", {url, url}, "tail wants one URL");
    row("scheme", {u"ftp://host/"_s}, "must begin with http://");
    row("no host", {u"http:///x"_s}, "names no host");
    row("no URL at all", {u"http://[::1"_s}, "is not a URL");
    row("password", {u"http://u:p@host/"_s}, "--token-file");
    row("transport", {url, u"--transport"_s, u"ws,smoke"_s}, "\"smoke\" is not a transport");
    row("transport twice", {url, u"--transport"_s, u"ws,ws"_s}, "named twice");
    row("dialect", {url, u"--dialect"_s, u"klingon"_s}, "\"klingon\" is not a dialect");
    row("header", {url, u"--header"_s, u"no colon"_s}, "is not a header");
    row("header injection", {url, u"--header"_s, u"A: b\r\nC: d"_s}, "is not a header");
    row("token file", {url, u"--token-file"_s, u"/nowhere"_s}, "/nowhere: ");
    row("event id", {url, u"--last-event-id"_s, u"a\nb"_s}, "is not an event id");
    row("count", {url, u"--count"_s, u"0"_s}, "\"0\" is not a whole number");
    row("time beyond a timer", {url, u"--for"_s, u"600h"_s}, "\"600h\" is too long");
    row("time", {url, u"--for"_s, u"10"_s}, "\"10\" is not a duration");
    row("unknown option", {url, u"--frob"_s}, "frob");
}

void TailCommandTest::usage_isTold()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, words);
    Tail tail(arguments);
    QTRY_VERIFY(tail.ended());
    QCOMPARE(tail.process.exitCode(), 2);
    QVERIFY2(tail.errors().first().contains(words), tail.err.constData());
    QVERIFY(tail.output().first().isEmpty());
}

void TailCommandTest::status_tellsLinkStreamAndGaps()
{
    for (int i = 0; i < 20; ++i) // 7f3a:1 is evicted
        QVERIFY(m_server->publish("metrics"_ba, "{}"));
    Tail tail({m_url.toString(), u"--status"_s, u"--last-event-id"_s, u"7f3a:1"_s, u"--count"_s, u"10"_s});
    QTRY_VERIFY(tail.ended());
    const auto lines = tail.errors();
    const QByteArray live = "{\"link\":\"live\",\"transport\":\"ws\"}";
    const QByteArray catchingUp = "{\"stream\":\"catchingup\"}";
    const QByteArray gap = "{\"gap\":{\"after\":\"7f3a:1\",\"reason\":\"the server no longer has all events since\"}}";
    QVERIFY(lines.contains(live));
    QVERIFY(lines.contains(catchingUp));
    QVERIFY(lines.contains(gap));
    for (const QByteArray &line : lines)
        QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
}

void TailCommandTest::gap_isToldWithoutStatusToo()
{
    Tail tail({m_url.toString(), u"--last-event-id"_s, u"old:1"_s, u"--for"_s, u"500ms"_s});
    QTRY_VERIFY(tail.ended());
    const QByteArray words = "telltale: gap after \"old:1\": the server restarted: its numbering is new";
    QCOMPARE(tail.errors().first(), words);
}

void TailCommandTest::hostileText_neverReachesTheTerminal()
{
    Tail tail({m_url.toString(), u"--dialect"_s, u"\u001b[2Jklingon"_s});
    QTRY_VERIFY(tail.ended());
    QVERIFY(tail.errors().first().contains("klingon"));
    QVERIFY(!tail.err.contains('\x1b'));
}

void TailCommandTest::text_isExactAndHasNoBareControls()
{
    const QString text = u"\ufeff\u009b2J\u007f\u001b\u00e9\u00c2\u0080"_s; // a byte order mark; C1, DEL, C0
    ScriptedServer server([text](QTcpSocket *socket, const QByteArray &) {
        writeResponse(socket, 200, {"Content-Type: text/plain; charset=utf-8"_ba}, text.toUtf8());
    });
    Tail tail({server.url().toString(), u"--dialect"_s, u"plain"_s, u"--transport"_s, u"poll"_s, u"--count"_s, u"1"_s});
    QTRY_VERIFY(tail.ended());
    const QByteArray line = tail.output().first();
    QCOMPARE(QJsonDocument::fromJson(line).object()["data"_L1].toString(), text);
    for (const QChar c : QString::fromUtf8(line))
        QVERIFY2(c.category() != QChar::Other_Control, line.constData());
}

void TailCommandTest::readerThatLeaves_endsItWithSuccess()
{
    QProcess pipeline; // ends when both sides have
    const QString script = u"( \"$0\" \"$@\"; echo exit $? >&2 ) | head -n 1"_s;
    pipeline.start(u"/bin/sh"_s, {u"-c"_s, script, program, u"tail"_s, m_url.toString(), u"--last-event-id"_s,
                                  u"7f3a:0"_s, u"--for"_s, u"20s"_s});
    const auto hasEnded = [&] {
        [[maybe_unused]] const auto id = m_server->publish("metrics"_ba, "{}"); // only a write finds out
        return pipeline.state() == QProcess::NotRunning;
    };
    QTRY_VERIFY(hasEnded());
    QCOMPARE(pipeline.readAllStandardOutput().count('\n'), 1);
    QCOMPARE(pipeline.readAllStandardError(), "exit 0\n"_ba);
}

void TailCommandTest::fullDisk_endsItWithFailure()
{
    QProcess process;
    process.setStandardOutputFile(u"/dev/full"_s);
    process.start(program, {u"tail"_s, m_url.toString(), u"--last-event-id"_s, u"7f3a:0"_s, u"--for"_s, u"10s"_s});
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().startsWith("telltale: the events cannot be written: "));
}

void TailCommandTest::lastEventId_resumes()
{
    Tail tail({m_url.toString(), u"--last-event-id"_s, u"7f3a:2"_s, u"--count"_s, u"1"_s});
    QTRY_VERIFY(tail.ended());
    QVERIFY(tail.output().first().startsWith("{\"id\":\"7f3a:3\""));
}

void TailCommandTest::headersAndToken_areSent()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"token"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("s3cret\n");
    file.close();
    file.setPermissions(QFile::ReadOwner);
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) { writeResponse(socket, 500); });
    Tail tail({server.url().toString(), u"--token-file"_s, file.fileName(), u"--header"_s, u"X-Room: 3"_s,
               u"--header"_s, u"X-Door: 4"_s});
    QTRY_VERIFY(server.requestHeads().size() >= 4); // all four transports
    for (const QByteArray &head : server.requestHeads()) {
        QCOMPARE(headerValue(head, "Authorization"_ba), "Bearer s3cret"_ba);
        QCOMPARE(headerValue(head, "X-Room"_ba), "3"_ba);
        QCOMPARE(headerValue(head, "X-Door"_ba), "4"_ba);
    }
    QVERIFY(!tail.errors().join().contains("s3cret"));
}

void TailCommandTest::send_reachesThePlainWebSocket()
{
    // The feed server answers a message it cannot read: so the message must have come.
    Tail tail({m_url.toString(), u"--dialect"_s, u"plain"_s, u"--transport"_s, u"ws"_s, u"--send"_s, u"subscribe"_s,
               u"--count"_s, u"2"_s});
    QTRY_VERIFY(tail.ended());
    QCOMPARE(tail.process.exitCode(), 0);
    QVERIFY(tail.output()[0].contains("hello"));
    QVERIFY(tail.output()[1].contains("rejected"));
}

void TailCommandTest::controls_areNeitherPrintedNorCounted()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) {
        writeChunkedHead(socket, 200, {"Content-Type: text/event-stream"_ba});
        writeChunk(socket, "event: hello\ndata: {\"epoch\":\"e\",\"head\":0}\n\n"
                           "event: heartbeat\ndata: {\"t\":1,\"head\":0}\n\n"
                           "event: result\ndata: {}\n\n"
                           "id: e:1\ndata: {}\n\n"_ba);
    });
    Tail tail({server.url().toString(), u"--transport"_s, u"sse"_s, u"--count"_s, u"1"_s});
    QTRY_VERIFY(tail.ended());
    QCOMPARE(tail.output().size(), 1);
    const QByteArray start = "{\"id\":\"e:1\",\"event\":\"message\",\"data\":\"{}\",\"transport\":\"sse\",";
    QVERIFY(tail.output().first().startsWith(start));
}

QTEST_GUILESS_MAIN(TailCommandTest)
#include "tst_tail.moc"
