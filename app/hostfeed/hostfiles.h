// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace telltale {

/// Reads files of /proc and /sys beneath a root, which tests put elsewhere. These files are made anew at every read
/// and have no size, so they are read straight through into one buffer that is kept.
class HostFiles
{
public:
    /// root without a slash at its end ("" is the machine itself); of a longer file only the first maxBytes are read.
    HostFiles(QByteArray root, qsizetype maxBytes);

    /// The content, valid until the next read; nothing if the file cannot be opened or read.
    std::optional<QByteArrayView> read(const QByteArray &path);

    /// Names in a directory, at most max, in no order; none if it cannot be opened.
    QList<QByteArray> names(const QByteArray &directory, qsizetype max) const;

    /// How many entries of a directory are numbers, as processes are in /proc; nothing if it cannot be opened or has
    /// more than max entries.
    std::optional<quint64> countNumbers(const QByteArray &directory, qsizetype max) const;

    /// The last part of where a symbolic link points; empty if it is none.
    QByteArray linkTargetName(const QByteArray &path) const;

private:
    QByteArray m_root;
    qsizetype m_maxBytes;
    QByteArray m_buffer;
};

} // namespace telltale
