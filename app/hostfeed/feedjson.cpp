// SPDX-License-Identifier: MIT
#include "app/hostfeed/feedjson.h"

#include <simdjson.h>

#include <array>

namespace telltale {

using namespace Qt::StringLiterals;

namespace {

Error badData(const char *message)
{
    return {.kind = ErrorKind::BadData, .message = QString::fromUtf8(message)};
}

// Where the value that begins at `from` ends. Sound only on text that a parser has accepted.
qsizetype valueEnd(QByteArrayView json, qsizetype from)
{
    qsizetype depth = 0;
    bool inString = false;
    for (qsizetype i = from; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
            continue;
        }
        if (c == '"')
            inString = true;
        else if (c == '{' || c == '[')
            ++depth;
        else if (depth == 0 && (c == ',' || c == ':' || c == '}' || c == ']'))
            return i;
        else if (c == '}' || c == ']')
            --depth;
    }
    return json.size();
}

} // namespace

Result<QByteArray> compactJson(QByteArrayView text)
{
    if (text.isEmpty())
        return badData("nothing"); // simdjson hands its null pointer to memcpy
    // A parser holds buffers as large as the largest document it saw: one a thread, not one a document.
    thread_local simdjson::dom::parser parser;
    const auto size = static_cast<size_t>(text.size());
    simdjson::dom::element document;
    if (const auto error = parser.parse(text.data(), size).get(document))
        return badData(simdjson::error_message(error));
    QByteArray compact(text.size() + qsizetype(simdjson::SIMDJSON_PADDING), Qt::Uninitialized);
    size_t compactSize = 0;
    if (const auto error = simdjson::minify(text.data(), size, compact.data(), compactSize))
        return badData(simdjson::error_message(error));
    compact.resize(qsizetype(compactSize));
    compact.squeeze();
    return compact;
}

Result<QList<RawMember>> jsonMembers(QByteArrayView compact)
{
    if (!compact.startsWith('{'))
        return badData("not an object");
    QList<RawMember> members;
    qsizetype at = 1;
    while (at < compact.size() && compact[at] != '}') {
        const qsizetype nameEnd = valueEnd(compact, at);
        const qsizetype end = valueEnd(compact, nameEnd + 1);
        members.append({.name = jsonText(compact.sliced(at, nameEnd - at)),
                        .value = compact.sliced(nameEnd + 1, end - nameEnd - 1).toByteArray()});
        at = end < compact.size() && compact[end] == ',' ? end + 1 : end;
    }
    return members;
}

Result<QList<QByteArray>> jsonItems(QByteArrayView compact)
{
    if (!compact.startsWith('['))
        return badData("not an array");
    QList<QByteArray> items;
    qsizetype at = 1;
    while (at < compact.size() && compact[at] != ']') {
        const qsizetype end = valueEnd(compact, at);
        items.append(compact.sliced(at, end - at).toByteArray());
        at = end < compact.size() && compact[end] == ',' ? end + 1 : end;
    }
    return items;
}

QByteArray jsonValue(const QList<RawMember> &members, QByteArrayView name)
{
    for (auto member = members.crbegin(); member != members.crend(); ++member) {
        if (member->name == name)
            return member->value;
    }
    return {};
}

QByteArray jsonText(QByteArrayView value)
{
    if (value.size() < 2 || !value.startsWith('"'))
        return {};
    const QByteArrayView inside = value.sliced(1, value.size() - 2);
    if (!inside.contains('\\'))
        return inside.toByteArray();
    simdjson::dom::parser parser;
    std::string_view text;
    if (parser.parse(value.data(), static_cast<size_t>(value.size())).get(text))
        return {};
    return QByteArray(text.data(), qsizetype(text.size()));
}

QByteArray jsonQuoted(QByteArrayView text)
{
    constexpr std::array<char, 16> hex{'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    QByteArray quoted;
    quoted.reserve(text.size() + 2);
    quoted += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (quoted += '\\') += c;
        else if (byte < 0x20)
            ((quoted += "\\u00"_ba) += hex[byte >> 4]) += hex[byte & 0xf];
        else
            quoted += c;
    }
    quoted += '"';
    return quoted;
}

} // namespace telltale
