// SPDX-License-Identifier: MIT
#include "app/sources/sourcepool.h"

#include "app/sources/feedsource.h"
#include "app/sources/recordingsource.h"
#include "app/sources/sourceoptions.h"

#include <QDir>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

Error naming(const SourceSpec &spec, const Error &error)
{
    return {error.kind, u"source \"%1\": %2"_s.arg(spec.name, error.message)};
}

Result<OpenedSource> openRecording(const SourceSpec &spec, const QString &baseDirectory, HandOver *handOver)
{
    auto events = readRecording(QDir(baseDirectory).absoluteFilePath(spec.file));
    if (!events)
        return events.error();
    FeedSourceOptions options;
    options.dialect = spec.dialect;
    options.mapping = spec.mapping;
    OpenedSource opened;
    opened.source = std::make_unique<RecordingSource>(std::move(events).value(), ingestOptionsFor(options), handOver);
    return opened;
}

} // namespace

void SourcePool::prepare(const QList<SourceSpec> &specs)
{
    m_prepared.reset(); // of sources that were never opened
    const auto isLocal = [](const SourceSpec &spec) { return spec.type == SourceSpec::Type::Local; };
    if (std::none_of(specs.begin(), specs.end(), isLocal))
        return;
    m_prepared = localFeed();
    m_prepared->start();
}

Result<OpenedSource> SourcePool::open(const SourceSpec &spec, const QString &baseDirectory, HandOver *handOver)
{
    if (spec.type == SourceSpec::Type::Stream) {
        const auto resolved = resolveSource(spec, baseDirectory);
        if (!resolved)
            return resolved.error();
        auto opened = open(resolved->options, handOver);
        if (!opened)
            return naming(spec, opened.error());
        opened.value().warnings = resolved->warnings;
        return opened;
    }
    auto opened =
        spec.type == SourceSpec::Type::Local ? openLocal(handOver) : openRecording(spec, baseDirectory, handOver);
    return opened ? std::move(opened) : naming(spec, opened.error());
}

Result<OpenedSource> SourcePool::open(const FeedSourceOptions &options, HandOver *handOver, std::shared_ptr<void> keep)
{
    forgetUnused();
    std::shared_ptr<FeedConnection> connection;
    for (const auto &known : m_connections) {
        if (const auto candidate = known.lock(); candidate && canShareConnection(candidate->options(), options))
            connection = candidate;
    }
    if (!connection) {
        auto dialect = makeDialect(options.dialect, options.dialectOptions);
        if (!dialect)
            return dialect.error();
        connection = std::make_shared<FeedConnection>(options, std::move(dialect).value());
        m_connections.push_back(connection);
    }
    OpenedSource opened;
    opened.source = std::make_unique<FeedSource>(connection, ingestOptionsFor(options), handOver, std::move(keep));
    return opened;
}

int SourcePool::connectionCount()
{
    forgetUnused();
    return int(m_connections.size());
}

std::shared_ptr<LocalFeed> SourcePool::localFeed()
{
    std::shared_ptr<LocalFeed> feed = m_local.lock();
    if (!feed)
        m_local = feed = std::make_shared<LocalFeed>();
    return feed;
}

Result<OpenedSource> SourcePool::openLocal(HandOver *handOver)
{
    const std::shared_ptr<LocalFeed> feed = localFeed();
    m_prepared.reset();
    const auto options = feed->source();
    if (!options)
        return options.error();
    return open(*options, handOver, feed);
}

void SourcePool::forgetUnused()
{
    std::erase_if(m_connections, [](const auto &connection) { return connection.expired(); });
}

} // namespace telltale
