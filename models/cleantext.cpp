// SPDX-License-Identifier: MIT
#include "models/cleantext.h"

#include <utility>

namespace telltale {

namespace {

/// More than any language writes on one letter; Unicode's stream-safe texts have up to 30 (UAX #15).
constexpr int mostMarks = 8;

bool turnsText(char16_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x061c;
}

bool isBlank(QChar c)
{
    return c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator ||
           c == u' ';
}

bool isMark(QChar c)
{
    return c.category() == QChar::Mark_NonSpacing || c.category() == QChar::Mark_Enclosing;
}

bool isHalfPair(QStringView text, qsizetype at)
{
    if (text[at].isHighSurrogate())
        return at + 1 == text.size() || !text[at + 1].isLowSurrogate();
    return text[at].isLowSurrogate() && (at == 0 || !text[at - 1].isHighSurrogate());
}

/// Appends what stands for the character at `at`, which is no blank; marks: how many were on the letter before it.
void append(QString &out, QStringView text, qsizetype at, int &marks)
{
    const QChar c = text[at];
    marks = isMark(c) ? marks + 1 : 0;
    if (marks <= mostMarks)
        out += turnsText(c.unicode()) || isHalfPair(text, at) ? QChar(QChar::ReplacementCharacter) : c;
}

QString shortened(QString text, qsizetype limit)
{
    if (text.size() <= limit)
        return text;
    text.truncate(qMax(limit - 1, qsizetype(0)));
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return limit > 0 ? text + QChar(0x2026) : text;
}

} // namespace

QString cleanText(QStringView text, qsizetype limit)
{
    QString out;
    out.reserve(qMin(text.size(), limit));
    int marks = 0;
    for (qsizetype i = 0; i < text.size() && out.size() <= limit; ++i) {
        if (!isBlank(text[i]))
            append(out, text, i, marks);
        else if (!out.isEmpty() && !out.endsWith(u' '))
            out += u' ';
    }
    if (out.endsWith(u' '))
        out.chop(1);
    return shortened(std::move(out), limit);
}

QString cleanLines(QStringView text, qsizetype limit)
{
    QString out;
    out.reserve(qMin(text.size(), limit));
    int marks = 0;
    for (qsizetype i = 0; i < text.size() && out.size() <= limit; ++i) {
        const QChar c = text[i];
        const bool isLineEnd = c == u'\n' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
        if (c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n')
            continue;
        if (!isBlank(c))
            append(out, text, i, marks);
        else
            out += isLineEnd || c == u'\r' ? u'\n' : c == u'\t' ? u'\t' : u' ';
    }
    return shortened(std::move(out), limit);
}

} // namespace telltale
