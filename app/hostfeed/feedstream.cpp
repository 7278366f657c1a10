// SPDX-License-Identifier: MIT
#include "app/hostfeed/feedstream.h"

#include "app/hostfeed/feedhub.h"
#include "app/hostfeed/logging.h"

namespace telltale {

FeedStream::FeedStream(FeedHub &hub, const FeedServerLimits &limits, QObject *parent)
    : QObject(parent)
    , m_hub(hub)
    , m_limits(limits)
{}

void FeedStream::begin(const Cursor &cursor)
{
    const FeedLog::Start start = m_hub.log().startFor(cursor);
    m_sent = start.after;
    send(feedmessages::hello(m_hub.log(), start, m_hub.log().head(), m_hub.heartbeat(), m_hub.now()));
    connect(&m_hub, &FeedHub::published, this, &FeedStream::pump);
    connect(&m_hub, &FeedHub::beatDue, this, [this] {
        send(feedmessages::heartbeat(m_hub.log(), m_hub.now()));
        dropIfFlooded();
    });
    connect(&m_hub, &FeedHub::goingAway, this,
            [this](std::chrono::seconds after) { send(feedmessages::goAway(after)); });
    pump();
}

void FeedStream::pump()
{
    const FeedLog &log = m_hub.log();
    while (!m_over && m_sent < log.head()) {
        if (!log.reaches(m_sent))
            return giveUp("the log moved on without it");
        if (!m_caughtUp && unsent() >= m_limits.unsent / 4)
            return;
        const QList<FeedEvent> events = log.eventsAfter(m_sent, m_limits.batch, m_limits.unsent / 8);
        m_sent = events.constLast().sequence;
        send(events);
        dropIfFlooded();
    }
    m_caughtUp = true;
}

void FeedStream::dropIfFlooded()
{
    if (unsent() > m_limits.unsent)
        giveUp("it does not read");
}

void FeedStream::giveUp(const char *why)
{
    if (m_over)
        return;
    m_over = true;
    qCInfo(logHostFeed) << "A client was dropped:" << why;
    drop();
}

} // namespace telltale
