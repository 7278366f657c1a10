// SPDX-License-Identifier: MIT
#include "app/hostfeed/heldpoll.h"

#include "app/hostfeed/feedhub.h"
#include "app/hostfeed/feedmessages.h"
#include "app/hostfeed/httpconnection.h"

#include <limits>

namespace telltale {

using namespace Qt::StringLiterals;

HeldPoll::HeldPoll(FeedHub &hub, const FeedServerLimits &limits, HttpConnection *connection, const Cursor &cursor,
                   milliseconds wait)
    : QObject(connection)
    , m_hub(hub)
    , m_limits(limits)
    , m_connection(connection)
    , m_start(hub.log().startFor(cursor))
    , m_head(hub.log().head())
    , m_end(this)
{
    if (wait.count() == 0 || m_start.resume != FeedResume::Ok || m_start.after < m_head)
        answer();
    else
        hold(wait);
}

void HeldPoll::hold(milliseconds wait)
{
    m_end.setSingleShot(true);
    connect(&m_end, &QTimer::timeout, this, &HeldPoll::answer);
    connect(
        &m_hub, &FeedHub::published, this, [this] { m_end.start(m_limits.coalesce); }, Qt::SingleShotConnection);
    connect(&m_hub, &FeedHub::goingAway, this, [this](std::chrono::seconds after) {
        m_goAway = after;
        answer();
    });
    m_end.start(wait);
}

void HeldPoll::answer()
{
    using namespace feedmessages;
    m_hub.disconnect(this);
    m_end.stop();
    QList<QByteArray> texts{toJson(hello(m_hub.log(), m_start, m_head, m_hub.heartbeat(), m_hub.now()))};
    const QList<FeedEvent> events =
        m_hub.log().eventsAfter(m_start.after, std::numeric_limits<qsizetype>::max(), m_limits.answer);
    for (const FeedEvent &event : events)
        texts.append(toJson(event));
    if (m_goAway)
        texts.append(toJson(goAway(*m_goAway)));
    deleteLater();
    m_connection->answer({.status = 200, .body = toArray(texts)});
}

} // namespace telltale
