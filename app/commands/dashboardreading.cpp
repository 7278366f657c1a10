// SPDX-License-Identifier: MIT
#include "app/commands/dashboardreading.h"

#include "transport/dialects/dialect.h"

#include <QTimeZone>

namespace telltale {

DashboardReaderOptions dashboardReaderOptions()
{
    DashboardReaderOptions options;
    options.dialects = dialectNames();
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds())
        options.zones.append(QString::fromUtf8(zone));
    return options;
}

} // namespace telltale
