// SPDX-License-Identifier: MIT
#include "app/commands/arguments.h"
#include "app/commands/secretheaders.h"
#include "tests/integration/faultstage.h"
#include "tests/support/rawwebsocket.h"
#include "tests/support/scriptedserver.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

constexpr auto ws = TransportKind::WebSocket;
constexpr auto sse = TransportKind::Sse;
constexpr auto poll = TransportKind::Poll;
using Kind = Fault::Kind;

/// The proxy has nothing to do with it but to log that it was there.
void flood(FaultStage &stage)
{
    stage.proxy().impose({.kind = Kind::Rate, .bytes = 100 << 20});
    stage.publish(10'000);
}

/// Three events are published before the fault and six after it, besides those that are the fault.
const QList<FaultRow> rows{
    {.tag = "38 bytes in a stream that are no UTF-8",
     .does = "reads them as replacement characters, as the standard has it",
     .sees = u"Live"_s,
     .transports = {sse},
     .inject = impose({.kind = Kind::Insert, .body = "id: e:4\nevent: m\ndata: \"\xff\"\n\n"_ba})},
    {.tag = "41 a message is JSON without bottom",
     .does = "does not read it, and draws a gap, for nobody knows what it was",
     .sees = u"Live"_s,
     .transports = {ws},
     .inject = impose({.kind = Kind::Insert,
                       .body = webSocketFrame(WebSocketOpcode::Text, "{\"id\":\"e:4\",\"event\":\"m\",\"data\":" +
                                                                         QByteArray(2000, '[') + "}")}),
     .gaps = 1},
    {.tag = "45 more events at once than the line takes",
     .does = "takes them as they come",
     .sees = u"Live"_s,
     .transports = {ws},
     .inject = impose({.kind = Kind::Rate, .bytes = 3000})},
    {.tag = "45 a flood: ten thousand events at once, over a WebSocket",
     .does = "takes them as they come",
     .sees = u"Live"_s,
     .transports = {ws},
     .inject = flood},
    {.tag = "45 a flood: ten thousand events at once, over a stream",
     .does = "takes them as they come",
     .sees = u"Live"_s,
     .transports = {sse},
     .inject = flood},
    {.tag = "47 WebSocket messages come in the wrong order",
     .does = "holds what comes too early, and delivers in order",
     .sees = u"Live"_s,
     .transports = {ws},
     .inject = impose({.kind = Kind::Reorder})},
    {.tag = "47 events of a stream come in the wrong order",
     .does = "holds what comes too early, and delivers in order",
     .sees = u"Live"_s,
     .transports = {sse},
     .inject = impose({.kind = Kind::Reorder})},
    {.tag = "47 a WebSocket message is lost on a link that lives",
     .does = "asks for it by a second session, while the first is read on",
     .sees = u"Live"_s,
     .transports = {ws},
     .inject = impose({.kind = Kind::Drop, .unit = 2})},
    {.tag = "47 an event of a stream is lost on a link that lives",
     .does = "asks for it by a second session, while the first is read on",
     .sees = u"Live"_s,
     .transports = {sse},
     .inject = impose({.kind = Kind::Drop, .unit = 2})},
    {.tag = "48 every WebSocket message comes twice",
     .does = "drops the second of each",
     .sees = u"Live"_s,
     .transports = {ws},
     .inject = impose({.kind = Kind::Duplicate})},
    {.tag = "48 every event of a stream comes twice",
     .does = "drops the second of each",
     .sees = u"Live"_s,
     .transports = {sse},
     .inject = impose({.kind = Kind::Duplicate})},
};

/// A file with a token in it, and what reads it.
class TokenFile
{
public:
    explicit TokenFile(const QByteArray &token) { write(token); }
    void write(const QByteArray &token) const
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(token) != token.size())
            qFatal("the token cannot be written");
    }
    void remove() { QFile::remove(path()); }
    Result<Headers> headers() const
    {
        const Result<Token> token = readTokenFile(path());
        if (!token)
            return token.error();
        return Headers{{"Authorization"_ba, "Bearer " + token->value}};
    }

private:
    QString path() const { return m_directory.filePath(u"token"_s); }

    QTemporaryDir m_directory;
};

std::unique_ptr<FeedClient> clientOf(const FaultProxy &proxy, const TokenFile &file)
{
    const SecretHeaders headers(*file.headers(), [&file] { return file.headers(); });
    return std::make_unique<FeedClient>(QUrl(u"http://127.0.0.1:%1/feed"_s.arg(proxy.port())), QList{ws}, Cursor(),
                                        u"telltale"_s, FaultStage::limits(), FaultStage::policy(),
                                        DialectOptions{.currentHeaders = headers});
}

} // namespace

class FaultsStreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oddEvents_areSetRight_data();
    void oddEvents_areSetRight();
    void evictedCursor_isAGap_data();
    void evictedCursor_isAGap();
    void otherServerRun_isAGap_data();
    void otherServerRun_isAGap();
    void goneResume_isAGap();
    void otherNetwork_asksWhetherTheLinkLives();
    void renewedToken_isUsed();
    void lostToken_isKept();
    void heldBackLater_goesOnElsewhere();
};

void FaultsStreamTest::oddEvents_areSetRight_data()
{
    QTest::addColumn<FaultRow>("row");
    for (const FaultRow &row : rows)
        QTest::newRow(row.tag.constData()) << row;
}

void FaultsStreamTest::oddEvents_areSetRight()
{
    QFETCH(FaultRow, row);
    FaultStage stage(row.transports);
    stage.client().manager.start();
    FAULT_TRY(stage.isInSync());
    stage.publish(3);
    FAULT_TRY(stage.ids() == FaultStage::idsUpTo(3));
    const qsizetype links = stage.client().links.size();
    row.inject(stage);
    stage.publish(6);
    const QByteArray last = "e:" + QByteArray::number(stage.published());
    FAULT_TRY(!stage.client().events.isEmpty() && stage.client().events.last().event.cursor == last);
    QCOMPARE(stage.ids(), FaultStage::idsUpTo(stage.published()));
    if (row.tag.startsWith("38"))
        QCOMPARE(stage.client().events[3].event.payload, "\"\xef\xbf\xbd\""_ba);
    if (row.tag.startsWith("48"))
        QVERIFY(stage.client().manager.streamStatus().duplicates >= 6);
    if (row.tag.contains("lost")) {
        QCOMPARE(stage.proxy().requests().size(), 2);
        QCOMPARE(headerValue(stage.proxy().requests().last().head, "Last-Event-ID"_ba), "e:4"_ba);
    }
    QCOMPARE(stage.client().gaps.size(), row.gaps);
    QCOMPARE(stage.client().links.size(), links); // it stayed live
    QVERIFY(stage.isLive());
    QVERIFY(stage.words().last().startsWith(row.sees));
    const QList<FaultLogEntry> &log = stage.proxy().log().entries();
    QVERIFY(std::any_of(log.begin(), log.end(),
                        [](const FaultLogEntry &entry) { return entry.what == FaultLogEntry::What::Injected; }));
}

void FaultsStreamTest::evictedCursor_isAGap_data()
{
    QTest::addColumn<FaultRow>("row");
    for (const FaultRow &row : QList<FaultRow>{{.tag = "49 what was to be resumed is no longer there, over a WebSocket",
                               .does = "draws the gap, and goes on with what is there",
                               .sees = u"Offline · "_s,
                               .transports = {ws}},
                                               {.tag = "49 what was to be resumed is no longer there, over a stream",
                                               .does = "draws the gap, and goes on with what is there",
                                               .sees = u"Offline · "_s,
                                               .transports = {sse}},
                                               {.tag = "49 what was to be resumed is no longer there, by polling",
                                               .does = "draws the gap, and goes on with what is there",
                                               .sees = u"Offline · "_s,
                                               .transports = {poll}}})
        QTest::newRow(row.tag.constData()) << row;
}

void FaultsStreamTest::evictedCursor_isAGap()
{
    QFETCH(FaultRow, row);
    FaultStage stage(row.transports, 5);
    stage.client().manager.start();
    FAULT_TRY(stage.isInSync());
    stage.publish(3);
    FAULT_TRY(stage.ids() == FaultStage::idsUpTo(3));
    stage.proxy().setDown(true);
    FAULT_TRY(stage.showed(row.sees));
    stage.publish(20);
    stage.proxy().setDown(false);
    FAULT_TRY(stage.isInSync());
    FAULT_TRY(stage.ids() == "e:1 e:2 e:3 e:19 e:20 e:21 e:22 e:23");
    QCOMPARE(stage.client().gaps.size(), 1);
    QCOMPARE(stage.client().gaps[0].after, "e:3"_ba);
    QCOMPARE(stage.proxy().log().count(Kind::Refuse), 1);
}

void FaultsStreamTest::otherServerRun_isAGap_data()
{
    QTest::addColumn<FaultRow>("row");
    QTest::addColumn<QByteArray>("epoch");
    const auto add = [](const FaultRow &row, const QByteArray &epoch) {
        QTest::newRow(row.tag.constData()) << row << epoch;
    };
    add({.tag = "50 the server restarts, and counts from one again",
         .does = "draws the gap, and goes on in the new epoch",
         .sees = u"Offline · "_s},
        "f"_ba);
    add({.tag = "51 the server comes back with older state",
         .does = "draws the gap, and goes on with what comes",
         .sees = u"Offline · "_s},
        "e"_ba);
}

void FaultsStreamTest::otherServerRun_isAGap()
{
    QFETCH(FaultRow, row);
    QFETCH(QByteArray, epoch);
    FaultStage stage;
    stage.client().manager.start();
    FAULT_TRY(stage.isInSync());
    stage.publish(3);
    FAULT_TRY(stage.ids() == FaultStage::idsUpTo(3));
    stage.restartServer(epoch);
    stage.proxy().impose({.kind = Kind::CutAfter});
    FAULT_TRY(stage.showed(row.sees));
    FAULT_TRY(stage.isInSync());
    FAULT_TRY(stage.client().gaps.size() == 1);
    QCOMPARE(stage.client().gaps[0].after, "e:3"_ba);
    stage.publish(2);
    FAULT_TRY(stage.ids() == "e:1 e:2 e:3 " + epoch + ":1 " + epoch + ":2");
    QCOMPARE(stage.client().gaps.size(), 1);
    const auto asked = stage.proxy().requests().last().head;
    QVERIFY(asked.contains("e:3") || asked.contains(epoch + ":0"));
}

// fault-row: "17 the resume is answered 410" "asks once more at once, without what is gone there; draws the gap"
// "Reconnecting · Gone for good (410)"
void FaultsStreamTest::goneResume_isAGap()
{
    FaultStage stage({sse});
    stage.client().manager.start();
    FAULT_TRY(stage.isInSync());
    stage.publish(3);
    FAULT_TRY(stage.ids() == FaultStage::idsUpTo(3));
    stage.proxy().setRules(knownFaultRules({u"times=1 answer status=410"_s}));
    stage.proxy().impose({.kind = Kind::CutAfter});
    FAULT_TRY(stage.showed(u"Reconnecting · Gone for good (410)"_s));
    FAULT_TRY(stage.isInSync());
    stage.publish(3);
    FAULT_TRY(stage.ids() == FaultStage::idsUpTo(6));
    QCOMPARE(stage.client().gaps.size(), 1); // nobody knows that nothing was missed
    QCOMPARE(stage.client().gaps[0].after, "e:3"_ba);
    QCOMPARE(stage.proxy().log().count(Kind::Answer), 1);
    QCOMPARE(headerValue(stage.proxy().requests()[1].head, "Last-Event-ID"_ba), "e:3"_ba);
    QVERIFY(headerValue(stage.proxy().requests()[2].head, "Last-Event-ID"_ba).isEmpty());
}

// fault-row: "64 the network becomes another one, and the old connection works" "asks at once, and stays" "Silent"
void FaultsStreamTest::otherNetwork_asksWhetherTheLinkLives()
{
    FaultStage stage({ws});
    stage.client().manager.start();
    FAULT_TRY(stage.isInSync());
    stage.publish(3);
    FAULT_TRY(stage.ids() == FaultStage::idsUpTo(3));
    stage.client().manager.setNetwork("another"_ba);
    QVERIFY(stage.showed(u"Silent"_s));
    FAULT_TRY(stage.isLive());
    stage.publish(3);
    FAULT_TRY(stage.ids() == FaultStage::idsUpTo(6));
    QCOMPARE(stage.proxy().requests().size(), 1);
}

// fault-row: "52 the token is no longer good, and its file holds a new one" "reads the file before each request, and
// resumes with the new one" "Offline · "
void FaultsStreamTest::renewedToken_isUsed()
{
    const TokenFile file("one");
    FeedServer old({.token = "one"_ba, .feed = {.epoch = "e"_ba}});
    FeedServer renewed({.token = "two"_ba, .feed = {.epoch = "e"_ba}});
    const auto oldUrl = old.listen();
    const auto renewedUrl = renewed.listen();
    QVERIFY(oldUrl && renewedUrl);
    FaultProxy proxy(quint16(oldUrl->port()), FaultRules());
    const std::unique_ptr<FeedClient> client = clientOf(proxy, file);
    client->manager.start();
    QTRY_VERIFY(client->isLiveOn(ws));
    QVERIFY(old.publish("m"_ba, "1") && renewed.publish("m"_ba, "1") && renewed.publish("m"_ba, "2"));
    QTRY_COMPARE(client->events.size(), 1);
    file.write("two");
    proxy.setServer({u"127.0.0.1"_s, quint16(renewedUrl->port())});
    QCOMPARE(proxy.impose({.kind = Kind::CutAfter}), 1);
    QTRY_COMPARE(client->events.size(), 2);
    QVERIFY(client->gaps.isEmpty());
    QCOMPARE(headerValue(proxy.requests().first().head, "Authorization"_ba), "Bearer one"_ba);
    QCOMPARE(headerValue(proxy.requests().last().head, "Authorization"_ba), "Bearer two"_ba);
    QVERIFY(std::none_of(client->links.begin(), client->links.end(),
                         [](const LinkStatus &link) { return link.state == LinkState::Blocked; }));
}

// fault-row: "53 the token's file is gone when it is to be read again" "goes on with what was read last, as long as the
// server takes it" "Live"
void FaultsStreamTest::lostToken_isKept()
{
    TokenFile file("one");
    FeedServer server({.token = "one"_ba, .feed = {.epoch = "e"_ba}});
    const auto url = server.listen();
    QVERIFY(url);
    FaultProxy proxy(quint16(url->port()), FaultRules());
    const std::unique_ptr<FeedClient> client = clientOf(proxy, file);
    client->manager.start();
    QTRY_VERIFY(client->isLiveOn(ws));
    file.remove();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"token.*what was read last is used"_s));
    QCOMPARE(proxy.impose({.kind = Kind::CutAfter}), 1);
    QTRY_VERIFY(client->isLiveOn(ws) && proxy.requests().size() == 2);
    QVERIFY(server.publish("m"_ba, "1"));
    QTRY_COMPARE(client->events.size(), 1);
    QCOMPARE(headerValue(proxy.requests().last().head, "Authorization"_ba), "Bearer one"_ba);
}

// fault-row: "24 a proxy begins to hold an event stream back" "is told by heartbeats that come in bunches; goes on by
// long poll" "Offline · Held back on the way"
void FaultsStreamTest::heldBackLater_goesOnElsewhere()
{
    FaultStage stage({sse, TransportKind::LongPoll});
    stage.client().manager.start();
    FAULT_TRY(stage.isInSync());
    stage.publish(3);
    FAULT_TRY(stage.ids() == FaultStage::idsUpTo(3));
    // Two beats in each bunch, and never so long a pause that it counts as silence.
    stage.proxy().impose({.kind = Kind::HoldBack, .wait = milliseconds(1100)});
    FAULT_TRY(stage.showed(u"Offline · Held back on the way"_s));
    FAULT_TRY(stage.client().isLiveOn(TransportKind::LongPoll));
    stage.publish(3);
    FAULT_TRY(stage.ids() == FaultStage::idsUpTo(6));
    QVERIFY(stage.client().gaps.isEmpty());
    QVERIFY(stage.proxy().log().count(Kind::HoldBack) >= 2);
}

QTEST_GUILESS_MAIN(FaultsStreamTest)
#include "tst_faults_stream.moc"
