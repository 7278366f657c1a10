// SPDX-License-Identifier: MIT
#include "app/hostfeed/feedserver.h"
#include "tests/integration/feedclient.h"
#include "tests/support/faultproxy.h"
#include "tests/support/scriptedserver.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

/// A server that publishes all the time, and a proxy before it that cuts connections at random bytes.
struct Stage
{
    explicit Stage(quint32 seed, int wantedCuts)
        : dice(seed)
        , server({.feed = {.epoch = "7f3a"_ba, .log = {.events = 100'000}}})
    {
        const auto url = server.listen();
        Q_ASSERT(url);
        proxy = std::make_unique<FaultProxy>(quint16(url->port()), [this, wantedCuts](TransportKind, int) {
            if (proxy->cuts() >= wantedCuts)
                return Fault{};
            // Anywhere from the middle of the status line to some thirty events in.
            return Fault{.kind = Fault::Kind::CutAfter, .bytes = 1 + dice.bounded(4000), .reset = dice.bounded(2) == 0};
        });
        QObject::connect(&clock, &QTimer::timeout, &server, [this] { publish(); });
        clock.start(1);
    }
    void publish()
    {
        // Of differing length, with text that tempts every encoder on the way.
        const int n = ++published;
        const QByteArray filler(n % 97, 'x');
        const auto id =
            server.publish("metrics"_ba, "{\"t\":" + QByteArray::number(n) +
                                             ",\"values\":{\"a{b=\\\"\\\\\\\"c\\\\\\\\\\\"}\":1.50,\"s\":\"\\u00e4\\n" +
                                             filler + "\xe2\x82\xac\"}}");
        Q_ASSERT(id);
    }
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1/feed"_s.arg(proxy->port())); }

    QRandomGenerator dice;
    FeedServer server;
    std::unique_ptr<FaultProxy> proxy;
    QTimer clock;
    int published = 0;
};

} // namespace

Q_DECLARE_METATYPE(QList<telltale::TransportKind>)

class ResumeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutAtRandomBytes_deliversEachEventOnce_data();
    void cutAtRandomBytes_deliversEachEventOnce();
    void goneServer_isResumedWithItsEpoch();
    void restartedServer_isNoticed();
    void evictedCursor_isAGap();
};

void ResumeTest::cutAtRandomBytes_deliversEachEventOnce_data()
{
    QTest::addColumn<QList<TransportKind>>("transports");
    for (const TransportKind kind : allTransportKinds())
        QTest::addRow("%s", toWord(kind).data()) << QList<TransportKind>{kind};
    QTest::addRow("chain") << allTransportKinds();
}

void ResumeTest::cutAtRandomBytes_deliversEachEventOnce()
{
    QFETCH(QList<TransportKind>, transports);
    constexpr int cuts = 50;
    const quint32 seed = qEnvironmentVariableIntValue("TELLTALE_SEED")
                             ? quint32(qEnvironmentVariableIntValue("TELLTALE_SEED"))
                             : 20260117u;
    qInfo("seed %u", seed);
    Stage stage(seed, cuts);
    FeedClient client(stage.url(), transports, "7f3a:0"_ba);
    client.manager.start();
    QTRY_VERIFY_WITH_TIMEOUT(stage.proxy->cuts() >= cuts, 90'000);
    stage.clock.stop();
    QTRY_COMPARE_WITH_TIMEOUT(client.events.size(), stage.server.log().events().size(), 20'000);

    QVERIFY(client.gaps.isEmpty());
    const auto published = stage.server.log().events();
    for (qsizetype i = 0; i < published.size(); ++i) {
        const Event &event = client.events[i].event;
        QCOMPARE(event.cursor, published[i].id);
        QCOMPARE(event.type, published[i].type);
        QCOMPARE(event.payload, published[i].data); // byte for byte
    }
    // What was asked: the first from the beginning, every later one from an event that had been delivered by then, and
    // never from an earlier one than before.
    quint64 asked = 0;
    for (const auto &request : stage.proxy->requests()) {
        const auto position = parsePosition(headerValue(request.head, "Last-Event-ID"_ba));
        QVERIFY(position);
        QVERIFY(position->sequence >= asked);
        asked = position->sequence;
        QVERIFY(requestTarget(request.head).endsWith("last_event_id=7f3a:" + QByteArray::number(asked)));
        QVERIFY(transports.contains(request.kind));
    }
    QVERIFY(asked > 0);
    QVERIFY(stage.proxy->requests().size() > cuts);
    qInfo("%lld events, %d cuts, %lld requests, %llu duplicates dropped", static_cast<long long>(client.events.size()),
          stage.proxy->cuts(), static_cast<long long>(stage.proxy->requests().size()),
          static_cast<unsigned long long>(client.manager.streamStatus().duplicates));
}

void ResumeTest::goneServer_isResumedWithItsEpoch()
{
    Stage stage(1, 0);
    FeedClient client(stage.url());
    client.manager.start();
    QTRY_VERIFY(client.events.size() > 10);
    stage.proxy->setDown(true);
    QTRY_COMPARE(client.manager.linkStatus().state, LinkState::Backoff);
    QCOMPARE(client.manager.streamStatus().state, StreamState::Behind);
    const int missed = stage.published + 50;
    QTRY_VERIFY(stage.published >= missed);
    stage.proxy->setDown(false);
    QTRY_VERIFY(client.manager.streamStatus().state == StreamState::InSync);
    stage.clock.stop();
    QTRY_COMPARE(client.events.last().event.cursor, stage.server.log().headId());
    QVERIFY(client.gaps.isEmpty());
    for (qsizetype i = 1; i < client.events.size(); ++i)
        QCOMPARE(client.events[i].event.position->sequence, client.events[i - 1].event.position->sequence + 1);
}

void ResumeTest::restartedServer_isNoticed()
{
    for (const TransportKind kind : allTransportKinds()) {
        auto first = std::make_unique<FeedServer>(FeedServerOptions{.feed = {.epoch = "aaaa"_ba}});
        const auto url = first->listen();
        QVERIFY(url);
        FeedClient client(*url, {kind});
        client.manager.start();
        QTRY_COMPARE(client.manager.streamStatus().state, StreamState::InSync);
        QVERIFY(first->publish("m"_ba, "1"));
        QTRY_COMPARE(client.events.size(), 1);
        first.reset();
        QTRY_COMPARE(client.manager.streamStatus().state, StreamState::Behind);

        FeedServer second({.port = quint16(url->port()), .feed = {.epoch = "bbbb"_ba}});
        QVERIFY(second.listen());
        QTRY_COMPARE(client.gaps.size(), 1);
        QCOMPARE(client.gaps[0].after, "aaaa:1"_ba);
        QTRY_COMPARE(client.manager.streamStatus().state, StreamState::InSync);
        QCOMPARE(client.streams.last().gaps, 1u); // the window's count is of now, not of the last change of state
        QVERIFY(second.publish("m"_ba, "2"));
        QTRY_COMPARE(client.events.size(), 2);
        QCOMPARE(client.streams.last().delivered, 2u);
        QCOMPARE(client.events[1].event.cursor, "bbbb:1"_ba);
        QCOMPARE(client.gaps.size(), 1);
    }
}

void ResumeTest::evictedCursor_isAGap()
{
    for (const TransportKind kind : allTransportKinds()) {
        FeedServer server({.feed = {.epoch = "e"_ba, .log = {.events = 5}}});
        const auto url = server.listen();
        QVERIFY(url);
        for (int i = 1; i <= 20; ++i)
            QVERIFY(server.publish("m"_ba, QByteArray::number(i)));
        FeedClient client(*url, {kind}, "e:3"_ba);
        client.manager.start();
        QTRY_COMPARE(client.events.size(), 5);
        QCOMPARE(client.events[0].event.cursor, "e:16"_ba);
        QCOMPARE(client.gaps.size(), 1);
        QCOMPARE(client.gaps[0].after, "e:3"_ba);
    }
}

QTEST_GUILESS_MAIN(ResumeTest)
#include "tst_resume.moc"
