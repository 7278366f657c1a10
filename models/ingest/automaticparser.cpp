// SPDX-License-Identifier: MIT
#include "models/ingest/automaticparser.h"

#include "models/ingest/freejson.h"
#include "models/ingest/scalarvalue.h"

#include <algorithm>
#include <deque>

using namespace Qt::StringLiterals;
namespace dom = simdjson::dom;

namespace telltale {

namespace {

constexpr CountedSeries allEvents{"events_per_second", true};

bool hasMetrics(dom::element root)
{
    dom::object values;
    return !root["values"].get(values);
}

} // namespace

struct AutomaticParser::Private
{
    explicit Private(PayloadLimits l)
        : limits(l)
        , json(l.payload)
        , metrics({l.payload, l.values, l.state})
    {}

    std::optional<Error> readJson(dom::element root, ParsedPayload &parsed);
    std::optional<Error> readObject(dom::object object, const std::string &prefix, int depth, ParsedPayload &parsed);
    void addLine(std::string_view text, ParsedPayload &parsed) const;

    PayloadLimits limits;
    FreeJson json;
    MetricsParser metrics;
    std::deque<std::string> names; ///< what parsed points to
};

AutomaticParser::AutomaticParser(PayloadLimits limits)
    : m_private(std::make_unique<Private>(limits))
{}

AutomaticParser::~AutomaticParser() = default;

std::vector<CountedSeries> AutomaticParser::standing() const
{
    return {allEvents};
}

std::optional<Error> AutomaticParser::parse(QByteArrayView payload, ParsedPayload &parsed)
{
    Private &d = *m_private;
    parsed.clear();
    d.names.clear();
    dom::element root;
    std::optional<Error> error = d.json.parse(payload, root);
    if (!error && hasMetrics(root)) {
        error = d.metrics.parse(payload, parsed.metrics);
    } else if (!error) {
        error = d.readJson(root, parsed);
    } else if (error->kind == ErrorKind::BadData && isReadableText(payload)) {
        d.addLine({payload.data(), size_t(payload.size())}, parsed);
        error.reset();
    }
    parsed.counted.push_back(allEvents);
    return error;
}

std::optional<Error> AutomaticParser::Private::readJson(dom::element root, ParsedPayload &parsed)
{
    dom::object object;
    if (!root.get(object))
        return readObject(object, {}, 1, parsed);
    if (std::string_view text; !root.get(text)) {
        addLine(text, parsed);
    } else if (root.is_number() || root.is_bool()) {
        MetricsValue value;
        readScalar(root, limits.state, value, parsed.metrics);
        value.name = "value";
        parsed.metrics.values.push_back(value);
    }
    return std::nullopt;
}

std::optional<Error> AutomaticParser::Private::readObject(dom::object object, const std::string &prefix, int depth,
                                                          ParsedPayload &parsed)
{
    for (const dom::key_value_pair member : object) {
        dom::object inner;
        if (!member.value.get(inner)) {
            if (depth >= limits.depth)
                continue;
            if (auto error = readObject(inner, prefix + std::string(member.key) + '.', depth + 1, parsed))
                return error;
            continue;
        }
        if (!member.value.is_number() && !member.value.is_bool())
            continue;
        if (qsizetype(parsed.metrics.values.size()) >= limits.values)
            return Error{ErrorKind::TooLarge, u"a payload has more than %1 values"_s.arg(limits.values)};
        MetricsValue value;
        readScalar(member.value, limits.state, value, parsed.metrics);
        value.name = names.emplace_back(prefix + std::string(member.key));
        parsed.metrics.values.push_back(value);
    }
    return std::nullopt;
}

void AutomaticParser::Private::addLine(std::string_view text, ParsedPayload &parsed) const
{
    parsed.lines.push_back({text.substr(0, size_t(limits.line)), std::nullopt});
}

} // namespace telltale
