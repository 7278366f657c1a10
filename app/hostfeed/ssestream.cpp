// SPDX-License-Identifier: MIT
#include "app/hostfeed/ssestream.h"

#include "app/hostfeed/httpconnection.h"

namespace telltale {

SseStream::SseStream(FeedHub &hub, const FeedServerLimits &limits, HttpConnection *connection)
    : FeedStream(hub, limits, connection)
    , m_connection(connection)
{
    m_connection->beginStream();
    connect(m_connection, &HttpConnection::written, this, [this] { pump(); });
}

qint64 SseStream::unsent() const
{
    return m_connection->unsent();
}

void SseStream::send(const feedmessages::Control &control)
{
    m_connection->write(feedmessages::toSse(control));
}

void SseStream::send(const QList<FeedEvent> &events)
{
    for (const FeedEvent &event : events)
        m_connection->write(feedmessages::toSse(event));
}

void SseStream::drop()
{
    m_connection->drop();
}

} // namespace telltale
