// SPDX-License-Identifier: MIT
#include "qml/items/severitymark.h"

#include "models/values/severity.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace telltale {

namespace {

bool isKnown(int severity)
{
    return severity >= int(Severity::Ok) && severity <= int(Severity::Critical);
}

} // namespace

SeverityMark::SeverityMark(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    connect(this, &SeverityMark::lookChanged, this, [this] { update(); });
}

QPainterPath SeverityMark::shape(const QRectF &box) const
{
    const qreal side = box.width();
    QPainterPath path;
    switch (m_severity) {
    case int(Severity::Ok):
        path.addEllipse(box.center(), side * 0.36, side * 0.36);
        break;
    case int(Severity::Low):
        path.addEllipse(box.center(), side * 0.46, side * 0.46);
        break;
    case int(Severity::Medium):
        path.addPolygon({{QPointF(box.center().x(), box.top()), QPointF(box.right(), box.center().y()),
                          QPointF(box.center().x(), box.bottom()), QPointF(box.left(), box.center().y())}});
        path.closeSubpath();
        break;
    case int(Severity::High):
        path.addPolygon(
            {{QPointF(box.center().x(), box.top() + side * 0.04), QPointF(box.right(), box.bottom() - side * 0.06),
              QPointF(box.left(), box.bottom() - side * 0.06)}});
        path.closeSubpath();
        break;
    default:
        path.addRoundedRect(box.adjusted(side * 0.08, side * 0.08, -side * 0.08, -side * 0.08), side * 0.12,
                            side * 0.12);
    }
    return path;
}

void SeverityMark::paintNumber(QPainter *painter, const QRectF &box) const
{
    QFont font(m_fontFamily);
    font.setPixelSize(std::max(1, int(box.width() * (m_severity == int(Severity::Critical) ? 0.62 : 0.54))));
    font.setWeight(QFont::Medium);
    painter->setFont(font);
    painter->setPen(m_numberColor);
    // A triangle's middle is lower than its box's.
    const QRectF place = m_severity == int(Severity::High) ? box.translated(0, box.height() * 0.14) : box;
    painter->drawText(place, Qt::AlignCenter, QString::number(int(Severity::Critical) + 1 - m_severity));
}

void SeverityMark::paint(QPainter *painter)
{
    const qreal side = std::min(width(), height());
    const QRectF box((width() - side) / 2, (height() - side) / 2, side, side);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(m_outline.alpha() > 0 && m_severity != int(Severity::Ok) ? QPen(m_outline, std::max(1.0, side / 20))
                                                                             : QPen(Qt::NoPen));
    painter->setBrush(isKnown(m_severity) ? QBrush(m_color) : QBrush(m_color, Qt::BDiagPattern));
    painter->drawPath(shape(box));
    if (m_numbered && isKnown(m_severity) && m_severity != int(Severity::Ok))
        paintNumber(painter, box);
}

} // namespace telltale
