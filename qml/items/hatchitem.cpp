// SPDX-License-Identifier: MIT
#include "qml/items/hatchitem.h"

#include <QPainter>

#include <algorithm>

namespace telltale {

HatchItem::HatchItem(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    connect(this, &HatchItem::lookChanged, this, [this] { update(); });
}

void HatchItem::paint(QPainter *painter)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_color, m_lineWidth));
    paintHatch(painter, boundingRect(), m_period);
}

void paintHatch(QPainter *painter, const QRectF &area, qreal period)
{
    const qreal step = std::max(2.0, period);
    painter->save();
    painter->setClipRect(area, Qt::IntersectClip);
    for (qreal x = area.left() - area.height(); x < area.right(); x += step)
        painter->drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()));
    painter->restore();
}

} // namespace telltale
