// SPDX-License-Identifier: MIT
#pragma once

#include "tests/simulation/world.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

#include <deque>
#include <functional>
#include <map>

namespace telltale::sim {

/// A message of the feed as the server makes it; a transport puts it into its own form.
struct Message
{
    QByteArray id = {};
    QByteArray event;
    QByteArray data;
};

/// Streams of the feed: numbered events in epochs, of which the last few are kept.
class SimServer
{
public:
    using Sink = std::function<void(const Message &)>;
    using SessionId = quint64;

    explicit SimServer(World *world);

    // What happens to it
    void publish();
    void restart();                        ///< a new epoch, and nobody knows what was
    void evict(int keep);                  ///< all but the newest
    void skipNextLive() { m_skip = true; } ///< a bug: one event reaches nobody that listens
    void doubleNextLive() { m_double = true; }
    void holdNextLive() { m_hold = true; } ///< a bug: it comes after the one that follows it
    void garbageToAll();
    void goAwayToAll(milliseconds after);

    // What it is asked for
    /// False: the cursor is of a past that it has forgotten (and it is told so by a status, if at all).
    bool knows(const QByteArray &cursor) const;
    /// A hello, and what follows the cursor.
    QList<Message> answer(const QByteArray &cursor) const;
    /// The same, and then everything new, until unsubscribe().
    SessionId subscribe(const QByteArray &cursor, Sink sink);
    void unsubscribe(SessionId session);

    // What the oracle knows
    struct Published
    {
        QByteArray epoch;
        quint64 sequence;
        QByteArray payload;
    };
    const QByteArrayList &epochs() const { return m_epochs; } ///< oldest first
    quint64 head() const { return m_head; }
    QByteArray payloadOf(const QByteArray &epoch, quint64 sequence) const;

    static constexpr milliseconds heartbeat{5'000};

private:
    struct Session
    {
        Sink sink;
        quint64 sent;
        World::EventId beat;
    };

    Message eventMessage(quint64 sequence) const;
    Message hello(const char *resume) const;
    void beat(SessionId id);
    void send(const Message &message, bool twice);

    World *const m_world;
    QByteArrayList m_epochs;
    quint64 m_head = 0;
    quint64 m_kept = 0;    ///< the newest that is gone
    bool m_resets = false; ///< where too much is gone: says so, and begins with what comes from now on
    bool m_skip = false;
    bool m_double = false;
    bool m_hold = false;
    std::deque<Message> m_held;
    SessionId m_lastSession = 0;
    std::map<SessionId, Session> m_sessions;
};

} // namespace telltale::sim
