// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>

#include <array>

namespace telltale {

/// Every colour of a theme. The tables are in tokens.cpp and nowhere else; what they must fulfil (contrast as WCAG 2.1
/// counts it, distance of severities and series for every kind of colour vision) is in tst_theme.
struct ThemeTokens
{
    /// By telltale::Severity: ok, low, medium, high, critical.
    using BySeverity = std::array<QRgb, 5>;

    QRgb canvas;
    QRgb tile;
    QRgb raised; ///< upon a tile: a cell, a button under the pointer
    QRgb borderWeak;
    QRgb borderMedium;
    QRgb borderStrong;
    QRgb grid;
    QRgb track; ///< behind a bar or an arc
    QRgb scrim; ///< over what a dialog covers

    QRgb text;
    QRgb textSecondary;
    QRgb textStale; ///< of a value that is no longer the present
    QRgb accent;    ///< links, selection, focus
    QRgb accentFill;
    QRgb onAccent;

    /// Shapes and fills. Far apart for every kind of colour vision, and never told by colour alone.
    BySeverity severity;
    BySeverity onSeverity;   ///< text upon the fill
    BySeverity severityText; ///< text of this severity upon a tile or the canvas
    QRgb severityOutline;    ///< around a fill; transparent where the fill itself stands out
    QRgb calm;               ///< a bar or cell of which nothing is to be said
    QRgb unknown;            ///< not a severity: what is not known has no hue

    std::array<QRgb, 8> series;   ///< in the order in which they are handed out
    std::array<QRgb, 8> onSeries; ///< text upon an area of that colour
    bool isDark;
};

const ThemeTokens &darkTokens();
const ThemeTokens &lightTokens();
/// After the idea of ISA-101 for control rooms: what is normal is grey and silent, so that colour means trouble.
const ThemeTokens &operatorGreyTokens();

} // namespace telltale
