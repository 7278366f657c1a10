// SPDX-License-Identifier: MIT
#include "qml/items/linechartitem.h"

#include "models/timetext.h"
#include "qml/items/chartgeometry.h"

#include <QDateTime>
#include <QQuickWindow>
#include <QSGGeometryNode>
#include <QSGRendererInterface>
#include <QSGSimpleTextureNode>
#include <QSGVertexColorMaterial>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

using namespace std::chrono_literals;

namespace telltale {

namespace {

/// A part of the window's width before its left edge, known so that a line enters from where it came.
constexpr int leadParts = 4;

QColor desaturated(QColor color, qreal saturation)
{
    const QColor hsl = color.toHsl();
    return QColor::fromHslF(hsl.hslHueF(), hsl.hslSaturationF() * float(saturation), hsl.lightnessF(), hsl.alphaF());
}

void negate(std::vector<Column> &columns)
{
    for (Column &column : columns)
        column = {-column.max, -column.min, -column.first, -column.last, column.count, column.hasGap};
}

QString timeLabel(milliseconds time, milliseconds step)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(time.count());
    if (step >= 24h)
        return QLocale::c().toString(local.date(), u"d MMM");
    return local.time().toString(step >= 1min ? u"HH:mm" : u"HH:mm:ss");
}

} // namespace

LineChartItem::LineChartItem(QQuickItem *parent)
    : QQuickItem(parent)
    , m_valueAxis(this)
    , m_timeAxis(this)
    , m_gaps(this)
{
    setFlag(ItemHasContents);
    setClip(true);
    connect(this, &LineChartItem::lookChanged, this, &QQuickItem::polish);
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
        connect(panel, &Panel::samplesChanged, this, &QQuickItem::polish);
        connect(panel, &Panel::seriesJoined, this, &QQuickItem::polish);
        connect(panel, &Panel::stateChanged, this, &QQuickItem::polish);
        connect(panel, &Panel::windowChanged, this, &QQuickItem::polish);
        connect(panel, &Panel::nowChanged, this, &LineChartItem::polishIfMoved);
    }
    polish();
    Q_EMIT panelChanged();
}

/// Time passes in every tick, but a chart moves only by whole columns.
void LineChartItem::polishIfMoved()
{
    if (chartWindow() != m_window)
        polish();
}

bool LineChartItem::usesTexture() const
{
    return window()->rendererInterface()->graphicsApi() == QSGRendererInterface::Software;
}

qreal LineChartItem::pixelRatio() const
{
    return window() ? window()->effectiveDevicePixelRatio() : 1;
}

ChartWindow LineChartItem::chartWindow() const
{
    ChartWindow shown;
    shown.columns = int(std::lround(width() * pixelRatio()));
    shown.height = int(std::lround(height() * pixelRatio()));
    if (!m_panel || shown.columns <= 0)
        return shown;
    shown.columnMs = std::max<qint64>(1, qRound64(double(m_panel->windowMs()) / shown.columns));
    shown.lead = shown.columns / leadParts;
    // A clock ahead of ours does not push the newest sample out of sight.
    qint64 end = m_panel->nowMs();
    for (int i = 0; i < m_panel->seriesCount(); ++i) {
        const SeriesHistory *const history = m_panel->history(i);
        if (history && !history->isEmpty())
            end = std::max(end, history->lastTimeMs());
    }
    shown.firstColumn = shown.columnAt(end) + 1 - shown.columns;
    return shown;
}

ChartStyle LineChartItem::chartStyle() const
{
    const float ratio = float(pixelRatio());
    ChartStyle style;
    style.lineWidth = float(m_lineWidth) * ratio;
    style.fillOpacity = float(m_fillOpacity);
    style.hatchColor = m_hatchColor;
    style.hatchPeriod = std::max(2.0F, float(m_hatchPeriod) * ratio);
    style.hatchWidth = float(m_hatchWidth) * ratio;
    return style;
}

QColor LineChartItem::colorOf(int series) const
{
    const QColor color = m_seriesColors.isEmpty() ? QColor(Qt::gray) : m_seriesColors[series % m_seriesColors.size()];
    const Panel::State state = m_panel->seriesState(series);
    const bool isOld = state == Panel::State::Stale || state == Panel::State::Lost;
    return isOld ? desaturated(color, m_staleSaturation) : color;
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
        ChartSeries &series = all.emplace_back();
        series.color = colorOf(i);
        series.columns = m_caches[size_t(i)].columns(*history, shown.firstColumn - shown.lead, shown.columnMs,
                                                     shown.columns + shown.lead);
        if (m_panel->isNegated(i))
            negate(series.columns);
        series.gaps.assign(history->gaps().begin(), history->gaps().end());
        series.hasSamples = !history->isEmpty();
        series.lastTimeMs = series.hasSamples ? history->lastTimeMs() : 0;
        const Panel::State state = m_panel->seriesState(i);
        series.held = state == Panel::State::Live;
        series.stale = state == Panel::State::Stale || state == Panel::State::Lost;
    }
    return all;
}

ValueScale LineChartItem::scaleFor(const ChartRange &range) const
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const ValueBounds bounds{m_panel->hasMinimum() ? m_panel->minimum() : none,
                             m_panel->hasMaximum() ? m_panel->maximum() : none};
    const int ticks = std::clamp(int(height() / std::max(1.0, m_valueTickSpacing)) + 1, 2, 12);
    const Unit unit = m_panel->unit();
    return valueScale(range.low, range.high, bounds, ticks, unit == Unit::Bytes, leastSpan(unit));
}

void LineChartItem::layoutAxes(const ChartWindow &shown, const ValueScale &scale)
{
    QList<AxisTick> values;
    const double largest = std::max(std::abs(scale.low), std::abs(scale.high));
    for (const double tick : scale.ticks) {
        const double part = (tick - scale.low) / (scale.high - scale.low);
        values.append({m_panel->axisText(tick, largest, scale.step), std::round(height() * (1 - part))});
    }
    m_valueAxis.setTicks(values);

    QList<AxisTick> times;
    const milliseconds from{shown.firstColumn * shown.columnMs};
    const milliseconds to{shown.endColumn() * shown.columnMs};
    const milliseconds offset = std::chrono::seconds(QDateTime::fromMSecsSinceEpoch(to.count()).offsetFromUtc());
    const int room = std::max(1, int(width() / std::max(1.0, m_timeLabelWidth)));
    const milliseconds step = timeStep(to - from, room);
    for (const milliseconds tick : timeTicks(from, to, offset, room)) {
        const qreal x = double(shown.columnAt(tick.count()) - shown.firstColumn) / pixelRatio();
        if (x >= m_timeLabelWidth / 3 && x <= width() - m_timeLabelWidth / 3)
            times.append({timeLabel(tick, step), x});
    }
    m_timeAxis.setTicks(times);
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

void LineChartItem::updatePolish()
{
    m_window = chartWindow();
    if (!m_panel || m_window.columns <= 0 || m_window.height <= 0) {
        m_scene = {};
        m_gaps.setPlaces({});
        update();
        return;
    }
    ++m_rebuilds;
    const std::vector<ChartSeries> series = readSeries(m_window);
    const bool stacked = m_panel->isStacked();
    const ValueScale scale = scaleFor(chartRange(m_window, series, stacked));
    layoutAxes(m_window, scale);
    ChartScene scene = chartScene(m_window, series, scale, chartStyle(), stacked);
    if (scene == m_scene)
        return;
    m_scene = std::move(scene);
    layoutGaps();
    update();
}

QSGNode *LineChartItem::updatePaintNode(QSGNode *old, UpdatePaintNodeData *)
{
    if (m_scene.size.isEmpty()) {
        delete old;
        return nullptr;
    }
    return usesTexture() ? textureNode(old) : meshNode(old);
}

QSGNode *LineChartItem::textureNode(QSGNode *old)
{
    auto *node = static_cast<QSGSimpleTextureNode *>(old);
    if (!node) {
        node = new QSGSimpleTextureNode;
        node->setOwnsTexture(true);
        node->setFiltering(QSGTexture::Nearest);
    }
    node->setTexture(window()->createTextureFromImage(m_raster.paint(m_scene), QQuickWindow::TextureHasAlphaChannel));
    node->setRect(QRectF(QPointF(), QSizeF(m_scene.size) / pixelRatio()));
    return node;
}

QSGNode *LineChartItem::meshNode(QSGNode *old) const
{
    auto *node = static_cast<QSGGeometryNode *>(old);
    if (!node) {
        node = new QSGGeometryNode;
        node->setGeometry(
            new QSGGeometry(QSGGeometry::defaultAttributes_ColoredPoint2D(), 0, 0, QSGGeometry::UnsignedIntType));
        node->geometry()->setDrawingMode(QSGGeometry::DrawTriangles);
        node->setFlag(QSGNode::OwnsGeometry);
        node->setMaterial(new QSGVertexColorMaterial);
        node->setFlag(QSGNode::OwnsMaterial);
    }
    const ChartMesh mesh = chartMesh(m_scene, pixelRatio());
    QSGGeometry *const geometry = node->geometry();
    geometry->allocate(int(mesh.vertices.size()), int(mesh.indices.size()));
    std::copy(mesh.vertices.begin(), mesh.vertices.end(), geometry->vertexDataAsColoredPoint2D());
    std::copy(mesh.indices.begin(), mesh.indices.end(), geometry->indexDataAsUInt());
    node->markDirty(QSGNode::DirtyGeometry);
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
    if (change == ItemDevicePixelRatioHasChanged || change == ItemSceneChange)
        polish();
}

} // namespace telltale
