// SPDX-License-Identifier: MIT
#include "models/ingest/handover.h"

#include "tests/unit/models/modelhelpers.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

using namespace telltale;
using namespace Qt::StringLiterals;

class HandOverTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void put_wakesOnlyWhereNothingWaited();
    void setWaker_wakesForWhatWaits();
    void setWaker_emptyStopsWaking();
    void put_whatChangesNothingDoesNotWake();
    void threads_everyReadingIsTakenOnceOrCountedAsDropped();
};

void HandOverTest::put_wakesOnlyWhereNothingWaited()
{
    HandOver handOver;
    int wakes = 0;
    handOver.setWaker([&] { ++wakes; });
    const auto put = [&] { handOver.put([](PendingUpdates &pending) { pending.add(numberAt(0, 0, 1)); }); };
    put();
    put();
    QCOMPARE(wakes, 1);
    QVERIFY(!handOver.isEmpty());
    QCOMPARE(handOver.take().samples.size(), 2);
    QVERIFY(handOver.isEmpty());
    put();
    QCOMPARE(wakes, 2);
}

void HandOverTest::setWaker_wakesForWhatWaits()
{
    HandOver handOver;
    handOver.put([](PendingUpdates &pending) { pending.add(numberAt(0, 0, 1)); });
    int wakes = 0;
    handOver.setWaker([&] { ++wakes; });
    QCOMPARE(wakes, 1);
}

void HandOverTest::setWaker_emptyStopsWaking()
{
    HandOver handOver;
    int wakes = 0;
    handOver.setWaker([&] { ++wakes; });
    handOver.setWaker({});
    handOver.put([](PendingUpdates &pending) { pending.add(numberAt(0, 0, 1)); });
    QCOMPARE(wakes, 0);
}

void HandOverTest::put_whatChangesNothingDoesNotWake()
{
    HandOver handOver;
    int wakes = 0;
    handOver.setWaker([&] { ++wakes; });
    handOver.put([](PendingUpdates &) {});
    QCOMPARE(wakes, 0);
}

void HandOverTest::threads_everyReadingIsTakenOnceOrCountedAsDropped()
{
    constexpr int total = 200'000;
    constexpr int seriesCount = 7;
    HandOver handOver({1'000, 1'024});
    std::atomic<bool> done = false;
    std::thread network([&] {
        for (int i = 0; i < total; ++i) {
            handOver.put([i](PendingUpdates &pending) {
                if (i % 1'000 == 0)
                    pending.add(Fence{Fence::Kind::Gap, 0, {}, {}, {}});
                pending.add(numberAt(SeriesId(i % seriesCount), i, i));
            });
        }
        done = true;
    });
    quint64 readings = 0;
    quint64 dropped = 0; // some, where this side waits long for a processor
    quint64 fences = 0;
    // Each series on its own: of those folded in one segment the record stands where the series' first reading did, so
    // across series times may go back.
    std::array<qint64, seriesCount> lastTimes{};
    bool inOrder = true;
    while (!done || !handOver.isEmpty()) {
        const UpdateBatch batch = handOver.take();
        for (const SampleRecord &sample : batch.samples) {
            readings += sample.count;
            qint64 &lastTime = lastTimes.at(sample.series);
            inOrder = inOrder && sample.timeMs > lastTime;
            lastTime = sample.timeMs;
        }
        for (const Fence &fence : batch.fences)
            fences += fence.merged;
        dropped = batch.counts.dropped;
    }
    network.join();
    QCOMPARE(readings + dropped, quint64(total));
    QCOMPARE(fences, quint64(total / 1'000));
    QVERIFY(inOrder);
    QCOMPARE(std::ranges::max(lastTimes), epochMs + total - 1);
}

QTEST_GUILESS_MAIN(HandOverTest)
#include "tst_handover.moc"
