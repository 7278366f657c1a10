// SPDX-License-Identifier: MIT
#include "models/timetext.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class TimeTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }
    void ageText_data();
    void ageText();
    void waitText_data();
    void waitText();
    void clockText_namesTheDayWhereItIsAnother();
};

void TimeTextTest::ageText_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("expected");
    QTest::newRow("negative") << qint64(-5) << u"0.0 s"_s;
    QTest::newRow("tenths") << qint64(449) << u"0.4 s"_s;
    QTest::newRow("not rounded up") << qint64(9'999) << u"9.9 s"_s;
    QTest::newRow("seconds") << qint64(10'000) << u"10 s"_s;
    QTest::newRow("last second") << qint64(59'999) << u"59 s"_s;
    QTest::newRow("minutes") << qint64(60'000) << u"1 min"_s;
    QTest::newRow("hours") << qint64(7'500'000) << u"2 h 5 min"_s;
    QTest::newRow("whole hours") << qint64(7'200'000) << u"2 h"_s;
    QTest::newRow("days") << qint64((4 * 24 + 3) * 3'600'000LL) << u"4 d 3 h"_s;
    QTest::newRow("whole days") << qint64(2 * 24 * 3'600'000LL) << u"2 d"_s;
}

void TimeTextTest::ageText()
{
    QFETCH(qint64, ms);
    QTEST(telltale::ageText(milliseconds(ms)), "expected");
}

void TimeTextTest::waitText_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("expected");
    QTest::newRow("rounds up") << qint64(3'001) << u"4 s"_s;
    QTest::newRow("exact") << qint64(4'000) << u"4 s"_s;
    QTest::newRow("nothing left") << qint64(-1) << u"0 s"_s;
    QTest::newRow("minutes round up") << qint64(61'000) << u"2 min"_s;
    QTest::newRow("quarter of an hour") << qint64(900'000) << u"15 min"_s;
}

void TimeTextTest::waitText()
{
    QFETCH(qint64, ms);
    QTEST(telltale::waitText(milliseconds(ms)), "expected");
}

void TimeTextTest::clockText_namesTheDayWhereItIsAnother()
{
    constexpr qint64 time = 1'700'000'000'000;
    QCOMPARE(clockText(time, time + 1000), u"22:13:20"_s);
    QCOMPARE(clockText(time, time + 7'200'000), u"14 Nov 2023 22:13"_s);
}

QTEST_GUILESS_MAIN(TimeTextTest)
#include "tst_timetext.moc"
