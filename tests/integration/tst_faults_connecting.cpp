// SPDX-License-Identifier: MIT
#include "tests/integration/faultstage.h"
#include "tests/support/rawwebsocket.h"
#include "tests/support/scriptedserver.h"

#include <QTcpSocket>

#include <atomic>

#include <dlfcn.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

/// The lookup of names, in place of the system's: *.telltale.test is ours, the rest is left to it.
class FaultyNames
{
public:
    FaultyNames()
    {
        s_address = "127.0.0.1";
        s_lookups = 0;
        s_isStuck = true;
    }
    /// Lets those go that wait.
    ~FaultyNames()
    {
        s_isStuck = false;
        s_isStuck.notify_all();
    }
    Q_DISABLE_COPY_MOVE(FaultyNames)

    /// Where moves.telltale.test is from now on.
    void moveTo(const char *address) { s_address = address; }
    int lookups() const { return s_lookups; }

    /// The addresses of a name of ours, at once or never. Called from Qt's threads.
    static QList<const char *> lookUp(const QByteArray &name)
    {
        if (!name.endsWith(".telltale.test"))
            return {};
        ++s_lookups;
        if (name.startsWith("slow."))
            s_isStuck.wait(true);
        return name.startsWith("two.") ? QList<const char *>{"127.0.0.2", "127.0.0.1"} : QList{s_address.load()};
    }

private:
    static inline std::atomic<const char *> s_address = "127.0.0.1";
    static inline std::atomic<int> s_lookups = 0;
    static inline std::atomic<bool> s_isStuck = false;
};

constexpr auto ws = TransportKind::WebSocket;
constexpr auto sse = TransportKind::Sse;
constexpr auto longPoll = TransportKind::LongPoll;
constexpr auto poll = TransportKind::Poll;

/// The faults of one transport: the feed goes on over another as long as they last.
const QList<FaultRow> otherWays{
    {.tag = "12 the upgrade is never answered",
     .does = "goes on over SSE after the race's first interval",
     .sees = u"Degraded · No answer in time"_s,
     .rules = {u"ws hang"_s},
     .goesOnOver = sse},
    {.tag = "13 the upgrade is answered 400",
     .does = "goes on over SSE; the WebSocket comes last here for a while",
     .sees = u"Degraded · WebSocket refused: Unexpected answer (400)"_s,
     .rules = {u"ws answer status=400"_s},
     .goesOnOver = sse},
    {.tag = "14 the upgrade alone is answered 401",
     .does = "goes on over SSE",
     .sees = u"Degraded · WebSocket refused: Not authorised (401)"_s,
     .rules = {u"ws answer status=401"_s},
     .goesOnOver = sse},
    {.tag = "16 the upgrade alone is answered 404",
     .does = "goes on over SSE",
     .sees = u"Degraded · WebSocket refused: Nothing at this address (404)"_s,
     .rules = {u"ws answer status=404"_s},
     .goesOnOver = sse},
    {.tag = "18 the upgrade is answered 426",
     .does = "goes on over SSE",
     .sees = u"Degraded · WebSocket refused: Unexpected answer (426)"_s,
     .rules = {u"ws answer status=426"_s},
     .goesOnOver = sse},
    {.tag = "22 a proxy strips the upgrade, and the server answers 200",
     .does = "goes on over SSE",
     .sees = u"Degraded · WebSocket refused: Unexpected answer (200)"_s,
     .rules = {u"ws drop-upgrade"_s},
     .goesOnOver = sse},
    {.tag = "24 a proxy holds an event stream back",
     .does = "goes on by long poll once the proof is overdue",
     .sees = u"Degraded · Answered, but nothing came"_s,
     .transports = {sse, longPoll},
     .rules = {u"sse hold-back wait=4000"_s},
     .goesOnOver = longPoll},
    {.tag = "29 an event stream comes with another content type",
     .does = "goes on by long poll, and reads nothing of it",
     .sees = u"Degraded · The answer is no feed"_s,
     .transports = {sse, longPoll},
     .rules = {u"sse answer type=application/json body=[]"_s},
     .goesOnOver = longPoll},
    {.tag = "36 the answer to the upgrade drips, a byte at a time",
     .does = "goes on over SSE: the deadline is for the whole, not for a byte",
     .sees = u"Degraded · No answer in time"_s,
     .rules = {u"ws slice bytes=1 wait=100"_s},
     .goesOnOver = sse},
    {.tag = "36 the head of a stream drips, a byte at a time",
     .does = "goes on by long poll",
     .sees = u"Degraded · No answer in time"_s,
     .transports = {sse, longPoll},
     .rules = {u"sse slice bytes=1 wait=100"_s},
     .goesOnOver = longPoll},
};

/// The faults of all ways: not live as long as they last, and live again afterwards.
const QList<FaultRow> noWay{
    {.tag = "4 nobody listens",
     .does = "backs off, and tries no other transport, for none would find anyone",
     .sees = u"Offline · Connection refused · next try in "_s,
     .inject = [](FaultStage &stage) { stage.proxy().setDown(true); }},
    {.tag = "14 everything is answered 401",
     .does = "is blocked; tries again every quarter of an hour",
     .sees = u"Refused · Not authorised (401) · next try in "_s,
     .rules = {u"answer status=401"_s}},
    {.tag = "15 everything is answered 403",
     .does = "is blocked; tries again every quarter of an hour",
     .sees = u"Refused · Not allowed (403) · next try in "_s,
     .rules = {u"answer status=403"_s}},
    {.tag = "17 everything is answered 404",
     .does = "is blocked; tries again every quarter of an hour",
     .sees = u"Refused · Nothing at this address (404) · next try in "_s,
     .rules = {u"answer status=404"_s}},
    {.tag = "17 everything is answered 410",
     .does = "asks once more at once, then is blocked; tries again every quarter of an hour",
     .sees = u"Refused · Gone for good (410) · next try in "_s,
     .rules = {u"answer status=410"_s}},
    {.tag = "19 everything is answered 429",
     .does = "backs off, with a least wait of seconds",
     .sees = u"Offline · Too many requests (429) · next try in "_s,
     .rules = {u"answer status=429"_s}},
    {.tag = "20 everything is answered 503, with a Retry-After that cannot be read",
     .does = "ignores the header, and backs off with a least wait of seconds",
     .sees = u"Offline · Server error (503) · next try in "_s,
     .rules = {u"answer status=503 \"header=Retry-After: soon\""_s}},
    {.tag = "21 everything is answered 500",
     .does = "backs off",
     .sees = u"Offline · Server error (500) · next try in "_s,
     .rules = {u"answer status=500"_s}},
    {.tag = "21 everything is answered 502",
     .does = "backs off",
     .sees = u"Offline · Server error (502) · next try in "_s,
     .rules = {u"answer status=502"_s}},
    {.tag = "21 everything is answered 504",
     .does = "backs off",
     .sees = u"Offline · Server error (504) · next try in "_s,
     .rules = {u"answer status=504"_s}},
    {.tag = "27 a login page answers everything",
     .does = "takes nothing of it for an event; backs off, and is live once somebody has logged in",
     .sees = u"Offline · The answer is no feed · next try in "_s,
     .rules = {u"answer type=text/html \"body=<html>data: 1\\n\\n\""_s}},
    {.tag = "28 redirects without end",
     .does = "follows three of them; is blocked",
     .sees = u"Refused · Redirected to another place · next try in "_s,
     .rules = {u"answer status=302 \"header=Location: /feed\" \"header=Connection: close\""_s}},
    {.tag = "30 an event stream is answered 204",
     .does = "stops as it is asked to; looks again every quarter of an hour",
     .sees = u"Refused · The server asked not to reconnect · next try in "_s,
     .transports = {sse},
     .rules = {u"answer status=204"_s}},
    {.tag = "32 every connection is reset before an answer",
     .does = "tries each transport, then backs off",
     .sees = u"Offline · Closed by the server"_s,
     .rules = {u"refuse"_s}},
};

/// The present state may be gone before a test looks.
std::optional<LinkStatus> firstBackoff(const FeedClient &client)
{
    for (const LinkStatus &status : client.links) {
        if (status.state == LinkState::Backoff)
            return status;
    }
    return std::nullopt;
}

Fault::Kind kindIn(const QString &rule)
{
    return parseFaultRule(rule)->fault.kind;
}

} // namespace

/// Found before the C library's, by Qt's libraries, too.
extern "C" int getaddrinfo(const char *node, const char *service, const addrinfo *hints, addrinfo **result)
{
    static const auto real = reinterpret_cast<decltype(&getaddrinfo)>(dlsym(RTLD_NEXT, "getaddrinfo"));
    const QList<const char *> addresses = FaultyNames::lookUp(node);
    if (addresses.isEmpty())
        return real(node, service, hints, result);
    for (const char *address : addresses) {
        if (const int error = real(address, service, hints, result))
            return error;
        while (*result)
            result = &(*result)->ai_next; // the next one's go behind
    }
    return 0;
}

class FaultsConnectingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneWayFails_goesOnOverAnother_data();
    void oneWayFails_goesOnOverAnother();
    void allWaysFail_recovers_data();
    void allWaysFail_recovers();
    void retryAfter_isWaitedFor_data();
    void retryAfter_isWaitedFor();
    void redirectElsewhere_isNotFollowed();
    void unknownHost_isNamed();
    void slowName_endsInTime();
    void nameThatMoves_isLookedUpAgain();
    void blackHole_endsInTime();
    void brokenFirstAddress_isPassedOver();
    void looseConnectionHeader_goesOnOverSse();
    void decompressionBomb_isNotRead();
};

void FaultsConnectingTest::oneWayFails_goesOnOverAnother_data()
{
    QTest::addColumn<FaultRow>("row");
    for (const FaultRow &row : otherWays)
        QTest::newRow(row.tag.constData()) << row;
}

void FaultsConnectingTest::oneWayFails_goesOnOverAnother()
{
    QFETCH(FaultRow, row);
    FaultStage stage(row.transports);
    stage.proxy().setRules(knownFaultRules(row.rules));
    stage.client().manager.start();
    FAULT_TRY(stage.client().isLiveOn(*row.goesOnOver));
    FAULT_TRY(stage.showed(row.sees));
    stage.publish(3);
    FAULT_TRY(stage.ids() == FaultStage::idsUpTo(3));
    QVERIFY(stage.client().gaps.isEmpty());
    if (kindIn(row.rules.first()) != Fault::Kind::HoldBack) // it is logged when it lets go
        QVERIFY(stage.proxy().log().count(kindIn(row.rules.first())) > 0);
    QCOMPARE(stage.proxy().requests().first().kind, row.transports.first());
}

void FaultsConnectingTest::allWaysFail_recovers_data()
{
    QTest::addColumn<FaultRow>("row");
    for (const FaultRow &row : noWay)
        QTest::newRow(row.tag.constData()) << row;
}

void FaultsConnectingTest::allWaysFail_recovers()
{
    QFETCH(FaultRow, row);
    FaultStage stage(row.transports);
    stage.proxy().setRules(knownFaultRules(row.rules));
    if (row.inject)
        row.inject(stage);
    stage.client().manager.start();
    FAULT_TRY(stage.showed(row.sees));
    QVERIFY(!stage.client().manager.hasProven());
    QVERIFY(stage.client().events.isEmpty());
    QVERIFY(stage.proxy().log().count(row.rules.isEmpty() ? Fault::Kind::Refuse : kindIn(row.rules.first())) > 0);
    stage.proxy().setRules({});
    if (row.inject)
        stage.proxy().setDown(false);
    FAULT_TRY(stage.isLive());
    stage.publish(3);
    FAULT_TRY(stage.ids() == FaultStage::idsUpTo(3));
    QVERIFY(stage.client().gaps.isEmpty());
}

void FaultsConnectingTest::retryAfter_isWaitedFor_data()
{
    QTest::addColumn<FaultRow>("row");
    for (const FaultRow &row :
         QList<FaultRow>{{.tag = "19 everything is answered 429, with a Retry-After",
         .does = "waits as long as the server says, on every transport, and up to a quarter longer",
         .sees = u"Offline · Too many requests (429) · next try in "_s,
         .rules = {u"answer status=429 \"header=Retry-After: 1\""_s}},
                         {.tag = "20 everything is answered 503, with a Retry-After",
                         .does = "waits as long as the server says, on every transport, and up to a quarter longer",
                         .sees = u"Offline · Server error (503) · next try in "_s,
                         .rules = {u"answer status=503 \"header=Retry-After: 1\""_s}}})
        QTest::newRow(row.tag.constData()) << row;
}

void FaultsConnectingTest::retryAfter_isWaitedFor()
{
    QFETCH(FaultRow, row);
    FaultStage stage({sse, longPoll, poll});
    stage.proxy().setRules(knownFaultRules(row.rules));
    stage.client().manager.start();
    FAULT_TRY(stage.showed(row.sees));
    QCOMPARE(stage.proxy().requests().size(), 1); // the others wait, too
    const LinkStatus status = stage.client().manager.linkStatus();
    QVERIFY(*status.nextAttempt - status.since >= milliseconds(1000));
    QVERIFY(*status.nextAttempt - status.since <= milliseconds(1250));
    stage.proxy().setRules({});
    FAULT_TRY(stage.isLive());
    QVERIFY(stage.client().manager.linkStatus().since >= *status.nextAttempt);
    stage.publish(3);
    FAULT_TRY(stage.ids() == FaultStage::idsUpTo(3));
}

// fault-row: "28 a redirect to another host" "does not follow; is blocked" "Refused · Redirected to another place ·
// next try in "
void FaultsConnectingTest::redirectElsewhere_isNotFollowed()
{
    const ScriptedServer elsewhere([](QTcpSocket *socket, const QByteArray &) { writeResponse(socket, 200, {}, {}); });
    FaultStage stage;
    stage.proxy().setRules(knownFaultRules(
        {u"answer status=302 \"header=Location: http://localhost:%1/feed\""_s.arg(elsewhere.url().port())}));
    stage.client().manager.start();
    FAULT_TRY(stage.showed(u"Refused · Redirected to another place · next try in "_s));
    QVERIFY(!stage.client().manager.hasProven());
    QVERIFY(stage.proxy().log().count(Fault::Kind::Answer) > 0);
    QCOMPARE(elsewhere.connectionCount(), 0);
    stage.proxy().setRules({});
    FAULT_TRY(stage.isLive());
    stage.publish(3);
    FAULT_TRY(stage.ids() == FaultStage::idsUpTo(3));
}

// fault-row: "1 the name does not resolve" "backs off" "Offline · Host not found · next try in "
void FaultsConnectingTest::unknownHost_isNamed()
{
    FeedClient client(QUrl(u"http://no-such-host.invalid:1/feed"_s));
    client.manager.start();
    QTRY_VERIFY_WITH_TIMEOUT(firstBackoff(client), 30'000);
    const LinkStatus status = *firstBackoff(client);
    const QString detail = describeConnection(status, {}, false, true, status.since - milliseconds(1000)).detail;
    QVERIFY2(detail.startsWith(u"Host not found · next try in "_s), qUtf8Printable(detail));
    QCOMPARE(status.transport, ws); // no other would find it
}

// fault-row: "2 the name is looked up without an end" "gives up each attempt in time, races the other transports, backs
// off" "Offline · No connection in time · next try in "
void FaultsConnectingTest::slowName_endsInTime()
{
    const FaultyNames names;
    TransportLimits limits = FaultStage::limits();
    limits.connect = milliseconds(400);
    FeedClient client(QUrl(u"http://slow.telltale.test:1/feed"_s), allTransportKinds(), {}, u"telltale"_s, limits,
                      FaultStage::policy());
    client.manager.start();
    QTRY_VERIFY_WITH_TIMEOUT(firstBackoff(client), 15'000);
    QVERIFY(names.lookups() > 0);
    const LinkStatus status = *firstBackoff(client);
    QCOMPARE(status.reason->kind, ErrorKind::ConnectTimeout);
    const QString detail = describeConnection(status, {}, false, true, status.since - milliseconds(1000)).detail;
    QVERIFY2(detail.startsWith(u"No connection in time · next try in "_s), qUtf8Printable(detail));
}

// fault-row: "3 the name points to another address from now on" "asks for the address again: Qt remembers it for a
// minute at most" "Offline · Connection refused · next try in "
void FaultsConnectingTest::nameThatMoves_isLookedUpAgain()
{
    if (!qEnvironmentVariableIsSet("TELLTALE_SLOW_TESTS"))
        QSKIP("takes a minute: TELLTALE_SLOW_TESTS is not set");
    FaultyNames names;
    const QList<QByteArray> ownNames{"moves.telltale.test"_ba};
    FeedServer old({.host = u"127.0.0.2"_s, .names = ownNames, .feed = {.epoch = "e"_ba}});
    const auto url = old.listen();
    QVERIFY(url);
    FeedServer moved({.port = quint16(url->port()), .names = ownNames, .feed = {.epoch = "e"_ba}});
    QVERIFY(moved.listen());
    names.moveTo("127.0.0.2");
    PolicyLimits policy = FaultStage::policy();
    policy.backoff = {.base = milliseconds(500), .cap = milliseconds(1000)};
    FeedClient client(QUrl(u"http://moves.telltale.test:%1/feed"_s.arg(url->port())), allTransportKinds(), {},
                      u"telltale"_s, FaultStage::limits(), policy);
    client.manager.start();
    QTRY_VERIFY(client.isLiveOn(ws));
    QCOMPARE(old.clientCount(), 1);
    names.moveTo("127.0.0.1");
    old.close();
    QTRY_VERIFY_WITH_TIMEOUT(client.isLiveOn(ws) && moved.clientCount() > 0, 90'000);
    QVERIFY(firstBackoff(client));
    QVERIFY(names.lookups() >= 2);
}

// fault-row: "5 nothing answers at the address" "gives up each attempt in time, races the other transports, backs off"
// "Offline · No connection in time · next try in "
void FaultsConnectingTest::blackHole_endsInTime()
{
    // A full backlog: the kernel drops every further SYN.
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    QCOMPARE(::bind(fd, reinterpret_cast<sockaddr *>(&address), size), 0);
    QCOMPARE(::listen(fd, 0), 0);
    QCOMPARE(::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size), 0);
    const quint16 port = ntohs(address.sin_port);
    std::array<QTcpSocket, 4> fillers;
    for (QTcpSocket &filler : fillers)
        filler.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    QTRY_COMPARE(fillers[0].state(), QAbstractSocket::ConnectedState);

    TransportLimits limits = FaultStage::limits();
    limits.connect = milliseconds(400);
    FeedClient client(QUrl(u"http://127.0.0.1:%1/feed"_s.arg(port)), allTransportKinds(), {}, u"telltale"_s, limits,
                      FaultStage::policy());
    client.manager.start();
    QTRY_VERIFY_WITH_TIMEOUT(firstBackoff(client), 15'000);
    const LinkStatus status = *firstBackoff(client);
    QCOMPARE(status.reason->kind, ErrorKind::ConnectTimeout);
    const QString detail = describeConnection(status, {}, false, true, status.since - milliseconds(1000)).detail;
    QVERIFY2(detail.startsWith(u"No connection in time · next try in "_s), qUtf8Printable(detail));
    QCOMPARE(fillers[3].state(), QAbstractSocket::ConnectingState); // it really is one
    ::close(fd);
}

// fault-row: "6 the first address of the host is broken, the second works" "takes the second" "Live"
void FaultsConnectingTest::brokenFirstAddress_isPassedOver()
{
    FeedServer server({.names = {"two.telltale.test"_ba}, .feed = {.epoch = "e"_ba}});
    const auto url = server.listen(); // of 127.0.0.1 alone
    QVERIFY(url);
    QTcpSocket probe;
    probe.connectToHost(QHostAddress(u"127.0.0.2"_s), quint16(url->port()));
    QTRY_COMPARE(probe.error(), QAbstractSocket::ConnectionRefusedError);
    const FaultyNames names;
    FeedClient client(QUrl(u"http://two.telltale.test:%1/feed"_s.arg(url->port())));
    client.manager.start();
    QTRY_VERIFY(client.isLiveOn(ws));
    QVERIFY(names.lookups() > 0);
    QVERIFY(server.publish("m"_ba, "1"));
    QTRY_COMPARE(client.events.size(), 1);
}

// fault-row: "23 a proxy answers the upgrade with Connection: keep-alive, Upgrade" "goes on over SSE: Qt's WebSocket
// does not take that answer" "Degraded · The server broke the protocol"
void FaultsConnectingTest::looseConnectionHeader_goesOnOverSse()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &head) {
        if (headerValue(head, "Upgrade"_ba).isEmpty()) {
            writeHead(socket, 200, {"Content-Type: text/event-stream"_ba});
            socket->write("event: hello\ndata: {\"epoch\":\"e\",\"head\":0,\"heartbeat\":15}\n\n"
                          "id: e:1\nevent: m\ndata: 1\n\n");
        } else {
            const QByteArray key = headerValue(head, "Sec-WebSocket-Key"_ba);
            socket->write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                          "Connection: keep-alive, Upgrade\r\nSec-WebSocket-Accept: " +
                          webSocketAccept(key) + "\r\n\r\n");
        }
    });
    FeedClient client(server.url(), {ws, sse}, {}, u"telltale"_s, FaultStage::limits(), FaultStage::policy());
    client.manager.start();
    QTRY_VERIFY_WITH_TIMEOUT(client.isLiveOn(sse), 15'000);
    QVERIFY(client.manager.linkStatus().degraded);
    QVERIFY(client.manager.linkStatus().reason);
    QCOMPARE(describeError(*client.manager.linkStatus().reason), u"The server broke the protocol"_s);
    QTRY_COMPARE(client.events.size(), 1);
    QCOMPARE(kindOfRequest(server.requestHeads().first()), ws);
}

// fault-row: "43 a poll's answer is a decompression bomb" "stops reading, backs off" "Offline · Unreadable data"
void FaultsConnectingTest::decompressionBomb_isNotRead()
{
    FaultStage stage({poll});
    const Fault bomb{.kind = Fault::Kind::Answer,
                     .type = "application/json"_ba,
                     .body = qCompress(QByteArray(64 << 20, '['), 9).sliced(4), // without Qt's own length before it
                     .headers = {"Content-Encoding: deflate"_ba}};
    stage.proxy().setRules(FaultRules({{.fault = bomb}}));
    stage.client().manager.start();
    FAULT_TRY(stage.showed(u"Offline · Unreadable data"_s));
    QVERIFY(stage.proxy().log().count(Fault::Kind::Answer) > 0);
    stage.proxy().setRules({});
    FAULT_TRY(stage.isLive());
    stage.publish(3);
    FAULT_TRY(stage.ids() == FaultStage::idsUpTo(3));
}

QTEST_GUILESS_MAIN(FaultsConnectingTest)
#include "tst_faults_connecting.moc"
