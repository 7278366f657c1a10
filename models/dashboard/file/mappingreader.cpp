// SPDX-License-Identifier: MIT
#include "models/dashboard/file/sourcereader.h"

#include "models/series/serieskey.h"
#include "models/values/jsonpointer.h"

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

using Value = FeedMapping::Value;

QByteArray checkedPointer(const QString &text, JsonPlace place, ReadContext &context)
{
    const QByteArray bytes = text.toUtf8();
    if (const auto pointer = JsonPointer::parse(bytes); !pointer)
        context.diagnostics.error(place, u"%1 is no JSON Pointer"_s.arg(quoted(text)),
                                  u"it looks like \"/data/0/value\""_s);
    return bytes;
}

QByteArray readPointer(const ObjectReader &reader, QStringView key)
{
    const auto text = reader.text(key);
    return text ? checkedPointer(*text, reader.place(key), reader.context()) : QByteArray();
}

QList<std::pair<QByteArray, QByteArray>> readLabels(const ObjectReader &reader)
{
    QList<std::pair<QByteArray, QByteArray>> labels;
    const JsonValue *value = reader.object(u"labels");
    if (!value)
        return labels;
    if (value->kind != JsonKind::Object) {
        errorExpecting(*value, u"\"labels\""_s, u"an object with a JSON Pointer a member"_s, reader.context());
        return labels;
    }
    for (const JsonMember &member : value->members) {
        if (member.isDuplicate)
            reader.context().diagnostics.error(member.keyPlace,
                                               u"the label %1 is here twice"_s.arg(quoted(member.key)));
        if (!SeriesKey::parse("x{" + member.key.toUtf8() + "=\"\"}"))
            reader.context().diagnostics.error(member.keyPlace, u"%1 is no name of a label"_s.arg(quoted(member.key)));
        if (const auto text = readText(member.value, u"the label %1"_s.arg(quoted(member.key)), reader.context()))
            labels.append({member.key.toUtf8(), checkedPointer(*text, member.value.place, reader.context())});
    }
    return labels;
}

Value readValue(const JsonValue &element, ReadContext &context)
{
    const ObjectReader reader(element, Shape::MappedValue, u"a value"_s, context);
    Value value;
    reader.require(u"series");
    if (const auto series = reader.anyWord(u"series")) {
        value.series = series->toUtf8();
        if (!SeriesKey::parse(value.series))
            reader.error(u"series", u"%1 is no name of a series"_s.arg(quoted(*series)),
                         u"it looks like \"room.temperature\""_s);
    }
    if (reader.isObject() && reader.has(u"value") == reader.has(u"events"))
        reader.error({}, u"a value needs either \"value\", a JSON Pointer, or \"events\": \"count\" or \"rate\""_s);
    value.pointer = readPointer(reader, u"value");
    value.kind = reader.word(u"events", eventCountWords()).value_or(Value::Kind::Pointer);
    value.labels = readLabels(reader);
    return value;
}

} // namespace

FeedMapping readFeedMapping(const JsonValue &value, ReadContext &context)
{
    FeedMapping mapping;
    const ObjectReader reader(value, Shape::Mapping, u"\"map\""_s, context);
    mapping.hasEach = reader.has(u"each");
    mapping.each = readPointer(reader, u"each");
    mapping.time = readPointer(reader, u"time");
    mapping.text = readPointer(reader, u"text");
    if (const JsonValue *values = reader.array(u"values", context.options.limits.items)) {
        for (const JsonValue &element : values->elements)
            mapping.values.append(readValue(element, context));
    }
    if (reader.isObject() && !reader.has(u"values") && !reader.has(u"text"))
        reader.error({}, u"\"map\" needs \"values\" or \"text\""_s);
    return mapping;
}

} // namespace telltale
