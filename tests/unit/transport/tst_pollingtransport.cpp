// SPDX-License-Identifier: MIT
#include "tests/support/scriptedserver.h"
#include "tests/unit/transport/transportrecorder.h"
#include "transport/pollingtransport.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using Hold = PollingTransport::Hold;

namespace {

const QByteArray json = "Content-Type: application/json"_ba;
constexpr std::chrono::hours never{1}; ///< an interval that no test outlives

/// Intervals that no test outlives: a second request came because something else than the interval asked for it.
TransportLimits pacedByOutcomeOnly()
{
    TransportLimits limits;
    limits.pollInterval = never;
    limits.pollIntervalMax = never;
    return limits;
}

TransportLimits quick()
{
    TransportLimits limits;
    limits.pollInterval = milliseconds(1);
    limits.pollIntervalMax = milliseconds(1);
    return limits;
}

ScriptedServer::Handler answering(int status, const HeaderLines &headers = {}, const QByteArray &body = {})
{
    return [=](QTcpSocket *socket, const QByteArray &) { writeResponse(socket, status, headers, body); };
}

double middle()
{
    return 0.5;
}

/// A session against a server's /feed, recorded; each frame is handled at once with the outcome, if there is one.
struct Session
{
    explicit Session(const ScriptedServer &server, TransportLimits limits = pacedByOutcomeOnly(), Hold hold = Hold::No)
        : Session([url = server.url()] { return TransportRequest{.url = url, .headers = {}}; }, limits, hold)
    {}
    explicit Session(RequestMaker maker, TransportLimits limits = pacedByOutcomeOnly(), Hold hold = Hold::No)
        : transport(hold, std::move(maker), limits, middle)
        , recorder(transport)
    {
        recorder.onFrame = [this](const Frame &) {
            if (outcome)
                transport.frameHandled(*outcome);
        };
    }

    PollingTransport transport;
    TransportRecorder recorder;
    std::optional<PollOutcome> outcome;
};

void drain()
{
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

/// zlib's format, which is what HTTP calls "deflate": Qt's own without the length before it.
QByteArray deflated(const QByteArray &data)
{
    return qCompress(data).mid(4);
}

} // namespace

class PollingTransportTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void kind_tellsWhetherTheServerIsAskedToHold();
    void body_isAFrameWithItsEntityTag();
    void acceptedTypes_areFrames_data();
    void acceptedTypes_areFrames();
    void answerWithoutNews_isASignOfLife_data();
    void answerWithoutNews_isASignOfLife();
    void compressedBody_isDecompressed();
    void answerThatIsNoFeed_closesWithoutAFrame_data();
    void answerThatIsNoFeed_closesWithoutAFrame();
    void redirectWithinTheOrigin_isFollowed();
    void request_isMadeAnewEachTime();
    void request_isRefusedIfItIsNotHttp();
    void broughtEvents_areFollowedAtOnce();
    void changed_waitsForTheInterval();
    void nothing_waitsForTheInterval();
    void nextRequest_waitsForTheFrameToBeHandled();
    void heldAnswer_isFollowedAtOnce();
    void longPollAnsweredAtOnce_isPaced();
    void longPoll_mayBeHeldBeyondAPlainAnswersDeadline();
    void noAnswer_isAHandshakeTimeout_data();
    void noAnswer_isAHandshakeTimeout();
    void bodyThatDoesNotEnd_isStalled();
    void bodyCutShort_isRemoteClosedWithoutAFrame_data();
    void bodyCutShort_isRemoteClosedWithoutAFrame();
    void tooMuch_closesWithTooLarge_data();
    void tooMuch_closesWithTooLarge();
    void decompressionBomb_isBadData_data();
    void decompressionBomb_isBadData();
    void bodyAtTheLimit_isAFrame();
    void failedPoll_endsALiveSession();
    void keptConnectionThatTheServerClosed_isReplaced();
    void nobodyListening_isConnectionRefused();
    void close_saysSoOnceAndLater_data();
    void close_saysSoOnceAndLater();
    void closeInsideOpened_keepsTheFrameBack();
    void deleteLaterInsideAFrame_isSafe();
};

void PollingTransportTest::kind_tellsWhetherTheServerIsAskedToHold()
{
    ScriptedServer server({});
    QCOMPARE(Session(server, quick(), Hold::Yes).transport.kind(), TransportKind::LongPoll);
    QCOMPARE(Session(server, quick(), Hold::No).transport.kind(), TransportKind::Poll);
}

void PollingTransportTest::body_isAFrameWithItsEntityTag()
{
    ScriptedServer server(answering(200, {json, "ETag: W/\"a-1\""_ba}, "[1]"_ba));
    Session session(server);
    const TimePoint before = BootClock::now();
    session.transport.open();
    QVERIFY(session.recorder.words.isEmpty());
    QTRY_COMPARE(session.recorder.words, (QByteArrayList{"opened"_ba, "frame"_ba}));
    const Frame frame = session.recorder.frames.constFirst();
    QCOMPARE(frame.kind, Frame::Kind::Message);
    QCOMPARE(frame.payload, "[1]"_ba);
    QCOMPARE(frame.lastEventId, "W/\"a-1\""_ba);
    QCOMPARE(frame.type, ""_ba);
    QVERIFY(!frame.isBinary);
    QVERIFY(frame.receivedAt >= before && frame.receivedAt <= BootClock::now());
}

void PollingTransportTest::acceptedTypes_areFrames_data()
{
    QTest::addColumn<HeaderLines>("headers");
    QTest::addColumn<QByteArray>("body");
    for (const char *type : {"application/json", "Application/JSON; charset=utf-8", "text/plain", "text/csv",
                             "application/vnd.x+json", "application/x-ndjson"})
        QTest::newRow(type) << HeaderLines{"Content-Type: "_ba + type} << "x"_ba;
    QTest::newRow("no type, an object") << HeaderLines{} << "{}"_ba;
    QTest::newRow("said to be a form") << HeaderLines{"Content-Type: application/x-www-form-urlencoded"_ba} << "{}"_ba;
    QTest::newRow("no type, an array") << HeaderLines{} << "[]"_ba;
}

void PollingTransportTest::acceptedTypes_areFrames()
{
    QFETCH(HeaderLines, headers);
    QFETCH(QByteArray, body);
    ScriptedServer server(answering(200, headers, body));
    Session session(server);
    session.transport.open();
    QTRY_COMPARE(session.recorder.payloads(), QByteArrayList{body});
}

void PollingTransportTest::answerWithoutNews_isASignOfLife_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("304") << 304;
    QTest::newRow("204") << 204;
    QTest::newRow("empty 200") << 200;
}

void PollingTransportTest::answerWithoutNews_isASignOfLife()
{
    QFETCH(int, status);
    ScriptedServer server([&](QTcpSocket *socket, const QByteArray &) {
        if (status == 200)
            writeResponse(socket, 200, {json});
        else
            writeHead(socket, status, {"ETag: \"a\""_ba});
    });
    Session session(server, quick());
    session.transport.open();
    QTRY_VERIFY(session.recorder.words.size() >= 4);
    QCOMPARE(session.recorder.words.first(4), (QByteArrayList{"opened"_ba, "alive"_ba, "alive"_ba, "alive"_ba}));
    QVERIFY(server.requestHeads().size() >= 3);
    QCOMPARE(server.connectionCount(), 1);
}

void PollingTransportTest::compressedBody_isDecompressed()
{
    ScriptedServer server(answering(200, {json, "Content-Encoding: deflate"_ba}, deflated("[1,2,3]"_ba)));
    Session session(server);
    session.transport.open();
    QTRY_COMPARE(session.recorder.payloads(), QByteArrayList{"[1,2,3]"_ba});
    QVERIFY(headerValue(server.requestHeads().constFirst(), "Accept-Encoding").contains("gzip"));
}

void PollingTransportTest::answerThatIsNoFeed_closesWithoutAFrame_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<HeaderLines>("headers");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("retryAfter"); // s, -1: none
    const ErrorKind wrongType = ErrorKind::WrongContentType;
    const ErrorKind badStatus = ErrorKind::HttpStatus;
    QTest::newRow("portal") << 200 << HeaderLines{"Content-Type: text/html; charset=utf-8"_ba} << wrongType << -1;
    QTest::newRow("portal, loud") << 200 << HeaderLines{"CONTENT-TYPE: TEXT/HTML"_ba} << wrongType << -1;
    QTest::newRow("page without a type") << 200 << HeaderLines{} << wrongType << -1;
    QTest::newRow("XHTML") << 200 << HeaderLines{"Content-Type: application/xhtml+xml"_ba} << wrongType << -1;
    QTest::newRow("picture") << 200 << HeaderLines{"Content-Type: image/png"_ba} << wrongType << -1;
    QTest::newRow("page as a form") << 200 << HeaderLines{"Content-Type: application/x-www-form-urlencoded"_ba}
                                    << wrongType << -1;
    QTest::newRow("a stream") << 200 << HeaderLines{"Content-Type: text/event-stream"_ba} << wrongType << -1;
    QTest::newRow("206") << 206 << HeaderLines{json} << badStatus << -1;
    QTest::newRow("302 to another origin")
        << 302 << HeaderLines{"Location: http://127.0.0.1:9/login"_ba} << ErrorKind::BadRedirect << -1;
    QTest::newRow("401") << 401 << HeaderLines{json, "WWW-Authenticate: Basic realm=\"x\""_ba} << badStatus << -1;
    QTest::newRow("404") << 404 << HeaderLines{json} << badStatus << -1;
    QTest::newRow("407") << 407 << HeaderLines{json} << ErrorKind::ProxyAuthentication << -1;
    QTest::newRow("410") << 410 << HeaderLines{json} << badStatus << -1;
    QTest::newRow("429") << 429 << HeaderLines{json, "Retry-After: 7"_ba} << badStatus << 7;
    QTest::newRow("503") << 503 << HeaderLines{json, "Retry-After: 120"_ba} << badStatus << 120;
}

void PollingTransportTest::answerThatIsNoFeed_closesWithoutAFrame()
{
    QFETCH(int, status);
    QFETCH(HeaderLines, headers);
    QFETCH(ErrorKind, kind);
    QFETCH(int, retryAfter);
    ScriptedServer server(answering(status, headers, "<html>[1]</html>"_ba));
    Session session(server);
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    drain();
    QCOMPARE(session.recorder.words, QByteArrayList{"closed"_ba});
    const Error reason = session.recorder.closings.constFirst();
    QCOMPARE(reason.kind, kind);
    QCOMPARE(reason.httpStatus, status);
    QCOMPARE(reason.retryAfter.has_value(), retryAfter >= 0);
    if (reason.retryAfter)
        QCOMPARE(*reason.retryAfter, std::chrono::seconds(retryAfter));
}

void PollingTransportTest::redirectWithinTheOrigin_isFollowed()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &head) {
        if (requestTarget(head) == "/feed")
            writeResponse(socket, 307, {json, "Location: /moved"_ba}, "[0]"_ba);
        else
            writeResponse(socket, 200, {json}, "[1]"_ba);
    });
    Session session(server);
    session.transport.open();
    QTRY_COMPARE(session.recorder.payloads(), QByteArrayList{"[1]"_ba});
}

void PollingTransportTest::request_isMadeAnewEachTime()
{
    ScriptedServer server(answering(200, {json}, "[1]"_ba));
    int made = 0;
    Session session([&] {
        return TransportRequest{
            .url = server.url(),
            .headers = {{"Last-Event-ID"_ba, QByteArray::number(++made)}, {"Prefer"_ba, "wait=25"_ba}}};
    });
    session.outcome = PollOutcome::BroughtEvents;
    session.transport.open();
    QTRY_VERIFY(server.requestHeads().size() >= 3);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(headerValue(server.requestHeads().at(i), "Last-Event-ID"), QByteArray::number(i + 1));
        QCOMPARE(headerValue(server.requestHeads().at(i), "Prefer"), "wait=25"_ba);
    }
}

void PollingTransportTest::request_isRefusedIfItIsNotHttp()
{
    Session session([] { return TransportRequest{.url = QUrl(u"file:///etc/passwd"_s), .headers = {}}; });
    session.transport.open();
    QVERIFY(session.recorder.words.isEmpty()); // never from inside open()
    QTRY_COMPARE(session.recorder.words, QByteArrayList{"closed"_ba});
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::Usage);
}

void PollingTransportTest::broughtEvents_areFollowedAtOnce()
{
    ScriptedServer server(answering(200, {json}, "[1]"_ba));
    Session session(server, pacedByOutcomeOnly());
    session.outcome = PollOutcome::BroughtEvents;
    session.transport.open();
    QTRY_VERIFY(session.recorder.frames.size() >= 5);
    QCOMPARE(session.recorder.words.count("opened"), 1);
    QCOMPARE(server.connectionCount(), 1);
    QVERIFY(session.transport.findChildren<QNetworkReply *>().size() <= 2); // answers do not pile up
}

void PollingTransportTest::changed_waitsForTheInterval()
{
    TransportLimits limits;
    limits.pollInterval = milliseconds(100);
    limits.pollIntervalMax = never;
    ScriptedServer server(answering(200, {json}, "{}"_ba));
    Session session(server, limits);
    session.outcome = PollOutcome::Changed;
    session.transport.open();
    QTRY_COMPARE(session.recorder.frames.size(), 1);
    for (qsizetype seen = 1; seen <= 3; ++seen) {
        QElapsedTimer since;
        since.start();
        QTRY_COMPARE(session.recorder.frames.size(), seen + 1);
        QVERIFY2(since.elapsed() >= 70, "asked before the interval had passed");
    }
}

void PollingTransportTest::nothing_waitsForTheInterval()
{
    TransportLimits limits;
    limits.pollInterval = milliseconds(100);
    limits.pollIntervalMax = milliseconds(200);
    ScriptedServer server(answering(200, {json}, "[]"_ba));
    Session session(server, limits);
    session.outcome = PollOutcome::Nothing;
    QElapsedTimer since;
    since.start();
    session.transport.open();
    QTRY_COMPARE(session.recorder.frames.size(), 4);
    QVERIFY(since.elapsed() >= 100 + 150 + 200 - 10); // QTimer may be early by a twentieth
}

void PollingTransportTest::nextRequest_waitsForTheFrameToBeHandled()
{
    ScriptedServer server(answering(200, {json}, "[1]"_ba));
    TransportLimits limits = quick();
    limits.progress = milliseconds(200); // for the server's body, not for whoever handles the frame
    Session session(server, limits);
    session.transport.open();
    QTRY_COMPARE(session.recorder.frames.size(), 1);
    QSignalSpy asked(&server, &ScriptedServer::requestReceived);
    QVERIFY(!asked.wait(300)); // many times the interval
    QVERIFY(session.recorder.closings.isEmpty());
    session.transport.frameHandled(PollOutcome::BroughtEvents);
    session.transport.frameHandled(PollOutcome::BroughtEvents); // once too often
    QTRY_COMPARE(session.recorder.frames.size(), 2);
    QCOMPARE(server.requestHeads().size(), 2);
}

void PollingTransportTest::heldAnswer_isFollowedAtOnce()
{
    TransportLimits limits = pacedByOutcomeOnly();
    limits.hold = milliseconds(200); // held for half of it is held
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) {
        QTimer::singleShot(150, socket, [socket] { writeHead(socket, 304); });
    });
    Session session(server, limits, Hold::Yes);
    session.transport.open();
    QTRY_COMPARE(session.recorder.words.count("alive"), 3);
}

void PollingTransportTest::longPollAnsweredAtOnce_isPaced()
{
    ScriptedServer server(answering(200, {json}, ""_ba));
    Session session(server, pacedByOutcomeOnly(), Hold::Yes);
    session.transport.open();
    QTRY_COMPARE(session.recorder.words, (QByteArrayList{"opened"_ba, "alive"_ba}));
    QSignalSpy asked(&server, &ScriptedServer::requestReceived);
    QVERIFY(!asked.wait(60));
}

void PollingTransportTest::longPoll_mayBeHeldBeyondAPlainAnswersDeadline()
{
    TransportLimits limits = pacedByOutcomeOnly();
    limits.connect = milliseconds(100);    // neither this
    limits.pollAnswer = milliseconds(100); // nor this bounds the hold
    limits.hold = std::chrono::seconds(20);
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) {
        QTimer::singleShot(400, socket, [socket] { writeResponse(socket, 200, {json}, "[1]"_ba); });
    });
    Session session(server, limits, Hold::Yes);
    session.transport.open();
    QTRY_COMPARE(session.recorder.payloads(), QByteArrayList{"[1]"_ba});
}

void PollingTransportTest::noAnswer_isAHandshakeTimeout_data()
{
    QTest::addColumn<Hold>("hold");
    QTest::newRow("poll") << Hold::No;
    QTest::newRow("long poll") << Hold::Yes;
}

void PollingTransportTest::noAnswer_isAHandshakeTimeout()
{
    QFETCH(Hold, hold);
    TransportLimits limits = pacedByOutcomeOnly();
    limits.pollAnswer = milliseconds(100);
    limits.hold = milliseconds(200);
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) { socket->write("HTTP/1.1 200 OK\r\n"); });
    Session session(server, limits, hold);
    QElapsedTimer since;
    since.start();
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::HandshakeTimeout);
    QVERIFY(since.elapsed() >= (hold == Hold::Yes ? 280 : 90));
    QCOMPARE(session.recorder.words, QByteArrayList{"closed"_ba});
}

void PollingTransportTest::bodyThatDoesNotEnd_isStalled()
{
    TransportLimits limits = pacedByOutcomeOnly();
    limits.progress = milliseconds(100);
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) {
        writeHead(socket, 200, {json, "Content-Length: 1000"_ba});
        socket->write("[1,");
    });
    Session session(server, limits);
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::Stalled);
}

void PollingTransportTest::bodyCutShort_isRemoteClosedWithoutAFrame_data()
{
    QTest::addColumn<bool>("chunked");
    QTest::addColumn<bool>("reset");
    QTest::newRow("FIN") << false << false;
    QTest::newRow("RST") << false << true;
    QTest::newRow("FIN between chunks") << true << false;
    QTest::newRow("RST between chunks") << true << true;
}

void PollingTransportTest::bodyCutShort_isRemoteClosedWithoutAFrame()
{
    QFETCH(bool, chunked);
    QFETCH(bool, reset);
    ScriptedServer server([&](QTcpSocket *socket, const QByteArray &) {
        if (chunked) {
            writeChunkedHead(socket, 200, {json});
            writeChunk(socket, "[1,2]"_ba);
        } else {
            writeHead(socket, 200, {json, "Content-Length: 1000"_ba});
            socket->write("[1,2]");
        }
        if (reset)
            cutWithReset(socket);
        else
            cutWithFin(socket);
    });
    Session session(server);
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    drain();
    QCOMPARE(session.recorder.words, QByteArrayList{"closed"_ba});
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::RemoteClosed);
}

void PollingTransportTest::tooMuch_closesWithTooLarge_data()
{
    QTest::addColumn<HeaderLines>("headers");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("announced") << HeaderLines{json, "Content-Length: 1000000000"_ba} << QByteArray(2000, 'x');
    QTest::newRow("not announced") << HeaderLines{json} << QByteArray(2000, 'x');
    const QByteArray small = deflated(QByteArray(100'000, ' '));
    QVERIFY(small.size() < 1000);
    QTest::newRow("compressed") << HeaderLines{json, "Content-Encoding: deflate"_ba} << small;
}

void PollingTransportTest::tooMuch_closesWithTooLarge()
{
    QFETCH(HeaderLines, headers);
    QFETCH(QByteArray, sent);
    TransportLimits limits = pacedByOutcomeOnly();
    limits.message = 1000;
    ScriptedServer server([&](QTcpSocket *socket, const QByteArray &) {
        writeHead(socket, 200, headers); // and never ends: over the limit is known before the end
        socket->write(sent);
    });
    Session session(server, limits);
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::TooLarge);
    QCOMPARE(session.recorder.words, QByteArrayList{"closed"_ba});
    QTRY_VERIFY(server.sockets().isEmpty());
}

void PollingTransportTest::decompressionBomb_isBadData_data()
{
    QTest::addColumn<bool>("ends");
    QTest::newRow("that ends") << true;
    QTest::newRow("that does not end") << false;
}

void PollingTransportTest::decompressionBomb_isBadData()
{
    QFETCH(bool, ends);
    const QByteArray bomb = deflated(QByteArray(50 << 20, ' '));
    ScriptedServer server([&](QTcpSocket *socket, const QByteArray &) {
        const QByteArray length = QByteArray::number(ends ? bomb.size() : bomb.size() + 1);
        writeHead(socket, 200, {json, "Content-Encoding: deflate"_ba, "Content-Length: "_ba + length});
        socket->write(bomb);
    });
    Session session(server);
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    drain();
    QCOMPARE(session.recorder.words, QByteArrayList{"closed"_ba});
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::BadData);
}

void PollingTransportTest::bodyAtTheLimit_isAFrame()
{
    TransportLimits limits = pacedByOutcomeOnly();
    limits.message = 300'000;
    limits.readBuffer = 16 << 10; // far smaller than the body
    ScriptedServer server(answering(200, {json}, QByteArray(300'000, 'x')));
    Session session(server, limits);
    session.transport.open();
    QTRY_COMPARE(session.recorder.frames.size(), 1);
    QCOMPARE(session.recorder.frames.constFirst().payload.size(), 300'000);
}

void PollingTransportTest::failedPoll_endsALiveSession()
{
    ScriptedServer server([&](QTcpSocket *socket, const QByteArray &) {
        if (server.requestHeads().size() < 2)
            writeResponse(socket, 200, {json}, "[1]"_ba);
        else
            writeResponse(socket, 502);
    });
    Session session(server);
    session.outcome = PollOutcome::BroughtEvents;
    session.transport.open();
    QTRY_COMPARE(session.recorder.words, (QByteArrayList{"opened"_ba, "frame"_ba, "closed"_ba}));
    QCOMPARE(session.recorder.closings.constFirst().httpStatus, 502);
    session.transport.frameHandled(PollOutcome::BroughtEvents);
    drain();
    QCOMPARE(server.requestHeads().size(), 2);
}

void PollingTransportTest::keptConnectionThatTheServerClosed_isReplaced()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) {
        writeResponse(socket, 200, {json}, "[1]"_ba);
        cutWithFin(socket);
    });
    Session session(server);
    session.transport.open();
    for (int i = 1; i <= 3; ++i) {
        QTRY_COMPARE(session.recorder.frames.size(), i);
        session.transport.frameHandled(PollOutcome::BroughtEvents);
    }
    QTRY_COMPARE(session.recorder.frames.size(), 4);
    QVERIFY(session.recorder.closings.isEmpty());
}

void PollingTransportTest::nobodyListening_isConnectionRefused()
{
    ScriptedServer server({});
    Session session(server);
    server.stopListening();
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::ConnectionRefused);
}

void PollingTransportTest::close_saysSoOnceAndLater_data()
{
    QTest::addColumn<QString>("when");
    QTest::newRow("before open") << u"new"_s;
    QTest::newRow("while asking") << u"asking"_s;
    QTest::newRow("with a frame in hand") << u"handling"_s;
    QTest::newRow("in the interval") << u"waiting"_s;
}

void PollingTransportTest::close_saysSoOnceAndLater()
{
    QFETCH(QString, when);
    ScriptedServer server(answering(200, {json}, "[1]"_ba));
    Session session(server, quick());
    if (when != u"new"_s)
        session.transport.open();
    if (when == u"handling"_s || when == u"waiting"_s)
        QTRY_COMPARE(session.recorder.frames.size(), 1);
    if (when == u"waiting"_s)
        session.transport.frameHandled(PollOutcome::Nothing);
    const QByteArrayList before = session.recorder.words;
    const qsizetype asked = server.requestHeads().size();
    session.transport.close();
    session.transport.close();
    session.transport.open();
    session.transport.frameHandled(PollOutcome::BroughtEvents);
    QCOMPARE(session.recorder.words, before); // never from inside close()
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    session.transport.close();
    QSignalSpy another(&server, &ScriptedServer::requestReceived);
    QVERIFY(!another.wait(50) || when == u"asking"_s);
    QVERIFY(server.requestHeads().size() <= asked + 1);
    QCOMPARE(session.recorder.words, before + QByteArrayList{"closed"_ba});
    QCOMPARE(session.recorder.closings.constFirst().kind, ErrorKind::Cancelled);
}

void PollingTransportTest::closeInsideOpened_keepsTheFrameBack()
{
    ScriptedServer server(answering(200, {json}, "[1]"_ba));
    Session session(server);
    connect(&session.transport, &Transport::opened, this, [&] { session.transport.close(); });
    session.transport.open();
    QTRY_COMPARE(session.recorder.closings.size(), 1);
    drain();
    QCOMPARE(session.recorder.words, (QByteArrayList{"opened"_ba, "closed"_ba}));
}

void PollingTransportTest::deleteLaterInsideAFrame_isSafe()
{
    ScriptedServer server(answering(200, {json}, "[1]"_ba));
    auto *transport = new PollingTransport(
        Hold::No, [&] { return TransportRequest{.url = server.url(), .headers = {}}; }, quick(), middle);
    TransportRecorder recorder(*transport);
    QSignalSpy destroyed(transport, &QObject::destroyed);
    recorder.onFrame = [&](const Frame &) {
        transport->frameHandled(PollOutcome::BroughtEvents);
        transport->deleteLater();
    };
    transport->open();
    QVERIFY(destroyed.wait());
    QTRY_VERIFY(server.sockets().isEmpty());
}

QTEST_GUILESS_MAIN(PollingTransportTest)
#include "tst_pollingtransport.moc"
