// SPDX-License-Identifier: MIT
#pragma once

#include "tests/qml/hostilestrings.h"

#include <QObject>
#include <QQmlNetworkAccessManagerFactory>
#include <QTcpServer>
#include <QTemporaryDir>

#include <atomic>

namespace telltale::test {

/// A server and a file that nobody has any business with, and what notices whoever comes: each connection to the
/// server, each request of a QML engine, each opening of the file. Linux alone can tell who opens a file. Thread: GUI;
/// the engine's requests are counted wherever they are made.
class Tripwires final : public QQmlNetworkAccessManagerFactory
{
public:
    Tripwires();
    ~Tripwires() override;
    Q_DISABLE_COPY_MOVE(Tripwires)

    /// Whether all of them are laid; without that, nothing that is counted means anything.
    bool isValid() const { return m_server.isListening() && m_watch >= 0; }
    Bait bait() const { return {m_server.serverPort(), m_folder.filePath(QStringLiteral("bait.png"))}; }

    int connections() const { return m_connections; }
    int requests() const { return m_requests; }
    int openings();

    QNetworkAccessManager *create(QObject *parent) override;

private:
    QTemporaryDir m_folder;
    QTcpServer m_server;
    int m_inotify = -1;
    int m_watch = -1;
    int m_connections = 0;
    std::atomic<int> m_requests = 0;
    int m_openings = 0;
};

} // namespace telltale::test
