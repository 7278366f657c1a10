// SPDX-License-Identifier: MIT
#include "models/values/valueformat.h"

#include <QDateTime>
#include <QSet>
#include <QTest>

#include <limits>

using namespace telltale;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(telltale::Unit)

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr qint64 nowMs = 1'700'000'000'000; // 2023-11-14 22:13:20 UTC

ValueContext germanInUtc()
{
    return {nowMs, QTimeZone("UTC"), QLocale(QLocale::German, QLocale::Germany)};
}

/// What zero, a middling, a negative, a huge and a tiny number look like.
struct Looks
{
    QString id;
    QStringList texts;
};

constexpr double lookedAt[] = {0, 1234.5, -42.25, 1.5e18, 3e-7};

QList<Looks> looksOfEveryUnit()
{
    QList<Looks> all;
    const auto every = [&all](const QString &id, const QStringList &texts) { all.append({id, texts}); };
    every(u"none"_s, {u"0"_s, u"1235"_s, u"−42.3"_s, u"1.50e+18"_s, u"0.000000"_s});
    every(u"short"_s, {u"0"_s, u"1.23 K"_s, u"−42.3"_s, u"1.50 Quint"_s, u"0.000000"_s});
    every(u"percent"_s, {u"0 %"_s, u"1235 %"_s, u"−42.3 %"_s, u"1.50e+18 %"_s, u"0.000000 %"_s});
    every(u"percentunit"_s, {u"0 %"_s, u"123450 %"_s, u"−4225 %"_s, u"1.50e+20 %"_s, u"0.000030 %"_s});
    every(u"locale"_s, {u"0"_s, u"1.234,5"_s, u"−42,25"_s, u"1.50e+18"_s, u"0"_s});
    every(u"string"_s, {u"0"_s, u"1234.5"_s, u"−42.25"_s, u"1.5e+18"_s, u"3e-07"_s});
    every(u"bool"_s, {u"False"_s, u"True"_s, u"True"_s, u"True"_s, u"True"_s});
    every(u"bool_yes_no"_s, {u"No"_s, u"Yes"_s, u"Yes"_s, u"Yes"_s, u"Yes"_s});
    every(u"bool_on_off"_s, {u"Off"_s, u"On"_s, u"On"_s, u"On"_s, u"On"_s});
    every(u"bytes"_s, {u"0 B"_s, u"1.21 KiB"_s, u"−42.3 B"_s, u"1.30 EiB"_s, u"0.000000 B"_s});
    every(u"decbytes"_s, {u"0 B"_s, u"1.23 kB"_s, u"−42.3 B"_s, u"1.50 EB"_s, u"0.000000 B"_s});
    every(u"bits"_s, {u"0 b"_s, u"1.21 Kib"_s, u"−42.3 b"_s, u"1.30 Eib"_s, u"0.000000 b"_s});
    every(u"decbits"_s, {u"0 b"_s, u"1.23 kb"_s, u"−42.3 b"_s, u"1.50 Eb"_s, u"0.000000 b"_s});
    every(u"Bps"_s, {u"0 B/s"_s, u"1.23 kB/s"_s, u"−42.3 B/s"_s, u"1.50 EB/s"_s, u"0.000000 B/s"_s});
    every(u"bps"_s, {u"0 b/s"_s, u"1.23 kb/s"_s, u"−42.3 b/s"_s, u"1.50 Eb/s"_s, u"0.000000 b/s"_s});
    every(u"binBps"_s, {u"0 B/s"_s, u"1.21 KiB/s"_s, u"−42.3 B/s"_s, u"1.30 EiB/s"_s, u"0.000000 B/s"_s});
    every(u"pps"_s, {u"0 p/s"_s, u"1.23 kp/s"_s, u"−42.3 p/s"_s, u"1.50 Ep/s"_s, u"0.000000 p/s"_s});
    every(u"ns"_s, {u"0 ns"_s, u"1.23 µs"_s, u"−42.3 ns"_s, u"47.5 years"_s, u"0.000000 ns"_s});
    every(u"µs"_s, {u"0 µs"_s, u"1.23 ms"_s, u"−42.3 µs"_s, u"47533 years"_s, u"0.000000 µs"_s});
    every(u"ms"_s, {u"0 ms"_s, u"1.23 s"_s, u"−42.3 ms"_s, u"47533108 years"_s, u"0.000000 ms"_s});
    every(u"s"_s, {u"0 s"_s, u"20.6 min"_s, u"−42.3 s"_s, u"47533107760 years"_s, u"300 ns"_s});
    every(u"m"_s, {u"0 min"_s, u"20.6 h"_s, u"−42.3 min"_s, u"2851986465613 years"_s, u"0.000000 min"_s});
    every(u"h"_s, {u"0 h"_s, u"7.35 weeks"_s, u"−1.76 d"_s, u"171119187936782 years"_s, u"0.000000 h"_s});
    every(u"d"_s, {u"0 d"_s, u"3.38 years"_s, u"−6.04 weeks"_s, u"4.11e+15 years"_s, u"0.000000 d"_s});
    every(u"dtdurations"_s,
          {u"0 seconds"_s, u"20 minutes"_s, u"−42 seconds"_s, u"47533107760 years"_s, u"0 seconds"_s});
    every(u"dtdurationms"_s,
          {u"0 milliseconds"_s, u"1 second"_s, u"−42 milliseconds"_s, u"47533108 years"_s, u"0 milliseconds"_s});
    every(u"dtdhms"_s, {u"00:00:00"_s, u"00:20:34"_s, u"−00:00:42"_s, u"47533107760 years"_s, u"00:00:00"_s});
    every(u"dateTimeAsIso"_s, {u"1970-01-01 00:00:00"_s, u"1970-01-01 00:00:01"_s, u"1969-12-31 23:59:59"_s,
                               u"1.50e+18"_s, u"1970-01-01 00:00:00"_s});
    every(u"dateTimeFromNow"_s,
          {u"19675 d 22 h ago"_s, u"19675 d 22 h ago"_s, u"19675 d 22 h ago"_s, u"1.50e+18"_s, u"19675 d 22 h ago"_s});
    every(u"dateTimeAsSystem"_s,
          {u"01.01.70 00:00"_s, u"01.01.70 00:00"_s, u"31.12.69 23:59"_s, u"1.50e+18"_s, u"01.01.70 00:00"_s});
    every(u"ops"_s, {u"0 ops/s"_s, u"1.23 K ops/s"_s, u"−42.3 ops/s"_s, u"1500000 T ops/s"_s, u"0.000000 ops/s"_s});
    every(u"reqps"_s, {u"0 req/s"_s, u"1.23 K req/s"_s, u"−42.3 req/s"_s, u"1500000 T req/s"_s, u"0.000000 req/s"_s});
    every(u"rps"_s, {u"0 rd/s"_s, u"1.23 K rd/s"_s, u"−42.3 rd/s"_s, u"1500000 T rd/s"_s, u"0.000000 rd/s"_s});
    every(u"wps"_s, {u"0 wr/s"_s, u"1.23 K wr/s"_s, u"−42.3 wr/s"_s, u"1500000 T wr/s"_s, u"0.000000 wr/s"_s});
    every(u"iops"_s, {u"0 io/s"_s, u"1.23 K io/s"_s, u"−42.3 io/s"_s, u"1500000 T io/s"_s, u"0.000000 io/s"_s});
    every(u"cps"_s, {u"0 c/s"_s, u"1.23 K c/s"_s, u"−42.3 c/s"_s, u"1500000 T c/s"_s, u"0.000000 c/s"_s});
    every(u"eps"_s, {u"0 evt/s"_s, u"1.23 K evt/s"_s, u"−42.3 evt/s"_s, u"1500000 T evt/s"_s, u"0.000000 evt/s"_s});
    every(u"hertz"_s, {u"0 Hz"_s, u"1.23 kHz"_s, u"−42.3 Hz"_s, u"1.50 EHz"_s, u"300 nHz"_s});
    every(u"celsius"_s, {u"0 °C"_s, u"1235 °C"_s, u"−42.3 °C"_s, u"1.50e+18 °C"_s, u"0.000000 °C"_s});
    every(u"rotrpm"_s, {u"0 rpm"_s, u"1235 rpm"_s, u"−42.3 rpm"_s, u"1.50e+18 rpm"_s, u"0.000000 rpm"_s});
    every(u"volt"_s, {u"0 V"_s, u"1.23 kV"_s, u"−42.3 V"_s, u"1.50 EV"_s, u"300 nV"_s});
    every(u"amp"_s, {u"0 A"_s, u"1.23 kA"_s, u"−42.3 A"_s, u"1.50 EA"_s, u"300 nA"_s});
    every(u"watt"_s, {u"0 W"_s, u"1.23 kW"_s, u"−42.3 W"_s, u"1.50 EW"_s, u"300 nW"_s});
    every(u"cores"_s, {u"0 cores"_s, u"1235 cores"_s, u"−42.3 cores"_s, u"1.50e+18 cores"_s, u"0.000000 cores"_s});
    every(u"si:"_s, {u"0"_s, u"1.23 k"_s, u"−42.3"_s, u"1.50 E"_s, u"0.000000"_s});
    every(u"si:/s"_s, {u"0 /s"_s, u"1.23 k/s"_s, u"−42.3 /s"_s, u"1.50 E/s"_s, u"0.000000 /s"_s});
    every(u"si:Wh"_s, {u"0 Wh"_s, u"1.23 kWh"_s, u"−42.3 Wh"_s, u"1.50 EWh"_s, u"300 nWh"_s});
    every(u"si:mF"_s, {u"0 F"_s, u"1.23 F"_s, u"−42.3 mF"_s, u"1.50 PF"_s, u"300 pF"_s});
    every(u"si:%x"_s, {u"0 %x"_s, u"1.23 k%x"_s, u"−42.3 %x"_s, u"1.50 E%x"_s, u"0.000000 %x"_s});
    every(u"suffix:parts/min"_s, {u"0 parts/min"_s, u"1235 parts/min"_s, u"−42.3 parts/min"_s, u"1.50e+18 parts/min"_s,
                                  u"0.000000 parts/min"_s});
    every(u"prefix:$"_s, {u"$0"_s, u"$1235"_s, u"−$42.3"_s, u"$1.50e+18"_s, u"$0.000000"_s});
    return all;
}

} // namespace

class ValueFormatTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void format_threeSignificantDigits_data();
    void format_threeSignificantDigits();
    void format_everyUnit_data();
    void format_everyUnit();
    void format_coversEveryUnit();
    void format_times_data();
    void format_times();
    void format_withAWord_data();
    void format_withAWord();
    void format_localeGroups();
    void format_zoneIsTheContexts();
    void formatState_passesThroughCleaned();
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

void ValueFormatTest::format_everyUnit_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    for (const Looks &looks : looksOfEveryUnit()) {
        for (size_t i = 0; i < std::size(lookedAt); ++i)
            QTest::addRow("%s %g", qPrintable(looks.id), lookedAt[i])
                << looks.id << lookedAt[i] << looks.texts[qsizetype(i)];
        for (const double value : {notANumber, infinity, -infinity})
            QTest::addRow("%s %g", qPrintable(looks.id), value) << looks.id << value << u"–"_s;
    }
}

void ValueFormatTest::format_everyUnit()
{
    QFETCH(QString, id);
    QFETCH(double, value);
    const std::optional<Unit> unit = unitFromId(id);
    QVERIFY(unit);
    const FormattedValue shown = ValueFormat(*unit, {}, germanInUtc()).format(value);
    QTEST(shown.unit.isEmpty() ? shown.number : shown.number + u' ' + shown.unit, "text");
}

void ValueFormatTest::format_coversEveryUnit()
{
    QSet<QString> tested;
    for (const Looks &looks : looksOfEveryUnit())
        tested.insert(looks.id);
    for (const QString &id : unitIds())
        QVERIFY2(tested.contains(id), qPrintable(id));
}

void ValueFormatTest::format_times_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("decimals"); // -1: none
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    const auto row = [](const QString &id, int decimals, double value, const QString &text) {
        QTest::addRow("%s %d %g", qPrintable(id), decimals, value) << id << decimals << value << text;
    };
    row(u"dtdurations"_s, -1, 93784, u"1 day"_s);
    row(u"dtdurations"_s, 0, 93784, u"1 day"_s);
    row(u"dtdurations"_s, 1, 93784, u"1 day, 2 hours"_s);
    row(u"dtdurations"_s, 3, 93784, u"1 day, 2 hours, 3 minutes, 4 seconds"_s);
    row(u"dtdurations"_s, 2, 86460, u"1 day, 0 hours, 1 minute"_s);
    row(u"dtdurations"_s, 1, -90, u"−1 minute, 30 seconds"_s);
    row(u"dtdurations"_s, -1, 0.25, u"250 milliseconds"_s);
    row(u"dtdurations"_s, 1, 36'000'000, u"1 year, 1 month"_s);
    row(u"dtdurations"_s, 2, 1'209'599, u"1 week, 6 days, 23 hours"_s); // cut off, not rounded up
    row(u"dtdurationms"_s, -1, 93'784'000, u"1 day"_s);
    row(u"dtdurationms"_s, 1, 1'500, u"1 second, 500 milliseconds"_s);
    row(u"dtdurationms"_s, -1, 1, u"1 millisecond"_s);
    row(u"dtdhms"_s, -1, 93784, u"1 d 02:03:04"_s);
    row(u"dtdhms"_s, -1, 59.9, u"00:00:59"_s);
    row(u"dtdhms"_s, -1, -93784, u"−1 d 02:03:04"_s);
    row(u"dtdhms"_s, -1, -0.5, u"00:00:00"_s);
    row(u"dtdhms"_s, -1, 863'999, u"9 d 23:59:59"_s);
    row(u"dateTimeAsIso"_s, -1, 1.7e12, u"2023-11-14 22:13:20"_s);
    row(u"dateTimeAsIso"_s, -1, -62'135'596'800'000, u"0001-01-01 00:00:00"_s);
    row(u"dateTimeAsIso"_s, -1, 253'402'300'799'999, u"9999-12-31 23:59:59"_s);
    row(u"dateTimeAsIso"_s, -1, 253'402'300'800'000, u"253402300800000"_s);
    row(u"dateTimeAsSystem"_s, -1, 1.7e12, u"14.11.23 22:13"_s);
    row(u"dateTimeFromNow"_s, -1, 1.7e12, u"now"_s);
    row(u"dateTimeFromNow"_s, -1, 1.7e12 - 5'900, u"5 s ago"_s);
    row(u"dateTimeFromNow"_s, -1, 1.7e12 - 12'500, u"12 s ago"_s);
    row(u"dateTimeFromNow"_s, -1, 1.7e12 + 7.5e6, u"in 2 h 5 min"_s);
    row(u"ms"_s, -1, 999.6, u"1.00 s"_s);
    row(u"ms"_s, -1, 0.25, u"0.250 ms"_s);
    row(u"m"_s, -1, 90, u"1.50 h"_s);
    row(u"h"_s, -1, 36, u"1.50 d"_s);
    row(u"d"_s, 2, 7, u"1.00 weeks"_s);
    row(u"s"_s, 1, 31'556'952, u"1.0 years"_s);
}

void ValueFormatTest::format_times()
{
    QFETCH(QString, id);
    QFETCH(int, decimals);
    QFETCH(double, value);
    const ValueFormat format(*unitFromId(id), decimals < 0 ? std::nullopt : std::optional(decimals), germanInUtc());
    const FormattedValue shown = format.format(value);
    QTEST(shown.unit.isEmpty() ? shown.number : shown.number + u' ' + shown.unit, "text");
}

void ValueFormatTest::format_withAWord_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("suffix") << u"suffix:parts/min"_s << 12.0 << u"12\u202fparts/min"_s;
    QTest::newRow("prefix") << u"prefix:$"_s << -12.5 << u"−$12.5"_s;
    QTest::newRow("si up") << u"si:Wh"_s << 4'200.0 << u"4.20\u202fkWh"_s;
    QTest::newRow("si down") << u"si:Wh"_s << 0.0042 << u"4.20\u202fmWh"_s;
    QTest::newRow("si, given in thousandths") << u"si:mF"_s << 1'500.0 << u"1.50\u202fF"_s;
    QTest::newRow("si, given in thousands") << u"si:kWh"_s << 0.5 << u"500\u202fWh"_s;
    QTest::newRow("si, Greek letter") << u"si:μF"_s << 1'500.0 << u"1.50\u202fmF"_s;
    QTest::newRow("a letter that is the whole word") << u"si:m"_s << 1'500.0 << u"1.50\u202fkm"_s;
    QTest::newRow("no metres a second") << u"si:/s"_s << 0.5 << u"0.500\u202f/s"_s;
    QTest::newRow("words are cleaned") << u"suffix:a\u202eb\nc"_s << 1.0 << u"1\u202fa\ufffdb c"_s;
    QTest::newRow("prefixes are cleaned") << u"prefix:\u202e$"_s << 1.0 << u"\ufffd$1"_s;
}

void ValueFormatTest::format_withAWord()
{
    QFETCH(QString, id);
    QFETCH(double, value);
    QTEST(ValueFormat(*unitFromId(id)).text(value), "text");
}

void ValueFormatTest::format_localeGroups()
{
    const auto text = [](double value, std::optional<int> decimals, const QLocale &locale) {
        return ValueFormat(Unit::Locale, decimals, {0, {}, locale}).text(value);
    };
    const QLocale english(QLocale::English, QLocale::UnitedStates);
    QCOMPARE(text(1234567, {}, english), u"1,234,567"_s);
    QCOMPARE(text(1234567, {}, QLocale(QLocale::German, QLocale::Germany)), u"1.234.567"_s);
    QCOMPARE(text(1234.56789, {}, english), u"1,234.568"_s);
    QCOMPARE(text(1234.5, 2, english), u"1,234.50"_s);
    QCOMPARE(text(-1234.5, {}, english), u"−1,234.5"_s);
    QCOMPARE(text(-0.0001, {}, english), u"0"_s);
    QCOMPARE(text(1234567, {}, QLocale(QLocale::Hindi, QLocale::India)), u"12,34,567"_s);
}

void ValueFormatTest::format_zoneIsTheContexts()
{
    const auto text = [](Unit::Kind kind, const QByteArray &zone) {
        return ValueFormat(kind, {}, {nowMs, QTimeZone(zone), QLocale(QLocale::German, QLocale::Germany)})
            .text(double(nowMs));
    };
    QCOMPARE(text(Unit::DateTimeIso, "Asia/Tokyo"_ba), u"2023-11-15 07:13:20"_s);
    QCOMPARE(text(Unit::DateTimeSystem, "America/Chicago"_ba), u"14.11.23 16:13"_s);
    const QString here = QDateTime::fromMSecsSinceEpoch(nowMs).toString(u"yyyy-MM-dd HH:mm:ss"_s);
    QCOMPARE(ValueFormat(Unit::DateTimeIso).text(double(nowMs)), here);
    QCOMPARE(ValueFormat(Unit::DateTimeFromNow).text(double(nowMs)), here); // a present that is not known
}

void ValueFormatTest::formatState_passesThroughCleaned()
{
    QCOMPARE(ValueFormat::formatState(u"open"), (FormattedValue{u"open"_s, {}}));
    QCOMPARE(ValueFormat::formatState(u"a\u202eb\n"), (FormattedValue{u"a\ufffdb"_s, {}}));
    QCOMPARE(ValueFormat::formatState(QString(500, u'x')).number.size(), 60);
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
    QCOMPARE(ValueFormat(Unit::BytesPerSec).text(3.42e6), u"3.42\u202fMB/s"_s);
    QCOMPARE(ValueFormat(Unit::None).text(5), u"5"_s);
}

void ValueFormatTest::fixedFor_keepsOneScale_data()
{
    QTest::addColumn<Unit>("unit");
    QTest::addColumn<double>("largest");
    QTest::addColumn<double>("step");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("top") << Unit(Unit::BytesPerSec) << 8e6 << 4e6 << 8e6 << u"8\u202fMB/s"_s;
    QTest::newRow("zero in the same unit") << Unit(Unit::BytesPerSec) << 8e6 << 4e6 << 0.0 << u"0\u202fMB/s"_s;
    QTest::newRow("below zero") << Unit(Unit::BytesPerSec) << 8e6 << 4e6 << -4e6 << u"−4\u202fMB/s"_s;
    QTest::newRow("places of the step") << Unit(Unit::Percent) << 1.0 << 0.25 << 0.5 << u"0.50\u202f%"_s;
    QTest::newRow("step of one half") << Unit(Unit::Short) << 1500.0 << 500.0 << 500.0 << u"0.5\u202fk"_s;
    QTest::newRow("kibibytes") << Unit(Unit::Bytes) << 4096.0 << 1024.0 << 1024.0 << u"1\u202fKiB"_s;
    QTest::newRow("percent of one") << Unit(Unit::PercentUnit) << 1.0 << 0.25 << 0.5 << u"50\u202f%"_s;
    QTest::newRow("milliseconds") << Unit(Unit::Milliseconds) << 2000.0 << 500.0 << 500.0 << u"0.5\u202fs"_s;
    QTest::newRow("prefix") << Unit(Unit::Prefix, u"$"_s) << 10.0 << 2.5 << -2.5 << u"−$2.5"_s;
    QTest::newRow("words stay words") << Unit(Unit::DayClock) << 7200.0 << 3600.0 << 3600.0 << u"01:00:00"_s;
    QTest::newRow("no step") << Unit(Unit::Percent) << 1.0 << 0.0 << 0.5 << u"0.500\u202f%"_s;
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
    QCOMPARE(ValueFormat(Unit::BytesPerSec).text(leastSpan(Unit::BytesPerSec)), u"1.00\u202fkB/s"_s);
    QCOMPARE(ValueFormat(Unit::Bytes).text(leastSpan(Unit::Bytes)), u"1.00\u202fKiB"_s);
    QCOMPARE(leastSpan(Unit::Seconds), 0.0);
}

QTEST_GUILESS_MAIN(ValueFormatTest)
#include "tst_valueformat.moc"
