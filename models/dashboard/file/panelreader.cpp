// SPDX-License-Identifier: MIT
#include "models/dashboard/file/panelreader.h"

#include "models/dashboard/file/valuereaders.h"
#include "models/dashboard/panelseries.h"
#include "models/dashboard/selectorunit.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr int highestRow = 10'000;

bool showsData(PanelType type)
{
    switch (type) {
    case PanelType::Stat:
    case PanelType::TimeSeries:
    case PanelType::Gauge:
    case PanelType::BarGauge:
    case PanelType::Table:
    case PanelType::StatusGrid:
    case PanelType::StateTimeline:
        return true;
    default:
        return false;
    }
}

/// Whether a key has an effect in a panel of that type.
bool hasEffect(QStringView key, PanelType type)
{
    using enum PanelType;
    if (key == u"details")
        return type == Stat || type == Gauge;
    if (key == u"source")
        return type == Connection || type == Log;
    if (key == u"text")
        return type == Text;
    if (key == u"options")
        return type == TimeSeries || type == Stat || type == Table || type == Log || type == Clock;
    return showsData(type);
}

void checkKeysOfType(const ObjectReader &reader, PanelType type)
{
    static const QStringList everywhere{u"id"_s, u"type"_s, u"title"_s, u"at"_s};
    for (const QString &key : shapeOf(Shape::Panel).keys) {
        if (reader.has(key) && !everywhere.contains(key) && !hasEffect(key, type))
            reader.warning(
                key, u"\"%1\" has no effect in a panel of type \"%2\""_s.arg(key, wordFor(panelTypeWords(), type)));
    }
}

/// [x, y, width, height] within the page.
std::optional<GridRect> readPlace(const ObjectReader &reader, const PanelScope &scope)
{
    const JsonValue *list = reader.array(u"at", 4);
    if (!list)
        return {};
    const auto isCell = [](const JsonValue &v) {
        return v.kind == JsonKind::Number && v.number >= 0 && v.number <= highestRow &&
               double(int(v.number)) == v.number;
    };
    if (list->elements.size() != 4 || !std::all_of(list->elements.begin(), list->elements.end(), isCell)) {
        reader.error(u"at", u"\"at\" must be four whole numbers: [column, row, width, height]"_s);
        return {};
    }
    const auto number = [list](size_t i) { return int(list->elements[i].number); };
    const GridRect at{number(0), number(1), number(2), number(3)};
    if (at.w == 0 || at.h == 0)
        reader.error(u"at", u"width and height must be at least 1"_s);
    else if (at.x + at.w > scope.columns)
        reader.error(u"at", u"the panel ends at column %1, and the page has %2"_s.arg(at.x + at.w).arg(scope.columns));
    else if (scope.rows && at.y + at.h > *scope.rows)
        reader.error(u"at", u"the panel ends at row %1, and the page has %2"_s.arg(at.y + at.h).arg(*scope.rows));
    return at;
}

void readRange(const ObjectReader &reader, PanelSpec &spec)
{
    spec.min = reader.number(u"min");
    spec.max = reader.number(u"max");
    if (spec.min && spec.max && *spec.min >= *spec.max)
        reader.error(u"max", u"\"max\" (%1) must be greater than \"min\" (%2)"_s.arg(*spec.max).arg(*spec.min));
}

void readPanelFreshness(const ObjectReader &reader, PanelSpec &spec, const PanelScope &scope)
{
    spec.freshness = readFreshness(reader);
    QStringList used;
    for (const SeriesSelector &selector : spec.series + spec.details)
        used.append(selector.source);
    FreshnessLimits inherited = scope.freshness;
    QString from = u"the dashboard"_s;
    for (const SourceSpec &source : scope.sources) {
        if (!used.contains(source.name) && scope.sources.size() > 1)
            continue;
        const FreshnessLimits limits = source.freshness.over(scope.freshness);
        if (isAscending(limits) && !isAscending(spec.freshness.over(limits))) {
            inherited = limits;
            from = u"the source %1 and the dashboard"_s.arg(quoted(source.name));
        }
    }
    checkFreshness(reader, spec.freshness, inherited, from);
}

void readDataPanel(const ObjectReader &reader, PanelSpec &spec, const PanelScope &scope)
{
    spec.cadence = reader.word(u"cadence", cadenceWords());
    spec.series = readData(reader, u"data", scope, spec.cadence);
    const bool isEmptyList =
        reader.has(u"data") && reader.find(u"data")->kind == JsonKind::Array && reader.find(u"data")->elements.empty();
    if (isEmptyList)
        reader.error(u"data", u"\"data\" is empty"_s, u"name at least one series: [{\"series\": \"cpu.busy\"}]"_s);
    reader.require(u"data", u"the series to show: [{\"series\": \"cpu.busy\"}]"_s);
    spec.details = readData(reader, u"details", scope, spec.cadence);
    spec.unit = readUnit(reader, u"unit");
    spec.decimals = reader.integer(u"decimals", 0, 6);
    readRange(reader, spec);
    spec.reduction = reader.word(u"reduce", reductionWords()).value_or(spec.reduction);
    spec.thresholds = readThresholds(reader);
    spec.mappings = readValueMappings(reader);
    spec.window = reader.duration(u"window");
    readPanelFreshness(reader, spec, scope);
}

void checkRange(const ObjectReader &reader, const PanelSpec &spec)
{
    const bool isGauge = spec.type == PanelType::Gauge || spec.type == PanelType::BarGauge;
    if (isGauge && !mayHaveRange(spec, spec.unit, 0))
        reader.warning(u"type", u"a panel of type \"%1\" needs \"min\" and \"max\": its unit gives no range"_s.arg(
                                    wordFor(panelTypeWords(), spec.type)));
}

} // namespace

bool mayHaveRange(const PanelSpec &spec, const std::optional<Unit> &unit, int dataIndex)
{
    if (unit)
        return rangeOf(spec, *unit).has_value();
    if (dataIndex < 0 || dataIndex >= spec.series.size())
        return true;
    const std::optional<Unit> promised = unitForSelector(spec.series[dataIndex]);
    return !promised || rangeOf(spec, *promised).has_value();
}

PanelSpec readPanel(const JsonValue &value, const PanelScope &scope, ReadContext &context)
{
    const ObjectReader reader(value, Shape::Panel, u"a panel"_s, context);
    PanelSpec spec;
    spec.id = reader.anyWord(u"id").value_or(QString());
    spec.title = reader.text(u"title").value_or(QString());
    reader.require(u"type", u"one of: "_s + wordsOf(panelTypeWords()).join(u", "_s));
    reader.require(u"at", u"its place: [column, row, width, height]"_s);
    // An area of nothing overlaps nothing.
    spec.at = readPlace(reader, scope).value_or(GridRect{0, 0, 0, 0});
    const auto type = reader.word(u"type", panelTypeWords());
    if (!type)
        return spec;
    spec.type = *type;
    checkKeysOfType(reader, *type);
    if (showsData(*type))
        readDataPanel(reader, spec, scope);
    if (*type == PanelType::Connection || *type == PanelType::Log)
        spec.source = readSourceName(reader, u"source", scope);
    if (*type == PanelType::Text) {
        reader.require(u"text");
        spec.text = reader.text(u"text").value_or(QString());
    }
    readOptions(reader, spec);
    checkRange(reader, spec);
    return spec;
}

} // namespace telltale
