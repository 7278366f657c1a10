// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <utility>

namespace telltale {

/// A TCP server on 127.0.0.1 that does what a test tells it, byte by byte: no HTTP library in between that would mend
/// what the test breaks.
///
/// For every request head that arrives (up to its empty line; a body announced by Content-Length is read too) the
/// handler is called once and decides what to write, now or later: sockets live as long as the server. A head that
/// asks for an upgrade ends the reading: what comes after it is the handler's, who connects to readyRead().
/// Thread: the one it lives in.
class ScriptedServer : public QObject
{
    Q_OBJECT
public:
    using Handler = std::function<void(QTcpSocket *, const QByteArray &requestHead)>;

    explicit ScriptedServer(Handler handler, QObject *parent = nullptr);

    void setHandler(Handler handler) { m_handler = std::move(handler); }
    /// Called for each connection before a byte of it is read: to write first, or to cut it at once.
    void setConnectionHandler(std::function<void(QTcpSocket *)> handler) { m_connectionHandler = std::move(handler); }

    quint16 port() const { return m_server.serverPort(); }
    /// "http://127.0.0.1:PORT/path"
    QUrl url(const QString &path = QStringLiteral("/feed"), const QString &scheme = QStringLiteral("http")) const;

    /// Heads as received, with the request line, without the empty line at the end; oldest first.
    const QList<QByteArray> &requestHeads() const { return m_requestHeads; }
    /// The bodies that belong to them; empty where there was none.
    const QList<QByteArray> &requestBodies() const { return m_requestBodies; }
    int connectionCount() const { return m_connectionCount; }
    /// Bytes received over all connections, heads and bodies included.
    qint64 bytesReceived() const { return m_bytesReceived; }
    /// The connections that still stand, oldest first.
    QList<QTcpSocket *> sockets() const;
    /// Nobody listens any more; connections that stand are kept.
    void stopListening() { m_server.close(); }

Q_SIGNALS:
    void requestReceived();
    void connected();
    void disconnected();

private:
    struct Connection
    {
        QByteArray received;
        bool upgraded = false;
    };

    void take(QTcpSocket *socket);
    void read(QTcpSocket *socket);
    bool takeRequest(QTcpSocket *socket);

    Handler m_handler;
    std::function<void(QTcpSocket *)> m_connectionHandler;
    QTcpServer m_server;
    QHash<QTcpSocket *, Connection> m_connections;
    QList<QPointer<QTcpSocket>> m_order;
    QList<QByteArray> m_requestHeads;
    QList<QByteArray> m_requestBodies;
    int m_connectionCount = 0;
    qint64 m_bytesReceived = 0;
};

using HeaderLines = QList<QByteArray>;

/// The value of a header field in a request head, names compared without case; empty if absent.
QByteArray headerValue(const QByteArray &requestHead, const QByteArray &name);
/// The path and query of a request head's first line.
QByteArray requestTarget(const QByteArray &requestHead);

/// Status line and header lines ("Name: value"), with the empty line that ends them.
void writeHead(QTcpSocket *socket, int status, const HeaderLines &headers = {});
/// A whole answer; Content-Length is added, the connection stays open.
void writeResponse(QTcpSocket *socket, int status, const HeaderLines &headers = {}, const QByteArray &body = {});
/// The head of a chunked answer, then its chunks, then its end.
void writeChunkedHead(QTcpSocket *socket, int status, const HeaderLines &headers = {});
void writeChunk(QTcpSocket *socket, const QByteArray &chunk);
void writeLastChunk(QTcpSocket *socket);

/// FIN, after what was written has been sent.
void cutWithFin(QTcpSocket *socket);
/// RST, after what was written has been handed to the kernel.
void cutWithReset(QTcpSocket *socket);

} // namespace telltale
