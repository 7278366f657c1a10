// SPDX-License-Identifier: MIT
#pragma once

#include "app/hostfeed/feedlog.h"
#include "app/hostfeed/feedserverlimits.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace telltale {

class FeedHub;
class HttpConnection;

/// Answers one poll: [hello, events...]. A poll that may be held is, until an event comes or its time is up; except
/// where the hello is what the client needs to know now, since it came without an id or cannot be resumed whole.
/// Deletes itself once it has answered; goes with its connection, whose child it is.
class HeldPoll final : public QObject
{
    Q_OBJECT
public:
    /// wait 0: answers at once.
    HeldPoll(FeedHub &hub, const FeedServerLimits &limits, HttpConnection *connection, const Cursor &cursor,
             milliseconds wait);

private:
    void hold(milliseconds wait);
    void answer();

    FeedHub &m_hub;
    const FeedServerLimits m_limits;
    HttpConnection *const m_connection;
    const FeedLog::Start m_start;
    const quint64 m_head; ///< when the request was taken up
    std::optional<std::chrono::seconds> m_goAway;
    QTimer m_end;
};

} // namespace telltale
