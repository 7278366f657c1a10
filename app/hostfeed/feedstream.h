// SPDX-License-Identifier: MIT
#pragma once

#include "app/hostfeed/feedlog.h"
#include "app/hostfeed/feedmessages.h"
#include "app/hostfeed/feedserverlimits.h"
#include "transport/protocol/cursor.h"

#include <QList>
#include <QObject>

namespace telltale {

class FeedHub;

/// One client that reads the live stream: hello first, then what it missed, then every event as it is published.
///
/// What was missed is read out of the log only as fast as the client takes it, so it costs no memory here; a client
/// so slow that the log moves on without it is dropped. A client that has caught up is written to at once, and
/// dropped when more than FeedServerLimits::unsent bytes wait for it.
class FeedStream : public QObject
{
    Q_OBJECT
public:
    /// hub must outlive the stream.
    FeedStream(FeedHub &hub, const FeedServerLimits &limits, QObject *parent);

    /// Says hello and begins to send.
    void begin(const Cursor &cursor);

protected:
    /// Call when bytes have left: there is room again.
    void pump();
    void dropIfFlooded();

    virtual qint64 unsent() const = 0;
    virtual void send(const feedmessages::Control &control) = 0;
    /// At least one event.
    virtual void send(const QList<FeedEvent> &events) = 0;
    /// Closes at once.
    virtual void drop() = 0;

    FeedHub &m_hub;
    const FeedServerLimits m_limits;

private:
    void giveUp(const char *why);

    quint64 m_sent = 0;      ///< the last sequence handed to the socket
    bool m_caughtUp = false; ///< has been at the head once: now every event is written as it comes
    bool m_over = false;
};

} // namespace telltale
