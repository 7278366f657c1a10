// SPDX-License-Identifier: MIT
#pragma once

#include "app/sources/livesource.h"
#include "app/sources/sourcepool.h"
#include "models/dashboard/automaticdashboard.h"
#include "models/dashboard/dashboardmodel.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace telltale {

/// The dashboard that is shown, with its sources: the one place where what a file says meets what feeds bring.
///
///   show() --> begin() --> show() again, whenever the dashboard changes
///
/// Until begin() nothing is connected to, so that a window can be made first. On a change, sources that bring the same
/// go on, with their connections and histories, and the others end once the new ones have begun. A source that cannot
/// be made is shown as refused, with the reason; the rest of the dashboard lives. Thread: GUI.
class DashboardSession final : public QObject
{
    Q_OBJECT
public:
    explicit DashboardSession(QObject *parent = nullptr);
    ~DashboardSession() override;

    DashboardModel *model() { return &m_model; }

    /// baseDirectory: what the files that it names are relative to.
    void show(const Dashboard &dashboard, const QString &baseDirectory);
    /// A feed alone: the dashboard is made of the series that arrive.
    void show(const FeedSourceOptions &feed, const QString &title);
    /// Connects to the sources.
    void begin();

    void setWindowVisible(bool visible);
    void ageIfAsleep();

Q_SIGNALS:
    /// Something that whoever started this should know: a warning, or why a source is refused. A line, plain text.
    void said(const QString &line);

private:
    std::unique_ptr<LiveSource> takeSame(const SourceSpec &spec);
    void open(LiveSource &source);
    void follow(LiveSource &source, Result<OpenedSource> opened);
    QList<PanelSource> panelSources() const;
    void retire(std::vector<std::unique_ptr<LiveSource>> sources);
    void grow(SeriesId first, SeriesId last);
    void appendSome();

    SourcePool m_pool;
    QString m_baseDirectory;
    std::optional<FeedSourceOptions> m_feed; ///< shown alone
    bool m_begun = false;
    std::vector<std::unique_ptr<LiveSource>> m_sources; ///< in the dashboard's order
    DashboardModel m_model;                             ///< after the sources: its panels look at them
    AutomaticDashboard m_automatic;
    QList<PanelSpec> m_toAppend; ///< what it made and is not shown yet
    QTimer m_appending;
    bool m_windowVisible = true;
};

} // namespace telltale
