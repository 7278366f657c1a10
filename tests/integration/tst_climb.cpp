// SPDX-License-Identifier: MIT
#include "app/hostfeed/feedserver.h"
#include "app/sources/feedsource.h"
#include "app/sources/livesource.h"
#include "tests/integration/feedclient.h"
#include "tests/support/faultproxy.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

constexpr auto ws = TransportKind::WebSocket;
constexpr auto sse = TransportKind::Sse;
constexpr auto longPoll = TransportKind::LongPoll;
constexpr auto poll = TransportKind::Poll;

/// A feed of a thousand samples a second, behind a proxy that keeps the better transports out until it is told not to.
class BusyFeed
{
public:
    explicit BusyFeed(const QStringList &rules)
        : m_server({.feed = {.epoch = "e"_ba, .log = {.events = 100'000}}})
        , proxy(listen(), knownFaultRules(rules))
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_server, [this] { publishWhatIsDue(); });
        m_clock.start();
        m_timer.start(2);
    }
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1/feed"_s.arg(proxy.port())); }
    int published() const { return m_published; }
    void stop() { m_timer.stop(); }

    /// The product's rules, with less patience: it looks for a better way after 200 ms.
    static PolicyLimits policy()
    {
        PolicyLimits limits = FeedClient::quickPolicy();
        limits.climb.after = {milliseconds(200), milliseconds(200), milliseconds(200), milliseconds(200)};
        return limits;
    }

private:
    quint16 listen()
    {
        const Result<QUrl> url = m_server.listen();
        if (!url)
            qFatal("%ls", qUtf16Printable(url.error().message));
        return quint16(url->port());
    }
    void publishWhatIsDue()
    {
        constexpr qint64 most = 10; // at a time: a machine that is too slow for the rate has a lower one
        const qint64 due = std::min(m_clock.elapsed() - m_publishedAt, most);
        m_publishedAt = m_clock.elapsed();
        for (qint64 i = 0; i < due; ++i, ++m_published)
            (void)m_server.publish("metrics"_ba, "{\"values\":{\"x\":" + QByteArray::number(m_published) + "}}");
    }

    FeedServer m_server;
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_publishedAt = 0; ///< by m_clock, ms
    int m_published = 0;

public:
    FaultProxy proxy;
};

} // namespace

class ClimbTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void climb_losesNothingAndDoublesNothing_data();
    void climb_losesNothingAndDoublesNothing();
    void climb_showsNoValueAsOld();
};

void ClimbTest::climb_losesNothingAndDoublesNothing_data()
{
    QTest::addColumn<QStringList>("rules");
    QTest::addColumn<TransportKind>("from");
    QTest::addColumn<QStringList>("laterRules");
    QTest::addColumn<TransportKind>("to");
    const QString noWebSocket = u"ws refuse"_s;
    const QString noSse = u"sse answer status=403"_s;
    const QString noHold = u"longpoll answer status=403"_s;
    QTest::newRow("poll to WebSocket") << QStringList{noWebSocket, noSse, noHold} << poll << QStringList() << ws;
    QTest::newRow("long poll to WebSocket") << QStringList{noWebSocket, noSse} << longPoll << QStringList() << ws;
    QTest::newRow("SSE to WebSocket") << QStringList{noWebSocket} << sse << QStringList() << ws;
    QTest::newRow("poll to SSE") << QStringList{noWebSocket, noSse, noHold} << poll << QStringList{noWebSocket} << sse;
}

void ClimbTest::climb_losesNothingAndDoublesNothing()
{
    QFETCH(QStringList, rules);
    QFETCH(TransportKind, from);
    QFETCH(QStringList, laterRules);
    QFETCH(TransportKind, to);
    BusyFeed feed(rules);
    FeedClient client(feed.url(), allTransportKinds(), "e:0"_ba, u"telltale"_s, FeedClient::quickTransports(),
                      BusyFeed::policy());
    client.manager.start();
    QTRY_VERIFY(client.isLiveOn(from));
    QTRY_VERIFY(client.events.size() > 500);
    client.links.clear();
    feed.proxy.setRules(knownFaultRules(laterRules));
    QTRY_VERIFY(client.isLiveOn(to));
    const qsizetype atTheChange = client.events.size();
    QTRY_VERIFY(client.events.size() > atTheChange + 500);
    feed.stop();
    QTRY_COMPARE(client.events.size(), feed.published());

    QVERIFY(client.gaps.isEmpty());
    for (qsizetype i = 0; i < client.events.size(); ++i)
        QCOMPARE(client.events[i].event.cursor, "e:" + QByteArray::number(i + 1));
    QVERIFY(std::all_of(client.links.begin(), client.links.end(),
                        [](const LinkStatus &link) { return link.state == LinkState::Live; }));
    QCOMPARE(client.events.first().transport, from);
    QCOMPARE(client.events.last().transport, to);
    const auto firstOverTheNew = std::find_if(client.events.begin(), client.events.end(),
                                              [to](const DeliveredEvent &e) { return e.transport == to; });
    QVERIFY(
        std::all_of(firstOverTheNew, client.events.end(), [to](const DeliveredEvent &e) { return e.transport == to; }));
    qInfo("%d events, %llu came twice and were dropped", feed.published(),
          static_cast<unsigned long long>(client.manager.streamStatus().duplicates));
}

/// The same with everything up to the stores that the window shows.
void ClimbTest::climb_showsNoValueAsOld()
{
    BusyFeed feed({u"ws refuse"_s, u"sse answer status=403"_s, u"longpoll answer status=403"_s});
    LiveSource source({.name = u"feed"_s}, FreshnessLimits());
    source.follow(std::make_unique<FeedSource>(
        FeedSourceOptions{.feed = {.url = feed.url(), .resumeFrom = "e:0"_ba, .policy = BusyFeed::policy()},
                          .transport = FeedClient::quickTransports()},
        std::move(makeDialect(u"telltale"_s, {})).value(), source.handOver()));
    const PanelSource shown = source.panelSource();
    const SeriesStore &store = *source.store();
    QTRY_COMPARE(store.count(), 1);
    QTRY_COMPARE(shown.connection->transport(), toText(poll));
    QTRY_COMPARE(store.freshness(0), Freshness::Live);

    QStringList seen; // whatever is not as it should be, at each change and in each frame
    const auto look = [&] {
        if (store.freshness(0) != Freshness::Live || !shown.connection->isLive())
            seen << u"%1 at %2"_s.arg(shown.connection->headline()).arg(store.value(0).number);
    };
    int frames = 0;
    QTimer frame;
    connect(&frame, &QTimer::timeout, this, [&] {
        look();
        ++frames;
    });
    connect(source.store(), &SeriesStore::freshnessChanged, this, look);
    connect(shown.connection, &ConnectionModel::linkChanged, this, look);
    frame.start(16);
    feed.proxy.setRules({});
    QTRY_COMPARE(shown.connection->transport(), toText(ws));
    const int atTheChange = frames;
    QTRY_VERIFY(frames > atTheChange + 50);
    feed.stop();
    QTRY_COMPARE(store.value(0).number, double(feed.published() - 1));
    QVERIFY2(seen.isEmpty(), qPrintable(seen.join(u", "_s)));
    QVERIFY(!shown.connection->isDegraded());
    QCOMPARE(shown.connection->gaps(), 0u);
    QVERIFY(store.history(0).gaps().empty());
    QCOMPARE(shown.connection->delivered(), quint64(feed.published())); // the history folds what is too close in time
}

QTEST_GUILESS_MAIN(ClimbTest)
#include "tst_climb.moc"
