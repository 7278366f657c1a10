// SPDX-License-Identifier: MIT
#include "transport/deadlinetimer.h"

#include <QSignalSpy>
#include <QTest>

using namespace telltale;

class DeadlineTimerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void deadline_expiresOnceAndNotBefore()
    {
        BootDeadlineTimer timer;
        QSignalSpy expired(&timer, &DeadlineTimer::expired);
        const TimePoint deadline = BootClock::now() + milliseconds(30);
        timer.setDeadline(deadline);
        QVERIFY(expired.wait());
        QVERIFY(BootClock::now() >= deadline);
        QVERIFY(!expired.wait(60));
        QCOMPARE(expired.size(), 1);
    }

    void aPassedDeadline_expiresAtTheNextTurnNotAtOnce()
    {
        BootDeadlineTimer timer;
        QSignalSpy expired(&timer, &DeadlineTimer::expired);
        timer.setDeadline(BootClock::now() - std::chrono::hours(1));
        QCOMPARE(expired.size(), 0);
        QVERIFY(expired.wait());
        QCOMPARE(expired.size(), 1);
    }

    void noDeadline_stops()
    {
        BootDeadlineTimer timer;
        QSignalSpy expired(&timer, &DeadlineTimer::expired);
        timer.setDeadline(BootClock::now() + milliseconds(10));
        timer.setDeadline(std::nullopt);
        QVERIFY(!expired.wait(50));
    }

    void aLaterDeadline_replacesTheEarlier()
    {
        BootDeadlineTimer timer;
        QSignalSpy expired(&timer, &DeadlineTimer::expired);
        const TimePoint later = BootClock::now() + milliseconds(80);
        timer.setDeadline(BootClock::now() + milliseconds(5));
        timer.setDeadline(later);
        QVERIFY(expired.wait());
        QVERIFY(BootClock::now() >= later);
        QCOMPARE(expired.size(), 1);
    }

    void aDeadline_canBeSetWhileExpiring()
    {
        BootDeadlineTimer timer;
        int count = 0;
        connect(&timer, &DeadlineTimer::expired, this, [&] {
            if (++count < 3)
                timer.setDeadline(BootClock::now() + milliseconds(1));
        });
        timer.setDeadline(BootClock::now());
        QTRY_COMPARE(count, 3);
    }

    void aDeadlineBeyondOnePiece_isWaitedForWhole()
    {
        BootDeadlineTimer timer;
        QSignalSpy expired(&timer, &DeadlineTimer::expired);
        const TimePoint deadline = BootClock::now() + milliseconds(1100); // pieces are one second
        timer.setDeadline(deadline);
        QVERIFY(expired.wait());
        QVERIFY(BootClock::now() >= deadline);
    }

    void systemEnvironment_givesClocksChanceAndTimers()
    {
        const Environment environment = Environment::system();
        const TimePoint before = BootClock::now();
        QVERIFY(environment.now() >= before);
        QVERIFY(environment.wallNow() > milliseconds(1'600'000'000'000)); // ms since 1970, not seconds
        for (int i = 0; i < 100; ++i) {
            const double number = environment.random();
            QVERIFY(number >= 0.0 && number < 1.0);
        }
        const std::unique_ptr<DeadlineTimer> timer = environment.makeTimer();
        QSignalSpy expired(timer.get(), &DeadlineTimer::expired);
        timer->setDeadline(environment.now());
        QVERIFY(expired.wait());
    }
};

QTEST_GUILESS_MAIN(DeadlineTimerTest)
#include "tst_deadlinetimer.moc"
