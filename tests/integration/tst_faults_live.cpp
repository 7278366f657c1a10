// SPDX-License-Identifier: MIT
#include "tests/integration/faultstage.h"
#include "tests/support/rawwebsocket.h"

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

constexpr auto ws = TransportKind::WebSocket;
constexpr auto sse = TransportKind::Sse;
constexpr auto longPoll = TransportKind::LongPoll;
constexpr auto poll = TransportKind::Poll;
using Kind = Fault::Kind;

std::function<void(FaultStage &)> insert(const QByteArray &bytes)
{
    return impose({.kind = Kind::Insert, .body = bytes});
}

std::function<void(FaultStage &)> closeWith(int code)
{
    return insert(webSocketClose(code));
}

/// The ends of a link that works; the first row is of the plain drop, each of another way to say goodbye.
const QList<FaultRow> ends{
    {.tag = "25 a proxy cuts a quiet WebSocket",
     .does = "resumes over the same transport",
     .sees = u"Offline · Closed by the server"_s,
     .transports = {ws},
     .inject = impose({.kind = Kind::CutIdle, .wait = milliseconds(200)})},
    {.tag = "25 a proxy cuts a quiet event stream",
     .does = "resumes over the same transport",
     .sees = u"Offline · Closed by the server"_s,
     .transports = {sse},
     .inject = impose({.kind = Kind::CutIdle, .wait = milliseconds(200)})},
    {.tag = "31 a WebSocket ends by FIN, without a close frame",
     .does = "takes it for a loss, and resumes",
     .sees = u"Offline · Closed by the server"_s,
     .transports = {ws},
     .inject = impose({.kind = Kind::CutAfter})},
    {.tag = "31 an event stream ends by FIN",
     .does = "resumes",
     .sees = u"Offline · Closed by the server"_s,
     .transports = {sse},
     .inject = impose({.kind = Kind::CutAfter})},
    {.tag = "32 a WebSocket is reset in the middle of a frame",
     .does = "drops the part, and resumes before it",
     .sees = u"Offline · Closed by the server"_s,
     .transports = {ws},
     .inject = impose({.kind = Kind::CutAfter, .bytes = 10, .reset = true})},
    {.tag = "33 an event stream ends in the middle of an event",
     .does = "drops the part, and resumes before it",
     .sees = u"Offline · Closed by the server"_s,
     .transports = {sse},
     .inject = impose({.kind = Kind::CutAfter, .bytes = 14})},
    {.tag = "33 a poll's answer ends in the middle",
     .does = "drops the whole answer, and asks again from the same place",
     .sees = u"Offline · Closed by the server"_s,
     .transports = {poll},
     .inject =
         [](FaultStage &stage) {
             stage.proxy().impose({.kind = Kind::CutAfter, .bytes = 1500});
             stage.publishLarge(4000); // or the cut might fall into a head, and then Qt asks again by itself
         }},
    {.tag = "34 a WebSocket goes silent without an end",
     .does = "asks by a ping after one heartbeat and a grace, gives up after two, resumes",
     .sees = u"Offline · Fell silent"_s,
     .transports = {ws},
     .inject = impose({.kind = Kind::HalfOpen})},
    {.tag = "34 an event stream goes silent without an end",
     .does = "doubts it after one heartbeat and a grace, gives up after two, resumes",
     .sees = u"Offline · Fell silent"_s,
     .transports = {sse},
     .inject = impose({.kind = Kind::HalfOpen})},
    {.tag = "34 a held poll is never answered",
     .does = "gives up when the hold and a margin are over, asks again",
     .sees = u"Offline · No answer in time"_s,
     .transports = {longPoll},
     .inject = impose({.kind = Kind::HalfOpen})},
    {.tag = "35 an event drips, a byte at a time",
     .does = "gives up when an event takes too long, however steadily it comes; resumes",
     .sees = u"Offline · Stopped in the middle of a message"_s,
     .transports = {sse},
     .inject = impose({.kind = Kind::Slice, .bytes = 1, .wait = milliseconds(150)})},
    {.tag = "35 a WebSocket stalls in the middle of a frame",
     .does = "asks by a ping, gives up after two heartbeats and a grace, resumes",
     .sees = u"Offline · Fell silent"_s,
     .transports = {ws},
     .inject = impose({.kind = Kind::HalfOpen, .bytes = 10})},
    {.tag = "64 the network becomes another one, and the old connection is dead",
     .does = "asks at once, gives up after a grace, resumes",
     .sees = u"Silent"_s,
     .transports = {ws},
     .inject =
         [](FaultStage &stage) {
             stage.proxy().impose({.kind = Kind::HalfOpen});
             stage.client().manager.setNetwork("another"_ba);
         }},
    {.tag = "52 the server closes with 4401, for the login expired",
     .does = "tries again with what it has; blocked if that is refused",
     .sees = u"Offline · Closed by the server: the server closed the connection with code 4401"_s,
     .transports = {ws},
     .inject = closeWith(4401)},
    {.tag = "54 the server closes with 1000",
     .does = "resumes",
     .sees = u"Offline · Closed by the server: the server closed the connection with code 1000"_s,
     .transports = {ws},
     .inject = closeWith(1000)},
    {.tag = "54 the server closes with 1001, going away",
     .does = "resumes, spread over some seconds",
     .sees = u"Offline · Closed by the server: the server closed the connection with code 1001"_s,
     .transports = {ws},
     .inject = closeWith(1001)},
    {.tag = "55 the server closes with 1002",
     .does = "resumes, with a least wait of seconds: Qt reports restarts and overload so, too",
     .sees = u"Offline · Closed by the server: the server closed the connection with code 1002"_s,
     .transports = {ws},
     .inject = closeWith(1002)},
    {.tag = "55 the server closes with 1007",
     .does = "resumes",
     .sees = u"Offline · Closed by the server: the server closed the connection with code 1007"_s,
     .transports = {ws},
     .inject = closeWith(1007)},
    {.tag = "56 the server closes with 1003",
     .does = "resumes; comes last here for a while if it goes on so",
     .sees = u"Offline · Closed by the server: the server closed the connection with code 1003"_s,
     .transports = {ws},
     .inject = closeWith(1003)},
    {.tag = "57 the server closes with 1008",
     .does = "tries again; blocked if that is refused",
     .sees = u"Offline · Closed by the server: the server closed the connection with code 1008"_s,
     .transports = {ws},
     .inject = closeWith(1008)},
    {.tag = "58 the server closes with 1009",
     .does = "resumes",
     .sees = u"Offline · Closed by the server: the server closed the connection with code 1009"_s,
     .transports = {ws},
     .inject = closeWith(1009)},
    {.tag = "59 the server closes with 1011",
     .does = "resumes after a backoff",
     .sees = u"Offline · Closed by the server: the server closed the connection with code 1011"_s,
     .transports = {ws},
     .inject = closeWith(1011)},
    {.tag = "60 the server closes with 1012, to restart",
     .does = "resumes, with a least wait of seconds",
     .sees = u"Offline · Closed by the server: the server closed the connection to restart, overloaded or in error"_s,
     .transports = {ws},
     .inject = closeWith(1012)},
    {.tag = "60 the server closes with 4012, to restart",
     .does = "resumes, spread over some seconds",
     .sees = u"Offline · Closed by the server: the server closed the connection with code 4012"_s,
     .transports = {ws},
     .inject = closeWith(4012)},
    {.tag = "61 the server closes with 1013, overloaded",
     .does = "resumes, with a least wait of seconds",
     .sees = u"Offline · Closed by the server: the server closed the connection to restart, overloaded or in error"_s,
     .transports = {ws},
     .inject = closeWith(1013)},
    {.tag = "61 the server closes with 4013, overloaded",
     .does = "resumes, with a least wait of seconds",
     .sees = u"Offline · Closed by the server: the server closed the connection with code 4013"_s,
     .transports = {ws},
     .inject = closeWith(4013)},
    {.tag = "62 the server closes with an unknown code of 4000 to 4499",
     .does = "resumes",
     .sees = u"Offline · Closed by the server: the server closed the connection with code 4321"_s,
     .transports = {ws},
     .inject = closeWith(4321)},
    {.tag = "62 the server closes with an unknown code of 4500 to 4999",
     .does = "tries again; blocked if that is refused",
     .sees = u"Offline · Closed by the server: the server closed the connection with code 4999"_s,
     .transports = {ws},
     .inject = closeWith(4999)},
    {.tag = "63 a drop of forty connections in a row",
     .does = "tries again after each, after a backoff with full jitter, and resumes in the end",
     .sees = u"Offline · Closed by the server"_s,
     .transports = {ws},
     .rules = {u"times=40 cut bytes=100"_s},
     .inject = impose({.kind = Kind::CutAfter})},
};

/// What a server sends that it should not; the link ends by it.
const QList<FaultRow> nonsense{
    {.tag = "37 a WebSocket message is no UTF-8",
     .does = "ends the session, and resumes",
     .sees = u"Offline · Unreadable data"_s,
     .transports = {ws},
     .inject = insert(webSocketFrame(WebSocketOpcode::Text, "\xff\xfe"_ba))},
    {.tag = "39 a WebSocket message is over the limit",
     .does = "ends the session without reading it, and resumes",
     .sees = u"Offline · A message was too large"_s,
     .transports = {ws},
     .inject = insert(webSocketFrame(WebSocketOpcode::Text, QByteArray(100 << 10, 'x')))},
    {.tag = "39 an event of a stream is over the limit",
     .does = "ends the session, and resumes",
     .sees = u"Offline · A message was too large"_s,
     .transports = {sse},
     .inject = insert(("data: " + QByteArray(8000, 'x') + '\n').repeated(10))},
    {.tag = "40 a line of a stream does not end",
     .does = "ends the session at the limit, and resumes",
     .sees = u"Offline · A message was too large"_s,
     .transports = {sse},
     .inject = insert("data: " + QByteArray(40 << 10, 'x'))},
    {.tag = "42 garbage in place of a WebSocket frame",
     .does = "ends the session, and resumes",
     .sees = u"Offline · The server broke the protocol"_s,
     .transports = {ws},
     .inject = insert("\xff\xff\xff\xff\xff\xff\xff\xff"_ba)},
    {.tag = "42 a WebSocket frame with a reserved opcode",
     .does = "ends the session, and resumes",
     .sees = u"Offline · The server broke the protocol"_s,
     .transports = {ws},
     .inject = insert(webSocketFrame(WebSocketOpcode(3), "x"_ba))},
    {.tag = "42 a WebSocket frame with a reserved bit",
     .does = "ends the session, and resumes",
     .sees = u"Offline · The server broke the protocol"_s,
     .transports = {ws},
     .inject = insert("\xc1\x01x"_ba)},
    {.tag = "46 a flood of empty frames that never end a message",
     .does = "ends the session, and resumes",
     .sees = u"Offline · Too much at once"_s,
     .transports = {ws},
     .inject = insert(webSocketFrame(WebSocketOpcode::Text, {}, false) +
                      webSocketFrame(WebSocketOpcode::Continuation, {}, false).repeated(2000))},
    {.tag = "46 a flood of pings",
     .does = "answers them, ends the session when the answers pile up, and resumes",
     .sees = u"Offline · Too much at once"_s,
     .transports = {ws},
     .inject = insert(webSocketFrame(WebSocketOpcode::Ping, QByteArray(125, 'x')).repeated(50'000))},
};

} // namespace

class FaultsLiveTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linkEnds_resumes_data();
    void linkEnds_resumes();
    void nonsense_endsTheLinkAndResumes_data();
    void nonsense_endsTheLinkAndResumes();

private:
    void endAndResume();
};

void FaultsLiveTest::endAndResume()
{
    QFETCH(FaultRow, row);
    FaultStage stage(row.transports);
    stage.client().manager.start();
    FAULT_TRY(stage.isInSync());
    stage.publish(3);
    FAULT_TRY(stage.ids() == FaultStage::idsUpTo(3));
    stage.proxy().setRules(knownFaultRules(row.rules)); // what comes next, if not a fine network
    QVERIFY(!stage.showed(row.sees));
    const qsizetype requests = stage.proxy().requests().size();
    const qsizetype logged = stage.proxy().log().entries().size();
    row.inject(stage);
    stage.publish(3);
    FAULT_TRY(stage.showed(row.sees));
    FAULT_TRY(stage.isInSync());
    stage.publish(3);
    FAULT_TRY(stage.ids() == FaultStage::idsUpTo(stage.published()));
    QVERIFY(stage.client().gaps.isEmpty());
    QVERIFY(stage.proxy().requests().size() > requests);
    if (!row.rules.isEmpty()) // 63: and each of them was met
        QCOMPARE(stage.proxy().cuts(), 41);
    const auto entries = stage.proxy().log().entries();
    QVERIFY(std::any_of(entries.begin() + logged, entries.end(),
                        [](const FaultLogEntry &entry) { return entry.what == FaultLogEntry::What::Injected; }));
}

void FaultsLiveTest::linkEnds_resumes_data()
{
    QTest::addColumn<FaultRow>("row");
    for (const FaultRow &row : ends)
        QTest::newRow(row.tag.constData()) << row;
}

void FaultsLiveTest::linkEnds_resumes()
{
    endAndResume();
}

void FaultsLiveTest::nonsense_endsTheLinkAndResumes_data()
{
    QTest::addColumn<FaultRow>("row");
    for (const FaultRow &row : nonsense)
        QTest::newRow(row.tag.constData()) << row;
}

void FaultsLiveTest::nonsense_endsTheLinkAndResumes()
{
    endAndResume();
}

QTEST_GUILESS_MAIN(FaultsLiveTest)
#include "tst_faults_live.moc"
