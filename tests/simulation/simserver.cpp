// SPDX-License-Identifier: MIT
#include "tests/simulation/simserver.h"

#include <utility>

namespace telltale::sim {

SimServer::SimServer(World *world)
    : m_world(world)
    , m_epochs({"e1"})
{}

void SimServer::publish()
{
    ++m_head;
    const bool twice = std::exchange(m_double, false);
    if (std::exchange(m_skip, false)) {
        for (auto &[id, session] : m_sessions)
            session.sent = m_head; // it believes so
        return;
    }
    if (std::exchange(m_hold, false)) {
        m_held.push_back(eventMessage(m_head));
        return;
    }
    send(eventMessage(m_head), twice);
    for (const Message &late : std::exchange(m_held, {}))
        send(late, false);
}

void SimServer::send(const Message &message, bool twice)
{
    const auto sessions = m_sessions;
    for (const auto &[id, session] : sessions) {
        if (!m_sessions.contains(id))
            continue;
        m_sessions.at(id).sent = m_head;
        for (int i = 0; i < (twice ? 2 : 1); ++i)
            session.sink(message);
    }
}

void SimServer::restart()
{
    m_epochs.append("e" + QByteArray::number(m_epochs.size() + 1));
    m_head = 0;
    m_kept = 0;
    m_held.clear();
    while (!m_sessions.empty())
        unsubscribe(m_sessions.begin()->first);
}

void SimServer::evict(int keep)
{
    m_kept = std::max(m_kept, m_head - std::min(m_head, quint64(keep)));
    m_resets = keep == 0;
}

void SimServer::garbageToAll()
{
    const auto sessions = m_sessions;
    for (const auto &[id, session] : sessions)
        session.sink({{}, "hello", "{}"});
}

void SimServer::goAwayToAll(milliseconds after)
{
    const auto sessions = m_sessions;
    for (const auto &[id, session] : sessions)
        session.sink({{}, "goaway", "{\"after\":" + QByteArray::number(double(after.count()) / 1000) + '}'});
}

bool SimServer::knows(const QByteArray &cursor) const
{
    return cursor.isEmpty() || (cursor.startsWith(m_epochs.last() + ':') &&
                                cursor.sliced(m_epochs.last().size() + 1).toULongLong() >= m_kept);
}

Message SimServer::eventMessage(quint64 sequence) const
{
    return {m_epochs.last() + ':' + QByteArray::number(sequence), "m", payloadOf(m_epochs.last(), sequence)};
}

QByteArray SimServer::payloadOf(const QByteArray &epoch, quint64 sequence) const
{
    return '"' + epoch + '/' + QByteArray::number(sequence) + '"';
}

Message SimServer::hello(const char *resume) const
{
    QByteArray data = "{\"epoch\":\"" + m_epochs.last() + "\",\"head\":" + QByteArray::number(m_head) +
                      ",\"heartbeat\":" + QByteArray::number(heartbeat.count() / 1000) +
                      ",\"t\":" + QByteArray::number(m_world->trueWall().count());
    if (resume)
        data += QByteArray(",\"resume\":\"") + resume + '"';
    return {{}, "hello", data + '}'};
}

QList<Message> SimServer::answer(const QByteArray &cursor) const
{
    if (cursor.isEmpty())
        return {hello(nullptr)};
    const QByteArray prefix = m_epochs.last() + ':';
    if (!cursor.startsWith(prefix))
        return {hello("reset")};
    const quint64 asked = cursor.sliced(prefix.size()).toULongLong();
    if (asked < m_kept && m_resets)
        return {hello("reset")};
    QList<Message> messages{hello(asked >= m_kept ? "ok" : "partial")};
    for (quint64 sequence = std::max(asked, m_kept) + 1; sequence <= m_head; ++sequence)
        messages.append(eventMessage(sequence));
    return messages;
}

SimServer::SessionId SimServer::subscribe(const QByteArray &cursor, Sink sink)
{
    const SessionId id = ++m_lastSession;
    m_sessions.emplace(id, Session{sink, m_head, 0});
    const QList<Message> messages = answer(cursor);
    for (const Message &message : messages)
        sink(message);
    if (m_sessions.contains(id))
        m_sessions.at(id).beat = m_world->after(heartbeat, World::Whose::Others, [this, id] { beat(id); });
    return id;
}

void SimServer::unsubscribe(SessionId session)
{
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end())
        return;
    m_world->cancel(found->second.beat);
    m_sessions.erase(found);
}

void SimServer::beat(SessionId id)
{
    Session &session = m_sessions.at(id);
    session.beat = m_world->after(heartbeat, World::Whose::Others, [this, id] { beat(id); });
    const quint64 sent = m_held.empty() ? session.sent : session.sent - std::min(session.sent, quint64(1));
    session.sink(
        {{},
         "heartbeat",
         "{\"t\":" + QByteArray::number(m_world->trueWall().count()) + ",\"head\":" + QByteArray::number(sent) + '}'});
}

} // namespace telltale::sim
