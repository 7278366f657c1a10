// SPDX-License-Identifier: MIT
#include "tests/support/scriptedserver.h"
#include "tests/unit/transport/transportrecorder.h"
#include "transport/ssetransport.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QLocale>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTest>

#include <memory>
#include <vector>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

const QByteArray streamType = "Content-Type: text/event-stream"_ba;

/// Long enough for every test that is not about deadlines.
TransportLimits patient()
{
    return {};
}

/// Answers with a stream's head and this text; the connection stays open.
ScriptedServer::Handler streaming(const QByteArray &text)
{
    return [text](QTcpSocket *socket, const QByteArray &) {
        writeHead(socket, 200, {streamType});
        socket->write(text);
    };
}

RequestMaker asking(const QUrl &url, const Headers &headers = {})
{
    return [url, headers] { return TransportRequest{.url = url, .headers = headers}; };
}

/// A session against a server's /feed, recorded.
struct Session
{
    explicit Session(const ScriptedServer &server, TransportLimits limits = patient())
        : Session(asking(server.url()), limits)
    {}
    explicit Session(RequestMaker maker, TransportLimits limits = patient())
        : transport(std::move(maker), limits)
        , recorder(transport)
    {}

    SseTransport transport;
    TransportRecorder recorder;
};

/// For 127.0.0.1, until the next century, signed by nobody but itself. Made for this test alone.
const QByteArray selfSignedKey = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgybD6KyY4kPYLO57A
3obKMHRVDoRAvtoBwMZcur11iAqhRANCAASxEinOwnl42QlHDsz7soqoUIeTylyP
uCqIk2IO3E5fAJiwdktvz1rSf6mQHvD8j6Keli7aJAMlXv5WYRAj/0y+
-----END PRIVATE KEY-----
)"_ba;
const QByteArray selfSignedCertificate = R"(-----BEGIN CERTIFICATE-----
MIIBkDCCATagAwIBAgIUC6yRU1R9ZCGp+l8fBmf09PODgtgwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMjA2MjI1MVoYDzIxMjYxMDI5
MDYyMjUxWjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASxEinOwnl42QlHDsz7soqoUIeTylyPuCqIk2IO3E5fAJiwdktvz1rS
f6mQHvD8j6Keli7aJAMlXv5WYRAj/0y+o2QwYjAdBgNVHQ4EFgQUYRRXNR+sLEvN
7LMsXSYnrbKBFKowHwYDVR0jBBgwFoAUYRRXNR+sLEvN7LMsXSYnrbKBFKowDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUC
ICYvCLfFFPNETPqS/SpChi/jH2xzwRBNcdD6/Zi2J652AiEAzh8UIK/D7E1eBbea
ERvaZdMZPGWui6DFVogwxCN8Nn0=
-----END CERTIFICATE-----
)"_ba;

/// Whatever is still queued for this thread.
void drain()
{
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

QByteArray inAMinute()
{
    const QDateTime date = QDateTime::currentDateTimeUtc().addSecs(60);
    return QLocale::c().toString(date, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
}

} // namespace

class SseTransportTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void events_areFrames_data();
    void events_areFrames();
    void bytesThatCompleteNoEvent_areSignsOfLife();
    void retryField_isPassedOn();
    void idWithoutData_isACursorOnlyFrame();
    void request_asksForAnUncompressedStream();
    void request_isRefusedIfItIsNotHttp();
    void contentType_isComparedWithoutCaseAndParameters();
    void answerThatIsNoStream_closesWithoutAFrame_data();
    void answerThatIsNoStream_closesWithoutAFrame();
    void refusedStatus_doesNotWaitForItsBody();
    void retryAfterADate_isADelay();
    void redirectWithinTheOrigin_isFollowedWithTheHeaders();
    void redirectsWithoutEnd_areBounded();
    void noAnswer_isAHandshakeTimeout();
    void noConnection_isAConnectTimeout();
    void nobodyListening_isConnectionRefused();
    void serverThatSpeaksNoTls_isATlsError();
    void tlsThatHangs_isAConnectTimeout();
    void certificateThatNobodyVouchesFor_isATlsError();
    void serverThatSpeaksNoHttp_isRemoteClosed();
    void connectionCutBeforeTheAnswer_isRemoteClosed();
    void endOfStream_dropsWhatItCutOff_data();
    void endOfStream_dropsWhatItCutOff();
    void tooMuch_closesWithTooLarge_data();
    void tooMuch_closesWithTooLarge();
    void blockThatDoesNotEnd_isStalled_data();
    void blockThatDoesNotEnd_isStalled();
    void dribblingBlock_isStalledAllTheSame();
    void silenceBetweenBlocks_isNotStalled_data();
    void silenceBetweenBlocks_isNotStalled();
    void connectDeadline_endsWithTheAnswer();
    void sevenStreamsToOneHost_areAllOpen();
    void close_saysSoOnceAndLater_data();
    void close_saysSoOnceAndLater();
    void closeInsideAFrame_stopsTheRest();
    void deleteLaterInsideAFrame_isSafe();
    void slowConsumer_holdsTheServerBack();
};

void SseTransportTest::events_areFrames_data()
{
    QTest::addColumn<QString>("framing");
    QTest::newRow("to the end of the connection") << u"plain"_s;
    QTest::newRow("chunked") << u"chunked"_s;
    QTest::newRow("byte by byte") << u"bytes"_s;
}

void SseTransportTest::events_areFrames()
{
    QFETCH(QString, framing);
    const QByteArray text = ": hello\n\nid: 7\nevent: tick\ndata: one\n\ndata: two\ndata: lines\n\n"_ba;
    ScriptedServer server([&](QTcpSocket *socket, const QByteArray &) {
        if (framing == u"chunked"_s) {
            writeChunkedHead(socket, 200, {streamType});
            for (qsizetype at = 0; at < text.size(); at += 5)
                writeChunk(socket, text.mid(at, 5));
            return;
        }
        writeHead(socket, 200, {streamType});
        for (qsizetype at = 0; framing == u"bytes"_s && at < text.size(); ++at) {
            socket->write(text.mid(at, 1));
            socket->flush();
            QCoreApplication::processEvents();
        }
        if (framing == u"plain"_s)
            socket->write(text);
    });
    Session session(server);
    const TimePoint before = BootClock::now();
    session.transport.open();
    QTRY_COMPARE(session.recorder.frames.size(), 2);
    QCOMPARE(session.recorder.words.first(), "opened"_ba);
    QCOMPARE(session.recorder.words.count("opened"), 1);
    const Frame first = session.recorder.frames.at(0);
    QCOMPARE(first.kind, Frame::Kind::Message);
    QCOMPARE(first.payload, "one"_ba);
    QCOMPARE(first.type, "tick"_ba);
    QCOMPARE(first.lastEventId, "7"_ba);
    QVERIFY(first.identified);
    QVERIFY(!first.isBinary);
    QVERIFY(first.receivedAt >= before && first.receivedAt <= BootClock::now());
    const Frame second = session.recorder.frames.at(1);
    QCOMPARE(second.payload, "two\nlines"_ba);
    QCOMPARE(second.type, ""_ba);
    QCOMPARE(second.lastEventId, "7"_ba); // inherited
    QVERIFY(!second.identified);
    QVERIFY(session.recorder.closings.isEmpty());
}

void SseTransportTest::bytesThatCompleteNoEvent_areSignsOfLife()
{
    ScriptedServer server(streaming({}));
    Session session(server);
    session.transport.open();
    QTRY_VERIFY(session.recorder.isOpen());
    QCOMPARE(session.recorder.words, QByteArrayList{"opened"_ba}); // headers alone are no sign of life
    server.sockets().constFirst()->write(":\n");
    QTRY_COMPARE(session.recorder.words.count("alive"), 1);
    server.sockets().constFirst()->write("data: part");
    QTRY_COMPARE(session.recorder.words.count("alive"), 2);
    server.sockets().constFirst()->write(" whole\n\n");
    QTRY_COMPARE(session.recorder.payloads(), QByteArrayList{"part whole"_ba});
    QCOMPARE(session.recorder.words.count("alive"), 2);
}

void SseTransportTest::retryField_isPassedOn()
{
    ScriptedServer server(streaming("retry: 2500\n\n"_ba));
    Session session(server);
    session.transport.open();
    QTRY_COMPARE(session.recorder.retries, QList<milliseconds>{milliseconds(2500)});
    QVERIFY(session.recorder.frames.isEmpty());
}

void SseTransportTest::idWithoutData_isACursorOnlyFrame()
{
    ScriptedServer server(streaming("id: 41\n\ndata: next\n\n"_ba));
    Session session(server);
    session.transport.open();
    QTRY_COMPARE(session.recorder.frames.size(), 2);
    QCOMPARE(session.recorder.frames.at(0).kind, Frame::Kind::CursorOnly);
    QCOMPARE(session.recorder.frames.at(0).lastEventId, "41"_ba);
    QVERIFY(session.recorder.frames.at(0).identified);
    QCOMPARE(session.recorder.frames.at(0).payload, ""_ba);
    QCOMPARE(session.recorder.frames.at(1).lastEventId, "41"_ba);
}

void SseTransportTest::request_asksForAnUncompressedStream()
{
    ScriptedServer server(streaming({}));
    int made = 0;
    Session session([&] {
        ++made;
        return TransportRequest{.url = server.url(u"/feed?a=b"_s), .headers = {{"Last-Event-ID"_ba, "7f3a:12"_ba}}};
    });
    session.transport.open();
    QTRY_VERIFY(session.recorder.isOpen());
    QCOMPARE(made, 1);
    QCOMPARE(server.requestHeads().size(), 1);
    const QByteArray head = server.requestHeads().constFirst();
    QCOMPARE(requestTarget(head), "/feed?a=b"_ba);
    QCOMPARE(headerValue(head, "Accept"), "text/event-stream"_ba);
    QCOMPARE(headerValue(head, "Accept-Encoding"), "identity"_ba);
    QCOMPARE(headerValue(head, "Last-Event-ID"), "7f3a:12"_ba);
    QCOMPARE(headerValue(head, "User-Agent"), "Telltale/" TELLTALE_VERSION ""_ba);
    QCOMPARE(headerValue(head, "Upgrade"), ""_ba);
}

void SseTransportTest::request_isRefusedIfItIsNotHttp()
{
    Session session(asking(QUrl(u"file:///etc/passwd"_s)));
    session.transport.open();
    QVERIFY(session.recorder.words.isEmpty()); // never from inside open()
    QTRY_COMPARE(session.recorder.words, QByteArrayList{"closed"_ba});
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::Usage);
}

void SseTransportTest::contentType_isComparedWithoutCaseAndParameters()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) {
        writeHead(socket, 200, {"content-type: Text/Event-Stream;charset=utf-8"_ba});
    });
    Session session(server);
    session.transport.open();
    QTRY_VERIFY(session.recorder.isOpen());
}

void SseTransportTest::answerThatIsNoStream_closesWithoutAFrame_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<HeaderLines>("headers");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("retryAfter"); // s, -1: none
    const HeaderLines asStream{streamType};
    QTest::newRow("204") << 204 << HeaderLines{} << ErrorKind::ServerStop << -1;
    QTest::newRow("a page") << 200 << HeaderLines{"Content-Type: text/html"_ba} << ErrorKind::WrongContentType << -1;
    QTest::newRow("no type") << 200 << HeaderLines{} << ErrorKind::WrongContentType << -1;
    QTest::newRow("another stream") << 200 << HeaderLines{"Content-Type: text/event-streams"_ba}
                                    << ErrorKind::WrongContentType << -1;
    QTest::newRow("compressed") << 200 << HeaderLines{streamType, "Content-Encoding: gzip"_ba} << ErrorKind::Protocol
                                << -1;
    QTest::newRow("206") << 206 << asStream << ErrorKind::HttpStatus << -1;
    QTest::newRow("302 to another origin")
        << 302 << HeaderLines{"Location: http://127.0.0.1:9/login"_ba} << ErrorKind::BadRedirect << -1;
    QTest::newRow("302 to a file") << 302 << HeaderLines{"Location: file:///etc/passwd"_ba} << ErrorKind::BadRedirect
                                   << -1;
    QTest::newRow("302 to nowhere") << 302 << asStream << ErrorKind::HttpStatus << -1;
    QTest::newRow("304") << 304 << asStream << ErrorKind::HttpStatus << -1;
    QTest::newRow("400") << 400 << asStream << ErrorKind::HttpStatus << -1;
    QTest::newRow("401") << 401 << HeaderLines{streamType, "WWW-Authenticate: Basic realm=\"x\""_ba}
                         << ErrorKind::HttpStatus << -1;
    QTest::newRow("403") << 403 << asStream << ErrorKind::HttpStatus << -1;
    QTest::newRow("404") << 404 << asStream << ErrorKind::HttpStatus << -1;
    QTest::newRow("407") << 407 << HeaderLines{"Proxy-Authenticate: Basic realm=\"x\""_ba}
                         << ErrorKind::ProxyAuthentication << -1;
    QTest::newRow("410") << 410 << asStream << ErrorKind::HttpStatus << -1;
    QTest::newRow("429") << 429 << HeaderLines{streamType, "Retry-After: 7"_ba} << ErrorKind::HttpStatus << 7;
    QTest::newRow("500") << 500 << asStream << ErrorKind::HttpStatus << -1;
    QTest::newRow("503") << 503 << HeaderLines{streamType, "retry-after: 120"_ba} << ErrorKind::HttpStatus << 120;
    QTest::newRow("503, senseless") << 503 << HeaderLines{"Retry-After: soon"_ba} << ErrorKind::HttpStatus << -1;
}

void SseTransportTest::answerThatIsNoStream_closesWithoutAFrame()
{
    QFETCH(int, status);
    QFETCH(HeaderLines, headers);
    QFETCH(ErrorKind, kind);
    QFETCH(int, retryAfter);
    ScriptedServer server([&](QTcpSocket *socket, const QByteArray &) {
        const bool mayHaveBody = status != 204 && status != 304;
        writeResponse(socket, status, headers, mayHaveBody ? "data: not for you\n\n"_ba : ""_ba);
    });
    Session session(server);
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    drain();
    QCOMPARE(session.recorder.words, QByteArrayList{"closed"_ba});
    const Error reason = session.recorder.closings.constFirst();
    QCOMPARE(reason.kind, kind);
    QCOMPARE(reason.httpStatus, status);
    QVERIFY(!reason.message.isEmpty());
    QVERIFY(!reason.message.contains(u"127.0.0.1:%1"_s.arg(server.port()))); // no URL: it may hold a token
    QCOMPARE(reason.retryAfter.has_value(), retryAfter >= 0);
    if (reason.retryAfter)
        QCOMPARE(*reason.retryAfter, std::chrono::seconds(retryAfter));
    if (kind == ErrorKind::WrongContentType)
        QVERIFY(reason.message.contains(u"login page"_s));
}

void SseTransportTest::refusedStatus_doesNotWaitForItsBody()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) {
        writeHead(socket, 503, {"Content-Length: 1000"_ba}); // and nothing more
    });
    Session session(server);
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::HttpStatus);
}

void SseTransportTest::retryAfterADate_isADelay()
{
    ScriptedServer server(
        [](QTcpSocket *socket, const QByteArray &) { writeResponse(socket, 503, {"Retry-After: "_ba + inAMinute()}); });
    Session session(server);
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    const auto delay = session.recorder.closings.constFirst().retryAfter;
    QVERIFY(delay);
    QVERIFY(*delay > std::chrono::seconds(40) && *delay <= std::chrono::seconds(60));
}

void SseTransportTest::redirectWithinTheOrigin_isFollowedWithTheHeaders()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &head) {
        if (requestTarget(head) == "/feed")
            writeResponse(socket, 302, {"Location: /moved?x=1"_ba}, "data: not for you\n\n"_ba);
        else
            streaming("data: here\n\n"_ba)(socket, head);
    });
    Session session(asking(server.url(), {{"Last-Event-ID"_ba, "5"_ba}, {"Authorization"_ba, "Bearer x"_ba}}));
    session.transport.open();
    QTRY_COMPARE(session.recorder.payloads(), QByteArrayList{"here"_ba});
    QCOMPARE(session.recorder.words.first(), "opened"_ba);
    QCOMPARE(server.requestHeads().size(), 2);
    const QByteArray second = server.requestHeads().constLast();
    QCOMPARE(requestTarget(second), "/moved?x=1"_ba);
    QCOMPARE(headerValue(second, "Last-Event-ID"), "5"_ba);
    QCOMPARE(headerValue(second, "Authorization"), "Bearer x"_ba);
    QCOMPARE(headerValue(second, "Accept-Encoding"), "identity"_ba);
}

void SseTransportTest::redirectsWithoutEnd_areBounded()
{
    ScriptedServer server(
        [](QTcpSocket *socket, const QByteArray &) { writeResponse(socket, 307, {"Location: /feed"_ba}); });
    TransportLimits limits = patient();
    limits.redirects = 3;
    Session session(server, limits);
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::BadRedirect);
    QCOMPARE(server.requestHeads().size(), 4);
}

void SseTransportTest::noAnswer_isAHandshakeTimeout()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) { socket->write("HTTP/1.1 200 OK\r\nX: y\r\n"); });
    TransportLimits limits = patient();
    limits.connect = milliseconds(300);
    Session session(server, limits);
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::HandshakeTimeout);
    QCOMPARE(server.requestHeads().size(), 1);
}

void SseTransportTest::noConnection_isAConnectTimeout()
{
    // A listener that accepts nobody takes its backlog and one more; whoever comes then hears nothing at all.
    QTcpServer full;
    full.setListenBacklogSize(1);
    QVERIFY(full.listen(QHostAddress::LocalHost));
    full.pauseAccepting();
    std::vector<std::unique_ptr<QTcpSocket>> crowd;
    for (int i = 0; i < 4; ++i) {
        crowd.push_back(std::make_unique<QTcpSocket>());
        crowd.back()->connectToHost(QHostAddress::LocalHost, full.serverPort());
        crowd.back()->waitForConnected(200);
    }
    QVERIFY(crowd.back()->state() != QAbstractSocket::ConnectedState);
    TransportLimits limits = patient();
    limits.connect = milliseconds(300);
    Session session(asking(QUrl(u"http://127.0.0.1:%1/"_s.arg(full.serverPort()))), limits);
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::ConnectTimeout);
}

void SseTransportTest::nobodyListening_isConnectionRefused()
{
    ScriptedServer server({});
    const QUrl url = server.url();
    server.stopListening();
    Session session(asking(url));
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::ConnectionRefused);
    QCOMPARE(session.recorder.closings.constFirst().httpStatus, 0);
}

void SseTransportTest::serverThatSpeaksNoTls_isATlsError()
{
    ScriptedServer server({});
    server.setConnectionHandler([](QTcpSocket *socket) { writeResponse(socket, 400, {}, "plain"_ba); });
    Session session(asking(server.url(u"/feed"_s, u"https"_s)));
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::Tls);
}

void SseTransportTest::tlsThatHangs_isAConnectTimeout()
{
    ScriptedServer server({}); // takes the connection and waits for a line that does not come
    TransportLimits limits = patient();
    limits.connect = milliseconds(300);
    Session session(asking(server.url(u"/feed"_s, u"https"_s)), limits);
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::ConnectTimeout);
    QVERIFY(server.bytesReceived() > 0);
}

void SseTransportTest::certificateThatNobodyVouchesFor_isATlsError()
{
    QSslServer server;
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(selfSignedCertificate));
    tls.setPrivateKey(QSslKey(selfSignedKey, QSsl::Ec));
    server.setSslConfiguration(tls);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QByteArray heard;
    connect(&server, &QTcpServer::pendingConnectionAvailable, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&heard, socket] { heard += socket->readAll(); });
    });
    const QUrl url(u"https://127.0.0.1:%1/"_s.arg(server.serverPort()));
    Session session(asking(url, {{"Authorization"_ba, "Bearer secret"_ba}}));
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::Tls);
    QVERIFY(session.recorder.closings.constFirst().message.contains(u"certificate"_s));
    QCOMPARE(heard, ""_ba); // not a header went out
}

void SseTransportTest::serverThatSpeaksNoHttp_isRemoteClosed()
{
    ScriptedServer server(
        [](QTcpSocket *socket, const QByteArray &) { socket->write("220 mail.example ESMTP\r\n\r\n"); });
    Session session(server);
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::RemoteClosed);
}

void SseTransportTest::connectionCutBeforeTheAnswer_isRemoteClosed()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) { cutWithFin(socket); });
    Session session(server);
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::RemoteClosed);
}

void SseTransportTest::endOfStream_dropsWhatItCutOff_data()
{
    QTest::addColumn<bool>("chunked");
    QTest::addColumn<QString>("cut");
    QTest::newRow("FIN") << false << u"fin"_s;
    QTest::newRow("RST") << false << u"reset"_s;
    QTest::newRow("FIN, chunked") << true << u"fin"_s;
    QTest::newRow("RST, chunked") << true << u"reset"_s;
    QTest::newRow("last chunk") << true << u"last"_s;
}

void SseTransportTest::endOfStream_dropsWhatItCutOff()
{
    QFETCH(bool, chunked);
    QFETCH(QString, cut);
    const QByteArray text = "id: 1\ndata: whole\n\nid: 2\ndata: par"_ba;
    ScriptedServer server([&](QTcpSocket *socket, const QByteArray &) {
        if (chunked) {
            writeChunkedHead(socket, 200, {streamType});
            writeChunk(socket, text);
        } else {
            writeHead(socket, 200, {streamType});
            socket->write(text);
        }
    });
    Session session(server);
    session.recorder.onFrame = [&](const Frame &) {
        QTcpSocket *socket = server.sockets().constFirst();
        if (cut == u"last"_s)
            writeLastChunk(socket);
        else if (cut == u"fin"_s)
            cutWithFin(socket);
        else
            cutWithReset(socket);
    };
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    drain();
    QCOMPARE(session.recorder.payloads(), QByteArrayList{"whole"_ba});
    QCOMPARE(session.recorder.words.count("closed"), 1);
    QCOMPARE(session.recorder.words.constLast(), "closed"_ba);
    QCOMPARE(session.recorder.frames.constFirst().lastEventId, "1"_ba);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::RemoteClosed);
}

void SseTransportTest::tooMuch_closesWithTooLarge_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("line") << ":" + QByteArray(200, 'x');
    QTest::newRow("event") << ("data: " + QByteArray(60, 'x') + '\n').repeated(10);
}

void SseTransportTest::tooMuch_closesWithTooLarge()
{
    QFETCH(QByteArray, text);
    TransportLimits limits = patient();
    limits.line = 100;
    limits.message = 400;
    ScriptedServer server(streaming("data: good\n\n"_ba));
    Session session(server, limits);
    session.transport.open();
    QTRY_COMPARE(session.recorder.payloads(), QByteArrayList{"good"_ba});
    server.sockets().constFirst()->write(text);
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::TooLarge);
    QTRY_VERIFY(server.sockets().isEmpty()); // the connection is gone too
}

void SseTransportTest::blockThatDoesNotEnd_isStalled_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("half a line") << "da"_ba;
    QTest::newRow("half a comment") << ": still al"_ba;
    QTest::newRow("data without a blank line") << "data: x\n"_ba;
    QTest::newRow("id without a blank line") << "id: x\n"_ba;
    QTest::newRow("after a whole block") << "data: x\n\ndata: y\n"_ba;
}

void SseTransportTest::blockThatDoesNotEnd_isStalled()
{
    QFETCH(QByteArray, text);
    TransportLimits limits = patient();
    limits.progress = milliseconds(80);
    ScriptedServer server(streaming(text));
    Session session(server, limits);
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::Stalled);
}

void SseTransportTest::dribblingBlock_isStalledAllTheSame()
{
    TransportLimits limits = patient();
    limits.progress = milliseconds(200);
    ScriptedServer server(streaming("data: "_ba));
    Session session(server, limits);
    connect(&session.transport, &Transport::alive, &server, [&] { server.sockets().constFirst()->write("x"); });
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::Stalled);
    QVERIFY(session.recorder.words.count("alive") > 2);
}

void SseTransportTest::silenceBetweenBlocks_isNotStalled_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing yet") << ""_ba;
    QTest::newRow("after a block") << "data: x\n\n"_ba;
    QTest::newRow("after a comment") << ": beat\n"_ba;
    QTest::newRow("after retry alone") << "retry: 100\n"_ba;
    QTest::newRow("block that began and ended") << "data: x\n\ndata: y\n"_ba;
}

void SseTransportTest::silenceBetweenBlocks_isNotStalled()
{
    QFETCH(QByteArray, text);
    TransportLimits limits = patient();
    limits.progress = milliseconds(60);
    ScriptedServer server(streaming(text));
    Session session(server, limits);
    session.transport.open();
    QTRY_VERIFY(session.recorder.isOpen());
    if (text.endsWith("y\n")) {
        QTRY_COMPARE(session.recorder.frames.size(), 1);
        server.sockets().constFirst()->write("\n");
        QTRY_COMPARE(session.recorder.frames.size(), 2);
    }
    QTimer::singleShot(limits.progress * 3, &server, [&] { server.sockets().constFirst()->write("data: later\n\n"); });
    QTRY_VERIFY(session.recorder.payloads().contains("later") || !session.recorder.closings.isEmpty());
    QVERIFY(session.recorder.closings.isEmpty());
}

void SseTransportTest::connectDeadline_endsWithTheAnswer()
{
    TransportLimits limits = patient();
    limits.connect = milliseconds(400);
    ScriptedServer server(streaming({}));
    Session session(server, limits);
    session.transport.open();
    QTRY_VERIFY(session.recorder.isOpen());
    QTimer::singleShot(limits.connect * 5 / 4, &server,
                       [&] { server.sockets().constFirst()->write("data: later\n\n"); });
    QTRY_VERIFY(!session.recorder.frames.isEmpty() || !session.recorder.closings.isEmpty());
    QVERIFY(session.recorder.closings.isEmpty());
}

void SseTransportTest::sevenStreamsToOneHost_areAllOpen()
{
    ScriptedServer server(streaming(": hello\n\n"_ba));
    std::vector<std::unique_ptr<Session>> sessions;
    for (int i = 0; i < 7; ++i) {
        sessions.push_back(std::make_unique<Session>(server));
        sessions.back()->transport.open();
    }
    for (const auto &session : sessions)
        QTRY_VERIFY(session->recorder.isOpen());
    QCOMPARE(server.sockets().size(), 7);
}

void SseTransportTest::close_saysSoOnceAndLater_data()
{
    QTest::addColumn<QString>("when");
    QTest::newRow("before open") << u"new"_s;
    QTest::newRow("while connecting") << u"connecting"_s;
    QTest::newRow("while open") << u"open"_s;
    QTest::newRow("with bytes on their way") << u"flowing"_s;
}

void SseTransportTest::close_saysSoOnceAndLater()
{
    QFETCH(QString, when);
    ScriptedServer server(streaming("data: x\n\n"_ba));
    Session session(server);
    if (when != u"new"_s)
        session.transport.open();
    if (when == u"open"_s || when == u"flowing"_s)
        QTRY_COMPARE(session.recorder.frames.size(), 1);
    if (when == u"flowing"_s)
        server.sockets().constFirst()->write(QByteArray("data: y\n\n").repeated(1000));
    const QByteArrayList before = session.recorder.words;
    session.transport.close();
    session.transport.close();
    session.transport.open();
    QCOMPARE(session.recorder.words, before); // never from inside close()
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QTRY_VERIFY(server.sockets().isEmpty());
    session.transport.close();
    drain();
    QCOMPARE(session.recorder.words, before + QByteArrayList{"closed"_ba});
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::Cancelled);
}

void SseTransportTest::closeInsideAFrame_stopsTheRest()
{
    ScriptedServer server(streaming("data: 1\n\ndata: 2\n\nretry: 5\ndata: 3\n\n"_ba));
    Session session(server);
    session.recorder.onFrame = [&](const Frame &) { session.transport.close(); };
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    drain();
    QCOMPARE(session.recorder.words, (QByteArrayList{"opened"_ba, "frame"_ba, "closed"_ba}));
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::Cancelled);
}

void SseTransportTest::deleteLaterInsideAFrame_isSafe()
{
    ScriptedServer server(streaming("data: 1\n\ndata: 2\n\n"_ba));
    auto *transport = new SseTransport(asking(server.url()), patient());
    TransportRecorder recorder(*transport);
    QSignalSpy destroyed(transport, &QObject::destroyed);
    recorder.onFrame = [&](const Frame &) {
        transport->close();
        transport->deleteLater();
    };
    transport->open();
    QVERIFY(destroyed.wait());
    QTRY_VERIFY(server.sockets().isEmpty());
    QCOMPARE(recorder.frames.size(), 1);
}

void SseTransportTest::slowConsumer_holdsTheServerBack()
{
    constexpr qsizetype eventCount = 20 * 1024;
    const QByteArray event = "data: " + QByteArray(1016, 'x') + "\n\n"; // 1 KiB: 20 MiB in all
    ScriptedServer server(streaming(event.repeated(eventCount)));
    TransportLimits limits = patient();
    limits.readBuffer = 64 << 10;
    Session session(server, limits);

    // The first frame's handler takes its time: until the server's own queue has not moved for a while.
    qint64 mostBuffered = 0;
    qint64 leftAtServer = 0;
    session.recorder.onFrame = [&](const Frame &) {
        if (session.recorder.frames.size() > 1)
            return;
        const auto *reply = session.transport.findChild<QNetworkReply *>();
        const QTcpSocket *socket = server.sockets().constFirst();
        QElapsedTimer still;
        still.start();
        QVERIFY(QTest::qWaitFor([&] {
            mostBuffered = std::max(mostBuffered, reply->bytesAvailable());
            if (std::exchange(leftAtServer, socket->bytesToWrite()) != socket->bytesToWrite())
                still.restart();
            return still.hasExpired(300);
        }));
        QCOMPARE(session.recorder.frames.size(), 1); // nothing overtakes the frame being handled
    };
    session.transport.open();
    QTRY_VERIFY(leftAtServer > 0);
    QTRY_COMPARE_WITH_TIMEOUT(session.recorder.frames.size(), eventCount, 20'000);
    QVERIFY2(mostBuffered > limits.readBuffer / 4, QByteArray::number(mostBuffered).constData());
    QVERIFY2(mostBuffered <= limits.readBuffer, QByteArray::number(mostBuffered).constData());
}

QTEST_GUILESS_MAIN(SseTransportTest)
#include "tst_ssetransport.moc"
