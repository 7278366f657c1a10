// SPDX-License-Identifier: MIT
#include "app/hostfeed/feedroute.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class FeedRouteTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void route_followsWhatIsAsked_data();
    void route_followsWhatIsAsked();
    void route_refuses_data();
    void route_refuses();
    void cursor_isTheHeaderThenTheQuery();
};

namespace {

using Fields = QList<std::pair<QByteArray, QByteArray>>;
constexpr milliseconds maximumWait{60'000};

const Fields upgrade{{"upgrade"_ba, "websocket"_ba},
                     {"connection"_ba, "keep-alive, Upgrade"_ba},
                     {"sec-websocket-version"_ba, "13"_ba},
                     {"sec-websocket-key"_ba, "dGhlIHNhbXBsZSBub25jZQ=="_ba}};

HttpRequest request(const QByteArray &method, const QByteArray &path, const Fields &headers)
{
    HttpRequest made;
    made.method = method;
    made.path = path;
    made.headers = headers;
    return made;
}

Fields upgradeWith(const QByteArray &name, const QByteArray &value)
{
    Fields fields = upgrade;
    for (auto &field : fields) {
        if (field.first == name)
            field.second = value;
    }
    return fields;
}

} // namespace

void FeedRouteTest::route_followsWhatIsAsked_data()
{
    using Kind = FeedRoute::Kind;
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<Fields>("headers");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("waitSeconds");
    const QByteArray get = "GET"_ba;
    const Fields json{{"accept"_ba, "application/json"_ba}};
    const auto prefer = [](const char *value) { return Fields{{"prefer"_ba, QByteArray(value)}}; };
    QTest::newRow("poll") << get << "/"_ba << json << Kind::Poll << 0;
    QTest::newRow("poll at /feed") << get << "/feed"_ba << json << Kind::Poll << 0;
    QTest::newRow("poll at /feed/") << get << "/feed/"_ba << Fields() << Kind::Poll << 0;
    QTest::newRow("long poll") << get << "/"_ba << prefer("wait=25") << Kind::LongPoll << 25;
    QTest::newRow("long poll, among others")
        << get << "/"_ba << prefer("respond-async, Wait = 7") << Kind::LongPoll << 7;
    QTest::newRow("long poll, capped") << get << "/"_ba << prefer("wait=3600") << Kind::LongPoll << 60;
    QTest::newRow("wait of nothing") << get << "/"_ba << prefer("wait=0") << Kind::Poll << 0;
    QTest::newRow("wait of nonsense") << get << "/"_ba << prefer("wait=soon") << Kind::Poll << 0;
    QTest::newRow("wait below zero") << get << "/"_ba << prefer("wait=-1") << Kind::Poll << 0;
    QTest::newRow("SSE") << get << "/"_ba << Fields{{"accept"_ba, "text/event-stream"_ba}} << Kind::Sse << 0;
    QTest::newRow("SSE before a wait") << get << "/feed"_ba
                                       << Fields{{"accept"_ba, "Text/Event-Stream, */*"_ba}, {"prefer"_ba, "wait=5"_ba}}
                                       << Kind::Sse << 0;
    QTest::newRow("WebSocket") << get << "/feed"_ba << upgrade << Kind::WebSocket << 0;
    QTest::newRow("another upgrade") << get << "/"_ba << Fields{{"upgrade"_ba, "h2c"_ba}} << Kind::Poll << 0;
    QTest::newRow("snapshot") << get << "/snapshot"_ba << Fields() << Kind::Snapshot << 0;
    QTest::newRow("snapshot ignores an upgrade") << get << "/feed/snapshot"_ba << upgrade << Kind::Snapshot << 0;
    QTest::newRow("history") << get << "/feed/history"_ba << Fields() << Kind::History << 0;
    QTest::newRow("publish") << "POST"_ba
                             << "/feed/publish"_ba << Fields() << Kind::Publish << 0;
    QTest::newRow("commands") << "POST"_ba
                              << "/commands"_ba << Fields() << Kind::Commands << 0;
}

void FeedRouteTest::route_followsWhatIsAsked()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(Fields, headers);
    QFETCH(FeedRoute::Kind, kind);
    QFETCH(int, waitSeconds);
    const auto route = routeOf(request(method, path, headers), maximumWait);
    QVERIFY(std::holds_alternative<FeedRoute>(route));
    QCOMPARE(std::get<FeedRoute>(route), (FeedRoute{.kind = kind, .wait = std::chrono::seconds(waitSeconds)}));
}

void FeedRouteTest::route_refuses_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<Fields>("headers");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("firstHeader");
    const QByteArray get = "GET"_ba;
    QTest::newRow("unknown path") << get << "/metrics"_ba << Fields() << 404 << ""_ba;
    QTest::newRow("path that begins alike") << get << "/feeds"_ba << Fields() << 404 << ""_ba;
    QTest::newRow("twice the prefix") << get << "/feed/feed"_ba << Fields() << 404 << ""_ba;
    QTest::newRow("dots") << get << "/feed/../snapshot"_ba << Fields() << 404 << ""_ba;
    QTest::newRow("POST to the feed") << "POST"_ba
                                      << "/"_ba << Fields() << 405 << "Allow: GET"_ba;
    QTest::newRow("HEAD") << "HEAD"_ba
                          << "/feed"_ba << Fields() << 405 << "Allow: GET"_ba;
    QTest::newRow("OPTIONS: no CORS") << "OPTIONS"_ba
                                      << "/publish"_ba << Fields() << 405 << "Allow: POST"_ba;
    QTest::newRow("GET of commands") << get << "/commands"_ba << Fields() << 405 << "Allow: POST"_ba;
    QTest::newRow("old WebSocket") << get << "/"_ba << upgradeWith("sec-websocket-version"_ba, "8"_ba) << 426
                                   << "Sec-WebSocket-Version: 13"_ba;
    QTest::newRow("short key") << get << "/"_ba << upgradeWith("sec-websocket-key"_ba, "YQ=="_ba) << 400 << ""_ba;
    QTest::newRow("bad key") << get << "/"_ba << upgradeWith("sec-websocket-key"_ba, "!"_ba) << 400 << ""_ba;
    QTest::newRow("no Connection: upgrade")
        << get << "/"_ba << upgradeWith("connection"_ba, "keep-alive"_ba) << 400 << ""_ba;
}

void FeedRouteTest::route_refuses()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(Fields, headers);
    QFETCH(int, status);
    QFETCH(QByteArray, firstHeader);
    const auto route = routeOf(request(method, path, headers), maximumWait);
    QVERIFY(std::holds_alternative<HttpResponse>(route));
    const auto &response = std::get<HttpResponse>(route);
    QCOMPARE(response.status, status);
    if (!firstHeader.isEmpty()) {
        QVERIFY(!response.headers.isEmpty());
        QCOMPARE(response.headers.constFirst().first + ": " + response.headers.constFirst().second, firstHeader);
    }
}

void FeedRouteTest::cursor_isTheHeaderThenTheQuery()
{
    HttpRequest asked;
    QCOMPARE(cursorOf(asked), Cursor());
    asked.query = "last_event_id=7f3a%3A1"_ba;
    QCOMPARE(cursorOf(asked), "7f3a:1"_ba);
    asked.headers.append({"last-event-id"_ba, "7f3a:2"_ba});
    QCOMPARE(cursorOf(asked), "7f3a:2"_ba);
}

QTEST_GUILESS_MAIN(FeedRouteTest)
#include "tst_feedroute.moc"
