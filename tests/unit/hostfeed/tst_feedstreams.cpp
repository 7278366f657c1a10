// SPDX-License-Identifier: MIT
// The feed server over its four transports: the same events, ids and bytes, and the same answers to a resume.
#include "app/hostfeed/feedjson.h"
#include "app/hostfeed/feedserver.h"

#include "feedreader.h"

#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class FeedStreamsTest : public QObject
{
    Q_OBJECT
private:
    void transports_data();

private Q_SLOTS:
    void live_bringsTheLogByteForByte_data() { transports_data(); }
    void live_bringsTheLogByteForByte();
    void resume_isAnswered_data();
    void resume_isAnswered();
    void resume_bringsALongBacklogWhole_data() { transports_data(); }
    void resume_bringsALongBacklogWhole();
    void hello_saysHowItBeats_data() { transports_data(); }
    void hello_saysHowItBeats();
    void streams_beat_data();
    void streams_beat();
    void goAway_reachesEveryone_data() { transports_data(); }
    void goAway_reachesEveryone();
    void header_winsOverTheQuery();
    void webSocket_takesCommands();
    void webSocket_refusesBinary();
    void webSocket_boundsTheMessage();
};

namespace {

FeedServerOptions options()
{
    FeedServerOptions made;
    made.feed.epoch = "7f3a"_ba;
    made.feed.wallClock = [] { return milliseconds(1'700'000'000'000); };
    return made;
}

QList<Heard> logged(const FeedServer &server, quint64 after = 0)
{
    QList<Heard> list;
    const QList<FeedEvent> events = server.log().events();
    for (const FeedEvent &event : events) {
        if (event.sequence > after)
            list.append({event.id, event.type, event.data});
    }
    return list;
}

void publish(FeedServer &server, int count)
{
    for (int i = 0; i < count; ++i)
        QVERIFY(server.publish("log"_ba, QByteArray::number(i)));
}

} // namespace

void FeedStreamsTest::transports_data()
{
    QTest::addColumn<QByteArray>("transport");
    for (const char *transport : {"ws", "sse", "longpoll", "poll"})
        QTest::newRow(transport) << QByteArray(transport);
}

void FeedStreamsTest::live_bringsTheLogByteForByte()
{
    QFETCH(QByteArray, transport);
    FeedServer server(options());
    const auto url = server.listen();
    QVERIFY(url);
    publish(server, 3); // before the reader came: not for it
    FeedReader reader(transport, *url);
    QVERIFY(reader.waitForHello());
    const QList<QByteArray> data{
        R"({"t":1700000000000,"values":{"cpu.busy":42.10,"net.rx{dev=\"eth0\"}":1e3,"door":"open","x":null}})"_ba,
        "{ \"layout\" :\r\n\t[ 1.0 , -0 ] }"_ba, "\"\\u00e9 \xc3\xa9 \xe2\x80\xa8 \\n\\/\""_ba,
        "\"}],\\\"data\\\":\""_ba, "null"_ba};
    for (const QByteArray &each : data) {
        QVERIFY(server.publish("metrics"_ba, each));
        QVERIFY(reader.waitForEvents(reader.events().size() + 1));
    }
    QCOMPARE(reader.events(), logged(server, 3));
    QCOMPARE(reader.events().at(1).data, R"({"layout":[1.0,-0]})"_ba);
}

void FeedStreamsTest::resume_isAnswered_data()
{
    QTest::addColumn<QByteArray>("transport");
    QTest::addColumn<QByteArray>("cursor");
    QTest::addColumn<QByteArray>("resume");
    QTest::addColumn<quint64>("after"); // events with a higher sequence come
    for (const QByteArray &transport : {"ws"_ba, "sse"_ba, "longpoll"_ba, "poll"_ba}) {
        const auto row = [&transport](const char *name) -> QTestData & {
            return QTest::newRow((transport + ' ' + name).constData()) << transport;
        };
        // Ten events of which the last four are kept, and one more while connected.
        row("no id") << ""_ba
                     << ""_ba << quint64(10);
        row("head") << "7f3a:10"_ba
                    << "ok"_ba << quint64(10);
        row("kept") << "7f3a:8"_ba
                    << "ok"_ba << quint64(8);
        row("just kept") << "7f3a:6"_ba
                         << "ok"_ba << quint64(6);
        row("too old") << "7f3a:5"_ba
                       << "partial"_ba << quint64(6);
        row("another epoch") << "beef:8"_ba
                             << "reset"_ba << quint64(10);
        row("the future") << "7f3a:11"_ba
                          << "reset"_ba << quint64(10);
        row("no id of ours") << "etag-17"_ba
                             << "reset"_ba << quint64(10);
    }
}

void FeedStreamsTest::resume_isAnswered()
{
    QFETCH(QByteArray, transport);
    QFETCH(QByteArray, cursor);
    QFETCH(QByteArray, resume);
    QFETCH(quint64, after);
    FeedServerOptions small = options();
    small.feed.log.events = 4;
    FeedServer server(small);
    const auto url = server.listen();
    QVERIFY(url);
    publish(server, 10);
    const QList<Heard> old = logged(server, after);
    FeedReader reader(transport, *url, cursor);
    if (transport == "longpoll"_ba && cursor == "7f3a:10"_ba)
        QVERIFY(QTest::qWaitFor([&] { return server.clientCount() == 1; })); // held: nothing to hear yet
    else
        QVERIFY(reader.waitForHello());
    QVERIFY(reader.waitForEvents(old.size()));
    QCOMPARE(reader.events(), old);
    QTest::qWait(0);
    publish(server, 1);
    QVERIFY(reader.waitForEvents(old.size() + 1));
    const auto hello = jsonMembers(reader.hello());
    QVERIFY(hello);
    QCOMPARE(jsonText(jsonValue(*hello, "resume")), resume);
    QCOMPARE(jsonValue(*hello, "epoch"), "\"7f3a\""_ba);
    QCOMPARE(reader.events(), old + logged(server, 10));
}

void FeedStreamsTest::resume_bringsALongBacklogWhole()
{
    QFETCH(QByteArray, transport);
    FeedServerOptions small = options();
    small.limits.unsent = 64 << 10; // the backlog is several times what may be queued
    small.limits.answer = 32 << 10;
    FeedServer server(small);
    const auto url = server.listen();
    QVERIFY(url);
    const QByteArray text = '"' + QByteArray(1000, 'x') + '"';
    for (int i = 0; i < 1000; ++i)
        QVERIFY(server.publish("log"_ba, text));
    FeedReader reader(transport, *url, "7f3a:0"_ba);
    QVERIFY(reader.waitForEvents(1000));
    QCOMPARE(reader.events(), logged(server));
    if (transport == "ws"_ba) {
        QVERIFY(reader.largestArray() > 1);
        QVERIFY(reader.largestArray() <= 100);
    }
}

void FeedStreamsTest::hello_saysHowItBeats()
{
    QFETCH(QByteArray, transport);
    FeedServer server(options());
    const auto url = server.listen();
    QVERIFY(url);
    publish(server, 2);
    FeedReader reader(transport, *url);
    QVERIFY(reader.waitForHello());
    QCOMPARE(reader.hello(), R"({"epoch":"7f3a","head":2,"heartbeat":15,"t":1700000000000})"_ba);
}

void FeedStreamsTest::streams_beat_data()
{
    QTest::addColumn<QByteArray>("transport");
    QTest::newRow("ws") << "ws"_ba;
    QTest::newRow("sse") << "sse"_ba;
}

void FeedStreamsTest::streams_beat()
{
    QFETCH(QByteArray, transport);
    FeedServerOptions quick = options();
    quick.feed.heartbeat = milliseconds(50);
    FeedServer server(quick);
    const auto url = server.listen();
    QVERIFY(url);
    publish(server, 2);
    FeedReader reader(transport, *url);
    QVERIFY(reader.waitForType("heartbeat"_ba));
    QCOMPARE(reader.heard().constLast(), (Heard{{}, "heartbeat"_ba, R"({"t":1700000000000,"head":2})"_ba}));
    QCOMPARE(jsonValue(*jsonMembers(reader.hello()), "heartbeat"), "0.05"_ba);
}

void FeedStreamsTest::goAway_reachesEveryone()
{
    QFETCH(QByteArray, transport);
    if (transport == "poll"_ba)
        QSKIP("a poll that is not held has nobody waiting");
    FeedServer server(options());
    const auto url = server.listen();
    QVERIFY(url);
    FeedReader reader(transport, *url, "7f3a:0"_ba);
    if (transport == "longpoll"_ba) {
        RawClient marker(*url); // answered after the held poll was taken up: it was sent later
        marker.request("/feed"_ba);
        QVERIFY(marker.waitForAnswers(1));
    } else {
        QVERIFY(reader.waitForHello());
    }
    server.goAway(std::chrono::seconds(5));
    QVERIFY(reader.waitForType("goaway"_ba));
    QCOMPARE(reader.heard().constLast().data, R"({"after":5})"_ba);
}

void FeedStreamsTest::header_winsOverTheQuery()
{
    FeedServer server(options());
    const auto url = server.listen();
    QVERIFY(url);
    publish(server, 3);
    RawClient client(*url);
    client.request("/?last_event_id=7f3a:0"_ba, "Last-Event-ID: 7f3a:2\r\n"_ba);
    QVERIFY(client.waitForAnswers(1));
    const QByteArray body = client.answers().constFirst().body;
    QVERIFY(body.contains("7f3a:3"));
    QVERIFY(!body.contains("7f3a:2"));

    QNetworkRequest request(QUrl(u"ws://127.0.0.1:%1/?last_event_id=7f3a:0"_s.arg(url->port())));
    request.setRawHeader("Last-Event-ID"_ba, "7f3a:2"_ba);
    QWebSocket socket;
    QSignalSpy messages(&socket, &QWebSocket::textMessageReceived);
    socket.open(request);
    QTRY_COMPARE(messages.size(), 2);
    QVERIFY(messages.at(1).at(0).toString().contains("\"7f3a:3\""_L1));
}

void FeedStreamsTest::webSocket_takesCommands()
{
    int runs = 0;
    FeedServerOptions counting = options();
    counting.feed.handleCommand = [&runs](const QByteArray &command, const QByteArray &data) {
        ++runs;
        return handleWithoutAlerts(command, data);
    };
    FeedServer server(counting);
    auto url = server.listen();
    QVERIFY(url);
    url->setScheme(u"ws"_s);
    QWebSocket socket;
    QSignalSpy messages(&socket, &QWebSocket::textMessageReceived);
    socket.open(*url);
    QTRY_COMPARE(messages.size(), 1);
    const QString ping = uR"({"command":"ping","key":"k","data":{}})"_s;
    socket.sendTextMessage(ping);
    socket.sendTextMessage(ping);
    socket.sendTextMessage(u"nonsense"_s);
    QTRY_COMPARE(messages.size(), 4);
    QCOMPARE(messages.at(1).at(0).toString(), uR"({"event":"result","data":{"key":"k","status":"applied"}})"_s);
    QCOMPARE(messages.at(2), messages.at(1));
    QVERIFY(messages.at(3).at(0).toString().contains("rejected"_L1));
    QCOMPARE(runs, 1);
}

void FeedStreamsTest::webSocket_refusesBinary()
{
    FeedServer server(options());
    auto url = server.listen();
    QVERIFY(url);
    url->setScheme(u"ws"_s);
    QWebSocket socket;
    QSignalSpy connected(&socket, &QWebSocket::connected);
    QSignalSpy disconnected(&socket, &QWebSocket::disconnected);
    socket.open(*url);
    QVERIFY(connected.wait());
    socket.sendBinaryMessage("x"_ba);
    QVERIFY(disconnected.wait());
    QCOMPARE(socket.closeCode(), QWebSocketProtocol::CloseCodeDatatypeNotSupported);
    QTRY_COMPARE(server.clientCount(), 0);
}

void FeedStreamsTest::webSocket_boundsTheMessage()
{
    FeedServerOptions small = options();
    small.limits.message = 100;
    FeedServer server(small);
    auto url = server.listen();
    QVERIFY(url);
    url->setScheme(u"ws"_s);
    QWebSocket socket;
    QSignalSpy connected(&socket, &QWebSocket::connected);
    QSignalSpy disconnected(&socket, &QWebSocket::disconnected);
    socket.open(*url);
    QVERIFY(connected.wait());
    socket.sendTextMessage(QString(101, u'x'));
    QVERIFY(disconnected.wait());
    QCOMPARE(socket.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
    QTRY_COMPARE(server.clientCount(), 0);
}

QTEST_GUILESS_MAIN(FeedStreamsTest)
#include "tst_feedstreams.moc"
