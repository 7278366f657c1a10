// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace telltale {

/// A line of /proc/self/mountinfo (proc_pid_mountinfo(5)), octal escapes undone. Names are bytes: the kernel does not
/// care whether they are UTF-8.
struct Mount
{
    quint64 id = 0;
    quint64 parent = 0;
    QByteArray device = {}; ///< "8:1"; one for all mounts of one file system
    QByteArray root = {};   ///< what of the file system is mounted here; "/" unless it is a bind mount or a subvolume
    QByteArray point = {};  ///< where, seen from this process's root
    QByteArray type = {};   ///< "ext4"

    friend bool operator==(const Mount &, const Mount &) = default;
};

QList<Mount> parseMountInfo(QByteArrayView text);

/// Where it is safe to ask for the space that is left, one mount point a file system, in the file's order.
///
/// Asking a file system that lives on a network or in another process can block for minutes, so this goes by a list of
/// types that are known to be local, and not only for the mount itself: the kernel walks the whole path, so everything
/// mounted on the way must be safe too, and the mount must be the one that the walk ends at rather than hidden under
/// another. Of several mounts of a device the whole one with the shortest path is taken. Images that are always full
/// (squashfs, iso9660) and memory (tmpfs) are passed through but not given; of overlays only the root is.
QList<QByteArray> localMountPoints(const QList<Mount> &mounts, qsizetype max, qsizetype maxPathBytes);

} // namespace telltale
