// SPDX-License-Identifier: MIT
#include "app/sources/livesource.h"
#include "app/sources/sourcepool.h"
#include "tests/support/scriptedserver.h"

#include <QPointer>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

/// A feed whose server has been up for a while: a sample a second, of which the live stream brings the newest alone.
class OldFeed
{
public:
    OldFeed()
        : server([this](QTcpSocket *socket, const QByteArray &head) { answer(socket, head); })
    {}

    SourceSpec source() const
    {
        SourceSpec spec;
        spec.name = u"feed"_s;
        spec.url = server.url().toString();
        spec.transports = {u"sse"_s};
        return spec;
    }
    QList<QByteArray> historyRequests() const
    {
        QList<QByteArray> targets;
        for (const QByteArray &head : server.requestHeads()) {
            if (requestTarget(head).contains("/history"))
                targets << requestTarget(head);
        }
        return targets;
    }

    const qint64 nowMs = wallClockNow().count();
    int historyStatus = 200;
    QByteArray firstValue = "7";
    QPointer<QTcpSocket> stream; ///< of the live events
    ScriptedServer server;

private:
    void answer(QTcpSocket *socket, const QByteArray &head)
    {
        if (requestTarget(head).contains("/history")) {
            QByteArray times;
            QByteArray values;
            for (int second = 60; second >= 1; --second) {
                times += QByteArray::number(nowMs - 1'000 * second) + (second > 1 ? "," : "");
                values += QByteArray::number(second) + (second > 1 ? "," : "");
            }
            writeResponse(socket, historyStatus, {"Content-Type: application/json"_ba},
                          "{\"t\":[" + times + "],\"v\":[" + values + "]}");
            return;
        }
        const QByteArray now = QByteArray::number(nowMs);
        stream = socket;
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
                      "event: hello\ndata: {\"epoch\":\"e\",\"head\":1,\"heartbeat\":15,\"t\":" +
                      now + "}\n\nid: e:1\nevent: metrics\ndata: {\"t\":" + now +
                      ",\"values\":{\"cpu.busy\":" + firstValue + ",\"door\":\"open\",\"mem\":3}}\n\n");
    }
};

LiveSource::Wanted wantedOf(const QByteArray &glob, milliseconds window)
{
    LiveSource::Wanted wanted;
    wanted.selector.glob = glob;
    wanted.window = window;
    return wanted;
}

} // namespace

class BackfillTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void past_isThereBehindTheFirstSample();
    void past_isAskedForOnceAndOnlyWhereItIsShown();
    void widerWindow_asksAgain();
    void serverWithoutAPast_changesNothing();
    void valueUnknownAtFirst_getsItsPastLater();

private:
    void follow(LiveSource &live);

    SourcePool m_pool;
};

void BackfillTest::follow(LiveSource &live)
{
    auto opened = m_pool.open(live.spec(), u"/"_s, live.handOver());
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    live.follow(std::move(opened->source));
}

void BackfillTest::past_isThereBehindTheFirstSample()
{
    const OldFeed feed;
    LiveSource live(feed.source(), FreshnessLimits());
    live.setWanted({wantedOf("cpu.busy", std::chrono::minutes(5))});
    follow(live);
    QTRY_VERIFY(live.store()->count() == 3);
    const SeriesHistory &history = live.store()->history(*live.store()->find("cpu.busy"));
    QTRY_COMPARE(history.size(), 61);
    QCOMPARE(history.firstTimeMs(), feed.nowMs - 60'000);
    QCOMPARE(history.lastValue(), 7.0);
    QVERIFY(history.gaps().empty());
    QCOMPARE(live.store()->value(*live.store()->find("cpu.busy")).number, 7.0);
}

void BackfillTest::past_isAskedForOnceAndOnlyWhereItIsShown()
{
    const OldFeed feed;
    LiveSource live(feed.source(), FreshnessLimits());
    live.setWanted({wantedOf("cpu.busy", std::chrono::minutes(5)), wantedOf("mem", milliseconds(0)),
                    wantedOf("door", std::chrono::minutes(5))});
    follow(live);
    QTRY_COMPARE(feed.historyRequests().size(), 1);
    const QByteArray target = feed.historyRequests().first();
    QVERIFY2(target.contains("series=cpu.busy"), target.constData());
    QVERIFY2(target.contains("to=" + QByteArray::number(feed.nowMs)), target.constData());
    QTRY_COMPARE(live.store()->history(*live.store()->find("cpu.busy")).size(), 61);
    live.setWanted({wantedOf("cpu.busy", std::chrono::minutes(5))});
    live.setWanted({wantedOf("mem", std::chrono::minutes(5))});
    QTRY_COMPARE(feed.historyRequests().size(), 2); // for mem, which is shown now; nothing more for cpu.busy
    QVERIFY(feed.historyRequests().last().contains("series=mem"));
}

void BackfillTest::widerWindow_asksAgain()
{
    const OldFeed feed;
    LiveSource live(feed.source(), FreshnessLimits());
    live.setWanted({wantedOf("cpu.busy", std::chrono::minutes(5))});
    follow(live);
    QTRY_COMPARE(live.store()->count(), 3);
    QTRY_COMPARE(live.store()->history(*live.store()->find("cpu.busy")).size(), 61);
    live.setWanted({wantedOf("cpu.busy", std::chrono::hours(4))});
    QTRY_COMPARE(feed.historyRequests().size(), 2);
    QVERIFY(!feed.historyRequests().last().contains("step=0")); // four hours come in steps
}

void BackfillTest::serverWithoutAPast_changesNothing()
{
    OldFeed feed;
    feed.historyStatus = 404;
    LiveSource live(feed.source(), FreshnessLimits());
    live.setWanted({wantedOf("cpu.busy", std::chrono::minutes(5))});
    follow(live);
    QTRY_COMPARE(feed.historyRequests().size(), 1);
    // Two round trips on one server: by the second sample of the stream the 404 has come.
    QTRY_VERIFY(!feed.server.sockets().isEmpty());
    const auto sample = [&](int second) {
        const QByteArray at = QByteArray::number(feed.nowMs + 1'000 * second);
        feed.stream->write("id: e:" + QByteArray::number(1 + second) + "\nevent: metrics\ndata: {\"t\":" + at +
                           ",\"values\":{\"cpu.busy\":8,\"late\":1}}\n\n");
    };
    live.setWanted({wantedOf("cpu.busy", std::chrono::minutes(5)), wantedOf("late", std::chrono::minutes(5))});
    sample(1);
    QTRY_VERIFY(live.store()->find("late").has_value());
    sample(2);
    const auto sizeOf = [&](const char *name) { return live.store()->history(*live.store()->find(name)).size(); };
    QTRY_COMPARE(sizeOf("late"), 2);
    QCOMPARE(sizeOf("cpu.busy"), 3);
    QCOMPARE(live.panelSource().connection->isLive(), true);
    QCOMPARE(feed.historyRequests().size(), 1); // it said that there is none
}

void BackfillTest::valueUnknownAtFirst_getsItsPastLater()
{
    OldFeed feed;
    feed.firstValue = "null";
    LiveSource live(feed.source(), FreshnessLimits());
    live.setWanted({wantedOf("cpu.busy", std::chrono::minutes(5))});
    follow(live);
    QTRY_VERIFY(live.store()->count() == 3);
    QCOMPARE(feed.historyRequests().size(), 0);
    feed.stream->write("id: e:2\nevent: metrics\ndata: {\"t\":" + QByteArray::number(feed.nowMs + 1'000) +
                       ",\"values\":{\"cpu.busy\":8}}\n\n");
    QTRY_COMPARE(live.store()->history(*live.store()->find("cpu.busy")).size(), 61);
    QCOMPARE(feed.historyRequests().size(), 1);
}

QTEST_GUILESS_MAIN(BackfillTest)
#include "tst_backfill.moc"
