// SPDX-License-Identifier: MIT
#include "app/dashboardreloader.h"

#include "models/cleantext.h"
#include "models/dashboard/file/dashboardfile.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

DashboardReloader::DashboardReloader(const QString &path, DashboardReaderOptions options, DashboardSession *session,
                                     FileWatcherIntervals intervals, QObject *parent)
    : QObject(parent)
    , m_watcher(path, intervals)
    , m_options(std::move(options))
    , m_session(session)
{
    connect(&m_watcher, &FileWatcher::changed, this, &DashboardReloader::reload);
}

DashboardReloader::Outcome DashboardReloader::load()
{
    return read();
}

void DashboardReloader::reload()
{
    const Outcome outcome = read();
    QString notice;
    if (!outcome.isShown) {
        notice = u"Not shown: %1"_s.arg(outcome.error);
        if (outcome.toSay.size() > 1)
            notice += u" (and %1 more)"_s.arg(outcome.toSay.size() - 1);
        notice += u" · the dashboard from before goes on"_s;
    }
    constexpr qsizetype noticeLimit = 400;
    m_session->model()->setNoticeText(cleanText(notice, noticeLimit));
}

DashboardReloader::Outcome DashboardReloader::read()
{
    const QFileInfo file(m_watcher.path());
    const DashboardFile read = DashboardFile::load(m_watcher.path(), m_options);
    const QList<Diagnostic> &diagnostics = read.reading.diagnostics;
    const auto error = std::find_if(diagnostics.cbegin(), diagnostics.cend(), [](const Diagnostic &diagnostic) {
        return diagnostic.level == Diagnostic::Level::Error;
    });
    // Without the folder: that is the same as ever.
    Outcome outcome{read.isUsable(), read.lines(),
                    error == diagnostics.cend() ? QString() : toLine(*error, file.fileName())};
    if (outcome.isShown)
        m_session->show(read.reading.dashboard, file.absolutePath());
    return outcome;
}

} // namespace telltale
