// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace telltale {

/// Slanted lines: what is not known. Lengths are logical pixels.
class HatchItem : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QColor color MEMBER m_color NOTIFY lookChanged FINAL)
    Q_PROPERTY(qreal period MEMBER m_period NOTIFY lookChanged FINAL)
    Q_PROPERTY(qreal lineWidth MEMBER m_lineWidth NOTIFY lookChanged FINAL)
public:
    explicit HatchItem(QQuickItem *parent = nullptr);

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void lookChanged();

private:
    QColor m_color = Qt::gray;
    qreal m_period = 8;
    qreal m_lineWidth = 1.5;
};

/// Slanted lines over a part of a picture; the pen's width and colour are the caller's.
void paintHatch(QPainter *painter, const QRectF &area, qreal period);

} // namespace telltale
