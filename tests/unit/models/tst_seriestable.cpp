// SPDX-License-Identifier: MIT
#include "models/ingest/seriestable.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using Outcome = SeriesTable::Outcome;

class SeriesTableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void find_numbersNamesInOrder();
    void find_otherSpellingIsTheSameSeries();
    void find_refusesBadNames();
    void find_hidesSeriesOverTheCap();
    void find_millionNamesAreBounded();
};

void SeriesTableTest::find_numbersNamesInOrder()
{
    SeriesTable table;
    QCOMPARE(table.find("a").outcome, Outcome::Added);
    QCOMPARE(table.find("b").id, SeriesId(1));
    QCOMPARE(table.lastAdded(), "b"_ba);
    const auto again = table.find("a");
    QCOMPARE(again.outcome, Outcome::Known);
    QCOMPARE(again.id, SeriesId(0));
}

void SeriesTableTest::find_otherSpellingIsTheSameSeries()
{
    SeriesTable table;
    QCOMPARE(table.find("a{y=\"2\",x=\"1\"}").outcome, Outcome::Added);
    QCOMPARE(table.lastAdded(), "a{x=\"1\",y=\"2\"}"_ba);
    for (int i = 0; i < 2; ++i) {
        const auto other = table.find("a{y=\"2\",x=\"1\",}");
        QCOMPARE(other.outcome, Outcome::Known);
        QCOMPARE(other.id, SeriesId(0));
    }
    QCOMPARE(table.find("b").id, SeriesId(1));
}

void SeriesTableTest::find_refusesBadNames()
{
    SeriesTable table;
    QCOMPARE(table.find("").outcome, Outcome::BadName);
    QCOMPARE(table.find("a\x01").outcome, Outcome::BadName);
    QVERIFY(!table.lastRefusal().isEmpty());
    QCOMPARE(table.find(std::string(257, 'x')).outcome, Outcome::BadName);
    QCOMPARE(table.find("a").id, SeriesId(0));
}

void SeriesTableTest::find_hidesSeriesOverTheCap()
{
    SeriesTable table(SeriesTableLimits{2, 256, 3});
    table.find("a");
    table.find("b");
    QCOMPARE(table.find("c").outcome, Outcome::Hidden);
    QCOMPARE(table.find("c").outcome, Outcome::Hidden);
    QCOMPARE(table.hidden(), quint64(1)); // each is counted once
    table.find("d");
    table.find("e");
    QVERIFY(!table.isHiddenAtLeast());
    table.find("f");
    QCOMPARE(table.hidden(), quint64(3));
    QVERIFY(table.isHiddenAtLeast());
    QCOMPARE(table.find("b").outcome, Outcome::Known);
}

void SeriesTableTest::find_millionNamesAreBounded()
{
    SeriesTable table;
    quint64 added = 0;
    for (int i = 0; i < 1'000'000; ++i)
        added += table.find("s" + std::to_string(i)).outcome == Outcome::Added;
    QCOMPARE(added, quint64(10'000));
    QCOMPARE(table.hidden(), quint64(65'536));
    QVERIFY(table.isHiddenAtLeast());
}

QTEST_GUILESS_MAIN(SeriesTableTest)
#include "tst_seriestable.moc"
