// SPDX-License-Identifier: MIT
#include "transport/dialects/telltaledialect.h"

#include <QCborMap>
#include <QCborValue>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <simdjson.h>

#include <cmath>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr qsizetype maxIdLength = 128;
constexpr qsizetype maxTypeLength = 128;
constexpr milliseconds maxHeartbeat = std::chrono::minutes(10);
constexpr milliseconds maxGoAway = std::chrono::minutes(10);

QByteArray toByteArray(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

/// A control's payload is small and rare: QJsonDocument is the plainest reader.
std::optional<milliseconds> readDuration(const QJsonValue &seconds, milliseconds maximum)
{
    const double value = seconds.toDouble(-1);
    if (!(value >= 0))
        return std::nullopt;
    return milliseconds(qint64(std::min(value * 1000, double(maximum.count()))));
}

std::optional<milliseconds> readServerTime(const QJsonValue &ms)
{
    constexpr double year10000 = 253'402'300'800'000.0;
    const double value = ms.toDouble(-1);
    if (!(value >= 0 && value < year10000))
        return std::nullopt;
    return milliseconds(qint64(value));
}

std::optional<quint64> readSequence(const QJsonValue &number)
{
    const qint64 value = number.toInteger(-1);
    return value < 0 ? std::nullopt : std::optional(quint64(value));
}

std::optional<control::Hello::Resume> readResume(const QString &word)
{
    using Resume = control::Hello::Resume;
    if (word == "ok"_L1)
        return Resume::Ok;
    if (word == "partial"_L1)
        return Resume::Partial;
    if (word == "reset"_L1)
        return Resume::Reset;
    return std::nullopt;
}

std::optional<Control> readHello(const QJsonObject &data)
{
    const QByteArray epoch = data["epoch"_L1].toString().toUtf8();
    const auto head = readSequence(data["head"_L1]);
    if (!head || !parsePosition(toCursor({epoch, *head})))
        return std::nullopt;
    auto heartbeat = readDuration(data["heartbeat"_L1], maxHeartbeat);
    if (heartbeat && *heartbeat == milliseconds(0))
        heartbeat.reset(); // zero promises nothing
    return control::Hello{epoch, *head, heartbeat, readServerTime(data["t"_L1]),
                          readResume(data["resume"_L1].toString())};
}

/// The control of that name, if it is one: nothing for an ordinary event, Undecodable for a garbled control.
std::optional<Control> readControl(const QByteArray &type, const QByteArray &payload)
{
    if (type == "result")
        return control::CommandResult{payload};
    if (type == "reset")
        return control::Reset{};
    if (type != "hello" && type != "heartbeat" && type != "goaway")
        return std::nullopt;
    const QJsonObject data = QJsonDocument::fromJson(payload).object();
    if (type == "hello") {
        if (auto hello = readHello(data))
            return hello;
        return control::Undecodable{{}, u"a hello without epoch and head"_s};
    }
    if (type == "heartbeat")
        return control::Heartbeat{readServerTime(data["t"_L1]), readSequence(data["head"_L1])};
    return control::GoAway{readDuration(data["after"_L1], maxGoAway).value_or(milliseconds(0))};
}

using simdjson::ondemand::json_type;

/// The exact text of a value, as it stood.
simdjson::error_code readRaw(simdjson::ondemand::value value, QByteArray &text)
{
    json_type type{};
    if (const auto error = value.type().get(type))
        return error;
    std::string_view raw;
    if (type == json_type::object) {
        simdjson::ondemand::object object;
        if (const auto error = value.get_object().get(object))
            return error;
        if (const auto error = object.raw_json().get(raw))
            return error;
    } else if (type == json_type::array) {
        simdjson::ondemand::array array;
        if (const auto error = value.get_array().get(array))
            return error;
        if (const auto error = array.raw_json().get(raw))
            return error;
    } else {
        raw = value.raw_json_token();
    }
    text = toByteArray(raw).trimmed(); // a token carries the white space behind it
    return simdjson::SUCCESS;
}

simdjson::error_code readText(simdjson::ondemand::value value, QByteArray &text)
{
    std::string_view view;
    if (const auto error = value.get_string().get(view))
        return error;
    text = toByteArray(view);
    return simdjson::SUCCESS;
}

} // namespace

/// An event taken apart; data is the exact text of that member.
struct TelltaleDialect::Envelope
{
    std::optional<QByteArray> id;
    QByteArray type;
    QByteArray data;

    static simdjson::error_code read(simdjson::ondemand::object object, Envelope &envelope)
    {
        bool hasData = false;
        for (auto member : object) {
            std::string_view key;
            simdjson::ondemand::value value;
            if (const auto error = member.unescaped_key().get(key))
                return error;
            if (const auto error = member.value().get(value))
                return error;
            simdjson::error_code error = simdjson::SUCCESS;
            if (key == "id") {
                error = readText(value, envelope.id.emplace());
            } else if (key == "event") {
                error = readText(value, envelope.type);
            } else if (key == "data") {
                error = readRaw(value, envelope.data);
                hasData = true;
            }
            if (error)
                return error;
        }
        return hasData || !envelope.type.isEmpty() ? simdjson::SUCCESS : simdjson::NO_SUCH_FIELD;
    }
};

namespace {

/// Calls handle(Envelope) for the one object or each object of the array that json holds; stops at the first fault.
template <typename Envelope, typename Handle>
simdjson::error_code forEachEnvelope(simdjson::ondemand::parser &parser, const simdjson::padded_string &json,
                                     Handle handle)
{
    simdjson::ondemand::document document;
    if (const auto error = parser.iterate(json).get(document))
        return error;
    json_type type{};
    if (const auto error = document.type().get(type))
        return error;
    const auto takeObject = [&](auto &&source) -> simdjson::error_code {
        simdjson::ondemand::object object;
        if (const auto error = source.get_object().get(object))
            return error;
        Envelope envelope;
        if (const auto error = Envelope::read(object, envelope))
            return error;
        handle(envelope);
        return simdjson::SUCCESS;
    };
    if (type == json_type::object)
        return takeObject(document);
    simdjson::ondemand::array array;
    if (const auto error = document.get_array().get(array))
        return error;
    for (auto element : array) {
        if (const auto error = takeObject(element))
            return error;
    }
    return simdjson::SUCCESS;
}

} // namespace

TelltaleDialect::TelltaleDialect(DialectOptions options)
    : m_options(std::move(options))
{}

QLatin1String TelltaleDialect::name() const
{
    return "telltale"_L1;
}

TransportRequest TelltaleDialect::request(const RequestContext &context) const
{
    TransportRequest request = makeRequest(context, m_options, "application/json"_ba);
    if (!context.cursor.isEmpty()) {
        // In the query as well: some middle boxes drop headers they do not know, some servers read only one of the two.
        QUrlQuery query(request.url);
        query.removeAllQueryItems(u"last_event_id"_s);
        query.addQueryItem(u"last_event_id"_s, QString::fromLatin1(context.cursor.toPercentEncoding(":")));
        request.url.setQuery(query);
    }
    return request;
}

Decoded TelltaleDialect::receive(TransportKind kind, const Frame &frame)
{
    Decoded decoded;
    if (kind == TransportKind::Sse) {
        if (frame.kind == Frame::Kind::CursorOnly) {
            if (isUsableId(frame.lastEventId, maxIdLength))
                m_lastId = frame.lastEventId;
            decoded.isProof = true;
            decoded.items.append(Control(control::Bookmark{m_lastId}));
        } else {
            take({frame.identified ? std::optional(frame.lastEventId) : std::nullopt, frame.type, frame.payload},
                 decoded);
        }
    } else if (frame.isBinary) {
        takeCbor(frame.payload, decoded);
    } else {
        takeJson(frame.payload, decoded);
    }
    return decoded;
}

void TelltaleDialect::takeCbor(const QByteArray &cbor, Decoded &decoded)
{
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(cbor, &error);
    // What was read before an error must not be touched: Qt 6.4 crashes over a text that announced more than it has.
    if (error.error != QCborError::NoError) {
        decoded.items.append(Control(control::Undecodable{{}, u"not a feed message: %1"_s.arg(error.errorString())}));
        return;
    }
    const QJsonValue json = value.toJsonValue();
    const QJsonDocument document = json.isArray() ? QJsonDocument(json.toArray()) : QJsonDocument(json.toObject());
    takeJson(document.toJson(QJsonDocument::Compact), decoded);
}

void TelltaleDialect::takeJson(const QByteArray &json, Decoded &decoded)
{
    simdjson::ondemand::parser parser;
    const qsizetype start = json.startsWith("\xef\xbb\xbf") ? 3 : 0; // a BOM may be ignored (RFC 8259 8.1)
    const simdjson::padded_string padded(json.constData() + start, size_t(json.size() - start));
    const auto error =
        forEachEnvelope<Envelope>(parser, padded, [&](const Envelope &envelope) { take(envelope, decoded); });
    if (error) {
        const QString reason = QString::fromLatin1(simdjson::error_message(error));
        decoded.items.append(Control(control::Undecodable{{}, u"not a feed message: %1"_s.arg(reason)}));
    } else if (decoded.items.isEmpty()) {
        decoded.isProof = true; // an empty array: nothing new, and that is the feed's own way to say so
    }
}

void TelltaleDialect::take(const Envelope &envelope, Decoded &decoded)
{
    if (envelope.type.size() > maxTypeLength || (envelope.id && !isUsableId(*envelope.id, maxIdLength))) {
        decoded.items.append(Control(
            control::Undecodable{{}, u"an event name or id of more than 128 bytes or with control characters"_s}));
        return;
    }
    if (auto control = readControl(envelope.type, envelope.data)) {
        decoded.isProof = decoded.isProof || !std::holds_alternative<control::Undecodable>(*control);
        decoded.items.append(*control);
        return;
    }
    decoded.isProof = true;
    if (envelope.id)
        m_lastId = *envelope.id;
    const bool identified = envelope.id && !envelope.id->isEmpty();
    decoded.items.append(Event{.cursor = m_lastId,
                               .position = identified ? parsePosition(m_lastId) : std::nullopt,
                               .identified = identified,
                               .type = envelope.type,
                               .payload = envelope.data});
}

} // namespace telltale
