// SPDX-License-Identifier: MIT
#include "models/series/serieskey.h"

#include <QUtf8StringView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

Error bad(const QString &why)
{
    return Error{ErrorKind::BadData, why};
}

bool hasControlCharacter(QByteArrayView text)
{
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool isPlainName(QByteArrayView text)
{
    constexpr QByteArrayView reserved = "{}\",=\\";
    return !text.isEmpty() && !hasControlCharacter(text) &&
           std::none_of(text.begin(), text.end(), [reserved](char c) { return reserved.contains(c); });
}

/// A name may hold commas and equals signs; only what ends it, or would be taken for a label's value, may not.
bool isBaseName(QByteArrayView text)
{
    return !text.isEmpty() && !hasControlCharacter(text) &&
           std::none_of(text.begin(), text.end(), [](char c) { return c == '{' || c == '}' || c == '"'; });
}

QByteArray escaped(QByteArrayView value)
{
    QByteArray out;
    out.reserve(value.size() + 2);
    for (const char c : value) {
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (c == '\\' || c == '"')
            out += '\\';
        out += c;
    }
    return out;
}

/// Takes a quoted value off the front of rest, which begins after the opening quote.
std::optional<QByteArray> takeQuoted(QByteArrayView &rest)
{
    QByteArray value;
    for (qsizetype i = 0; i < rest.size(); ++i) {
        if (rest[i] == '"') {
            rest = rest.sliced(i + 1);
            return hasControlCharacter(QByteArray(value).replace('\n', ' ')) ? std::nullopt : std::optional(value);
        }
        if (rest[i] != '\\') {
            if (rest[i] == '\n')
                return std::nullopt;
            value += rest[i];
            continue;
        }
        if (++i == rest.size())
            return std::nullopt;
        if (rest[i] == 'n')
            value += '\n';
        else if (rest[i] == '\\' || rest[i] == '"')
            value += rest[i];
        else
            return std::nullopt;
    }
    return std::nullopt;
}

Result<QList<SeriesKey::Label>> parseLabels(QByteArrayView rest)
{
    QList<SeriesKey::Label> labels;
    while (!rest.isEmpty()) {
        const qsizetype equals = rest.indexOf('=');
        if (equals < 0 || !isPlainName(rest.first(equals)))
            return bad(u"a label has no acceptable name"_s);
        QByteArray name = rest.first(equals).toByteArray();
        rest = rest.sliced(equals + 1);
        if (!rest.startsWith('"'))
            return bad(u"a label's value is not quoted"_s);
        rest = rest.sliced(1);
        std::optional<QByteArray> value = takeQuoted(rest);
        if (!value)
            return bad(u"a label's value does not end, or has a bad escape"_s);
        labels.emplaceBack(std::move(name), *std::move(value));
        if (rest.isEmpty())
            break;
        if (!rest.startsWith(','))
            return bad(u"labels are not separated by a comma"_s);
        rest = rest.sliced(1);
    }
    return labels;
}

} // namespace

Result<SeriesKey> SeriesKey::parse(QByteArrayView text, qsizetype limit)
{
    if (text.size() > limit)
        return Error{ErrorKind::TooLarge, u"a series' name is longer than %1 bytes"_s.arg(limit)};
    if (!QUtf8StringView(text).isValidUtf8())
        return bad(u"a series' name is not UTF-8"_s);
    const qsizetype brace = text.indexOf('{');
    const QByteArrayView base = brace < 0 ? text : text.first(brace);
    if (!isBaseName(base))
        return bad(u"a series' name is empty or has characters that are not acceptable"_s);

    SeriesKey key;
    key.m_base = base.toByteArray();
    if (brace < 0)
        return key;
    if (!text.endsWith('}'))
        return bad(u"a series' labels do not end"_s);
    Result<QList<Label>> labels = parseLabels(text.sliced(brace + 1).chopped(1));
    if (!labels)
        return labels.error();
    key.m_labels = *std::move(labels);
    const auto byName = [](const Label &a, const Label &b) { return a.first < b.first; };
    const auto sameName = [](const Label &a, const Label &b) { return a.first == b.first; };
    std::sort(key.m_labels.begin(), key.m_labels.end(), byName);
    if (std::adjacent_find(key.m_labels.cbegin(), key.m_labels.cend(), sameName) != key.m_labels.cend())
        return bad(u"a label is named twice"_s);
    return key;
}

QByteArray SeriesKey::label(QByteArrayView name) const
{
    for (const auto &[label, value] : m_labels) {
        if (label == name)
            return value;
    }
    return {};
}

QByteArray SeriesKey::format() const
{
    if (m_labels.isEmpty())
        return m_base;
    QByteArray out = m_base;
    char separator = '{';
    for (const auto &[name, value] : m_labels) {
        out += separator;
        out += name;
        out += "=\"";
        out += escaped(value);
        out += '"';
        separator = ',';
    }
    return out + '}';
}

bool matchesGlob(QByteArrayView pattern, QByteArrayView text)
{
    // Greedy with one step back: only the last star ever needs to take more.
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype starText = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            starText = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++starText;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

} // namespace telltale
