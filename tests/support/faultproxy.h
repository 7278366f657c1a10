// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/faultconnection.h"
#include "tests/support/faultlog.h"
#include "tests/support/faultrule.h"

#include <QObject>
#include <QTcpServer>

#include <functional>

namespace telltale {

/// A middle box between a client and a server: hands bytes on, and does to each connection what a rule tells it to.
/// Real sockets; FaultRules decide, FaultConnection does, FaultLog remembers. Keeps every request's head, too, so that
/// a test can assert on what was asked.
///
/// It listens on a free port of the loopback from construction on. Thread: the one it lives in.
class FaultProxy final : public QObject
{
    Q_OBJECT
public:
    /// What the first request of a connection asks for, as the server would see it; and its number, from 0.
    using Rule = std::function<Fault(TransportKind kind, int number)>;

    FaultProxy(quint16 serverPort, Rule rule, QObject *parent = nullptr);
    FaultProxy(quint16 serverPort, FaultRules rules, QObject *parent = nullptr);

    /// In place of those there were, for connections that are yet to be decided upon.
    void setRules(FaultRules rules) { m_rules = std::move(rules); }
    /// The server, if it is another than the one of the loopback, for connections to come.
    void setServer(FaultConnection::Server server) { m_server = std::move(server); }
    /// Another address to listen on; false if that cannot be had.
    bool listen(const QHostAddress &address, quint16 port);

    quint16 port() const { return m_listener.serverPort(); }
    struct Request
    {
        TransportKind kind;
        QByteArray head;
    };
    /// Oldest first; later ones of a connection that is kept alive included.
    const QList<Request> &requests() const { return m_requests; }
    FaultLog &log() { return m_log; }
    const FaultLog &log() const { return m_log; }
    int cuts() const { return m_log.count(Fault::Kind::CutAfter); }

    /// Does this to the connections that have been handed on, from now on; their number.
    int impose(const Fault &fault);
    /// Refuses new connections and cuts those there are; or takes them again, at the same port.
    void setDown(bool down);

private:
    void accept();
    QList<FaultConnection *> connections() const;

    FaultConnection::Server m_server;
    Rule m_rule; ///< in place of m_rules, if there is one
    FaultRules m_rules;
    QTcpServer m_listener;
    FaultLog m_log;
    QList<Request> m_requests;
    int m_accepted = 0;
    int m_decided = 0;
    quint16 m_downPort = 0;
};

} // namespace telltale
