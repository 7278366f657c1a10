// SPDX-License-Identifier: MIT
#include "app/platform/filewatcher.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <utility>

namespace telltale {

FileWatcher::FileWatcher(const QString &path, FileWatcherIntervals intervals, qint64 limit, QObject *parent)
    : QObject(parent)
    , m_path(QFileInfo(path).absoluteFilePath())
    , m_intervals(intervals)
    , m_limit(limit)
    , m_digest(digest())
{
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, &FileWatcher::look);
    connect(&m_poll, &QTimer::timeout, this, &FileWatcher::look);
    // Not put off by what comes later: in a folder where others come and go all the time, that would be for ever.
    const auto settle = [this] {
        if (!m_settle.isActive())
            m_settle.start(m_intervals.settle);
    };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, settle);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, settle);
    m_poll.start(m_intervals.poll);
    watch();
}

void FileWatcher::watch()
{
    const QString folder = QFileInfo(m_path).absolutePath();
    if (!m_watcher.directories().contains(folder) && QFileInfo::exists(folder))
        m_watcher.addPath(folder);
    if (!m_watcher.files().contains(m_path) && QFileInfo::exists(m_path))
        m_watcher.addPath(m_path);
}

void FileWatcher::look()
{
    watch();
    const QByteArray now = digest();
    if (now.isEmpty() || std::exchange(m_digest, now) == now)
        return;
    Q_EMIT changed();
}

/// Empty if it cannot be read. Of a file larger than any dashboard the begin alone counts.
QByteArray FileWatcher::digest() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QCryptographicHash::hash(file.read(m_limit) + QByteArray::number(file.size()), QCryptographicHash::Sha256);
}

} // namespace telltale
