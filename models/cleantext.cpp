// SPDX-License-Identifier: MIT
#include "models/cleantext.h"

namespace telltale {

namespace {

bool turnsText(char16_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x061c;
}

bool isBlank(QChar c)
{
    return c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator ||
           c == u' ';
}

} // namespace

QString cleanText(QStringView text, qsizetype limit)
{
    QString out;
    out.reserve(qMin(text.size(), limit));
    for (const QChar c : text) {
        if (out.size() > limit)
            break;
        if (isBlank(c)) {
            if (!out.isEmpty() && !out.endsWith(u' '))
                out += u' ';
        } else {
            out += turnsText(c.unicode()) ? QChar(QChar::ReplacementCharacter) : c;
        }
    }
    if (out.endsWith(u' '))
        out.chop(1);
    if (out.size() <= limit)
        return out;
    out.truncate(qMax(limit - 1, qsizetype(0)));
    if (!out.isEmpty() && out.back().isHighSurrogate())
        out.chop(1);
    return limit > 0 ? out + QChar(0x2026) : out;
}

} // namespace telltale
