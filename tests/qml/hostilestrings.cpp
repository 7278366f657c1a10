// SPDX-License-Identifier: MIT
#include "tests/qml/hostilestrings.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace telltale::test {

namespace {

constexpr quint32 seed = 20'260'314;
constexpr qsizetype longest = 4'096;

struct Kind
{
    const char *name;
    QStringList templates; ///< @ is the number's mark, $H an address on the web, $F one of a file
};

QString times(qsizetype count, QStringView text)
{
    QString out;
    for (qsizetype i = 0; i < count; ++i)
        out += text;
    return out;
}

QString filled(QStringView text, qsizetype size = 1'024)
{
    return (u"@"_s + times(size / text.size() + 1, text)).left(size);
}

QStringList markup()
{
    return {
        u"<img alt='@' src='$H'>"_s,
        u"<img src=\"$F\" alt=\"@\">"_s,
        u"<IMG SRC=$H ALT=@>"_s,
        u"@ <img src=\"$H\" width=99999 height=99999>"_s,
        u"<p>@<img src='$H'/><img src='$F'/></p>"_s,
        u"<a href=\"$H\">@</a>"_s,
        u"<a href=\"javascript:Qt.quit()\">@</a>"_s,
        u"<style>@import url($H);</style>@"_s,
        u"<link rel=stylesheet href=\"$H\">@"_s,
        u"<body background=\"$H\">@</body>"_s,
        u"<table background=\"$H\"><tr><td background='$F'>@</td></tr></table>"_s,
        u"<div style=\"background-image: url($H)\">@</div>"_s,
        u"<b>@</b><i><u><font size=7 color=red face='$F'>"_s,
        u"<h1>@</h1><ul><li>@<li><ol>"_s,
        u"<hr>@<br><pre>"_s,
        u"&lt;img src=\"$H\" alt=\"@\"&gt;"_s,
        u"&#60;img src=$H alt=@&#62;&#x202e;&nbsp;"_s,
        u"<svg><image href=\"$H\"/><text>@</text></svg>"_s,
        u"<object data=\"$F\">@</object>"_s,
        u"<iframe src=\"$H\">@</iframe>"_s,
        u"<script src=\"$H\">@</script>"_s,
        u"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"$F\">]><x>@&e;</x>"_s,
        u"<!--@--><img src=$H>"_s,
        u"<![CDATA[@<img src=$H>]]>"_s,
        u"<meta http-equiv=refresh content=\"0;url=$H\">@"_s,
        u"<html><head><title>@</title></head><body><img src='$H'></body></html>"_s,
        u"<video src=$H>@<audio src=$F>"_s,
        u"<@"_s,
        u"<img src=\"@"_s,
    };
}

QStringList markdownAndAddresses()
{
    return {
        u"![@]($H)"_s,
        u"[@]($F)"_s,
        u"@ ![x][y]\n\n[y]: $H"_s,
        u"$H @"_s,
        u"$F @"_s,
        u"qrc:/qt/qml/Telltale/Main.qml @"_s,
        u"image://theme/@"_s,
        u"data:image/svg+xml,<svg onload=alert('@')><image href='$H'/></svg>"_s,
        u"\\\\127.0.0.1\\@\\x.png"_s,
        u"../../../../../../etc/passwd @"_s,
        u":/qt-project.org/@"_s,
    };
}

QStringList bidi()
{
    return {
        u"\u202e@ gnp.live\u202c"_s,
        u"\u2067@\u2069 \u2066x\u2069 \u2068y\u2069"_s,
        u"@\u200f\u200e\u061c!"_s,
        u"\u202a\u202b\u202d@"_s,
        u"@"_s + times(300, u"\u202e") + u"x"_s,
        u"@ \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 123 %"_s,
        u"\u0645\u0631\u062d\u0628\u0627 @ <img src=$H>"_s,
        filled(u"\u05d0\u202e", longest),
    };
}

QStringList control()
{
    QString all = u"@"_s;
    for (char16_t c = 0; c < 0xa0; ++c)
        all += c < 0x20 || c >= 0x7f ? QString(QChar(c)) : QString();
    return {
        u"@"_s + QChar(0) + u"behind"_s,
        QString(QChar(0)) + u"@"_s,
        all,
        u"\x1b[31;5m@\x1b[0m\x1b[2J"_s,
        u"\x1b]0;@\x07"_s,
        u"\x1b]8;;$H\x1b\\@\x1b]8;;\x1b\\"_s,
        u"\x90@\x9c\x9b"
        u"31m"_s,
        u"@\b\b\b\b\x7f"_s,
        u"@\r\nX-Injected: yes\r\n\r\n"_s,
        u"@\u2028second\u2029third\u0085fourth"_s,
        u"\t\t@\v\f\n\n\n\n\n\n\n\n\n\n\n\n"_s,
    };
}

QStringList broken()
{
    return {
        u"@"_s + QChar(0xd800) + u"high"_s,
        QString(QChar(0xdc00)) + u"@low"_s,
        u"@"_s + QChar(0xdc00) + QChar(0xd800),
        u"@"_s + times(100, QString(QChar(0xdbff))),
        u"@a"_s + times(400, u"\u0300\u0489\u20dd"),
        u"@\U0001F468\u200d\U0001F469\u200d\U0001F467\u200d\U0001F466\U0001F3FF\ufe0f"_s,
        u"\ufeff@\ufffe\uffff\ufdd0"_s,
        u"@\u200b\u200c\u200d\u2060\u00ad\u180e"_s,
        u"@\U000E0041\U000E0042\U000E007F"_s,
        u"@\ufff9a\ufffab\ufffb\u034f"_s,
        u"@\u0e33\u0e48\u0e33 \ufdfa \U0001242B \u1242"_s,
        u"@ \u0430\u0440\u0440l\u0435 \u2215 \uff1cimg\uff1e"_s,
    };
}

QStringList tooLong()
{
    return {
        filled(u"W", longest),
        filled(u"\u6f22"),
        filled(u" "),
        filled(u"<b>"),
        filled(u"<img src='$H'>", longest),
        filled(u"<table><tr><td>"),
        filled(u"a "),
        filled(u"\n"),
        filled(u"&amp;"),
        filled(u"\U0001F600"),
    };
}

QStringList formatsAndCode()
{
    return {
        u"%1 %2 %L1 %n %99 @ %%"_s,
        u"%s%s%s%n%x%p @ %*d"_s,
        u"{{@}} {{__name__}} {{label}} {{"_s,
        u"${@} $(reboot) `@` ; rm @"_s,
        u"{0} {} {@}"_s,
        u"@'; DROP TABLE panels; --"_s,
        u"\"@\\\" + \\u0022"_s,
        u"Qt.quit() // @"_s,
        u"\");Qt.openUrlExternally(\"$H\");//@"_s,
        u"@\n}\nImage { source: \"$H\" }\nText { text: \""_s,
        u"function() { return \"@\" }"_s,
        u"=HYPERLINK(\"$H\";\"@\")"_s,
        u"__proto__ constructor @"_s,
        u"NaN Infinity -0 1e999 null undefined @"_s,
        u"@{a=\"b\",c=\"d\"}"_s,
        u" @ \u00a0"_s,
        u"@"_s,
    };
}

QList<Kind> kinds()
{
    return {{"markup", markup()},      {"address", markdownAndAddresses()},
            {"bidi", bidi()},          {"control", control()},
            {"broken", broken()},      {"long", tooLong()},
            {"code", formatsAndCode()}};
}

/// What makes one string of another, as hostile.
QString varied(const QString &text, QRandomGenerator &random)
{
    switch (random.bounded(7)) {
    case 0:
        return u"  "_s + text;
    case 1:
        return u"<b>"_s + text + u"</b>"_s;
    case 2:
        return u"\u202e"_s + text;
    case 3:
        return u"&lt;@&gt;"_s + text;
    case 4:
        return u"<p>@</p>\n"_s + text;
    case 5:
        return u"<?xml?>"_s + text;
    default:
        return text + text.left(longest - qMin(longest, text.size()));
    }
}

} // namespace

QString Bait::webAddress(int number) const
{
    return u"http://127.0.0.1:%1/%2.png"_s.arg(port).arg(number);
}

QString Bait::fileAddress(int number) const
{
    return QUrl::fromLocalFile(file).toString() + u"?%1"_s.arg(number);
}

QList<HostileString> hostileStrings(int count, const Bait &bait)
{
    QList<HostileString> bodies;
    const QList<Kind> all = kinds();
    for (const Kind &kind : all) {
        for (const QString &text : kind.templates)
            bodies.append({kind.name, text});
    }
    QRandomGenerator random(seed);
    QList<HostileString> strings;
    for (int i = 0; i < count; ++i) {
        HostileString string = bodies[i % bodies.size()];
        const qsizetype rounds = i / bodies.size();
        if (rounds > 0 && string.text.size() >= 1'000) // a dozen of these is enough
            string.text = u"@ "_s + bodies[random.bounded(30)].text;
        for (qsizetype round = 0; round < rounds; ++round)
            string.text = varied(string.text, random);
        string.text.replace(u"@"_s, numberMark(i));
        string.text.replace(u"$H"_s, bait.webAddress(i));
        string.text.replace(u"$F"_s, bait.fileAddress(i));
        strings.append(string);
    }
    return strings;
}

QString numberMark(int number)
{
    return u"h%1q"_s.arg(number);
}

QSet<int> markedNumbers(const QString &text)
{
    static const QRegularExpression mark(u"h(\\d+)q"_s);
    QSet<int> numbers;
    for (const QRegularExpressionMatch &match : mark.globalMatch(text))
        numbers.insert(match.captured(1).toInt());
    return numbers;
}

QString fileText(const HostileString &string, qsizetype limit)
{
    QString text;
    for (const char32_t c : string.text.toUcs4()) // which has U+FFFD for half a pair
        text += QChar::fromUcs4(c);
    text.truncate(limit);
    return text.isEmpty() || !text.back().isHighSurrogate() ? text : text.chopped(1);
}

QByteArray jsonText(const QString &text)
{
    QByteArray out = "\""_ba;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            out += '\\';
        if (c.unicode() >= 0x20 && c.unicode() < 0x7f)
            out += char(c.unicode());
        else
            out += "\\u" + QByteArray::number(uint(c.unicode()) + 0x10000, 16).last(4);
    }
    return out + '"';
}

} // namespace telltale::test
