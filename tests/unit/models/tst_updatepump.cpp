// SPDX-License-Identifier: MIT
#include "models/ingest/updatepump.h"

#include "tests/unit/models/modelhelpers.h"

#include <QSignalSpy>
#include <QTest>

#include <thread>

using namespace telltale;

namespace {
void putOne(HandOver &handOver, qint64 ms = 0)
{
    handOver.put([ms](PendingUpdates &pending) { pending.add(numberAt(0, ms, 1)); });
}

constexpr PumpIntervals quick{milliseconds(1), std::chrono::hours(1)};
} // namespace

class UpdatePumpTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void batch_comesOnTheGuiThread();
    void batch_holdsWhatCameWithinTheInterval();
    void nothing_wakesWhileNothingComes();
    void hidden_waitsLongerUntilVisible();
    void hidden_shortensOnlyWhatRuns();
    void flush_takesAtOnce();
    void whatWaited_isTakenByALaterPump();
    void destroyed_pumpIsNotWoken();
};

void UpdatePumpTest::batch_comesOnTheGuiThread()
{
    HandOver handOver;
    UpdatePump pump(&handOver, quick);
    bool onGuiThread = false;
    qsizetype samples = 0;
    connect(&pump, &UpdatePump::batchReady, this, [&](const UpdateBatch &batch) {
        onGuiThread = QThread::currentThread() == thread();
        samples += batch.samples.size();
    });
    std::thread([&] { putOne(handOver); }).join();
    QTRY_COMPARE(samples, 1);
    QVERIFY(onGuiThread);
}

void UpdatePumpTest::batch_holdsWhatCameWithinTheInterval()
{
    HandOver handOver;
    UpdatePump pump(&handOver, {std::chrono::hours(1), std::chrono::hours(1)});
    QSignalSpy ready(&pump, &UpdatePump::batchReady);
    for (int i = 0; i < 10; ++i) {
        putOne(handOver, i);
        QCoreApplication::processEvents();
    }
    QVERIFY(pump.isWaiting());
    QCOMPARE(ready.count(), 0);
    pump.flush();
    QCOMPARE(ready.count(), 1);
    QCOMPARE(ready[0][0].value<UpdateBatch>().samples.size(), 10);
}

void UpdatePumpTest::nothing_wakesWhileNothingComes()
{
    HandOver handOver;
    UpdatePump pump(&handOver, quick);
    QSignalSpy ready(&pump, &UpdatePump::batchReady);
    putOne(handOver);
    QVERIFY(ready.wait());
    // After a batch no timer is left running: the event loop has nothing more to do for the pump.
    QCoreApplication::processEvents();
    QVERIFY(!pump.isWaiting());
    QCOMPARE(ready.count(), 1);
}

void UpdatePumpTest::hidden_waitsLongerUntilVisible()
{
    HandOver handOver;
    UpdatePump pump(&handOver, quick);
    pump.setWindowVisible(false);
    QVERIFY(!pump.isWindowVisible());
    QSignalSpy ready(&pump, &UpdatePump::batchReady);
    putOne(handOver);
    QTRY_VERIFY(pump.isWaiting());
    QCOMPARE(ready.count(), 0); // an hour, as configured
    pump.setWindowVisible(true);
    QVERIFY(ready.wait());
    QCOMPARE(ready.count(), 1);
}

void UpdatePumpTest::hidden_shortensOnlyWhatRuns()
{
    HandOver handOver;
    UpdatePump pump(&handOver, quick);
    pump.setWindowVisible(false);
    pump.setWindowVisible(true);
    QVERIFY(!pump.isWaiting());
}

void UpdatePumpTest::flush_takesAtOnce()
{
    HandOver handOver;
    UpdatePump pump(&handOver, {std::chrono::hours(1), std::chrono::hours(1)});
    QSignalSpy ready(&pump, &UpdatePump::batchReady);
    pump.flush();
    QCOMPARE(ready.count(), 0);
    putOne(handOver);
    pump.flush();
    QCOMPARE(ready.count(), 1);
}

void UpdatePumpTest::whatWaited_isTakenByALaterPump()
{
    HandOver handOver;
    putOne(handOver);
    UpdatePump pump(&handOver, quick);
    QSignalSpy ready(&pump, &UpdatePump::batchReady);
    QVERIFY(ready.wait());
}

void UpdatePumpTest::destroyed_pumpIsNotWoken()
{
    HandOver handOver;
    {
        UpdatePump pump(&handOver, quick);
    }
    putOne(handOver);
    QCoreApplication::processEvents();
    QVERIFY(!handOver.isEmpty());
}

QTEST_GUILESS_MAIN(UpdatePumpTest)
#include "tst_updatepump.moc"
