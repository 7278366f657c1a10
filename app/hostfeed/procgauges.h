// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <optional>

namespace telltale {

/// The files of /proc that hold a handful of numbers. Each gives nothing if its file cannot be read whole.

/// /proc/loadavg: the mean number of threads that run or wait for a disk, over 1, 5 and 15 minutes.
struct LoadAverage
{
    double one = 0;
    double five = 0;
    double fifteen = 0;
    quint64 threads = 0; ///< threads of all processes, and the kernel's own
};
std::optional<LoadAverage> parseLoadAverage(QByteArrayView text);

/// /proc/uptime: seconds since boot, sleep included.
std::optional<double> parseUptime(QByteArrayView text);

/// /proc/pressure/*: the share of the last 10 s, in percent, in which some task waited for the resource.
std::optional<double> parsePressure(QByteArrayView text);

/// /proc/self/statm: resident memory in pages.
std::optional<quint64> parseResidentPages(QByteArrayView text);

/// A sensor's tempN_input or a thermal zone's temp (millidegrees), in degrees Celsius. What lies below the absolute
/// zero is how drivers say that there is no reading.
std::optional<double> parseTemperature(QByteArrayView text);

} // namespace telltale
