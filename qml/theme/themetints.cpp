// SPDX-License-Identifier: MIT
#include "qml/theme/themetints.h"

namespace telltale {

namespace {
/// Of the colour of what is stale or lost, as a part of the colour's own.
constexpr float oldSaturation = 0.4F;
} // namespace

QColor ThemeTints::bySeverity(const ThemeTokens::BySeverity &colors, int severity, QRgb otherwise) const
{
    const bool isKnown = severity >= 0 && severity < int(colors.size());
    return QColor::fromRgba(isKnown ? colors[size_t(severity)] : otherwise);
}

QColor ThemeTints::severityFill(int severity) const
{
    return bySeverity(m_tokens->severity, severity, m_tokens->unknown);
}

QColor ThemeTints::onSeverity(int severity) const
{
    return bySeverity(m_tokens->onSeverity, severity, m_tokens->text);
}

QColor ThemeTints::severityText(int severity) const
{
    return bySeverity(m_tokens->severityText, severity, m_tokens->textSecondary);
}

QColor ThemeTints::barFill(int severity) const
{
    return severity <= 0 ? QColor::fromRgba(m_tokens->calm) : severityFill(severity);
}

QColor ThemeTints::cellFill(int severity) const
{
    return severity <= 0 ? QColor::fromRgba(m_tokens->raised) : severityFill(severity);
}

QColor ThemeTints::onCell(int severity) const
{
    return severity <= 0 ? QColor::fromRgba(m_tokens->text) : onSeverity(severity);
}

QColor ThemeTints::faded(const QColor &color)
{
    const QColor hsl = color.toHsl();
    return QColor::fromHslF(hsl.hslHueF(), hsl.hslSaturationF() * oldSaturation, hsl.lightnessF(), hsl.alphaF());
}

} // namespace telltale
