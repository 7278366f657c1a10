// SPDX-License-Identifier: MIT
#include "qml/items/timechartitem.h"

#include "models/series/historyreduction.h"
#include "models/timetext.h"
#include "qml/items/chartreading.h"

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

/// Figures of a long span cost its samples, and nobody reads more of them in a second.
constexpr qint64 legendEveryMs = 250;

ValueFormat formatOf(const Panel &panel)
{
    const std::optional<int> decimals = panel.spec().decimals;
    return ValueFormat(panel.unit(), decimals ? decimals : defaultDecimals(panel.unit()));
}

QString heading(Reduction reduction)
{
    switch (reduction) {
    case Reduction::Last:
        return TimeChartItem::tr("last");
    case Reduction::Mean:
        return TimeChartItem::tr("mean");
    case Reduction::Min:
        return TimeChartItem::tr("min");
    case Reduction::Max:
        return TimeChartItem::tr("max");
    case Reduction::Sum:
        return TimeChartItem::tr("sum");
    case Reduction::Delta:
        return TimeChartItem::tr("change");
    case Reduction::Rate:
        return TimeChartItem::tr("per second");
    case Reduction::Count:
        return TimeChartItem::tr("count");
    }
    Q_UNREACHABLE();
}

QString rowText(const Panel &panel, int series, PanelSeriesListModel::Role role)
{
    const PanelSeriesListModel *const rows = const_cast<Panel &>(panel).series();
    return rows->data(rows->index(series), int(role)).toString();
}

} // namespace

TimeChartItem::TimeChartItem(QQuickItem *parent)
    : LineChartItem(parent)
    , m_crosshair(this)
    , m_legend(this)
    , m_thresholds(this)
{
    setAcceptHoverEvents(true);
    setAcceptedMouseButtons(Qt::LeftButton);
    connect(this, &LineChartItem::panelChanged, this, [this] {
        m_hidden.clear();
        m_highlighted = -1;
        m_legendMs.reset();
        watchRows();
        backToLive();
    });
}

/// Figures may wait a moment; whether they may be believed may not.
void TimeChartItem::watchRows()
{
    disconnect(m_rowsConnection);
    if (!panel())
        return;
    m_rowsConnection = connect(panel()->series(), &QAbstractItemModel::dataChanged, this,
                               [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                                   if (!roles.contains(int(PanelSeriesListModel::Role::State)))
                                       return;
                                   m_legendMs.reset();
                                   polish();
                               });
}

bool TimeChartItem::hasLegend() const
{
    return panel() && panel()->spec().chart.legend != ChartOptions::Legend::Hidden;
}

bool TimeChartItem::legendIsBeside() const
{
    return panel() && panel()->spec().chart.legend == ChartOptions::Legend::Right;
}

/// fillOpacity is the theme's; areas of many lines upon each other say nothing.
qreal TimeChartItem::areaOpacity() const
{
    const ChartOptions &options = panel()->spec().chart;
    if (options.fill >= 0)
        return std::min(1.0, options.fill);
    const bool isArea = options.style == ChartOptions::Style::Area || chartShape().stacked;
    return isArea || panel()->seriesCount() <= 2 ? fillOpacity() : 0;
}

void TimeChartItem::laidOut()
{
    refreshThresholds();
    refreshCrosshair();
    refreshLegend();
    refreshBehind();
}

void TimeChartItem::viewMoved()
{
    m_legendMs.reset();
    relayout();
    Q_EMIT viewChanged();
}

void TimeChartItem::backToLive()
{
    if (isLive())
        return;
    m_view.backToLive();
    viewMoved();
}

void TimeChartItem::togglePause()
{
    if (!panel())
        return;
    if (isLive())
        m_view.pause(viewBounds());
    else
        m_view.backToLive();
    viewMoved();
}

void TimeChartItem::zoom(double factor, int column)
{
    if (!panel())
        return;
    m_view.zoom(factor, column, viewBounds());
    viewMoved();
}

void TimeChartItem::pan(int columns)
{
    if (!panel())
        return;
    m_view.pan(columns, viewBounds());
    viewMoved();
}

void TimeChartItem::toggleSeries(int series)
{
    if (!m_hidden.remove(series))
        m_hidden.insert(series);
    m_legendMs.reset();
    relayout();
}

void TimeChartItem::highlightSeries(int series)
{
    // Nothing to be seen of a hidden one: the others keep their colours.
    const int shown = isShown(series) ? series : -1;
    if (std::exchange(m_highlighted, shown) != shown)
        relayout();
}

void TimeChartItem::aged()
{
    refreshBehind();
    refreshLegend();
}

void TimeChartItem::refreshBehind()
{
    const QString text = isLive() || !panel() ? QString() : ageText(milliseconds(m_view.behindMs(viewBounds())));
    if (std::exchange(m_behindText, text) != text)
        Q_EMIT behindTextChanged();
}

void TimeChartItem::refreshThresholds()
{
    const PanelSpec &spec = panel()->spec();
    const QList<ThresholdStep> steps = absoluteSteps(spec.thresholds, spec.min, spec.max);
    m_thresholds.setPlaces(thresholdPlaces(spec.thresholds, steps, valueScaleShown(), height()));
}

void TimeChartItem::refreshCrosshair()
{
    if (!m_pointed || !panel()) {
        m_crosshair.hide();
        return;
    }
    const ChartWindow &shown = shownWindow();
    const int column = std::clamp(*m_pointed, 0, std::max(0, shown.columns - 1));
    const bool steps = panel()->spec().chart.style == ChartOptions::Style::Steps;
    const ValueFormat format = formatOf(*panel());
    QList<CrosshairRow> rows;
    for (int i = 0; i < seriesCount(); ++i) {
        if (!isShown(i))
            continue;
        const bool held = panel()->seriesState(i) == Panel::State::Live;
        const std::optional<double> value = readColumn(columnsOf(i), size_t(shown.lead + column), steps, held);
        rows.append({rowText(*panel(), i, PanelSeriesListModel::Role::Label), i,
                     value ? format.text(*value) : QString(), value.has_value()});
    }
    const qint64 timeMs = (shown.firstColumn + column) * shown.columnMs;
    m_crosshair.show((column + 0.5) / pixelRatio(), columnTimeText(timeMs, shown.columnMs, panel()->nowMs()), rows);
}

void TimeChartItem::refreshLegend()
{
    const qint64 now = panel()->nowMs();
    const bool isDue = !m_legendMs || std::abs(now - *m_legendMs) >= legendEveryMs || m_legend.count() != seriesCount();
    if (isDue) {
        m_legendMs = now;
        QStringList headings;
        for (const Reduction reduction : panel()->spec().chart.legendValues)
            headings << heading(reduction);
        m_legend.setColumns(headings);
    }
    QList<LegendRow> rows;
    for (int i = 0; i < seriesCount(); ++i) {
        LegendRow row = isDue ? legendRow(i) : m_legend.row(i);
        if (isLive())
            fillPresentValues(row);
        rows.append(row);
    }
    m_legend.setRows(rows);
}

/// What the line was in the span of time on show: each value is looked for in all of it.
LegendRow TimeChartItem::legendRow(int series) const
{
    const ChartWindow &shown = shownWindow();
    const ValueFormat format = formatOf(*panel());
    const Panel::State state = panel()->seriesState(series);
    LegendRow row{rowText(*panel(), series, PanelSeriesListModel::Role::Label), series};
    row.old = state == Panel::State::Stale || state == Panel::State::Lost;
    row.shown = isShown(series);
    for (const Reduction reduction : panel()->spec().chart.legendValues) {
        const bool isPresent = reduction == Reduction::Last && isLive();
        const std::optional<double> value =
            isPresent ? std::nullopt
                      : reduced(*panel()->history(series), reduction, shown.firstColumn * shown.columnMs,
                                shown.endColumn() * shown.columnMs);
        const bool isCount = reduction == Reduction::Count;
        row.values << (!value ? u"–"_s : isCount ? QString::number(*value, 'f', 0) : format.text(*value));
    }
    return row;
}

/// The present value is as the panel says it, and at once: it may be a word, or known to be missing.
void TimeChartItem::fillPresentValues(LegendRow &row) const
{
    const QList<Reduction> &wanted = panel()->spec().chart.legendValues;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (wanted[i] == Reduction::Last)
            row.values[i] = rowText(*panel(), row.colorIndex, PanelSeriesListModel::Role::FullText);
    }
}

} // namespace telltale
