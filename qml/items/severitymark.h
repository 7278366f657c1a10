// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QQuickPaintedItem>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace telltale {

/// A severity as a shape: critical a square, high a triangle, medium a diamond, low a circle, ok a small dot, and what
/// is not known a hatched square. Shape, colour and (if asked for) a number say the same thing, so that none is needed
/// alone. Drawn in the middle, as large as the smaller side.
class SeverityMark : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int severity MEMBER m_severity NOTIFY lookChanged FINAL)
    Q_PROPERTY(bool numbered MEMBER m_numbered NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor color MEMBER m_color NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor outline MEMBER m_outline NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor numberColor MEMBER m_numberColor NOTIFY lookChanged FINAL)
    Q_PROPERTY(QString fontFamily MEMBER m_fontFamily NOTIFY lookChanged FINAL)
public:
    explicit SeverityMark(QQuickItem *parent = nullptr);

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void lookChanged();

private:
    QPainterPath shape(const QRectF &box) const;
    void paintNumber(QPainter *painter, const QRectF &box) const;

    int m_severity = 0;      ///< telltale::Severity; any other number: not known
    bool m_numbered = false; ///< "1" for critical to "4" for low
    QColor m_color = Qt::gray;
    QColor m_outline = Qt::transparent;
    QColor m_numberColor = Qt::black;
    QString m_fontFamily;
};

} // namespace telltale
