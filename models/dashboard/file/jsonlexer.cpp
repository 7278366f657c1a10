// SPDX-License-Identifier: MIT
#include "models/dashboard/file/jsonlexer.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

char byteAt(QByteArrayView text, qsizetype at)
{
    return at < text.size() ? text[at] : '\0';
}

/// The four digits from `at` on, or -1.
int hexAt(QByteArrayView text, qsizetype at)
{
    int value = 0;
    for (qsizetype i = at; i < at + 4; ++i) {
        const char c = byteAt(text, i);
        const int digit = isDigit(c)             ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

char16_t escapedCharacter(char c)
{
    switch (c) {
    case '"':
    case '\\':
    case '/':
        return char16_t(c);
    case 'b':
        return u'\b';
    case 'f':
        return u'\f';
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 't':
        return u'\t';
    default:
        return 0;
    }
}

/// Appends the escape at word.end (a backslash) and moves behind it; false with a problem.
bool takeEscape(QByteArrayView text, JsonWord<QString> &word)
{
    const char c = byteAt(text, word.end + 1);
    if (c != 'u') {
        const char16_t meant = escapedCharacter(c);
        if (meant == 0) {
            word.problem = u"after a backslash, one of \" \\ / b f n r t u was expected"_s;
            return false;
        }
        word.value += QChar(meant);
        word.end += 2;
        return true;
    }
    const int unit = hexAt(text, word.end + 2);
    if (unit < 0) {
        word.problem = u"after \\u, four hexadecimal digits were expected"_s;
        return false;
    }
    const bool isHigh = QChar::isHighSurrogate(char32_t(unit));
    const bool hasNext = byteAt(text, word.end + 6) == '\\' && byteAt(text, word.end + 7) == 'u';
    const int next = isHigh && hasNext ? hexAt(text, word.end + 8) : -1;
    const bool isPair = next >= 0 && QChar::isLowSurrogate(char32_t(next));
    if (QChar::isSurrogate(char32_t(unit)) && !isPair) {
        word.problem = u"half a surrogate pair is no character"_s;
        return false;
    }
    word.value += QChar(char16_t(unit));
    if (isPair)
        word.value += QChar(char16_t(next));
    word.end += isPair ? 12 : 6;
    return true;
}

/// Of a number that no double holds: whether it is too large, rather than too small.
bool isBeyond(QByteArrayView number)
{
    const qsizetype e = number.toByteArray().toLower().indexOf('e');
    const QByteArrayView digits = number.first(e < 0 ? number.size() : e);
    const qsizetype point = digits.indexOf('.') < 0 ? digits.size() : digits.indexOf('.');
    const auto significant = std::find_if(digits.begin(), digits.end(), [](char c) { return c >= '1' && c <= '9'; });
    const qsizetype magnitude = point - (significant - digits.begin());
    // An exponent too long for an integer outdoes any digits that a text can have.
    const QByteArrayView exponent = e < 0 ? QByteArrayView() : number.sliced(e + 1);
    bool isRead = false;
    const int power = exponent.toInt(&isRead);
    return isRead || exponent.isEmpty() ? magnitude + power > 0 : !exponent.startsWith('-');
}

qsizetype skipDigits(QByteArrayView text, qsizetype at)
{
    while (isDigit(byteAt(text, at)))
        ++at;
    return at;
}

} // namespace

qsizetype byteOrderMark(QByteArrayView text)
{
    return text.startsWith("\xef\xbb\xbf") ? 3 : 0;
}

qsizetype skipTrivia(QByteArrayView text, qsizetype at)
{
    for (;;) {
        const char c = byteAt(text, at);
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            ++at;
        } else if (c == '/' && byteAt(text, at + 1) == '/') {
            const qsizetype end = text.indexOf('\n', at);
            at = end < 0 ? text.size() : end;
        } else {
            return at;
        }
    }
}

JsonWord<QString> readJsonString(QByteArrayView text, qsizetype at)
{
    JsonWord<QString> word{at + 1};
    for (;;) {
        const qsizetype begin = word.end;
        while (word.end < text.size() && text[word.end] != '"' && text[word.end] != '\\' &&
               uchar(text[word.end]) >= 0x20)
            ++word.end;
        word.value += QString::fromUtf8(text.sliced(begin, word.end - begin));
        if (byteAt(text, word.end) == '"' && word.end < text.size()) {
            ++word.end;
            return word;
        }
        if (byteAt(text, word.end) == '\\') {
            if (!takeEscape(text, word))
                return word;
            continue;
        }
        const bool isCut = word.end == text.size() || text[word.end] == '\n' || text[word.end] == '\r';
        word.problem = isCut ? u"this string has no closing quote"_s
                             : u"a control character in a string; write it as \\u%1"_s.arg(int(text[word.end]), 4, 16,
                                                                                           QChar(u'0'));
        if (isCut)
            word.end = at;
        return word;
    }
}

JsonWord<double> readJsonNumber(QByteArrayView text, qsizetype at)
{
    JsonWord<double> word{at};
    const auto wrong = [&word](qsizetype end, const QString &problem) {
        word.end = end;
        word.problem = problem;
        return word;
    };
    qsizetype end = byteAt(text, at) == '-' ? at + 1 : at;
    const qsizetype whole = end;
    end = skipDigits(text, end);
    if (end == whole)
        return wrong(at, u"a digit was expected after \"-\""_s);
    if (text[whole] == '0' && end > whole + 1)
        return wrong(at, u"a number does not begin with 0 and another digit"_s);
    if (byteAt(text, end) == '.') {
        const qsizetype fraction = skipDigits(text, end + 1);
        if (fraction == end + 1)
            return wrong(at, u"a digit was expected after the point"_s);
        end = fraction;
    }
    if (byteAt(text, end) == 'e' || byteAt(text, end) == 'E') {
        const char sign = byteAt(text, end + 1);
        const qsizetype digits = sign == '+' || sign == '-' ? end + 2 : end + 1;
        const qsizetype exponent = skipDigits(text, digits);
        if (exponent == digits)
            return wrong(at, u"a digit was expected in the exponent"_s);
        end = exponent;
    }
    word.end = end;
    bool isRead = false;
    word.value = text.sliced(at, end - at).toDouble(&isRead);
    if (std::isinf(word.value) || (!isRead && isBeyond(text.sliced(at, end - at))))
        return wrong(at, u"this number is too large"_s);
    if (!isRead)
        word.value = 0;
    return word;
}

QByteArray toJsonString(QStringView text)
{
    QString out = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            out += QChar(u'\\') + QString(c);
        else if (c == u'\n')
            out += u"\\n"_s;
        else if (c == u'\t')
            out += u"\\t"_s;
        else if (c.unicode() < 0x20)
            out += u"\\u%1"_s.arg(int(c.unicode()), 4, 16, QChar(u'0'));
        else
            out += c;
    }
    return (out + u'"').toUtf8();
}

QByteArray toJsonNumber(double number)
{
    return QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
}

JsonPlaces::JsonPlaces(QByteArrayView text)
    : m_text(text)
    , m_offset(byteOrderMark(text))
{}

JsonPlace JsonPlaces::at(qsizetype offset)
{
    if (offset < m_offset)
        *this = JsonPlaces(m_text);
    for (; m_offset < offset && m_offset < m_text.size(); ++m_offset) {
        const uchar byte = uchar(m_text[m_offset]);
        if (byte == '\n')
            m_place = {m_place.line + 1, 1};
        else if ((byte & 0xc0) != 0x80) // continuation bytes belong to the character before
            ++m_place.column;
    }
    return m_place;
}

} // namespace telltale
