// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/scriptedserver.h"
#include "transport/protocol/transportkind.h"

#include <functional>
#include <memory>

namespace telltale {

/// A feed that is well behaved, turns on its clients when told to, and is well behaved again: in both directions every
/// connection is cut, so that the next request meets the other server. Well behaved it says hello and then sends an
/// event of type "metrics" twenty times a second over a stream, and two events in each poll's answer; ids go on where
/// they were.
///
/// Thread: the one it lives in.
class HostileServer final : public QObject
{
    Q_OBJECT
public:
    /// What it does to one client.
    struct Attack
    {
        QByteArray name;
        QList<TransportKind> transports; ///< that the client is to be given
        /// Answers one request, now and later; it writes by feed() where that is much.
        std::function<void(HostileServer &, QTcpSocket *, const QByteArray &requestHead)> answer;
        /// Also /history and /snapshot, which are empty otherwise.
        bool answersAll = false;
    };

    /// All there are, each with its own name.
    static QList<Attack> attacks();

    explicit HostileServer(QObject *parent = nullptr);

    QUrl url() const { return m_server.url(); }
    void attack(const Attack &attack);
    void behave();
    /// Requests for the feed since the last change of behaviour.
    int requests() const { return m_requests; }
    /// The others: for the past.
    int pastRequests() const { return m_pastRequests; }
    /// Bytes that the kernel took since then.
    qint64 sent() const { return m_sent; }

    /// Writes what next() gives as fast as the client reads, until the connection ends. What the client sends is never
    /// read.
    void feed(QTcpSocket *socket, std::function<QByteArray()> next);
    /// One byte each second of a text, from its start again at its end.
    void dribble(QTcpSocket *socket, const QByteArray &text);
    /// An event of this feed, with the next id, as the transport carries it.
    QByteArray event(TransportKind kind, const QByteArray &type, const QByteArray &data);
    QByteArray hello(TransportKind kind) const;

private:
    void answer(QTcpSocket *socket, const QByteArray &head);
    void answerWell(QTcpSocket *socket, const QByteArray &head);
    void change();

    ScriptedServer m_server;
    std::unique_ptr<Attack> m_attack;
    int m_requests = 0;
    int m_pastRequests = 0;
    qint64 m_sent = 0;
    quint64 m_sequence = 0;
};

} // namespace telltale
