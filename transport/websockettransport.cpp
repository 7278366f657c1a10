// SPDX-License-Identifier: MIT
#include "transport/websockettransport.h"

#include "transport/logging.h"
#include "transport/websocketfault.h"

#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

/// Room in the read buffer beyond one frame: a frame must fit with its header of up to 14 bytes, or it never
/// completes and nobody is told.
constexpr qint64 readAhead = 64 << 10;

bool hasLineBreak(const QByteArray &text)
{
    return text.contains('\r') || text.contains('\n') || text.contains('\0');
}

std::optional<Error> findFault(const TransportRequest &request)
{
    const QString scheme = request.url.scheme();
    if (!request.url.isValid() || request.url.host().isEmpty() || (scheme != "ws"_L1 && scheme != "wss"_L1))
        return Error{ErrorKind::Usage,
                     u"\"%1\" is not the address of a WebSocket"_s.arg(request.url.toDisplayString(QUrl::RemoveQuery))};
    for (const auto &[name, value] : request.headers) {
        // QWebSocket writes headers as they are: a line break would begin a header of its own.
        if (hasLineBreak(name) || hasLineBreak(value))
            return Error{ErrorKind::Usage, u"a request header has a line break"_s};
    }
    return std::nullopt;
}

QNetworkRequest toNetworkRequest(const TransportRequest &request)
{
    QNetworkRequest upgrade(request.url);
    for (const auto &[name, value] : request.headers)
        upgrade.setRawHeader(name, value);
    return upgrade;
}

QWebSocketHandshakeOptions toHandshakeOptions(const TransportRequest &request)
{
    QStringList subprotocols;
    for (const QByteArray &subprotocol : request.subprotocols)
        subprotocols.append(QString::fromLatin1(subprotocol));
    QWebSocketHandshakeOptions options;
    options.setSubprotocols(subprotocols);
    return options;
}

} // namespace

WebSocketTransport::WebSocketTransport(RequestMaker makeRequest, TransportLimits limits, QObject *parent)
    : Transport(parent)
    , m_makeRequest(std::move(makeRequest))
    , m_limits(limits)
{
    m_connectDeadline.setSingleShot(true);
    m_progressDeadline.setSingleShot(true);
    m_turn.setSingleShot(true);
    connect(&m_connectDeadline, &QTimer::timeout, this, &WebSocketTransport::takeConnectDeadline);
    connect(&m_progressDeadline, &QTimer::timeout, this, [this] {
        finish({ErrorKind::Stalled, u"a message began and did not end in time"_s});
    });
    connect(&m_turn, &QTimer::timeout, this, [this] { m_unitsThisTurn = 0; });
}

WebSocketTransport::~WebSocketTransport()
{
    releaseSocket();
}

void WebSocketTransport::open()
{
    if (m_phase != Phase::New)
        return;
    m_phase = Phase::Connecting;
    const TransportRequest request = m_makeRequest();
    if (const auto fault = findFault(request))
        return finish(*fault);
    m_firstMessages = request.firstMessages;
    makeSocket();
    m_connectDeadline.start(m_limits.connect);
    m_socket->open(toNetworkRequest(request), toHandshakeOptions(request));
    if (m_phase != Phase::Connecting)
        return;
    // QWebSocket has no signal for what it receives and answers by itself; the socket below it has.
    m_tcp = m_socket->findChild<QTcpSocket *>();
    if (m_tcp)
        connect(m_tcp, &QTcpSocket::readyRead, this, &WebSocketTransport::watchUnsent);
}

void WebSocketTransport::close()
{
    if (m_phase == Phase::Open) {
        m_socket->disconnect(this);
        m_socket->close();
    }
    finish({ErrorKind::Cancelled, u"closed"_s});
}

bool WebSocketTransport::ping()
{
    if (m_phase != Phase::Open || unsent() > m_limits.unsent)
        return false;
    m_socket->ping(QByteArray::number(++m_pingsSent));
    return m_phase == Phase::Open;
}

bool WebSocketTransport::send(const QByteArray &message)
{
    if (m_phase != Phase::Open || !message.isValidUtf8() || message.size() > m_limits.unsent - unsent())
        return false;
    m_socket->sendTextMessage(QString::fromUtf8(message));
    return m_phase == Phase::Open;
}

void WebSocketTransport::makeSocket()
{
    m_socket = std::make_unique<QWebSocket>();
    m_socket->setMaxAllowedIncomingFrameSize(static_cast<quint64>(m_limits.frame));
    m_socket->setMaxAllowedIncomingMessageSize(static_cast<quint64>(m_limits.message));
    m_socket->setOutgoingFrameSize(std::min(static_cast<quint64>(m_limits.frame), QWebSocket::maxOutgoingFrameSize()));
    m_socket->setReadBufferSize(m_limits.frame + readAhead);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    m_socket->setSslConfiguration(tls);
    connectSocket();
}

void WebSocketTransport::connectSocket()
{
    QWebSocket *socket = m_socket.get();
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(socket, &QWebSocket::errorOccurred, this, &WebSocketTransport::takeError);
#else
    connect(socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &WebSocketTransport::takeError);
#endif
    connect(socket, &QWebSocket::connected, this, &WebSocketTransport::takeConnected);
    connect(socket, &QWebSocket::aboutToClose, this, &WebSocketTransport::takeClose);
    // Queued: where a connection is refused, disconnected() comes before the error that says why.
    connect(socket, &QWebSocket::disconnected, this, &WebSocketTransport::takeEnd, Qt::QueuedConnection);
    connect(socket, &QWebSocket::textFrameReceived, this, [this](const QString &, bool isLast) { takeFrame(isLast); });
    connect(socket, &QWebSocket::binaryFrameReceived, this,
            [this](const QByteArray &, bool isLast) { takeFrame(isLast); });
    connect(socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &message) { takeMessage(message.toUtf8(), false); });
    connect(socket, &QWebSocket::binaryMessageReceived, this,
            [this](const QByteArray &message) { takeMessage(message, true); });
    connect(socket, &QWebSocket::pong, this, [this](quint64, const QByteArray &payload) { takePong(payload); });
}

void WebSocketTransport::releaseSocket()
{
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    if (m_tcp)
        m_tcp->disconnect(this);
    m_tcp = nullptr;
    m_socket->abort();
    m_socket.release()->deleteLater(); // it may be what is calling us
}

void WebSocketTransport::finish(Error reason)
{
    if (m_phase == Phase::Closed)
        return;
    m_phase = Phase::Closed;
    qCDebug(logTransport) << "WebSocket closed:" << toWord(reason.kind) << reason.httpStatus << reason.closeCode;
    m_connectDeadline.stop();
    m_progressDeadline.stop();
    m_turn.stop();
    releaseSocket();
    QMetaObject::invokeMethod(
        this, [this, reason = std::move(reason)] { Q_EMIT closed(reason); }, Qt::QueuedConnection);
}

void WebSocketTransport::takeConnected()
{
    m_phase = Phase::Open;
    m_connectDeadline.stop();
    for (const QByteArray &message : std::as_const(m_firstMessages)) {
        if (!send(message))
            return finish({ErrorKind::Usage, u"a first message cannot be sent: not UTF-8, or too large"_s});
    }
    m_firstMessages.clear();
    Q_EMIT opened();
}

void WebSocketTransport::takeError(QAbstractSocket::SocketError error)
{
    // The last messages, a close frame or the answer that refuses us may have come just before the end and are still
    // to be read: that was queued before this is.
    if (error == QAbstractSocket::RemoteHostClosedError) {
        QMetaObject::invokeMethod(this, &WebSocketTransport::takeEnd, Qt::QueuedConnection);
        return;
    }
    // QWebSocket calls a handshake that it does not like a refused connection; its socket knows better.
    const bool isHandshake = error == QAbstractSocket::ConnectionRefusedError && m_socket->error() != error;
    finish(isHandshake ? handshakeFault(m_socket->errorString()) : socketFault(error, m_socket->errorString()));
}

void WebSocketTransport::takeClose()
{
    if (m_phase == Phase::Open)
        finish(closeFault(m_socket->closeCode(), m_socket->closeReason()));
}

void WebSocketTransport::takeEnd()
{
    finish(socketFault(QAbstractSocket::RemoteHostClosedError, {}));
}

void WebSocketTransport::takeFrame(bool isLast)
{
    if (isLast)
        return;
    if (++m_framesOfMessage >= m_limits.framesPerMessage)
        return finish({ErrorKind::Flood, u"a message came in too many frames"_s});
    if (!m_progressDeadline.isActive())
        m_progressDeadline.start(m_limits.progress);
    Q_EMIT alive();
}

void WebSocketTransport::takeMessage(QByteArray payload, bool isBinary)
{
    m_progressDeadline.stop();
    m_framesOfMessage = 0;
    if (!count())
        return;
    // QWebSocket counts text in UTF-16 units, of which one may be three bytes.
    if (payload.size() > m_limits.message)
        return finish({ErrorKind::TooLarge, u"a message is over its size limit"_s});
    Frame frame;
    frame.payload = std::move(payload);
    frame.isBinary = isBinary;
    frame.receivedAt = BootClock::now();
    Q_EMIT frameReceived(frame);
}

void WebSocketTransport::takePong(const QByteArray &payload)
{
    if (!count())
        return;
    // A pong that answers no ping of ours is a heartbeat of the peer's (RFC 6455 5.5.3).
    const quint64 number = payload.toULongLong();
    if (number >= 1 && number <= m_pingsSent)
        Q_EMIT pongReceived();
    else
        Q_EMIT alive();
}

void WebSocketTransport::takeConnectDeadline()
{
    if (hasReachedPeer())
        finish({ErrorKind::HandshakeTimeout, u"the server did not answer in time"_s});
    else
        finish({ErrorKind::ConnectTimeout, u"no connection in time"_s});
}

bool WebSocketTransport::count()
{
    if (!m_turn.isActive())
        m_turn.start(0);
    if (++m_unitsThisTurn <= m_limits.messagesPerTick)
        return true;
    finish({ErrorKind::Flood, u"too many messages at once"_s});
    return false;
}

void WebSocketTransport::watchUnsent()
{
    if (unsent() > m_limits.unsent)
        finish({ErrorKind::Flood, u"the server asks for answers and does not read them"_s});
}

bool WebSocketTransport::hasReachedPeer() const
{
    const auto *tls = qobject_cast<const QSslSocket *>(m_tcp);
    return m_tcp && m_tcp->state() == QAbstractSocket::ConnectedState && (!tls || tls->isEncrypted());
}

qint64 WebSocketTransport::unsent() const
{
    // What TLS has already encrypted waits in a buffer of its own.
    const auto *tls = qobject_cast<const QSslSocket *>(m_tcp);
    return m_socket->bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0);
}

} // namespace telltale
