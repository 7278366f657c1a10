// SPDX-License-Identifier: MIT
#pragma once

#include "transport/transport.h"
#include "transport/transportlimits.h"

#include <QAbstractSocket>
#include <QElapsedTimer>
#include <QTimer>

#include <memory>

class QWebSocket;

namespace telltale {

/// A feed over WebSocket (RFC 6455), on QWebSocket.
///
/// What QWebSocket does not do is done here: a deadline for the handshake and for a message that began; limits on
/// frame, message, read buffer (F4: without it a handshake without a newline is buffered without end), frames per
/// message, pings and unsent pongs; abort() on the first error, since a refused upgrade leaves it connecting for
/// ever. Its close code is 1000 also after a bare FIN or RST, so a code is believed only if no error came and the
/// connection had stood.
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
    bool send(const QByteArray &message) override;

private:
    void finish(Error reason);

    enum class Phase { New, Connecting, Open, Closed };

    const RequestMaker m_makeRequest;
    const TransportLimits m_limits;
    Phase m_phase = Phase::New;
    std::unique_ptr<QWebSocket> m_socket;
    QTimer m_connectDeadline;
    QTimer m_progressDeadline;
};

} // namespace telltale
