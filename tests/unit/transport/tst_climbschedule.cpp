// SPDX-License-Identifier: MIT
#include "transport/policy/climbschedule.h"

#include <QTest>

using namespace telltale;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

const TimePoint start{hours(1)};
constexpr double middle = 0.5; ///< no spread

/// Seconds from a time to the next look.
qint64 waitFrom(TimePoint time, const ClimbSchedule &schedule)
{
    return std::chrono::duration_cast<seconds>(*schedule.at() - time).count();
}

/// The waits between looks in vain, in seconds, from now on.
QList<qint64> waits(ClimbSchedule &schedule, TimePoint now, int count)
{
    QList<qint64> result;
    for (int i = 0; i < count; ++i) {
        result.append(waitFrom(now, schedule));
        now = *schedule.at();
        schedule.lookedInVain(now, middle);
    }
    return result;
}

} // namespace

class ClimbScheduleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unstarted_wantsNothing()
    {
        const ClimbSchedule schedule;
        QVERIFY(!schedule.isRunning());
        QVERIFY(!schedule.at());
    }

    void looks_becomeSeldomAndGoOn()
    {
        ClimbSchedule schedule;
        schedule.restart(start, middle);
        QVERIFY(schedule.isRunning());
        QCOMPARE(waits(schedule, start, 6), (QList<qint64>{60, 300, 900, 1800, 1800, 1800}));
    }

    void looks_areSpreadEitherWay()
    {
        ClimbSchedule schedule;
        schedule.restart(start, 0.0);
        QCOMPARE(waitFrom(start, schedule), 45);
        schedule.restart(start, 0.9999999);
        QCOMPARE(waitFrom(start, schedule), 74); // just below 75
        schedule.lookedInVain(start, 0.0);
        QCOMPARE(waitFrom(start, schedule), 225);
    }

    void restart_beginsAnew()
    {
        ClimbSchedule schedule;
        schedule.restart(start, middle);
        waits(schedule, start, 3);
        schedule.restart(start, middle);
        QCOMPARE(waits(schedule, start, 2), (QList<qint64>{60, 300}));
    }

    void hurry_looksAtThatTimeAndThenFromTheBeginning()
    {
        ClimbSchedule schedule;
        schedule.restart(start, middle);
        waits(schedule, start, 3);
        schedule.hurry(start);
        QCOMPARE(waits(schedule, start, 4), (QList<qint64>{0, 60, 300, 900}));
    }

    void postponed_waitsAndForgetsNothing()
    {
        ClimbSchedule schedule;
        schedule.restart(start, middle);
        schedule.postpone(start + seconds(100));
        QCOMPARE(waits(schedule, start, 3), (QList<qint64>{100, 300, 900}));
    }

    void stopped_wantsNothing()
    {
        ClimbSchedule schedule;
        schedule.restart(start, middle);
        schedule.stop();
        QVERIFY(!schedule.isRunning());
        QVERIFY(!schedule.at());
    }

    void limits_areGiven()
    {
        ClimbSchedule schedule({.after = {seconds(1), seconds(2), seconds(3), seconds(4)}, .spread = 0.5});
        schedule.restart(start, 0.0);
        QCOMPARE(*schedule.at(), start + milliseconds(500));
        schedule.restart(start, middle);
        QCOMPARE(waits(schedule, start, 5), (QList<qint64>{1, 2, 3, 4, 4}));
    }
};

QTEST_GUILESS_MAIN(ClimbScheduleTest)
#include "tst_climbschedule.moc"
