// SPDX-License-Identifier: MIT
#include "qml/theme/themecolors.h"

#include "models/values/severity.h"

#include <algorithm>
#include <cstdlib>

namespace telltale {

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

QList<QColor> ThemeColors::markFills() const
{
    QList<QColor> colors;
    for (int severity = int(Severity::Ok); severity <= int(Severity::Critical); ++severity)
        colors.append(tints().barFill(severity));
    return colors;
}

QList<QColor> ThemeColors::spanFills() const
{
    QList<QColor> colors = markFills();
    colors[int(Severity::Ok)] = track();
    return colors;
}

QList<QColor> ThemeColors::spanTexts() const
{
    QList<QColor> colors;
    for (int severity = int(Severity::Ok); severity <= int(Severity::Critical); ++severity)
        colors.append(tints().onCell(severity));
    return colors;
}

QList<QColor> ThemeColors::wordFills() const
{
    QList<QColor> colors;
    for (const QRgb color : m_tokens->series) {
        if (!isOfSeverity(color))
            colors.append(QColor::fromRgba(color));
    }
    return colors;
}

QList<QColor> ThemeColors::wordTexts() const
{
    QList<QColor> colors;
    for (size_t i = 0; i < m_tokens->series.size(); ++i) {
        if (!isOfSeverity(m_tokens->series[i]))
            colors.append(QColor::fromRgba(m_tokens->onSeries[i]));
    }
    return colors;
}

/// Or so near to one that it would be taken for it.
bool ThemeColors::isOfSeverity(QRgb color) const
{
    constexpr int near = 96;
    const auto distance = [color](QRgb other) {
        return std::abs(qRed(color) - qRed(other)) + std::abs(qGreen(color) - qGreen(other)) +
               std::abs(qBlue(color) - qBlue(other));
    };
    const auto &severities = m_tokens->severity;
    return std::any_of(severities.begin(), severities.end(), [&](QRgb other) { return distance(other) < near; });
}

} // namespace telltale
