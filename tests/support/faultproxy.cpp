// SPDX-License-Identifier: MIT
#include "tests/support/faultproxy.h"

#include "tests/support/scriptedserver.h"

#include <optional>

namespace telltale {

/// A connection on both sides. Owned by the proxy; deleted once either side is gone.
struct FaultProxy::Pair : QObject
{
    Pair(QTcpSocket *c, QObject *parent)
        : QObject(parent)
        , client(c)
        , server(new QTcpSocket(this))
    {
        client->setParent(this);
    }

    QTcpSocket *const client;
    QTcpSocket *const server;
    QByteArray unread; ///< of the client, until the first head is whole and decided upon
    QByteArray heads;  ///< what follows the last whole request head
    std::optional<Fault> fault;
    qint64 sent = 0; ///< towards the client
    bool upgraded = false;
    bool ended = false;
};

FaultProxy::FaultProxy(quint16 serverPort, Rule rule, QObject *parent)
    : QObject(parent)
    , m_serverPort(serverPort)
    , m_rule(std::move(rule))
{
    connect(&m_listener, &QTcpServer::newConnection, this, &FaultProxy::accept);
    m_listener.listen(QHostAddress::LocalHost);
}

void FaultProxy::setDown(bool down)
{
    if (!down) {
        m_listener.listen(QHostAddress::LocalHost, m_downPort);
        return;
    }
    m_downPort = m_listener.serverPort();
    m_listener.close();
    const auto pairs = findChildren<QObject *>(Qt::FindDirectChildrenOnly);
    for (QObject *child : pairs) {
        if (auto *pair = dynamic_cast<Pair *>(child))
            end(pair, true);
    }
}

void FaultProxy::accept()
{
    while (QTcpSocket *socket = m_listener.nextPendingConnection()) {
        auto *pair = new Pair(socket, this);
        connect(pair->client, &QTcpSocket::readyRead, this, [this, pair] { fromClient(pair); });
        connect(pair->server, &QTcpSocket::readyRead, this, [this, pair] { fromServer(pair); });
        connect(pair->client, &QTcpSocket::disconnected, this, [this, pair] { end(pair, false); });
        connect(pair->server, &QTcpSocket::disconnected, this, [this, pair] {
            fromServer(pair);
            end(pair, false);
        });
        fromClient(pair);
    }
}

void FaultProxy::fromClient(Pair *pair)
{
    if (pair->ended)
        return;
    const QByteArray bytes = pair->client->readAll();
    noteRequests(pair, bytes);
    pair->unread += bytes;
    if (!pair->fault && pair->unread.contains("\r\n\r\n"))
        decide(pair);
    if (!pair->fault || pair->fault->kind == Fault::Kind::Hang || pair->fault->kind == Fault::Kind::Answer)
        return;
    pair->server->write(pair->unread);
    pair->unread.clear();
}

void FaultProxy::decide(Pair *pair)
{
    const QByteArray head = pair->unread.left(pair->unread.indexOf("\r\n\r\n"));
    pair->fault = m_rule(kindOfRequest(head), m_decided++);
    switch (pair->fault->kind) {
    case Fault::Kind::Hang:
        break;
    case Fault::Kind::Answer:
        writeResponse(pair->client, pair->fault->status, {"Content-Type: " + pair->fault->type}, pair->fault->body);
        break;
    case Fault::Kind::DropUpgrade:
        pair->unread.replace("\r\nUpgrade: websocket", "");
        [[fallthrough]];
    case Fault::Kind::Pass:
    case Fault::Kind::CutAfter:
        pair->server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_serverPort);
        break;
    }
}

void FaultProxy::fromServer(Pair *pair)
{
    if (pair->ended)
        return;
    QByteArray bytes = pair->server->readAll();
    if (pair->fault->kind == Fault::Kind::CutAfter && pair->sent + bytes.size() >= pair->fault->bytes) {
        pair->client->write(bytes.left(pair->fault->bytes - pair->sent));
        pair->client->flush();
        ++m_cuts;
        end(pair, pair->fault->reset);
        return;
    }
    pair->sent += bytes.size();
    pair->client->write(bytes);
}

/// Keeps each request head of the connection. Bodies are not expected: these clients only ask.
void FaultProxy::noteRequests(Pair *pair, const QByteArray &bytes)
{
    if (pair->upgraded)
        return; // frames
    pair->heads += bytes;
    for (qsizetype end = pair->heads.indexOf("\r\n\r\n"); end >= 0; end = pair->heads.indexOf("\r\n\r\n")) {
        const QByteArray head = pair->heads.left(end);
        m_requests.append({kindOfRequest(head), head});
        pair->upgraded = m_requests.last().kind == TransportKind::WebSocket;
        pair->heads.remove(0, end + 4);
    }
}

void FaultProxy::end(Pair *pair, bool reset)
{
    if (pair->ended)
        return;
    pair->ended = true;
    if (reset)
        cutWithReset(pair->client);
    else
        pair->client->disconnectFromHost();
    pair->server->abort();
    if (pair->client->state() == QAbstractSocket::UnconnectedState)
        pair->deleteLater();
    else
        connect(pair->client, &QTcpSocket::disconnected, pair, &QObject::deleteLater);
}

TransportKind kindOfRequest(const QByteArray &head)
{
    if (headerValue(head, "Upgrade").toLower() == "websocket")
        return TransportKind::WebSocket;
    if (headerValue(head, "Accept").contains("text/event-stream"))
        return TransportKind::Sse;
    return headerValue(head, "Prefer").isEmpty() ? TransportKind::Poll : TransportKind::LongPoll;
}

} // namespace telltale
