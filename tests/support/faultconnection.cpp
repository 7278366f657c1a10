// SPDX-License-Identifier: MIT
#include "tests/support/faultconnection.h"

#include "tests/support/scriptedserver.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

using Kind = Fault::Kind;

constexpr int rateTurn = 10; ///< ms between two pieces

bool changesUnits(Kind kind)
{
    return kind == Kind::Duplicate || kind == Kind::Drop || kind == Kind::Reorder || kind == Kind::Insert ||
           kind == Kind::StripHeaders || kind == Kind::ReplaceStatus;
}

bool postpones(Kind kind)
{
    return kind == Kind::Delay || kind == Kind::Slice || kind == Kind::Rate || kind == Kind::HoldBack;
}

} // namespace

FaultConnection::FaultConnection(int number, QTcpSocket *client, Server server, Decide decide, FaultLog &log,
                                 QObject *parent)
    : QObject(parent)
    , m_number(number)
    , m_client(client)
    , m_server(this)
    , m_address(std::move(server))
    , m_decide(std::move(decide))
    , m_log(log)
    , m_turn(this)
{
    m_client->setParent(this);
    m_client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_turn.setTimerType(Qt::PreciseTimer);
    m_clock.start();
    connect(&m_turn, &QTimer::timeout, this, &FaultConnection::takeTurn);
    connect(m_client, &QTcpSocket::readyRead, this, &FaultConnection::fromClient);
    connect(m_client, &QTcpSocket::disconnected, this, [this] { end(false); });
    connect(&m_server, &QTcpSocket::readyRead, this, &FaultConnection::fromServer);
    connect(&m_server, &QTcpSocket::disconnected, this, &FaultConnection::serverGone);
    connect(&m_server, &QTcpSocket::errorOccurred, this, [this] {
        if (m_server.state() != QAbstractSocket::ConnectedState)
            serverGone();
    });
}

FaultConnection::~FaultConnection()
{
    // Both sockets say that they end when they are destroyed, and by then there is nothing left of us to hear it.
    m_client->disconnect(this);
    m_server.disconnect(this);
}

void FaultConnection::start()
{
    m_log.note(m_number, FaultLogEntry::What::Accepted);
    fromClient();
}

void FaultConnection::fromClient()
{
    if (m_ended)
        return;
    const QByteArray bytes = m_client->readAll();
    if (m_silent)
        return;
    noteRequests(bytes);
    m_unread += bytes;
    if (!m_fault && m_unread.contains("\r\n\r\n"))
        decide();
    if (m_ended || !m_fault || m_fault->kind == Kind::Hang || m_fault->kind == Kind::Answer)
        return;
    m_server.write(m_unread);
    m_unread.clear();
}

void FaultConnection::decide()
{
    const QByteArray head = m_unread.left(m_unread.indexOf("\r\n\r\n"));
    m_fault = m_decide(head);
    switch (m_fault->kind) {
    case Kind::Hang:
        injected();
        return;
    case Kind::Refuse:
        injected();
        end(true);
        return;
    case Kind::Answer:
        injected("status " + QByteArray::number(m_fault->status));
        writeResponse(m_client, m_fault->status, HeaderLines{"Content-Type: " + m_fault->type} + m_fault->headers,
                      m_fault->body);
        return;
    case Kind::DropUpgrade:
        stripFromRequest({"Upgrade"});
        break;
    case Kind::StripHeaders:
        stripFromRequest(m_fault->headers);
        break;
    case Kind::CutIdle:
        m_turn.start(m_fault->wait);
        break;
    default:
        break;
    }
    m_server.connectToHost(m_address.host, m_address.port);
}

void FaultConnection::impose(const Fault &fault)
{
    release();
    if (!m_postponed.isEmpty())
        write(std::exchange(m_postponed, {}));
    m_turn.stop();
    m_fault = fault;
    m_sent = 0;
    m_units = 0;
    m_noted = false;
    m_handedOn = m_splitter.pending();
    if (fault.kind == Kind::CutIdle)
        m_turn.start(fault.wait);
    else if (fault.kind == Kind::CutAfter && fault.bytes == 0)
        cutAfter({});
    else if (fault.kind == Kind::HalfOpen && fault.bytes == 0)
        silenceAfter({});
    else if (fault.kind == Kind::Insert && fault.unit == 0 && m_handedOn == 0) {
        injected(QByteArray::number(fault.body.size()) + " bytes");
        write(fault.body);
    }
}

void FaultConnection::fromServer()
{
    if (m_ended)
        return;
    const QByteArray bytes = m_server.readAll();
    if (m_silent || bytes.isEmpty())
        return;
    if (changesUnits(m_fault->kind)) {
        toClient(changedUnits(bytes));
        return;
    }
    const QList<UnitSplitter::Unit> units = m_splitter.feed(bytes); // even if unused: a later fault may want them
    if (m_fault->kind == Kind::HoldBack && !units.isEmpty() && units.first().isHead && m_sent == 0) {
        write(units.first().bytes);
        toClient(bytes.sliced(units.first().bytes.size()));
        return;
    }
    toClient(bytes);
}

void FaultConnection::toClient(const QByteArray &bytes)
{
    switch (m_fault->kind) {
    case Kind::CutAfter:
        cutAfter(bytes);
        return;
    case Kind::HalfOpen:
        silenceAfter(bytes);
        return;
    case Kind::CutIdle:
        m_turn.start(m_fault->wait);
        break;
    default:
        break;
    }
    if (postpones(m_fault->kind))
        enqueue(bytes);
    else
        write(bytes);
}

void FaultConnection::cutAfter(const QByteArray &bytes)
{
    if (m_sent + bytes.size() < m_fault->bytes) {
        write(bytes);
        return;
    }
    write(bytes.left(m_fault->bytes - m_sent));
    m_client->flush();
    injected("after " + QByteArray::number(m_fault->bytes) + (m_fault->reset ? " bytes, RST" : " bytes, FIN"));
    end(m_fault->reset);
}

void FaultConnection::silenceAfter(const QByteArray &bytes)
{
    if (m_sent + bytes.size() < m_fault->bytes) {
        write(bytes);
        return;
    }
    write(bytes.left(m_fault->bytes - m_sent));
    m_silent = true;
    injected("after " + QByteArray::number(m_fault->bytes) + " bytes");
}

void FaultConnection::enqueue(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    m_queue.append({m_clock.elapsed() + m_fault->wait.count(), bytes});
    if (m_turn.isActive())
        return;
    const auto turn = m_fault->kind == Kind::Rate ? milliseconds(rateTurn) : m_fault->wait;
    m_turn.start(m_fault->kind == Kind::Delay ? milliseconds(1) : turn);
}

/// A turn of the timer: hands on what is due.
void FaultConnection::takeTurn()
{
    if (m_fault->kind == Kind::CutIdle) {
        injected("after " + QByteArray::number(qint64(m_fault->wait.count())) + " ms");
        end(m_fault->reset);
        return;
    }
    if (m_fault->kind == Kind::HoldBack) {
        injected(QByteArray::number(m_queue.size()) + " pieces in one bunch");
        release();
    } else if (m_fault->kind == Kind::Delay) {
        while (!m_queue.isEmpty() && m_queue.first().due <= m_clock.elapsed()) {
            injectedOnce();
            write(m_queue.takeFirst().bytes);
        }
    } else if (!m_queue.isEmpty()) {
        injectedOnce();
        const qint64 perTurn = m_fault->kind == Kind::Rate ? m_fault->bytes * rateTurn / 1000 : m_fault->bytes;
        QByteArray &bytes = m_queue.first().bytes;
        const qsizetype size = std::min(bytes.size(), qsizetype(std::max<qint64>(1, perTurn)));
        write(bytes.first(size));
        m_client->flush();
        bytes.remove(0, size);
        if (bytes.isEmpty())
            m_queue.removeFirst();
    }
    if (!m_queue.isEmpty())
        return;
    m_turn.stop();
    if (m_serverGone)
        end(false);
}

void FaultConnection::release()
{
    for (const Piece &piece : std::exchange(m_queue, {}))
        write(piece.bytes);
}

void FaultConnection::write(const QByteArray &bytes)
{
    m_sent += bytes.size();
    m_client->write(bytes);
}

void FaultConnection::serverGone()
{
    fromServer();
    m_serverGone = true;
    if (m_ended || m_silent || !m_queue.isEmpty())
        return;
    if (!m_postponed.isEmpty())
        write(std::exchange(m_postponed, {}));
    end(false);
}

/// Keeps the request heads of the connection. Bodies are not expected: these clients only ask.
void FaultConnection::noteRequests(const QByteArray &bytes)
{
    if (m_upgraded)
        return; // frames
    m_heads += bytes;
    for (qsizetype end = m_heads.indexOf("\r\n\r\n"); end >= 0; end = m_heads.indexOf("\r\n\r\n")) {
        const QByteArray head = m_heads.left(end);
        m_upgraded = kindOfRequest(head) == TransportKind::WebSocket;
        m_heads.remove(0, end + 4);
        m_log.note(m_number, FaultLogEntry::What::Asked, head.left(head.indexOf("\r\n")));
        Q_EMIT asked(head);
    }
}

void FaultConnection::end(bool reset)
{
    if (m_ended)
        return;
    m_ended = true;
    m_turn.stop();
    m_log.note(m_number, FaultLogEntry::What::Ended);
    if (reset)
        cutWithReset(m_client);
    else
        m_client->disconnectFromHost();
    m_server.abort();
    if (m_client->state() == QAbstractSocket::UnconnectedState)
        deleteLater();
    else
        connect(m_client, &QTcpSocket::disconnected, this, &QObject::deleteLater);
}

void FaultConnection::injected(const QByteArray &detail)
{
    m_noted = true;
    m_log.injected(m_number, m_fault->kind, detail);
}

void FaultConnection::injectedOnce(const QByteArray &detail)
{
    if (!m_noted)
        injected(detail);
}

} // namespace telltale
