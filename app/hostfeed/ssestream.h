// SPDX-License-Identifier: MIT
#pragma once

#include "app/hostfeed/feedstream.h"

namespace telltale {

class HttpConnection;

/// The live stream as server-sent events (WHATWG HTML 9.2). The connection's child: goes with it.
class SseStream final : public FeedStream
{
    Q_OBJECT
public:
    SseStream(FeedHub &hub, const FeedServerLimits &limits, HttpConnection *connection);

protected:
    qint64 unsent() const override;
    void send(const feedmessages::Control &control) override;
    void send(const QList<FeedEvent> &events) override;
    void drop() override;

private:
    HttpConnection *const m_connection;
};

} // namespace telltale
