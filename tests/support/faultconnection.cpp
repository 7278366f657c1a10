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
    return kind == Kind::Duplicate || kind == Kind::Reorder || kind == Kind::Insert || kind == Kind::StripHeaders ||
           kind == Kind::ReplaceStatus;
}

bool postpones(Kind kind)
{
    return kind == Kind::Delay || kind == Kind::Slice || kind == Kind::Rate || kind == Kind::HoldBack;
}

/// A head without the lines of that name.
QByteArray withoutHeader(const QByteArray &head, const QByteArray &name)
{
    QByteArrayList lines;
    for (const QByteArray &line : head.split('\n')) {
        if (!line.toLower().startsWith(name.toLower() + ':'))
            lines.append(line);
    }
    return lines.join('\n');
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

void FaultConnection::stripFromRequest(const QList<QByteArray> &names)
{
    const qsizetype before = m_unread.size();
    for (const QByteArray &name : names)
        m_unread = withoutHeader(m_unread, name);
    if (m_unread.size() != before)
        injected("from the request");
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

/// What faults of whole units make of these bytes: units that are not whole yet are kept back.
QByteArray FaultConnection::changedUnits(const QByteArray &bytes)
{
    QByteArray changed;
    for (UnitSplitter::Unit &unit : m_splitter.feed(bytes)) {
        const qsizetype known = std::exchange(m_handedOn, 0);
        if (known == 0) {
            changed += changedUnit(unit);
            continue;
        }
        changed += unit.bytes.sliced(known); // it began before the fault
        if (m_fault->kind == Kind::Insert && m_fault->unit == 0 && m_units == 0) {
            injected(QByteArray::number(m_fault->body.size()) + " bytes");
            changed += m_fault->body;
        }
    }
    return changed;
}

QByteArray FaultConnection::changedUnit(const UnitSplitter::Unit &unit)
{
    const bool isWanted = m_fault->unit == 0 || m_fault->unit == m_units + 1;
    if (unit.isHead) {
        const QByteArray head = changedHead(unit.bytes);
        if (m_fault->kind != Kind::Insert || m_fault->unit != 0)
            return head;
        injected(QByteArray::number(m_fault->body.size()) + " bytes");
        return head + m_fault->body;
    }
    ++m_units;
    if (m_fault->kind == Kind::Insert && m_fault->unit == m_units) {
        injected(QByteArray::number(m_fault->body.size()) + " bytes behind unit " + QByteArray::number(m_units));
        return unit.bytes + m_fault->body;
    }
    if (m_fault->kind == Kind::Duplicate && isWanted) {
        injected("unit " + QByteArray::number(m_units));
        return unit.bytes + unit.bytes;
    }
    if (!m_postponed.isEmpty()) {
        injected("unit " + QByteArray::number(m_units) + " before the one before it");
        return unit.bytes + std::exchange(m_postponed, {});
    }
    if (m_fault->kind == Kind::Reorder && isWanted) {
        m_postponed = unit.bytes;
        return {};
    }
    return unit.bytes;
}

QByteArray FaultConnection::changedHead(const QByteArray &head)
{
    if (m_fault->kind == Kind::StripHeaders) {
        QByteArray stripped = head;
        for (const QByteArray &name : std::as_const(m_fault->headers))
            stripped = withoutHeader(stripped, name);
        if (stripped.size() != head.size())
            injected("from the answer");
        return stripped;
    }
    if (m_fault->kind != Kind::ReplaceStatus)
        return head;
    const qsizetype line = head.indexOf("\r\n");
    QByteArray changed = "HTTP/1.1 " + QByteArray::number(m_fault->status) + " Replaced";
    for (const QByteArray &header : std::as_const(m_fault->headers))
        changed += "\r\n" + header;
    injected(head.first(line) + " -> " + QByteArray::number(m_fault->status));
    return changed + head.sliced(line);
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
