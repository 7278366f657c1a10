// SPDX-License-Identifier: MIT
#include "app/hostfeed/diskstats.h"

#include "app/hostfeed/proctext.h"

#include <QSet>

#include <algorithm>
#include <optional>

namespace telltale {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::optional<DiskCounters> parseDevice(QByteArrayView line)
{
    takeField(line); // major
    takeField(line); // minor
    DiskCounters device{.name = takeField(line).toByteArray()};
    std::array<quint64, 10> fields{};
    for (quint64 &field : fields) {
        const auto count = toCount(takeField(line));
        if (!count)
            return std::nullopt;
        field = *count;
    }
    device.counters = {fields[0], fields[2], fields[4], fields[6], fields[9]};
    return device;
}

/// The disk that a partition of this name would belong to: "sda" for "sda1", "nvme0n1" for "nvme0n1p2". Where the
/// disk's name ends in a digit the kernel puts a p between, so "dm-1" is no disk of "dm-10".
QByteArray possibleDisk(const QByteArray &name)
{
    qsizetype end = name.size();
    while (end > 0 && isDigit(name[end - 1]))
        --end;
    if (end == name.size())
        return {};
    if (end > 1 && name[end - 1] == 'p' && isDigit(name[end - 2]))
        --end;
    return name.first(end);
}

bool isBackedByMemoryOrFile(const QByteArray &name)
{
    return name.startsWith("loop") || name.startsWith("ram") || name.startsWith("zram");
}

} // namespace

QList<DiskCounters> parseDiskStats(QByteArrayView text)
{
    QList<DiskCounters> devices;
    while (const auto line = takeLine(text)) {
        if (auto device = parseDevice(*line))
            devices.append(*std::move(device));
    }
    return devices;
}

QList<DiskCounters> wholeDisks(const QList<DiskCounters> &devices, qsizetype max)
{
    QSet<QByteArray> names;
    for (const DiskCounters &device : devices)
        names.insert(device.name);

    QList<DiskCounters> disks;
    for (const DiskCounters &device : devices) {
        if (disks.size() >= max)
            break;
        const bool used = device.counters[DiskCounters::Reads] > 0 || device.counters[DiskCounters::Writes] > 0;
        if (used && !isBackedByMemoryOrFile(device.name) && !names.contains(possibleDisk(device.name)))
            disks.append(device);
    }
    return disks;
}

} // namespace telltale
