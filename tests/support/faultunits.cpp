// SPDX-License-Identifier: MIT
// The part of FaultConnection that changes what is handed on: heads, and whole units.
#include "tests/support/faultconnection.h"

#include <utility>

namespace telltale {

namespace {

using Kind = Fault::Kind;

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

void FaultConnection::stripFromRequest(const QList<QByteArray> &names)
{
    const qsizetype before = m_unread.size();
    for (const QByteArray &name : names)
        m_unread = withoutHeader(m_unread, name);
    if (m_unread.size() != before)
        injected("from the request");
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
        QByteArray head = changedHead(unit.bytes);
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
    if (m_fault->kind == Kind::Drop && isWanted) {
        injected("unit " + QByteArray::number(m_units));
        return {};
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

} // namespace telltale
