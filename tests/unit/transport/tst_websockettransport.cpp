// SPDX-License-Identifier: MIT
#include "transport/websockettransport.h"

#include "tests/support/rawwebsocket.h"
#include "tests/support/scriptedserver.h"

#include <QNetworkProxy>
#include <QProcess>
#include <QSignalSpy>
#include <QSslKey>
#include <QSslServer>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

#include <optional>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace telltale;
using namespace std::chrono_literals;

namespace {

QUrl wsUrl(const ScriptedServer &server, const QString &path = u"/feed"_s)
{
    return server.url(path, u"ws"_s);
}

TransportLimits quickLimits()
{
    TransportLimits limits;
    limits.connect = 5s; // long enough for a busy machine; tests that wait for it set their own
    return limits;
}

/// A transport and everything that it said.
class Session
{
public:
    explicit Session(TransportRequest request, TransportLimits limits = quickLimits())
        : transport([this, request] { return ++requests, request; }, limits)
    {
        QObject::connect(&transport, &Transport::opened, &transport, [this] { said.append("opened"); });
        QObject::connect(&transport, &Transport::alive, &transport, [this] { said.append("alive"); });
        QObject::connect(&transport, &Transport::pongReceived, &transport, [this] { said.append("pong"); });
        QObject::connect(&transport, &Transport::frameReceived, &transport, [this](const Frame &frame) {
            frames.append(frame);
            said.append("frame");
        });
        QObject::connect(&transport, &Transport::closed, &transport, [this](const Error &reason) {
            reasons.append(reason);
            said.append("closed");
        });
    }
    explicit Session(const QUrl &url, TransportLimits limits = quickLimits())
        : Session(TransportRequest{url, {}}, limits)
    {}

    bool waitForOpened()
    {
        return QTest::qWaitFor([this] { return said.contains("opened"); }, 5'000);
    }
    bool waitForFrames(qsizetype count)
    {
        return QTest::qWaitFor([this, count] { return frames.size() >= count; }, 5'000);
    }
    bool waitForClosed()
    {
        return QTest::qWaitFor([this] { return !reasons.isEmpty(); }, 20'000);
    }
    ErrorKind kind() const { return reasons.value(0).kind; }

    int requests = 0;
    QByteArrayList said;
    QList<Frame> frames;
    QList<Error> reasons;
    WebSocketTransport transport;
};

/// Answers every upgrade, then does as told.
ScriptedServer::Handler upgradeAndThen(std::function<void(QTcpSocket *)> then)
{
    return [then](QTcpSocket *socket, const QByteArray &head) {
        writeUpgrade(socket, head);
        then(socket);
    };
}

ScriptedServer::Handler upgradeAndWrite(const QByteArray &bytes)
{
    return upgradeAndThen([bytes](QTcpSocket *socket) { socket->write(bytes); });
}

QByteArray textFrame(const QByteArray &text)
{
    return webSocketFrame(WebSocketOpcode::Text, text);
}

QByteArray textInFrames(const QByteArrayList &parts)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        bytes += webSocketFrame(i == 0 ? WebSocketOpcode::Text : WebSocketOpcode::Continuation, parts[i],
                                i == parts.size() - 1);
    }
    return bytes;
}

/// The next connection of a server, its child: QWebSocketServer does not own what it gives away.
QWebSocket *nextPeer(QWebSocketServer &server)
{
    QWebSocket *peer = server.nextPendingConnection();
    peer->setParent(&server);
    return peer;
}

/// A server's TLS with a certificate for 127.0.0.1 that nobody knows; nothing where there is no openssl to make it.
std::optional<QSslConfiguration> selfSigned()
{
    const QString openssl = QStandardPaths::findExecutable(u"openssl"_s);
    QTemporaryDir folder;
    if (openssl.isEmpty() || !QSslSocket::supportsSsl() || !folder.isValid())
        return std::nullopt;
    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.start(openssl, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-keyout"_s, u"key.pem"_s,
                            u"-out"_s, u"cert.pem"_s, u"-subj"_s, u"/CN=127.0.0.1"_s, u"-addext"_s,
                            u"subjectAltName=IP:127.0.0.1"_s, u"-days"_s, u"2"_s});
    QFile keyFile(folder.filePath(u"key.pem"_s));
    if (!process.waitForFinished() || !keyFile.open(QIODevice::ReadOnly))
        return std::nullopt;
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(QSslCertificate::fromPath(folder.filePath(u"cert.pem"_s)));
    tls.setPrivateKey(QSslKey(&keyFile, QSsl::Rsa));
    return tls;
}

/// A port of the loopback whose queue of connections is full, so that a SYN is not answered.
class BlackHole
{
public:
    BlackHole()
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
        ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size);
        ::listen(m_listener, 0);
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        for (int &filler : m_fillers) {
            filler = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
            ::connect(filler, reinterpret_cast<sockaddr *>(&address), size);
        }
    }
    ~BlackHole()
    {
        for (const int filler : m_fillers)
            ::close(filler);
        ::close(m_listener);
    }
    Q_DISABLE_COPY_MOVE(BlackHole)

    QUrl url() const { return QUrl(u"ws://127.0.0.1:%1/"_s.arg(m_port)); }

private:
    int m_listener = -1;
    int m_fillers[4] = {-1, -1, -1, -1};
    quint16 m_port = 0;
};

} // namespace

class WebSocketTransportTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Opening
    void open_carriesMessages();
    void open_sendsHeadersAndSubprotocols();
    void open_asksForTheRequestOnce();
    void open_sendsFirstMessagesBeforeItSaysOpened();
    void open_refusesFirstMessagesThatCannotBeSent();
    void open_refusesBadRequests_data();
    void open_refusesBadRequests();

    // Not opening
    void refusal_tellsItsStatus_data();
    void refusal_tellsItsStatus();
    void refusal_byACutConnectionEnds();
    void noListener_isConnectionRefused();
    void unknownHost_isHostNotFound();
    void proxyThatWantsALogin_isProxyAuthentication();
    void plainServer_isTlsFault();
    void unknownCertificate_isTlsFault();
    void knownCertificate_carriesMessagesToTheEnd();
    void silentHost_isConnectTimeout();
    void silentTlsPeer_isConnectTimeout();
    void silentServer_isHandshakeTimeout();
    void endlessAnswerWithoutNewline_staysBounded();
    void endlessHeaders_endAtTheFirstError();
    void foreignSubprotocol_isRefused();

    // Ending
    void closeCodes_areTold_data();
    void closeCodes_areTold();
    void cut_hasNoCloseCode_data();
    void cut_hasNoCloseCode();
    void lastMessages_comeBeforeTheEnd();
    void close_isSaidOnceAndLater();
    void close_tellsThePeer();
    void close_beforeOpen();
    void close_duringOpen();
    void close_insideAFrame();
    void destructor_isSilent();

    // Limits
    void message_ofExactlyTheLimitPasses();
    void message_overTheLimitIsTooLarge_data();
    void message_overTheLimitIsTooLarge();
    void frame_asLargeAsAllowedFitsTheReadBuffer();
    void framesOfAMessage_areLimited();
    void messagesOfATurn_areLimited();
    void unreadPongs_areLimited();
    void message_thatDoesNotEndIsStalled();
    void messagesThatEnd_areNotStalled();

    // Content
    void badBytes_endTheSession_data();
    void badBytes_endTheSession();
    void ping_isAnswered();
    void unaskedPong_isASignOfLife();
    void send_carriesText();
    void send_refusesWhatItCannotCarry();
};

void WebSocketTransportTest::open_carriesMessages()
{
    QWebSocketServer server(u"test"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QWebSocketServer::newConnection, this, [&server] {
        QWebSocket *peer = nextPeer(server);
        peer->sendTextMessage(u"{\"id\":\"7f3a:1\",\"data\":\"\u20ac\"}"_s);
        peer->sendBinaryMessage("\x00\xff"_ba);
        peer->sendTextMessage({});
    });
    const TimePoint before = BootClock::now();
    Session session(QUrl(u"ws://127.0.0.1:%1/feed"_s.arg(server.serverPort())));
    QCOMPARE(session.transport.kind(), TransportKind::WebSocket);
    session.transport.open();
    QVERIFY(session.waitForFrames(3));
    QCOMPARE(session.said, (QByteArrayList{"opened", "frame", "frame", "frame"}));
    QCOMPARE(session.frames[0].payload, "{\"id\":\"7f3a:1\",\"data\":\"\xe2\x82\xac\"}"_ba);
    QVERIFY(!session.frames[0].isBinary);
    QVERIFY(session.frames[0].kind == Frame::Kind::Message);
    QVERIFY(session.frames[0].receivedAt >= before && session.frames[0].receivedAt <= BootClock::now());
    QCOMPARE(session.frames[1].payload, "\x00\xff"_ba);
    QVERIFY(session.frames[1].isBinary);
    QCOMPARE(session.frames[2].payload, ""_ba);
}

void WebSocketTransportTest::open_sendsHeadersAndSubprotocols()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &head) {
        writeUpgrade(socket, head, "Sec-WebSocket-Protocol: ws+meta.nchan\r\n");
    });
    Session session(TransportRequest{wsUrl(server, u"/feed?last_event_id=7f3a%3A1042"_s),
                                     {{"Last-Event-ID", "7f3a:1042"}, {"Authorization", "Bearer \xe2\x80\xa6"}},
                                     {"ws+meta.nchan"}});
    session.transport.open();
    QVERIFY(session.waitForOpened());
    const QByteArray head = server.requestHeads().value(0);
    QCOMPARE(requestTarget(head), "/feed?last_event_id=7f3a%3A1042"_ba);
    QCOMPARE(headerValue(head, "Last-Event-ID"), "7f3a:1042"_ba);
    QCOMPARE(headerValue(head, "Authorization"), "Bearer \xe2\x80\xa6"_ba);
    QCOMPARE(headerValue(head, "Sec-WebSocket-Protocol"), "ws+meta.nchan"_ba);
    QCOMPARE(headerValue(head, "Upgrade"), "websocket"_ba);
}

void WebSocketTransportTest::open_asksForTheRequestOnce()
{
    ScriptedServer server(upgradeAndWrite({}));
    Session session(wsUrl(server));
    QCOMPARE(session.requests, 0);
    session.transport.open();
    session.transport.open();
    QVERIFY(session.waitForOpened());
    QCOMPARE(session.requests, 1);
    QCOMPARE(server.connectionCount(), 1);
}

void WebSocketTransportTest::open_sendsFirstMessagesBeforeItSaysOpened()
{
    QWebSocketServer server(u"test"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QStringList received;
    connect(&server, &QWebSocketServer::newConnection, this, [&] {
        connect(nextPeer(server), &QWebSocket::textMessageReceived, this,
                [&](const QString &message) { received.append(message); });
    });
    Session session(TransportRequest{
        QUrl(u"ws://127.0.0.1:%1/"_s.arg(server.serverPort())), {}, {}, {"{\"subscribe\":\"a\"}", "\xe2\x82\xac"}});
    connect(&session.transport, &Transport::opened, this, [&] { session.transport.send("after"); });
    session.transport.open();
    QTRY_COMPARE(received, (QStringList{u"{\"subscribe\":\"a\"}"_s, u"\u20ac"_s, u"after"_s}));
}

void WebSocketTransportTest::open_refusesFirstMessagesThatCannotBeSent()
{
    ScriptedServer server(upgradeAndWrite({}));
    TransportLimits limits = quickLimits();
    limits.unsent = 8;
    Session session(TransportRequest{wsUrl(server), {}, {}, {"more than eight bytes"}}, limits);
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::Usage);
    QCOMPARE(session.said, (QByteArrayList{"closed"}));
}

void WebSocketTransportTest::open_refusesBadRequests_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<QByteArray>("header");
    const QUrl good(u"ws://127.0.0.1:9/"_s);
    QTest::newRow("http") << QUrl(u"http://127.0.0.1:9/"_s) << "x"_ba;
    QTest::newRow("no host") << QUrl(u"ws:///feed"_s) << "x"_ba;
    QTest::newRow("empty") << QUrl() << "x"_ba;
    QTest::newRow("header with CR") << good << "x\rHost: evil"_ba;
    QTest::newRow("header with LF") << good << "x\nHost: evil"_ba;
    QTest::newRow("header with NUL") << good << QByteArray("x\0y", 3);
}

void WebSocketTransportTest::open_refusesBadRequests()
{
    QFETCH(QUrl, url);
    QFETCH(QByteArray, header);
    Session session(TransportRequest{url, {{"X-Header", header}}});
    session.transport.open();
    QVERIFY(session.said.isEmpty());
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::Usage);
}

void WebSocketTransportTest::refusal_tellsItsStatus_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("cut");
    for (const int status : {200, 302, 400, 401, 403, 404, 407, 426, 429, 500, 501, 503}) {
        QTest::addRow("%d, stays open", status) << status << false;
        QTest::addRow("%d, then FIN", status) << status << true;
    }
}

void WebSocketTransportTest::refusal_tellsItsStatus()
{
    QFETCH(int, status);
    QFETCH(bool, cut);
    ScriptedServer server([status, cut](QTcpSocket *socket, const QByteArray &) {
        writeResponse(socket, status, {"Content-Type: text/html"}, "<p>no");
        if (cut)
            cutWithFin(socket);
    });
    Session session(wsUrl(server));
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::UpgradeRefused);
    QCOMPARE(session.reasons[0].httpStatus, status);
    QCOMPARE(session.reasons[0].closeCode, 0);
    QCOMPARE(session.said, (QByteArrayList{"closed"}));
    QTRY_VERIFY(server.sockets().isEmpty());
}

void WebSocketTransportTest::refusal_byACutConnectionEnds()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) {
        socket->write("HTTP/1.1 101 Swi");
        cutWithFin(socket);
    });
    Session session(wsUrl(server));
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::RemoteClosed);
    QCOMPARE(session.reasons[0].closeCode, 0);
}

void WebSocketTransportTest::noListener_isConnectionRefused()
{
    ScriptedServer server({});
    const QUrl url = wsUrl(server);
    server.stopListening();
    Session session(url);
    session.transport.open();
    QVERIFY(session.said.isEmpty());
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::ConnectionRefused);
    QCOMPARE(session.reasons[0].httpStatus, 0);
}

void WebSocketTransportTest::unknownHost_isHostNotFound()
{
    TransportLimits limits = quickLimits();
    limits.connect = 15s;
    Session session(QUrl(u"ws://host.invalid/"_s), limits);
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::HostNotFound);
}

void WebSocketTransportTest::proxyThatWantsALogin_isProxyAuthentication()
{
    ScriptedServer proxy([](QTcpSocket *socket, const QByteArray &) {
        writeResponse(socket, 407, {"Proxy-Authenticate: Basic realm=\"test\""});
    });
    const QNetworkProxy before = QNetworkProxy::applicationProxy();
    const auto restore = qScopeGuard([&before] { QNetworkProxy::setApplicationProxy(before); });
    QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, proxy.port()));
    Session session(QUrl(u"ws://feed.example/"_s));
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QVERIFY(proxy.requestHeads().value(0).startsWith("CONNECT feed.example:80"));
    QCOMPARE(session.kind(), ErrorKind::ProxyAuthentication);
}

void WebSocketTransportTest::plainServer_isTlsFault()
{
    ScriptedServer server({});
    server.setConnectionHandler([](QTcpSocket *socket) { socket->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    Session session(server.url(u"/"_s, u"wss"_s));
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::Tls);
}

void WebSocketTransportTest::unknownCertificate_isTlsFault()
{
    const auto tls = selfSigned();
    if (!tls)
        QSKIP("needs openssl to make a certificate");
    QSslServer server;
    server.setSslConfiguration(*tls);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Session session(QUrl(u"wss://127.0.0.1:%1/"_s.arg(server.serverPort())));
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::Tls);
    QVERIFY2(session.reasons[0].message.contains(u"self-signed"), qPrintable(session.reasons[0].message));
}

void WebSocketTransportTest::knownCertificate_carriesMessagesToTheEnd()
{
    const auto tls = selfSigned();
    if (!tls)
        QSKIP("needs openssl to make a certificate");
    QSslServer server;
    server.setSslConfiguration(*tls);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QSslServer::pendingConnectionAvailable, this, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            writeUpgrade(socket, socket->readAll());
            socket->write(textFrame("one") + textFrame(QByteArray(100'000, 'x')));
            cutWithFin(socket);
        });
    });
    const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
    const auto restore = qScopeGuard([&before] { QSslConfiguration::setDefaultConfiguration(before); });
    QSslConfiguration trusting = before;
    trusting.addCaCertificate(tls->localCertificate());
    QSslConfiguration::setDefaultConfiguration(trusting);
    Session session(QUrl(u"wss://127.0.0.1:%1/"_s.arg(server.serverPort())));
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.said, (QByteArrayList{"opened", "frame", "frame", "closed"}));
    QCOMPARE(session.kind(), ErrorKind::RemoteClosed);
    QCOMPARE(session.reasons[0].closeCode, 0);
}

void WebSocketTransportTest::silentHost_isConnectTimeout()
{
    BlackHole hole;
    TransportLimits limits;
    limits.connect = 200ms;
    Session session(hole.url(), limits);
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::ConnectTimeout);
}

void WebSocketTransportTest::silentTlsPeer_isConnectTimeout()
{
    ScriptedServer server({});
    TransportLimits limits;
    limits.connect = 300ms;
    Session session(server.url(u"/"_s, u"wss"_s), limits);
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(server.connectionCount(), 1);
    QCOMPARE(session.kind(), ErrorKind::ConnectTimeout);
}

void WebSocketTransportTest::silentServer_isHandshakeTimeout()
{
    ScriptedServer server({});
    TransportLimits limits;
    limits.connect = 300ms;
    Session session(wsUrl(server), limits);
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::HandshakeTimeout);
    QCOMPARE(server.requestHeads().size(), 1);
    QTRY_VERIFY(server.sockets().isEmpty());
}

void WebSocketTransportTest::endlessAnswerWithoutNewline_staysBounded()
{
    qint64 taken = 0;
    ScriptedServer server([&taken](QTcpSocket *socket, const QByteArray &) {
        connect(socket, &QTcpSocket::bytesWritten, socket, [&taken, socket](qint64 bytes) {
            taken += bytes;
            socket->write(QByteArray(256 << 10, 'x'));
        });
        socket->write("HTTP/1.1 101 ");
    });
    TransportLimits limits;
    limits.connect = 1'500ms;
    Session session(wsUrl(server), limits);
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::HandshakeTimeout);
    // What the kernel holds on both sides of the loopback, and our read buffer; without a bound, hundreds of MiB.
    QVERIFY2(taken < (24 << 20), qPrintable(QString::number(taken)));
}

void WebSocketTransportTest::endlessHeaders_endAtTheFirstError()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) {
        const QByteArray header = "X-Header: " + QByteArray(1'000, 'x') + "\r\n";
        connect(socket, &QTcpSocket::bytesWritten, socket, [socket, header] { socket->write(header.repeated(64)); });
        socket->write("HTTP/1.1 101 Switching Protocols\r\n");
    });
    Session session(wsUrl(server));
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::TooLarge);
    QCOMPARE(session.said, (QByteArrayList{"closed"}));
}

void WebSocketTransportTest::foreignSubprotocol_isRefused()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &head) {
        writeUpgrade(socket, head, "Sec-WebSocket-Protocol: other\r\n");
    });
    Session session(TransportRequest{wsUrl(server), {}, {"ws+meta.nchan"}});
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::Protocol);
}

void WebSocketTransportTest::closeCodes_areTold_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("shown");
    for (const int code : {1000, 1001, 1002, 1007, 1008, 1009, 1011, 3000, 4001})
        QTest::addRow("%d", code) << code << code;
    for (const int code : {1012, 1013, 1014, 1006, 999})
        QTest::addRow("%d", code) << code << 1002;
}

void WebSocketTransportTest::closeCodes_areTold()
{
    QFETCH(int, code);
    QFETCH(int, shown);
    ScriptedServer server(upgradeAndWrite(textFrame("last") + webSocketClose(code)));
    Session session(wsUrl(server));
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.said, (QByteArrayList{"opened", "frame", "closed"}));
    QVERIFY2(session.kind() == ErrorKind::RemoteClosed, qPrintable(session.reasons[0].message));
    QCOMPARE(session.reasons[0].closeCode, shown);
    QTRY_VERIFY(server.sockets().isEmpty());
}

void WebSocketTransportTest::cut_hasNoCloseCode_data()
{
    QTest::addColumn<bool>("reset");
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("FIN") << false << ""_ba;
    QTest::newRow("RST") << true << ""_ba;
    QTest::newRow("FIN in the middle of a frame") << false << textFrame(QByteArray(1'000, 'x')).first(500);
    QTest::newRow("RST in the middle of a frame") << true << textFrame(QByteArray(1'000, 'x')).first(500);
}

void WebSocketTransportTest::cut_hasNoCloseCode()
{
    QFETCH(bool, reset);
    QFETCH(QByteArray, before);
    ScriptedServer server(upgradeAndWrite(textFrame("one") + before));
    Session session(wsUrl(server));
    session.transport.open();
    QVERIFY(session.waitForFrames(1));
    QCOMPARE(server.sockets().size(), 1);
    if (reset)
        cutWithReset(server.sockets().first());
    else
        cutWithFin(server.sockets().first());
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.said, (QByteArrayList{"opened", "frame", "closed"}));
    QCOMPARE(session.kind(), ErrorKind::RemoteClosed);
    QCOMPARE(session.reasons[0].closeCode, 0);
}

void WebSocketTransportTest::lastMessages_comeBeforeTheEnd()
{
    const QByteArray messages = textFrame("one") + textFrame("two") + textFrame(QByteArray(100'000, 'x'));
    for (const QByteArray &end : {webSocketClose(1001), ""_ba}) {
        ScriptedServer server(upgradeAndThen([&](QTcpSocket *socket) {
            socket->write(messages + end);
            cutWithFin(socket);
        }));
        Session session(wsUrl(server));
        session.transport.open();
        QVERIFY(session.waitForClosed());
        QCOMPARE(session.said, (QByteArrayList{"opened", "frame", "frame", "frame", "closed"}));
        QCOMPARE(session.reasons[0].closeCode, end.isEmpty() ? 0 : 1001);
    }
}

void WebSocketTransportTest::close_isSaidOnceAndLater()
{
    ScriptedServer server(upgradeAndWrite({}));
    Session session(wsUrl(server));
    session.transport.open();
    QVERIFY(session.waitForOpened());
    server.sockets().first()->write(textFrame("too late") + webSocketClose(1001));
    session.transport.close();
    session.transport.close();
    QCOMPARE(session.said, (QByteArrayList{"opened"}));
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::Cancelled);
    session.transport.close();
    session.transport.open();
    QVERIFY(!session.transport.ping());
    QVERIFY(!session.transport.send("x"));
    QTRY_VERIFY(server.sockets().isEmpty());
    QCoreApplication::processEvents();
    QCOMPARE(session.said, (QByteArrayList{"opened", "closed"}));
    QCOMPARE(server.connectionCount(), 1);
}

void WebSocketTransportTest::close_tellsThePeer()
{
    QWebSocketServer server(u"test"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Session session(QUrl(u"ws://127.0.0.1:%1/"_s.arg(server.serverPort())));
    session.transport.open();
    QVERIFY(session.waitForOpened());
    QTRY_VERIFY(server.hasPendingConnections());
    QSignalSpy closing(nextPeer(server), &QWebSocket::aboutToClose);
    session.transport.close();
    QVERIFY(!closing.isEmpty() || closing.wait());
}

void WebSocketTransportTest::close_beforeOpen()
{
    ScriptedServer server({});
    Session session(wsUrl(server));
    session.transport.close();
    session.transport.open();
    QVERIFY(session.said.isEmpty());
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::Cancelled);
    QCOMPARE(session.requests, 0);
}

void WebSocketTransportTest::close_duringOpen()
{
    ScriptedServer server(upgradeAndWrite({}));
    Session session(wsUrl(server));
    session.transport.open();
    session.transport.close();
    QVERIFY(session.said.isEmpty());
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.said, (QByteArrayList{"closed"}));
    QCOMPARE(session.kind(), ErrorKind::Cancelled);
}

void WebSocketTransportTest::close_insideAFrame()
{
    ScriptedServer server(upgradeAndWrite(textFrame("one") + textFrame("two") + webSocketClose(1001)));
    Session session(wsUrl(server));
    connect(&session.transport, &Transport::frameReceived, this, [&session] { session.transport.close(); });
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QTRY_VERIFY(server.sockets().isEmpty());
    QCOMPARE(session.said, (QByteArrayList{"opened", "frame", "closed"}));
    QCOMPARE(session.kind(), ErrorKind::Cancelled);
}

void WebSocketTransportTest::destructor_isSilent()
{
    ScriptedServer server(upgradeAndWrite({}));
    int signalCount = 0;
    {
        WebSocketTransport transport([&server] { return TransportRequest{wsUrl(server), {}}; }, quickLimits());
        QSignalSpy opened(&transport, &Transport::opened);
        transport.open();
        QVERIFY(opened.wait());
        connect(&transport, &Transport::closed, this, [&signalCount] { ++signalCount; });
    }
    QTRY_VERIFY(server.sockets().isEmpty());
    QCOMPARE(signalCount, 0);
}

void WebSocketTransportTest::message_ofExactlyTheLimitPasses()
{
    TransportLimits limits = quickLimits();
    limits.frame = 1'000;
    limits.message = 2'500;
    const QByteArray part(1'000, 'x');
    ScriptedServer server(upgradeAndWrite(textFrame(part) + textInFrames({part, part, part.first(500)})));
    Session session(wsUrl(server), limits);
    session.transport.open();
    QVERIFY(session.waitForFrames(2));
    QCOMPARE(session.frames[0].payload.size(), 1'000);
    QCOMPARE(session.frames[1].payload.size(), 2'500);
    QVERIFY(session.reasons.isEmpty());
}

void WebSocketTransportTest::message_overTheLimitIsTooLarge_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray part(1'000, 'x');
    QTest::newRow("frame") << textFrame(part + 'x');
    QTest::newRow("message") << textInFrames({part, part, part.first(501)});
    QTest::newRow("message that does not end") << textInFrames({part, part, part, ""}).chopped(2);
    QTest::newRow("binary message") << webSocketFrame(WebSocketOpcode::Binary, part, false) +
                                           webSocketFrame(WebSocketOpcode::Continuation, part, false) +
                                           webSocketFrame(WebSocketOpcode::Continuation, part);
    const QByteArray wide = "\xe2\x82\xac"_ba.repeated(300); // 900 bytes, 300 UTF-16 units
    QTest::newRow("message of wide characters") << textInFrames({wide, wide, wide});
    QTest::newRow("length that nobody has") << "\x81\x7f\x7f\xff\xff\xff\xff\xff\xff\xff"_ba;
}

void WebSocketTransportTest::message_overTheLimitIsTooLarge()
{
    QFETCH(QByteArray, bytes);
    TransportLimits limits = quickLimits();
    limits.frame = 1'000;
    limits.message = 2'500;
    ScriptedServer server(upgradeAndWrite(bytes));
    Session session(wsUrl(server), limits);
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QVERIFY(session.frames.isEmpty());
    QCOMPARE(session.kind(), ErrorKind::TooLarge);
}

void WebSocketTransportTest::frame_asLargeAsAllowedFitsTheReadBuffer()
{
    TransportLimits limits = quickLimits();
    limits.frame = 300'000;
    ScriptedServer server(upgradeAndWrite(textFrame(QByteArray(300'000, 'x'))));
    Session session(wsUrl(server), limits);
    session.transport.open();
    QVERIFY(session.waitForFrames(1));
    QCOMPARE(session.frames[0].payload.size(), 300'000);
}

void WebSocketTransportTest::framesOfAMessage_areLimited()
{
    TransportLimits limits = quickLimits();
    limits.framesPerMessage = 4;
    const QByteArray four = textInFrames({"a", "", "", "b"});
    const QByteArray five = textInFrames({"a", "", "", "", "b"});
    ScriptedServer server(upgradeAndWrite(four + four + five));
    Session session(wsUrl(server), limits);
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.frames.size(), 2);
    QCOMPARE(session.frames[1].payload, "ab"_ba);
    QCOMPARE(session.kind(), ErrorKind::Flood);
}

void WebSocketTransportTest::messagesOfATurn_areLimited()
{
    TransportLimits limits = quickLimits();
    limits.messagesPerTick = 10;
    ScriptedServer server(upgradeAndWrite(textFrame("x").repeated(10)));
    Session session(wsUrl(server), limits);
    session.transport.open();
    QVERIFY(session.waitForFrames(10));
    // The next ten are counted anew.
    server.sockets().first()->write(textFrame("x").repeated(10));
    QVERIFY(session.waitForFrames(20));
    QVERIFY(session.reasons.isEmpty());
    server.sockets().first()->write(textFrame("x").repeated(9) + webSocketFrame(WebSocketOpcode::Pong, {}).repeated(2));
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::Flood);
}

void WebSocketTransportTest::unreadPongs_areLimited()
{
    const QByteArray pings = webSocketFrame(WebSocketOpcode::Ping, QByteArray(125, 'x')).repeated(1'000);
    ScriptedServer server(upgradeAndThen([pings](QTcpSocket *socket) {
        socket->setReadBufferSize(1); // so that what we answer stays in the kernel, and then with us
        connect(socket, &QTcpSocket::bytesWritten, socket, [pings, socket] {
            if (socket->bytesToWrite() < pings.size())
                socket->write(pings);
        });
        socket->write(pings);
    }));
    TransportLimits limits = quickLimits();
    limits.unsent = 64 << 10;
    Session session(wsUrl(server), limits);
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::Flood);
    QVERIFY(!session.transport.ping());
}

void WebSocketTransportTest::message_thatDoesNotEndIsStalled()
{
    TransportLimits limits = quickLimits();
    limits.progress = 200ms;
    ScriptedServer server(upgradeAndWrite(webSocketFrame(WebSocketOpcode::Text, "a", false) +
                                          webSocketFrame(WebSocketOpcode::Continuation, "b", false)));
    Session session(wsUrl(server), limits);
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), ErrorKind::Stalled);
    QCOMPARE(session.said, (QByteArrayList{"opened", "alive", "alive", "closed"}));
}

void WebSocketTransportTest::messagesThatEnd_areNotStalled()
{
    TransportLimits limits = quickLimits();
    limits.progress = 100ms;
    ScriptedServer server(upgradeAndWrite(textInFrames({"a", "b"})));
    Session session(wsUrl(server), limits);
    session.transport.open();
    QVERIFY(session.waitForFrames(1));
    // A deadline that was not stopped would end the session now.
    QVERIFY(!QTest::qWaitFor([&session] { return !session.reasons.isEmpty(); }, 300));
}

void WebSocketTransportTest::badBytes_endTheSession_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("not UTF-8") << textFrame("\xff\xfe") << ErrorKind::BadData;
    QTest::newRow("UTF-8 cut short") << textFrame("a\xe2\x82") << ErrorKind::BadData;
    QTest::newRow("reserved bit") << "\xc1\x01x"_ba << ErrorKind::Protocol;
    QTest::newRow("reserved opcode") << "\x83\x01x"_ba << ErrorKind::Protocol;
    QTest::newRow("continuation of nothing")
        << webSocketFrame(WebSocketOpcode::Continuation, "x") << ErrorKind::Protocol;
    QTest::newRow("message within a message")
        << webSocketFrame(WebSocketOpcode::Text, "x", false) + textFrame("y") << ErrorKind::Protocol;
    QTest::newRow("ping in parts") << webSocketFrame(WebSocketOpcode::Ping, "x", false) << ErrorKind::Protocol;
    QTest::newRow("close of one byte") << webSocketFrame(WebSocketOpcode::Close, "x") << ErrorKind::Protocol;
}

void WebSocketTransportTest::badBytes_endTheSession()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ErrorKind, kind);
    ScriptedServer server(upgradeAndWrite(textFrame("good") + bytes));
    Session session(wsUrl(server));
    session.transport.open();
    QVERIFY(session.waitForClosed());
    QCOMPARE(session.kind(), kind);
    QCOMPARE(session.frames.size(), 1);
    QCOMPARE(session.said.count("closed"), 1);
    QTRY_VERIFY(server.sockets().isEmpty());
}

void WebSocketTransportTest::ping_isAnswered()
{
    QWebSocketServer server(u"test"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Session session(QUrl(u"ws://127.0.0.1:%1/"_s.arg(server.serverPort())));
    QVERIFY(!session.transport.ping());
    session.transport.open();
    QVERIFY(!session.transport.ping());
    QVERIFY(session.waitForOpened());
    QVERIFY(session.transport.ping());
    QTRY_COMPARE(session.said, (QByteArrayList{"opened", "pong"}));
    QVERIFY(session.transport.ping());
    QTRY_COMPARE(session.said, (QByteArrayList{"opened", "pong", "pong"}));
}

void WebSocketTransportTest::unaskedPong_isASignOfLife()
{
    ScriptedServer server(upgradeAndWrite(webSocketFrame(WebSocketOpcode::Pong, {}) +
                                          webSocketFrame(WebSocketOpcode::Pong, "1") +
                                          webSocketFrame(WebSocketOpcode::Pong, "0")));
    Session session(wsUrl(server));
    session.transport.open();
    QTRY_COMPARE(session.said, (QByteArrayList{"opened", "alive", "alive", "alive"}));
}

void WebSocketTransportTest::send_carriesText()
{
    QWebSocketServer server(u"test"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QStringList received;
    connect(&server, &QWebSocketServer::newConnection, this, [&] {
        connect(nextPeer(server), &QWebSocket::textMessageReceived, this,
                [&](const QString &message) { received.append(message); });
    });
    TransportLimits limits = quickLimits();
    limits.frame = 100; // what we send is cut into frames of this size
    Session session(QUrl(u"ws://127.0.0.1:%1/"_s.arg(server.serverPort())), limits);
    session.transport.open();
    QVERIFY(session.waitForOpened());
    QVERIFY(session.transport.send("{\"ack\":\"\xe2\x82\xac\"}"));
    QVERIFY(session.transport.send(QByteArray(250, 'x')));
    QTRY_COMPARE(received, (QStringList{u"{\"ack\":\"\u20ac\"}"_s, QString(250, u'x')}));
}

void WebSocketTransportTest::send_refusesWhatItCannotCarry()
{
    ScriptedServer server(upgradeAndWrite({}));
    TransportLimits limits = quickLimits();
    limits.unsent = 1'000;
    Session session(wsUrl(server), limits);
    QVERIFY(!session.transport.send("too early"));
    session.transport.open();
    QVERIFY(!session.transport.send("too early"));
    QVERIFY(session.waitForOpened());
    QVERIFY(!session.transport.send("\xff"));
    QVERIFY(!session.transport.send(QByteArray(1'001, 'x')));
    QVERIFY(session.transport.send(QByteArray(980, 'x')));
    QVERIFY(!session.transport.send(QByteArray(980, 'x')));
}

QTEST_GUILESS_MAIN(WebSocketTransportTest)
#include "tst_websockettransport.moc"
