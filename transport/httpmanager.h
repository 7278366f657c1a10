// SPDX-License-Identifier: MIT
#pragma once

#include <QNetworkAccessManager>

#include <memory>
#include <set>

namespace telltale {

/// A QNetworkAccessManager for feeds whose end nobody waits for.
///
/// Qt does HTTP on a thread of the manager's, and the manager's destructor waits for that thread, up to 5 s. A server
/// that never ends the head of its answer keeps it busy for as long as it likes: Qt 6.4 reads a head, the trailers and
/// what stands beside a chunk's size a byte a call, as long as there is another byte. So the manager is destroyed on a
/// thread made for that, and an HTTP thread that does not come back loses its connection (UnreadConnections), after
/// half a second. QCoreApplication's end waits for those threads.
///
/// Thread: the one it is made in, also for its destruction. Replies that are left go with it, without a signal; not
/// from inside a signal of theirs.
class HttpManager final
{
public:
    /// owner: whose child the manager is, to be found by it and to go along where it moves.
    explicit HttpManager(QObject *owner);
    ~HttpManager();
    Q_DISABLE_COPY_MOVE(HttpManager)

    /// Owned by this, but deleteLater() is welcome.
    QNetworkReply *get(const QNetworkRequest &request);

private:
    std::unique_ptr<QNetworkAccessManager> m_manager;
    std::set<quint16> m_ports; ///< that were asked; redirects stay within the origin
};

} // namespace telltale
