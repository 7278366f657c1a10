// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QString>
#include <QTemporaryDir>
#include <QtTest>

namespace telltale {

/// A machine's /proc and /sys that a test can change: a temporary folder, filled from the trees of tests/data/proc.
class HostTree
{
public:
    HostTree() { QVERIFY(m_folder.isValid()); }

    /// Lays a folder of tests/data/proc over what is there.
    void lay(const QString &fixture)
    {
        const QDir from(QStringLiteral(TELLTALE_TEST_DATA "/proc/") + fixture);
        QVERIFY2(from.exists(), qPrintable(from.path()));
        QDirIterator files(from.path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            write(from.relativeFilePath(file.fileName()), file.readAll());
        }
    }

    void write(const QString &path, const QByteArray &content)
    {
        const QString full = m_folder.filePath(path);
        QVERIFY(QDir().mkpath(QFileInfo(full).path()));
        QFile file(full);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

    QByteArray read(const QString &path) const
    {
        QFile file(m_folder.filePath(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void link(const QString &target, const QString &path)
    {
        const QString full = m_folder.filePath(path);
        QVERIFY(QDir().mkpath(QFileInfo(full).path()));
        QVERIFY(QFile::link(target, full));
    }

    /// A file, or a folder with all that is in it.
    void remove(const QString &path)
    {
        const QString full = m_folder.filePath(path);
        QVERIFY(QFileInfo(full).isDir() ? QDir(full).removeRecursively() : QFile::remove(full));
    }

    QByteArray root() const { return QFile::encodeName(m_folder.path()); }

private:
    QTemporaryDir m_folder;
};

} // namespace telltale
