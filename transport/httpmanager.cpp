// SPDX-License-Identifier: MIT
#include "transport/httpmanager.h"

#include "transport/logging.h"
#include "transport/protocol/clock.h"
#include "transport/unreadconnections.h"

#include <QNetworkReply>
#include <QThread>

#include <future>
#include <thread>

namespace telltale {

namespace {

/// How often one looks at the connections while an HTTP thread does not end, and how often one of them must have been
/// seen unread by then. The threads that read the others come round much sooner.
constexpr milliseconds betweenLooks{100};
constexpr int looksThatTell = 5;

/// Destroys the manager, which belongs to no thread, and takes its connection away if its thread is stuck in it.
void end(QNetworkAccessManager *manager)
{
    const std::future<void> ended = std::async(std::launch::async, [manager] {
        manager->moveToThread(QThread::currentThread());
        delete manager;
    });
    UnreadConnections connections;
    while (ended.wait_for(betweenLooks) == std::future_status::timeout) {
        connections.look();
        if (connections.end(looksThatTell) > 0)
            qCDebug(logTransport) << "took a connection away that its reader does not get to the end of";
    }
}

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
    manager->moveToThread(nullptr); // so that the other thread can take it
    std::thread(end, manager).detach();
}

} // namespace telltale
