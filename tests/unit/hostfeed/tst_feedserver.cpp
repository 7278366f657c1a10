// SPDX-License-Identifier: MIT
// The feed server as an HTTP server: order, refusals, limits, and clients that leave or do not read.
#include "app/hostfeed/feedjson.h"
#include "app/hostfeed/feedserver.h"

#include "feedreader.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class FeedServerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listen_refusesInWords();
    void requests_areAnsweredInOrder();
    void requests_behindAHeldPollWait();
    void poll_isHeldUntilAnEvent();
    void poll_endsEmptyAfterItsTime();
    void poll_mayBeLeft();
    void requests_areRefused_data();
    void requests_areRefused();
    void token_isAskedForEverything_data();
    void token_isAskedForEverything();
    void publish_isNumberedHere();
    void publish_boundsTheBody();
    void body_isAwaitedWith100Continue();
    void commands_runOnce();
    void snapshotAndHistory_followTheFeed();
    void networkAccessManager_isUnderstood();
    void head_timesOut();
    void idleConnections_areClosed();
    void upgrade_wantsItsAnswerAwaited();
    void clients_areLimited();
    void slowReader_isDroppedAndOthersGoOn_data();
    void slowReader_isDroppedAndOthersGoOn();
    void stalledBacklog_isDroppedWhenTheLogMovesOn();
    void clientsThatVanish_areSurvived();
    void destruction_withClientsOfEveryKind();
};

namespace {

FeedServerOptions options()
{
    FeedServerOptions made;
    made.feed.epoch = "7f3a"_ba;
    made.feed.wallClock = [] { return milliseconds(5000); };
    made.limits.linger = milliseconds(50);
    return made;
}

QByteArray upgradeLines()
{
    return "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"_ba;
}

} // namespace

void FeedServerTest::listen_refusesInWords()
{
    FeedServerOptions open = options();
    open.host = u"0.0.0.0"_s;
    const auto withoutToken = FeedServer(open).listen();
    QVERIFY(!withoutToken);
    QCOMPARE(withoutToken.error().kind, ErrorKind::Usage);
    QVERIFY(withoutToken.error().message.contains(u"token"_s));

    FeedServerOptions nowhere = options();
    nowhere.host = u"no.such.host.example"_s;
    QCOMPARE(FeedServer(nowhere).listen().error().kind, ErrorKind::Usage);

    FeedServer first(options());
    const auto url = first.listen();
    QVERIFY(url);
    QCOMPARE(url->path(), u"/feed"_s);
    FeedServerOptions same = options();
    same.port = static_cast<quint16>(url->port());
    const auto taken = FeedServer(same).listen();
    QVERIFY(!taken);
    QVERIFY2(taken.error().message.contains(u"in use"_s), qPrintable(taken.error().message));

    open.token = "s3cret"_ba;
    QVERIFY(FeedServer(open).listen());
}

void FeedServerTest::requests_areAnsweredInOrder()
{
    FeedServer server(options());
    const auto url = server.listen();
    QVERIFY(url);
    RawClient client(*url);
    client.request("/snapshot"_ba);
    client.request("/nothing"_ba);
    client.request("/feed/publish"_ba, {}, "POST"_ba, R"({"event":"log","data":1})"_ba);
    client.request("/feed"_ba);
    client.request("/"_ba, "Connection: close\r\n"_ba);
    QVERIFY(client.waitForAnswers(5));
    QList<int> statuses;
    for (const RawClient::Answer &answer : client.answers())
        statuses.append(answer.status);
    QCOMPARE(statuses, (QList<int>{200, 404, 200, 200, 200}));
    QVERIFY(client.answers().at(3).body.contains(R"("head":1)"));
    QVERIFY(client.waitForClose());
}

void FeedServerTest::requests_behindAHeldPollWait()
{
    FeedServer server(options());
    const auto url = server.listen();
    QVERIFY(url);
    RawClient client(*url);
    client.request("/feed?last_event_id=7f3a:0"_ba, "Prefer: wait=20\r\n"_ba);
    client.request("/snapshot"_ba);
    RawClient marker(*url);
    marker.request("/snapshot"_ba);
    QVERIFY(marker.waitForAnswers(1));
    QCOMPARE(client.received(), QByteArray());
    QVERIFY(server.publish("log"_ba, "1"));
    QVERIFY(client.waitForAnswers(2));
    QVERIFY(client.answers().at(0).body.startsWith('['));
    QVERIFY(client.answers().at(1).body.startsWith(R"({"id":"7f3a:1")"));
}

void FeedServerTest::poll_isHeldUntilAnEvent()
{
    FeedServer server(options());
    const auto url = server.listen();
    QVERIFY(url);
    RawClient client(*url);
    client.request("/feed"_ba, "Prefer: wait=20\r\n"_ba); // without an id: told at once where the feed stands
    QVERIFY(client.waitForAnswers(1));
    client.request("/feed?last_event_id=7f3a:0"_ba, "Prefer: wait=20\r\n"_ba);
    RawClient marker(*url);
    marker.request("/snapshot"_ba);
    QVERIFY(marker.waitForAnswers(1));
    QVERIFY(server.publish("log"_ba, "1"));
    QVERIFY(server.publish("log"_ba, "2")); // close behind: comes along
    QVERIFY(client.waitForAnswers(2));
    const auto items = jsonItems(client.answers().at(1).body);
    QVERIFY(items);
    QCOMPARE(items->size(), 3);
    QCOMPARE(items->at(0),
             R"({"event":"hello","data":{"epoch":"7f3a","head":0,"heartbeat":15,"t":5000,"resume":"ok"}})"_ba);
    QCOMPARE(items->at(2), R"({"id":"7f3a:2","event":"log","data":2})"_ba);
}

void FeedServerTest::poll_endsEmptyAfterItsTime()
{
    FeedServerOptions quick = options();
    quick.limits.maximumWait = milliseconds(60);
    FeedServer server(quick);
    const auto url = server.listen();
    QVERIFY(url);
    RawClient client(*url);
    client.request("/feed?last_event_id=7f3a:0"_ba, "Prefer: wait=20\r\n"_ba);
    QVERIFY(client.waitForAnswers(1));
    QCOMPARE(client.answers().constFirst().status, 200);
    QCOMPARE(jsonItems(client.answers().constFirst().body)->size(), 1);
}

void FeedServerTest::poll_mayBeLeft()
{
    FeedServer server(options());
    const auto url = server.listen();
    QVERIFY(url);
    {
        RawClient client(*url);
        client.request("/feed?last_event_id=7f3a:0"_ba, "Prefer: wait=20\r\n"_ba);
        RawClient marker(*url);
        marker.request("/snapshot"_ba);
        QVERIFY(marker.waitForAnswers(1));
        client.socket().abort();
        QVERIFY(server.publish("log"_ba, "1")); // before the server has noticed
    }
    QTRY_COMPARE(server.clientCount(), 0);
    QVERIFY(server.publish("log"_ba, "2"));
}

void FeedServerTest::requests_areRefused_data()
{
    QTest::addColumn<QByteArray>("bytes"); // PORT stands for the port
    QTest::addColumn<int>("status");
    const QByteArray host = " HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n"_ba;
    QTest::newRow("fine") << "GET /" + host + "\r\n" << 200;
    QTest::newRow("absolute form") << "GET http://localhost:PORT/feed HTTP/1.1\r\nHost: x\r\n\r\n"_ba << 200;
    QTest::newRow("absolute form, other host") << "GET http://evil.example/" + host + "\r\n" << 421;
    QTest::newRow("rebound host") << "GET / HTTP/1.1\r\nHost: evil.example:PORT\r\n\r\n"_ba << 421;
    QTest::newRow("other origin") << "GET /" + host + "Origin: http://evil.example\r\n\r\n" << 403;
    QTest::newRow("other origin, WebSocket") << "GET /" + host + upgradeLines() + "Origin: http://evil.example\r\n\r\n"
                                             << 403;
    QTest::newRow("rebound host, WebSocket")
        << "GET / HTTP/1.1\r\nHost: evil.example:PORT\r\n" + upgradeLines() + "\r\n"
        << 421;
    QTest::newRow("other origin, before its body")
        << "POST /publish" + host + "Origin: null\r\nContent-Length: 1000\r\n\r\n"
        << 403;
    QTest::newRow("no host") << "GET / HTTP/1.1\r\n\r\n"_ba << 400;
    QTest::newRow("bad method") << "G\x01T /" + host + "\r\n" << 400;
    QTest::newRow("unknown method") << "BREW /" + host + "\r\n" << 405;
    QTest::newRow("endless head") << "GET /" + host + "X: " + QByteArray(20'000, 'x') << 431;
    QTest::newRow("bad length") << "POST /publish" + host + "Content-Length: x\r\n\r\n" << 400;
    QTest::newRow("huge length") << "POST /publish" + host + "Content-Length: 1048577\r\n\r\n" << 413;
    QTest::newRow("chunked") << "POST /publish" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" << 411;
    QTest::newRow("TLS") << QByteArray::fromHex("1603010200010001fc0303") + "\r\n\r\n" << 400;
    QTest::newRow("HTTP/2") << "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"_ba << 400;
    QTest::newRow("old WebSocket") << "GET /" + host + upgradeLines().replace("Version: 13", "Version: 7") + "\r\n"
                                   << 426;
    QTest::newRow("history without series") << "GET /history" + host + "\r\n" << 400;
    QTest::newRow("history from nonsense") << "GET /history?series=a&from=x" + host + "\r\n" << 400;
    QTest::newRow("history of a negative step") << "GET /history?series=a&step=-1" + host + "\r\n" << 400;
    QTest::newRow("publish nothing") << "POST /publish" + host + "\r\n" << 400;
    QTest::newRow("publish a hello") << "POST /publish" + host +
                                            "Content-Length: 26\r\n\r\n{\"event\":\"hello\",\"data\":1}"
                                     << 400;
    QTest::newRow("command without a key")
        << "POST /commands" + host + "Content-Length: 18\r\n\r\n{\"command\":\"ping\"}" << 400;
}

void FeedServerTest::requests_areRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    FeedServer server(options());
    const auto url = server.listen();
    QVERIFY(url);
    RawClient client(*url);
    client.send(bytes.replace("PORT", QByteArray::number(url->port())));
    QVERIFY(client.waitForAnswers(1));
    QCOMPARE(client.answers().constFirst().status, status);
    if (status != 200)
        QVERIFY(client.answers().constFirst().body.startsWith(R"({"error":")"));
    QVERIFY(!client.received().contains("Access-Control"));
    if (status == 405)
        QVERIFY(client.received().contains("Allow: GET"));
    QCOMPARE(server.log().head(), 0U);
}

void FeedServerTest::token_isAskedForEverything_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<int>("status");
    QTest::newRow("WebSocket") << "GET"_ba
                               << "/"_ba << upgradeLines() << 101;
    QTest::newRow("SSE") << "GET"_ba
                         << "/"_ba
                         << "Accept: text/event-stream\r\n"_ba << 200;
    QTest::newRow("poll") << "GET"_ba
                          << "/feed"_ba
                          << ""_ba << 200;
    QTest::newRow("snapshot") << "GET"_ba
                              << "/snapshot"_ba
                              << ""_ba << 200;
    QTest::newRow("history") << "GET"_ba
                             << "/history?series=a"_ba
                             << ""_ba << 200;
    QTest::newRow("publish") << "POST"_ba
                             << "/publish"_ba
                             << ""_ba << 200;
    QTest::newRow("commands") << "POST"_ba
                              << "/commands"_ba
                              << "Idempotency-Key: \"k\"\r\n"_ba << 200;
    QTest::newRow("no such path") << "GET"_ba
                                  << "/x"_ba
                                  << ""_ba << 404;
}

void FeedServerTest::token_isAskedForEverything()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, lines);
    QFETCH(int, status);
    FeedServerOptions closed = options();
    closed.token = "s3cret"_ba;
    FeedServer server(closed);
    const auto url = server.listen();
    QVERIFY(url);
    const QByteArray body = method == "POST"_ba ? R"({"event":"log","data":1,"command":"ping"})"_ba : QByteArray();
    for (const auto &[token, expected] : {std::pair("", 401), std::pair("Authorization: Bearer wrong\r\n", 401),
                                          std::pair("Authorization: Bearer s3cret\r\n", status)}) {
        RawClient client(*url);
        client.request(path, lines + token, method, body);
        QVERIFY(client.waitForBytes("\r\n\r\n"_ba));
        QCOMPARE(client.received().mid(9, 3).toInt(), expected);
        QCOMPARE(client.received().contains("WWW-Authenticate: Bearer"), expected == 401);
    }
}

void FeedServerTest::publish_isNumberedHere()
{
    FeedServer server(options());
    const auto url = server.listen();
    QVERIFY(url);
    FeedReader reader("sse"_ba, *url);
    QVERIFY(reader.waitForHello());
    RawClient client(*url);
    client.request("/publish"_ba, {}, "POST"_ba,
                   R"([{"id":"x:7","event":"log","data":{ "n": 1.0 }},{"event":"alert","data":2}])"_ba);
    QVERIFY(client.waitForAnswers(1));
    QCOMPARE(client.answers().constFirst().body, R"({"count":2,"id":"7f3a:2"})"_ba);
    QVERIFY(reader.waitForEvents(2));
    QCOMPARE(reader.events(),
             (QList<Heard>{{"7f3a:1"_ba, "log"_ba, R"({"n":1.0})"_ba}, {"7f3a:2"_ba, "alert"_ba, "2"_ba}}));
}

void FeedServerTest::publish_boundsTheBody()
{
    FeedServerOptions small = options();
    small.limits.http.body = 64;
    small.feed.eventBytes = 16;
    FeedServer server(small);
    const auto url = server.listen();
    QVERIFY(url);
    RawClient large(*url);
    large.request("/publish"_ba, {}, "POST"_ba, QByteArray(65, ' '));
    QVERIFY(large.waitForAnswers(1));
    QCOMPARE(large.answers().constFirst().status, 413);
    QVERIFY(large.waitForClose());
    RawClient longData(*url);
    longData.request("/publish"_ba, {}, "POST"_ba, R"({"event":"log","data":"12345678901234567890"})"_ba);
    QVERIFY(longData.waitForAnswers(1));
    QCOMPARE(longData.answers().constFirst().status, 413);
    QCOMPARE(server.log().head(), 0U);
}

void FeedServerTest::body_isAwaitedWith100Continue()
{
    FeedServer server(options());
    const auto url = server.listen();
    QVERIFY(url);
    RawClient client(*url);
    const QByteArray body = R"({"event":"log","data":1})"_ba;
    client.send("POST /publish HTTP/1.1\r\nHost: " + url->authority().toLatin1() +
                "\r\nExpect: 100-continue\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n");
    QVERIFY(client.waitForBytes("HTTP/1.1 100 Continue\r\n\r\n"_ba));
    client.send(body);
    QVERIFY(client.waitForAnswers(2));
    QCOMPARE(client.answers().at(1).status, 200);
}

void FeedServerTest::commands_runOnce()
{
    int runs = 0;
    FeedServerOptions counting = options();
    counting.feed.handleCommand = [&runs](const QByteArray &command, const QByteArray &data) {
        ++runs;
        return handleWithoutAlerts(command, data);
    };
    FeedServer server(counting);
    const auto url = server.listen();
    QVERIFY(url);
    const QByteArray ack = R"({"command":"ack","data":{"fingerprint":"f"}})"_ba;
    RawClient client(*url);
    client.request("/commands"_ba, "Idempotency-Key: k-1\r\n"_ba, "POST"_ba, ack);
    client.request("/commands"_ba, "Idempotency-Key: \"k-1\"\r\n"_ba, "POST"_ba, ack);
    QVERIFY(client.waitForAnswers(2));
    QCOMPARE(client.answers().at(0).status, 200);
    QCOMPARE(client.answers().at(0).body, R"({"key":"k-1","status":"rejected","reason":"no such alert"})"_ba);
    QCOMPARE(client.answers().at(1).body, client.answers().at(0).body);
    QCOMPARE(runs, 1);
}

void FeedServerTest::snapshotAndHistory_followTheFeed()
{
    FeedServer server(options());
    const auto url = server.listen();
    QVERIFY(url);
    QVERIFY(server.publish("metrics"_ba, R"({"t":1000,"values":{"a{b=\"c\"}":1,"d":"on"}})"));
    QVERIFY(server.publish("metrics"_ba, R"({"t":1500,"values":{"a{b=\"c\"}":3}})"));
    RawClient client(*url);
    client.request("/feed/snapshot"_ba);
    client.request("/feed/history?series=a%7Bb%3D%22c%22%7D&from=0&to=9999&step=1000"_ba);
    client.request("/history?series=a%7Bb%3D%22c%22%7D&from=1001"_ba);
    QVERIFY(client.waitForAnswers(3));
    QCOMPARE(client.answers().at(0).body,
             R"({"id":"7f3a:2","t":5000,"values":{"a{b=\"c\"}":[1500,3],"d":[1000,"on"]},"alerts":[]})"_ba);
    QCOMPARE(client.answers().at(1).body, R"({"t":[1000],"v":[2],"min":[1],"max":[3]})"_ba);
    QCOMPARE(client.answers().at(2).body, R"({"t":[1500],"v":[3]})"_ba);
}

void FeedServerTest::networkAccessManager_isUnderstood()
{
    FeedServer server(options());
    const auto url = server.listen();
    QVERIFY(url);
    QNetworkAccessManager network;
    QUrl snapshot = *url;
    snapshot.setPath(u"/feed/snapshot"_s);
    for (int i = 0; i < 3; ++i) { // over one kept connection
        QNetworkReply *reply = network.get(QNetworkRequest(snapshot));
        QSignalSpy finished(reply, &QNetworkReply::finished);
        QVERIFY(finished.wait());
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QCOMPARE(reply->header(QNetworkRequest::ContentTypeHeader).toString(), u"application/json"_s);
        QVERIFY(reply->readAll().startsWith("{\"id\":\"7f3a:0\""));
        reply->deleteLater();
    }
    QCOMPARE(server.clientCount(), 1);
}

void FeedServerTest::head_timesOut()
{
    FeedServerOptions quick = options();
    quick.limits.request = milliseconds(50);
    FeedServer server(quick);
    const auto url = server.listen();
    QVERIFY(url);
    RawClient silent(*url);
    RawClient slow(*url);
    slow.send("GET / HTTP/1.1\r\nHos"_ba);
    QVERIFY(slow.waitForAnswers(1));
    QCOMPARE(slow.answers().constFirst().status, 408);
    QVERIFY(slow.waitForClose());
    QVERIFY(silent.waitForClose());
    QTRY_COMPARE(server.clientCount(), 0);
}

void FeedServerTest::idleConnections_areClosed()
{
    FeedServerOptions quick = options();
    quick.limits.idle = milliseconds(50);
    FeedServer server(quick);
    const auto url = server.listen();
    QVERIFY(url);
    RawClient client(*url);
    client.request("/snapshot"_ba);
    QVERIFY(client.waitForClose());
    QCOMPARE(client.answers().size(), 1);
}

void FeedServerTest::upgrade_wantsItsAnswerAwaited()
{
    FeedServer server(options());
    const auto url = server.listen();
    QVERIFY(url);
    RawClient client(*url);
    const QByteArray masked = QByteArray::fromHex("818200000000") + "{}";
    client.send("GET /feed HTTP/1.1\r\nHost: " + url->authority().toLatin1() + "\r\n" + upgradeLines() + "\r\n" +
                masked);
    QVERIFY(client.waitForAnswers(1));
    QCOMPARE(client.answers().constFirst().status, 400);
}

void FeedServerTest::clients_areLimited()
{
    FeedServerOptions few = options();
    few.limits.clients = 2;
    FeedServer server(few);
    const auto url = server.listen();
    QVERIFY(url);
    FeedReader stream("sse"_ba, *url);
    QVERIFY(stream.waitForHello());
    {
        FeedReader webSocket("ws"_ba, *url);
        QVERIFY(webSocket.waitForHello());
        RawClient third(*url);
        QVERIFY(third.waitForAnswers(1));
        QCOMPARE(third.answers().constFirst().status, 503);
        QVERIFY(third.received().contains("Retry-After: 5\r\n"));
        QVERIFY(third.waitForClose());
    }
    QTRY_COMPARE(server.clientCount(), 1);
    RawClient again(*url);
    again.request("/snapshot"_ba);
    QVERIFY(again.waitForAnswers(1));
    QCOMPARE(again.answers().constFirst().status, 200);
}

void FeedServerTest::slowReader_isDroppedAndOthersGoOn_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("SSE") << "Accept: text/event-stream\r\n"_ba;
    QTest::newRow("WebSocket") << upgradeLines();
}

void FeedServerTest::slowReader_isDroppedAndOthersGoOn()
{
    QFETCH(QByteArray, lines);
    FeedServerOptions small = options();
    small.limits.unsent = 256 << 10;
    FeedServer server(small);
    const auto url = server.listen();
    QVERIFY(url);
    FeedReader other("ws"_ba, *url);
    QVERIFY(other.waitForHello());
    RawClient slow(*url);
    slow.socket().setReadBufferSize(1); // from now on the kernel's buffers fill, then the server's
    slow.socket().disconnect(&slow.socket());
    slow.request("/feed"_ba, lines);
    QTRY_COMPARE(server.clientCount(), 2);
    const QByteArray text = '"' + QByteArray(10'000, 'x') + '"';
    int published = 0;
    for (; server.clientCount() == 2 && published < 3000; ++published) {
        QVERIFY(server.publish("log"_ba, text));
        QVERIFY(other.waitForEvents(published + 1));
    }
    QCOMPARE(server.clientCount(), 1);
    QVERIFY(server.publish("log"_ba, text));
    QVERIFY(other.waitForEvents(published + 1));
    QCOMPARE(other.events().constLast().id, server.log().headId());
}

void FeedServerTest::stalledBacklog_isDroppedWhenTheLogMovesOn()
{
    FeedServerOptions small = options();
    small.limits.unsent = 512 << 10;
    small.feed.log = {.events = 4096, .bytes = 20 << 20};
    FeedServer server(small);
    const auto url = server.listen();
    QVERIFY(url);
    const QByteArray text = '"' + QByteArray(100'000, 'x') + '"';
    for (int i = 0; i < 200; ++i)
        QVERIFY(server.publish("log"_ba, text));
    RawClient slow(*url);
    slow.socket().setReadBufferSize(1);
    slow.socket().disconnect(&slow.socket());
    slow.request("/feed?last_event_id=7f3a:0"_ba, "Accept: text/event-stream\r\n"_ba);
    QTRY_COMPARE(server.clientCount(), 1);
    RawClient marker(*url);
    marker.request("/feed"_ba);
    QVERIFY(marker.waitForAnswers(1));
    QCOMPARE(server.clientCount(), 2);
    for (int i = 0; i < 400 && server.clientCount() == 2; ++i) {
        QVERIFY(server.publish("log"_ba, text));
        QTest::qWait(0);
    }
    QCOMPARE(server.clientCount(), 1);
}

void FeedServerTest::clientsThatVanish_areSurvived()
{
    FeedServer server(options());
    const auto url = server.listen();
    QVERIFY(url);
    QVERIFY(server.publish("log"_ba, "1"));
    const QByteArray host = "Host: " + url->authority().toLatin1() + "\r\n";
    const QList<QByteArray> requests{"GET /feed?last_event_id=7f3a:1 HTTP/1.1\r\n" + host + "Prefer: wait=20\r\n\r\n",
                                     "GET / HTTP/1.1\r\n" + host + "Accept: text/event-stream\r\n\r\n",
                                     "GET / HTTP/1.1\r\n" + host + upgradeLines() + "\r\n",
                                     "POST /publish HTTP/1.1\r\n" + host +
                                         "Content-Length: 24\r\n\r\n{\"event\":\"log\",\"data\":1}"};
    QRandomGenerator random(4711);
    for (int i = 0; i < 200; ++i) {
        RawClient client(*url);
        const QByteArray &request = requests.at(i % requests.size());
        QVERIFY(QTest::qWaitFor([&] { return client.socket().state() == QAbstractSocket::ConnectedState; }));
        client.send(request.first(random.bounded(int(request.size()) + 1)));
        for (int turns = random.bounded(6); turns > 0; --turns)
            QCoreApplication::processEvents();
        QVERIFY(server.publish("log"_ba, "2"));
        if (random.bounded(2) == 0)
            client.socket().abort();
        else
            client.socket().disconnectFromHost();
        QVERIFY(server.publish("log"_ba, "3"));
    }
    QTRY_COMPARE(server.clientCount(), 0);
    FeedReader reader("ws"_ba, *url);
    QVERIFY(reader.waitForHello());
}

void FeedServerTest::destruction_withClientsOfEveryKind()
{
    auto server = std::make_unique<FeedServer>(options());
    const auto url = server->listen();
    QVERIFY(url);
    FeedReader webSocket("ws"_ba, *url);
    FeedReader stream("sse"_ba, *url);
    QVERIFY(webSocket.waitForHello());
    QVERIFY(stream.waitForHello());
    RawClient held(*url);
    held.request("/feed?last_event_id=7f3a:0"_ba, "Prefer: wait=20\r\n"_ba);
    RawClient upgrading(*url);
    upgrading.request("/feed"_ba, upgradeLines());
    RawClient half(*url);
    half.send("GET / HT"_ba);
    RawClient marker(*url);
    marker.request("/snapshot"_ba);
    QVERIFY(marker.waitForAnswers(1));
    server->goAway(std::chrono::seconds(1));
    server.reset();
    QVERIFY(webSocket.waitForType("goaway"_ba));
    QVERIFY(stream.waitForType("goaway"_ba));
    QVERIFY(held.waitForBytes("goaway"_ba));
    QVERIFY(half.waitForClose());
}

QTEST_GUILESS_MAIN(FeedServerTest)
#include "tst_feedserver.moc"
