// SPDX-License-Identifier: MIT
#include "models/values/unit.h"

#include <QSet>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(telltale::Unit)

class UnitTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ids_areAllThere();
    void ids_roundTrip();
    void ids_areCaseSensitive();
    void ids_withAWord_data();
    void ids_withAWord();
    void ids_refuseWhatIsNone_data();
    void ids_refuseWhatIsNone();
    void unitForSeries_data();
    void unitForSeries();
};

/// The ids that occur in published dashboards, as Grafana spells them.
void UnitTest::ids_areAllThere()
{
    const QStringList wanted =
        u"none short percent percentunit locale string bool bool_yes_no bool_on_off "
        "bytes decbytes bits decbits Bps bps binBps pps "
        "ns µs ms s m h d dtdurations dtdurationms dtdhms dateTimeAsIso dateTimeFromNow dateTimeAsSystem "
        "ops reqps rps wps iops cps eps hertz celsius rotrpm volt amp watt cores"_s.split(u' ');
    QCOMPARE(wanted.size(), 44);
    for (const QString &id : wanted)
        QVERIFY2(unitFromId(id), qPrintable(id));
    QStringList known = unitIds();
    QCOMPARE(known.removeDuplicates(), 0);
    QCOMPARE(QSet<QString>(known.cbegin(), known.cend()), QSet<QString>(wanted.cbegin(), wanted.cend()));
}

void UnitTest::ids_roundTrip()
{
    for (int kind = 0; kind < Unit::Suffix; ++kind) {
        const Unit unit{Unit::Kind(kind)};
        QCOMPARE(unitFromId(unitId(unit)), std::optional(unit));
    }
    for (const QString &id : unitIds())
        QCOMPARE(unitId(*unitFromId(id)), id);
    for (const QString &id : {u"us"_s, u"µs"_s, u"μs"_s})
        QCOMPARE(unitFromId(id), std::optional(Unit(Unit::Microseconds)));
}

void UnitTest::ids_areCaseSensitive()
{
    QCOMPARE(unitFromId(u"Bps"), std::optional(Unit(Unit::BytesPerSec)));
    QCOMPARE(unitFromId(u"bps"), std::optional(Unit(Unit::BitsPerSec)));
    QVERIFY(!unitFromId(u"BPS"));
    QVERIFY(!unitFromId(u"Percent"));
}

void UnitTest::ids_withAWord_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<Unit>("unit");
    QTest::newRow("suffix") << u"suffix:parts/min"_s << Unit(Unit::Suffix, u"parts/min"_s);
    QTest::newRow("prefix") << u"prefix:$"_s << Unit(Unit::Prefix, u"$"_s);
    QTest::newRow("si") << u"si:Wh"_s << Unit(Unit::Si, u"Wh"_s);
    QTest::newRow("si alone") << u"si:"_s << Unit(Unit::Short);
    QTest::newRow("si a second") << u"si:/s"_s << Unit(Unit::PerSecond);
    QTest::newRow("a colon in it") << u"suffix:a:b"_s << Unit(Unit::Suffix, u"a:b"_s);
    QTest::newRow("longest") << u"suffix:"_s + QString(32, u'x') << Unit(Unit::Suffix, QString(32, u'x'));
}

void UnitTest::ids_withAWord()
{
    QFETCH(QString, id);
    QFETCH(Unit, unit);
    QCOMPARE(unitFromId(id), std::optional(unit));
    QCOMPARE(unitId(unit), id);
}

void UnitTest::ids_refuseWhatIsNone_data()
{
    QTest::addColumn<QString>("id");
    for (const QString &id : {u""_s, u" "_s, u"byte"_s, u"bytes "_s, u"suffix:"_s, u"prefix:"_s, u"suffix"_s, u"si"_s})
        QTest::addRow("'%s'", qPrintable(id)) << id;
    QTest::newRow("too long") << u"suffix:"_s + QString(33, u'x');
    QTest::newRow("si too long") << u"si:"_s + QString(33, u'x');
}

void UnitTest::ids_refuseWhatIsNone()
{
    QFETCH(QString, id);
    QVERIFY(!unitFromId(id));
}

void UnitTest::unitForSeries_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<Unit>("expected");
    const auto row = [](const QByteArray &name, const Unit &unit) { QTest::newRow(name.constData()) << name << unit; };
    row("cpu.busy", Unit::Percent);
    row("cpu.user", Unit::Percent);
    row("cpu.core.busy{core=\"0\"}", Unit::Percent);
    row("disk.busy{dev=\"sda\"}", Unit::Percent);
    row("mem.used.percent", Unit::Percent);
    row("pressure.io", Unit::Percent);
    row("psi.cpu.some.avg10", Unit::Percent);
    row("mem.used", Unit::Bytes);
    row("swap.total", Unit::Bytes);
    row("fs.available{mount=\"/\"}", Unit::Bytes);
    row("node_memory_MemFree_bytes", Unit::Bytes);
    row("telltale.memory", Unit::Bytes);
    row("net.rx{dev=\"eth0\"}", Unit::BytesPerSec);
    row("net.tx", Unit::BytesPerSec);
    row("disk.read{dev=\"sda\"}", Unit::BytesPerSec);
    row("app.bytes_per_second", Unit::BytesPerSec);
    row("net.rx.packets{dev=\"eth0\"}", Unit::PerSecond);
    row("net.errors", Unit::PerSecond);
    row("disk.io{dev=\"sda\"}", Unit::PerSecond);
    row("requests_per_second", Unit::PerSecond);
    row("http_request_duration_seconds", Unit::Seconds);
    row("uptime", Unit::Seconds);
    row("temperature{sensor=\"cpu\"}", Unit::Celsius);
    row("room.temp", Unit::Celsius);
    row("cpu_frequency_hertz", Unit::Hertz);
    row("load.1m", Unit::Short);
    row("processes.total", Unit::Short);
    row("user", Unit::Short);
    row("queue", Unit::Short);
    row("...", Unit::Short);
}

void UnitTest::unitForSeries()
{
    QFETCH(QByteArray, name);
    const auto key = SeriesKey::parse(name);
    QVERIFY(key);
    QTEST(telltale::unitForSeries(*key), "expected");
}

QTEST_GUILESS_MAIN(UnitTest)
#include "tst_unit.moc"
