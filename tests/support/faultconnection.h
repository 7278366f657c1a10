// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/faultlog.h"
#include "tests/support/faultrule.h"
#include "tests/support/unitsplitter.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <functional>
#include <optional>

namespace telltale {

/// One client's connection through a FaultProxy, on both sides: carries out the fault that its first request is given.
///
/// Life: construct with a connected socket, which it owns; asked() for each request head; over once either side is
/// gone, and then deletes itself. Thread: the one it lives in.
class FaultConnection final : public QObject
{
    Q_OBJECT
public:
    using Decide = std::function<Fault(const QByteArray &head)>;
    struct Server
    {
        QString host;
        quint16 port = 0;
    };

    FaultConnection(int number, QTcpSocket *client, Server server, Decide decide, FaultLog &log, QObject *parent);

    ~FaultConnection() override;

    /// Begins to read.
    void start();
    /// From now on this fault instead, its bytes and units counted from here. Only for a connection that has been
    /// handed on; what a fault before it still keeps back is released first.
    void impose(const Fault &fault);
    void end(bool reset);
    bool isHandedOn() const { return !m_ended && m_server.state() == QAbstractSocket::ConnectedState; }

Q_SIGNALS:
    void asked(const QByteArray &head);

private:
    /// Bytes on their way to the client, not before `due`.
    struct Piece
    {
        qint64 due = 0;
        QByteArray bytes;
    };

    void fromClient();
    void fromServer();
    void serverGone();
    void decide();
    void noteRequests(const QByteArray &bytes);
    void stripFromRequest(const QList<QByteArray> &names);
    QByteArray changedUnits(const QByteArray &bytes);
    QByteArray changedUnit(const UnitSplitter::Unit &unit);
    QByteArray changedHead(const QByteArray &head);
    void toClient(const QByteArray &bytes);
    void cutAfter(const QByteArray &bytes);
    void silenceAfter(const QByteArray &bytes);
    void enqueue(const QByteArray &bytes);
    void takeTurn();
    void release();
    void write(const QByteArray &bytes);
    void injected(const QByteArray &detail = {});
    void injectedOnce(const QByteArray &detail = {});

    const int m_number;
    QTcpSocket *const m_client;
    QTcpSocket m_server;
    const Server m_address;
    const Decide m_decide;
    FaultLog &m_log;
    QTimer m_turn;
    QElapsedTimer m_clock;
    std::optional<Fault> m_fault;
    UnitSplitter m_splitter;
    QByteArray m_unread;      ///< of the client, until the first head is whole and decided upon
    QByteArray m_heads;       ///< what follows the last whole request head
    QList<Piece> m_queue;     ///< Delay, Slice, Rate, HoldBack
    QByteArray m_postponed;   ///< Reorder: the unit that comes after the next
    qsizetype m_handedOn = 0; ///< of the unit that was not whole when a fault was imposed
    qint64 m_sent = 0;        ///< towards the client, since the fault
    int m_units = 0;          ///< since the fault, heads not counted
    bool m_upgraded = false;
    bool m_noted = false; ///< this fault is in the log
    bool m_silent = false;
    bool m_serverGone = false;
    bool m_ended = false;
};

} // namespace telltale
