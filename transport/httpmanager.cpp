// SPDX-License-Identifier: MIT
#include "transport/httpmanager.h"

#include "transport/logging.h"
#include "transport/protocol/clock.h"
#include "transport/unreadconnections.h"

#include <QCoreApplication>
#include <QNetworkReply>
#include <QThread>

#include <atomic>
#include <future>
#include <list>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace telltale {

namespace {

/// How often one looks at the connections while an HTTP thread does not end, and how often one of them must have been
/// seen unread by then. The threads that read the others come round much sooner.
constexpr milliseconds betweenLooks{100};
constexpr int looksThatTell = 5;

/// A manager that ends, and to which ports its connections lead.
struct Ending
{
    QNetworkAccessManager *manager = nullptr; ///< belongs to no thread
    std::set<quint16> ports;
};

/// Destroys the manager, and takes its connection away if its thread is stuck in it.
void end(const Ending &ending)
{
    const auto destroy = [manager = ending.manager] {
        manager->moveToThread(QThread::currentThread());
        delete manager;
    };
    std::future<void> ended;
    try {
        ended = std::async(std::launch::async, destroy);
    } catch (const std::system_error &) { // no more threads
        destroy();
        return;
    }
    UnreadConnections connections(ending.ports);
    while (ended.wait_for(betweenLooks) == std::future_status::timeout) {
        connections.look();
        if (connections.end(looksThatTell) > 0)
            qCDebug(logTransport) << "took a connection away that its reader does not get to the end of";
    }
}

/// The threads on which managers end. The program waits for them before it ends itself: Qt's globals go then, and
/// managers use them.
class EndingThreads
{
public:
    static void begin(const Ending &ending)
    {
        static EndingThreads threads;
        static const bool isRegistered = [] {
            qAddPostRoutine([] { threads.join(Which::All); });
            return true;
        }();
        Q_UNUSED(isRegistered)
        threads.join(Which::Over);
        threads.add(ending);
    }
    ~EndingThreads() { join(Which::All); } // of what ended after the application object did
    Q_DISABLE_COPY_MOVE(EndingThreads)

private:
    EndingThreads() = default;

    enum class Which { Over, All };
    struct Running
    {
        std::thread thread;
        std::atomic<bool> isOver = false;
    };

    void add(const Ending &ending)
    {
        const std::lock_guard lock(m_mutex);
        Running &running = m_running.emplace_back();
        try {
            running.thread = std::thread([ending, &running] {
                end(ending);
                running.isOver = true;
            });
        } catch (const std::system_error &) { // no more threads
            m_running.pop_back();
            end(ending);
        }
    }
    void join(Which which)
    {
        const std::lock_guard lock(m_mutex);
        for (auto each = m_running.begin(); each != m_running.end();) {
            if (which == Which::All || each->isOver) {
                each->thread.join();
                each = m_running.erase(each);
            } else {
                ++each;
            }
        }
    }

    std::mutex m_mutex;
    std::list<Running> m_running;
};

} // namespace

HttpManager::HttpManager(QObject *owner)
    : m_manager(std::make_unique<QNetworkAccessManager>(owner))
{
    m_manager->setStrictTransportSecurityEnabled(true);
    m_manager->setAutoDeleteReplies(false);
}

HttpManager::~HttpManager()
{
    QNetworkAccessManager *manager = m_manager.release();
    qDeleteAll(manager->findChildren<QNetworkReply *>(Qt::FindDirectChildrenOnly));
    manager->setParent(nullptr);
    if (m_ports.empty()) { // it never had a thread
        delete manager;
        return;
    }
    manager->moveToThread(nullptr); // so that the other thread can take it
    EndingThreads::begin({manager, std::move(m_ports)});
}

QNetworkReply *HttpManager::get(const QNetworkRequest &request)
{
    constexpr int http = 80;
    constexpr int https = 443;
    const bool isSealed = request.url().scheme() == QLatin1String("https");
    m_ports.insert(quint16(request.url().port(isSealed ? https : http)));
    return m_manager->get(request);
}

} // namespace telltale
