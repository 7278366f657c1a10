// SPDX-License-Identifier: MIT
#include "transport/dialects/telltaledialect.h"

#include <QCborArray>
#include <QCborMap>
#include <QTest>
#include <QUrlQuery>

using namespace telltale;
using namespace Qt::StringLiterals;
using Resume = control::Hello::Resume;

namespace {

Frame text(const QByteArray &payload)
{
    return {.payload = payload};
}

Frame block(const QByteArray &type, const QByteArray &data, std::optional<QByteArray> id = {})
{
    return {.payload = data, .type = type, .lastEventId = id.value_or(QByteArray()), .identified = id.has_value()};
}

/// The events of what was decoded, as "id|type|payload".
QStringList events(const Decoded &decoded)
{
    QStringList words;
    for (const auto &item : decoded.items) {
        if (const auto *event = std::get_if<Event>(&item)) {
            words.append(QString::fromUtf8(event->cursor) + u'|' + QString::fromUtf8(event->type) + u'|' +
                         QString::fromUtf8(event->payload));
        }
    }
    return words;
}

template <typename T>
QList<T> controls(const Decoded &decoded)
{
    QList<T> found;
    for (const auto &item : decoded.items) {
        if (const auto *control = std::get_if<Control>(&item)) {
            if (const auto *wanted = std::get_if<T>(control))
                found.append(*wanted);
        }
    }
    return found;
}

QByteArray headerOf(const TransportRequest &request, const QByteArray &name)
{
    for (const auto &[key, value] : request.headers) {
        if (key == name)
            return value;
    }
    return {};
}

} // namespace

class TelltaleDialectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void request_asksEachTransportItsWay();
    void request_namesTheCursorTwice();
    void request_keepsTheQueryAndEscapesTheCursor();
    void firstLongPoll_asksForAShortHold();
    void envelope_keepsTheDataAsItStood_data();
    void envelope_keepsTheDataAsItStood();
    void array_isDecodedInOrder();
    void sameEvent_isTheSameOnEveryTransport();
    void eventWithoutId_inheritsTheLastOne();
    void idOfAnotherForm_hasNoPosition();
    void hello_isRead();
    void hello_garbledIsUndecodable_data();
    void hello_garbledIsUndecodable();
    void heartbeatAndGoAway_areRead();
    void numbersOutOfRange_areIgnored();
    void badMessages_areUndecodable_data();
    void badMessages_areUndecodable();
    void faultInAnArray_keepsWhatCameBefore();
    void cbor_isTheSameEnvelope();
    void cbor_thatIsBrokenIsUndecodable_data();
    void cbor_thatIsBrokenIsUndecodable();
    void idWithoutData_isABookmark();
    void proof_isWhatOnlyTheFeedSays();
};

void TelltaleDialectTest::request_asksEachTransportItsWay()
{
    const TelltaleDialect dialect({.headers = {{"X-Key"_ba, "v"_ba}}, .firstMessages = {"hi"_ba}});
    const QUrl url(u"https://host/feed"_s);
    const auto ws = dialect.request({TransportKind::WebSocket, url, {}});
    QCOMPARE(ws.url, QUrl(u"wss://host/feed"_s));
    QCOMPARE(ws.firstMessages, QList<QByteArray>{"hi"_ba});
    const auto sse = dialect.request({TransportKind::Sse, QUrl(u"ws://host/feed"_s), {}});
    QCOMPARE(sse.url, QUrl(u"http://host/feed"_s));
    QCOMPARE(headerOf(sse, "Accept"_ba), "text/event-stream"_ba);
    QVERIFY(sse.firstMessages.isEmpty());
    const auto held = dialect.request({TransportKind::LongPoll, url, {}, false});
    QCOMPARE(headerOf(held, "Accept"_ba), "application/json"_ba);
    QCOMPARE(headerOf(held, "Prefer"_ba), "wait=25"_ba);
    const auto poll = dialect.request({TransportKind::Poll, url, {}});
    QCOMPARE(headerOf(poll, "Accept"_ba), "application/json"_ba);
    QCOMPARE(headerOf(poll, "Prefer"_ba), QByteArray());
    for (const auto &request : {ws, sse, held, poll})
        QCOMPARE(headerOf(request, "X-Key"_ba), "v"_ba);
}

void TelltaleDialectTest::request_namesTheCursorTwice()
{
    const TelltaleDialect dialect({});
    for (const TransportKind kind : allTransportKinds()) {
        const auto request = dialect.request({kind, QUrl(u"http://host/feed"_s), "7f3a:1042"_ba});
        QCOMPARE(headerOf(request, "Last-Event-ID"_ba), "7f3a:1042"_ba);
        QCOMPARE(QUrlQuery(request.url).queryItemValue(u"last_event_id"_s), u"7f3a:1042"_s);
    }
    const auto fresh = dialect.request({TransportKind::Sse, QUrl(u"http://host/feed"_s), {}});
    QVERIFY(!fresh.url.hasQuery());
    QCOMPARE(headerOf(fresh, "Last-Event-ID"_ba), QByteArray());
}

void TelltaleDialectTest::request_keepsTheQueryAndEscapesTheCursor()
{
    const TelltaleDialect dialect({});
    const auto request = dialect.request(
        {TransportKind::Sse, QUrl(u"http://host/feed?room=a%26b&last_event_id=old"_s), "e&x=1+2%:3"_ba});
    QCOMPARE(request.url.toEncoded(), "http://host/feed?room=a%26b&last_event_id=e%26x%3D1%2B2%25:3"_ba);
}

void TelltaleDialectTest::firstLongPoll_asksForAShortHold()
{
    const TelltaleDialect dialect({.hold = milliseconds(30'900)});
    const QUrl url(u"http://host/"_s);
    QCOMPARE(headerOf(dialect.request({TransportKind::LongPoll, url, {}, true}), "Prefer"_ba), "wait=1"_ba);
    QCOMPARE(headerOf(dialect.request({TransportKind::LongPoll, url, {}, false}), "Prefer"_ba), "wait=30"_ba);
}

void TelltaleDialectTest::envelope_keepsTheDataAsItStood_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addRow("object") << R"({"b":1, "a" :[1,2 ,{"x":null}]})"_ba;
    QTest::addRow("array") << "[ 1, 2 ]"_ba;
    QTest::addRow("string") << R"("a\u00e4\n\"")"_ba;
    QTest::addRow("number") << "-1.50e+03"_ba;
    QTest::addRow("true") << "true"_ba;
    QTest::addRow("null") << "null"_ba;
    QTest::addRow("empty object") << "{}"_ba;
    QTest::addRow("brackets in a string") << R"({"x":"}]\"{"})"_ba;
}

void TelltaleDialectTest::envelope_keepsTheDataAsItStood()
{
    QFETCH(QByteArray, data);
    TelltaleDialect dialect({});
    const QStringList expected{u"e:1|m|"_s + QString::fromUtf8(data)};
    QCOMPARE(
        events(dialect.receive(TransportKind::WebSocket, text(R"({"id":"e:1","event":"m","data":)" + data + " }"))),
        expected);
    QCOMPARE(
        events(dialect.receive(TransportKind::Poll, text("[{\"data\": " + data + R"( ,"event":"m","id":"e:1"}])"))),
        expected);
}

void TelltaleDialectTest::array_isDecodedInOrder()
{
    TelltaleDialect dialect({});
    const auto decoded = dialect.receive(TransportKind::Poll, text(R"([
        {"event":"hello","data":{"epoch":"e","head":2}},
        {"id":"e:1","event":"m","data":1}, {"id":"e:2","event":"m","data":2}])"));
    QCOMPARE(decoded.items.size(), 3);
    QVERIFY(std::holds_alternative<Control>(decoded.items[0]));
    QCOMPARE(events(decoded), (QStringList{u"e:1|m|1"_s, u"e:2|m|2"_s}));
    QCOMPARE(decoded.pollOutcome, PollOutcome::BroughtEvents);
    QVERIFY(dialect.receive(TransportKind::Poll, text("[]"_ba)).items.isEmpty());
}

void TelltaleDialectTest::sameEvent_isTheSameOnEveryTransport()
{
    TelltaleDialect dialect({});
    const auto overSocket =
        dialect.receive(TransportKind::WebSocket, text(R"({"id":"7f:42","event":"log","data":{"a":1}})"));
    const auto overSse = dialect.receive(TransportKind::Sse, block("log"_ba, R"({"a":1})"_ba, "7f:42"_ba));
    QCOMPARE(std::get<Event>(overSocket.items[0]), std::get<Event>(overSse.items[0]));
    QCOMPARE(std::get<Event>(overSse.items[0]).position, (Position{"7f"_ba, 42}));
}

void TelltaleDialectTest::eventWithoutId_inheritsTheLastOne()
{
    for (const TransportKind kind : {TransportKind::WebSocket, TransportKind::Sse}) {
        TelltaleDialect dialect({});
        const auto frame = [kind](std::optional<QByteArray> id) {
            if (kind == TransportKind::Sse)
                return block("m"_ba, "1"_ba, id);
            return text(id ? R"({"id":")" + *id + R"(","event":"m","data":1})" : R"({"event":"m","data":1})"_ba);
        };
        dialect.receive(kind, frame("e:5"_ba));
        const auto event = std::get<Event>(dialect.receive(kind, frame({})).items[0]);
        QCOMPARE(event.cursor, "e:5"_ba);
        QVERIFY(!event.identified);
        QVERIFY(!event.position);
    }
}

void TelltaleDialectTest::idOfAnotherForm_hasNoPosition()
{
    TelltaleDialect dialect({});
    const auto event = std::get<Event>(dialect.receive(TransportKind::Sse, block("m"_ba, "1"_ba, "17"_ba)).items[0]);
    QVERIFY(event.identified);
    QVERIFY(!event.position);
}

void TelltaleDialectTest::hello_isRead()
{
    TelltaleDialect dialect({});
    const auto decoded = dialect.receive(
        TransportKind::Sse,
        block("hello"_ba, R"({"epoch":"7f3a","head":1100,"heartbeat":15,"t":1767225600000,"resume":"partial"})"_ba));
    const control::Hello expected{.epoch = "7f3a"_ba,
                                  .head = 1100,
                                  .heartbeat = milliseconds(15'000),
                                  .serverTime = milliseconds(1'767'225'600'000),
                                  .resume = Resume::Partial};
    QCOMPARE(controls<control::Hello>(decoded), QList<control::Hello>{expected});
    QVERIFY(events(decoded).isEmpty());
}

void TelltaleDialectTest::hello_garbledIsUndecodable_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addRow("no epoch") << R"({"head":1})"_ba;
    QTest::addRow("no head") << R"({"epoch":"e"})"_ba;
    QTest::addRow("negative head") << R"({"epoch":"e","head":-1})"_ba;
    QTest::addRow("head is text") << R"({"epoch":"e","head":"1"})"_ba;
    QTest::addRow("line break in the epoch") << R"({"epoch":"e\r\nX: y","head":1})"_ba;
    QTest::addRow("no object") << "[]"_ba;
    QTest::addRow("no JSON") << "hello"_ba;
    QTest::addRow("huge epoch") << R"({"head":1,"epoch":")" + QByteArray(200, 'e') + "\"}";
}

void TelltaleDialectTest::hello_garbledIsUndecodable()
{
    QFETCH(QByteArray, data);
    TelltaleDialect dialect({});
    const auto decoded = dialect.receive(TransportKind::Sse, block("hello"_ba, data));
    QCOMPARE(controls<control::Hello>(decoded).size(), 0);
    QCOMPARE(controls<control::Undecodable>(decoded).size(), 1);
}

void TelltaleDialectTest::heartbeatAndGoAway_areRead()
{
    TelltaleDialect dialect({});
    const auto decoded =
        dialect.receive(TransportKind::WebSocket, text(R"([{"event":"heartbeat","data":{"t":5,"head":7}},
                                                  {"event":"goaway","data":{"after":2.5}},
                                                  {"event":"reset"},{"event":"result","data":{"key":"k"}}])"));
    QCOMPARE(controls<control::Heartbeat>(decoded), (QList<control::Heartbeat>{{milliseconds(5), 7}}));
    QCOMPARE(controls<control::GoAway>(decoded), (QList<control::GoAway>{{milliseconds(2500)}}));
    QCOMPARE(controls<control::Reset>(decoded).size(), 1);
    QCOMPARE(controls<control::CommandResult>(decoded), (QList<control::CommandResult>{{R"({"key":"k"})"_ba}}));
}

void TelltaleDialectTest::numbersOutOfRange_areIgnored()
{
    TelltaleDialect dialect({});
    const auto decoded = dialect.receive(
        TransportKind::WebSocket, text(R"([{"event":"hello","data":{"epoch":"e","head":1,"heartbeat":0,"t":1e300}},
                                                  {"event":"hello","data":{"epoch":"e","head":1,"heartbeat":1e300}},
                                                  {"event":"goaway","data":{"after":-3}}])"));
    const auto hellos = controls<control::Hello>(decoded);
    QVERIFY(!hellos[0].heartbeat);
    QVERIFY(!hellos[0].serverTime);
    QCOMPARE(hellos[1].heartbeat, milliseconds(600'000)); // bounded
    QCOMPARE(controls<control::GoAway>(decoded), (QList<control::GoAway>{{milliseconds(0)}}));
}

void TelltaleDialectTest::badMessages_areUndecodable_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addRow("empty") << ""_ba;
    QTest::addRow("no JSON") << "<html>"_ba;
    QTest::addRow("number") << "12"_ba;
    QTest::addRow("text") << "\"x\""_ba;
    QTest::addRow("cut") << R"({"id":"e:1","event":"m","data":{"a":)"_ba;
    QTest::addRow("cut in a string") << R"({"id":"e:1","event":"m)"_ba;
    QTest::addRow("id is a number") << R"({"id":1,"event":"m","data":1})"_ba;
    QTest::addRow("event is null") << R"({"id":"e:1","event":null,"data":1})"_ba;
    QTest::addRow("neither event nor data") << R"({"error":"login first"})"_ba;
    QTest::addRow("array of numbers") << "[1,2]"_ba;
    QTest::addRow("array of arrays") << "[[]]"_ba;
    QTest::addRow("bad UTF-8") << "{\"event\":\"\xff\",\"data\":1}"_ba;
    QTest::addRow("long id") << R"({"event":"m","data":1,"id":"e:)" + QByteArray(200, '1') + "\"}";
    QTest::addRow("line break in the id") << R"({"event":"m","data":1,"id":"e:1\nX: y"})"_ba;
    QTest::addRow("deep") << QByteArray(100'000, '[');
    QTest::addRow("NUL") << QByteArray(8, '\0');
}

void TelltaleDialectTest::badMessages_areUndecodable()
{
    QFETCH(QByteArray, message);
    TelltaleDialect dialect({});
    const auto decoded = dialect.receive(TransportKind::WebSocket, text(message));
    QCOMPARE(controls<control::Undecodable>(decoded).size(), 1);
    QVERIFY(events(decoded).isEmpty());
}

void TelltaleDialectTest::faultInAnArray_keepsWhatCameBefore()
{
    TelltaleDialect dialect({});
    const auto decoded = dialect.receive(TransportKind::Poll, text(R"([{"id":"e:1","event":"m","data":1},{"id":2}])"));
    QCOMPARE(events(decoded), QStringList{u"e:1|m|1"_s});
    QCOMPARE(controls<control::Undecodable>(decoded).size(), 1);
}

void TelltaleDialectTest::cbor_isTheSameEnvelope()
{
    TelltaleDialect dialect({});
    const QCborMap event{{u"id"_s, u"e:1"_s}, {u"event"_s, u"m"_s}, {u"data"_s, QCborMap{{u"a"_s, 1}}}};
    Frame frame{.payload = QCborValue(event).toCbor(), .isBinary = true};
    QCOMPARE(events(dialect.receive(TransportKind::WebSocket, frame)), QStringList{u"e:1|m|{\"a\":1}"_s});
    frame.payload = QCborArray{event, event}.toCborValue().toCbor();
    QCOMPARE(events(dialect.receive(TransportKind::WebSocket, frame)).size(), 2);
}

void TelltaleDialectTest::cbor_thatIsBrokenIsUndecodable_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addRow("empty") << ""_ba;
    QTest::addRow("no CBOR") << "\xff\x00garbage"_ba;
    QTest::addRow("text that is not there") << QByteArray::fromHex("7b7fffffffffffffff");
    QTest::addRow("text shorter than announced") << QByteArray::fromHex("a1646461746179010078");
    QTest::addRow("array that is not there") << QByteArray::fromHex("9b7fffffffffffffff");
    QTest::addRow("cut") << QByteArray::fromHex("a262696463653a31");
    "e:1"_ba;
    QTest::addRow("deep") << QByteArray(100'000, '\x81');
}

void TelltaleDialectTest::cbor_thatIsBrokenIsUndecodable()
{
    QFETCH(QByteArray, message);
    TelltaleDialect dialect({});
    const auto decoded = dialect.receive(TransportKind::WebSocket, {.payload = message, .isBinary = true});
    QCOMPARE(controls<control::Undecodable>(decoded).size(), 1);
    QVERIFY(events(decoded).isEmpty());
}

void TelltaleDialectTest::idWithoutData_isABookmark()
{
    TelltaleDialect dialect({});
    const Frame frame{.kind = Frame::Kind::CursorOnly, .payload = {}, .lastEventId = "e:9"_ba, .identified = true};
    QCOMPARE(controls<control::Bookmark>(dialect.receive(TransportKind::Sse, frame)),
             (QList<control::Bookmark>{{"e:9"_ba}}));
}

void TelltaleDialectTest::proof_isWhatOnlyTheFeedSays()
{
    TelltaleDialect dialect({});
    const auto proves = [&dialect](const QByteArray &json) {
        return dialect.receive(TransportKind::Poll, text(json)).isProof;
    };
    QVERIFY(proves("[]"));
    QVERIFY(proves("\xef\xbb\xbf[]"));
    QVERIFY(proves("[{\"event\":\"heartbeat\",\"data\":{}}]"));
    QVERIFY(proves("{\"event\":\"m\",\"data\":1}"));
    QVERIFY(!proves("{}"));
    QVERIFY(!proves("{\"error\":\"login\"}"));
    QVERIFY(!proves("[{\"event\":\"hello\",\"data\":{}}]"));
    QVERIFY(!proves("[1]"));
}

QTEST_GUILESS_MAIN(TelltaleDialectTest)
#include "tst_telltaledialect.moc"
