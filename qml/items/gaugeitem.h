// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QQuickPaintedItem>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace telltale {

/// The arc of a gauge: a track of 240 degrees, open below, filled from the left as far as the value's share; around it
/// a thin ring that says what each part of the range means. Lengths are logical pixels. Painted into a texture, so that
/// both renderers show it.
class GaugeItem : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(qreal share MEMBER m_share NOTIFY lookChanged FINAL)
    Q_PROPERTY(QVariantList marks MEMBER m_marks NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor color MEMBER m_color NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor trackColor MEMBER m_trackColor NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor outline MEMBER m_outline NOTIFY lookChanged FINAL)
    Q_PROPERTY(QList<QColor> markColors MEMBER m_markColors NOTIFY lookChanged FINAL)
    Q_PROPERTY(QPointF center READ center NOTIFY geometryChanged FINAL)
    Q_PROPERTY(qreal innerRadius READ innerRadius NOTIFY geometryChanged FINAL)
public:
    explicit GaugeItem(QQuickItem *parent = nullptr);

    void paint(QPainter *painter) override;
    QPointF center() const;    ///< of the arc: below the item's own, because the arc is open there
    qreal innerRadius() const; ///< of the room for the number

Q_SIGNALS:
    void lookChanged();
    void geometryChanged();

protected:
    void geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry) override;

private:
    qreal radius() const;
    void paintArc(QPainter *painter, qreal radius, qreal thickness, qreal from, qreal to, QColor color) const;
    void paintMarks(QPainter *painter) const;

    qreal m_share = -1;   ///< 0..1 of the range; below 0: not known
    QVariantList m_marks; ///< maps of position (0..1) and severity: from there on it means that; before the first: ok
    QColor m_color = Qt::gray;
    QColor m_trackColor = Qt::lightGray;
    QColor m_outline = Qt::transparent;
    QList<QColor> m_markColors; ///< by severity
};

} // namespace telltale
