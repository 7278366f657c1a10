// SPDX-License-Identifier: MIT
#pragma once

#include "app/sources/feedconnection.h"
#include "app/sources/source.h"

#include <memory>

namespace telltale {

/// A feed, over a connection that it may share with other sources.
class FeedSource final : public Source
{
public:
    /// With a connection of its own. dialect: made by makeDialect() for options.dialect.
    FeedSource(const FeedSourceOptions &options, std::unique_ptr<Dialect> dialect, HandOver *handOver);
    /// keep: lives as long as the source, whatever it is.
    FeedSource(std::shared_ptr<FeedConnection> connection, IngestOptions options, HandOver *handOver,
               std::shared_ptr<void> keep = {});
    ~FeedSource() override;
    Q_DISABLE_COPY_MOVE(FeedSource)

    void start() override;
    void tryNow() override;
    void askPast(const QByteArray &series, qint64 fromMs, qint64 toMs) override;
    const std::shared_ptr<FeedConnection> &connection() const { return m_connection; }

private:
    const std::shared_ptr<void> m_keep;
    const std::shared_ptr<FeedConnection> m_connection;
    const IngestOptions m_options;
    HandOver *const m_handOver;
    bool m_started = false;
};

} // namespace telltale
