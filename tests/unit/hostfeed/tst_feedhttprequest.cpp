// SPDX-License-Identifier: MIT
#include "app/hostfeed/httprequest.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class HttpRequestTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parser_readsARequest();
    void parser_readsATarget_data();
    void parser_readsATarget();
    void parser_givesTheSameForAnyChunking();
    void parser_takesNothingBeforeTheHeadIsComplete();
    void parser_refuses_data();
    void parser_refuses();
    void parser_boundsTheHead();
    void parser_boundsTheHeaders();
    void parser_boundsTheBody();
    void request_keepsAlive_data();
    void request_keepsAlive();
    void request_readsListsAndItems();
};

namespace {

struct Outcome
{
    QList<HttpRequest> requests;
    int status = 0;

    friend bool operator==(const Outcome &, const Outcome &) = default;
};

// Shows the parser the bytes as a socket would: in parts, what was not taken stays pending.
Outcome parse(const QByteArray &bytes, qsizetype chunk, HttpLimits limits = {})
{
    HttpRequestParser parser(limits);
    Outcome outcome;
    QByteArray pending;
    for (qsizetype at = 0; at < bytes.size(); at += chunk) {
        pending += bytes.mid(at, chunk);
        for (;;) {
            const Result<qsizetype> taken = parser.feed(pending);
            if (!taken) {
                outcome.status = taken.error().httpStatus;
                return outcome;
            }
            pending.remove(0, *taken);
            if (parser.phase() == HttpRequestParser::Phase::Complete)
                outcome.requests.append(parser.take());
            else if (*taken == 0)
                break;
        }
    }
    return outcome;
}

Outcome parse(const QByteArray &bytes)
{
    return parse(bytes, bytes.size());
}

} // namespace

void HttpRequestTest::parser_readsARequest()
{
    const Outcome outcome =
        parse("POST /publish?x=1 HTTP/1.1\r\nHost: a:1\r\nX-Y:  z \r\nContent-Length: 3\r\n\r\nabc"_ba);
    QCOMPARE(outcome.requests.size(), 1);
    const HttpRequest &request = outcome.requests.constFirst();
    QCOMPARE(request.method, "POST"_ba);
    QCOMPARE(request.path, "/publish"_ba);
    QCOMPARE(request.query, "x=1"_ba);
    QCOMPARE(request.authority, "a:1"_ba);
    QCOMPARE(request.header("x-y"), "z"_ba);
    QCOMPARE(request.body, "abc"_ba);
    QVERIFY(request.keepAlive);
}

void HttpRequestTest::parser_readsATarget_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("expected"); // authority path ? query
    QTest::newRow("origin form") << "/a/b?c=d?e"_ba
                                 << "h /a/b c=d?e"_ba;
    QTest::newRow("absolute form") << "http://x:1/a?b"_ba
                                   << "x:1 /a b"_ba;
    QTest::newRow("absolute form, capitals, no path") << "HTTP://x"_ba
                                                      << "x / "_ba;
    QTest::newRow("absolute form, query alone") << "http://x?q"_ba
                                                << "x / q"_ba;
}

void HttpRequestTest::parser_readsATarget()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, expected);
    const Outcome outcome = parse("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n");
    QCOMPARE(outcome.requests.size(), 1);
    const HttpRequest &request = outcome.requests.constFirst();
    QCOMPARE(request.authority + ' ' + request.path + ' ' + request.query, expected);
}

void HttpRequestTest::parser_givesTheSameForAnyChunking()
{
    const QByteArray bytes = "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"
                             "POST /publish HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n\r\n\r\nx"
                             "GET /x HTTP/1.0\r\nHost: a\r\n\r\n"
                             "GET /late HTTP/1.1\r\nHost : bad\r\n\r\n"_ba;
    const Outcome whole = parse(bytes);
    QCOMPARE(whole.requests.size(), 3);
    QCOMPARE(whole.status, 400);
    for (qsizetype chunk = 1; chunk < bytes.size(); ++chunk)
        QCOMPARE(parse(bytes, chunk), whole);
}

void HttpRequestTest::parser_takesNothingBeforeTheHeadIsComplete()
{
    HttpRequestParser parser;
    const QByteArray head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"_ba;
    for (qsizetype size = 0; size < head.size(); ++size)
        QCOMPARE(*parser.feed(head.first(size)), 0);
    QCOMPARE(*parser.feed(head + "more"), head.size());
    QCOMPARE(parser.head().header("host"), "a"_ba);
}

void HttpRequestTest::parser_refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QByteArray host = "Host: a\r\n"_ba;
    const QByteArray get = "GET / HTTP/1.1\r\n" + host;
    QTest::newRow("no words") << "\r\n\r\n\r\n\r\n"_ba << 400;
    QTest::newRow("one word") << "GET\r\n\r\n"_ba << 400;
    QTest::newRow("HTTP/0.9") << "GET /\r\n\r\n"_ba << 400;
    QTest::newRow("HTTP/2 preface") << "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"_ba << 400;
    QTest::newRow("HTTP/3") << "GET / HTTP/3.0\r\n\r\n"_ba << 505;
    QTest::newRow("not HTTP") << "GET / RTSP/1.0\r\n\r\n"_ba << 400;
    QTest::newRow("bad method") << "G@T / HTTP/1.1\r\n" + host + "\r\n" << 400;
    QTest::newRow("NUL in the method") << "G\0T / HTTP/1.1\r\n\r\n"_ba << 400;
    QTest::newRow("empty target") << "GET  HTTP/1.1\r\n" + host + "\r\n" << 400;
    QTest::newRow("space in the target") << "GET /a b HTTP/1.1\r\n" + host + "\r\n" << 400;
    QTest::newRow("authority form") << "CONNECT a:1 HTTP/1.1\r\n" + host + "\r\n" << 400;
    QTest::newRow("asterisk form") << "OPTIONS * HTTP/1.1\r\n" + host + "\r\n" << 400;
    QTest::newRow("another scheme") << "GET ftp://a/ HTTP/1.1\r\n" + host + "\r\n" << 400;
    QTest::newRow("fragment") << "GET /#a HTTP/1.1\r\n" + host + "\r\n" << 400;
    QTest::newRow("no Host") << "GET / HTTP/1.1\r\n\r\n"_ba << 400;
    QTest::newRow("two Hosts") << get + host + "\r\n" << 400;
    QTest::newRow("space before the colon") << get + "X : y\r\n\r\n" << 400;
    QTest::newRow("folded line") << get + "X: y\r\n z\r\n\r\n" << 400;
    QTest::newRow("no colon") << get + "X\r\n\r\n" << 400;
    QTest::newRow("empty name") << get + ": x\r\n\r\n" << 400;
    QTest::newRow("bare CR in a value") << get + "X: a\rb\r\n\r\n" << 400;
    QTest::newRow("bare LF in a value") << get + "X: a\nY: b\r\n\r\n" << 400;
    QTest::newRow("negative length") << get + "Content-Length: -1\r\n\r\n" << 400;
    QTest::newRow("signed length") << get + "Content-Length: +1\r\n\r\n" << 400;
    QTest::newRow("hexadecimal length") << get + "Content-Length: 0x1\r\n\r\n" << 400;
    QTest::newRow("no length") << get + "Content-Length: \r\n\r\n" << 400;
    QTest::newRow("two lengths") << get + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n" << 400;
    QTest::newRow("a list of lengths") << get + "Content-Length: 1, 1\r\n\r\n" << 400;
    QTest::newRow("huge length") << get + "Content-Length: 99999999999999999999\r\n\r\n" << 413;
    QTest::newRow("chunked") << get + "Transfer-Encoding: chunked\r\n\r\n" << 411;
    QTest::newRow("chunked and a length") << get + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n" << 400;
}

void HttpRequestTest::parser_refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QCOMPARE(parse(bytes).status, status);
    QCOMPARE(parse(bytes, 1).status, status);
}

void HttpRequestTest::parser_boundsTheHead()
{
    const HttpLimits limits{.head = 64, .body = 10, .headers = 10};
    const QByteArray begin = "GET / HTTP/1.1\r\nHost: a\r\nX: "_ba;
    const QByteArray fits = begin + QByteArray(64 - begin.size() - 4, 'x') + "\r\n\r\n";
    QCOMPARE(parse(fits, 1, limits).requests.size(), 1);
    QCOMPARE(parse(fits.left(60) + "x\r\n\r\n", 1, limits).status, 431);
    QCOMPARE(parse(QByteArray(65, 'x'), 1, limits).status, 431);
    QCOMPARE(parse(QByteArray(64, 'x'), 1, limits).status, 0);
}

void HttpRequestTest::parser_boundsTheHeaders()
{
    const HttpLimits limits{.head = 1000, .body = 10, .headers = 3};
    const QByteArray begin = "GET / HTTP/1.1\r\nHost: a\r\n"_ba;
    QCOMPARE(parse(begin + "A: 1\r\nB: 2\r\n\r\n", 1, limits).requests.size(), 1);
    QCOMPARE(parse(begin + "A: 1\r\nB: 2\r\nC: 3\r\n\r\n", 1, limits).status, 431);
}

void HttpRequestTest::parser_boundsTheBody()
{
    const HttpLimits limits{.head = 1000, .body = 4, .headers = 10};
    const QByteArray begin = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: "_ba;
    QCOMPARE(parse(begin + "4\r\n\r\nabcd", 1, limits).requests.size(), 1);
    QCOMPARE(parse(begin + "5\r\n\r\nabcde", 1, limits).status, 413);
}

void HttpRequestTest::request_keepsAlive_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<bool>("expected");
    QTest::newRow("1.1") << "HTTP/1.1"_ba
                         << "x"_ba << true;
    QTest::newRow("1.1 close") << "HTTP/1.1"_ba
                               << "x, Close"_ba << false;
    QTest::newRow("1.0") << "HTTP/1.0"_ba
                         << "x"_ba << false;
}

void HttpRequestTest::request_keepsAlive()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, connection);
    QFETCH(bool, expected);
    const Outcome outcome = parse("GET / " + version + "\r\nHost: a\r\nConnection: " + connection + "\r\n\r\n");
    QCOMPARE(outcome.requests.size(), 1);
    QCOMPARE(outcome.requests.constFirst().keepAlive, expected);
}

void HttpRequestTest::request_readsListsAndItems()
{
    HttpRequest request;
    request.headers = {{"upgrade"_ba, "h2c, WebSocket"_ba}};
    request.query = "a=1&series=net.rx%7Bdev%3D%22e%22%7D&a=2&flag"_ba;
    QVERIFY(request.listHas("upgrade", "websocket"));
    QVERIFY(!request.listHas("upgrade", "socket"));
    QCOMPARE(request.queryItem("a"), "1"_ba);
    QCOMPARE(request.queryItem("series"), "net.rx{dev=\"e\"}"_ba);
    QCOMPARE(request.queryItem("flag"), QByteArray());
    QCOMPARE(request.queryItem("b"), QByteArray());
}

QTEST_GUILESS_MAIN(HttpRequestTest)
#include "tst_feedhttprequest.moc"
