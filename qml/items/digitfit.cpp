// SPDX-License-Identifier: MIT
#include "qml/items/digitfit.h"

#include <QFont>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace telltale {

namespace {

/// Measured at this size and scaled: an outline font's advances are proportional to it.
constexpr int measuringSize = 100;

qreal widestDigit(const QFontMetricsF &metrics)
{
    qreal widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

} // namespace

DigitFit::DigitFit(QObject *parent)
    : QObject(parent)
{
    connect(this, &DigitFit::inputChanged, this, &DigitFit::refresh);
    refresh();
}

void DigitFit::refresh()
{
    QFont font(m_fontFamily);
    font.setPixelSize(measuringSize);
    font.setWeight(QFont::Weight(m_fontWeight));
    const QFontMetricsF metrics(font);
    const qreal digit = widestDigit(metrics);
    qreal width = 0;
    for (const QChar character : std::as_const(m_text))
        width += character >= u'0' && character <= u'9' ? digit : metrics.horizontalAdvance(character);
    if (!m_unit.isEmpty())
        width += (metrics.horizontalAdvance(m_unit) + measuringSize * 0.2) * m_unitRatio;

    qreal size = m_maximumPixelSize;
    if (m_maximumWidth > 0 && width > 0)
        size = std::min(size, m_maximumWidth / width * measuringSize);
    const int pixelSize = std::max(1, int(std::floor(size)));
    const qreal digitWidth = digit * pixelSize / measuringSize;
    if (pixelSize == m_pixelSize && digitWidth == m_digitWidth)
        return;
    m_pixelSize = pixelSize;
    m_digitWidth = digitWidth;
    Q_EMIT fitChanged();
}

} // namespace telltale
