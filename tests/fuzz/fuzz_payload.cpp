// SPDX-License-Identifier: MIT
//
// Any bytes as the payload of an event, to all readers of models/ingest: metrics, history, log, and the two for free
// JSON. Each comes to an end with a result within its limits or a reason; a second reading, after something else was
// read, gives the same; and what a reader under small limits accepts is what it accepts without.
#include "models/furthesttime.h"
#include "models/ingest/automaticparser.h"
#include "models/ingest/historyparser.h"
#include "models/ingest/logparser.h"
#include "models/ingest/mappingparser.h"
#include "models/ingest/metricsparser.h"
#include "tests/fuzz/fuzzing.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <tuple>

using namespace telltale;
using namespace telltale::fuzzing;
using namespace Qt::StringLiterals;

namespace {

/// What is read between two readings: what a parser keeps must not show.
constexpr char between[] = R"({"t":5,"values":{"a":1,"b":"x"},"text":"y","v":[1]})";

void checkError(const Error &error)
{
    demand(error.kind == ErrorKind::BadData || error.kind == ErrorKind::TooLarge, "another kind of error");
    demand(!error.message.isEmpty(), "an error without words");
}

/// A value with its texts, since those of the parser do not last. Numbers by their bits: NaN is no reading.
using Value = std::tuple<std::string, SampleKind, double, std::string, std::optional<qint64>>;

std::vector<Value> valuesOf(const Metrics &metrics, const MetricsLimits &limits)
{
    demand(metrics.values.size() <= size_t(limits.values), "more values than the limit");
    demand((metrics.refused > 0) == !metrics.firstRefusal.isEmpty(), "a refusal without words, or words without");
    std::vector<Value> values;
    for (const MetricsValue &value : metrics.values) {
        demand(std::isfinite(value.number), "a number that is none");
        demand(value.state.size() <= size_t(limits.state), "a state over its limit");
        values.emplace_back(value.name, value.kind, value.number, value.state, value.timeMs);
    }
    return values;
}

void checkMetrics(const QByteArray &input, const MetricsLimits &limits)
{
    MetricsParser parser(limits);
    Metrics metrics;
    const auto read = [&] {
        std::optional<std::vector<Value>> values;
        if (const auto error = parser.parse(input, metrics))
            checkError(*error);
        else
            values = valuesOf(metrics, limits);
        return values;
    };
    const auto first = read();
    Metrics other;
    demand(limits.payload < qsizetype(sizeof between) || !parser.parse(between, other), "a good payload is refused");
    demand(read() == first, "metrics are read another way the second time");
}

std::optional<SeriesColumns> readHistory(HistoryParser &parser, const QByteArray &input, qint64 stepMs, qsizetype most)
{
    const auto result = parser.parse(input, stepMs);
    if (!result) {
        checkError(result.error());
        return std::nullopt;
    }
    const SeriesColumns &columns = *result;
    demand(columns.times.size() == columns.values.size(), "columns of unequal length");
    demand(columns.times.size() <= size_t(3 * most), "more samples than the limit");
    for (size_t i = 0; i < columns.times.size(); ++i) {
        demand(std::isfinite(columns.values[i]), "a value that is none");
        demand(std::abs(columns.times[i]) <= 2 * furthestMs, "a time beyond all clocks");
        demand(i == 0 || columns.times[i - 1] < columns.times[i], "times that do not rise");
    }
    for (size_t i = 0; i < columns.breaks.size(); ++i) {
        demand(columns.breaks[i] >= 0 && size_t(columns.breaks[i]) <= columns.times.size(), "a break beside the line");
        demand(i == 0 || columns.breaks[i - 1] < columns.breaks[i], "breaks that do not rise");
    }
    return columns;
}

void checkHistory(const QByteArray &input)
{
    HistoryParser parser;
    for (const qint64 stepMs : {0LL, 1'000LL}) {
        const auto first = readHistory(parser, input, stepMs, 1 << 20);
        demand(bool(parser.parse(R"({"t":[1,2],"v":[1,null]})")), "a good history is refused");
        demand(readHistory(parser, input, stepMs, 1 << 20) == first, "a history is read another way the second time");
        HistoryParser small({.payload = 200, .samples = 4});
        const auto bounded = readHistory(small, input, stepMs, 4);
        demand(!bounded || bounded == first, "another history under a limit");
    }
}

void checkLog(const QByteArray &input)
{
    for (const LogLimits &limits : {LogLimits{}, LogLimits{.payload = 300, .text = 8, .labels = 10, .labelCount = 2}}) {
        LogParser parser(limits);
        const auto log = parser.parse(input, LogRecord::Kind::Line);
        if (!log) {
            checkError(log.error());
            continue;
        }
        demand(log->record.text.size() <= limits.text, "a line over its limit");
        demand(log->record.labels.size() <= limits.labels, "labels over their limit");
        for (const QString &text : {log->record.text, log->record.labels}) {
            demand(std::none_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; }),
                   "a control character in a line");
        }
        demand(bool(parser.parse(between, LogRecord::Kind::Line)), "a good line is refused");
        const auto again = parser.parse(input, LogRecord::Kind::Line);
        demand(again && again->record == log->record && again->timeMs == log->timeMs,
               "a line is read another way the second time");
    }
}

void checkFree(PayloadParser &parser, const QByteArray &input, const PayloadLimits &limits)
{
    const auto read = [&] {
        ParsedPayload parsed;
        std::optional<std::tuple<std::vector<Value>, size_t, size_t>> seen;
        if (const auto error = parser.parse(input, parsed)) {
            checkError(*error);
            return seen;
        }
        demand(parsed.lines.size() <= size_t(limits.elements) + 1, "more lines than elements");
        seen.emplace(valuesOf(parsed.metrics, {.values = limits.values, .state = limits.state}), parsed.counted.size(),
                     parsed.lines.size());
        return seen;
    };
    const auto first = read();
    ParsedPayload other;
    demand(limits.payload < qsizetype(sizeof between) || !parser.parse(between, other), "a good payload is refused");
    demand(read() == first, "a payload is read another way the second time");
}

FeedMapping mapping(bool hasEach)
{
    return {.values = {{.series = "a"_ba, .pointer = "/a"_ba, .labels = {{"l"_ba, "/l"_ba}}},
                       {.series = "deep"_ba, .pointer = "/values/a/1"_ba},
                       {.series = "n"_ba, .kind = FeedMapping::Value::Kind::Count, .labels = {{"l"_ba, "/text"_ba}}}},
            .each = hasEach ? "/each"_ba : ""_ba,
            .hasEach = hasEach,
            .time = "/t"_ba,
            .text = "/text"_ba};
}

} // namespace

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray input = toBytes(data, size);
    checkMetrics(input, {});
    checkMetrics(input, {.payload = 200, .values = 3, .state = 4});
    checkHistory(input);
    checkLog(input);
    for (const PayloadLimits &limits :
         {PayloadLimits{},
          PayloadLimits{.payload = 400, .values = 3, .elements = 2, .state = 4, .line = 10, .depth = 2}}) {
        AutomaticParser automatic(limits);
        checkFree(automatic, input, limits);
        for (const bool hasEach : {false, true}) {
            MappingParser mapped(mapping(hasEach), limits);
            checkFree(mapped, input, limits);
        }
    }
    return 0;
}
