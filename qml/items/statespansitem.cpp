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
    painter->setCompositionMode(QPainter::CompositionMode_Source);
    if (severity < 0 || severity >= m_fills.size()) {
        painter->fillRect(place, Qt::transparent);
        painter->setCompositionMode(QPainter::CompositionMode_SourceOver);
        painter->setPen(QPen(m_hatchColor, 1));
        paintHatch(painter, place, m_hatchPeriod);
        return;
    }
    painter->fillRect(place, m_fills[severity]);
    painter->setCompositionMode(QPainter::CompositionMode_SourceOver);
    if (severity > 0 && m_outline.alpha() > 0) {
        painter->setPen(QPen(m_outline, 1));
        painter->drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    const QString word = span[u"word"_s].toString();
    const qreal padding = m_fontPixelSize * 0.5;
    auto length = lengths.find(word);
    if (length == lengths.end())
        length = lengths.insert(word, painter->fontMetrics().horizontalAdvance(word));
    if (severity < m_texts.size() && *length + 2 * padding <= place.width()) {
        painter->setPen(m_texts[severity]);
        painter->drawText(place.adjusted(padding, 0, -padding, 0),
                          Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, word);
    }
}

void StateSpansItem::paint(QPainter *painter)
{
    QFont font(m_fontFamily);
    font.setPixelSize(std::max(1, m_fontPixelSize));
    painter->setFont(font);
    painter->setPen(QPen(m_hatchColor, 1));
    painter->setRenderHint(QPainter::Antialiasing);
    paintHatch(painter, boundingRect(), m_hatchPeriod);
    painter->setRenderHint(QPainter::Antialiasing, false);
    QHash<QString, qreal> lengths;
    for (const QVariant &span : m_spans)
        paintSpan(painter, span.toMap(), lengths);
}

} // namespace telltale
