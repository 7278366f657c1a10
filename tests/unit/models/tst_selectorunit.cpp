// SPDX-License-Identifier: MIT
#include "models/dashboard/selectorunit.h"

#include "models/series/derivedname.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class SelectorUnitTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void unit_table_data();
    void unit_table();
    void pattern_isLeftToTheFeed();
};

void SelectorUnitTest::unit_table_data()
{
    using Op = Derivation::Op;
    QTest::addColumn<Derivation::Op>("op");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QString>("unit");
    const auto row = [](const char *tag, Op op, const QByteArray &input, const Unit &unit) {
        QTest::newRow(tag) << op << input << unitId(unit);
    };
    row("itself", Op::None, "mem.used"_ba, Unit::Bytes);
    row("a sum of bytes", Op::Sum, "mem.used{host=\"a\"}"_ba, Unit::Bytes);
    row("an average of percent", Op::Average, "cpu.busy{core=\"1\"}"_ba, Unit::Percent);
    row("the least temperature", Op::Min, "room.temperature"_ba, Unit::Celsius);
    row("the most seconds", Op::Max, "job.seconds"_ba, Unit::Seconds);
    row("bytes less bytes", Op::Difference, "mem.total"_ba, Unit::Bytes);
    row("the rate of bytes", Op::Rate, "sent_bytes{dev=\"eth0\"}"_ba, Unit::BytesPerSec);
    row("the rate of a count", Op::Rate, "http_requests_total"_ba, Unit::PerSecond);
    row("the rate of percent", Op::Rate, "cpu.busy"_ba, Unit::Short);
    row("scaled", Op::Scale, "mem.used"_ba, Unit::Short);
}

void SelectorUnitTest::unit_table()
{
    QFETCH(Derivation::Op, op);
    QFETCH(QByteArray, input);
    QFETCH(QString, unit);
    SeriesSelector selector;
    selector.glob = input;
    selector.derivation.op = op;
    selector.derivation.other = "other"_ba;
    const SeriesKey name = *SeriesKey::parse(derivedName(selector, *SeriesKey::parse(input), input));
    QCOMPARE(unitId(unitForSelected(selector, name)), unit);
    const auto promised = unitForSelector(selector);
    QVERIFY(promised);
    QCOMPARE(unitId(*promised), unit);
}

void SelectorUnitTest::pattern_isLeftToTheFeed()
{
    SeriesSelector selector;
    selector.glob = "mem.*"_ba;
    QVERIFY(!unitForSelector(selector));
    QCOMPARE(unitId(unitForSelected(selector, *SeriesKey::parse("mem.used"))), unitId(Unit::Bytes));
    selector.derivation.op = Derivation::Op::Rate;
    QVERIFY(!unitForSelector(selector));
    QCOMPARE(unitId(unitForSelected(selector, *SeriesKey::parse("rate(mem.used)"))), unitId(Unit::BytesPerSec));
    selector.derivation.op = Derivation::Op::Sum; // of which its name tells nothing
    const QByteArray sum = derivedBase(selector, "mem.used"_ba);
    QCOMPARE(unitId(unitForSelected(selector, *SeriesKey::parse(sum))), unitId(Unit::Short));
    selector.glob = "mem.used{host=\"*\"}"_ba; // a pattern of labels alone
    QCOMPARE(unitId(unitForSelector(selector).value_or(Unit::Short)), unitId(Unit::Bytes));
}

QTEST_GUILESS_MAIN(SelectorUnitTest)
#include "tst_selectorunit.moc"
