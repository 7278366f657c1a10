// SPDX-License-Identifier: MIT
#include "qml/theme/theme.h"

#include "qml/theme/fonts.h"

#include <QFontDatabase>

namespace telltale {

Theme::Theme(QObject *parent)
    : ThemeColors(parent)
    , m_fontFamily(loadFonts())
{
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

Theme::Name Theme::following() const
{
    switch (m_name) {
    case Name::System:
        return isDark() ? Name::Light : Name::Dark;
    case Name::Dark:
        return Name::Light;
    case Name::Light:
        return Name::OperatorGrey;
    case Name::OperatorGrey:
        return Name::Dark;
    }
    Q_UNREACHABLE();
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
