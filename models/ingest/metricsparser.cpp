// SPDX-License-Identifier: MIT
#include "models/ingest/metricsparser.h"

#include "models/furthesttime.h"
#include "models/ingest/jsonerrors.h"

#include <QString>

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <variant>

using namespace Qt::StringLiterals;
namespace json = simdjson::ondemand;

namespace telltale {

namespace {

/// What is wrong with one value alone; the payload goes on.
struct Refusal
{
    QString why;
};

/// Nothing: read. A Refusal: skip this value. An Error: the whole payload is broken.
using Trouble = std::variant<std::monostate, Refusal, Error>;

std::optional<qint64> readTime(json::value value)
{
    double ms = 0;
    if (value.get_double().get(ms) || !(std::abs(ms) <= double(furthestMs)))
        return std::nullopt;
    return qint64(ms);
}

void note(Metrics &metrics, const QString &why)
{
    if (metrics.refused++ == 0)
        metrics.firstRefusal = why;
}

} // namespace

struct MetricsParser::Private
{
    explicit Private(MetricsLimits l)
        : limits(l)
    {}

    std::optional<Error> read(QByteArrayView payload, Metrics &metrics);
    std::optional<Error> readValues(json::value values, Metrics &metrics);
    Trouble readValue(json::value value, MetricsValue &out);
    Trouble readScalar(json::value value, MetricsValue &out);
    Trouble readTimed(json::array pair, MetricsValue &out);
    std::optional<Error> readMembers(json::object object, Metrics &metrics);

    MetricsLimits limits;
    json::parser parser;
    std::vector<char> buffer; ///< the payload with the padding that the parser wants behind it
};

MetricsParser::MetricsParser(MetricsLimits limits)
    : m_private(std::make_unique<Private>(limits))
{}

MetricsParser::~MetricsParser() = default;

std::optional<Error> MetricsParser::parse(QByteArrayView payload, Metrics &metrics)
{
    metrics.timeMs.reset();
    metrics.values.clear();
    metrics.refused = 0;
    metrics.firstRefusal.clear();
    if (payload.size() > m_private->limits.payload)
        return Error{ErrorKind::TooLarge, u"a payload has more than %1 bytes"_s.arg(m_private->limits.payload)};
    return m_private->read(payload, metrics);
}

std::optional<Error> MetricsParser::Private::read(QByteArrayView payload, Metrics &metrics)
{
    const auto size = size_t(payload.size());
    if (buffer.size() < size + simdjson::SIMDJSON_PADDING)
        buffer.resize(size + simdjson::SIMDJSON_PADDING);
    std::copy(payload.begin(), payload.end(), buffer.begin());
    std::fill_n(buffer.begin() + qptrdiff(size), simdjson::SIMDJSON_PADDING, ' ');

    json::document document;
    if (const auto code = parser.iterate(buffer.data(), size, buffer.size()).get(document))
        return unreadableJson(code);
    json::object object;
    if (const auto code = document.get_object().get(object))
        return code == simdjson::INCORRECT_TYPE ? badPayload(u"not a JSON object"_s) : unreadableJson(code);
    if (auto error = readMembers(object, metrics))
        return error;
    if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
        return badPayload(u"something follows the JSON object"_s);
    return std::nullopt;
}

std::optional<Error> MetricsParser::Private::readMembers(json::object object, Metrics &metrics)
{
    bool hasTime = false;
    bool hasValues = false;
    for (simdjson::simdjson_result<json::field> member : object) {
        json::field field;
        std::string_view name;
        if (auto code = std::move(member).get(field); code || (code = field.unescaped_key().get(name)))
            return unreadableJson(code);
        if (name == "t") {
            metrics.timeMs = readTime(field.value());
            if (std::exchange(hasTime, true) || !metrics.timeMs)
                return badPayload(u"\"t\" is no time, or is there twice"_s);
        } else if (name == "values") {
            if (std::exchange(hasValues, true))
                return badPayload(u"\"values\" is there twice"_s);
            if (auto error = readValues(field.value(), metrics))
                return error;
        }
    }
    return hasValues ? std::nullopt : std::optional(badPayload(u"no \"values\""_s));
}

std::optional<Error> MetricsParser::Private::readValues(json::value values, Metrics &metrics)
{
    json::object object;
    if (const auto code = values.get_object().get(object))
        return code == simdjson::INCORRECT_TYPE ? badPayload(u"\"values\" is no object"_s) : unreadableJson(code);
    for (simdjson::simdjson_result<json::field> member : object) {
        json::field field;
        MetricsValue value;
        if (auto code = std::move(member).get(field); code || (code = field.unescaped_key().get(value.name)))
            return unreadableJson(code);
        if (qsizetype(metrics.values.size()) >= limits.values)
            return Error{ErrorKind::TooLarge, u"a payload has more than %1 values"_s.arg(limits.values)};
        const Trouble trouble = readValue(field.value(), value);
        if (const auto *error = std::get_if<Error>(&trouble))
            return *error;
        if (const auto *refusal = std::get_if<Refusal>(&trouble))
            note(metrics, refusal->why);
        else
            metrics.values.push_back(value);
    }
    return std::nullopt;
}

Trouble MetricsParser::Private::readValue(json::value value, MetricsValue &out)
{
    json::array pair;
    switch (const auto code = value.get_array().get(pair)) {
    case simdjson::SUCCESS:
        return readTimed(pair, out);
    case simdjson::INCORRECT_TYPE:
        return readScalar(value, out);
    default:
        return unreadableJson(code);
    }
}

Trouble MetricsParser::Private::readTimed(json::array pair, MetricsValue &out)
{
    const Refusal noPair{u"a value is an array, but no [time, value]"_s};
    int index = 0;
    for (simdjson::simdjson_result<json::value> element : pair) {
        json::value value;
        // Its get() wants an rvalue, cheap as it is to copy. NOLINTNEXTLINE(performance-move-const-arg)
        if (const auto code = std::move(element).get(value))
            return unreadableJson(code);
        if (index == 0)
            out.timeMs = readTime(value);
        else if (Trouble trouble = index == 1 ? readScalar(value, out) : noPair; trouble.index() != 0)
            return trouble;
        ++index;
    }
    return index == 2 && out.timeMs ? Trouble() : noPair;
}

Trouble MetricsParser::Private::readScalar(json::value value, MetricsValue &out)
{
    json::json_type type{};
    if (const auto code = value.type().get(type))
        return unreadableJson(code);
    switch (type) {
    case json::json_type::number:
        out.kind = SampleKind::Number;
        if (value.get_double().get(out.number) || !std::isfinite(out.number))
            return Refusal{u"a number cannot be read, or is too large"_s};
        return {};
    case json::json_type::string:
        out.kind = SampleKind::State;
        if (const auto code = value.get_string().get(out.state))
            return unreadableJson(code);
        if (qsizetype(out.state.size()) > limits.state)
            return Refusal{u"a state has more than %1 bytes"_s.arg(limits.state)};
        return {};
    case json::json_type::null:
        out.kind = SampleKind::Missing;
        if (bool isNull = false; value.is_null().get(isNull) || !isNull)
            return badPayload(u"not readable JSON: a word that is not null"_s);
        return {};
    default:
        return Refusal{u"a value is no number, string or null"_s};
    }
}

} // namespace telltale
