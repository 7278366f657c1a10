// SPDX-License-Identifier: MIT
#include "tests/support/faultproxy.h"
#include "tests/support/rawwebsocket.h"
#include "tests/support/scriptedserver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using Kind = Fault::Kind;

namespace {

const QByteArray streamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Beat: 15\r\n\r\n"_ba;
const QByteArray blocks = "data: 1\n\ndata: 2\n\ndata: 3\n\ndata: 4\n\n"_ba;

/// A server with one answer to everything, and a client that keeps what comes and when.
struct Line
{
    explicit Line(const Fault &fault, QByteArray reply = streamHead + blocks)
        : Line(FaultRules({{.fault = fault}}), std::move(reply))
    {}
    Line(FaultRules rules, QByteArray reply)
        : answer(std::move(reply))
        , server([this](QTcpSocket *socket, const QByteArray &) { socket->write(answer); })
        , proxy(server.port(), std::move(rules))
    {
        QObject::connect(&client, &QTcpSocket::readyRead, &client, [this] {
            const QByteArray bytes = client.readAll();
            reads.append(bytes);
            received += bytes;
        });
    }
    void ask(const QByteArray &headers = {}, const QByteArray &target = "/feed"_ba)
    {
        clock.start();
        client.connectToHost(QHostAddress(QHostAddress::LocalHost), proxy.port());
        client.write("GET " + target + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
    }
    int injected(Kind kind) const { return proxy.log().count(kind); }
    bool isOver() const { return client.state() == QAbstractSocket::UnconnectedState; }

    QByteArray answer;
    ScriptedServer server;
    FaultProxy proxy;
    QTcpSocket client;
    QElapsedTimer clock;
    QByteArrayList reads;
    QByteArray received;
};

} // namespace

class FaultProxyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pass_changesNothing();
    void changedUnits_arriveSo_data();
    void changedUnits_arriveSo();
    void frames_areUnits();
    void chunks_areUnits();
    void refuse_resets();
    void down_refusesConnections();
    void hang_neverAnswers();
    void answer_comesFromTheProxy();
    void cut_endsAtTheByte_data();
    void cut_endsAtTheByte();
    void cutIdle_endsAfterASilence();
    void slice_comesInSingleBytes();
    void delay_keepsTheOrder();
    void rate_isBounded();
    void holdBack_comesInOneBunch();
    void halfOpen_isSilentBothWays();
    void strip_takesHeadersBothWays();
    void imposed_beginsInTheMiddle();
    void log_tellsInOrder();
    void rules_firstThatFits();
    void ruleText_isRead_data();
    void ruleText_isRead();
    void ruleText_thatMakesNoSenseIsRefused_data();
    void ruleText_thatMakesNoSenseIsRefused();
};

void FaultProxyTest::pass_changesNothing()
{
    Line line(Fault{});
    line.ask();
    QTRY_COMPARE(line.received, streamHead + blocks);
    QVERIFY(!line.isOver());
}

void FaultProxyTest::changedUnits_arriveSo_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("unit");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("second twice") << int(Kind::Duplicate) << 2
                                  << "data: 1\n\ndata: 2\n\ndata: 2\n\ndata: 3\n\ndata: 4\n\n"_ba;
    QTest::newRow("second never") << int(Kind::Drop) << 2 << "data: 1\n\ndata: 3\n\ndata: 4\n\n"_ba;
    QTest::newRow("second after third") << int(Kind::Reorder) << 2 << "data: 1\n\ndata: 3\n\ndata: 2\n\ndata: 4\n\n"_ba;
    QTest::newRow("pairs swapped") << int(Kind::Reorder) << 0 << "data: 2\n\ndata: 1\n\ndata: 4\n\ndata: 3\n\n"_ba;
    QTest::newRow("behind the head") << int(Kind::Insert) << 0 << "X" + blocks;
    QTest::newRow("behind the first") << int(Kind::Insert) << 1 << "data: 1\n\nXdata: 2\n\ndata: 3\n\ndata: 4\n\n"_ba;
}

void FaultProxyTest::changedUnits_arriveSo()
{
    QFETCH(int, kind);
    QFETCH(int, unit);
    QFETCH(QByteArray, expected);
    Line line({.kind = Kind(kind), .body = "X"_ba, .unit = unit});
    line.ask();
    QTRY_COMPARE(line.received, streamHead + expected);
    QVERIFY(line.injected(Kind(kind)) > 0);
}

void FaultProxyTest::frames_areUnits()
{
    const QByteArray head = "HTTP/1.1 101 Switching\r\n\r\n"_ba;
    const QByteArray a = webSocketFrame(WebSocketOpcode::Text, QByteArray(200, 'a'));
    const QByteArray b = webSocketFrame(WebSocketOpcode::Text, "\n\n"_ba);
    const QByteArray c = webSocketFrame(WebSocketOpcode::Binary, QByteArray(70'000, 'c'));
    Line line({.kind = Kind::Reorder, .unit = 1}, head + a + b + c);
    line.ask();
    QTRY_COMPARE(line.received.size(), (head + a + b + c).size());
    QVERIFY(line.received == head + b + a + c);
}

void FaultProxyTest::chunks_areUnits()
{
    const QByteArray head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"_ba;
    Line line({.kind = Kind::Duplicate, .unit = 1}, head + "3\r\na\n\n\r\n1\r\nb\r\n0\r\n\r\n");
    line.ask();
    QTRY_COMPARE(line.received, head + "3\r\na\n\n\r\n3\r\na\n\n\r\n1\r\nb\r\n0\r\n\r\n");
}

void FaultProxyTest::refuse_resets()
{
    Line line({.kind = Kind::Refuse});
    line.ask();
    QTRY_VERIFY(line.isOver());
    QCOMPARE(line.client.error(), QAbstractSocket::RemoteHostClosedError);
    QVERIFY(line.received.isEmpty());
    QCOMPARE(line.injected(Kind::Refuse), 1);
}

void FaultProxyTest::down_refusesConnections()
{
    Line line(Fault{});
    const quint16 port = line.proxy.port();
    line.proxy.setDown(true);
    line.client.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    QTRY_COMPARE(line.client.error(), QAbstractSocket::ConnectionRefusedError);
    line.proxy.setDown(false);
    QCOMPARE(line.proxy.port(), port);
    line.ask();
    QTRY_COMPARE(line.received, streamHead + blocks);
}

void FaultProxyTest::hang_neverAnswers()
{
    Line line({.kind = Kind::Hang});
    line.ask();
    QTRY_COMPARE(line.injected(Kind::Hang), 1);
    QCOMPARE(line.server.connectionCount(), 0);
    QVERIFY(!line.isOver());
}

void FaultProxyTest::answer_comesFromTheProxy()
{
    Line line({.kind = Kind::Answer,
               .status = 503,
               .type = "text/plain"_ba,
               .body = "no"_ba,
               .headers = {"Retry-After: 7"_ba}});
    line.ask();
    QTRY_COMPARE(line.received, "HTTP/1.1 503 Scripted\r\nContent-Type: text/plain\r\nRetry-After: 7\r\n"
                                "Content-Length: 2\r\n\r\nno"_ba);
    QCOMPARE(line.server.connectionCount(), 0);
}

void FaultProxyTest::cut_endsAtTheByte_data()
{
    QTest::addColumn<bool>("reset");
    QTest::newRow("FIN") << false;
    QTest::newRow("RST") << true;
}

void FaultProxyTest::cut_endsAtTheByte()
{
    QFETCH(bool, reset);
    for (const int bytes : {1, 20, 90}) {
        Line line({.kind = Kind::CutAfter, .bytes = bytes, .reset = reset});
        line.ask();
        QTRY_VERIFY(line.isOver());
        if (!reset) // what was read before a reset is the kernel's choice
            QCOMPARE(line.received, (streamHead + blocks).first(bytes));
        QCOMPARE(line.proxy.cuts(), 1);
    }
}

void FaultProxyTest::cutIdle_endsAfterASilence()
{
    Line line({.kind = Kind::CutIdle, .wait = milliseconds(60)});
    line.ask();
    QTRY_VERIFY(line.isOver());
    QCOMPARE(line.received, streamHead + blocks);
    QVERIFY(line.clock.elapsed() >= 60);
    QCOMPARE(line.injected(Kind::CutIdle), 1);
}

void FaultProxyTest::slice_comesInSingleBytes()
{
    Line line({.kind = Kind::Slice, .wait = milliseconds(2)}, "HTTP/1.1 200 OK\r\n\r\nabcdefgh"_ba);
    line.ask();
    QTRY_COMPARE(line.received, line.answer);
    QVERIFY(line.reads.size() > line.answer.size() / 2); // some may arrive together
}

void FaultProxyTest::delay_keepsTheOrder()
{
    Line line({.kind = Kind::Delay, .wait = milliseconds(80)});
    line.ask();
    QTRY_COMPARE(line.received, streamHead + blocks);
    QVERIFY(line.clock.elapsed() >= 80);
    QCOMPARE(line.injected(Kind::Delay), 1);
}

void FaultProxyTest::rate_isBounded()
{
    Line line({.kind = Kind::Rate, .bytes = 1000}, "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(181, 'x'));
    line.ask();
    QTRY_COMPARE(line.received, line.answer); // 200 bytes
    QVERIFY(line.clock.elapsed() >= 150);
}

void FaultProxyTest::holdBack_comesInOneBunch()
{
    Line line({.kind = Kind::HoldBack, .wait = milliseconds(100)});
    line.ask();
    QTRY_VERIFY(!line.received.isEmpty());
    QCOMPARE(line.received, streamHead);
    line.server.sockets().first()->write("data: 5\n\n");
    QTRY_VERIFY(line.received != streamHead);
    QCOMPARE(line.received, streamHead + blocks + "data: 5\n\n");
    QCOMPARE(line.injected(Kind::HoldBack), 1);
}

void FaultProxyTest::halfOpen_isSilentBothWays()
{
    Line line({.kind = Kind::HalfOpen, .bytes = streamHead.size()});
    line.ask();
    QTRY_COMPARE(line.injected(Kind::HalfOpen), 1);
    QTRY_COMPARE(line.received, streamHead);
    line.client.write("GET /again HTTP/1.1\r\n\r\n");
    QVERIFY(line.client.waitForBytesWritten());
    cutWithFin(line.server.sockets().first()); // not even that is told
    QTRY_VERIFY(line.server.sockets().isEmpty());
    QVERIFY(!line.isOver());
    QCOMPARE(line.received, streamHead);
    QCOMPARE(line.server.requestHeads().size(), 1);
}

void FaultProxyTest::strip_takesHeadersBothWays()
{
    Line line({.kind = Kind::StripHeaders, .headers = {"X-Beat"_ba, "Accept"_ba}});
    line.ask("Accept: text/event-stream\r\n"_ba);
    QTRY_VERIFY(line.received.endsWith(blocks));
    QVERIFY(!line.received.contains("X-Beat"));
    QVERIFY(line.received.contains("Content-Type: text/event-stream\r\n"));
    QVERIFY(headerValue(line.server.requestHeads().first(), "Accept"_ba).isEmpty());
    QCOMPARE(line.injected(Kind::StripHeaders), 2);
}

void FaultProxyTest::imposed_beginsInTheMiddle()
{
    Line line(FaultRules(), streamHead + "data: 1\n\nda");
    line.ask();
    QTRY_COMPARE(line.received, line.answer);
    QCOMPARE(line.proxy.impose({.kind = Kind::Duplicate, .unit = 1}), 1);
    line.server.sockets().first()->write("ta: 2\n\ndata: 3\n\n"); // the first is no whole one
    QTRY_COMPARE(line.received, streamHead + "data: 1\n\ndata: 2\n\ndata: 3\n\ndata: 3\n\n");
    QCOMPARE(line.proxy.impose({.kind = Kind::CutAfter}), 1);
    QTRY_VERIFY(line.isOver());
    QCOMPARE(line.proxy.impose({.kind = Kind::Pass}), 0);
}

void FaultProxyTest::log_tellsInOrder()
{
    Line line({.kind = Kind::CutAfter, .bytes = 10});
    line.ask();
    QTRY_VERIFY(line.isOver());
    QByteArrayList lines;
    for (const FaultLogEntry &entry : line.proxy.log().entries())
        lines.append(toText(entry).sliced(13));
    QCOMPARE(lines, QByteArrayList({"#1  accepted"_ba, "#1  asked: GET /feed HTTP/1.1"_ba,
                                    "#1  injected cut: after 10 bytes, FIN"_ba, "#1  ended"_ba}));

    FaultLog small(2);
    int told = 0;
    small.setListener([&told](const FaultLogEntry &) { ++told; });
    for (int i = 0; i < 5; ++i)
        small.note(i, FaultLogEntry::What::Accepted);
    QCOMPARE(small.entries().size(), 2);
    QCOMPARE(told, 5);
}

void FaultProxyTest::rules_firstThatFits()
{
    const auto rule = [](const QString &text) { return *parseFaultRule(text); };
    FaultRules rules(
        {rule(u"ws times=1 hang"_s), rule(u"ws from=2 answer status=503"_s), rule(u"sse path=/b nth=1 refuse"_s)});
    const auto decide = [&rules](TransportKind kind, const QByteArray &path) {
        return rules.decide({.kind = kind, .head = "GET " + path + " HTTP/1.1"}).kind;
    };
    QCOMPARE(decide(TransportKind::Sse, "/a"_ba), Kind::Pass);
    QCOMPARE(decide(TransportKind::WebSocket, "/a"_ba), Kind::Hang);
    QCOMPARE(decide(TransportKind::WebSocket, "/a"_ba), Kind::Pass);
    QCOMPARE(decide(TransportKind::WebSocket, "/a"_ba), Kind::Answer);
    QCOMPARE(decide(TransportKind::Sse, "/b"_ba), Kind::Pass);
    QCOMPARE(decide(TransportKind::Sse, "/b"_ba), Kind::Refuse);
    QCOMPARE(decide(TransportKind::Sse, "/b"_ba), Kind::Pass);
}

void FaultProxyTest::ruleText_isRead_data()
{
    QTest::addColumn<QString>("text");
    for (const char *word :
         {"pass", "answer", "hang", "drop-upgrade", "cut", "refuse", "delay", "slice", "rate", "duplicate", "drop",
          "reorder", "hold-back", "half-open", "insert", "cut-idle", "strip", "status"})
        QTest::newRow(word) << QString::fromLatin1(word);
}

void FaultProxyTest::ruleText_isRead()
{
    QFETCH(QString, text);
    const auto rule = parseFaultRule(u"longpoll path=/x nth=3 times=2 status=503 bytes=7 wait=250 unit=4 rst "
                                     "\"header=Retry-After: 7\" type=a/b \"body=a b\\r\\n\\x00\\\\\" "_s +
                                     text);
    QVERIFY(rule);
    QCOMPARE(toWord(rule->fault.kind), text.toLatin1());
    QCOMPARE(rule->match.kind, TransportKind::LongPoll);
    QCOMPARE(rule->match.path, "/x"_ba);
    QCOMPARE(rule->match.nth, 3);
    QCOMPARE(rule->times, 2);
    QCOMPARE(rule->fault.status, 503);
    QCOMPARE(rule->fault.bytes, 7);
    QCOMPARE(rule->fault.wait, milliseconds(250));
    QCOMPARE(rule->fault.unit, 4);
    QVERIFY(rule->fault.reset);
    QCOMPARE(rule->fault.headers, QList<QByteArray>{"Retry-After: 7"_ba});
    QCOMPARE(rule->fault.type, "a/b"_ba);
    QCOMPARE(rule->fault.body, QByteArray("a b\r\n\0\\", 7));
}

void FaultProxyTest::ruleText_thatMakesNoSenseIsRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "ws", "ws explode", "hang refuse", "cut bytes=many", "cut size=1", "ws,sse hang"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void FaultProxyTest::ruleText_thatMakesNoSenseIsRefused()
{
    QFETCH(QString, text);
    const auto rule = parseFaultRule(text);
    QVERIFY(!rule);
    QCOMPARE(rule.error().kind, ErrorKind::Usage);
}

QTEST_GUILESS_MAIN(FaultProxyTest)
#include "tst_faultproxy.moc"
