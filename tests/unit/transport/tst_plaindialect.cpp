// SPDX-License-Identifier: MIT
#include "transport/dialects/plaindialect.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class PlainDialectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makeDialect_knowsTheNames();
    void message_isAnEventAsItStands();
    void binaryMessage_staysBinary();
    void sseId_identifiesOnlyItsOwnBlock();
    void idWithoutData_isABookmark();
    void emptyId_clearsTheCursor();
    void unusableId_isNotUsed_data();
    void unusableId_isNotUsed();
    void continuity_isLearnt();
    void pollAnswer_tellsWhetherItChanged();
    void request_resumesByHeaderAlone();
};

void PlainDialectTest::makeDialect_knowsTheNames()
{
    QCOMPARE((*makeDialect(u"plain"_s, {}))->name(), "plain"_L1);
    QCOMPARE((*makeDialect(u"telltale"_s, {}))->name(), "telltale"_L1);
    const auto none = makeDialect(u"klingon"_s, {});
    QVERIFY(!none);
    QCOMPARE(none.error().kind, ErrorKind::Usage);
    QVERIFY(none.error().message.contains(u"klingon"_s));
}

void PlainDialectTest::message_isAnEventAsItStands()
{
    PlainDialect dialect({});
    const auto decoded = dialect.receive(TransportKind::WebSocket, {.payload = " {not even json "_ba});
    QCOMPARE(decoded.items.size(), 1);
    const auto event = std::get<Event>(decoded.items[0]);
    QCOMPARE(event.payload, " {not even json "_ba);
    QVERIFY(event.cursor.isEmpty());
    QVERIFY(!event.identified);
}

void PlainDialectTest::binaryMessage_staysBinary()
{
    PlainDialect dialect({});
    const auto decoded = dialect.receive(TransportKind::WebSocket, {.payload = "\0\xff"_ba, .isBinary = true});
    QVERIFY(std::get<Event>(decoded.items[0]).isBinary);
}

void PlainDialectTest::sseId_identifiesOnlyItsOwnBlock()
{
    PlainDialect dialect({});
    const auto own = std::get<Event>(
        dialect.receive(TransportKind::Sse, {.payload = "a"_ba, .lastEventId = "1"_ba, .identified = true}).items[0]);
    QVERIFY(own.identified);
    QCOMPARE(own.cursor, "1"_ba);
    const auto inherited =
        std::get<Event>(dialect.receive(TransportKind::Sse, {.payload = "b"_ba, .lastEventId = "1"_ba}).items[0]);
    QVERIFY(!inherited.identified);
    QCOMPARE(inherited.cursor, "1"_ba);
}

void PlainDialectTest::idWithoutData_isABookmark()
{
    PlainDialect dialect({});
    const auto decoded =
        dialect.receive(TransportKind::Sse,
                        {.kind = Frame::Kind::CursorOnly, .payload = {}, .lastEventId = "7"_ba, .identified = true});
    QCOMPARE(std::get<control::Bookmark>(std::get<Control>(decoded.items[0])).cursor, "7"_ba);
}

void PlainDialectTest::emptyId_clearsTheCursor()
{
    PlainDialect dialect({});
    dialect.receive(TransportKind::Sse, {.payload = "a"_ba, .lastEventId = "1"_ba, .identified = true});
    const auto event =
        std::get<Event>(dialect.receive(TransportKind::Sse, {.payload = "b"_ba, .identified = true}).items[0]);
    QCOMPARE(event.cursor, QByteArray());
    QVERIFY(!event.identified);
}

void PlainDialectTest::unusableId_isNotUsed_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addRow("huge") << QByteArray(4097, 'x');
    QTest::addRow("control character") << "a\x1b[2J"_ba;
    QTest::addRow("tab") << "a\tb"_ba;
}

void PlainDialectTest::unusableId_isNotUsed()
{
    QFETCH(QByteArray, id);
    PlainDialect dialect({});
    const Frame frame{.payload = "a"_ba, .lastEventId = id, .identified = true};
    const auto event = std::get<Event>(dialect.receive(TransportKind::Sse, frame).items[0]);
    QCOMPARE(event.cursor, QByteArray());
    QVERIFY(!event.identified);
}

void PlainDialectTest::continuity_isLearnt()
{
    PlainDialect dialect({});
    QCOMPARE(dialect.continuity(), Continuity::None);
    dialect.receive(TransportKind::Sse, {.payload = "a"_ba});
    QCOMPARE(dialect.continuity(), Continuity::None);
    dialect.receive(TransportKind::Sse, {.payload = "a"_ba, .lastEventId = "1"_ba, .identified = true});
    QCOMPARE(dialect.continuity(), Continuity::Unique);
}

void PlainDialectTest::pollAnswer_tellsWhetherItChanged()
{
    PlainDialect dialect({});
    QCOMPARE(dialect.receive(TransportKind::Poll, {.payload = "1"_ba}).pollOutcome, PollOutcome::Changed);
    QCOMPARE(dialect.receive(TransportKind::Poll, {.payload = "1"_ba}).pollOutcome, PollOutcome::Nothing);
    QCOMPARE(dialect.receive(TransportKind::Poll, {.payload = "2"_ba}).pollOutcome, PollOutcome::Changed);
}

void PlainDialectTest::request_resumesByHeaderAlone()
{
    const PlainDialect dialect({.firstMessages = {"subscribe"_ba}});
    const auto request = dialect.request({TransportKind::Sse, QUrl(u"http://host/x?a=1"_s), "9"_ba});
    QCOMPARE(request.url, QUrl(u"http://host/x?a=1"_s));
    QVERIFY(request.headers.contains({"Last-Event-ID"_ba, "9"_ba}));
    QCOMPARE(dialect.request({TransportKind::WebSocket, QUrl(u"http://host/"_s), {}}).firstMessages,
             QList<QByteArray>{"subscribe"_ba});
}

QTEST_GUILESS_MAIN(PlainDialectTest)
#include "tst_plaindialect.moc"
