// SPDX-License-Identifier: MIT
#include "app/commands/dashboardreading.h"

#include "transport/dialects/dialect.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace telltale {

DashboardReaderOptions dashboardReaderOptions()
{
    DashboardReaderOptions options;
    options.dialects.clear();
    for (const QString &name : {u"telltale"_s, u"plain"_s, u"nchan"_s}) {
        if (makeDialect(name, {}))
            options.dialects.append(name);
    }
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds())
        options.zones.append(QString::fromUtf8(zone));
    return options;
}

} // namespace telltale
