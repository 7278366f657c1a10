// SPDX-License-Identifier: MIT
#pragma once

#include "transport/transport.h"
#include "transport/transportlimits.h"

#include <QAbstractSocket>
#include <QTimer>

#include <memory>

class QTcpSocket;
class QWebSocket;

namespace telltale {

/// A feed over WebSocket (RFC 6455), on QWebSocket.
///
/// What QWebSocket does not do is done here: a deadline for the handshake and for a message that began; limits on
/// frame, message, read buffer (without the last, a handshake without a newline is buffered without end), frames per
/// message, messages and pongs per turn, and unsent bytes (a peer that pings and does not read); abort() on the first
/// error, since a refused upgrade leaves QWebSocket connecting for ever. Its close code is 1000 also after a bare FIN
/// or RST, so a code is believed only if no error came and the connection had stood.
///
/// Not seen, because QWebSocket does not tell: the peer's pings (they are answered), and a frame that has come in part.
/// Qt ends a frame that stands still for 5 s; one that trickles is silence, and that is the policy's watch.
///
/// A session ended by close() tells the peer so in a close frame, if that can be sent without waiting.
class WebSocketTransport final : public Transport
{
    Q_OBJECT
public:
    WebSocketTransport(RequestMaker makeRequest, TransportLimits limits, QObject *parent = nullptr);
    ~WebSocketTransport() override;

    TransportKind kind() const noexcept override { return TransportKind::WebSocket; }
    void open() override;
    void close() override;
    bool ping() override;
    /// False also if the message is not UTF-8, or would be over TransportLimits::unsent with what is still queued.
    bool send(const QByteArray &message) override;

private:
    void makeSocket();
    void connectSocket();
    void releaseSocket();
    void finish(Error reason);

    void takeConnected();
    void takeError(QAbstractSocket::SocketError error);
    void takeClose();
    void takeEnd();
    void takeFrame(bool isLast);
    void takeMessage(QByteArray payload, bool isBinary);
    void takePong(const QByteArray &payload);
    void takeConnectDeadline();
    /// Counts a message or a pong; false if there were too many and the session has ended.
    bool count();
    void watchUnsent();

    bool hasReachedPeer() const;
    qint64 unsent() const;

    enum class Phase {
        New,
        Connecting, ///< name, TCP, TLS, upgrade
        Open,
        Closed ///< finished; closed() has been or is about to be emitted
    };

    const RequestMaker m_makeRequest;
    const TransportLimits m_limits;
    Phase m_phase = Phase::New;
    std::unique_ptr<QWebSocket> m_socket;
    QTcpSocket *m_tcp = nullptr; ///< what m_socket sits on, its child
    QList<QByteArray> m_firstMessages;
    QTimer m_connectDeadline;
    QTimer m_progressDeadline;
    QTimer m_turn; ///< fires when the event loop has come round
    int m_unitsThisTurn = 0;
    int m_framesOfMessage = 0;
    quint64 m_pingsSent = 0;
};

} // namespace telltale
