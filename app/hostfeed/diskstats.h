// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <array>
#include <cstddef>

namespace telltale {

/// What a block device did since it appeared (the kernel's Documentation/admin-guide/iostats.rst).
struct DiskCounters
{
    enum Counter : std::size_t {
        Reads,
        SectorsRead, ///< of 512 bytes, whatever the device's own sector size
        Writes,
        SectorsWritten,
        BusyMilliseconds, ///< with at least one request under way
        CounterCount
    };

    QByteArray name;
    std::array<quint64, CounterCount> counters{};

    friend bool operator==(const DiskCounters &, const DiskCounters &) = default;
};

constexpr quint64 diskSectorBytes = 512;

/// /proc/diskstats, partitions and all.
QList<DiskCounters> parseDiskStats(QByteArrayView text);

/// The whole devices among them that have ever been used: no partitions (their traffic is their disk's), nothing that
/// is a file or memory (loop, ram, zram), no floppies and empty drives.
QList<DiskCounters> wholeDisks(const QList<DiskCounters> &devices, qsizetype max);

} // namespace telltale
