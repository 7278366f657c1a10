// SPDX-License-Identifier: MIT
#include "app/hostfeed/feedserver.h"
#include "tests/integration/feedclient.h"
#include "tests/support/faultproxy.h"
#include "tests/support/scriptedserver.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using Kind = Fault::Kind;

namespace {

const QByteArray portalPage =
    "<html><body>Welcome! {\"id\":\"e:1\",\"event\":\"m\",\"data\":1}\n\ndata: 1\n\n</body></html>"_ba;

/// A feed with one event to come, behind a proxy with a fault for each transport.
struct Stage
{
    explicit Stage(QHash<TransportKind, Fault> perTransport)
        : faults(std::move(perTransport))
        , server({.feed = {.epoch = "e"_ba}})
    {
        const auto url = server.listen();
        Q_ASSERT(url);
        proxy = std::make_unique<FaultProxy>(quint16(url->port()),
                                             [this](TransportKind kind, int) { return faults.value(kind); });
    }
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1/feed"_s.arg(proxy->port())); }

    QHash<TransportKind, Fault> faults;
    FeedServer server;
    std::unique_ptr<FaultProxy> proxy;
};

Fault answer(int status, const QByteArray &type = "text/plain"_ba, const QByteArray &body = "no"_ba)
{
    return {.kind = Kind::Answer, .status = status, .type = type, .body = body};
}

} // namespace

Q_DECLARE_METATYPE(telltale::Fault)

class FallbackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fineNetwork_usesTheWebSocket();
    void webSocketFails_goesOnOverSse_data();
    void webSocketFails_goesOnOverSse();
    void sseFailsToo_goesOnByLongPoll_data();
    void sseFailsToo_goesOnByLongPoll();
    void longPollFailsToo_goesOnByPoll_data();
    void longPollFailsToo_goesOnByPoll();
    void portal_isNeverAnEvent();
    void portalThenNetwork_recovers();
    void jsonThatIsNoFeed_isNeverAnEvent();
    void emptyAnswer_isProof();
    void unauthorized_isBlocked();
    void plainDialect_readsAnySseStream();
};

void FallbackTest::fineNetwork_usesTheWebSocket()
{
    Stage stage({});
    FeedClient client(stage.url());
    client.manager.start();
    QTRY_VERIFY(client.isLiveOn(TransportKind::WebSocket));
    QVERIFY(!client.manager.linkStatus().degraded);
    QVERIFY(stage.server.publish("m"_ba, "1"));
    QTRY_COMPARE(client.events.size(), 1);
    QCOMPARE(client.events[0].transport, TransportKind::WebSocket);
}

void FallbackTest::webSocketFails_goesOnOverSse_data()
{
    QTest::addColumn<Fault>("fault");
    for (const int status : {400, 401, 403, 404, 426, 500, 501, 503})
        QTest::addRow("%d", status) << answer(status);
    QTest::addRow("plain 200") << answer(200);
    QTest::addRow("portal page") << answer(200, "text/html"_ba, portalPage);
    QTest::addRow("hanging") << Fault{.kind = Kind::Hang};
    QTest::addRow("upgrade dropped") << Fault{.kind = Kind::DropUpgrade};
    QTest::addRow("cut in the handshake") << Fault{.kind = Kind::CutAfter, .bytes = 40};
    QTest::addRow("cut after the handshake") << Fault{.kind = Kind::CutAfter, .bytes = 150, .reset = true};
}

void FallbackTest::webSocketFails_goesOnOverSse()
{
    QFETCH(Fault, fault);
    Stage stage({{TransportKind::WebSocket, fault}});
    FeedClient client(stage.url());
    client.manager.start();
    QTRY_VERIFY_WITH_TIMEOUT(client.isLiveOn(TransportKind::Sse), 10'000);
    QVERIFY(client.manager.linkStatus().degraded);
    QVERIFY(client.manager.linkStatus().reason); // why the better one is not used
    QVERIFY(stage.server.publish("m"_ba, "1"));
    QTRY_COMPARE(client.events.size(), 1);
    QCOMPARE(client.events[0].transport, TransportKind::Sse);
    QVERIFY(client.gaps.isEmpty());
    QCOMPARE(stage.proxy->requests().first().kind, TransportKind::WebSocket); // the fault was really met
}

void FallbackTest::sseFailsToo_goesOnByLongPoll_data()
{
    QTest::addColumn<Fault>("fault");
    for (const int status : {400, 403, 404, 406, 500, 501})
        QTest::addRow("%d", status) << answer(status);
    QTest::addRow("wrong type") << answer(200, "application/json"_ba, "[]"_ba);
    QTest::addRow("portal page") << answer(200, "text/html"_ba, portalPage);
    QTest::addRow("hanging") << Fault{.kind = Kind::Hang};
    QTest::addRow("right type, nothing else") << answer(200, "text/event-stream"_ba, ": padding\n\n"_ba);
}

void FallbackTest::sseFailsToo_goesOnByLongPoll()
{
    QFETCH(Fault, fault);
    Stage stage({{TransportKind::WebSocket, answer(403)}, {TransportKind::Sse, fault}});
    FeedClient client(stage.url());
    client.manager.start();
    QTRY_VERIFY_WITH_TIMEOUT(client.isLiveOn(TransportKind::LongPoll), 10'000);
    QVERIFY(stage.server.publish("m"_ba, "1"));
    QTRY_COMPARE(client.events.size(), 1);
    QCOMPARE(client.events[0].transport, TransportKind::LongPoll);
}

void FallbackTest::longPollFailsToo_goesOnByPoll_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addRow("504") << answer(504);
    QTest::addRow("portal page") << answer(200, "text/html"_ba, portalPage);
    QTest::addRow("hanging") << Fault{.kind = Kind::Hang};
}

void FallbackTest::longPollFailsToo_goesOnByPoll()
{
    QFETCH(Fault, fault);
    Stage stage(
        {{TransportKind::WebSocket, answer(501)}, {TransportKind::Sse, answer(200)}, {TransportKind::LongPoll, fault}});
    FeedClient client(stage.url());
    client.manager.start();
    QTRY_VERIFY_WITH_TIMEOUT(client.isLiveOn(TransportKind::Poll), 15'000);
    QVERIFY(stage.server.publish("m"_ba, "1"));
    QTRY_COMPARE(client.events.size(), 1);
    QCOMPARE(client.events[0].transport, TransportKind::Poll);
}

void FallbackTest::portal_isNeverAnEvent()
{
    const Fault portal = answer(200, "text/html"_ba, portalPage);
    Stage stage({{TransportKind::WebSocket, portal},
                 {TransportKind::Sse, portal},
                 {TransportKind::LongPoll, portal},
                 {TransportKind::Poll, portal}});
    FeedClient client(stage.url());
    client.manager.start();
    QTRY_VERIFY(stage.proxy->requests().size() >= 12); // three rounds
    QVERIFY(client.events.isEmpty());
    QVERIFY(client.gaps.isEmpty());
    QVERIFY(!client.manager.hasProven());
}

void FallbackTest::portalThenNetwork_recovers()
{
    const Fault portal = answer(200, "text/html"_ba, portalPage);
    Stage stage({{TransportKind::WebSocket, portal},
                 {TransportKind::Sse, portal},
                 {TransportKind::LongPoll, portal},
                 {TransportKind::Poll, portal}});
    FeedClient client(stage.url());
    client.manager.start();
    QTRY_VERIFY(stage.proxy->requests().size() >= 5);
    stage.faults.clear(); // somebody logged in
    QTRY_COMPARE(client.manager.linkStatus().state, LinkState::Live);
    QVERIFY(stage.server.publish("m"_ba, "1"));
    QTRY_COMPARE(client.events.size(), 1);
}

void FallbackTest::jsonThatIsNoFeed_isNeverAnEvent()
{
    const Fault login = answer(200, "application/json"_ba, "{\"error\":\"login required\"}"_ba);
    Stage stage({{TransportKind::LongPoll, login}, {TransportKind::Poll, login}});
    FeedClient client(stage.url(), {TransportKind::LongPoll, TransportKind::Poll});
    client.manager.start();
    const auto gaveUp = [&client] {
        return std::any_of(client.links.begin(), client.links.end(), [](const LinkStatus &status) {
            return status.state == LinkState::Backoff && status.reason->kind == ErrorKind::NotProven;
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(gaveUp(), 20'000);
    QVERIFY(client.events.isEmpty());
    QVERIFY(client.gaps.isEmpty());
}

void FallbackTest::emptyAnswer_isProof()
{
    // A back end in few lines: no hello where the request could be resumed, and nothing new.
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) {
        writeResponse(socket, 200, {"Content-Type: application/json"_ba}, "[]"_ba);
    });
    FeedClient client(server.url(), {TransportKind::Poll}, "e:1"_ba);
    client.manager.start();
    QTRY_VERIFY(client.isLiveOn(TransportKind::Poll));
    QTRY_COMPARE(client.manager.streamStatus().state, StreamState::InSync);
    QVERIFY(client.gaps.isEmpty());
}

void FallbackTest::unauthorized_isBlocked()
{
    FeedServer server({.token = "secret"_ba});
    const auto url = server.listen();
    QVERIFY(url);
    FeedClient client(*url);
    client.manager.start();
    QTRY_COMPARE(client.manager.linkStatus().state, LinkState::Blocked);
    QCOMPARE(client.manager.linkStatus().reason->httpStatus, 401);
    QVERIFY(client.manager.linkStatus().nextAttempt);
}

void FallbackTest::plainDialect_readsAnySseStream()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &head) {
        if (headerValue(head, "Upgrade"_ba).isEmpty()) {
            writeChunkedHead(socket, 200, {"Content-Type: text/event-stream; charset=utf-8"_ba});
            const QByteArray from = headerValue(head, "Last-Event-ID"_ba);
            writeChunk(socket, from.isEmpty() ? "id: a\ndata: one\n\ndata: two\n\n"_ba
                                              : "id: a\ndata: one\n\nid: b\ndata: three\n\n"_ba);
            cutWithFin(socket);
        } else {
            writeResponse(socket, 400);
        }
    });
    FeedClient client(server.url(), {TransportKind::WebSocket, TransportKind::Sse}, {}, u"plain"_s);
    client.manager.start();
    QTRY_VERIFY(client.events.size() >= 3);
    QCOMPARE(client.events[0].event.payload, "one"_ba);
    QCOMPARE(client.events[1].event.payload, "two"_ba);
    QCOMPARE(client.events[2].event.payload, "three"_ba); // "one" came again, and was known
    QTRY_VERIFY(client.manager.streamStatus().completenessUnknown);
}

QTEST_GUILESS_MAIN(FallbackTest)
#include "tst_fallback.moc"
