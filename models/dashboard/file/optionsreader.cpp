// SPDX-License-Identifier: MIT
#include "models/dashboard/file/panelreader.h"
#include "models/dashboard/file/valuereaders.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr int mostLogLines = 10'000; // what a source's LogStore keeps

void readChartOptions(const JsonValue &value, PanelSpec &spec, ReadContext &context)
{
    const ObjectReader reader(value, Shape::ChartOptions, u"\"options\""_s, context);
    ChartOptions &chart = spec.chart;
    chart.style = reader.word(u"style", chartStyleWords()).value_or(chart.style);
    chart.stacking = reader.word(u"stack", stackingWords()).value_or(chart.stacking);
    chart.legend = reader.word(u"legend", legendWords()).value_or(chart.legend);
    if (const JsonValue *list = reader.array(u"legendValues", context.options.limits.items)) {
        chart.legendValues.clear();
        for (const JsonValue &element : list->elements) {
            const auto word = readText(element, u"an element of \"legendValues\""_s, context);
            const auto &table = reductionWords();
            const auto at =
                std::find_if(table.begin(), table.end(), [&](const auto &row) { return row.first == word; });
            if (at != table.end())
                chart.legendValues.append(at->second);
            else if (word)
                context.diagnostics.error(element.place, u"\"legendValues\" cannot hold %1"_s.arg(quoted(*word)),
                                          hintAtWords(*word, wordsOf(table)));
        }
    }
    chart.fill = reader.number(u"fill").value_or(chart.fill);
    if (reader.has(u"fill") && !(chart.fill >= 0 && chart.fill <= 1))
        reader.error(u"fill", u"\"fill\" must be from 0 to 1"_s);
    if (const JsonValue *axis = reader.object(u"axis"))
        chart.zeroCentered =
            ObjectReader(*axis, Shape::Axis, u"\"axis\""_s, context).boolean(u"zeroCentered").value_or(false);
}

/// "data": the place in the panel's data, from 0 on, or the series as it is written there.
int readDataIndex(const ObjectReader &reader, const PanelSpec &spec)
{
    const JsonValue *value = reader.find(u"data");
    if (!value || spec.series.isEmpty())
        return -1;
    if (value->kind != JsonKind::String)
        return reader.integer(u"data", 0, int(spec.series.size()) - 1).value_or(-1);
    QStringList names;
    for (const SeriesSelector &selector : spec.series)
        names.append(QString::fromUtf8(selector.glob));
    const qsizetype index = names.indexOf(value->string);
    if (index < 0)
        reader.error(u"data", u"%1 is not among the panel's data"_s.arg(quoted(value->string)),
                     hintAtWords(value->string, names));
    return int(index);
}

TableColumn readColumn(const JsonValue &value, const PanelSpec &spec, ReadContext &context)
{
    const ObjectReader reader(value, Shape::Column, u"a column"_s, context);
    TableColumn column;
    column.title = reader.text(u"title").value_or(QString());
    column.label = reader.anyWord(u"label").value_or(QString()).toUtf8();
    column.dataIndex = readDataIndex(reader, spec);
    column.unit = readUnit(reader, u"unit");
    column.decimals = reader.integer(u"decimals", 0, 6);
    column.cell = reader.word(u"cell", cellWords()).value_or(column.cell);
    if (reader.isObject() && reader.has(u"label") == reader.has(u"data"))
        reader.error({}, u"a column shows either a \"label\" or one of the panel's \"data\""_s);
    const bool isBar = column.cell == TableColumn::Cell::Bar && column.dataIndex >= 0;
    if (isBar && !mayHaveRange(spec, column.unit ? column.unit : spec.unit, column.dataIndex))
        reader.warning(u"cell", u"a bar in a cell needs \"min\" and \"max\" of the panel: its unit gives no range"_s);
    return column;
}

/// What "sort" may name, a list for each column.
QList<QStringList> columnNames(const PanelSpec &spec)
{
    const auto series = [&spec](int index) {
        return index >= 0 && index < spec.series.size() ? QString::fromUtf8(spec.series[index].glob) : QString();
    };
    QList<QStringList> names;
    for (const TableColumn &column : spec.table.columns)
        names.append(QStringList{column.title, QString::fromUtf8(column.label), series(column.dataIndex)});
    if (!names.isEmpty())
        return names;
    for (const QByteArray &label : spec.table.rowsBy)
        names.append(QStringList{QString::fromUtf8(label)});
    if (names.isEmpty())
        names.append(QStringList{u"name"_s});
    for (int i = 0; i < spec.series.size(); ++i)
        names.append(QStringList{series(i)});
    return names;
}

void readSort(const ObjectReader &reader, PanelSpec &spec)
{
    const auto sort = reader.anyWord(u"sort");
    if (!sort)
        return;
    spec.table.sortDescending = sort->startsWith(u'-');
    const QString name = sort->mid(spec.table.sortDescending ? 1 : 0);
    const QList<QStringList> names = columnNames(spec);
    QStringList known;
    for (qsizetype i = 0; i < names.size(); ++i) {
        known += names[i];
        if (names[i].contains(name) && !name.isEmpty() && spec.table.sortColumn < 0)
            spec.table.sortColumn = int(i);
    }
    known.removeAll(QString());
    known.removeDuplicates();
    if (spec.table.sortColumn < 0)
        reader.error(u"sort", u"there is no column %1"_s.arg(quoted(name)), hintAtWords(name, known));
}

void readTableOptions(const JsonValue &value, PanelSpec &spec, ReadContext &context)
{
    const ObjectReader reader(value, Shape::TableOptions, u"\"options\""_s, context);
    for (const QString &label : reader.texts(u"rowsBy"))
        spec.table.rowsBy.append(label.toUtf8());
    if (const JsonValue *list = reader.array(u"columns", context.options.limits.items)) {
        for (const JsonValue &element : list->elements)
            spec.table.columns.append(readColumn(element, spec, context));
    }
    readSort(reader, spec);
}

void readClockOptions(const JsonValue &value, ClockOptions &clock, ReadContext &context)
{
    const ObjectReader reader(value, Shape::ClockOptions, u"\"options\""_s, context);
    clock.zones = reader.texts(u"zones");
    clock.seconds = reader.boolean(u"seconds").value_or(clock.seconds);
    const QStringList &known = context.options.zones;
    for (const QString &zone : std::as_const(clock.zones)) {
        if (!known.isEmpty() && !known.contains(zone))
            reader.error(u"zones", u"unknown time zone %1"_s.arg(quoted(zone)), hintAtWords(zone, known));
    }
}

} // namespace

void readOptions(const ObjectReader &panel, PanelSpec &spec)
{
    const JsonValue *value = panel.object(u"options");
    if (!value)
        return;
    ReadContext &context = panel.context();
    switch (spec.type) {
    case PanelType::TimeSeries:
        readChartOptions(*value, spec, context);
        break;
    case PanelType::Table:
        readTableOptions(*value, spec, context);
        break;
    case PanelType::Clock:
        readClockOptions(*value, spec.clock, context);
        break;
    case PanelType::Stat:
        spec.stat.spark = ObjectReader(*value, Shape::StatOptions, u"\"options\""_s, context)
                              .word(u"spark", sparkWords())
                              .value_or(spec.stat.spark);
        break;
    case PanelType::Log: {
        const ObjectReader reader(*value, Shape::LogOptions, u"\"options\""_s, context);
        spec.log.limit = reader.integer(u"limit", 1, mostLogLines).value_or(spec.log.limit);
        spec.log.least = reader.word(u"level", logLevelWords()).value_or(spec.log.least);
        break;
    }
    default:
        break; // has none, which the check of the panel's keys says
    }
}

} // namespace telltale
