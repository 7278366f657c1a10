// SPDX-License-Identifier: MIT
#pragma once

#include "app/dashboardsession.h"
#include "app/platform/filewatcher.h"
#include "models/dashboard/file/dashboardreader.h"

#include <QObject>
#include <QString>

namespace telltale {

/// Shows a dashboard file, and shows it anew whenever it changes. A changed file that cannot be shown leaves the
/// dashboard as it is, and one line over it says what is wrong and where.
///
/// Thread: GUI. The session must outlive it.
class DashboardReloader final : public QObject
{
    Q_OBJECT
public:
    DashboardReloader(const QString &path, DashboardReaderOptions options, DashboardSession *session,
                      FileWatcherIntervals intervals = {}, QObject *parent = nullptr);

    /// Reads the file for the first time. With no error in it, it is shown.
    struct Outcome
    {
        bool isShown = false;
        QStringList toSay = {}; ///< every problem, a line each, errors and warnings in the order of the file
        QString error = {};     ///< the first of them that keeps it from being shown
    };
    Outcome load();

private:
    void reload();
    Outcome read();

    FileWatcher m_watcher; ///< before the first reading: what changes meanwhile is seen
    DashboardReaderOptions m_options;
    DashboardSession *m_session;
};

} // namespace telltale
