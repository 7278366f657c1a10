// SPDX-License-Identifier: MIT
#include "tests/support/unitsplitter.h"

#include "tests/support/scriptedserver.h"

#include <QtEndian>

namespace telltale {

QList<UnitSplitter::Unit> UnitSplitter::feed(QByteArrayView bytes)
{
    m_pending.append(bytes);
    QList<Unit> units;
    while (!m_pending.isEmpty()) {
        const std::optional<qsizetype> size = wholeUnit();
        if (!size && m_pending.size() <= m_limit)
            break;
        if (!size)
            m_form = Form::Raw;
        const Unit unit{m_form == Form::Head, m_pending.first(size.value_or(m_pending.size()))};
        m_pending.remove(0, unit.bytes.size());
        ended(unit.bytes);
        units.append(unit);
    }
    return units;
}

std::optional<qsizetype> UnitSplitter::wholeUnit() const
{
    switch (m_form) {
    case Form::Head: {
        const qsizetype end = m_pending.indexOf("\r\n\r\n");
        return end < 0 ? std::nullopt : std::optional(end + 4);
    }
    case Form::Frames:
        return wholeFrame();
    case Form::Chunks:
        return wholeChunk();
    case Form::Blocks:
        return wholeBlock();
    case Form::Body:
        return m_pending.size() < m_bodySize ? std::nullopt : std::optional(m_bodySize);
    case Form::Raw:
        return m_pending.size();
    }
    Q_UNREACHABLE();
}

std::optional<qsizetype> UnitSplitter::wholeFrame() const
{
    if (m_pending.size() < 2)
        return std::nullopt;
    const int marker = m_pending[1] & 0x7f;
    const qsizetype lengthBytes = marker == 127 ? 8 : marker == 126 ? 2 : 0;
    const qsizetype maskBytes = m_pending[1] & 0x80 ? 4 : 0;
    if (m_pending.size() < 2 + lengthBytes)
        return std::nullopt;
    const char *length = m_pending.constData() + 2;
    const quint64 payload = marker == 127   ? qFromBigEndian<quint64>(length)
                            : marker == 126 ? qFromBigEndian<quint16>(length)
                                            : quint64(marker);
    if (payload > quint64(m_limit))
        return m_pending.size() > m_limit ? std::optional(m_pending.size()) : std::nullopt;
    const qsizetype size = 2 + lengthBytes + maskBytes + qsizetype(payload);
    return m_pending.size() < size ? std::nullopt : std::optional(size);
}

std::optional<qsizetype> UnitSplitter::wholeChunk() const
{
    const qsizetype line = m_pending.indexOf("\r\n");
    if (line < 0)
        return std::nullopt;
    bool isNumber = false;
    const qsizetype chunk = m_pending.first(line).split(';').first().trimmed().toLongLong(&isNumber, 16);
    if (!isNumber || chunk < 0 || chunk > m_limit)
        return m_pending.size();
    const qsizetype size = line + 2 + chunk + 2;
    return m_pending.size() < size ? std::nullopt : std::optional(size);
}

std::optional<qsizetype> UnitSplitter::wholeBlock() const
{
    const qsizetype bare = m_pending.indexOf("\n\n");
    const qsizetype full = m_pending.indexOf("\r\n\r\n");
    if (bare < 0 && full < 0)
        return std::nullopt;
    return bare >= 0 && (full < 0 || bare < full) ? bare + 2 : full + 4;
}

void UnitSplitter::readHead(const QByteArray &head)
{
    const QByteArray status = head.split(' ').value(1);
    const QByteArray length = headerValue(head, "Content-Length");
    if (status == "101")
        m_form = Form::Frames;
    else if (headerValue(head, "Transfer-Encoding").toLower().contains("chunked"))
        m_form = Form::Chunks;
    else if (headerValue(head, "Content-Type").contains("text/event-stream"))
        m_form = Form::Blocks;
    else if (length.isEmpty())
        m_form = status == "204" || status == "304" ? Form::Head : Form::Raw;
    else
        m_bodySize = length.toLongLong();
    if (!length.isEmpty() && m_form == Form::Head && m_bodySize > 0)
        m_form = Form::Body;
}

void UnitSplitter::ended(const QByteArray &unit)
{
    if (m_form == Form::Head)
        readHead(unit);
    else if (m_form == Form::Body || (m_form == Form::Chunks && unit.startsWith("0\r\n")))
        m_form = Form::Head; // another answer may follow on the same connection
}

} // namespace telltale
