// SPDX-License-Identifier: MIT
#include "models/dashboard/file/objectreader.h"

#include <QHash>

#include <algorithm>
#include <chrono>
#include <cmath>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr milliseconds longestTime = std::chrono::hours(24 * 31);

struct TimeUnit
{
    QLatin1StringView word;
    milliseconds length;
};

constexpr TimeUnit timeUnits[] = {{"d"_L1, std::chrono::hours(24)},
                                  {"h"_L1, std::chrono::hours(1)},
                                  {"m"_L1, std::chrono::minutes(1)},
                                  {"s"_L1, std::chrono::seconds(1)},
                                  {"ms"_L1, milliseconds(1)}};

bool holdsControl(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

} // namespace

QString nameOfKind(JsonKind kind)
{
    switch (kind) {
    case JsonKind::Null:
        return u"null"_s;
    case JsonKind::Bool:
        return u"true or false"_s;
    case JsonKind::Number:
        return u"a number"_s;
    case JsonKind::String:
        return u"a text"_s;
    case JsonKind::Array:
        return u"a list"_s;
    case JsonKind::Object:
        return u"an object"_s;
    }
    return {};
}

void errorExpecting(const JsonValue &value, const QString &name, const QString &expected, ReadContext &context)
{
    QString found = nameOfKind(value.kind);
    if (value.kind == JsonKind::Number)
        found = QString::number(value.number, 'g', 12);
    else if (value.kind == JsonKind::String)
        found = quoted(value.string);
    else if (value.kind == JsonKind::Bool)
        found = value.boolean ? u"true"_s : u"false"_s;
    context.diagnostics.error(value.place, u"%1 must be %2, not %3"_s.arg(name, expected, found));
}

std::optional<QString> readText(const JsonValue &value, const QString &name, ReadContext &context)
{
    if (value.kind != JsonKind::String) {
        errorExpecting(value, name, u"a text"_s, context);
        return {};
    }
    const int limit = context.options.limits.textLength;
    if (value.string.size() > limit) {
        context.diagnostics.error(value.place, u"%1 is longer than %2 characters"_s.arg(name).arg(limit));
        return {};
    }
    return value.string;
}

std::optional<milliseconds> parseTime(QStringView text)
{
    const auto digits = std::find_if_not(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const qsizetype count = digits - text.begin();
    const qint64 number = text.first(count).toLongLong(); // 0 where there is no digit
    if (count > 12 || number == 0)
        return {};
    for (const TimeUnit &unit : timeUnits) {
        if (text.sliced(count) == unit.word && number <= longestTime / unit.length)
            return number * unit.length;
    }
    return {};
}

QString timeText(milliseconds time)
{
    for (const TimeUnit &unit : timeUnits) {
        if (time >= unit.length && time % unit.length == milliseconds(0))
            return QString::number(time / unit.length) + unit.word;
    }
    return QString::number(time.count()) + "ms"_L1;
}

ObjectReader::ObjectReader(const JsonValue &value, Shape shape, const QString &name, ReadContext &context)
    : m_value(value)
    , m_shape(shapeOf(shape))
    , m_name(name)
    , m_context(context)
{
    if (isObject())
        checkKeys(m_shape);
    else
        errorExpecting(value, name, u"an object"_s, context);
}

void ObjectReader::checkKeys(const ObjectShape &shape)
{
    QHash<QString, int> firstLines; // looked up in the members, many duplicates would take for ever
    for (const JsonMember &member : m_value.members) {
        if (member.isDuplicate) {
            m_context.diagnostics.error(member.keyPlace, u"the key %1 is here twice"_s.arg(quoted(member.key)),
                                        u"it is first on line %1"_s.arg(firstLines.value(member.key)));
            continue;
        }
        firstLines.insert(member.key, member.keyPlace.line);
        if (shape.keys.contains(member.key) || member.key.startsWith("x-"_L1) || member.key == "$schema"_L1)
            continue;
        QString meant;
        for (const auto &[other, ours] : shape.aliases) {
            if (member.key == other)
                meant = ours;
        }
        if (meant.isEmpty())
            meant = closestWord(member.key, shape.keys);
        m_meant.append(meant);
        if (!meant.isEmpty())
            m_context.diagnostics.error(member.keyPlace, u"unknown key %1 in %2"_s.arg(quoted(member.key), m_name),
                                        u"did you mean \"%1\"?"_s.arg(meant));
        else
            m_context.diagnostics.warning(member.keyPlace,
                                          u"unknown key %1 in %2: it has no effect"_s.arg(quoted(member.key), m_name),
                                          u"keys of your own begin with \"x-\""_s);
    }
}

const JsonValue *ObjectReader::find(QStringView key) const
{
    Q_ASSERT(m_shape.keys.contains(key));
    const JsonMember *member = isObject() ? m_value.member(key) : nullptr;
    return member ? &member->value : nullptr;
}

JsonPlace ObjectReader::place(QStringView key) const
{
    const JsonValue *value = key.isEmpty() ? nullptr : find(key);
    return value ? value->place : m_value.place;
}

std::optional<QString> ObjectReader::text(QStringView key) const
{
    const JsonValue *value = find(key);
    return value ? readText(*value, quoted(key), m_context) : std::nullopt;
}

std::optional<QString> ObjectReader::anyWord(QStringView key) const
{
    const auto word = text(key);
    if (!word)
        return {};
    if (word->trimmed().isEmpty())
        error(key, u"%1 must not be empty"_s.arg(quoted(key)));
    else if (holdsControl(*word))
        error(key, u"%1 must not hold control characters"_s.arg(quoted(key)));
    else
        return word;
    return {};
}

std::optional<double> ObjectReader::number(QStringView key) const
{
    const JsonValue *value = find(key);
    if (value && value->kind != JsonKind::Number)
        errorExpecting(*value, quoted(key), u"a number"_s, m_context);
    return value && value->kind == JsonKind::Number ? std::optional(value->number) : std::nullopt;
}

std::optional<int> ObjectReader::integer(QStringView key, int least, int most) const
{
    const JsonValue *value = find(key);
    if (!value)
        return {};
    const double number = value->number;
    if (value->kind == JsonKind::Number && number >= least && number <= most && std::floor(number) == number)
        return int(number);
    errorExpecting(*value, quoted(key), u"a whole number from %1 to %2"_s.arg(least).arg(most), m_context);
    return {};
}

std::optional<bool> ObjectReader::boolean(QStringView key) const
{
    const JsonValue *value = find(key);
    if (value && value->kind != JsonKind::Bool)
        errorExpecting(*value, quoted(key), u"true or false"_s, m_context);
    return value && value->kind == JsonKind::Bool ? std::optional(value->boolean) : std::nullopt;
}

std::optional<milliseconds> ObjectReader::duration(QStringView key) const
{
    const JsonValue *value = find(key);
    if (!value)
        return {};
    const auto time = value->kind == JsonKind::String ? parseTime(value->string) : std::nullopt;
    if (!time)
        errorExpecting(*value, quoted(key), u"a time such as \"250ms\", \"5s\", \"1m\", \"2h\", \"1d\" (up to 31d)"_s,
                       m_context);
    return time;
}

const JsonValue *ObjectReader::object(QStringView key) const
{
    return find(key);
}

const JsonValue *ObjectReader::array(QStringView key, int limit) const
{
    const JsonValue *value = find(key);
    if (!value)
        return nullptr;
    if (value->kind != JsonKind::Array) {
        errorExpecting(*value, quoted(key), u"a list"_s, m_context);
        return nullptr;
    }
    if (value->elements.size() > size_t(limit)) {
        error(key, u"%1 has more than %2 elements"_s.arg(quoted(key)).arg(limit));
        return nullptr;
    }
    return value;
}

QStringList ObjectReader::texts(QStringView key) const
{
    QStringList texts;
    const JsonValue *list = array(key, m_context.options.limits.items);
    if (!list)
        return texts;
    for (const JsonValue &element : list->elements) {
        const auto text = readText(element, u"an element of %1"_s.arg(quoted(key)), m_context);
        if (text && text->isEmpty())
            m_context.diagnostics.error(element.place, u"an element of %1 is empty"_s.arg(quoted(key)));
        else if (text)
            texts.append(*text);
    }
    return texts;
}

QString ObjectReader::wordOf(QStringView key, const QStringList &words) const
{
    const auto chosen = text(key);
    if (!chosen || words.contains(*chosen))
        return chosen.value_or(QString());
    error(key, u"%1 cannot be %2"_s.arg(quoted(key), quoted(*chosen)), hintAtWords(*chosen, words));
    return {};
}

void ObjectReader::error(QStringView key, const QString &message, const QString &hint) const
{
    m_context.diagnostics.error(place(key), message, hint);
}

void ObjectReader::warning(QStringView key, const QString &message, const QString &hint) const
{
    m_context.diagnostics.warning(place(key), message, hint);
}

void ObjectReader::require(QStringView key, const QString &hint) const
{
    if (isObject() && !has(key) && !m_meant.contains(key))
        m_context.diagnostics.error(m_value.place, u"%1 needs %2"_s.arg(m_name, quoted(key)), hint);
}

} // namespace telltale
