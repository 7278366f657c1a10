// SPDX-License-Identifier: MIT
#include "app/dashboardsession.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

/// How much of the past a panel shows.
milliseconds pastOf(const PanelSpec &panel, milliseconds window)
{
    const bool isDrawn = panel.type == PanelType::TimeSeries || panel.type == PanelType::StateTimeline ||
                         (panel.type == PanelType::Stat && panel.stat.spark != StatOptions::Spark::None);
    const bool isReduced = panel.reduction != Reduction::Last;
    return isDrawn || isReduced ? panel.window.value_or(window) : milliseconds(0);
}

/// What the dashboard shows of a source; a selector that names none is of the first.
QList<LiveSource::Wanted> wantedOf(const Dashboard &dashboard, const QString &source, bool isFirst)
{
    QList<LiveSource::Wanted> wanted;
    for (const PageSpec &page : dashboard.pages) {
        for (const PanelSpec &panel : page.panels) {
            for (const SeriesSelector &selector : panel.series + panel.details) {
                if (selector.source.isEmpty() ? isFirst : selector.source == source)
                    wanted.append({selector, pastOf(panel, dashboard.window)});
            }
        }
    }
    return wanted;
}

/// Panels without a source (a text, a clock) live by the time of one.
SourceSpec idleSource()
{
    SourceSpec spec;
    spec.type = SourceSpec::Type::Idle;
    return spec;
}

} // namespace

DashboardSession::DashboardSession(QObject *parent)
    : QObject(parent)
{
    connect(&m_appending, &QTimer::timeout, this, &DashboardSession::appendSome);
    connect(&m_model, &DashboardModel::tryingWanted, this, [this] {
        for (const auto &source : m_sources)
            source->tryNow();
    });
}

DashboardSession::~DashboardSession() = default;

void DashboardSession::show(const Dashboard &dashboard, const QString &baseDirectory)
{
    m_feed.reset();
    m_appending.stop();
    m_toAppend.clear();
    m_baseDirectory = baseDirectory;
    m_pool.prepare(dashboard.sources);
    QList<SourceSpec> specs = dashboard.sources;
    if (specs.isEmpty())
        specs << idleSource();
    std::vector<std::unique_ptr<LiveSource>> sources;
    std::vector<LiveSource *> added;
    for (const SourceSpec &spec : std::as_const(specs)) {
        std::unique_ptr<LiveSource> source = takeSame(spec);
        if (source) {
            source->become(spec, dashboard.freshness);
        } else {
            source = std::make_unique<LiveSource>(spec, dashboard.freshness);
            source->setWindowVisible(m_windowVisible);
            added.push_back(source.get());
        }
        source->setWanted(wantedOf(dashboard, spec.name, sources.empty()));
        sources.push_back(std::move(source));
    }
    std::swap(m_sources, sources);
    m_model.setDashboard(dashboard, panelSources());
    for (LiveSource *source : added) {
        if (m_begun)
            open(*source);
    }
    retire(std::move(sources));
}

void DashboardSession::show(const FeedSourceOptions &feed, const QString &title)
{
    SourceSpec spec;
    spec.name = title;
    std::vector<std::unique_ptr<LiveSource>> sources;
    sources.push_back(std::make_unique<LiveSource>(spec, FreshnessLimits()));
    SeriesSelector all;
    all.glob = "*"_ba;
    sources.front()->setWanted({{all, PanelContext().window}});
    std::swap(m_sources, sources);
    m_feed = feed;
    m_toAppend.clear();
    m_model.setGrowing(title, m_sources.front()->panelSource());
    m_model.panels()->append(m_automatic.add({}));
    connect(m_sources.front()->store(), &SeriesStore::seriesAdded, this, &DashboardSession::grow);
    if (m_begun)
        open(*m_sources.front());
    retire(std::move(sources));
}

void DashboardSession::begin()
{
    m_begun = true;
    for (const auto &source : m_sources)
        open(*source);
}

void DashboardSession::setWindowVisible(bool visible)
{
    m_windowVisible = visible;
    for (const auto &source : m_sources)
        source->setWindowVisible(visible);
}

void DashboardSession::ageIfAsleep()
{
    for (const auto &source : m_sources)
        source->ageIfAsleep();
}

std::unique_ptr<LiveSource> DashboardSession::takeSame(const SourceSpec &spec)
{
    const auto same = std::find_if(m_sources.begin(), m_sources.end(),
                                   [&](const auto &source) { return source && source->canBecome(spec); });
    return same == m_sources.end() ? nullptr : std::move(*same);
}

void DashboardSession::open(LiveSource &source)
{
    if (m_feed)
        follow(source, m_pool.open(*m_feed, source.handOver()));
    else if (source.spec().type != SourceSpec::Type::Idle)
        follow(source, m_pool.open(source.spec(), m_baseDirectory, source.handOver()));
}

void DashboardSession::follow(LiveSource &source, Result<OpenedSource> opened)
{
    if (!opened) {
        source.refuse(opened.error());
        Q_EMIT said(opened.error().message);
        return;
    }
    for (const QString &warning : std::as_const(opened->warnings))
        Q_EMIT said(warning);
    source.follow(std::move(opened->source));
}

QList<PanelSource> DashboardSession::panelSources() const
{
    QList<PanelSource> sources;
    for (const auto &source : m_sources)
        sources.append(source->panelSource());
    return sources;
}

/// Their panels are retired; what QML still evaluates in this event finds them.
void DashboardSession::retire(std::vector<std::unique_ptr<LiveSource>> sources)
{
    for (auto &source : sources) {
        if (source)
            source.release()->deleteLater();
    }
}

void DashboardSession::grow(SeriesId first, SeriesId last)
{
    QList<SeriesKey> names;
    for (SeriesId id = first; id <= last; ++id)
        names.append(m_sources.front()->store()->name(id));
    m_toAppend += m_automatic.add(names);
    m_appending.start(0);
    if (m_automatic.unshown() > 0)
        m_model.setNoticeText(
            u"%1 more series are not shown: there is no room for their panels"_s.arg(m_automatic.unshown()));
}

/// A feed may bring series for all panels there can be at once, and the window makes a panel as soon as it is told of
/// it: by and by it stays awake.
void DashboardSession::appendSome()
{
    constexpr qsizetype atOnce = 4;
    const qsizetype count = std::min(atOnce, m_toAppend.size());
    m_model.panels()->append(m_toAppend.first(count));
    m_toAppend.remove(0, count);
    if (m_toAppend.isEmpty())
        m_appending.stop();
}

} // namespace telltale
