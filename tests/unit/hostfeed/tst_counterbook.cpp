// SPDX-License-Identifier: MIT
#include "app/hostfeed/counterbook.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace telltale;

class CounterBookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstRound_tellsNothing()
    {
        CounterBook<2> book;
        book.beginRound(TimePoint(100s));
        QVERIFY(!book.grow("eth0", {5, 6}));
    }

    void secondRound_tellsGrowthOverTime()
    {
        CounterBook<2> book;
        book.beginRound(TimePoint(100s));
        book.grow("eth0", {5, 6});
        book.beginRound(TimePoint(102500ms));
        const auto growth = book.grow("eth0", {15, 6});
        QVERIFY(growth.has_value());
        QCOMPARE(growth->seconds, 2.5);
        QCOMPARE(growth->perSecond(0), 4.0);
        QCOMPARE(growth->perSecond(1), 0.0);
    }

    void oneCounterBackwards_spoilsTheRoundAndNoMore()
    {
        CounterBook<2> book;
        book.beginRound(TimePoint(1s));
        book.grow("eth0", {5, 6});
        book.beginRound(TimePoint(2s));
        QVERIFY(!book.grow("eth0", {7, 5}));
        book.beginRound(TimePoint(3s));
        const auto growth = book.grow("eth0", {8, 8});
        QVERIFY(growth.has_value());
        QCOMPARE(growth->by, (std::array<quint64, 2>{1, 3}));
    }

    void leftOut_startsAnew()
    {
        CounterBook<1> book;
        book.beginRound(TimePoint(1s));
        book.grow("sda", {5});
        book.beginRound(TimePoint(2s));
        book.beginRound(TimePoint(3s));
        QVERIFY(!book.grow("sda", {9}));
    }

    void noTimePassed_tellsNothing()
    {
        CounterBook<1> book;
        book.beginRound(TimePoint(2s));
        book.grow("sda", {5});
        book.beginRound(TimePoint(2s));
        QVERIFY(!book.grow("sda", {9}));
        book.beginRound(TimePoint(1s));
        QVERIFY(!book.grow("sda", {10}));
    }

    void things_areToldApart()
    {
        CounterBook<1> book;
        book.beginRound(TimePoint(1s));
        book.grow("sda", {5});
        book.grow("sdb", {50});
        book.beginRound(TimePoint(2s));
        QCOMPARE(book.grow("sdb", {51})->by[0], 1U);
        QCOMPARE(book.grow("sda", {7})->by[0], 2U);
    }
};

QTEST_GUILESS_MAIN(CounterBookTest)
#include "tst_counterbook.moc"
