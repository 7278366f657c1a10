// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace telltale {

/// Cuts what a server sends over one connection into what it sent as one: the head of each answer; then WebSocket
/// frames (RFC 6455 5.2), chunks (RFC 9112 7.1), SSE blocks, or the whole body where its length is announced. Bytes are
/// never lost or changed: all units put together are what was fed. Pure.
class UnitSplitter
{
public:
    /// A unit beyond this many bytes is given out in pieces as they come, and so is all that follows.
    explicit UnitSplitter(qsizetype limit = 16 << 20)
        : m_limit(limit)
    {}

    struct Unit
    {
        bool isHead = false;
        QByteArray bytes;
    };
    /// The units that are whole by now.
    QList<Unit> feed(QByteArrayView bytes);
    /// What was fed of a unit that is not whole yet.
    qsizetype pending() const { return m_pending.size(); }

private:
    enum class Form { Head, Frames, Chunks, Blocks, Body, Raw };

    std::optional<qsizetype> wholeUnit() const;
    std::optional<qsizetype> wholeFrame() const;
    std::optional<qsizetype> wholeChunk() const;
    std::optional<qsizetype> wholeBlock() const;
    void readHead(const QByteArray &head);
    void ended(const QByteArray &unit);

    const qsizetype m_limit;
    Form m_form = Form::Head;
    qsizetype m_bodySize = 0;
    QByteArray m_pending;
};

} // namespace telltale
