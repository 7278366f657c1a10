// SPDX-License-Identifier: MIT
//
// Any bytes as what a feed sends: a WebSocket's text message and a poll's answer, a binary message (CBOR), and a stream
// of server-sent events, to both dialects. What comes out keeps its bounds, depends neither on the transport nor on the
// pieces in which a stream came, and an event that is written again as an envelope is the same event.
#include "tests/fuzz/fuzzing.h"
#include "transport/dialects/plaindialect.h"
#include "transport/dialects/telltaledialect.h"
#include "transport/protocol/sseparser.h"

#include <QCborValue>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace telltale;
using namespace telltale::fuzzing;
using namespace Qt::StringLiterals;

namespace {

using Items = QList<std::variant<Event, Control>>;

void checkEvent(const Event &event)
{
    demand(isUsableId(event.cursor, 128), "a cursor that cannot be sent back");
    demand(event.type.size() <= 128, "a type over its bound");
    demand(!event.position || (event.identified && parsePosition(event.cursor) == event.position),
           "a position that is not the event's own");
    demand(!event.identified || !event.cursor.isEmpty(), "identified by nothing");
    demand(!event.isBinary, "an envelope's payload is text");
}

void checkControl(const Control &control)
{
    constexpr milliseconds tenMinutes(600'000);
    if (const auto *hello = std::get_if<control::Hello>(&control)) {
        demand(parsePosition(toCursor({hello->epoch, hello->head})).has_value(), "a hello without a position");
        demand(!hello->heartbeat || (hello->heartbeat->count() >= 0 && *hello->heartbeat <= tenMinutes),
               "a heartbeat out of its bounds");
        demand(!hello->serverTime || hello->serverTime->count() >= 0, "a server's time before 1970");
    } else if (const auto *heartbeat = std::get_if<control::Heartbeat>(&control)) {
        demand(!heartbeat->serverTime || heartbeat->serverTime->count() >= 0, "a server's time before 1970");
    } else if (const auto *goAway = std::get_if<control::GoAway>(&control)) {
        demand(goAway->after.count() >= 0 && goAway->after <= tenMinutes, "a goaway out of its bounds");
    } else if (const auto *bookmark = std::get_if<control::Bookmark>(&control)) {
        demand(isUsableId(bookmark->cursor, 128), "a bookmark that cannot be sent back");
    }
}

void checkItems(const Decoded &decoded)
{
    for (const auto &item : decoded.items) {
        if (const auto *event = std::get_if<Event>(&item))
            checkEvent(*event);
        else
            checkControl(std::get<Control>(item));
    }
}

QByteArray toJsonString(const QByteArray &utf8)
{
    const QByteArray array = QJsonDocument(QJsonArray{QString::fromUtf8(utf8)}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2);
}

/// As a server would write it, the same event comes out again, payload and all.
void checkWrittenAgain(const Event &event)
{
    if (!event.identified)
        return;
    const QByteArray envelope = "{\"id\":" + toJsonString(event.cursor) + ",\"event\":" + toJsonString(event.type) +
                                ",\"data\":" + (event.payload.isEmpty() ? "null"_ba : event.payload) + '}';
    const Decoded again = TelltaleDialect({}).receive(TransportKind::WebSocket, {.payload = envelope});
    demand(again.items.size() == 1, "an event that is written again is not one");
    Event expected = event;
    if (expected.payload.isEmpty())
        expected.payload = "null";
    demand(std::holds_alternative<Event>(again.items[0]) && std::get<Event>(again.items[0]) == expected,
           "an event that is written again is another");
}

Items checkText(const QByteArray &input)
{
    TelltaleDialect dialect({});
    const auto twin = dialect.clone();
    const Decoded message = dialect.receive(TransportKind::WebSocket, {.payload = input});
    const Decoded answer = twin->receive(TransportKind::LongPoll, {.payload = input});
    demand(message.items == answer.items && message.isProof == answer.isProof, "a poll says something else");
    checkItems(message);
    demand(message.items.size() <= input.size() + 1, "more items than bytes");
    for (const auto &item : message.items) {
        const auto *event = std::get_if<Event>(&item);
        if (!event)
            continue;
        demand(input.contains(event->payload), "a payload that is not the text that stood there");
        checkWrittenAgain(*event);
    }
    return message.items;
}

void checkBinary(const QByteArray &input)
{
    TelltaleDialect dialect({});
    const Decoded decoded = dialect.receive(TransportKind::WebSocket, {.payload = input, .isBinary = true});
    checkItems(decoded);
    demand(decoded.items.size() <= input.size() + 1, "more items than bytes");
}

bool isWhole(const Items &items)
{
    return std::none_of(items.begin(), items.end(), [](const auto &item) {
        const auto *control = std::get_if<Control>(&item);
        return control && std::holds_alternative<control::Undecodable>(*control);
    });
}

/// The same document as CBOR brings the same events.
void checkTextAsBinary(const QByteArray &input, const Items &items)
{
    const QJsonDocument document = QJsonDocument::fromJson(input);
    if (document.isNull() || !isWhole(items))
        return;
    const QCborValue value =
        document.isArray() ? QCborValue::fromJsonValue(document.array()) : QCborValue::fromJsonValue(document.object());
    const Decoded decoded =
        TelltaleDialect({}).receive(TransportKind::WebSocket, {.payload = value.toCbor(), .isBinary = true});
    demand(decoded.items.size() == items.size(), "CBOR brings another number of events");
    for (qsizetype i = 0; i < items.size(); ++i) {
        const auto *event = std::get_if<Event>(&items[i]);
        const auto *other = std::get_if<Event>(&decoded.items[i]);
        demand(!event == !other, "CBOR brings something else");
        demand(!event || (event->cursor == other->cursor && event->type == other->type), "CBOR brings another event");
    }
}

Frame toFrame(const SseItem &item)
{
    if (const auto *change = std::get_if<SseIdChange>(&item))
        return {.kind = Frame::Kind::CursorOnly, .payload = {}, .lastEventId = change->lastEventId, .identified = true};
    const auto &message = std::get<SseMessage>(item);
    return {.payload = message.data,
            .type = message.type,
            .lastEventId = message.lastEventId,
            .identified = message.identified};
}

Items receiveStream(const QByteArray &input, qsizetype piece, Dialect &dialect)
{
    SseParser parser;
    Items items;
    for (qsizetype at = 0; at < input.size(); at += piece) {
        const auto fed = parser.feed(QByteArrayView(input).sliced(at, std::min(piece, input.size() - at)));
        demand(bool(fed), "a limit that no input is long enough for");
        for (const SseItem &item : *fed) {
            if (!std::holds_alternative<SseRetry>(item))
                items += dialect.receive(TransportKind::Sse, toFrame(item)).items;
        }
    }
    return items;
}

void checkStream(const QByteArray &input)
{
    TelltaleDialect telltale({});
    PlainDialect plain({});
    const Items whole = receiveStream(input, std::max(qsizetype(1), input.size()), telltale);
    const Items wholePlain = receiveStream(input, std::max(qsizetype(1), input.size()), plain);
    for (const qsizetype piece : {1, 7}) {
        TelltaleDialect other({});
        PlainDialect otherPlain({});
        demand(receiveStream(input, piece, other) == whole, "a stream in pieces says something else");
        demand(receiveStream(input, piece, otherPlain) == wholePlain, "a plain stream in pieces says something else");
    }
    checkItems({.items = whole});
    // Over SSE a payload is any text, which no envelope can hold: not written again.
    demand(wholePlain.size() >= whole.size(), "an envelope brings more than the stream");
}

void checkPlain(const QByteArray &input)
{
    PlainDialect dialect({});
    const Frame frame{.payload = input, .lastEventId = input, .identified = true};
    const Decoded first = dialect.receive(TransportKind::Poll, frame);
    demand(first.items.size() == 1 && std::holds_alternative<Event>(first.items[0]), "a plain answer is one event");
    const auto &event = std::get<Event>(first.items[0]);
    demand(event.payload == input && !event.position, "a plain payload is as it stood");
    demand(isUsableId(event.cursor, 4'096), "a plain cursor that cannot be sent back");
    demand(first.pollOutcome == PollOutcome::Changed, "the first answer is no change");
    demand(dialect.receive(TransportKind::Poll, frame).pollOutcome == PollOutcome::Nothing, "the same is a change");
}

} // namespace

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray input = toBytes(data, size);
    checkTextAsBinary(input, checkText(input));
    checkBinary(input);
    checkStream(input);
    checkPlain(input);
    return 0;
}
