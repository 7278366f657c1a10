// SPDX-License-Identifier: MIT
#include "models/ingest/handover.h"

#include "tests/unit/models/modelhelpers.h"

#include <QTest>

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
    void threads_loseAndDoubleNothing();
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

void HandOverTest::threads_loseAndDoubleNothing()
{
    constexpr int total = 200'000;
    HandOver handOver({1'000, 1'024});
    std::atomic<bool> done = false;
    std::thread network([&] {
        for (int i = 0; i < total; ++i) {
            handOver.put([i](PendingUpdates &pending) {
                if (i % 1'000 == 0)
                    pending.add(Fence{Fence::Kind::Gap, 0, {}, {}, {}});
                pending.add(numberAt(SeriesId(i % 7), i, i));
            });
        }
        done = true;
    });
    quint64 readings = 0;
    int fences = 0;
    qint64 lastTime = -1;
    bool inOrder = true;
    while (!done || !handOver.isEmpty()) {
        const UpdateBatch batch = handOver.take();
        for (const SampleRecord &sample : batch.samples) {
            readings += sample.count;
            inOrder = inOrder && (sample.count > 1 || sample.timeMs > lastTime);
            lastTime = std::max(lastTime, sample.timeMs);
        }
        fences += int(batch.fences.size());
    }
    network.join();
    QCOMPARE(readings, quint64(total));
    QCOMPARE(fences, total / 1'000);
    QVERIFY(inOrder);
    QCOMPARE(lastTime, epochMs + total - 1);
}

QTEST_GUILESS_MAIN(HandOverTest)
#include "tst_handover.moc"
