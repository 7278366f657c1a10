// SPDX-License-Identifier: MIT
#include "app/hostfeed/hostfeed.h"

#include "feedreader.h"

#include <QTest>

#include <atomic>

using namespace telltale;
using namespace Qt::StringLiterals;

class HostFeedTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void feed_publishesSamples();
    void feed_samplesAtWholeIntervals();
    void feed_isServedFromItsOwnThread();
    void start_saysWhyNot();
    void stop_saysGoAwayAndMayBeFollowedByStart();
    void epochs_differ();
};

namespace {

HostFeedOptions options(std::function<QByteArray()> sampler = {})
{
    HostFeedOptions made;
    made.sampler = std::move(sampler);
    made.interval = milliseconds(20);
    return made;
}

} // namespace

void HostFeedTest::feed_publishesSamples()
{
    std::atomic<int> samples = 0;
    HostFeed feed(options([&samples] {
        // An empty sample is nothing to publish.
        return ++samples % 2 == 0 ? QByteArray() : R"({"t":1,"values":{"a":)" + QByteArray::number(samples) + "}}";
    }));
    const auto url = feed.start();
    QVERIFY(url);
    FeedReader reader("ws"_ba, *url);
    QVERIFY(reader.waitForEvents(3));
    feed.stop();
    QCOMPARE(reader.events().constFirst().event, "metrics"_ba);
    QVERIFY(reader.events().constFirst().data.startsWith(R"({"t":1,"values":{"a":)"));
}

void HostFeedTest::feed_samplesAtWholeIntervals()
{
    std::atomic<qint64> first = 0;
    HostFeedOptions slow = options([&first] {
        qint64 unset = 0;
        first.compare_exchange_strong(unset, wallClockNow().count());
        return "{}"_ba;
    });
    slow.interval = milliseconds(200);
    HostFeed feed(slow);
    QVERIFY(feed.start());
    QVERIFY(QTest::qWaitFor([&] { return first != 0; }));
    QVERIFY2(first % 200 < 100, qPrintable(QString::number(first % 200))); // late by less than half of it, never early
}

void HostFeedTest::feed_isServedFromItsOwnThread()
{
    QThread *sampledOn = nullptr;
    std::atomic<bool> sampled = false;
    HostFeed feed(options([&] {
        if (!sampled) {
            sampledOn = QThread::currentThread();
            sampled = true;
        }
        return QByteArray();
    }));
    const auto url = feed.start();
    QVERIFY(url);
    QVERIFY(QTest::qWaitFor([&] { return sampled.load(); }));
    QVERIFY(sampledOn != QThread::currentThread());
    QVERIFY(feed.publish("log"_ba, "{ }"_ba));
    QCOMPARE(feed.events().size(), 1);
    QCOMPARE(feed.events().constFirst().data, "{}"_ba);
    QVERIFY(!feed.publish("hello"_ba, "{}"_ba));
}

void HostFeedTest::start_saysWhyNot()
{
    HostFeed first(options());
    const auto url = first.start();
    QVERIFY(url);
    QVERIFY(!first.start()); // running already
    HostFeedOptions same = options();
    same.server.port = static_cast<quint16>(url->port());
    HostFeed second(same);
    const auto taken = second.start();
    QVERIFY(!taken);
    QVERIFY(taken.error().message.contains(u"in use"_s));
    QVERIFY(!second.publish("log"_ba, "1"_ba));
    first.stop();
    QVERIFY(second.start());
}

void HostFeedTest::stop_saysGoAwayAndMayBeFollowedByStart()
{
    HostFeed feed(options());
    const auto url = feed.start();
    QVERIFY(url);
    FeedReader reader("sse"_ba, *url);
    QVERIFY(reader.waitForHello());
    feed.stop();
    feed.stop();
    QVERIFY(reader.waitForType("goaway"_ba));
    const auto again = feed.start();
    QVERIFY(again);
    FeedReader next("sse"_ba, *again);
    QVERIFY(next.waitForHello());
    QVERIFY(next.hello().left(30) != reader.hello().left(30)); // a new epoch
}

void HostFeedTest::epochs_differ()
{
    QCOMPARE(randomHex().size(), 16);
    QCOMPARE(randomHex(40).size(), 40);
    QVERIFY(randomHex() != randomHex());
}

QTEST_GUILESS_MAIN(HostFeedTest)
#include "tst_hostfeed.moc"
