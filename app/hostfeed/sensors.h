// SPDX-License-Identifier: MIT
#pragma once

#include "app/hostfeed/hostfiles.h"

#include <QByteArray>
#include <QList>

namespace telltale {

/// A thermometer: what to call it and which file to read.
struct Sensor
{
    QByteArray name; ///< "coretemp/Package id 0"; "nvme nvme1/Composite" where there are several chips called nvme
    QByteArray path; ///< as HostFiles takes it

    friend bool operator==(const Sensor &, const Sensor &) = default;
};

/// All thermometers that give a reading now: those of /sys/class/hwmon, then the thermal zones that are not among them
/// under the same name. In the order of the kernel's numbers, at most max. Lists a dozen directories, so it is not for
/// every second.
QList<Sensor> findSensors(HostFiles &files, qsizetype max);

} // namespace telltale
