// SPDX-License-Identifier: MIT
#include "models/values/unit.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(telltale::Unit)

class UnitTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void unitForSeries_data();
    void unitForSeries();
};

void UnitTest::unitForSeries_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<Unit>("expected");
    const auto row = [](const QByteArray &name, Unit unit) { QTest::newRow(name.constData()) << name << unit; };
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
