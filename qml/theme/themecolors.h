// SPDX-License-Identifier: MIT
#pragma once

#include "qml/theme/themetints.h"

#include <QColor>
#include <QList>
#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace telltale {

/// The colours of Theme: one table of tokens at a time, as properties. Thread: GUI.
class ThemeColors : public QObject
{
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(QColor canvas READ canvas NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor tile READ tile NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor raised READ raised NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor borderWeak READ borderWeak NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor borderMedium READ borderMedium NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor borderStrong READ borderStrong NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor grid READ grid NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor track READ track NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor scrim READ scrim NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor text READ text NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor textSecondary READ textSecondary NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor textStale READ textStale NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor accent READ accent NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor accentFill READ accentFill NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor onAccent READ onAccent NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor severityOutline READ severityOutline NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor calm READ calm NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor unknown READ unknown NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor warningText READ warningText NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor alarmFill READ alarmFill NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QColor onAlarm READ onAlarm NOTIFY colorsChanged FINAL)
    Q_PROPERTY(telltale::ThemeTints tints READ tints NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QList<QColor> markFills READ markFills NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QList<QColor> spanFills READ spanFills NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QList<QColor> spanTexts READ spanTexts NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QList<QColor> series READ series NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QList<QColor> wordFills READ wordFills NOTIFY colorsChanged FINAL)
    Q_PROPERTY(QList<QColor> wordTexts READ wordTexts NOTIFY colorsChanged FINAL)
public:
    explicit ThemeColors(QObject *parent = nullptr);

    const ThemeTokens &tokens() const { return *m_tokens; }
    QColor canvas() const { return QColor::fromRgba(m_tokens->canvas); }
    QColor tile() const { return QColor::fromRgba(m_tokens->tile); }
    QColor raised() const { return QColor::fromRgba(m_tokens->raised); }
    QColor borderWeak() const { return QColor::fromRgba(m_tokens->borderWeak); }
    QColor borderMedium() const { return QColor::fromRgba(m_tokens->borderMedium); }
    QColor borderStrong() const { return QColor::fromRgba(m_tokens->borderStrong); }
    QColor grid() const { return QColor::fromRgba(m_tokens->grid); }
    QColor track() const { return QColor::fromRgba(m_tokens->track); }
    QColor scrim() const { return QColor::fromRgba(m_tokens->scrim); }
    QColor text() const { return QColor::fromRgba(m_tokens->text); }
    QColor textSecondary() const { return QColor::fromRgba(m_tokens->textSecondary); }
    QColor textStale() const { return QColor::fromRgba(m_tokens->textStale); }
    QColor accent() const { return QColor::fromRgba(m_tokens->accent); }
    QColor accentFill() const { return QColor::fromRgba(m_tokens->accentFill); }
    QColor onAccent() const { return QColor::fromRgba(m_tokens->onAccent); }
    QColor severityOutline() const { return QColor::fromRgba(m_tokens->severityOutline); }
    QColor calm() const { return QColor::fromRgba(m_tokens->calm); }
    QColor unknown() const { return QColor::fromRgba(m_tokens->unknown); }
    QColor warningText() const { return QColor::fromRgba(m_tokens->severityText[3]); }
    QColor alarmFill() const { return QColor::fromRgba(m_tokens->severity[3]); }
    QColor onAlarm() const { return QColor::fromRgba(m_tokens->onSeverity[3]); }
    QList<QColor> markFills() const; ///< by severity, of the parts of a range
    /// By severity: of spans of time, where ok is silent; and of text upon them.
    QList<QColor> spanFills() const;
    QList<QColor> spanTexts() const;
    ThemeTints tints() const { return ThemeTints(*m_tokens); }
    QList<QColor> series() const { return m_series; }
    /// Of spans of words that nothing says the meaning of: the series' colours but for those like a severity's, which
    /// would say one. And of text upon them.
    QList<QColor> wordFills() const;
    QList<QColor> wordTexts() const;

Q_SIGNALS:
    void colorsChanged();

protected:
    void setTokens(const ThemeTokens &tokens);

private:
    bool isOfSeverity(QRgb color) const;

    const ThemeTokens *m_tokens;
    QList<QColor> m_series;
};

} // namespace telltale
