// SPDX-License-Identifier: MIT
#include "models/ingest/mappingparser.h"

#include "models/ingest/freejson.h"
#include "models/ingest/scalarvalue.h"

#include <algorithm>
#include <deque>
#include <utility>

using namespace Qt::StringLiterals;
namespace dom = simdjson::dom;

namespace telltale {

namespace {

/// A pointer of the mapping, and whether it was said already that it led nowhere.
struct Place
{
    JsonPointer pointer;
    QString text;
    bool said = false;
};

struct LabelPlace
{
    std::string name;
    JsonPointer pointer;
};

struct ValuePlace
{
    FeedMapping::Value::Kind kind = FeedMapping::Value::Kind::Pointer;
    std::string base;                                           ///< of the series' name
    std::vector<std::pair<std::string, std::string>> constants; ///< labels that stand in the series' name
    std::vector<LabelPlace> labels;
    std::string name; ///< the whole of it, where no label is looked up
    Place place;
};

void appendLabel(std::string &name, std::string_view label, std::string_view value)
{
    name += name.back() == '{' ? "" : ",";
    name += label;
    name += "=\"";
    for (const char c : value) {
        if (c == '\\' || c == '"')
            name += '\\';
        // A control character would make the whole name unacceptable.
        name += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    }
    name += '"';
}

bool looksLikeJson(QByteArrayView payload)
{
    const QByteArrayView trimmed = payload.trimmed();
    return trimmed.startsWith('{') || trimmed.startsWith('[');
}

} // namespace

struct MappingParser::Private
{
    Private(const FeedMapping &mapping, PayloadLimits l);

    void addValue(const FeedMapping::Value &value);
    std::optional<Place> placeOf(const QByteArray &pointer);
    void readLine(QByteArrayView payload, ParsedPayload &parsed);
    std::optional<Error> readAll(dom::element root, ParsedPayload &parsed);
    std::optional<Error> readEvent(dom::element event, std::optional<qint64> payloadTime, ParsedPayload &parsed);
    void readText(dom::element event, std::optional<qint64> time, ParsedPayload &parsed);
    std::string_view nameOf(const ValuePlace &value, const dom::element *event);
    void missed(Place &place, ParsedPayload &parsed) const;
    std::string_view keep(std::string kept) { return arena.emplace_back(std::move(kept)); }

    PayloadLimits limits;
    FreeJson json;
    std::vector<ValuePlace> values;
    std::optional<Place> each;
    std::optional<Place> time;
    std::optional<Place> text;
    bool saidNoJson = false;
    QStringList problems;
    std::deque<std::string> arena; ///< what parsed points to, where it does not point into json
};

MappingParser::MappingParser(const FeedMapping &mapping, PayloadLimits limits)
    : m_private(std::make_unique<Private>(mapping, limits))
{}

MappingParser::~MappingParser() = default;

const QStringList &MappingParser::problems() const
{
    return m_private->problems;
}

std::vector<CountedSeries> MappingParser::standing() const
{
    std::vector<CountedSeries> standing;
    for (const ValuePlace &value : m_private->values) {
        if (value.kind != FeedMapping::Value::Kind::Pointer && value.labels.empty())
            standing.push_back({value.name, value.kind == FeedMapping::Value::Kind::Rate});
    }
    return standing;
}

std::optional<Error> MappingParser::parse(QByteArrayView payload, ParsedPayload &parsed)
{
    Private &d = *m_private;
    parsed.clear();
    d.arena.clear();
    dom::element root;
    const std::optional<Error> error = d.json.parse(payload, root);
    if (!error)
        return d.readAll(root, parsed);
    if (error->kind != ErrorKind::BadData || looksLikeJson(payload) || !isReadableText(payload))
        return error;
    d.readLine(payload, parsed);
    return std::nullopt;
}

MappingParser::Private::Private(const FeedMapping &mapping, PayloadLimits l)
    : limits(l)
    , json(l.payload)
{
    for (const FeedMapping::Value &value : mapping.values)
        addValue(value);
    if (mapping.hasEach)
        each = placeOf(mapping.each);
    if (!mapping.time.isEmpty())
        time = placeOf(mapping.time);
    if (!mapping.text.isEmpty())
        text = placeOf(mapping.text);
}

void MappingParser::Private::addValue(const FeedMapping::Value &value)
{
    const Result<SeriesKey> key = SeriesKey::parse(value.series);
    if (!key) {
        problems << key.error().message;
        return;
    }
    const std::optional<Place> place = placeOf(value.pointer);
    if (!place)
        return;
    ValuePlace added{value.kind, key->base().toStdString(), {}, {}, key->format().toStdString(), *place};
    for (const auto &[name, constant] : key->labels())
        added.constants.emplace_back(name.toStdString(), constant.toStdString());
    for (const auto &[name, pointer] : value.labels) {
        if (const std::optional<Place> label = placeOf(pointer))
            added.labels.push_back({name.toStdString(), label->pointer});
    }
    // In the order of the canonical spelling, which the table of names finds fastest.
    std::sort(added.labels.begin(), added.labels.end(),
              [](const LabelPlace &a, const LabelPlace &b) { return a.name < b.name; });
    values.push_back(std::move(added));
}

std::optional<Place> MappingParser::Private::placeOf(const QByteArray &pointer)
{
    const Result<JsonPointer> parsed = JsonPointer::parse(pointer);
    if (!parsed) {
        problems << parsed.error().message;
        return std::nullopt;
    }
    return Place{*parsed, QString::fromUtf8(pointer), false};
}

/// A payload that is no JSON: a line, and one more event.
void MappingParser::Private::readLine(QByteArrayView payload, ParsedPayload &parsed)
{
    for (const ValuePlace &value : values) {
        if (value.kind != FeedMapping::Value::Kind::Pointer)
            parsed.counted.push_back({nameOf(value, nullptr), value.kind == FeedMapping::Value::Kind::Rate});
        else if (++parsed.missing; !std::exchange(saidNoJson, true))
            parsed.firstMissing = u"a payload is not JSON, so it has no values"_s;
    }
    const QByteArrayView line = payload.first(std::min(payload.size(), limits.line));
    parsed.lines.push_back({{line.data(), size_t(line.size())}, std::nullopt});
}

std::optional<Error> MappingParser::Private::readAll(dom::element root, ParsedPayload &parsed)
{
    if (!each)
        return readEvent(root, std::nullopt, parsed);
    const std::optional<dom::element> found = find(root, each->pointer);
    dom::array elements;
    if (!found || found->get(elements)) {
        missed(*each, parsed);
        return std::nullopt;
    }
    // Once: a payload may be as long as it likes before its time, and have as many elements without one.
    const std::optional<dom::element> rootTime = time ? find(root, time->pointer) : std::nullopt;
    const std::optional<qint64> payloadTime = rootTime ? timeFrom(*rootTime) : std::nullopt;
    qsizetype count = 0;
    for (const dom::element element : elements) {
        if (++count > limits.elements)
            return Error{ErrorKind::TooLarge, u"a payload has more than %1 elements"_s.arg(limits.elements)};
        if (const std::optional<Error> error = readEvent(element, payloadTime, parsed))
            return error;
    }
    return std::nullopt;
}

/// payloadTime: of an event that has none.
std::optional<Error> MappingParser::Private::readEvent(dom::element event, std::optional<qint64> payloadTime,
                                                       ParsedPayload &parsed)
{
    std::optional<qint64> eventTime;
    if (time) {
        const std::optional<dom::element> found = find(event, time->pointer);
        eventTime = found ? timeFrom(*found) : payloadTime;
        if (!eventTime)
            missed(*time, parsed);
    }
    for (ValuePlace &value : values) {
        if (value.kind != FeedMapping::Value::Kind::Pointer) {
            parsed.counted.push_back({nameOf(value, &event), value.kind == FeedMapping::Value::Kind::Rate});
            continue;
        }
        const std::optional<dom::element> found = find(event, value.place.pointer);
        if (!found) {
            missed(value.place, parsed);
            continue;
        }
        if (qsizetype(parsed.metrics.values.size()) >= limits.values)
            return Error{ErrorKind::TooLarge, u"a payload has more than %1 values"_s.arg(limits.values)};
        MetricsValue read;
        read.timeMs = eventTime;
        if (readScalar(*found, limits.state, read, parsed.metrics)) {
            read.name = nameOf(value, &event);
            parsed.metrics.values.push_back(read);
        }
    }
    readText(event, eventTime, parsed);
    return std::nullopt;
}

void MappingParser::Private::readText(dom::element event, std::optional<qint64> eventTime, ParsedPayload &parsed)
{
    if (!text)
        return;
    const std::optional<dom::element> found = find(event, text->pointer);
    if (!found || found->is_null()) {
        missed(*text, parsed);
        return;
    }
    std::string line = scalarText(*found).value_or(std::string());
    if (line.empty() && (found->is_object() || found->is_array()))
        line = simdjson::minify(*found);
    if (qsizetype(line.size()) > limits.line)
        line.resize(size_t(limits.line));
    parsed.lines.push_back({keep(std::move(line)), eventTime});
}

/// event: none where the payload is no JSON, which has no labels.
std::string_view MappingParser::Private::nameOf(const ValuePlace &value, const dom::element *event)
{
    if (value.labels.empty() || !event)
        return value.name;
    std::string name = value.base + '{';
    for (const auto &[label, constant] : value.constants)
        appendLabel(name, label, constant);
    for (const LabelPlace &label : value.labels) {
        const std::optional<dom::element> found = find(*event, label.pointer);
        const std::optional<std::string> labelText = found ? scalarText(*found) : std::nullopt;
        if (labelText && !labelText->empty())
            appendLabel(name, label.name, *labelText);
    }
    if (name.back() == '{')
        name.pop_back();
    else
        name += '}';
    return keep(std::move(name));
}

void MappingParser::Private::missed(Place &place, ParsedPayload &parsed) const
{
    ++parsed.missing;
    if (place.said || !parsed.firstMissing.isEmpty())
        return;
    place.said = true;
    parsed.firstMissing = u"nothing to be read at \"%1\" in a payload"_s.arg(place.text);
}

} // namespace telltale
