// SPDX-License-Identifier: MIT
#include "models/dashboard/dashboardmodel.h"

#include "models/cleantext.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace telltale {

DashboardModel::DashboardModel(QObject *parent)
    : QObject(parent)
{}

DashboardModel::~DashboardModel() = default;

QStringList DashboardModel::pageTitles() const
{
    constexpr qsizetype limit = 40;
    QStringList titles;
    for (const auto &page : m_pages)
        titles << cleanText(page->title.isEmpty() ? page->id : page->title, limit);
    return titles;
}

void DashboardModel::setCurrentPage(int page)
{
    if (page < 0 || page >= int(m_pages.size()) || std::exchange(m_current, page) == page)
        return;
    Q_EMIT currentPageChanged();
    Q_EMIT panelsChanged();
}

void DashboardModel::nextPage()
{
    if (!m_pages.empty())
        setCurrentPage((m_current + 1) % int(m_pages.size()));
}

void DashboardModel::previousPage()
{
    if (!m_pages.empty())
        setCurrentPage((m_current + int(m_pages.size()) - 1) % int(m_pages.size()));
}

void DashboardModel::setNoticeText(const QString &text)
{
    if (std::exchange(m_notice, text) != text)
        Q_EMIT noticeTextChanged();
}

void DashboardModel::setDashboard(const Dashboard &dashboard, const QList<PanelSource> &sources)
{
    PanelContext context;
    context.sources = sources;
    context.window = dashboard.window;
    const PanelListModel *shown = panels();
    std::vector<std::unique_ptr<Page>> pages;
    for (const PageSpec &spec : dashboard.pages) {
        std::unique_ptr<Page> page = takePage(spec.id);
        if (!page)
            page = std::make_unique<Page>(Page{spec.id, {}, std::make_unique<PanelListModel>(PanelContext())});
        page->title = spec.title;
        page->panels->setContext(context);
        page->panels->setGrid(spec.columns, spec.rows.value_or(0));
        page->panels->setPanels(spec.panels);
        pages.push_back(std::move(page));
    }
    setTitle(dashboard.title);
    if (std::exchange(m_theme, dashboard.theme) != dashboard.theme)
        Q_EMIT themeChanged();
    setSources(sources);
    show(std::move(pages), shown);
}

void DashboardModel::setGrowing(const QString &title, const PanelSource &source)
{
    PanelContext context;
    context.sources = {source};
    const PanelListModel *shown = panels();
    std::vector<std::unique_ptr<Page>> pages;
    pages.push_back(std::make_unique<Page>(Page{{}, {}, std::make_unique<PanelListModel>(context)}));
    pages.front()->panels->setPanels({}, PanelListModel::Filling::Growing);
    setTitle(title);
    setSources({source});
    show(std::move(pages), shown);
}

void DashboardModel::setTitle(const QString &said)
{
    const QString title = cleanText(said);
    if (std::exchange(m_title, title) != title)
        Q_EMIT titleChanged();
}

void DashboardModel::setSources(const QList<PanelSource> &sources)
{
    QList<ConnectionSummary::Source> connections;
    for (const PanelSource &source : sources) {
        if (source.connection)
            connections.append({source.name, source.connection});
    }
    m_connections.setSources(connections);
}

void DashboardModel::show(std::vector<std::unique_ptr<Page>> pages, const PanelListModel *shown)
{
    const auto same =
        std::find_if(pages.cbegin(), pages.cend(), [shown](const auto &page) { return page->panels.get() == shown; });
    const int current = same == pages.cend() ? 0 : int(same - pages.cbegin());
    std::swap(m_pages, pages);
    m_current = current;
    Q_EMIT pagesChanged();
    Q_EMIT currentPageChanged();
    Q_EMIT panelsChanged();
    for (const auto &page : pages) {
        if (!page)
            continue;
        PanelListModel *gone = page->panels.release();
        gone->setParent(this);
        gone->retire();
        QTimer::singleShot(retirement, gone, &QObject::deleteLater);
    }
}

/// The page leaves its place empty: what is left there is what went.
std::unique_ptr<DashboardModel::Page> DashboardModel::takePage(const QString &id)
{
    for (auto &page : m_pages) {
        if (page && page->id == id)
            return std::move(page);
    }
    return {};
}

} // namespace telltale
