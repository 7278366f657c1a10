// SPDX-License-Identifier: MIT
#include "app/hostfeed/feedserver.h"

#include "app/hostfeed/heldpoll.h"
#include "app/hostfeed/httpconnection.h"
#include "app/hostfeed/logging.h"
#include "app/hostfeed/ssestream.h"
#include "app/hostfeed/websocketstream.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QWebSocket>

#include <utility>

namespace telltale {

using namespace Qt::StringLiterals;

namespace {

constexpr int refusalsAtATime = 64;

HttpResponse answerOf(const Result<QByteArray> &result)
{
    if (result)
        return {.status = 200, .body = *result};
    return errorResponse(result.error().kind == ErrorKind::TooLarge ? 413 : 400, result.error().message.toUtf8());
}

// The idempotency key; its draft (draft-ietf-httpapi-idempotency-key-header) has it in quotes, most clients have not.
QByteArray keyOf(const HttpRequest &request)
{
    const QByteArray field = request.header("idempotency-key");
    const bool quoted = field.size() > 2 && field.startsWith('"') && field.endsWith('"');
    return quoted ? field.sliced(1, field.size() - 2) : field;
}

bool readMilliseconds(const HttpRequest &request, QByteArrayView name, qint64 &into)
{
    const QByteArray text = request.queryItem(name);
    if (text.isEmpty())
        return true;
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    if (ok)
        into = number;
    return ok && number >= 0;
}

} // namespace

FeedServer::FeedServer(FeedServerOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_hub(m_options.feed)
    , m_webSockets(u"telltale"_s, QWebSocketServer::NonSecureMode)
{
    connect(&m_listener, &QTcpServer::newConnection, this, &FeedServer::takeConnections);
    connect(&m_webSockets, &QWebSocketServer::newConnection, this, &FeedServer::takeWebSockets);
}

FeedServer::~FeedServer()
{
    close();
    // Clients refer to the hub, a member, so they must not be left to the base class.
    qDeleteAll(findChildren<WebSocketStream *>(Qt::FindDirectChildrenOnly));
    qDeleteAll(findChildren<QObject *>(Qt::FindDirectChildrenOnly));
}

Result<QUrl> FeedServer::listen()
{
    const bool isLocalhost = m_options.host == "localhost"_L1;
    const QHostAddress address = isLocalhost ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(m_options.host);
    if (address.isNull())
        return Error{.kind = ErrorKind::Usage, .message = u"%1 is no IP address to listen on"_s.arg(m_options.host)};
    if (!address.isLoopback() && m_options.token.isEmpty())
        return Error{.kind = ErrorKind::Usage,
                     .message = u"listening on %1, beyond the loopback, requires a token"_s.arg(m_options.host)};
    if (!m_listener.listen(address, m_options.port))
        return Error{.kind = ErrorKind::ConnectionRefused,
                     .message = u"cannot listen on %1 port %2: %3"_s.arg(m_options.host)
                                    .arg(m_options.port)
                                    .arg(m_listener.errorString())};
    m_guard.emplace(m_listener.serverPort(), m_options.names, m_options.token);
    const bool isAny = QList<QHostAddress>{QHostAddress::Any, QHostAddress::AnyIPv4}.contains(address);
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(isAny ? u"127.0.0.1"_s : address == QHostAddress::AnyIPv6 ? u"::1"_s : address.toString());
    url.setPort(m_listener.serverPort());
    url.setPath(u"/feed"_s);
    return url;
}

void FeedServer::close()
{
    m_listener.close();
    const auto connections = findChildren<HttpConnection *>(Qt::FindDirectChildrenOnly);
    for (HttpConnection *connection : connections)
        connection->finish();
    const auto streams = findChildren<WebSocketStream *>(Qt::FindDirectChildrenOnly);
    for (WebSocketStream *stream : streams)
        stream->finish();
}

std::variant<FeedRoute, HttpResponse> FeedServer::admit(const HttpRequest &head) const
{
    if (auto refused = m_guard->refuse(head))
        return *std::move(refused);
    return routeOf(head, m_options.limits.maximumWait);
}

void FeedServer::takeConnections()
{
    while (QTcpSocket *socket = m_listener.nextPendingConnection()) {
        ++m_clients;
        // Not by the socket's own signal: a QWebSocket cuts all connections of its socket when it goes.
        connect(new QObject(socket), &QObject::destroyed, this, [this] { --m_clients; });
        auto *connection = new HttpConnection(
            socket, [this](const HttpRequest &head) { return admit(head); }, m_options.limits, this);
        connect(connection, &HttpConnection::closed, connection, &QObject::deleteLater);
        connect(connection, &HttpConnection::requested, this,
                [this, connection](const HttpRequest &request, const FeedRoute &route) {
                    serve(connection, request, route);
                });
        if (m_clients > m_options.limits.clients + refusalsAtATime)
            connection->drop();
        else if (m_clients > m_options.limits.clients)
            connection->refuse(errorResponse(503, "too many clients", {{"Retry-After"_ba, "5"_ba}}));
        else
            connection->start();
    }
}

void FeedServer::serve(HttpConnection *connection, const HttpRequest &request, const FeedRoute &route)
{
    switch (route.kind) {
    case FeedRoute::Kind::WebSocket:
        return upgrade(connection);
    case FeedRoute::Kind::Sse:
        return (new SseStream(m_hub, m_options.limits, connection))->begin(cursorOf(request));
    case FeedRoute::Kind::LongPoll:
    case FeedRoute::Kind::Poll:
        new HeldPoll(m_hub, m_options.limits, connection, cursorOf(request), route.wait);
        return;
    case FeedRoute::Kind::Snapshot:
    case FeedRoute::Kind::History:
    case FeedRoute::Kind::Publish:
    case FeedRoute::Kind::Commands:
        return connection->answer(resource(request, route.kind));
    }
}

void FeedServer::upgrade(HttpConnection *connection)
{
    QTcpSocket *socket = connection->release();
    connection->deleteLater();
    socket->setParent(this);
    socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    m_webSockets.handleConnection(socket);
}

void FeedServer::takeWebSockets()
{
    while (QWebSocket *socket = m_webSockets.nextPendingConnection()) {
        adoptTcpSocket(socket);
        if (socket->state() != QAbstractSocket::ConnectedState) {
            delete socket; // gone already: no signal will say so again
            continue;
        }
        HttpRequest asked; // the head was taken off the socket by the handshake
        asked.query = socket->requestUrl().query(QUrl::FullyEncoded).toLatin1();
        asked.headers.append({"last-event-id"_ba, socket->request().rawHeader("Last-Event-ID")});
        auto *stream = new WebSocketStream(m_hub, m_options.limits, socket, this);
        connect(stream, &WebSocketStream::closed, stream, &QObject::deleteLater);
        stream->begin(cursorOf(asked));
    }
}

// A WebSocket uses the socket it was made from until its own end, so that must not go before it.
void FeedServer::adoptTcpSocket(QWebSocket *webSocket)
{
    const auto sockets = findChildren<QTcpSocket *>(Qt::FindDirectChildrenOnly);
    for (QTcpSocket *socket : sockets) {
        if (socket->peerPort() != webSocket->peerPort() || socket->peerAddress() != webSocket->peerAddress())
            continue;
        disconnect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        socket->setParent(webSocket);
    }
}

HttpResponse FeedServer::resource(const HttpRequest &request, FeedRoute::Kind kind)
{
    if (kind == FeedRoute::Kind::Snapshot)
        return {.status = 200, .body = m_hub.snapshot()};
    if (kind == FeedRoute::Kind::History)
        return history(request);
    if (kind == FeedRoute::Kind::Publish)
        return answerOf(m_hub.publishBody(request.body));
    return answerOf(m_hub.executeBody(keyOf(request), request.body));
}

HttpResponse FeedServer::history(const HttpRequest &request) const
{
    FeedHistory::Query query{.series = request.queryItem("series")};
    const bool fine = readMilliseconds(request, "from", query.from) && readMilliseconds(request, "to", query.to) &&
                      readMilliseconds(request, "step", query.step);
    if (query.series.isEmpty() || !fine)
        return errorResponse(400, "history wants series, and from, to and step in milliseconds");
    return {.status = 200, .body = m_hub.history().columns(query)};
}

} // namespace telltale
