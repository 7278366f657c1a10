// SPDX-License-Identifier: MIT
#include "app/sources/feedsource.h"

#include <utility>

namespace telltale {

FeedSource::FeedSource(const FeedSourceOptions &options, std::unique_ptr<Dialect> dialect, HandOver *handOver)
    : FeedSource(std::make_shared<FeedConnection>(options, std::move(dialect)), ingestOptionsFor(options), handOver)
{}

FeedSource::FeedSource(std::shared_ptr<FeedConnection> connection, IngestOptions options, HandOver *handOver,
                       std::shared_ptr<void> keep)
    : m_keep(std::move(keep))
    , m_connection(std::move(connection))
    , m_options(std::move(options))
    , m_handOver(handOver)
{}

FeedSource::~FeedSource()
{
    if (m_started)
        m_connection->remove(m_handOver);
}

void FeedSource::start()
{
    if (!std::exchange(m_started, true))
        m_connection->add(m_handOver, m_options);
}

void FeedSource::tryNow()
{
    if (m_started)
        m_connection->tryNow();
}

void FeedSource::askPast(const QByteArray &series, qint64 fromMs, qint64 toMs)
{
    if (m_started)
        m_connection->askPast(m_handOver, series, fromMs, toMs);
}

} // namespace telltale
