// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/file/dashboardfile.h"

namespace telltale {

/// The dashboard that the program has built in.
inline Dashboard thisMachine()
{
    return DashboardFile::load(QStringLiteral(TELLTALE_SOURCE_DIR "/resources/dashboards/this-machine.json"))
        .reading.dashboard;
}

} // namespace telltale
