// SPDX-License-Identifier: MIT
#include "qml/theme/fonts.h"

#include <QCoreApplication>
#include <QFont>
#include <QFontDatabase>
#include <QRawFont>

#include <array>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr qreal measuringSize = 1000;

QString fontFile(QStringView style)
{
    return u":/qt/qml/Telltale/fonts/TelltaleSans-%1.otf"_s.arg(style);
}

/// The outlines, for as long as the application lives: fonts must not outlive it.
QRawFont &outlines(bool medium)
{
    static std::array<QRawFont, 2> fonts;
    QRawFont &font = fonts[medium ? 1 : 0];
    if (!font.isValid()) {
        qAddPostRoutine([] { fonts = {}; });
        font = QRawFont(fontFile(medium ? u"Medium" : u"Regular"), measuringSize, QFont::PreferNoHinting);
    }
    return font;
}

} // namespace

QString loadFonts()
{
    static const QString family = [] {
        const int regular = QFontDatabase::addApplicationFont(fontFile(u"Regular"));
        const int medium = QFontDatabase::addApplicationFont(fontFile(u"Medium"));
        const QStringList families = QFontDatabase::applicationFontFamilies(regular);
        return families.isEmpty() || medium < 0 ? u"sans-serif"_s : families.constFirst();
    }();
    return family;
}

qreal textAdvance(const QString &text, int weight)
{
    const QRawFont &font = outlines(weight > QFont::Normal);
    qreal width = 0;
    const QList<quint32> glyphs = font.glyphIndexesForString(text);
    const QList<QPointF> advances = font.advancesForGlyphIndexes(glyphs);
    // A glyph that this font lacks comes from another one: as wide as high is a fair guess.
    for (qsizetype i = 0; i < advances.size(); ++i)
        width += glyphs[i] == 0 ? measuringSize : advances[i].x();
    return width / measuringSize;
}

} // namespace telltale
