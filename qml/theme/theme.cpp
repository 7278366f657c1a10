// SPDX-License-Identifier: MIT
#include "qml/theme/theme.h"

#include "qml/theme/fonts.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QStyleHints>

namespace telltale {

Theme::Theme(QObject *parent)
    : ThemeColors(parent)
    , m_fontFamily(loadFonts())
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const QStyleHints *const hints = QGuiApplication::styleHints();
    const auto follow = [this](Qt::ColorScheme scheme) { setSystemIsDark(scheme != Qt::ColorScheme::Light); };
    connect(hints, &QStyleHints::colorSchemeChanged, this, follow);
    follow(hints->colorScheme());
#endif
    refresh();
}

void Theme::setName(Name name)
{
    if (m_name == name)
        return;
    m_name = name;
    refresh();
    Q_EMIT nameChanged();
}

void Theme::setSystemIsDark(bool dark)
{
    if (m_systemIsDark == dark)
        return;
    m_systemIsDark = dark;
    refresh();
    Q_EMIT systemIsDarkChanged();
}

void Theme::setScale(qreal scale)
{
    if (m_scale == scale)
        return;
    m_scale = scale;
    Q_EMIT scaleChanged();
}

qreal Theme::scaleFor(qreal width, qreal height) const
{
    return std::max(0.8, std::pow(std::min(width / 1280, height / 720), 0.85));
}

QString Theme::fixedFamily() const
{
    return QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
}

void Theme::refresh()
{
    switch (m_name) {
    case Name::System:
        setTokens(m_systemIsDark ? darkTokens() : lightTokens());
        break;
    case Name::Dark:
        setTokens(darkTokens());
        break;
    case Name::Light:
        setTokens(lightTokens());
        break;
    case Name::OperatorGrey:
        setTokens(operatorGreyTokens());
        break;
    }
}

} // namespace telltale
