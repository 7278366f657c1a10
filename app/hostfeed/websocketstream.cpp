// SPDX-License-Identifier: MIT
#include "app/hostfeed/websocketstream.h"

#include "app/hostfeed/feedhub.h"

#include <QWebSocket>

namespace telltale {

using namespace Qt::StringLiterals;

WebSocketStream::WebSocketStream(FeedHub &hub, const FeedServerLimits &limits, QWebSocket *socket, QObject *parent)
    : FeedStream(hub, limits, parent)
    , m_socket(socket)
    , m_sweep(this)
{
    m_socket->setParent(this);
    m_socket->setMaxAllowedIncomingFrameSize(quint64(m_limits.message));
    m_socket->setMaxAllowedIncomingMessageSize(quint64(m_limits.message));
    connect(m_socket, &QWebSocket::disconnected, this, &WebSocketStream::closed);
    connect(m_socket, &QWebSocket::bytesWritten, this, [this] { pump(); });
    connect(m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &message) {
        send(feedmessages::result(m_hub.executeMessage(message.toUtf8())));
        dropIfFlooded();
    });
    connect(m_socket, &QWebSocket::binaryMessageReceived, this,
            [this] { m_socket->close(QWebSocketProtocol::CloseCodeDatatypeNotSupported, u"text only"_s); });
    connect(&m_sweep, &QTimer::timeout, this, [this] { dropIfFlooded(); });
    m_sweep.start(1000);
}

WebSocketStream::~WebSocketStream()
{
    m_socket->disconnect(this); // its destructor closes, and has nobody to tell
}

void WebSocketStream::finish()
{
    m_socket->close(QWebSocketProtocol::CloseCodeGoingAway);
}

qint64 WebSocketStream::unsent() const
{
    return m_socket->bytesToWrite();
}

void WebSocketStream::send(const feedmessages::Control &control)
{
    write(feedmessages::toJson(control));
}

void WebSocketStream::send(const QList<FeedEvent> &events)
{
    if (events.size() == 1)
        return write(feedmessages::toJson(events.constFirst()));
    QList<QByteArray> texts;
    for (const FeedEvent &event : events)
        texts.append(feedmessages::toJson(event));
    write(feedmessages::toArray(texts));
}

void WebSocketStream::write(const QByteArray &json)
{
    if (m_socket->state() == QAbstractSocket::ConnectedState)
        m_socket->sendTextMessage(QString::fromUtf8(json));
}

void WebSocketStream::drop()
{
    m_socket->abort();
}

} // namespace telltale
