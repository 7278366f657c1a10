// SPDX-License-Identifier: MIT
#include "qml/theme/fonts.h"
#include "qml/theme/theme.h"
#include "tests/qml/colormath.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QtTest>

using namespace telltale;
using namespace telltale::test;
using namespace Qt::StringLiterals;

namespace {

QList<QColor> colorsOf(const auto &tokens)
{
    QList<QColor> colors;
    for (const QRgb color : tokens)
        colors << QColor::fromRgba(color);
    return colors;
}

QByteArray report(const char *what, double value)
{
    return QByteArray(what) + ": " + QByteArray::number(value, 'f', 2);
}

} // namespace

Q_DECLARE_METATYPE(const telltale::ThemeTokens *)

class ThemeTest : public QObject
{
    Q_OBJECT
private:
    static void addThemes()
    {
        QTest::addColumn<const ThemeTokens *>("tokens");
        QTest::newRow("dark") << &darkTokens();
        QTest::newRow("light") << &lightTokens();
        QTest::newRow("operator-grey") << &operatorGreyTokens();
    }

private Q_SLOTS:
    void texts_readOnTileAndCanvas_data() { addThemes(); }
    /// WCAG 1.4.3: 4.5 to 1.
    void texts_readOnTileAndCanvas()
    {
        QFETCH(const ThemeTokens *, tokens);
        QList<QRgb> texts{tokens->text, tokens->textSecondary, tokens->textStale, tokens->accent};
        for (const QRgb text : tokens->severityText)
            texts << text;
        for (const QRgb text : std::as_const(texts)) {
            for (const QRgb ground : {tokens->tile, tokens->canvas}) {
                const double found = contrast(QColor::fromRgba(text), QColor::fromRgba(ground));
                QVERIFY2(found >= 4.5, report(qPrintable(QColor(text).name()), found).constData());
            }
        }
        QVERIFY(contrast(QColor(tokens->text), QColor(tokens->raised)) >= 4.5);
        QVERIFY(contrast(QColor(tokens->textSecondary), QColor(tokens->raised)) >= 4.5);
        QVERIFY(contrast(QColor(tokens->onAccent), QColor(tokens->accentFill)) >= 4.5);
    }

    void textsOnFills_read_data() { addThemes(); }
    void textsOnFills_read()
    {
        QFETCH(const ThemeTokens *, tokens);
        for (size_t i = 0; i < tokens->severity.size(); ++i) {
            const double found = contrast(QColor(tokens->onSeverity[i]), QColor(tokens->severity[i]));
            QVERIFY2(found >= 4.5, report("on severity", found).constData());
        }
        for (size_t i = 0; i < tokens->series.size(); ++i) {
            const double found = contrast(QColor(tokens->onSeries[i]), QColor(tokens->series[i]));
            QVERIFY2(found >= 4.5, report("on series", found).constData());
        }
    }

    void shapes_standOut_data() { addThemes(); }
    /// WCAG 1.4.11: 3 to 1, by the fill or by the line around it.
    void shapes_standOut()
    {
        QFETCH(const ThemeTokens *, tokens);
        const QColor tile(tokens->tile);
        const bool outlined = qAlpha(tokens->severityOutline) > 0;
        for (size_t i = 0; i < tokens->severity.size(); ++i) {
            const bool isOutlined = outlined && i > 0;
            const double found = contrast(QColor(isOutlined ? tokens->severityOutline : tokens->severity[i]), tile);
            QVERIFY2(found >= 3, report("severity", found).constData());
        }
        for (const QRgb line : {tokens->unknown, tokens->calm, tokens->accentFill})
            QVERIFY2(contrast(QColor(line), tile) >= 3, report("shape", contrast(QColor(line), tile)).constData());
        for (const QRgb line : tokens->series)
            QVERIFY2(contrast(QColor(line), tile) >= 3, report("series", contrast(QColor(line), tile)).constData());
    }

    void severities_differForEveryEye_data()
    {
        QTest::addColumn<const ThemeTokens *>("tokens");
        QTest::addColumn<double>("least");
        QTest::newRow("dark") << &darkTokens() << 35.0;
        QTest::newRow("light") << &lightTokens() << 19.0;
        QTest::newRow("operator-grey") << &operatorGreyTokens() << 20.0;
    }
    void severities_differForEveryEye()
    {
        QFETCH(const ThemeTokens *, tokens);
        QFETCH(double, least);
        const double found = smallestDifference(colorsOf(tokens->severity));
        qInfo("severities: %.1f", found);
        QVERIFY2(found >= least, report("smallest difference", found).constData());
    }

    void series_differForEveryEye_data()
    {
        QTest::addColumn<const ThemeTokens *>("tokens");
        QTest::addColumn<double>("least");
        QTest::newRow("dark") << &darkTokens() << 26.0;
        QTest::newRow("light") << &lightTokens() << 17.5;
        QTest::newRow("operator-grey") << &operatorGreyTokens() << 15.0;
    }
    void series_differForEveryEye()
    {
        QFETCH(const ThemeTokens *, tokens);
        QFETCH(double, least);
        const double found = smallestDifference(colorsOf(tokens->series));
        qInfo("series: %.1f", found);
        QVERIFY2(found >= least, report("smallest difference", found).constData());
    }

    void unknown_hasNoHue_data() { addThemes(); }
    void unknown_hasNoHue()
    {
        QFETCH(const ThemeTokens *, tokens);
        QVERIFY(QColor(tokens->unknown).hslSaturationF() < 0.06F);
        QVERIFY(QColor(tokens->textStale).hslSaturationF() < 0.06F);
    }

    /// In the operators' theme colour means trouble: nothing else is colourful.
    void operatorGrey_isSilentWhenAllIsWell()
    {
        const ThemeTokens &tokens = operatorGreyTokens();
        for (const QRgb color : {tokens.canvas, tokens.tile, tokens.raised, tokens.text, tokens.textSecondary,
                                 tokens.track, tokens.grid, tokens.calm, tokens.severity[0], tokens.severityText[0]})
            QCOMPARE(QColor(color).hslSaturationF(), 0.0F);
        Theme theme;
        theme.setName(Theme::Name::OperatorGrey);
        QCOMPARE(theme.tints().barFill(0), theme.calm());
        QCOMPARE(theme.tints().barFill(4), QColor(0xFF, 0, 0));
    }

    void machado_matchesThePaper()
    {
        QCOMPARE(seen(QColor(255, 255, 255), Vision::Deuteranopia).name(), u"#ffffff"_s);
        // Red and green fall together for those who lack the green cone.
        QVERIFY(difference(QColor(0xF2, 0x49, 0x5C), QColor(0x73, 0xBF, 0x69)) > 90);
        QVERIFY(difference(seen(QColor(0xF2, 0x49, 0x5C), Vision::Deuteranopia),
                           seen(QColor(0x73, 0xBF, 0x69), Vision::Deuteranopia)) < 30);
        QCOMPARE(qRound(contrast(Qt::white, Qt::black)), 21);
    }

    void system_followsTheDesktop()
    {
        Theme theme;
        theme.setName(Theme::Name::System);
        theme.setSystemIsDark(true);
        QVERIFY(theme.isDark());
        const QSignalSpy changed(&theme, &Theme::colorsChanged);
        theme.setSystemIsDark(false);
        QVERIFY(!theme.isDark());
        QCOMPARE(theme.canvas(), QColor::fromRgba(lightTokens().canvas));
        QCOMPARE(changed.size(), 1);
        theme.setDark(true);
        QCOMPARE(theme.name(), Theme::Name::Dark);
        theme.setSystemIsDark(true);
        theme.setSystemIsDark(false);
        QVERIFY(theme.isDark());
    }

    void severity_isLookedUpByNumber()
    {
        const Theme theme;
        QCOMPARE(theme.tints().severityFill(4), QColor::fromRgba(darkTokens().severity[4]));
        QCOMPARE(theme.tints().severityFill(-1), theme.unknown());
        QCOMPARE(theme.tints().severityFill(5), theme.unknown());
    }

    void lengths_growWithTheScale()
    {
        Theme theme;
        QCOMPARE(theme.scaleFor(1280, 720), 1.0);
        QVERIFY(theme.scaleFor(100, 100) >= 0.8);
        theme.setScale(2);
        QCOMPARE(theme.fontBody(), 28);
        QCOMPARE(theme.panelHeaderHeight(), 64.0);
        theme.setScale(0.8);
        QVERIFY(theme.borderWidth() >= 1);
    }

    void following_comesPastAllThatAreNotTheDesktops()
    {
        Theme theme;
        theme.setName(Theme::Name::System);
        theme.setSystemIsDark(true);
        QList<Theme::Name> seen;
        for (int i = 0; i < 4; ++i) {
            theme.setName(theme.following());
            seen << theme.name();
        }
        using enum Theme::Name;
        QCOMPARE(seen, (QList<Theme::Name>{Light, OperatorGrey, Dark, Light}));
        theme.setName(System);
        theme.setSystemIsDark(false);
        QCOMPARE(theme.following(), Dark);
    }

    /// A number must not move while its figures change.
    void figures_areOfEqualWidth()
    {
        for (const auto weight : {QFont::Normal, QFont::Medium}) {
            QFont font(loadFonts());
            font.setWeight(weight);
            font.setPixelSize(40);
            QCOMPARE(QFontInfo(font).family(), u"Telltale Sans"_s);
            const QFontMetricsF metrics(font);
            for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
                QCOMPARE(metrics.horizontalAdvance(QChar(digit)), metrics.horizontalAdvance(u'0'));
                QCOMPARE(textAdvance(QString(QChar(digit)), weight), textAdvance(u"0"_s, weight));
            }
            QVERIFY(std::abs(textAdvance(u"218.4 °C"_s, weight) * 40 - metrics.horizontalAdvance(u"218.4 °C"_s)) < 2);
        }
    }

    void advance_guessesWhatTheFontLacks() { QVERIFY(textAdvance(u"\u6E29"_s, QFont::Normal) >= 1); }
};

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
