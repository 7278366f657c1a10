// SPDX-License-Identifier: MIT
#include "app/hostfeed/requestguard.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class RequestGuardTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void guard_checksHostAndOrigin_data();
    void guard_checksHostAndOrigin();
    void guard_checksTheToken_data();
    void guard_checksTheToken();
    void guard_asksForNoTokenWithoutOne();
    void comparison_isOfTheWhole();
};

namespace {

int statusOf(const RequestGuard &guard, const HttpRequest &request)
{
    const auto refused = guard.refuse(request);
    return refused ? refused->status : 0;
}

} // namespace

void RequestGuardTest::guard_checksHostAndOrigin_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<int>("status");
    const QByteArray none;
    QTest::newRow("IPv4") << "127.0.0.1:8080"_ba << none << 0;
    QTest::newRow("another IPv4") << "192.0.2.7:8080"_ba << none << 0;
    QTest::newRow("IPv6") << "[::1]:8080"_ba << none << 0;
    QTest::newRow("localhost") << "LocalHost:8080"_ba << none << 0;
    QTest::newRow("given name") << "board.example:8080"_ba << none << 0;
    QTest::newRow("given name and port") << "proxy.example:443"_ba << none << 0;
    QTest::newRow("given name, other port") << "proxy.example:8080"_ba << none << 421;
    QTest::newRow("rebound name") << "evil.example:8080"_ba << none << 421;
    QTest::newRow("name that ends alike") << "notlocalhost:8080"_ba << none << 421;
    QTest::newRow("name that begins alike") << "127.0.0.1.evil.example:8080"_ba << none << 421;
    QTest::newRow("short address") << "127.1:8080"_ba << none << 421;
    QTest::newRow("number") << "2130706433:8080"_ba << none << 421;
    QTest::newRow("tunnelled port") << "127.0.0.1:8081"_ba << none << 0;
    QTest::newRow("no port") << "127.0.0.1"_ba << none << 0;
    QTest::newRow("bad port") << "127.0.0.1:x"_ba << none << 421;
    QTest::newRow("port too large") << "127.0.0.1:73616"_ba << none << 421;
    QTest::newRow("empty") << ""_ba << none << 421;
    QTest::newRow("port alone") << ":8080"_ba << none << 421;
    QTest::newRow("user") << "a@127.0.0.1:8080"_ba << none << 421;
    QTest::newRow("bracket open") << "[::1:8080"_ba << none << 421;
    QTest::newRow("bracketed name") << "[localhost]:8080"_ba << none << 421;
    QTest::newRow("same origin") << "127.0.0.1:8080"_ba
                                 << "http://127.0.0.1:8080"_ba << 0;
    QTest::newRow("same origin behind TLS") << "proxy.example:443"_ba
                                            << "https://proxy.example"_ba << 0;
    QTest::newRow("other host") << "127.0.0.1:8080"_ba
                                << "http://evil.example:8080"_ba << 403;
    QTest::newRow("other port, same host") << "127.0.0.1:8080"_ba
                                           << "http://127.0.0.1:3000"_ba << 403;
    QTest::newRow("other loopback name") << "127.0.0.1:8080"_ba
                                         << "http://localhost:8080"_ba << 403;
    QTest::newRow("null origin") << "127.0.0.1:8080"_ba
                                 << "null"_ba << 403;
    QTest::newRow("origin without a host") << "127.0.0.1:8080"_ba
                                           << "file://"_ba << 403;
}

void RequestGuardTest::guard_checksHostAndOrigin()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, origin);
    QFETCH(int, status);
    const RequestGuard guard(8080, {"board.example"_ba, "proxy.example:443"_ba}, {});
    HttpRequest request;
    request.authority = host;
    if (!origin.isEmpty())
        request.headers.append({"origin"_ba, origin});
    QCOMPARE(statusOf(guard, request), status);
}

void RequestGuardTest::guard_checksTheToken_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<int>("status");
    QTest::newRow("right") << "Bearer s3cret"_ba << 0;
    QTest::newRow("scheme in another case") << "bearer s3cret"_ba << 0;
    QTest::newRow("none") << ""_ba << 401;
    QTest::newRow("wrong") << "Bearer s3creT"_ba << 401;
    QTest::newRow("prefix") << "Bearer s3cre"_ba << 401;
    QTest::newRow("longer") << "Bearer s3crets3cret"_ba << 401;
    QTest::newRow("empty") << "Bearer "_ba << 401;
    QTest::newRow("other scheme") << "Basic s3cret"_ba << 401;
}

void RequestGuardTest::guard_checksTheToken()
{
    QFETCH(QByteArray, authorization);
    QFETCH(int, status);
    const RequestGuard guard(8080, {}, "s3cret"_ba);
    HttpRequest request;
    request.authority = "localhost:8080"_ba;
    request.headers.append({"authorization"_ba, authorization});
    const auto refused = guard.refuse(request);
    QCOMPARE(refused ? refused->status : 0, status);
    if (refused) {
        QCOMPARE(refused->headers.value(0).first, "WWW-Authenticate"_ba);
        QVERIFY(!refused->body.contains("s3cret"));
    }
}

void RequestGuardTest::guard_asksForNoTokenWithoutOne()
{
    HttpRequest request;
    request.authority = "localhost:8080"_ba;
    QCOMPARE(statusOf(RequestGuard(8080, {}, {}), request), 0);
}

void RequestGuardTest::comparison_isOfTheWhole()
{
    QVERIFY(equalInConstantTime("abc", "abc"));
    QVERIFY(!equalInConstantTime("abd", "abc"));
    QVERIFY(!equalInConstantTime("xbc", "abc"));
    QVERIFY(!equalInConstantTime("ab", "abc"));
    QVERIFY(!equalInConstantTime("abcabc", "abc"));
    QVERIFY(!equalInConstantTime("", "abc"));
}

QTEST_GUILESS_MAIN(RequestGuardTest)
#include "tst_requestguard.moc"
