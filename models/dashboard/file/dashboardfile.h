// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/file/dashboardreader.h"

#include <QIODevice>
#include <QStringList>

namespace telltale {

/// A dashboard file as it was when it was read. A dashboard without an id has that of the file: "hall" of hall.json.
struct DashboardFile
{
    QString name; ///< as messages call it
    DashboardReading reading;

    /// Reads a file of at most the options' bytes. One that cannot be read is a diagnostic like any other.
    static DashboardFile load(const QString &path, const DashboardReaderOptions &options = {});
    /// The same from what is open already.
    static DashboardFile read(QIODevice &device, const QString &name, const DashboardReaderOptions &options = {});

    bool isUsable() const { return reading.isUsable(); }
    /// `FILE:LINE: message`, a line each; none if all is well. See toLine().
    QStringList lines() const;
};

} // namespace telltale
