// SPDX-License-Identifier: MIT
#include "qml/items/chartstrips.h"

#include "models/floordivided.h"

#include <QQuickWindow>
#include <QSGSimpleTextureNode>

#include <algorithm>
#include <cmath>

namespace telltale {

namespace {

/// Narrow enough that a new column costs little, wide enough that a chart is not dozens of textures.
constexpr int stripColumns = 128;

} // namespace

void ChartStrips::hide(Strip &strip)
{
    if (!strip.node)
        return;
    removeChildNode(strip.node);
    delete strip.node;
    strip.node = nullptr;
}

void ChartStrips::dropStrips(qint64 first, qint64 last)
{
    for (auto strip = m_strips.begin(); strip != m_strips.end();) {
        if (strip->first >= first && strip->first <= last) {
            ++strip;
            continue;
        }
        hide(strip->second);
        strip = m_strips.erase(strip);
    }
}

void ChartStrips::draw(Strip &strip, const ChartScene &scene, int left, int from, int to)
{
    const QSize size(stripColumns, scene.size.height());
    if (strip.image.size() != size)
        strip.image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    m_raster.paint(scene, strip.image, left, from, to);
    m_columnsDrawn += quint64(to - from);
}

void ChartStrips::upload(Strip &strip, const ChartScene &scene, int left, const Frame &frame)
{
    const auto [top, bottom] = inkedRows(scene, left, left + stripColumns);
    if (top >= bottom) {
        hide(strip);
        return;
    }
    const bool isNew = !strip.node;
    if (isNew) {
        strip.node = new QSGSimpleTextureNode;
        strip.node->setOwnsTexture(true);
        strip.node->setFiltering(QSGTexture::Nearest);
    }
    strip.top = top;
    strip.rows = bottom - top;
    strip.node->setTexture(frame.window->createTextureFromImage(strip.image.copy(0, top, stripColumns, strip.rows),
                                                                QQuickWindow::TextureHasAlphaChannel));
    place(strip, scene, left, frame);
    // Not before it has a texture: the software renderer looks at once.
    if (isNew)
        appendChildNode(strip.node);
}

void ChartStrips::place(const Strip &strip, const ChartScene &scene, int left, const Frame &frame) const
{
    const int from = std::max(0, left);
    const int to = std::min(scene.size.width(), left + stripColumns);
    strip.node->setSourceRect(from - left, 0, to - from, strip.rows);
    strip.node->setRect(
        QRectF(QPointF(from, strip.top) / frame.pixelRatio, QSizeF(to - from, strip.rows) / frame.pixelRatio));
}

void ChartStrips::show(const ChartScene &scene, const Frame &frame)
{
    const bool sameColumns = m_columnMs == frame.columnMs && m_pixelRatio == frame.pixelRatio;
    const ChartDamage damage = chartDamage(m_scene, scene, sameColumns);
    const qint64 first = floorDivided(scene.firstColumn, stripColumns);
    const qint64 last = floorDivided(scene.firstColumn + scene.size.width() - 1, stripColumns);
    dropStrips(first, last);
    for (qint64 index = first; index <= last; ++index) {
        const qint64 start = index * stripColumns;
        const qint64 end = start + stripColumns;
        const bool isNew = !m_strips.contains(index);
        Strip &strip = m_strips[index];
        const int left = int(start - scene.firstColumn);
        const auto at = [&](qint64 column) { return int(column - scene.firstColumn); };
        const bool isOld = !isNew && !damage.isEverything();
        if (!isOld)
            draw(strip, scene, left, left, left + stripColumns);
        if (isOld && damage.toColumn > start)
            draw(strip, scene, left, left, at(std::min(end, damage.toColumn)));
        if (isOld && damage.fromColumn < end)
            draw(strip, scene, left, at(std::max(start, damage.fromColumn)), left + stripColumns);
        if (!isOld || damage.toColumn > start || damage.fromColumn < end)
            upload(strip, scene, left, frame);
        else if (strip.node)
            place(strip, scene, left, frame);
    }
    m_scene = scene;
    m_columnMs = frame.columnMs;
    m_pixelRatio = frame.pixelRatio;
}

} // namespace telltale
