// SPDX-License-Identifier: MIT
#include "tests/support/scriptedserver.h"

#include <QHostAddress>

#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace telltale {

ScriptedServer::ScriptedServer(Handler handler, QObject *parent)
    : QObject(parent)
    , m_handler(std::move(handler))
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection())
            take(socket);
    });
    if (!m_server.listen(QHostAddress::LocalHost, 0))
        qFatal("no port of 127.0.0.1 can be listened on: %ls", qUtf16Printable(m_server.errorString()));
}

QUrl ScriptedServer::url(const QString &path, const QString &scheme) const
{
    return QUrl(u"%1://127.0.0.1:%2%3"_s.arg(scheme).arg(port()).arg(path));
}

QList<QTcpSocket *> ScriptedServer::sockets() const
{
    QList<QTcpSocket *> standing;
    for (const QPointer<QTcpSocket> &socket : m_order) {
        if (socket && socket->state() == QAbstractSocket::ConnectedState)
            standing.append(socket);
    }
    return standing;
}

void ScriptedServer::take(QTcpSocket *socket)
{
    ++m_connectionCount;
    m_order.append(socket);
    m_connections.insert(socket, {});
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    connect(socket, &QTcpSocket::disconnected, this, &ScriptedServer::disconnected);
    Q_EMIT connected();
    if (m_connectionHandler)
        m_connectionHandler(socket);
}

void ScriptedServer::read(QTcpSocket *socket)
{
    if (m_connections.value(socket).upgraded)
        return;
    const QByteArray bytes = socket->readAll();
    m_bytesReceived += bytes.size();
    m_connections[socket].received += bytes;
    while (takeRequest(socket)) {
    }
}

bool ScriptedServer::takeRequest(QTcpSocket *socket)
{
    Connection &connection = m_connections[socket];
    const qsizetype end = connection.received.indexOf("\r\n\r\n");
    if (end < 0 || connection.upgraded)
        return false;
    const QByteArray head = connection.received.first(end);
    const qsizetype bodySize = headerValue(head, "Content-Length"_ba).toLongLong();
    if (connection.received.size() < end + 4 + bodySize)
        return false;
    m_requestHeads.append(head);
    m_requestBodies.append(connection.received.sliced(end + 4, bodySize));
    connection.received.remove(0, end + 4 + bodySize);
    connection.upgraded = !headerValue(head, "Upgrade"_ba).isEmpty();
    if (m_handler)
        m_handler(socket, head);
    Q_EMIT requestReceived();
    return true;
}

QByteArray headerValue(const QByteArray &requestHead, const QByteArray &name)
{
    const QByteArray wanted = name.toLower() + ':';
    for (const QByteArray &line : requestHead.split('\n')) {
        if (line.first(std::min(line.size(), wanted.size())).toLower() == wanted)
            return line.sliced(wanted.size()).trimmed();
    }
    return {};
}

QByteArray requestTarget(const QByteArray &requestHead)
{
    return requestHead.split(' ').value(1);
}

void writeHead(QTcpSocket *socket, int status, const HeaderLines &headers)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\n";
    for (const QByteArray &header : headers)
        head += header + "\r\n";
    socket->write(head + "\r\n");
}

void writeResponse(QTcpSocket *socket, int status, const HeaderLines &headers, const QByteArray &body)
{
    writeHead(socket, status, headers + HeaderLines{"Content-Length: " + QByteArray::number(body.size())});
    socket->write(body);
}

void writeChunkedHead(QTcpSocket *socket, int status, const HeaderLines &headers)
{
    writeHead(socket, status, headers + HeaderLines{"Transfer-Encoding: chunked"_ba});
}

void writeChunk(QTcpSocket *socket, const QByteArray &chunk)
{
    socket->write(QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n");
}

void writeLastChunk(QTcpSocket *socket)
{
    socket->write("0\r\n\r\n");
}

void cutWithFin(QTcpSocket *socket)
{
    socket->disconnectFromHost();
}

void cutWithReset(QTcpSocket *socket)
{
    socket->flush();
    // A linger time of zero makes the kernel answer close() with RST instead of FIN.
    const linger atOnce{1, 0};
    setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof(atOnce));
    socket->abort();
}

} // namespace telltale
