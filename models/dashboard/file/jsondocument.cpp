// SPDX-License-Identifier: MIT
#include "models/dashboard/file/jsondocument.h"

#include "models/dashboard/file/jsonlexer.h"
#include "models/values/jsonpointer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace telltale {

/// One replacement in the text.
struct JsonDocument::Edit
{
    JsonSpan span;
    QByteArray replacement = {};
};

namespace {

const JsonValue *childOf(const JsonValue &value, const std::string &step)
{
    if (value.kind == JsonKind::Object) {
        const JsonMember *member = value.member(QString::fromStdString(step));
        return member ? &member->value : nullptr;
    }
    const auto index = arrayIndexOf(step);
    return value.kind == JsonKind::Array && index && *index < value.elements.size() ? &value.elements[*index] : nullptr;
}

/// What a container holds: for each item the span from its key or value to the end of its value.
QList<JsonSpan> itemsOf(const JsonValue &container)
{
    QList<JsonSpan> items;
    for (const JsonMember &member : container.members)
        items.append({member.keySpan.begin, member.value.span.end});
    for (const JsonValue &element : container.elements)
        items.append(element.span);
    return items;
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t';
}

/// The white space between the begin of the line and `at`; none if something else stands there.
std::optional<QByteArray> indentationBefore(const QByteArray &text, qsizetype at)
{
    qsizetype begin = at;
    while (begin > 0 && isSpace(text[begin - 1]))
        --begin;
    if (begin > 0 && text[begin - 1] != '\n')
        return {};
    return text.mid(begin, at - begin);
}

QByteArray indentationOfLine(const QByteArray &text, qsizetype at)
{
    const qsizetype begin = QByteArrayView(text).first(at).lastIndexOf('\n') + 1;
    qsizetype end = begin;
    while (end < text.size() && isSpace(text[end]))
        ++end;
    return text.mid(begin, end - begin);
}

qsizetype skipSpaces(const QByteArray &text, qsizetype at)
{
    while (at < text.size() && isSpace(text[at]))
        ++at;
    return at;
}

/// Where the line of `at` ends, its line end not included, if nothing but space and a comment follows there.
std::optional<qsizetype> restOfLine(const QByteArray &text, qsizetype at)
{
    at = skipSpaces(text, at);
    if (text.mid(at, 2) == "//") {
        const qsizetype lineFeed = text.indexOf('\n', at);
        at = lineFeed < 0 ? text.size() : lineFeed;
        return at > 0 && at < text.size() && text[at - 1] == '\r' ? at - 1 : at;
    }
    const bool isEnd = at == text.size() || text[at] == '\n' || text.mid(at, 2) == "\r\n";
    return isEnd ? std::optional(at) : std::nullopt;
}

/// The comma behind an item, comments in between allowed; none if there is no comma.
std::optional<qsizetype> commaBehind(const QByteArray &text, qsizetype at)
{
    const qsizetype next = skipTrivia(text, at);
    return next < text.size() && text[next] == ',' ? std::optional(next) : std::nullopt;
}

} // namespace

JsonDocument::Read JsonDocument::read(const QByteArray &text, const JsonLimits &limits)
{
    JsonParsed parsed = parseJson(text, limits);
    if (parsed.fault)
        return {{}, *parsed.fault};
    Read read{JsonDocument(), {}};
    read.document->m_text = text;
    read.document->m_limits = limits;
    read.document->m_root = std::move(parsed.root);
    return read;
}

const JsonValue *JsonDocument::find(QStringView pointer) const
{
    const auto parsed = JsonPointer::parse(pointer.toUtf8());
    const JsonValue *value = parsed ? &m_root : nullptr;
    for (size_t i = 0; value && i < parsed->steps().size(); ++i)
        value = childOf(*value, parsed->steps()[i]);
    return value;
}

std::optional<QString> JsonDocument::setValue(QStringView pointer, const QByteArray &json)
{
    const JsonValue *value = find(pointer);
    if (!value)
        return u"there is nothing at \"%1\""_s.arg(pointer);
    const JsonParsed parsed = parseJson(json, m_limits);
    if (parsed.fault)
        return parsed.fault->message;
    // The value alone: a comment behind it would swallow what follows.
    const JsonSpan span = parsed.root.span;
    return apply({{value->span, json.mid(span.begin, span.end - span.begin)}});
}

std::optional<QString> JsonDocument::insertMember(QStringView object, QStringView key, const QByteArray &json)
{
    const JsonValue *container = find(object);
    if (!container || container->kind != JsonKind::Object)
        return u"there is no object at \"%1\""_s.arg(object);
    if (container->member(key))
        return u"there is a member \"%1\" already"_s.arg(key);
    const JsonParsed parsed = parseJson(json, m_limits);
    if (parsed.fault)
        return parsed.fault->message;
    const JsonSpan span = parsed.root.span;
    return append(*container, toJsonString(key) + ": " + json.mid(span.begin, span.end - span.begin));
}

std::optional<QString> JsonDocument::appendElement(QStringView array, const QByteArray &json)
{
    const JsonValue *container = find(array);
    if (!container || container->kind != JsonKind::Array)
        return u"there is no array at \"%1\""_s.arg(array);
    const JsonParsed parsed = parseJson(json, m_limits);
    if (parsed.fault)
        return parsed.fault->message;
    const JsonSpan span = parsed.root.span;
    return append(*container, json.mid(span.begin, span.end - span.begin));
}

std::optional<QString> JsonDocument::append(const JsonValue &container, const QByteArray &item)
{
    const QByteArray lineEnd = m_text.contains("\r\n") ? "\r\n"_ba : "\n"_ba;
    const QList<JsonSpan> items = itemsOf(container);
    if (items.isEmpty()) {
        const qsizetype inside = container.span.begin + 1;
        const bool isOneLine = !m_text.mid(inside, container.span.end - inside).contains('\n');
        const QByteArray indentation = indentationOfLine(m_text, container.span.begin) + "  ";
        return apply({{{inside, inside}, isOneLine ? item : lineEnd + indentation + item}});
    }
    const JsonSpan last = items.last();
    const auto comma = commaBehind(m_text, last.end);
    const qsizetype behind = comma ? *comma + 1 : last.end;
    const auto indentation = indentationBefore(m_text, last.begin);
    const auto rest = restOfLine(m_text, behind);
    const QByteArray closing = comma ? ","_ba : ""_ba; // a comma after the last item is a habit to be kept
    QList<Edit> edits;
    if (!comma)
        edits.append(Edit{{last.end, last.end}, ","});
    if (indentation && rest)
        edits.append(Edit{{*rest, *rest}, lineEnd + *indentation + item + closing});
    else
        edits.append(Edit{{behind, behind}, " " + item + closing});
    return apply(edits);
}

std::optional<QString> JsonDocument::remove(QStringView pointer)
{
    const JsonValue *value = find(pointer);
    if (!value || pointer.isEmpty())
        return u"there is nothing at \"%1\" that could be removed"_s.arg(pointer);
    const QList<JsonSpan> items = itemsOf(*find(pointer.first(pointer.lastIndexOf(u'/'))));
    const auto at = std::find_if(items.begin(), items.end(), [value](JsonSpan item) {
        return item.begin <= value->span.begin && item.end == value->span.end;
    });
    QList<Edit> edits;
    JsonSpan span = *at;
    const bool isLast = at + 1 == items.end();
    if (const auto comma = commaBehind(m_text, span.end); comma && *comma == skipSpaces(m_text, span.end))
        span.end = *comma + 1;
    else if (comma)
        edits.append(Edit{{*comma, *comma + 1}});
    else if (at != items.begin())
        edits.append(Edit{{*commaBehind(m_text, (at - 1)->end), *commaBehind(m_text, (at - 1)->end) + 1}});

    const auto indentation = indentationBefore(m_text, span.begin);
    const auto rest = restOfLine(m_text, span.end);
    if (indentation && rest) { // the whole line, and the line end before it: the last line may have none behind
        span.begin -= indentation->size();
        span.end = *rest;
        if (span.begin > 0)
            --span.begin;
        if (span.begin > 0 && m_text[span.begin - 1] == '\r')
            --span.begin;
    } else if (!isLast) {
        span.end = rest ? span.end : skipSpaces(m_text, span.end);
    } else {
        while (isSpace(m_text[span.begin - 1]))
            --span.begin;
    }
    edits.append(Edit{span});
    return apply(edits);
}

std::optional<QString> JsonDocument::apply(QList<Edit> edits)
{
    // From the back, so that what is still to be done does not move. Of two at one place the later listed comes later.
    std::stable_sort(edits.begin(), edits.end(),
                     [](const Edit &a, const Edit &b) { return a.span.begin < b.span.begin; });
    QByteArray text = m_text;
    for (auto edit = edits.crbegin(); edit != edits.crend(); ++edit)
        text.replace(edit->span.begin, edit->span.end - edit->span.begin, edit->replacement);
    Read changed = read(text, m_limits);
    if (!changed.document)
        return changed.fault.message;
    *this = std::move(*changed.document);
    return {};
}

} // namespace telltale
