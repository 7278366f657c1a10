// SPDX-License-Identifier: MIT
#pragma once

#include "app/hostfeed/feedserver.h"

#include <QThread>
#include <QUrl>

#include <functional>
#include <memory>

namespace telltale {

struct HostFeedOptions
{
    /// An empty epoch becomes a random one.
    FeedServerOptions server = {};
    /// Gives a metrics event's data (JSON), or nothing to publish. Called on the feed's thread.
    std::function<QByteArray()> sampler = {};
    milliseconds interval{1'000}; ///< between samples, at whole multiples of it by the wall clock
};

/// A feed on its own thread that publishes what a sampler measures: this machine as a feed.
///
///   start() --> [stop()] --> destruction (stops and joins)
///
/// Thread: start(), stop() and publish() from one thread, not the feed's. Each waits for the feed's thread, which
/// never blocks for long. May be started again after stop(): a new epoch unless one was given.
class HostFeed final
{
public:
    explicit HostFeed(HostFeedOptions options);
    ~HostFeed();
    Q_DISABLE_COPY_MOVE(HostFeed)

    /// Listens, and gives the address; or why not, as FeedServer::listen().
    Result<QUrl> start();
    /// Tells the clients to reconnect (goaway) and closes. Idempotent.
    void stop();
    Result<Cursor> publish(const QByteArray &type, const QByteArray &data);
    /// The remembered events, as the clients got them.
    QList<FeedEvent> events();

private:
    class Worker;

    const HostFeedOptions m_options;
    QThread m_thread;
    std::unique_ptr<QObject> m_context; ///< lives in m_thread; what is run on it runs there
    std::unique_ptr<Worker> m_worker;   ///< made, used and destroyed on m_thread
};

/// 16 random hexadecimal digits: an epoch, or a token of the embedded feed with twice as many.
QByteArray randomHex(int digits = 16);

} // namespace telltale
