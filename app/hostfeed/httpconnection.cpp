// SPDX-License-Identifier: MIT
#include "app/hostfeed/httpconnection.h"

#include <QTcpSocket>

#include <algorithm>
#include <utility>

namespace telltale {

using namespace Qt::StringLiterals;

HttpConnection::HttpConnection(QTcpSocket *socket, HttpAdmission admit, const FeedServerLimits &limits, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_admit(std::move(admit))
    , m_limits(limits)
    , m_parser(limits.http)
    , m_deadline(this)
{
    m_socket->setParent(this);
    // A whole head must fit, since it is looked at before it is taken; beyond that TCP pushes back.
    m_socket->setReadBufferSize(std::max<qint64>(64 << 10, 2 * m_limits.http.head));
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &HttpConnection::onDeadline);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::onReadyRead);
    connect(m_socket, &QTcpSocket::disconnected, this, &HttpConnection::onDisconnected);
    connect(m_socket, &QTcpSocket::bytesWritten, this, [this] {
        Q_EMIT written();
        process(); // answers that were not read hold the next request up
    });
}

HttpConnection::~HttpConnection()
{
    // The socket, a child, is destroyed after this object's own part: its last signals have nobody to go to.
    if (m_socket)
        m_socket->disconnect(this);
}

void HttpConnection::start()
{
    m_deadline.start(m_limits.request);
    process();
}

void HttpConnection::process()
{
    while (processOnce()) {
    }
}

// Does one thing, and says whether there may be more to do.
bool HttpConnection::processOnce()
{
    if (m_state != State::Reading || m_socket->bytesAvailable() == 0 || unsent() > m_limits.unsent / 4)
        return false;
    if (!m_begun) {
        m_begun = true;
        m_deadline.start(m_limits.request);
    }
    const bool atHead = m_parser.phase() == HttpRequestParser::Phase::Head;
    const QByteArray pending = m_socket->peek(atHead ? m_limits.http.head + 1 : m_parser.bodyMissing());
    const Result<qsizetype> taken = m_parser.feed(pending);
    if (!taken) {
        fail(taken.error());
        return false;
    }
    if (*taken == 0 || (atHead && !admitHead(*taken)))
        return false;
    if (!atHead)
        m_socket->skip(*taken);
    if (m_parser.phase() == HttpRequestParser::Phase::Complete) {
        m_state = State::Answering;
        m_begun = false;
        m_deadline.stop();
        Q_EMIT requested(m_parser.take(), m_route);
    }
    return true;
}

// Takes the head off the socket, unless it is an upgrade's. False where the reading ends here.
bool HttpConnection::admitHead(qsizetype headSize)
{
    const HttpRequest &head = m_parser.head();
    const bool complete = m_parser.phase() == HttpRequestParser::Phase::Complete;
    m_keepAlive = head.keepAlive && complete;
    m_withBody = head.method != "HEAD"_ba;
    const auto admitted = m_admit(head);
    if (const auto *refusal = std::get_if<HttpResponse>(&admitted)) {
        m_socket->skip(headSize);
        m_parser.take();
        m_begun = false;
        if (complete)
            answer(*refusal);
        else
            refuse(*refusal);
        return m_state == State::Reading;
    }
    m_route = std::get<FeedRoute>(admitted);
    m_keepAlive = head.keepAlive;
    if (m_route.kind == FeedRoute::Kind::WebSocket) {
        // A client must wait for our 101 before it sends frames (RFC 6455 4.1), and the handshake would lose them.
        if (m_socket->bytesAvailable() > headSize) {
            refuse(errorResponse(400, "frames before the upgrade was answered"));
            return false;
        }
        m_state = State::Answering;
        Q_EMIT requested(HttpRequest(head), m_route);
        return false;
    }
    m_socket->skip(headSize);
    if (!complete && head.header("expect").toLower() == "100-continue"_ba)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    return true;
}

void HttpConnection::fail(const Error &error)
{
    refuse(errorResponse(error.httpStatus, error.message.toUtf8()));
}

void HttpConnection::refuse(const HttpResponse &response)
{
    if (m_state == State::Closed)
        return;
    m_socket->write(toBytes(response, wallClockNow(), false, m_withBody));
    linger();
}

void HttpConnection::linger()
{
    m_state = State::Lingering;
    m_deadline.start(m_limits.linger);
    onReadyRead();
}

void HttpConnection::answer(const HttpResponse &response)
{
    if (m_state == State::Closed)
        return;
    m_socket->write(toBytes(response, wallClockNow(), m_keepAlive, m_withBody));
    if (!m_keepAlive)
        return finish();
    m_state = State::Reading;
    m_deadline.start(m_limits.idle);
    // Not from here: the caller may be inside requested(), and many pipelined requests must not nest.
    QMetaObject::invokeMethod(this, &HttpConnection::process, Qt::QueuedConnection);
}

void HttpConnection::beginStream()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Streaming;
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->write(eventStreamHead(wallClockNow()));
    onReadyRead();
}

void HttpConnection::write(const QByteArray &bytes)
{
    if (m_state == State::Streaming)
        m_socket->write(bytes);
}

qint64 HttpConnection::unsent() const
{
    return m_socket ? m_socket->bytesToWrite() : 0;
}

void HttpConnection::finish()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Finishing;
    m_deadline.start(m_limits.request);
    m_socket->flush(); // what the kernel takes is sent even if this object goes before the loop turns again
    m_socket->disconnectFromHost();
}

void HttpConnection::drop()
{
    if (m_state != State::Closed)
        m_socket->abort();
}

QTcpSocket *HttpConnection::release()
{
    m_state = State::Closed;
    m_deadline.stop();
    m_socket->disconnect(this);
    m_socket->setReadBufferSize(0);
    return std::exchange(m_socket, nullptr);
}

void HttpConnection::onReadyRead()
{
    if (m_state == State::Reading)
        process();
    else if (m_state == State::Streaming || m_state == State::Lingering || m_state == State::Finishing)
        m_socket->skip(m_socket->bytesAvailable());
}

void HttpConnection::onDeadline()
{
    if (m_state == State::Reading && m_begun && m_socket->bytesAvailable() + m_parser.bodyMissing() > 0) {
        m_keepAlive = false;
        return refuse(errorResponse(408, "the request took too long"));
    }
    if (m_state == State::Lingering || (m_state == State::Reading && unsent() == 0))
        return finish();
    drop();
}

void HttpConnection::onDisconnected()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    m_deadline.stop();
    Q_EMIT closed();
}

} // namespace telltale
