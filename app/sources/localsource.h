// SPDX-License-Identifier: MIT
#pragma once

#include "app/hostfeed/hostfeed.h"
#include "app/sources/feedconnection.h"

#include <future>

namespace telltale {

/// This machine as a feed inside this process: on the loopback, behind a token that nobody else knows.
///
///   start() --> source() --> destruction (stops and joins)
///
/// Thread: one, the GUI thread.
class LocalFeed final
{
public:
    LocalFeed();
    Q_DISABLE_COPY_MOVE(LocalFeed)

    /// Begins to listen, beside what the caller does next. Idempotent.
    void start();
    /// How to reach it, or why not. Waits until it listens, which start() begins if nobody has yet.
    Result<FeedSourceOptions> source();

private:
    HostFeedOptions options() const;

    const QByteArray m_token = randomHex(32);
    HostFeed m_feed;
    std::shared_future<Result<QUrl>> m_url;
};

} // namespace telltale
