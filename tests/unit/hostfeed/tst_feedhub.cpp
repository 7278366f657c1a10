// SPDX-License-Identifier: MIT
#include "app/hostfeed/feedhub.h"

#include "app/hostfeed/feedmessages.h"

#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class FeedHubTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void publish_numbersAndTells();
    void publish_refuses_data();
    void publish_refuses();
    void publish_boundsTheData();
    void publishBody_takesOneOrAll();
    void publishBody_takesAllOrNone_data();
    void publishBody_takesAllOrNone();
    void snapshot_isAsOfItsId();
    void commands_areReadFromBothForms();
    void messages_haveTheirForm();
    void hub_beats();
};

namespace {

FeedHubOptions options()
{
    FeedHubOptions made;
    made.epoch = "e"_ba;
    made.wallClock = [] { return milliseconds(5000); };
    return made;
}

} // namespace

void FeedHubTest::publish_numbersAndTells()
{
    FeedHub hub(options());
    QSignalSpy published(&hub, &FeedHub::published);
    QCOMPARE(*hub.publish("log"_ba, "{ \"a\" :\n 1 }"), "e:1"_ba);
    QCOMPARE(*hub.publish("alert"_ba, "null"), "e:2"_ba);
    QCOMPARE(published.size(), 2);
    QCOMPARE(hub.log().events().constFirst().data, R"({"a":1})"_ba);
}

void FeedHubTest::publish_refuses_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("data");
    for (const char *type : {"hello", "heartbeat", "goaway", "reset", "result", "", "a b", "a\nb", "a\"", "\xc3\xa9"})
        QTest::newRow(type) << QByteArray(type) << "1"_ba;
    QTest::newRow("long type") << QByteArray(65, 'a') << "1"_ba;
    QTest::newRow("no data") << "log"_ba
                             << ""_ba;
    QTest::newRow("no JSON") << "log"_ba
                             << "{a:1}"_ba;
    QTest::newRow("two lines in a string") << "log"_ba
                                           << "\"a\nid: x\""_ba;
}

void FeedHubTest::publish_refuses()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, data);
    FeedHub hub(options());
    const Result<Cursor> id = hub.publish(type, data);
    QVERIFY(!id);
    QCOMPARE(id.error().kind, ErrorKind::BadData);
    QCOMPARE(hub.log().head(), 0U);
}

void FeedHubTest::publish_boundsTheData()
{
    FeedHubOptions small = options();
    small.eventBytes = 10;
    FeedHub hub(small);
    QVERIFY(hub.publish("log"_ba, "\"12345678\""));
    const Result<Cursor> id = hub.publish("log"_ba, "\"123456789\"");
    QVERIFY(!id);
    QCOMPARE(id.error().kind, ErrorKind::TooLarge);
}

void FeedHubTest::publishBody_takesOneOrAll()
{
    FeedHub hub(options());
    QCOMPARE(*hub.publishBody(R"( {"id":"x:9","event":"log","data":{"n":1.0}} )"), R"({"count":1,"id":"e:1"})"_ba);
    QCOMPARE(*hub.publishBody(R"([{"event":"log","data":2},{"data":3,"event":"log"}])"),
             R"({"count":2,"id":"e:3"})"_ba);
    QCOMPARE(*hub.publishBody("[]"), R"({"count":0,"id":"e:3"})"_ba);
    QCOMPARE(hub.log().events().constFirst().data, R"({"n":1.0})"_ba);
}

void FeedHubTest::publishBody_takesAllOrNone_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("second bad") << R"([{"event":"log","data":1},{"event":"hello","data":1}])"_ba;
    QTest::newRow("no event") << R"({"data":1})"_ba;
    QTest::newRow("no data") << R"({"event":"log"})"_ba;
    QTest::newRow("event is no string") << R"({"event":1,"data":1})"_ba;
    QTest::newRow("no object") << R"([1])"_ba;
    QTest::newRow("scalar") << "1"_ba;
    QTest::newRow("no JSON") << R"({"event":"log","data":})"_ba;
}

void FeedHubTest::publishBody_takesAllOrNone()
{
    QFETCH(QByteArray, body);
    FeedHub hub(options());
    QVERIFY(!hub.publishBody(body));
    QCOMPARE(hub.log().head(), 0U);
}

void FeedHubTest::snapshot_isAsOfItsId()
{
    FeedHub hub(options());
    QCOMPARE(hub.snapshot(), R"({"id":"e:0","t":5000,"values":{},"alerts":[]})"_ba);
    // Whoever is told of an event and asks at once must find it in the snapshot.
    QByteArray seen;
    connect(&hub, &FeedHub::published, this, [&] { seen = hub.snapshot(); });
    QVERIFY(hub.publish("metrics"_ba, R"({"t":1000,"values":{"a":1}})"));
    QCOMPARE(seen, R"({"id":"e:1","t":5000,"values":{"a":[1000,1]},"alerts":[]})"_ba);
}

void FeedHubTest::commands_areReadFromBothForms()
{
    QList<QByteArray> ran;
    FeedHubOptions counting = options();
    counting.handleCommand = [&ran](const QByteArray &command, const QByteArray &data) {
        ran.append(command + ' ' + data);
        return CommandOutcome{.status = CommandOutcome::Status::Applied};
    };
    FeedHub hub(counting);
    const QByteArray answer = R"({"key":"k","status":"applied"})"_ba;
    QCOMPARE(*hub.executeBody("k"_ba, R"({"command":"ack","data":{ "a":1 }})"), answer);
    QCOMPARE(hub.executeMessage(R"({"command":"ack","key":"k","data":{"a":1}})"), answer);
    QCOMPARE(ran, QList<QByteArray>{R"(ack {"a":1})"_ba});
    QVERIFY(!hub.executeBody(""_ba, R"({"command":"ack"})"));
    QVERIFY(!hub.executeBody("k2"_ba, R"({"comand":"ack"})"));
    QVERIFY(!hub.executeBody("k2"_ba, "x"));
    for (const char *message : {R"({"command":"ack"})", R"({"key":"z"})", "[]", "x", ""})
        QVERIFY2(hub.executeMessage(message).contains(R"("status":"rejected")"), message);
    QCOMPARE(ran.size(), 1);
}

void FeedHubTest::messages_haveTheirForm()
{
    using namespace feedmessages;
    FeedLog log("7f3a"_ba);
    const FeedEvent event = log.append("log"_ba, R"({"a":1})"_ba);
    QCOMPARE(toJson(event), R"({"id":"7f3a:1","event":"log","data":{"a":1}})"_ba);
    QCOMPARE(toSse(event), "id: 7f3a:1\nevent: log\ndata: {\"a\":1}\n\n"_ba);
    const auto helloOf = [&log](const Cursor &cursor) {
        return toJson(hello(log, log.startFor(cursor), log.head(), milliseconds(15'000), milliseconds(9)));
    };
    const QByteArray plain = R"({"event":"hello","data":{"epoch":"7f3a","head":1,"heartbeat":15,"t":9)"_ba;
    QCOMPARE(helloOf({}), plain + "}}");
    QCOMPARE(helloOf("7f3a:1"_ba), plain + R"(,"resume":"ok"}})");
    QCOMPARE(helloOf("x:1"_ba), plain + R"(,"resume":"reset"}})");
    QCOMPARE(toSse(heartbeat(log, milliseconds(9))), "event: heartbeat\ndata: {\"t\":9,\"head\":1}\n\n"_ba);
    QCOMPARE(toJson(goAway(std::chrono::seconds(5))), R"({"event":"goaway","data":{"after":5}})"_ba);
}

void FeedHubTest::hub_beats()
{
    FeedHubOptions quick = options();
    quick.heartbeat = milliseconds(10);
    FeedHub hub(quick);
    QSignalSpy beats(&hub, &FeedHub::beatDue);
    QVERIFY(beats.wait());
}

QTEST_GUILESS_MAIN(FeedHubTest)
#include "tst_feedhub.moc"
