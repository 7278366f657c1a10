// SPDX-License-Identifier: MIT
#include "tests/support/hostileserver.h"

#include "tests/support/faultproxy.h"
#include "tests/support/rawwebsocket.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {
constexpr qint64 aheadOfTheKernel = 512 << 10;
constexpr auto distance = std::chrono::milliseconds(50);

/// What a frame of the feed is wrapped in.
QByteArray wrap(TransportKind kind, const QByteArray &id, const QByteArray &type, const QByteArray &data)
{
    if (kind == TransportKind::Sse)
        return (id.isEmpty() ? ""_ba : "id: " + id + '\n') + "event: " + type + "\ndata: " + data + "\n\n";
    const QByteArray envelope =
        (id.isEmpty() ? "{"_ba : "{\"id\":\"" + id + "\",") + "\"event\":\"" + type + "\",\"data\":" + data + '}';
    return kind == TransportKind::WebSocket ? webSocketFrame(WebSocketOpcode::Text, envelope) : envelope;
}
} // namespace

HostileServer::HostileServer(QObject *parent)
    : QObject(parent)
    , m_server([this](QTcpSocket *socket, const QByteArray &head) { answer(socket, head); }, this)
{}

void HostileServer::attack(const Attack &attack)
{
    m_attack = std::make_unique<Attack>(attack);
    change();
}

void HostileServer::behave()
{
    m_attack.reset();
    change();
}

void HostileServer::change()
{
    m_requests = 0;
    m_pastRequests = 0;
    m_sent = 0;
    for (QTcpSocket *socket : m_server.sockets())
        socket->abort();
}

void HostileServer::answer(QTcpSocket *socket, const QByteArray &head)
{
    const QByteArray path = requestTarget(head).split('?').first();
    const bool isFeed = !path.endsWith("/history") && !path.endsWith("/snapshot");
    if (isFeed)
        ++m_requests;
    else
        ++m_pastRequests;
    if (m_attack && (isFeed || m_attack->answersAll))
        m_attack->answer(*this, socket, head);
    else if (isFeed)
        answerWell(socket, head);
    else
        writeResponse(socket, 200, {"Content-Type: application/json"_ba}, "{\"t\":[],\"v\":[]}"_ba);
}

void HostileServer::answerWell(QTcpSocket *socket, const QByteArray &head)
{
    const TransportKind kind = kindOfRequest(head);
    const auto values = [this] { return "{\"values\":{\"good\":" + QByteArray::number(m_sequence) + "}}"; };
    if (isPolling(kind)) {
        const QByteArray events = event(kind, "metrics"_ba, values()) + ',' + event(kind, "metrics"_ba, values());
        writeResponse(socket, 200, {"Content-Type: application/json"_ba}, '[' + hello(kind) + ',' + events + ']');
        return;
    }
    if (kind == TransportKind::WebSocket)
        writeUpgrade(socket, head);
    else
        writeHead(socket, 200, {"Content-Type: text/event-stream"_ba});
    socket->write(hello(kind));
    auto *timer = new QTimer(socket);
    connect(timer, &QTimer::timeout, socket, [=, this] { socket->write(event(kind, "metrics"_ba, values())); });
    connect(socket, &QTcpSocket::disconnected, timer, &QTimer::stop);
    timer->start(distance);
}

void HostileServer::feed(QTcpSocket *socket, std::function<QByteArray()> next)
{
    socket->setReadBufferSize(1);
    const auto fill = [socket, next = std::move(next)] {
        while (socket->state() == QAbstractSocket::ConnectedState && socket->bytesToWrite() < aheadOfTheKernel)
            socket->write(next());
    };
    connect(socket, &QTcpSocket::bytesWritten, this, [this](qint64 bytes) { m_sent += bytes; });
    // Queued: what is written at once would be reported from inside the report.
    connect(socket, &QTcpSocket::bytesWritten, socket, fill, Qt::QueuedConnection);
    fill();
}

void HostileServer::dribble(QTcpSocket *socket, const QByteArray &text)
{
    auto *timer = new QTimer(socket);
    connect(timer, &QTimer::timeout, socket, [socket, text, at = qsizetype(0)]() mutable {
        socket->write(text.mid(at, 1));
        at = (at + 1) % text.size();
    });
    connect(socket, &QTcpSocket::disconnected, timer, &QTimer::stop);
    timer->start(std::chrono::seconds(1));
}

QByteArray HostileServer::event(TransportKind kind, const QByteArray &type, const QByteArray &data)
{
    return wrap(kind, "e:" + QByteArray::number(++m_sequence), type, data);
}

QByteArray HostileServer::hello(TransportKind kind) const
{
    const QByteArray data = "{\"epoch\":\"e\",\"head\":" + QByteArray::number(m_sequence) + ",\"heartbeat\":1}";
    return wrap(kind, {}, "hello"_ba, data);
}

} // namespace telltale
