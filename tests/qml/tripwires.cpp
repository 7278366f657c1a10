// SPDX-License-Identifier: MIT
#include "tests/qml/tripwires.h"

#include <QFile>
#include <QHostAddress>
#include <QImage>
#include <QNetworkAccessManager>
#include <QTcpSocket>

#include <array>

#include <sys/inotify.h>
#include <unistd.h>

namespace telltale::test {

namespace {

class CountingNetwork final : public QNetworkAccessManager
{
public:
    CountingNetwork(std::atomic<int> &requests, QObject *parent)
        : QNetworkAccessManager(parent)
        , m_requests(requests)
    {}

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override
    {
        ++m_requests;
        return QNetworkAccessManager::createRequest(operation, request, body);
    }

private:
    std::atomic<int> &m_requests;
};

} // namespace

Tripwires::Tripwires()
{
    QImage picture(2, 2, QImage::Format_RGB32);
    picture.fill(Qt::red);
    picture.save(bait().file);
    // It takes connections and never answers: an answer would only add a complaint about a picture.
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
        while (m_server.nextPendingConnection())
            ++m_connections;
    });
    m_server.listen(QHostAddress::LocalHost);
    m_inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    m_watch = inotify_add_watch(m_inotify, QFile::encodeName(bait().file).constData(), IN_OPEN);
}

Tripwires::~Tripwires()
{
    close(m_inotify);
}

int Tripwires::openings()
{
    alignas(inotify_event) std::array<char, 4096> events;
    ssize_t size = 0;
    while ((size = read(m_inotify, events.data(), events.size())) > 0)
        m_openings += int(size / ssize_t(sizeof(inotify_event))); // of a file, events carry no name
    return m_openings;
}

QNetworkAccessManager *Tripwires::create(QObject *parent)
{
    return new CountingNetwork(m_requests, parent);
}

} // namespace telltale::test
