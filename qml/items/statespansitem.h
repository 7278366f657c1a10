// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QHash>
#include <QQuickPaintedItem>
#include <QString>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace telltale {

/// One row of a state timeline: spans in the colour of their severity, or of the palette where nothing says what they
/// mean, each with its word where that fits; hatched where nothing is known. One item a row, however many spans.
/// Lengths are logical pixels.
class StateSpansItem : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QVariantList spans MEMBER m_spans NOTIFY lookChanged FINAL)
    Q_PROPERTY(QList<QColor> fills MEMBER m_fills NOTIFY lookChanged FINAL)
    Q_PROPERTY(QList<QColor> texts MEMBER m_texts NOTIFY lookChanged FINAL)
    Q_PROPERTY(QList<QColor> paletteFills MEMBER m_paletteFills NOTIFY lookChanged FINAL)
    Q_PROPERTY(QList<QColor> paletteTexts MEMBER m_paletteTexts NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor outline MEMBER m_outline NOTIFY lookChanged FINAL)
    Q_PROPERTY(qreal outlineWidth MEMBER m_outlineWidth NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor hatchColor MEMBER m_hatchColor NOTIFY lookChanged FINAL)
    Q_PROPERTY(qreal hatchPeriod MEMBER m_hatchPeriod NOTIFY lookChanged FINAL)
    Q_PROPERTY(qreal hatchWidth MEMBER m_hatchWidth NOTIFY lookChanged FINAL)
    Q_PROPERTY(QString fontFamily MEMBER m_fontFamily NOTIFY lookChanged FINAL)
    Q_PROPERTY(int fontPixelSize MEMBER m_fontPixelSize NOTIFY lookChanged FINAL)
public:
    explicit StateSpansItem(QQuickItem *parent = nullptr);

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void lookChanged();

private:
    void paintSpan(QPainter *painter, const QVariantMap &span, QHash<QString, qreal> &lengths) const;
    void paintNothing(QPainter *painter, const QRectF &place) const;
    void paintWord(QPainter *painter, const QRectF &place, const QString &word, QHash<QString, qreal> &lengths) const;

    QVariantList m_spans;               ///< maps with the members of StateSpan
    QList<QColor> m_fills;              ///< by severity
    QList<QColor> m_texts;              ///< upon the fills
    QList<QColor> m_paletteFills;       ///< of spans without a severity, by colorIndex; starts over after the last
    QList<QColor> m_paletteTexts;       ///< upon the palette
    QColor m_outline = Qt::transparent; ///< around spans that are not ok
    qreal m_outlineWidth = 1;
    QColor m_hatchColor = Qt::gray;
    qreal m_hatchPeriod = 8;
    qreal m_hatchWidth = 1.5;
    QString m_fontFamily;
    int m_fontPixelSize = 12;
};

} // namespace telltale
