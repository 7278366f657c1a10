// SPDX-License-Identifier: MIT
#include "qml/items/linechartitem.h"

#include "models/timetext.h"
#include "qml/items/chartstrips.h"
#include "qml/theme/themetints.h"

#include <QQuickWindow>

#include <algorithm>
#include <cmath>
#include <limits>

namespace telltale {

namespace {

/// A part of the window's width before its left edge, known so that a line enters from where it came.
constexpr int leadParts = 4;
/// What is left of a line's colour while another one is pointed at.
constexpr float dimmedOpacity = 0.25F;

bool isOld(Panel::State state)
{
    return state == Panel::State::Stale || state == Panel::State::Lost;
}

} // namespace

LineChartItem::LineChartItem(QQuickItem *parent)
    : QQuickItem(parent)
    , m_axes(this)
    , m_gaps(this)
{
    setFlag(ItemHasContents);
    connect(this, &LineChartItem::lookChanged, this, &LineChartItem::onLookChanged);
}

void LineChartItem::setPanel(Panel *panel)
{
    if (m_panel == panel)
        return;
    if (m_panel)
        m_panel->disconnect(this);
    m_panel = panel;
    m_caches.clear();
    if (panel) {
        connect(panel, &Panel::samplesChanged, this, &LineChartItem::relayout);
        connect(panel, &Panel::seriesJoined, this, &LineChartItem::onLookChanged);
        connect(panel, &Panel::stateChanged, this, &QQuickItem::polish);
        connect(panel, &Panel::windowChanged, this, &QQuickItem::polish);
        connect(panel, &Panel::nowChanged, this, &LineChartItem::onNow);
    }
    onLookChanged();
    Q_EMIT panelChanged();
}

/// Labels may be others even where the lines are not: the first series decides what the unit is.
void LineChartItem::onLookChanged()
{
    m_axes.forget();
    m_window = {};
    polish();
}

/// Time passes in every tick, but a chart moves only by whole columns.
void LineChartItem::onNow()
{
    if (!isVisible())
        return;
    if (chartWindow() != m_window)
        relayout();
    else
        aged();
}

qreal LineChartItem::pixelRatio() const
{
    return window() ? window()->effectiveDevicePixelRatio() : 1;
}

ChartView::Bounds LineChartItem::viewBounds() const
{
    // A clock ahead of ours does not push the newest sample out of sight.
    ChartView::Bounds bounds{m_panel->nowMs(), m_panel->nowMs(), m_panel->windowMs(),
                             std::max(1, int(std::lround(width() * pixelRatio())))};
    for (int i = 0; i < m_panel->seriesCount(); ++i) {
        const SeriesHistory *const history = m_panel->history(i);
        if (!history || history->isEmpty())
            continue;
        bounds.oldestMs = std::min(bounds.oldestMs, history->firstTimeMs());
        bounds.liveMs = std::max(bounds.liveMs, history->lastTimeMs());
    }
    return bounds;
}

ChartWindow LineChartItem::chartWindow() const
{
    ChartWindow shown;
    shown.columns = int(std::lround(width() * pixelRatio()));
    shown.height = int(std::lround(height() * pixelRatio()));
    if (!m_panel || shown.columns <= 0)
        return shown;
    const ChartView::Span span = m_view.span(viewBounds());
    shown.columnMs = span.columnMs;
    shown.firstColumn = span.firstColumn;
    shown.lead = shown.columns / leadParts;
    return shown;
}

ChartStyle LineChartItem::chartStyle() const
{
    const float ratio = float(pixelRatio());
    ChartStyle style;
    style.lineWidth = float(m_lineWidth) * ratio;
    style.fillOpacity = float(areaOpacity());
    style.hatchColor = m_hatchColor;
    style.hatchPeriod = std::max(2.0F, float(m_hatchPeriod) * ratio);
    style.hatchWidth = float(m_hatchWidth) * ratio;
    return style;
}

ChartShape LineChartItem::chartShape() const
{
    const ChartOptions &options = m_panel->spec().chart;
    return {options.stacking == ChartOptions::Stacking::Normal, options.style == ChartOptions::Style::Steps};
}

QColor LineChartItem::colorOf(int series) const
{
    QColor color = m_seriesColors.isEmpty() ? QColor(Qt::gray) : m_seriesColors[series % m_seriesColors.size()];
    if (isOld(m_panel->seriesState(series)))
        color = ThemeTints::faded(color);
    if (isDimmed(series))
        color.setAlphaF(dimmedOpacity);
    return color;
}

std::span<const Column> LineChartItem::columnsOf(int series) const
{
    const std::vector<Column> &columns = m_caches[size_t(series)].columns();
    return columns;
}

std::vector<ChartSeries> LineChartItem::readSeries(const ChartWindow &shown)
{
    std::vector<ChartSeries> all;
    const int count = std::min(m_panel->seriesCount(), m_maximumSeries);
    m_caches.resize(size_t(std::max(0, count)));
    for (int i = 0; i < count; ++i) {
        const SeriesHistory *const history = m_panel->history(i);
        if (!history)
            continue;
        const std::vector<Column> &columns = m_caches[size_t(i)].columns(*history, shown.firstColumn - shown.lead,
                                                                         shown.columnMs, shown.columns + shown.lead);
        if (!isShown(i))
            continue;
        ChartSeries &series = all.emplace_back();
        series.color = colorOf(i);
        series.columns = columns;
        series.negated = m_panel->isNegated(i);
        series.gaps.assign(history->gaps().begin(), history->gaps().end());
        series.hasSamples = !history->isEmpty();
        series.lastTimeMs = series.hasSamples ? history->lastTimeMs() : 0;
        series.lastValue = series.hasSamples ? history->lastValue() : 0;
        const Panel::State state = m_panel->seriesState(i);
        series.held = state == Panel::State::Live;
        series.stale = isOld(state);
    }
    return all;
}

ValueScale LineChartItem::scaleFor(ChartRange range) const
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    ValueBounds bounds{m_panel->hasMinimum() ? m_panel->minimum() : none,
                       m_panel->hasMaximum() ? m_panel->maximum() : none};
    if (m_panel->spec().chart.zeroCentered) {
        const double reach = std::fmax(std::abs(range.low), std::abs(range.high));
        range = {-reach, reach};
        const double bound = std::fmax(std::abs(bounds.low), std::abs(bounds.high));
        bounds = {-bound, bound};
    }
    const int ticks = std::clamp(int(height() / std::max(1.0, m_valueTickSpacing)) + 1, 2, 12);
    const Unit unit = m_panel->unit();
    return valueScale(range.low, range.high, bounds, ticks, unit == Unit::Bytes, leastSpan(unit));
}

void LineChartItem::layoutGaps()
{
    QList<GapPlace> places;
    for (const ChartBand &band : m_scene.bands) {
        const qreal left = qreal(band.left) / pixelRatio();
        const qreal width = qreal(band.right - band.left) / pixelRatio();
        if (width >= m_gapLabelWidth)
            places.append({ageText(milliseconds(band.lengthMs)), left, width});
    }
    m_gaps.setPlaces(places);
}

void LineChartItem::relayout()
{
    if (!isVisible() || !window())
        return;
    const ChartWindow before = m_window;
    m_window = chartWindow();
    ++m_rebuilds;
    if (!m_panel || m_window.columns <= 0 || m_window.height <= 0) {
        m_scene = {};
        m_gaps.setPlaces({});
        update();
        return;
    }
    const std::vector<ChartSeries> series = readSeries(m_window);
    const ChartShape shape = chartShape();
    m_scale = scaleFor(chartRange(m_window, series, shape));
    m_axes.layoutValues(m_scale, height(), [this](double value, double largest, double step) {
        return m_panel->axisText(value, largest, step);
    });
    if (before != m_window)
        m_axes.layoutTimes(m_window, pixelRatio(), m_timeLabelWidth);
    ChartScene scene = chartScene(m_window, series, m_scale, chartStyle(), shape);
    if (scene != m_scene) {
        m_scene = std::move(scene);
        layoutGaps();
        update();
    }
    laidOut();
}

QSGNode *LineChartItem::updatePaintNode(QSGNode *old, UpdatePaintNodeData *)
{
    if (m_scene.size.isEmpty()) {
        delete old;
        return nullptr;
    }
    auto *node = static_cast<ChartStrips *>(old);
    if (!node)
        node = new ChartStrips;
    node->show(m_scene, {window(), pixelRatio(), m_window.columnMs});
    return node;
}

void LineChartItem::geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry)
{
    QQuickItem::geometryChange(newGeometry, oldGeometry);
    if (newGeometry.size() != oldGeometry.size())
        polish();
}

void LineChartItem::itemChange(ItemChange change, const ItemChangeData &data)
{
    QQuickItem::itemChange(change, data);
    const bool isSeen = change == ItemVisibleHasChanged && data.boolValue;
    if (change == ItemDevicePixelRatioHasChanged || change == ItemSceneChange || isSeen)
        polish();
}

} // namespace telltale
