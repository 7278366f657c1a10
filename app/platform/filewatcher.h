// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>

namespace telltale {

struct FileWatcherIntervals
{
    std::chrono::milliseconds settle{200};  ///< an editor writes in several steps: the file is looked at after the last
    std::chrono::milliseconds poll{30'000}; ///< a network mount tells nothing: look anyhow
};

/// Tells when a file's content becomes another, however it was written: in place, by an editor that renames a new file
/// over it, or by a link that points elsewhere. Watches the folder as well as the file, for a watch upon a file ends
/// with the file it was set upon. A file that goes away is no change; the one that comes in its place is.
///
/// Thread: the one it lives in.
class FileWatcher : public QObject
{
    Q_OBJECT
public:
    /// limit: bytes of the file that are looked at.
    explicit FileWatcher(const QString &path, FileWatcherIntervals intervals = {}, qint64 limit = 8 << 20,
                         QObject *parent = nullptr);

    const QString &path() const { return m_path; }

Q_SIGNALS:
    /// The file can be read and is not what it was when it was last told of (or when the watch began).
    void changed();

private:
    void watch();
    void look();
    QByteArray digest() const;

    QString m_path;
    FileWatcherIntervals m_intervals;
    qint64 m_limit;
    QFileSystemWatcher m_watcher;
    QTimer m_settle;
    QTimer m_poll;
    QByteArray m_digest;
};

} // namespace telltale
