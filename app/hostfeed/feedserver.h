// SPDX-License-Identifier: MIT
#pragma once

#include "app/hostfeed/feedhub.h"
#include "app/hostfeed/feedroute.h"
#include "app/hostfeed/feedserverlimits.h"
#include "app/hostfeed/requestguard.h"
#include "transport/protocol/result.h"

#include <QObject>
#include <QTcpServer>
#include <QUrl>
#include <QWebSocketServer>

#include <optional>
#include <variant>

class QWebSocket;

namespace telltale {

class HttpConnection;

struct FeedServerOptions
{
    QString host = QStringLiteral("127.0.0.1"); ///< an IP address, or "localhost"
    quint16 port = 0;                           ///< 0: any free one
    QByteArray token = {};        ///< what clients must bring; required beyond the loopback. Empty: none asked
    QList<QByteArray> names = {}; ///< further host names that clients may use: see RequestGuard
    FeedHubOptions feed = {};
    FeedServerLimits limits = {};
};

/// The reference server of Telltale's native feed: one port, four transports (WebSocket, SSE, long poll, poll), and
/// the resources /snapshot, /history, /publish and /commands. It serves "/" and the same at "/feed".
///
/// Choices where the feed's definition leaves one: every poll's answer begins with hello; a hello carries "resume"
/// only where the client brought an id; a long poll without an id is answered at once, so that the client is not
/// left without a word and learns from hello where the feed stands; hello's head is that of the moment the request
/// came. Errors are answered {"error":"in words"}.
///
///   listen() --> publish()* --> [goAway()] --> close() or destruction
///
/// Thread: the one it lives in; nothing in it blocks. Logs neither payloads nor headers.
class FeedServer final : public QObject
{
    Q_OBJECT
public:
    explicit FeedServer(FeedServerOptions options, QObject *parent = nullptr);
    ~FeedServer() override;

    /// The address to reach it by, http://HOST:PORT/feed; or why not: Usage for an address that is none or a missing
    /// token, else ConnectionRefused with the system's words (address in use, permission denied).
    Result<QUrl> listen();
    Result<Cursor> publish(const QByteArray &type, QByteArrayView data) { return m_hub.publish(type, data); }
    /// Everything published so far that is still remembered: ids and data as the clients get them.
    const FeedLog &log() const { return m_hub.log(); }
    FeedHub &hub() { return m_hub; }
    /// Tells every client to reconnect, spread over that time. Connections stay.
    void goAway(std::chrono::seconds after) { m_hub.goAway(after); }
    /// Takes no more clients and closes those there are.
    void close();
    int clientCount() const { return m_clients; }

private:
    std::variant<FeedRoute, HttpResponse> admit(const HttpRequest &head) const;
    void takeConnections();
    void takeWebSockets();
    void serve(HttpConnection *connection, const HttpRequest &request, const FeedRoute &route);
    void upgrade(HttpConnection *connection);
    void adoptTcpSocket(QWebSocket *webSocket);
    HttpResponse resource(const HttpRequest &request, FeedRoute::Kind kind);
    HttpResponse history(const HttpRequest &request) const;

    const FeedServerOptions m_options;
    FeedHub m_hub;
    QTcpServer m_listener;
    QWebSocketServer m_webSockets;
    std::optional<RequestGuard> m_guard; ///< once the port is known
    int m_clients = 0;                   ///< TCP sockets that exist, upgraded ones too
};

} // namespace telltale
