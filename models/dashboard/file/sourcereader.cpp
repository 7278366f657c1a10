// SPDX-License-Identifier: MIT
#include "models/dashboard/file/sourcereader.h"

#include "models/dashboard/file/secretreaders.h"
#include "models/dashboard/file/valuereaders.h"

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

using Type = SourceSpec::Type;

/// Keys that not every type of source has.
struct TypedKey
{
    QLatin1StringView key;
    bool stream;
    bool recording;
};

constexpr TypedKey typedKeys[] = {{"url"_L1, true, false},        {"file"_L1, false, true}, {"dialect"_L1, true, true},
                                  {"transports"_L1, true, false}, {"auth"_L1, true, false}, {"headers"_L1, true, false},
                                  {"send"_L1, true, false},       {"map"_L1, true, true}};

void checkKeysOfType(const ObjectReader &reader, Type type)
{
    for (const TypedKey &typed : typedKeys) {
        const bool fits = (type == Type::Stream && typed.stream) || (type == Type::Recording && typed.recording);
        const QString key = typed.key;
        if (!fits && reader.has(key))
            reader.error(key, u"a source of type \"%1\" has no \"%2\""_s.arg(wordFor(sourceTypeWords(), type), key));
    }
}

QStringList readTransports(const ObjectReader &reader)
{
    QStringList transports;
    const JsonValue *list = reader.array(u"transports", reader.context().options.limits.items);
    if (!list)
        return transports;
    for (const JsonValue &element : list->elements) {
        const auto word = readText(element, u"a transport"_s, reader.context());
        if (!word)
            continue;
        if (!transportWords().contains(*word))
            reader.context().diagnostics.error(element.place, u"%1 is no transport"_s.arg(quoted(*word)),
                                               hintAtWords(*word, transportWords()));
        else if (transports.contains(*word))
            reader.context().diagnostics.error(element.place, u"the transport %1 is here twice"_s.arg(quoted(*word)));
        else
            transports.append(*word);
    }
    if (list->elements.empty())
        reader.error(u"transports", u"\"transports\" is empty"_s, u"leave it out to allow all of them"_s);
    return transports;
}

void readDialectAndMapping(const ObjectReader &reader, SourceSpec &spec)
{
    const QString dialect = reader.wordOf(u"dialect", reader.context().options.dialects);
    if (!dialect.isEmpty())
        spec.dialect = dialect;
    const JsonValue *map = reader.object(u"map");
    if (!map)
        return;
    spec.mapping = readFeedMapping(*map, reader.context());
    const bool isMisspelt = reader.has(u"dialect") && dialect.isEmpty();
    if (spec.dialect != "plain"_L1 && !isMisspelt)
        reader.error(u"map", u"\"map\" is for the dialect \"plain\""_s, u"add \"dialect\": \"plain\""_s);
}

SourceSpec readSource(const JsonMember &member, const FreshnessLimits &freshness, ReadContext &context)
{
    SourceSpec spec{member.key};
    const ObjectReader reader(member.value, Shape::Source, u"the source %1"_s.arg(quoted(member.key)), context);
    reader.require(u"type", u"one of: "_s + wordsOf(sourceTypeWords()).join(u", "_s));
    const auto type = reader.word(u"type", sourceTypeWords());
    spec.type = type.value_or(spec.type);
    if (type)
        checkKeysOfType(reader, *type);
    if (type == Type::Stream)
        reader.require(u"url");
    if (type == Type::Recording)
        reader.require(u"file");
    spec.url = readFeedUrl(reader);
    spec.file = reader.anyWord(u"file").value_or(QString());
    spec.transports = readTransports(reader);
    readSecretsAndHeaders(reader, spec);
    spec.send = reader.texts(u"send");
    readDialectAndMapping(reader, spec);
    spec.cadence = reader.word(u"cadence", cadenceWords()).value_or(spec.cadence);
    spec.freshness = readFreshness(reader);
    checkFreshness(reader, spec.freshness, freshness, u"the dashboard"_s);
    return spec;
}

} // namespace

QList<SourceSpec> readSources(const ObjectReader &dashboard, const FreshnessLimits &freshness)
{
    QList<SourceSpec> sources;
    ReadContext &context = dashboard.context();
    const JsonValue *value = dashboard.object(u"sources");
    if (!value)
        return sources;
    if (value->kind != JsonKind::Object) {
        errorExpecting(*value, u"\"sources\""_s, u"an object with a source a member"_s, context);
        return sources;
    }
    if (value->members.size() > size_t(context.options.limits.sources)) {
        dashboard.error(u"sources", u"more than %1 sources"_s.arg(context.options.limits.sources));
        return sources;
    }
    for (const JsonMember &member : value->members) {
        if (member.isDuplicate)
            context.diagnostics.error(member.keyPlace, u"the source %1 is here twice"_s.arg(quoted(member.key)),
                                      u"it is first on line %1"_s.arg(value->member(member.key)->keyPlace.line));
        else if (member.key.trimmed().isEmpty())
            context.diagnostics.error(member.keyPlace, u"a source needs a name"_s);
        else
            sources.append(readSource(member, freshness, context));
    }
    return sources;
}

} // namespace telltale
