// SPDX-License-Identifier: MIT
#pragma once

#include "app/sources/localsource.h"
#include "app/sources/source.h"
#include "models/dashboard/dashboard.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace telltale {

struct OpenedSource
{
    std::unique_ptr<Source> source; ///< to be started
    QStringList warnings = {};      ///< to be said once
};

/// Makes the sources of dashboards. Feeds that can share a connection do (canShareConnection()), and so do all sources
/// that show this machine; the connection, and the feed of this machine, end with the last source that uses them. So
/// on a reload open the new sources before the old ones go.
///
/// The pool may go before its sources. Thread: GUI.
class SourcePool final
{
public:
    /// Begins what takes its time for these sources, beside what the caller does next: this machine's feed. What is not
    /// opened until the next call ends.
    void prepare(const QList<SourceSpec> &specs);
    /// Errors name the source. Files are relative to baseDirectory; secrets are read now. handOver must outlive the
    /// source, and is of no other.
    Result<OpenedSource> open(const SourceSpec &spec, const QString &baseDirectory, HandOver *handOver);
    /// A feed that no dashboard file names. Errors: the dialect's.
    Result<OpenedSource> open(const FeedSourceOptions &options, HandOver *handOver, std::shared_ptr<void> keep = {});
    /// Connections in use.
    int connectionCount();

private:
    std::shared_ptr<LocalFeed> localFeed();
    Result<OpenedSource> openLocal(HandOver *handOver);
    void forgetUnused();

    std::vector<std::weak_ptr<FeedConnection>> m_connections;
    std::weak_ptr<LocalFeed> m_local;
    std::shared_ptr<LocalFeed> m_prepared; ///< until the first source takes it
};

} // namespace telltale
