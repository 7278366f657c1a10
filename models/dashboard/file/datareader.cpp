// SPDX-License-Identifier: MIT
#include "models/dashboard/file/panelreader.h"

#include "models/series/derivedname.h"
#include "models/series/serieskey.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

using Op = Derivation::Op;

QStringList namesOf(const QList<SourceSpec> &sources)
{
    QStringList names;
    for (const SourceSpec &source : sources)
        names.append(source.name);
    return names;
}

/// A key of a derivation, and the operations that it belongs to.
bool belongsTo(QStringView key, Op op)
{
    if (key == u"by")
        return op == Op::Sum || op == Op::Average || op == Op::Min || op == Op::Max;
    if (key == u"other")
        return op == Op::Difference;
    return op == Op::Scale;
}

Derivation readDerivationObject(const JsonValue &value, ReadContext &context)
{
    const ObjectReader reader(value, Shape::Derive, u"\"derive\""_s, context);
    Derivation derivation;
    reader.require(u"op", u"one of: "_s + wordsOf(derivationWords()).join(u", "_s));
    const auto op = reader.word(u"op", derivationWords());
    derivation.op = op.value_or(Op::None);
    for (const QString &label : reader.texts(u"by"))
        derivation.by.append(label.toUtf8());
    derivation.factor = reader.number(u"factor").value_or(1);
    derivation.offset = reader.number(u"offset").value_or(0);
    derivation.other = reader.anyWord(u"other").value_or(QString()).toUtf8();
    for (const QStringView key : {u"by", u"factor", u"offset", u"other"}) {
        if (op && reader.has(key) && !belongsTo(key, *op))
            reader.error(key,
                         u"\"%1\" does not belong to the operation \"%2\""_s.arg(key, wordFor(derivationWords(), *op)));
    }
    if (op == Op::Difference)
        reader.require(u"other", u"the name of the series to be subtracted"_s);
    if (op == Op::Scale && !reader.has(u"factor") && !reader.has(u"offset"))
        reader.error({}, u"\"scale\" needs a \"factor\" or an \"offset\""_s);
    return derivation;
}

/// {"op": "rate"}, or "rate" for short.
Derivation readDerivation(const ObjectReader &data)
{
    const JsonValue *value = data.object(u"derive");
    if (!value)
        return {};
    if (value->kind != JsonKind::String)
        return readDerivationObject(*value, data.context());
    const Op op = data.word(u"derive", derivationWords()).value_or(Op::None);
    if (op == Op::Scale || op == Op::Difference)
        data.error(u"derive", u"\"%1\" needs to know more"_s.arg(value->string),
                   op == Op::Scale ? u"write {\"op\": \"scale\", \"factor\": 100}"_s
                                   : u"write {\"op\": \"difference\", \"other\": \"mem.used\"}"_s);
    Derivation derivation;
    derivation.op = op;
    return derivation;
}

QList<LabelMatcher> readMatchers(const ObjectReader &data)
{
    QList<LabelMatcher> matchers;
    const JsonValue *value = data.object(u"labels");
    if (!value)
        return matchers;
    if (value->kind != JsonKind::Object) {
        errorExpecting(*value, u"\"labels\""_s, u"an object such as {\"dev\": \"eth*\"}"_s, data.context());
        return matchers;
    }
    for (const JsonMember &member : value->members) {
        if (member.isDuplicate || member.key.isEmpty())
            data.context().diagnostics.error(
                member.keyPlace, member.isDuplicate ? u"the label %1 is here twice"_s.arg(quoted(member.key))
                                                    : u"a label needs a name"_s);
        if (const auto glob = readText(member.value, u"the label %1"_s.arg(quoted(member.key)), data.context())) {
            const bool isNegated = glob->startsWith(u'!');
            matchers.append({member.key.toUtf8(), glob->mid(isNegated ? 1 : 0).toUtf8(), isNegated});
        }
    }
    std::sort(matchers.begin(), matchers.end(),
              [](const LabelMatcher &a, const LabelMatcher &b) { return a.label < b.label; });
    return matchers;
}

/// A feed could send such a label; a person who writes one means another.
bool holdsSpacedLabel(const SeriesKey &key)
{
    return std::any_of(key.labels().begin(), key.labels().end(),
                       [](const SeriesKey::Label &label) { return label.first.trimmed() != label.first; });
}

Cadence cadenceOf(const QString &source, const PanelScope &scope)
{
    for (const SourceSpec &each : scope.sources) {
        if (source.isEmpty() || each.name == source)
            return each.cadence;
    }
    return {};
}

/// How the inputs come counts where time does: in a rate, and where several series become one.
void applyCadence(const ObjectReader &data, SeriesSelector &selector, Cadence ofSource, std::optional<Cadence> ofPanel)
{
    Derivation &derivation = selector.derivation;
    if (derivation.op == Op::Rate && ofPanel.value_or(ofSource) == Cadence::OnChange)
        data.error(u"derive",
                   u"there is no \"rate\" of series that are \"on-change\": it would stand still with them"_s,
                   u"if their samples come all the time, say \"cadence\": \"periodic\" of the panel"_s);
    const bool areSeveral = isAggregate(derivation.op) || derivation.op == Op::Difference;
    if (areSeveral && ofPanel.value_or(ofSource) != ofSource)
        derivation.cadence = ofPanel;
}

QByteArray readGlob(const ObjectReader &data)
{
    data.require(u"series", u"a name, or a pattern such as \"cpu.core*\""_s);
    const auto series = data.anyWord(u"series");
    if (!series)
        return {};
    const QByteArray glob = series->toUtf8();
    // A pattern may match anything; a name must be one that a feed can send.
    if (!glob.contains('*')) {
        const auto key = SeriesKey::parse(glob);
        if (key && !holdsSpacedLabel(*key))
            return key->format();
        data.error(u"series", u"%1 is no name of a series: %2"_s.arg(
                                  quoted(*series), key ? u"spaces around a label's name"_s : key.error().message));
    }
    return glob;
}

} // namespace

QString readSourceName(const ObjectReader &reader, QStringView key, const PanelScope &scope)
{
    const QStringList names = namesOf(scope.sources);
    if (!reader.isObject())
        return {};
    if (!reader.has(key)) {
        if (names.isEmpty())
            reader.error({}, u"the dashboard has no source"_s,
                         u"add one: \"sources\": {\"here\": {\"type\": \"local\"}}"_s);
        else if (names.size() > 1)
            reader.error({}, u"\"source\" must say which source is meant"_s, hintAtWords(u"", names));
        return {};
    }
    const auto name = reader.text(key);
    if (name && !names.contains(*name))
        reader.error(key, u"there is no source %1"_s.arg(quoted(*name)), hintAtWords(*name, names));
    return name.value_or(QString());
}

QList<SeriesSelector> readData(const ObjectReader &panel, QStringView key, const PanelScope &scope,
                               std::optional<Cadence> cadence)
{
    QList<SeriesSelector> selectors;
    const JsonValue *list = panel.array(key, panel.context().options.limits.data);
    if (!list)
        return selectors;
    for (const JsonValue &element : list->elements) {
        const ObjectReader reader(element, Shape::Data, u"an element of %1"_s.arg(quoted(key)), panel.context());
        SeriesSelector selector;
        selector.glob = readGlob(reader);
        selector.legend = reader.text(u"legend").value_or(QString());
        selector.negate = reader.boolean(u"negate").value_or(false);
        selector.source = readSourceName(reader, u"source", scope);
        selector.labels = readMatchers(reader);
        selector.derivation = readDerivation(reader);
        applyCadence(reader, selector, cadenceOf(selector.source, scope), cadence);
        selectors.append(selector);
    }
    return selectors;
}

} // namespace telltale
