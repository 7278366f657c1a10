// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/cursor.h"

#include <QByteArray>
#include <QList>

#include <deque>

namespace telltale {

/// One published event. Its data is JSON text without line breaks, stored once and sent as it stands.
struct FeedEvent
{
    quint64 sequence = 0;
    QByteArray id; ///< "epoch:sequence"
    QByteArray type;
    QByteArray data;

    friend bool operator==(const FeedEvent &, const FeedEvent &) = default;
};

/// What a reader that comes with a cursor can be given.
enum class FeedResume {
    NotAsked, ///< it came without: nothing old, only what comes
    Ok,       ///< everything after the cursor is still here
    Partial,  ///< some of what it missed is no longer here: what is left follows
    Reset     ///< another epoch, an id not given out yet, or no id of ours: only what comes
};

struct FeedLogLimits
{
    qsizetype events = 4096;
    qsizetype bytes = 16 << 20; ///< of data; the newest event is kept whatever its size
};

/// The last events of one epoch, in a ring: sequence numbers are dense from 1, and the oldest events make room.
/// Pure: no clock, no socket.
class FeedLog
{
public:
    /// epoch names this run of the server: printable ASCII without a colon, never used before.
    explicit FeedLog(QByteArray epoch, FeedLogLimits limits = {});

    const FeedEvent &append(const QByteArray &type, const QByteArray &data);

    struct Start
    {
        FeedResume resume = FeedResume::NotAsked;
        quint64 after = 0; ///< what comes next has a higher sequence

        friend bool operator==(const Start &, const Start &) = default;
    };
    /// Where a reader with this cursor begins.
    Start startFor(const Cursor &cursor) const;

    struct Tail
    {
        FeedResume resume = FeedResume::NotAsked;
        QList<FeedEvent> events = {};

        friend bool operator==(const Tail &, const Tail &) = default;
    };
    Tail eventsAfter(const Cursor &cursor) const;
    /// Those with a higher sequence, in order, at most so many and at most so many bytes of data, but at least one.
    QList<FeedEvent> eventsAfter(quint64 sequence, qsizetype maximum, qsizetype bytes) const;
    /// The event after this sequence is still here, or has not been published yet.
    bool reaches(quint64 sequence) const { return sequence >= m_head - quint64(m_events.size()); }

    const QByteArray &epoch() const { return m_epoch; }
    /// The newest sequence; 0 before the first event.
    quint64 head() const { return m_head; }
    /// The id of the newest event, or "epoch:0".
    Cursor headId() const { return toCursor({m_epoch, m_head}); }
    QList<FeedEvent> events() const { return {m_events.begin(), m_events.end()}; }
    qsizetype bytes() const { return m_bytes; }

private:
    const QByteArray m_epoch;
    const FeedLogLimits m_limits;
    std::deque<FeedEvent> m_events;
    quint64 m_head = 0;
    qsizetype m_bytes = 0;
};

} // namespace telltale
