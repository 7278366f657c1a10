// SPDX-License-Identifier: MIT
#include "qml/items/statespansitem.h"

#include "qml/items/hatchitem.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace telltale {

StateSpansItem::StateSpansItem(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    connect(this, &StateSpansItem::lookChanged, this, [this] { update(); });
}

/// lengths: of words that were measured already; many spans have few words.
void StateSpansItem::paintSpan(QPainter *painter, const QVariantMap &span, QHash<QString, qreal> &lengths) const
{
    // Whole pixels, so that neighbours meet without a seam.
    const qreal left = std::round(span[u"start"_s].toDouble() * width());
    const qreal right = std::max(left + 1, std::round(span[u"end"_s].toDouble() * width()));
    const QRectF place(left, 0, right - left, height());
    const int severity = span[u"severity"_s].toInt();
    const int colorIndex = span[u"colorIndex"_s].toInt();
    const bool isMeant = severity >= 0;
    const QList<QColor> &fills = isMeant ? m_fills : m_paletteFills;
    const QList<QColor> &texts = isMeant ? m_texts : m_paletteTexts;
    const qsizetype at = isMeant ? severity : colorIndex < 0 || fills.isEmpty() ? -1 : colorIndex % fills.size();
    painter->setCompositionMode(QPainter::CompositionMode_Source);
    painter->fillRect(place, fills.value(at, Qt::transparent));
    painter->setCompositionMode(QPainter::CompositionMode_SourceOver);
    if (at < 0 || at >= fills.size())
        return paintNothing(painter, place);
    if (severity > 0 && m_outline.alpha() > 0) {
        const qreal inset = m_outlineWidth / 2;
        painter->setPen(QPen(m_outline, m_outlineWidth));
        painter->drawRect(place.adjusted(inset, inset, -inset, -inset));
    }
    painter->setPen(texts.value(at, Qt::transparent));
    paintWord(painter, place, span[u"word"_s].toString(), lengths);
}

void StateSpansItem::paintNothing(QPainter *painter, const QRectF &place) const
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_hatchColor, m_hatchWidth));
    paintHatch(painter, place, m_hatchPeriod);
    painter->setRenderHint(QPainter::Antialiasing, false);
}

void StateSpansItem::paintWord(QPainter *painter, const QRectF &place, const QString &word,
                               QHash<QString, qreal> &lengths) const
{
    const qreal padding = m_fontPixelSize * 0.5;
    auto length = lengths.find(word);
    if (length == lengths.end())
        length = lengths.insert(word, painter->fontMetrics().horizontalAdvance(word));
    if (*length + 2 * padding > place.width())
        return;
    painter->drawText(place.adjusted(padding, 0, -padding, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      word);
}

void StateSpansItem::paint(QPainter *painter)
{
    QFont font(m_fontFamily);
    font.setPixelSize(std::max(1, m_fontPixelSize));
    painter->setFont(font);
    paintNothing(painter, boundingRect());
    QHash<QString, qreal> lengths;
    for (const QVariant &span : m_spans)
        paintSpan(painter, span.toMap(), lengths);
}

} // namespace telltale
