// SPDX-License-Identifier: MIT
#include "app/sources/feedsource.h"

#include "models/ingest/ingest.h"

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

/// Everything that lives on the network thread, made there by begin() so that sockets and timers belong to it.
class Worker final : public QObject
{
public:
    Worker(FeedSourceOptions options, std::unique_ptr<Dialect> dialect, HandOver *handOver)
        : m_options(std::move(options))
        , m_dialect(std::move(dialect))
        , m_handOver(handOver)
    {}

    void begin()
    {
        const Environment environment = Environment::system();
        m_ingest = std::make_unique<Ingest>(m_handOver);
        m_manager = std::make_unique<TransportManager>(m_options.feed, std::move(m_dialect),
                                                       makeTransportFactory(m_options.transport, environment.random),
                                                       environment);
        connect(m_manager.get(), &TransportManager::eventDelivered, m_ingest.get(), &Ingest::receive);
        connect(m_manager.get(), &TransportManager::gapDrawn, m_ingest.get(), &Ingest::receiveGap);
        connect(m_manager.get(), &TransportManager::beat, m_ingest.get(), &Ingest::beat);
        connect(m_manager.get(), &TransportManager::linkChanged, m_ingest.get(), &Ingest::setLinkStatus);
        connect(m_manager.get(), &TransportManager::streamChanged, m_ingest.get(), &Ingest::setStreamStatus);
        m_manager->start();
    }
    void end()
    {
        m_manager.reset();
        m_ingest.reset();
    }

private:
    const FeedSourceOptions m_options;
    std::unique_ptr<Dialect> m_dialect;
    HandOver *const m_handOver;
    std::unique_ptr<Ingest> m_ingest;
    std::unique_ptr<TransportManager> m_manager;
};

} // namespace

FeedSource::FeedSource(FeedSourceOptions options, std::unique_ptr<Dialect> dialect, HandOver *handOver)
{
    auto worker = std::make_unique<Worker>(std::move(options), std::move(dialect), handOver);
    m_thread.setObjectName(u"network"_s);
    worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::started, worker.get(), &Worker::begin);
    QObject::connect(&m_thread, &QThread::finished, worker.get(), &Worker::end, Qt::DirectConnection);
    m_worker = std::move(worker);
}

FeedSource::~FeedSource()
{
    m_thread.quit();
    m_thread.wait();
}

void FeedSource::start()
{
    m_thread.start();
}

} // namespace telltale
