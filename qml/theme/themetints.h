// SPDX-License-Identifier: MIT
#pragma once

#include "qml/theme/tokens.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace telltale {

/// Colours that are looked up by a number: `Theme.tints.severityText(4)`. A value that Theme hands out anew with every
/// theme, for a binding depends on the property it read and would never learn that a method's answer has changed.
/// A severity is a telltale::Severity; any other number is what is not known.
class ThemeTints
{
    Q_GADGET
    QML_VALUE_TYPE(themeTints)
public:
    explicit ThemeTints(const ThemeTokens &tokens = darkTokens())
        : m_tokens(&tokens)
    {}

    Q_INVOKABLE QColor severityFill(int severity) const;
    Q_INVOKABLE QColor onSeverity(int severity) const;   ///< text upon the fill
    Q_INVOKABLE QColor severityText(int severity) const; ///< reads on the tile and on the canvas
    Q_INVOKABLE QColor barFill(int severity) const;      ///< of a bar or an arc: calm where nothing is wrong
    Q_INVOKABLE QColor cellFill(int severity) const;     ///< of a cell: silent where nothing is wrong
    Q_INVOKABLE QColor onCell(int severity) const;
    /// The colour as old data wears it.
    Q_INVOKABLE static QColor faded(const QColor &color);

private:
    QColor bySeverity(const ThemeTokens::BySeverity &colors, int severity, QRgb otherwise) const;

    const ThemeTokens *m_tokens;
};

} // namespace telltale
