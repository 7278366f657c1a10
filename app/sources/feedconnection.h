// SPDX-License-Identifier: MIT
#pragma once

#include "models/ingest/ingest.h"
#include "transport/transportmanager.h"

#include <QThread>

#include <memory>

namespace telltale {

/// What is needed to reach one feed: everything a TransportManager is made of, and how its payloads are read.
struct FeedSourceOptions
{
    FeedSpec feed;
    QString dialect = QStringLiteral("telltale");
    DialectOptions dialectOptions = {};
    TransportLimits transport = {};
    FeedMapping mapping = {}; ///< dialect plain
};

/// Whether both would ask the same server for the same, with the same credentials: then one connection does for both.
/// How they read the payloads is their own business.
bool canShareConnection(const FeedSourceOptions &a, const FeedSourceOptions &b);
/// How this source's payloads are read: by its dialect, and its mapping.
IngestOptions ingestOptionsFor(const FeedSourceOptions &options);

/// A transport manager on a network thread of its own, and the readers that share it. It connects with the first
/// reader; each reader gets the present status at once, and the events from then on.
///
/// Thread: the GUI thread.
class FeedConnection final
{
public:
    /// dialect: made by makeDialect() for options.dialect.
    FeedConnection(FeedSourceOptions options, std::unique_ptr<Dialect> dialect);
    ~FeedConnection();
    Q_DISABLE_COPY_MOVE(FeedConnection)

    const FeedSourceOptions &options() const { return m_options; }
    /// A hand-over is added once, and removed before it is destroyed.
    void add(HandOver *reader, const IngestOptions &options);
    /// For all readers: TransportManager::tryNow().
    void tryNow();
    /// Asks the feed for the past of a series, and puts the answer where this reader takes from. Feeds of the dialect
    /// telltale alone have a past to be asked for.
    void askPast(HandOver *reader, const QByteArray &series, qint64 fromMs, qint64 toMs);
    /// Waits until nothing is put there any more.
    void remove(HandOver *reader);

private:
    class Worker;

    const FeedSourceOptions m_options;
    QThread m_thread;
    std::unique_ptr<Worker> m_worker; ///< lives in m_thread
};

} // namespace telltale
