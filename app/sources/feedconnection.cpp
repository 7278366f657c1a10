// SPDX-License-Identifier: MIT
#include "app/sources/feedconnection.h"

#include "transport/historyfetcher.h"
#include "transport/networkmonitor.h"

#include <QHash>
#include <QTimer>

#include <iterator>
#include <map>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {
constexpr milliseconds tickInterval{1'000};

/// Every sample of up to two hours; of more, so many steps as a wide screen has columns.
milliseconds stepFor(qint64 spanMs)
{
    constexpr qint64 whole = 7'200'000;
    constexpr qint64 columns = 4'000;
    return milliseconds(spanMs <= whole ? 0 : spanMs / columns);
}
} // namespace

bool canShareConnection(const FeedSourceOptions &a, const FeedSourceOptions &b)
{
    return a.feed.url == b.feed.url && a.feed.transports == b.feed.transports &&
           a.feed.resumeFrom == b.feed.resumeFrom && a.dialect == b.dialect &&
           a.dialectOptions.headers == b.dialectOptions.headers &&
           a.dialectOptions.firstMessages == b.dialectOptions.firstMessages &&
           a.dialectOptions.hold == b.dialectOptions.hold;
}

IngestOptions ingestOptionsFor(const FeedSourceOptions &options)
{
    if (options.dialect != "plain"_L1)
        return {};
    return {.payloads = IngestOptions::Payloads::Free, .mapping = options.mapping};
}

/// Everything that lives on the network thread, made there by begin() so that sockets and timers belong to it.
class FeedConnection::Worker final : public QObject
{
public:
    Worker(const FeedSourceOptions &options, std::unique_ptr<Dialect> dialect)
        : m_options(options)
        , m_dialect(std::move(dialect))
    {}

    void begin()
    {
        m_manager = std::make_unique<TransportManager>(m_options.feed, std::move(m_dialect),
                                                       makeTransportFactory(m_options.transport, m_environment.random),
                                                       m_environment);
        m_ticks = std::make_unique<QTimer>();
        connect(m_ticks.get(), &QTimer::timeout, this, [this] {
            for (const auto &[reader, ingest] : m_readers)
                ingest->tick(m_environment.now(), m_environment.wallNow());
        });
        m_network = std::make_unique<NetworkMonitor>();
        connect(m_network.get(), &NetworkMonitor::changed, m_manager.get(), &TransportManager::setNetwork);
        m_manager->setNetwork(m_network->network());
        m_manager->start();
    }
    void end()
    {
        m_ticks.reset();
        m_network.reset();
        m_history.reset();
        m_manager.reset();
        m_readers.clear();
    }
    void add(HandOver *reader, const IngestOptions &options)
    {
        auto ingest = std::make_unique<Ingest>(reader, options);
        connect(m_manager.get(), &TransportManager::eventDelivered, ingest.get(), &Ingest::receive);
        connect(m_manager.get(), &TransportManager::gapDrawn, ingest.get(), &Ingest::receiveGap);
        connect(m_manager.get(), &TransportManager::beat, ingest.get(), &Ingest::beat);
        connect(m_manager.get(), &TransportManager::linkChanged, ingest.get(), &Ingest::setLinkStatus);
        connect(m_manager.get(), &TransportManager::streamChanged, ingest.get(), &Ingest::setStreamStatus);
        ingest->setLinkStatus(m_manager->linkStatus());
        ingest->setStreamStatus(m_manager->streamStatus());
        if (ingest->wantsTicks() && !m_ticks->isActive())
            m_ticks->start(tickInterval);
        m_readers[reader] = std::move(ingest);
    }
    void remove(HandOver *reader)
    {
        m_readers.erase(reader);
        for (auto asked = m_asked.begin(); asked != m_asked.end();)
            asked = *asked == reader ? m_asked.erase(asked) : std::next(asked);
    }
    void tryNow() { m_manager->tryNow(); }
    void askPast(HandOver *reader, const HistoryQuery &query)
    {
        if (m_options.dialect != "telltale"_L1 || !m_readers.contains(reader))
            return;
        if (!m_history)
            makeHistory();
        m_asked.insert(++m_tickets, reader);
        HistoryQuery ticketed = query;
        ticketed.ticket = m_tickets;
        m_history->fetch(ticketed);
    }

private:
    void makeHistory()
    {
        const DialectOptions &options = m_options.dialectOptions;
        m_history = std::make_unique<HistoryFetcher>(
            m_options.feed.url, [options] { return headersOf(options); }, m_options.transport);
        connect(m_history.get(), &HistoryFetcher::fetched, this,
                [this](const HistoryQuery &query, const QByteArray &body) {
                    const auto reader = m_readers.find(m_asked.take(query.ticket));
                    if (reader != m_readers.end())
                        reader->second->receivePast(query.series, body, {query.fromMs, query.toMs}, query.stepMs);
                });
        // The live view does without.
        connect(m_history.get(), &HistoryFetcher::failed, this,
                [this](const HistoryQuery &query) { m_asked.remove(query.ticket); });
    }

    const FeedSourceOptions &m_options;
    const Environment m_environment = Environment::system();
    std::unique_ptr<Dialect> m_dialect;
    std::unique_ptr<TransportManager> m_manager;
    std::unique_ptr<NetworkMonitor> m_network;
    std::unique_ptr<QTimer> m_ticks;
    std::map<HandOver *, std::unique_ptr<Ingest>> m_readers;
    std::unique_ptr<HistoryFetcher> m_history; ///< once somebody asked for the past
    QHash<quint32, HandOver *> m_asked;        ///< by ticket
    quint32 m_tickets = 0;
};

FeedConnection::FeedConnection(FeedSourceOptions options, std::unique_ptr<Dialect> dialect)
    : m_options(std::move(options))
    , m_worker(std::make_unique<Worker>(m_options, std::move(dialect)))
{
    m_thread.setObjectName(u"network"_s);
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::started, m_worker.get(), &Worker::begin);
    QObject::connect(&m_thread, &QThread::finished, m_worker.get(), &Worker::end, Qt::DirectConnection);
}

FeedConnection::~FeedConnection()
{
    m_thread.quit();
    m_thread.wait();
}

void FeedConnection::add(HandOver *reader, const IngestOptions &options)
{
    if (!m_thread.isRunning())
        m_thread.start();
    // Comes after begin(), which the thread does before it turns its event loop.
    QMetaObject::invokeMethod(
        m_worker.get(), [this, reader, options] { m_worker->add(reader, options); }, Qt::QueuedConnection);
}

void FeedConnection::tryNow()
{
    QMetaObject::invokeMethod(
        m_worker.get(), [this] { m_worker->tryNow(); }, Qt::QueuedConnection);
}

void FeedConnection::askPast(HandOver *reader, const QByteArray &series, qint64 fromMs, qint64 toMs)
{
    const HistoryQuery query{0, series, fromMs, toMs, stepFor(toMs - fromMs).count()};
    QMetaObject::invokeMethod(
        m_worker.get(), [this, reader, query] { m_worker->askPast(reader, query); }, Qt::QueuedConnection);
}

void FeedConnection::remove(HandOver *reader)
{
    QMetaObject::invokeMethod(
        m_worker.get(), [this, reader] { m_worker->remove(reader); }, Qt::BlockingQueuedConnection);
}

} // namespace telltale
