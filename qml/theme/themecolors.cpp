// SPDX-License-Identifier: MIT
#include "qml/theme/themecolors.h"

namespace telltale {

namespace {

bool isKnown(int severity)
{
    return severity >= 0 && severity < int(ThemeTokens::BySeverity().size());
}

} // namespace

ThemeColors::ThemeColors(QObject *parent)
    : QObject(parent)
    , m_tokens(nullptr)
{
    setTokens(darkTokens());
}

void ThemeColors::setTokens(const ThemeTokens &tokens)
{
    if (m_tokens == &tokens)
        return;
    m_tokens = &tokens;
    m_series.clear();
    for (const QRgb color : tokens.series)
        m_series.append(QColor::fromRgba(color));
    Q_EMIT colorsChanged();
}

QColor ThemeColors::severityFill(int severity) const
{
    return isKnown(severity) ? QColor::fromRgba(m_tokens->severity[size_t(severity)]) : unknown();
}

QColor ThemeColors::onSeverity(int severity) const
{
    return isKnown(severity) ? QColor::fromRgba(m_tokens->onSeverity[size_t(severity)]) : text();
}

QColor ThemeColors::severityText(int severity) const
{
    return isKnown(severity) ? QColor::fromRgba(m_tokens->severityText[size_t(severity)]) : textSecondary();
}

QColor ThemeColors::barFill(int severity) const
{
    return severity == 0 ? calm() : severityFill(severity);
}

QColor ThemeColors::seriesColor(int index) const
{
    return m_series[qAbs(index) % m_series.size()];
}

} // namespace telltale
