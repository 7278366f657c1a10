// SPDX-License-Identifier: MIT
#pragma once

#include "models/ingest/handover.h"
#include "transport/transportmanager.h"

#include <QThread>

#include <memory>

namespace telltale {

/// What is needed to reach one feed: everything a TransportManager is made of.
struct FeedSourceOptions
{
    FeedSpec feed;
    QString dialect = QStringLiteral("telltale");
    DialectOptions dialectOptions = {};
    TransportLimits transport = {};
};

/// One source of a dashboard: a transport manager and its ingest on a network thread of their own, with a hand-over
/// from which the GUI thread takes.
///
///   construct --> start() --> destruction (stops and joins)
///
/// Thread: construct, start and destroy on the GUI thread. The hand-over must outlive it.
class FeedSource final
{
public:
    /// dialect: made by makeDialect() for options.dialect.
    FeedSource(FeedSourceOptions options, std::unique_ptr<Dialect> dialect, HandOver *handOver);
    ~FeedSource();
    Q_DISABLE_COPY_MOVE(FeedSource)

    void start();

private:
    QThread m_thread;
    std::unique_ptr<QObject> m_worker; ///< lives in m_thread
};

} // namespace telltale
