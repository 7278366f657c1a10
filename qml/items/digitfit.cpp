// SPDX-License-Identifier: MIT
#include "qml/items/digitfit.h"

#include "qml/theme/fonts.h"

#include <algorithm>
#include <cmath>

namespace telltale {

namespace {

/// Between a number and its unit, as a part of the unit's size.
constexpr qreal unitGap = 0.2;

} // namespace

DigitFit::DigitFit(QObject *parent)
    : QObject(parent)
{
    connect(this, &DigitFit::inputChanged, this, &DigitFit::refresh);
}

void DigitFit::componentComplete()
{
    m_isComplete = true;
    refresh();
}

void DigitFit::refresh()
{
    if (!m_isComplete)
        return;
    qreal size = m_maximumPixelSize;
    if (m_maximumWidth > 0) {
        qreal width = textAdvance(m_text, m_fontWeight);
        if (!m_unit.isEmpty())
            width += (textAdvance(m_unit, m_fontWeight) + unitGap) * m_unitRatio;
        if (width > 0)
            size = std::min(size, m_maximumWidth / width);
    }
    const int pixelSize = std::max(1, int(std::floor(size)));
    if (pixelSize == m_pixelSize)
        return;
    m_pixelSize = pixelSize;
    Q_EMIT pixelSizeChanged();
}

} // namespace telltale
