// SPDX-License-Identifier: MIT
#include "qml/items/gaugeitem.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

/// Degrees, counted as QPainter does: from three o'clock, against the clock.
constexpr qreal startAngle = 210;
constexpr qreal sweep = 240;
/// Parts of the radius.
constexpr qreal ringThickness = 0.035;
constexpr qreal ringGap = 0.045;
constexpr qreal arcThickness = 0.17;
/// How far the open arc reaches below its centre: the sine of 30 degrees.
constexpr qreal depth = 0.5;

} // namespace

GaugeItem::GaugeItem(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    connect(this, &GaugeItem::lookChanged, this, [this] { update(); });
}

qreal GaugeItem::radius() const
{
    return std::max(0.0, std::min(width() / 2, height() / (1 + depth + arcThickness / 2)));
}

QPointF GaugeItem::center() const
{
    const qreal used = radius() * (1 + depth + arcThickness / 2);
    return {width() / 2, (height() - used) / 2 + radius()};
}

qreal GaugeItem::innerRadius() const
{
    return radius() * (1 - ringThickness - ringGap - arcThickness);
}

void GaugeItem::paintArc(QPainter *painter, qreal radius, qreal thickness, qreal from, qreal to, QColor color) const
{
    const qreal middle = radius - thickness / 2;
    const QPointF at = center();
    painter->setPen(QPen(color, thickness, Qt::SolidLine, Qt::FlatCap));
    painter->drawArc(QRectF(at.x() - middle, at.y() - middle, 2 * middle, 2 * middle),
                     int(std::lround((startAngle - from * sweep) * 16)), int(std::lround((from - to) * sweep * 16)));
}

void GaugeItem::paintMarks(QPainter *painter) const
{
    if (m_marks.isEmpty() || m_markColors.isEmpty())
        return;
    qreal from = 0;
    int severity = 0;
    const auto paintUntil = [&](qreal to) {
        if (to > from)
            paintArc(painter, radius(), radius() * ringThickness, from, to,
                     m_markColors[std::clamp(severity, 0, int(m_markColors.size()) - 1)]);
    };
    for (const QVariant &entry : m_marks) {
        const QVariantMap mark = entry.toMap();
        const qreal position = std::clamp(mark[u"position"_s].toDouble(), 0.0, 1.0);
        paintUntil(position);
        from = position;
        severity = mark[u"severity"_s].toInt();
    }
    paintUntil(1);
}

void GaugeItem::paint(QPainter *painter)
{
    painter->setRenderHint(QPainter::Antialiasing);
    const qreal outer = radius() * (1 - ringThickness - ringGap);
    const qreal thickness = radius() * arcThickness;
    paintArc(painter, outer, thickness, 0, 1, m_trackColor);
    if (m_share > 0) {
        const qreal share = std::min(m_share, 1.0);
        if (m_outline.alpha() > 0)
            paintArc(painter, outer + 1, thickness + 2, 0, share, m_outline);
        paintArc(painter, outer, thickness, 0, share, m_color);
    }
    paintMarks(painter);
}

void GaugeItem::geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry)
{
    QQuickPaintedItem::geometryChange(newGeometry, oldGeometry);
    Q_EMIT geometryChanged();
}

} // namespace telltale
