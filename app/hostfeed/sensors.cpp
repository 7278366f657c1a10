// SPDX-License-Identifier: MIT
#include "app/hostfeed/sensors.h"

#include "app/hostfeed/procgauges.h"
#include "app/hostfeed/proctext.h"

#include <QHash>

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

/// Far more than a directory of /sys ever has: what a machine has is not ours to trust.
constexpr qsizetype maxEntries = 4096;

/// The numbers N of the entries prefixNsuffix, ascending.
std::vector<quint64> numbersIn(const HostFiles &files, const QByteArray &directory, QByteArrayView prefix,
                               QByteArrayView suffix)
{
    std::vector<quint64> numbers;
    const QList<QByteArray> names = files.names(directory, maxEntries);
    for (const QByteArray &name : names) {
        if (!name.startsWith(prefix) || !name.endsWith(suffix) || name.size() < prefix.size() + suffix.size())
            continue;
        const qsizetype digits = name.size() - prefix.size() - suffix.size();
        if (const auto number = toCount(QByteArrayView(name).sliced(prefix.size(), digits)))
            numbers.push_back(*number);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

QByteArray readWord(HostFiles &files, const QByteArray &path)
{
    const auto text = files.read(path);
    return text ? text->trimmed().toByteArray() : QByteArray();
}

bool givesReading(HostFiles &files, const QByteArray &path)
{
    const auto text = files.read(path);
    return text && parseTemperature(*text);
}

struct Chip
{
    QByteArray directory;
    QByteArray name;  ///< the driver's: "nvme"
    QByteArray title; ///< what tells it from its namesakes
};

std::vector<Chip> findChips(HostFiles &files)
{
    std::vector<Chip> chips;
    QHash<QByteArray, int> namesakes;
    for (const quint64 number : numbersIn(files, "/sys/class/hwmon"_ba, "hwmon", "")) {
        const QByteArray directory = "/sys/class/hwmon/hwmon" + QByteArray::number(number);
        const QByteArray name = readWord(files, directory + "/name");
        chips.push_back({directory, name, name});
        ++namesakes[name];
    }
    // The kernel's numbers change with every boot and plugging; the device that a chip sits on stays the same.
    for (Chip &chip : chips) {
        if (namesakes.value(chip.name) > 1)
            chip.title += ' ' + files.linkTargetName(chip.directory + "/device");
    }
    return chips;
}

void addChip(HostFiles &files, const Chip &chip, QList<Sensor> &sensors, qsizetype max)
{
    for (const quint64 number : numbersIn(files, chip.directory, "temp", "_input")) {
        const QByteArray stem = chip.directory + "/temp" + QByteArray::number(number);
        if (sensors.size() >= max)
            return;
        if (!givesReading(files, stem + "_input"))
            continue;
        QByteArray label = readWord(files, stem + "_label");
        if (label.isEmpty())
            label = "temp" + QByteArray::number(number);
        sensors.append({chip.title + '/' + label, stem + "_input"});
    }
}

/// The thermal zones that are not also a chip: those are called the same there, but for dashes, which hwmon forbids.
void addZones(HostFiles &files, const std::vector<Chip> &chips, QList<Sensor> &sensors, qsizetype max)
{
    QHash<QByteArray, int> namesakes;
    for (const quint64 number : numbersIn(files, "/sys/class/thermal"_ba, "thermal_zone", "")) {
        const QByteArray directory = "/sys/class/thermal/thermal_zone" + QByteArray::number(number);
        const QByteArray type = readWord(files, directory + "/type");
        const QByteArray chipName = QByteArray(type).replace('-', '_');
        const bool isChip = std::any_of(chips.begin(), chips.end(), [&](const Chip &c) { return c.name == chipName; });
        if (sensors.size() >= max)
            return;
        if (isChip || !givesReading(files, directory + "/temp"))
            continue;
        const int namesake = ++namesakes[type];
        sensors.append({namesake == 1 ? type : type + ' ' + QByteArray::number(namesake), directory + "/temp"});
    }
}

} // namespace

QList<Sensor> findSensors(HostFiles &files, qsizetype max)
{
    QList<Sensor> sensors;
    const std::vector<Chip> chips = findChips(files);
    for (const Chip &chip : chips)
        addChip(files, chip, sensors, max);
    addZones(files, chips, sensors, max);
    return sensors;
}

} // namespace telltale
