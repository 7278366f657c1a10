// SPDX-License-Identifier: MIT
#include "app/hostfeed/hostfeed.h"

#include "app/hostfeed/logging.h"

#include <QRandomGenerator>
#include <QTimer>

#include <array>
#include <utility>

namespace telltale {

using namespace Qt::StringLiterals;

/// What lives on the feed's thread.
class HostFeed::Worker
{
public:
    explicit Worker(const HostFeedOptions &options)
        : m_server(withEpoch(options.server))
        , m_sampler(options.sampler)
        , m_interval(options.interval)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_server, [this] {
            publishSample();
            armTimer();
        });
    }

    FeedServer &server() { return m_server; }

    Result<QUrl> listen()
    {
        Result<QUrl> url = m_server.listen();
        if (url && m_sampler)
            armTimer();
        return url;
    }

private:
    static FeedServerOptions withEpoch(FeedServerOptions options)
    {
        if (options.feed.epoch.isEmpty())
            options.feed.epoch = randomHex();
        return options;
    }

    void armTimer()
    {
        // From the clock each time, so that the samples of all machines with set clocks fall on the same instants.
        const auto now = m_server.hub().now();
        m_timer.start(m_interval - now % m_interval);
    }

    void publishSample()
    {
        const QByteArray data = m_sampler();
        if (data.isEmpty())
            return;
        if (const Result<Cursor> id = m_server.publish("metrics"_ba, data); !id)
            qCWarning(logHostFeed) << "A sample was not published:" << id.error().message;
    }

    FeedServer m_server;
    const std::function<QByteArray()> m_sampler;
    const milliseconds m_interval;
    QTimer m_timer;
};

namespace {

template <typename Function>
void runOn(QObject *context, Function function)
{
    QMetaObject::invokeMethod(context, std::move(function), Qt::BlockingQueuedConnection);
}

Error notRunning()
{
    return {.kind = ErrorKind::Usage, .message = u"the feed is not running"_s};
}

} // namespace

HostFeed::HostFeed(HostFeedOptions options)
    : m_options(std::move(options))
{
    m_thread.setObjectName("hostfeed"_L1);
}

HostFeed::~HostFeed()
{
    stop();
}

Result<QUrl> HostFeed::start()
{
    if (m_worker)
        return Error{.kind = ErrorKind::Usage, .message = u"the feed is running already"_s};
    m_context = std::make_unique<QObject>();
    m_context->moveToThread(&m_thread);
    m_thread.start();
    Result<QUrl> url = notRunning();
    runOn(m_context.get(), [this, &url] {
        m_worker = std::make_unique<Worker>(m_options);
        url = m_worker->listen();
    });
    if (!url)
        stop();
    return url;
}

void HostFeed::stop()
{
    if (!m_worker)
        return;
    runOn(m_context.get(), [this] {
        m_worker->server().goAway(std::chrono::seconds(1));
        m_worker.reset();
    });
    m_thread.quit();
    m_thread.wait();
    m_context.reset();
}

Result<Cursor> HostFeed::publish(const QByteArray &type, const QByteArray &data)
{
    Result<Cursor> id = notRunning();
    if (m_worker)
        runOn(m_context.get(), [&] { id = m_worker->server().publish(type, data); });
    return id;
}

QList<FeedEvent> HostFeed::events()
{
    QList<FeedEvent> events;
    if (m_worker)
        runOn(m_context.get(), [&] { events = m_worker->server().log().events(); });
    return events;
}

QByteArray randomHex(int digits)
{
    QByteArray text;
    while (text.size() < digits) {
        const quint64 random = QRandomGenerator::system()->generate64();
        text += QByteArray::number(random, 16).rightJustified(16, '0');
    }
    return text.first(digits);
}

} // namespace telltale
