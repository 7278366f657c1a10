// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/transportkind.h"

#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace telltale {

/// What the proxy does with a connection, decided by its first request.
struct Fault
{
    enum class Kind {
        Pass,        ///< hand everything on
        Answer,      ///< answer with `status`, `type` and `body`, and keep the connection open
        Hang,        ///< read, and never answer
        DropUpgrade, ///< hand on, without the request's Upgrade header (a middle box that knows no WebSocket)
        CutAfter     ///< hand on, and cut the connection after `bytes` towards the client
    };

    Kind kind = Kind::Pass;
    int status = 200;
    QByteArray type = "text/html";
    QByteArray body = {};
    qint64 bytes = 0;
    bool reset = false; ///< CutAfter: RST instead of FIN
};

/// A middle box between a client and a server, both on the loopback: hands bytes on, and does what a test tells it to
/// do with each connection. Keeps every request's head, so that a test can assert on what was asked.
///
/// Thread: the one it lives in.
class FaultProxy final : public QObject
{
    Q_OBJECT
public:
    /// What a request asks for, as the server would see it; and its number, from 0.
    using Rule = std::function<Fault(TransportKind kind, int number)>;

    FaultProxy(quint16 serverPort, Rule rule, QObject *parent = nullptr);

    quint16 port() const { return m_listener.serverPort(); }
    struct Request
    {
        TransportKind kind;
        QByteArray head;
    };
    /// Oldest first; later ones of a connection that is kept alive included.
    const QList<Request> &requests() const { return m_requests; }
    int cuts() const { return m_cuts; }
    /// Refuses new connections and cuts those there are; or takes them again, at the same port.
    void setDown(bool down);

private:
    struct Pair;

    void accept();
    void fromClient(Pair *pair);
    void fromServer(Pair *pair);
    void decide(Pair *pair);
    void noteRequests(Pair *pair, const QByteArray &bytes);
    void end(Pair *pair, bool reset);

    const quint16 m_serverPort;
    const Rule m_rule;
    QTcpServer m_listener;
    QList<Request> m_requests;
    int m_decided = 0;
    int m_cuts = 0;
    quint16 m_downPort = 0;
};

/// Which transport a request head asks for in Telltale's own feed.
TransportKind kindOfRequest(const QByteArray &head);

} // namespace telltale
