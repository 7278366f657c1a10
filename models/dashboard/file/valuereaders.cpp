// SPDX-License-Identifier: MIT
#include "models/dashboard/file/valuereaders.h"

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

/// What people write for a unit, and its id.
QString idForSymbol(const QString &symbol)
{
    static const QHash<QString, QString> ids{{u"%"_s, u"percent"_s},
                                             {u"B"_s, u"bytes"_s},
                                             {u"KiB"_s, u"bytes"_s},
                                             {u"MiB"_s, u"bytes"_s},
                                             {u"GiB"_s, u"bytes"_s},
                                             {u"kB"_s, u"decbytes"_s},
                                             {u"MB"_s, u"decbytes"_s},
                                             {u"GB"_s, u"decbytes"_s},
                                             {u"B/s"_s, u"Bps"_s},
                                             {u"kB/s"_s, u"Bps"_s},
                                             {u"MB/s"_s, u"Bps"_s},
                                             {u"bit/s"_s, u"bps"_s},
                                             {u"°C"_s, u"celsius"_s},
                                             {u"C"_s, u"celsius"_s},
                                             {u"Hz"_s, u"hertz"_s},
                                             {u"V"_s, u"volt"_s},
                                             {u"A"_s, u"amp"_s},
                                             {u"W"_s, u"watt"_s},
                                             {u"seconds"_s, u"s"_s},
                                             {u"sec"_s, u"s"_s},
                                             {u"minutes"_s, u"m"_s},
                                             {u"min"_s, u"m"_s},
                                             {u"hours"_s, u"h"_s},
                                             {u"days"_s, u"d"_s},
                                             {u"rpm"_s, u"rotrpm"_s},
                                             {u"req/s"_s, u"reqps"_s},
                                             {u"1/s"_s, u"ops"_s},
                                             {u"number"_s, u"none"_s},
                                             {u"ratio"_s, u"percentunit"_s}};
    return ids.value(symbol);
}

ThresholdStep readStep(const JsonValue &value, ReadContext &context, bool &isBase)
{
    const ObjectReader reader(value, Shape::Step, u"a step"_s, context);
    ThresholdStep step;
    reader.require(u"state", u"one of: "_s + wordsOf(severityWords()).join(u", "_s));
    if (const auto state = reader.word(u"state", severityWords()))
        step.state = *state;
    const JsonValue *at = reader.find(u"at");
    isBase = !at || at->kind == JsonKind::Null;
    if (!isBase)
        step.at = reader.number(u"at").value_or(0);
    return step;
}

void checkOrder(const ThresholdStep &before, const ThresholdStep &step, const JsonValue &value, bool isUp,
                ReadContext &context)
{
    if (isUp ? step.at > before.at : step.at < before.at)
        return;
    context.diagnostics.error(
        value.place,
        u"steps must %1: %2 does not follow %3"_s.arg(isUp ? u"rise"_s : u"fall"_s).arg(step.at).arg(before.at),
        isUp ? u"where less is worse, say \"direction\": \"down\""_s : QString());
}

void readSteps(const ObjectReader &reader, Thresholds &thresholds)
{
    const JsonValue *list = reader.array(u"steps", reader.context().options.limits.items);
    if (!list)
        return;
    const bool isUp = thresholds.direction == Thresholds::Direction::Up;
    for (size_t i = 0; i < list->elements.size(); ++i) {
        const JsonValue &element = list->elements[i];
        bool isBase = false;
        const ThresholdStep step = readStep(element, reader.context(), isBase);
        if (isBase && element.kind == JsonKind::Object) {
            if (i > 0)
                reader.context().diagnostics.error(element.place, u"only the first step may be without \"at\""_s);
            else if (reader.has(u"base"))
                reader.context().diagnostics.error(element.place,
                                                   u"\"base\" and a first step without \"at\" say the same"_s,
                                                   u"leave one of them out"_s);
            thresholds.base = step.state;
            continue;
        }
        if (!thresholds.steps.isEmpty())
            checkOrder(thresholds.steps.last(), step, element, isUp, reader.context());
        thresholds.steps.append(step);
    }
}

/// The condition; says so if there is none or more than one.
void readCondition(const ObjectReader &reader, ValueMapping &mapping)
{
    const bool isRange = reader.has(u"from") || reader.has(u"to");
    const int conditions = int(reader.has(u"value")) + int(isRange) + int(reader.has(u"missing"));
    if (conditions != 1 && reader.isObject())
        reader.error({}, u"a mapping needs exactly one of \"value\", \"from\" and \"to\", or \"missing\""_s);
    if (const JsonValue *value = reader.find(u"value")) {
        if (value->kind == JsonKind::String)
            mapping.word = reader.text(u"value");
        else if (value->kind == JsonKind::Number)
            mapping.number = value->number;
        else if (value->kind == JsonKind::Null)
            reader.error(u"value", u"\"value\" cannot be null"_s, u"for a missing value, write \"missing\": true"_s);
        else
            errorExpecting(*value, u"\"value\""_s, u"a number or a text"_s, reader.context());
    }
    if (isRange)
        mapping.range = ValueMapping::Range{reader.number(u"from"), reader.number(u"to")};
    if (isRange && mapping.range->from && mapping.range->to && *mapping.range->from > *mapping.range->to)
        reader.error(u"to",
                     u"\"to\" (%1) is less than \"from\" (%2)"_s.arg(*mapping.range->to).arg(*mapping.range->from));
    if (const auto missing = reader.boolean(u"missing")) {
        mapping.missing = *missing;
        if (!*missing)
            reader.error(u"missing", u"\"missing\" can only be true"_s);
    }
}

} // namespace

std::optional<Unit> readUnit(const ObjectReader &owner, QStringView key)
{
    const auto id = owner.text(key);
    const auto unit = id ? unitFromId(*id) : std::nullopt;
    if (id && !unit) {
        const QString meant = idForSymbol(*id);
        owner.error(key, u"unknown unit %1"_s.arg(quoted(*id)),
                    meant.isEmpty() ? hintAtWords(*id, unitIds()) : u"did you mean \"%1\"?"_s.arg(meant));
    }
    return unit;
}

FreshnessOverrides readFreshness(const ObjectReader &owner)
{
    const JsonValue *value = owner.object(u"freshness");
    if (!value)
        return {};
    const ObjectReader reader(*value, Shape::Freshness, u"\"freshness\""_s, owner.context());
    return {reader.duration(u"late"), reader.duration(u"stale"), reader.duration(u"lost")};
}

bool isAscending(const FreshnessLimits &limits)
{
    return limits.late < limits.stale && limits.stale < limits.lost;
}

void checkFreshness(const ObjectReader &owner, const FreshnessOverrides &set, const FreshnessLimits &inherited,
                    const QString &from)
{
    const FreshnessLimits limits = set.over(inherited);
    // What is wrong further up is said there; it is said here only where something is set here.
    if (isAscending(limits) || set == FreshnessOverrides{})
        return;
    const bool isFirst = limits.late >= limits.stale;
    const auto name = [&from](QStringView word, milliseconds time, bool isSet) {
        return isSet ? u"\"%1\" (%2)"_s.arg(word, timeText(time))
                     : u"\"%1\" (%2, from %3)"_s.arg(word, timeText(time), from);
    };
    const QString late = name(u"late", limits.late, set.late.has_value());
    const QString stale = name(u"stale", limits.stale, set.stale.has_value());
    const QString lost = name(u"lost", limits.lost, set.lost.has_value());
    owner.error(u"freshness", u"%1 must be shorter than %2"_s.arg(isFirst ? late : stale, isFirst ? stale : lost));
}

Thresholds readThresholds(const ObjectReader &owner)
{
    Thresholds thresholds;
    const JsonValue *value = owner.object(u"thresholds");
    if (!value)
        return thresholds;
    const ObjectReader reader(*value, Shape::Thresholds, u"\"thresholds\""_s, owner.context());
    thresholds.mode = reader.word(u"mode", thresholdModeWords()).value_or(thresholds.mode);
    thresholds.direction = reader.word(u"direction", directionWords()).value_or(thresholds.direction);
    thresholds.show = reader.word(u"show", showWords()).value_or(thresholds.show);
    thresholds.base = reader.word(u"base", severityWords()).value_or(thresholds.base);
    thresholds.hysteresis = reader.number(u"hysteresis").value_or(0);
    if (thresholds.hysteresis < 0)
        reader.error(u"hysteresis", u"\"hysteresis\" must not be negative"_s);
    reader.require(u"steps");
    readSteps(reader, thresholds);
    if (thresholds.mode == Thresholds::Mode::Percentage && !(owner.has(u"min") && owner.has(u"max")))
        reader.error(u"mode", u"percentages need the panel's \"min\" and \"max\""_s);
    return thresholds;
}

QList<ValueMapping> readValueMappings(const ObjectReader &owner)
{
    QList<ValueMapping> mappings;
    const JsonValue *list = owner.array(u"map", owner.context().options.limits.items);
    if (!list)
        return mappings;
    for (const JsonValue &element : list->elements) {
        const ObjectReader reader(element, Shape::ValueMapping, u"a mapping"_s, owner.context());
        ValueMapping mapping;
        readCondition(reader, mapping);
        mapping.text = reader.text(u"text").value_or(QString());
        mapping.state = reader.word(u"state", severityWords());
        if (reader.isObject() && !reader.has(u"text") && !reader.has(u"state"))
            reader.error({}, u"a mapping without \"text\" and \"state\" has no effect"_s);
        mappings.append(mapping);
    }
    return mappings;
}

} // namespace telltale
