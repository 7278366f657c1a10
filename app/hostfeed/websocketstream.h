// SPDX-License-Identifier: MIT
#pragma once

#include "app/hostfeed/feedstream.h"

#include <QTimer>

class QWebSocket;

namespace telltale {

/// The live stream as WebSocket text messages: one event each, the backlog in arrays. Takes commands the same way
/// and answers them with result events. closed() comes once and last.
class WebSocketStream final : public FeedStream
{
    Q_OBJECT
public:
    /// Owns the socket.
    WebSocketStream(FeedHub &hub, const FeedServerLimits &limits, QWebSocket *socket, QObject *parent);
    ~WebSocketStream() override;

    /// Closes with 1001, "going away" (RFC 6455 7.4.1).
    void finish();

    Q_SIGNAL void closed();

protected:
    qint64 unsent() const override;
    void send(const feedmessages::Control &control) override;
    void send(const QList<FeedEvent> &events) override;
    void drop() override;

private:
    void write(const QByteArray &json);

    QWebSocket *const m_socket;
    QTimer m_sweep; ///< pongs queue up without any signal: a client that pings and never reads is found by looking
};

} // namespace telltale
