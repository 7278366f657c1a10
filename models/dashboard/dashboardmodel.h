// SPDX-License-Identifier: MIT
#pragma once

#include "models/connection/connectionsummary.h"
#include "models/dashboard/dashboard.h"
#include "models/dashboard/panellistmodel.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <vector>

namespace telltale {

/// A dashboard as the window sees it: its pages, the panels of the page that is shown, and the connections it lives
/// from.
///
/// setDashboard() may be called again: pages with the same id and panels with the same spec and sources stay the
/// objects they are, and so does what is seen of them; the page that is shown stays if it is still there. Thread: GUI.
class DashboardModel : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString title READ title NOTIFY titleChanged FINAL)
    Q_PROPERTY(int theme READ theme NOTIFY themeChanged FINAL)
    Q_PROPERTY(QStringList pageTitles READ pageTitles NOTIFY pagesChanged FINAL)
    Q_PROPERTY(int currentPage READ currentPage WRITE setCurrentPage NOTIFY currentPageChanged FINAL)
    Q_PROPERTY(telltale::PanelListModel *panels READ panels NOTIFY panelsChanged FINAL)
    Q_PROPERTY(telltale::ConnectionSummary *connections READ connections CONSTANT FINAL)
    Q_PROPERTY(QString noticeText READ noticeText WRITE setNoticeText NOTIFY noticeTextChanged FINAL)
public:
    explicit DashboardModel(QObject *parent = nullptr);
    ~DashboardModel() override;

    const QString &title() const { return m_title; } ///< clean
    int theme() const { return int(m_theme); }       ///< ThemeName
    QStringList pageTitles() const;                  ///< clean
    int currentPage() const { return m_current; }
    void setCurrentPage(int page); ///< out of range: nothing happens
    Q_INVOKABLE void nextPage();   ///< round
    Q_INVOKABLE void previousPage();
    PanelListModel *panels() const { return m_pages.empty() ? nullptr : m_pages[size_t(m_current)]->panels.get(); }
    ConnectionSummary *connections() { return &m_connections; }
    /// Every source is to connect now instead of later: tryingWanted().
    Q_INVOKABLE void tryNow() { Q_EMIT tryingWanted(); }
    /// One line that stands over the dashboard until it is taken away: why a changed file is not shown.
    const QString &noticeText() const { return m_notice; }
    void setNoticeText(const QString &text);

    /// sources: those of the dashboard, in its order. What went does nothing more, and its sources may go.
    void setDashboard(const Dashboard &dashboard, const QList<PanelSource> &sources);
    /// A dashboard of one page whose panels come with the series: see panels()->append().
    void setGrowing(const QString &title, const PanelSource &source);

Q_SIGNALS:
    void tryingWanted();
    void titleChanged();
    void themeChanged();
    void pagesChanged();
    void currentPageChanged();
    void panelsChanged();
    void noticeTextChanged();

private:
    struct Page
    {
        QString id;
        QString title;
        std::unique_ptr<PanelListModel> panels;
    };

    void setTitle(const QString &said);
    void setSources(const QList<PanelSource> &sources);
    void show(std::vector<std::unique_ptr<Page>> pages, const PanelListModel *shown);
    std::unique_ptr<Page> takePage(const QString &id);

    QString m_title;
    ThemeName m_theme = ThemeName::Dark;
    QString m_notice;
    std::vector<std::unique_ptr<Page>> m_pages;
    int m_current = 0;
    ConnectionSummary m_connections;
};

} // namespace telltale
