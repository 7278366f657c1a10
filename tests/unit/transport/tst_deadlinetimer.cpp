// SPDX-License-Identifier: MIT
#include "transport/deadlinetimer.h"

#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using std::chrono::hours;

namespace {

/// A timer whose clock stands still, but for the sleeps of the machine. Its waits are real, so they are short.
struct Sleeper
{
    void sleep(milliseconds time) { now += time; }

    TimePoint now{hours(1)};
    BootDeadlineTimer timer{[this] { return now; }};
    QSignalSpy woke{&timer, &DeadlineTimer::woke};
    QSignalSpy expired{&timer, &DeadlineTimer::expired};
};

} // namespace

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

    void sleepOverADeadline_isToldBeforeItExpires()
    {
        Sleeper sleeper;
        sleeper.timer.setDeadline(sleeper.now + milliseconds(10));
        sleeper.sleep(hours(8));
        bool wokeFirst = false;
        connect(&sleeper.timer, &DeadlineTimer::woke, this, [&] { wokeFirst = sleeper.expired.isEmpty(); });
        QVERIFY(sleeper.expired.wait());
        QVERIFY(wokeFirst);
        QCOMPARE(sleeper.woke.size(), 1);
        QCOMPARE(sleeper.expired.size(), 1);
    }

    /// A deadline far off is waited for in pieces of a second, so a sleep shows within that.
    void sleepBeforeADeadline_isToldAndItGoesOn()
    {
        Sleeper sleeper;
        sleeper.timer.setDeadline(sleeper.now + hours(9));
        sleeper.sleep(hours(8));
        QVERIFY(sleeper.woke.wait());
        QCOMPARE(sleeper.woke.size(), 1);
        QVERIFY(sleeper.expired.isEmpty());
        sleeper.sleep(hours(1));
        QVERIFY(sleeper.expired.wait());
        QCOMPARE(sleeper.woke.size(), 2);
    }

    /// After a sleep data may come before the timer does, and arm it anew.
    void sleepThatANewDeadlineOvertakes_isToldAtTheNextTurn()
    {
        Sleeper sleeper;
        sleeper.timer.setDeadline(sleeper.now + milliseconds(10));
        sleeper.sleep(hours(8));
        sleeper.timer.setDeadline(sleeper.now + hours(1));
        QVERIFY(sleeper.woke.isEmpty()); // not from inside setDeadline()
        QVERIFY(sleeper.woke.wait());
        QVERIFY(sleeper.expired.isEmpty());
        sleeper.timer.setDeadline(sleeper.now); // the sleep is over: this is told of no other
        QVERIFY(sleeper.expired.wait());
        QCOMPARE(sleeper.woke.size(), 1);
    }

    void sleepOvertakenByAStop_isToldAllTheSame()
    {
        Sleeper sleeper;
        sleeper.timer.setDeadline(sleeper.now + milliseconds(10));
        sleeper.sleep(hours(8));
        sleeper.timer.setDeadline(std::nullopt);
        QVERIFY(sleeper.woke.wait());
        QVERIFY(sleeper.expired.isEmpty());
    }

    void sleepWithNothingToWaitFor_isNotTold()
    {
        Sleeper sleeper;
        sleeper.timer.setDeadline(sleeper.now + milliseconds(10));
        sleeper.timer.setDeadline(std::nullopt);
        sleeper.sleep(hours(8));
        sleeper.timer.setDeadline(sleeper.now);
        QVERIFY(sleeper.expired.wait());
        QVERIFY(sleeper.woke.isEmpty());
    }

    void lateness_countsBeyondTwoSeconds()
    {
        Sleeper sleeper;
        sleeper.timer.setDeadline(sleeper.now);
        sleeper.sleep(BootDeadlineTimer::away); // a busy machine
        QVERIFY(sleeper.expired.wait());
        QVERIFY(sleeper.woke.isEmpty());
        sleeper.timer.setDeadline(sleeper.now);
        sleeper.sleep(BootDeadlineTimer::away + milliseconds(1));
        QVERIFY(sleeper.expired.wait());
        QCOMPARE(sleeper.woke.size(), 1);
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
