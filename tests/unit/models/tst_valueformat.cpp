// SPDX-License-Identifier: MIT
#include "models/values/valueformat.h"

#include <QTest>

#include <limits>

using namespace telltale;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(telltale::Unit)

class ValueFormatTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void format_threeSignificantDigits_data();
    void format_threeSignificantDigits();
    void format_fixedDecimals_data();
    void format_fixedDecimals();
    void format_neverAnInvisibleNumber();
    void text_joinsWithAThinSpace();
    void fixedFor_keepsOneScale_data();
    void fixedFor_keepsOneScale();
    void decimals_areBounded();
    void leastSpan_isAWholeStepOfTheUnit();
};

void ValueFormatTest::format_threeSignificantDigits_data()
{
    QTest::addColumn<Unit>("unit");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("unitText");
    const auto row = [](const Unit &unit, double value, const QString &number, const QString &unitText) {
        QTest::addRow("%s %g", qPrintable(unitId(unit)), value) << unit << value << number << unitText;
    };
    row(Unit::None, 0, u"0"_s, {});
    row(Unit::None, 42, u"42"_s, {});
    row(Unit::None, 1234567, u"1234567"_s, {});
    row(Unit::None, 1.2345, u"1.23"_s, {});
    row(Unit::None, 12.345, u"12.3"_s, {});
    row(Unit::None, 0.01234, u"0.0123"_s, {});
    row(Unit::None, 0.0000001, u"0.000000"_s, {});
    row(Unit::None, -1.5, u"−1.50"_s, {});
    row(Unit::None, 2e15, u"2.00e+15"_s, {});
    row(Unit::Short, 999, u"999"_s, {});
    row(Unit::Short, 999.4, u"999"_s, {});
    row(Unit::Short, 999.6, u"1.00"_s, u"k"_s);
    row(Unit::Short, 1234, u"1.23"_s, u"k"_s);
    row(Unit::Short, 12345, u"12.3"_s, u"k"_s);
    row(Unit::Short, 123456, u"123"_s, u"k"_s);
    row(Unit::Short, 999999, u"1.00"_s, u"M"_s);
    row(Unit::Short, -4.5e9, u"−4.50"_s, u"G"_s);
    row(Unit::Short, 1e13, u"10.0"_s, u"T"_s);
    row(Unit::Short, 9.996, u"10.0"_s, {});
    row(Unit::Short, 99.96, u"100"_s, {});
    row(Unit::Percent, 23.04, u"23.0"_s, u"%"_s);
    row(Unit::Percent, 100, u"100"_s, u"%"_s);
    row(Unit::Bytes, 0, u"0"_s, u"B"_s);
    row(Unit::Bytes, 512, u"512"_s, u"B"_s);
    row(Unit::Bytes, 1023, u"1023"_s, u"B"_s);
    row(Unit::Bytes, 1024, u"1.00"_s, u"KiB"_s);
    row(Unit::Bytes, 1536, u"1.50"_s, u"KiB"_s);
    row(Unit::Bytes, 15676630630.4, u"14.6"_s, u"GiB"_s);
    row(Unit::Bytes, 1048575, u"1.00"_s, u"MiB"_s);
    row(Unit::BytesPerSec, 999, u"999"_s, u"B/s"_s);
    row(Unit::BytesPerSec, 3420000, u"3.42"_s, u"MB/s"_s);
    row(Unit::BytesPerSec, 1000, u"1.00"_s, u"kB/s"_s);
    row(Unit::Seconds, 0, u"0"_s, u"s"_s);
    row(Unit::Seconds, 0.0000000005, u"0.500"_s, u"ns"_s);
    row(Unit::Seconds, 0.00034, u"340"_s, u"µs"_s);
    row(Unit::Seconds, 0.34, u"340"_s, u"ms"_s);
    row(Unit::Seconds, 12.34, u"12.3"_s, u"s"_s);
    row(Unit::Seconds, 59.99, u"1.00"_s, u"min"_s);
    row(Unit::Seconds, 5400, u"1.50"_s, u"h"_s);
    row(Unit::Seconds, 432000, u"5.00"_s, u"d"_s);
    row(Unit::Seconds, 864000, u"1.43"_s, u"weeks"_s);
    row(Unit::Celsius, 36.66, u"36.7"_s, u"°C"_s);
    row(Unit::Celsius, -4, u"−4.00"_s, u"°C"_s);
    row(Unit::Hertz, 2400000000.0, u"2.40"_s, u"GHz"_s);
    row(Unit::PerSecond, 1500, u"1.50"_s, u"k/s"_s);
}

void ValueFormatTest::format_threeSignificantDigits()
{
    QFETCH(Unit, unit);
    QFETCH(double, value);
    const FormattedValue formatted = ValueFormat(unit).format(value);
    QTEST(formatted.number, "number");
    QTEST(formatted.unit, "unitText");
}

void ValueFormatTest::format_fixedDecimals_data()
{
    QTest::addColumn<Unit>("unit");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("percent") << Unit(Unit::Percent) << 0 << 22.6 << u"23"_s;
    QTest::newRow("percent, same places at any size") << Unit(Unit::Percent) << 1 << 100.0 << u"100.0"_s;
    QTest::newRow("one place") << Unit(Unit::Percent) << 1 << 9.96 << u"10.0"_s;
    QTest::newRow("no minus before zero") << Unit(Unit::Percent) << 1 << -0.04 << u"0.0"_s;
    QTest::newRow("minus") << Unit(Unit::Percent) << 1 << -0.06 << u"−0.1"_s;
    QTest::newRow("scale by what is shown") << Unit(Unit::Short) << 0 << 999.6 << u"1"_s;
    QTest::newRow("zero") << Unit(Unit::Bytes) << 2 << 0.0 << u"0.00"_s;
}

void ValueFormatTest::format_fixedDecimals()
{
    QFETCH(Unit, unit);
    QFETCH(int, decimals);
    QFETCH(double, value);
    QTEST(ValueFormat(unit, decimals).format(value).number, "text");
}

void ValueFormatTest::format_neverAnInvisibleNumber()
{
    for (const double value : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
                               -std::numeric_limits<double>::infinity()})
        QCOMPARE(ValueFormat(Unit::Percent).format(value), (FormattedValue{u"–"_s, {}}));
    for (int kind = 0; kind <= Unit::Si; ++kind) {
        for (const double value : {1.7e308, -1.7e308, 5e-324, 1e15, 999999.5}) {
            const FormattedValue formatted = ValueFormat(Unit(Unit::Kind(kind), u"x"_s)).format(value);
            QVERIFY(!formatted.number.isEmpty());
            QVERIFY2(formatted.number.size() <= 23, qPrintable(formatted.number));
        }
    }
}

void ValueFormatTest::text_joinsWithAThinSpace()
{
    QCOMPARE(ValueFormat(Unit::BytesPerSec).text(3.42e6), u"3.42\u2009MB/s"_s);
    QCOMPARE(ValueFormat(Unit::None).text(5), u"5"_s);
}

void ValueFormatTest::fixedFor_keepsOneScale_data()
{
    QTest::addColumn<Unit>("unit");
    QTest::addColumn<double>("largest");
    QTest::addColumn<double>("step");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("top") << Unit(Unit::BytesPerSec) << 8e6 << 4e6 << 8e6 << u"8\u2009MB/s"_s;
    QTest::newRow("zero in the same unit") << Unit(Unit::BytesPerSec) << 8e6 << 4e6 << 0.0 << u"0\u2009MB/s"_s;
    QTest::newRow("below zero") << Unit(Unit::BytesPerSec) << 8e6 << 4e6 << -4e6 << u"−4\u2009MB/s"_s;
    QTest::newRow("places of the step") << Unit(Unit::Percent) << 1.0 << 0.25 << 0.5 << u"0.50\u2009%"_s;
    QTest::newRow("step of one half") << Unit(Unit::Short) << 1500.0 << 500.0 << 500.0 << u"0.5\u2009k"_s;
    QTest::newRow("kibibytes") << Unit(Unit::Bytes) << 4096.0 << 1024.0 << 1024.0 << u"1\u2009KiB"_s;
    QTest::newRow("no step") << Unit(Unit::Percent) << 1.0 << 0.0 << 0.5 << u"0.500\u2009%"_s;
}

void ValueFormatTest::fixedFor_keepsOneScale()
{
    QFETCH(Unit, unit);
    QFETCH(double, largest);
    QFETCH(double, step);
    QFETCH(double, value);
    QTEST(ValueFormat(unit).fixedFor(largest, step).text(value), "text");
}

void ValueFormatTest::decimals_areBounded()
{
    QCOMPARE(ValueFormat(Unit::None, 100).format(1).number, u"1.000000"_s);
    QCOMPARE(ValueFormat(Unit::None, -5).format(1.6).number, u"2"_s);
    QCOMPARE(defaultDecimals(Unit::Percent), std::optional(1));
    QVERIFY(!defaultDecimals(Unit::Bytes));
}

void ValueFormatTest::leastSpan_isAWholeStepOfTheUnit()
{
    QCOMPARE(ValueFormat(Unit::BytesPerSec).text(leastSpan(Unit::BytesPerSec)), u"1.00\u2009kB/s"_s);
    QCOMPARE(ValueFormat(Unit::Bytes).text(leastSpan(Unit::Bytes)), u"1.00\u2009KiB"_s);
    QCOMPARE(leastSpan(Unit::Seconds), 0.0);
}

QTEST_GUILESS_MAIN(ValueFormatTest)
#include "tst_valueformat.moc"
