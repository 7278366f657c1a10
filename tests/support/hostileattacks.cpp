// SPDX-License-Identifier: MIT
#include "tests/support/faultproxy.h"
#include "tests/support/hostileserver.h"
#include "tests/support/rawwebsocket.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

using Attack = HostileServer::Attack;
using Next = std::function<QByteArray()>;

constexpr qsizetype piece = 64 << 10;

Next always(const QByteArray &bytes)
{
    return [bytes] { return bytes; };
}

QByteArray repeated(const QByteArray &bytes, qsizetype atLeast)
{
    return bytes.repeated(atLeast / bytes.size() + 1);
}

/// Writes a beginning, then the same again and again.
Attack endless(const char *name, TransportKind kind, const QByteArray &beginning, const QByteArray &more)
{
    return {name, {kind}, [=](HostileServer &server, QTcpSocket *socket, const QByteArray &) {
                socket->write(beginning);
                server.feed(socket, always(more));
            }};
}

/// Accepts the upgrade, says hello, then feeds.
Attack overWebSocket(const char *name, const QByteArray &beginning, const QByteArray &more)
{
    return {name, {TransportKind::WebSocket}, [=](HostileServer &server, QTcpSocket *socket, const QByteArray &head) {
                writeUpgrade(socket, head);
                socket->write(server.hello(TransportKind::WebSocket) + beginning);
                server.feed(socket, always(more));
            }};
}

/// Events whose data differs each time. next: from a number that rises over all connections.
Attack flood(const char *name, TransportKind kind, const QByteArray &type,
             const std::function<QByteArray(quint64 number)> &data)
{
    return {
        name,
        {kind},
        [=, number = std::make_shared<quint64>(0)](HostileServer &server, QTcpSocket *socket, const QByteArray &head) {
            const auto next = [=, &server] {
                QByteArray events;
                while (events.size() < piece) {
                    events += server.event(kind, type, data((*number)++));
                    if (isPolling(kind))
                        events += ',';
                }
                return events;
            };
            if (isPolling(kind)) {
                QByteArray body = '[' + next();
                body.back() = ']';
                writeResponse(socket, 200, {"Content-Type: application/json"_ba}, body);
                return;
            }
            if (kind == TransportKind::WebSocket)
                writeUpgrade(socket, head);
            else
                writeHead(socket, 200, {"Content-Type: text/event-stream"_ba});
            socket->write(server.hello(kind));
            server.feed(socket, next);
        }};
}

QByteArray valuesOf(int count, const std::function<QByteArray(int)> &name, quint64 value)
{
    QByteArray values;
    for (int i = 0; i < count; ++i)
        values += (i == 0 ? "\"" : ",\"") + name(i) + "\":" + QByteArray::number(value + quint64(i));
    return "{\"values\":{" + values + "}}";
}

QList<Attack> endlessAnswers()
{
    const QByteArray stream = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"_ba;
    const QByteArray upgrade = "HTTP/1.1 101 Switching Protocols\r\n"_ba;
    const QByteArray pad(piece, 'x');
    const QByteArray headers = repeated("X-Pad: " + QByteArray(100, 'x') + "\r\n", piece);
    return {
        endless("endless line", TransportKind::Sse, stream + "\r\ndata: ", pad),
        endless("endless block", TransportKind::Sse, stream + "\r\n", repeated("data: xxxxxxxx\n"_ba, piece)),
        endless("endless comments", TransportKind::Sse, stream + "\r\n", repeated(":\n"_ba, piece)),
        endless("endless retries", TransportKind::Sse, stream + "\r\n", repeated("retry: 1\n\n"_ba, piece)),
        endless("endless ids", TransportKind::Sse, stream + "\r\n", repeated("id: e:1\n\n"_ba, piece)),
        endless("endless handshake", TransportKind::WebSocket, upgrade, headers),
        endless("endless handshake line", TransportKind::WebSocket, upgrade + "X-Pad: ", pad),
        endless("endless headers", TransportKind::Sse, stream, headers),
        endless("endless header line", TransportKind::Sse, stream + "X-Pad: ", pad),
        endless("endless headers of a poll", TransportKind::Poll, "HTTP/1.1 200 OK\r\n"_ba, headers),
        endless("endless status line", TransportKind::Sse, "HTTP/1.1 200 "_ba, pad),
        endless("endless interim answers", TransportKind::Sse, {}, repeated("HTTP/1.1 100 Continue\r\n\r\n"_ba, piece)),
        endless("endless chunk extension", TransportKind::Sse, stream + "Transfer-Encoding: chunked\r\n\r\n5;", pad),
        endless("endless trailers", TransportKind::Poll,
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"_ba,
                headers),
        endless("endless body", TransportKind::Poll, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n["_ba,
                pad),
    };
}

QList<Attack> hostileFrames()
{
    using enum WebSocketOpcode;
    const QByteArray pad(piece, 'x');
    const QByteArray nearlyTooLarge = webSocketFrame(Continuation, QByteArray(1'000'000, 'x'), false);
    const QByteArray ping = webSocketFrame(Ping, QByteArray(125, 'x'));
    return {
        overWebSocket("giant frame", QByteArray::fromHex("817f0000010000000000"), pad),
        overWebSocket("giant message", webSocketFrame(Text, "x"_ba, false), nearlyTooLarge),
        overWebSocket("empty messages", {}, repeated(webSocketFrame(Text, {}), piece)),
        overWebSocket("empty continuations", webSocketFrame(Text, {}, false),
                      repeated(webSocketFrame(Continuation, {}, false), piece)),
        overWebSocket("empty binary messages", {}, repeated(webSocketFrame(Binary, {}), piece)),
        overWebSocket("pings", {}, repeated(ping, piece)),
        overWebSocket("empty pings", {}, repeated(webSocketFrame(Ping, {}), piece)),
        overWebSocket("pongs", {}, repeated(webSocketFrame(Pong, {}), piece)),
        overWebSocket("deep CBOR", {}, webSocketFrame(Binary, QByteArray(1'000'000, '\x81'))),
        overWebSocket("CBOR that announces", {},
                      repeated(webSocketFrame(Binary, QByteArray::fromHex("9b7fffffffffffffff")) +
                                   webSocketFrame(Binary, QByteArray::fromHex("7b7fffffffffffffff")),
                               piece)),
    };
}

QList<Attack> dribbles()
{
    const auto dribbled = [](const char *name, TransportKind kind, const QByteArray &beginning) {
        return Attack{name, {kind}, [=](HostileServer &server, QTcpSocket *socket, const QByteArray &) {
                          socket->write(beginning);
                          server.dribble(socket, "x"_ba);
                      }};
    };
    const QByteArray stream = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"_ba;
    const QByteArray document = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"_ba;
    return {
        dribbled("a byte a second of a line", TransportKind::Sse, stream + "\r\ndata: "),
        dribbled("a byte a second of a header", TransportKind::Sse, stream + "X-Pad: "),
        dribbled("a byte a second of a body", TransportKind::Poll, document + "Content-Length: 1000000\r\n\r\n"),
        dribbled("a byte a second of a handshake", TransportKind::WebSocket,
                 "HTTP/1.1 101 Switching Protocols\r\nX-Pad: "_ba),
        {"a byte a second of a frame",
         {TransportKind::WebSocket},
         [](HostileServer &server, QTcpSocket *socket, const QByteArray &head) {
             writeUpgrade(socket, head);
             // 1 MB is announced.
             socket->write(server.hello(TransportKind::WebSocket) + QByteArray::fromHex("817f00000000000f4240"));
             server.dribble(socket, "x"_ba);
         }},
    };
}

/// 256 MiB of zeros, as gzip: a quarter of a MB.
QByteArray gzipBomb()
{
    const QByteArray zlib = qCompress(QByteArray(256 << 20, '\0')).mid(4);
    return QByteArray::fromHex("1f8b0800000000000003") + zlib.mid(2);
}

QList<Attack> hostilePayloads()
{
    using enum TransportKind;
    const auto plainName = [](int i) { return "s" + QByteArray::number(i); };
    const auto hundred = [=](quint64 number) { return valuesOf(100, plainName, number); };
    const auto newNames = [](quint64 number) {
        return valuesOf(
            1'000, [=](int i) { return "s" + QByteArray::number(number * 1'000 + quint64(i)); }, number);
    };
    const auto newLabels = [](quint64 number) {
        return valuesOf(
            1'000, [=](int i) { return "s{l=\\\"" + QByteArray::number(number * 1'000 + quint64(i)) + "\\\"}"; },
            number);
    };
    const auto words = [](quint64 number) {
        return "{\"values\":{\"state" + QByteArray::number(number % 100) + "\":\"" + QByteArray::number(number) +
               QByteArray(200, 'x') + "\"}}";
    };
    const auto lines = [](quint64 number) {
        return "{\"text\":\"" + QByteArray::number(number) + QByteArray(3'000, 'x') + "\",\"level\":\"error\"}";
    };
    constexpr qsizetype depth = 400'000;
    const QByteArray deep = QByteArray(depth, '[') + QByteArray(depth, ']');
    return {
        flood("a million series", WebSocket, "metrics"_ba, newNames),
        flood("a million series of one family", Sse, "metrics"_ba, newLabels),
        flood("events over WebSocket", WebSocket, "metrics"_ba, hundred),
        flood("events over SSE", Sse, "metrics"_ba, hundred),
        flood("events over polls", Poll, "metrics"_ba, hundred),
        flood("small events", WebSocket, "metrics"_ba, [](quint64) { return "{\"values\":{\"s\":1}}"_ba; }),
        flood("states", WebSocket, "metrics"_ba, words),
        flood("lines", WebSocket, "log"_ba, lines),
        flood("alerts of no meaning", WebSocket, "alert"_ba, lines),
        flood("snapshots", WebSocket, "snapshot"_ba, hundred),
        flood("deep JSON", WebSocket, "metrics"_ba, [=](quint64) { return "{\"values\":" + deep + '}'; }),
        flood("deep JSON beside the values", Sse, "metrics"_ba,
              [=](quint64) { return "{\"x\":" + deep + ",\"values\":{\"a\":1}}"; }),
        flood("deep JSON in a log", Sse, "log"_ba, [=](quint64) { return "{\"x\":" + deep + ",\"text\":\"a\"}"; }),
        overWebSocket("deep JSON for an envelope", {}, webSocketFrame(WebSocketOpcode::Text, QByteArray(900'000, '['))),
    };
}

Attack gzipAttack()
{
    return {"gzip bomb",
            {TransportKind::Poll},
            [bomb = QByteArray()](HostileServer &, QTcpSocket *socket, const QByteArray &) mutable {
                if (bomb.isEmpty())
                    bomb = gzipBomb();
                writeResponse(socket, 200, {"Content-Type: application/json"_ba, "Content-Encoding: gzip"_ba}, bomb);
            }};
}

/// The live feed is good, but has a past of 4 MB, as much as is taken, for every series.
Attack giantPast()
{
    return {"a giant past",
            {TransportKind::Sse},
            [past = QByteArray()](HostileServer &server, QTcpSocket *socket, const QByteArray &head) mutable {
                if (!requestTarget(head).contains("/history")) {
                    writeHead(socket, 200, {"Content-Type: text/event-stream"_ba});
                    socket->write(server.hello(TransportKind::Sse));
                    socket->write(server.event(TransportKind::Sse, "metrics"_ba,
                                               valuesOf(
                                                   600, [](int i) { return "past" + QByteArray::number(i); }, 1)));
                    return;
                }
                if (past.isEmpty()) {
                    const QUrlQuery query(QUrl(QString::fromLatin1(requestTarget(head))));
                    const qint64 to = query.queryItemValue(u"to"_s).toLongLong();
                    QByteArray times;
                    QByteArray values;
                    for (int i = 240'000; i > 0; --i) {
                        times += QByteArray::number(to - i) + ',';
                        values += QByteArray::number(i % 9) + ',';
                    }
                    times.chop(1);
                    values.chop(1);
                    past = "{\"t\":[" + times + "],\"v\":[" + values + "]}";
                }
                writeResponse(socket, 200, {"Content-Type: application/json"_ba}, past);
            },
            true};
}

} // namespace

QList<Attack> HostileServer::attacks()
{
    return endlessAnswers() + hostileFrames() + dribbles() + hostilePayloads() +
           QList<Attack>{gzipAttack(), giantPast()};
}

} // namespace telltale
