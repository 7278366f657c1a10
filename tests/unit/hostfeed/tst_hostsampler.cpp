// SPDX-License-Identifier: MIT
#include "hostmachine.h"

#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace telltale;

namespace {

constexpr double mebibyte = 1024 * 1024;

QJsonObject workstationGauges()
{
    return {{u"mem.total"_s, 16'384'000'000.0},
            {u"mem.used"_s, 6'144'000'000.0},
            {u"mem.available"_s, 10'240'000'000.0},
            {u"mem.cache"_s, 3'379'200'000.0},
            {u"mem.used.percent"_s, 37.5},
            {u"swap.total"_s, 4'096'000'000.0},
            {u"swap.used"_s, 512'000'000.0},
            {u"swap.used.percent"_s, 12.5},
            {u"load.1m"_s, 0.37},
            {u"load.5m"_s, 1.2},
            {u"load.15m"_s, 2.08},
            {u"uptime"_s, 1135},
            {u"pressure.cpu"_s, 1.25},
            {u"pressure.memory"_s, 0},
            {u"pressure.io"_s, 12.34},
            {u"processes.total"_s, 2},
            {u"processes.threads"_s, 412},
            {u"processes.running"_s, 3},
            {u"processes.blocked"_s, 1},
            {u"telltale.memory"_s, 433.0 * static_cast<double>(::sysconf(_SC_PAGESIZE))},
            {u"fs.size{mount=\"/\"}"_s, 1000},
            {u"fs.used{mount=\"/\"}"_s, 600},
            {u"fs.available{mount=\"/\"}"_s, 350},
            {u"fs.used.percent{mount=\"/\"}"_s, 63.16},
            {u"fs.size{mount=\"/mnt/two words\"}"_s, 1000},
            {u"fs.used{mount=\"/mnt/two words\"}"_s, 600},
            {u"fs.available{mount=\"/mnt/two words\"}"_s, 350},
            {u"fs.used.percent{mount=\"/mnt/two words\"}"_s, 63.16},
            {u"temperature{sensor=\"coretemp/Package id 0\"}"_s, 45},
            {u"temperature{sensor=\"coretemp/temp2\"}"_s, 43.5},
            {u"temperature{sensor=\"acpi_tz/temp1\"}"_s, 27.9},
            {u"temperature{sensor=\"x86_pkg_temp\"}"_s, 46.1}};
}

QJsonObject workstationRates()
{
    QJsonObject rates{{u"cpu.busy"_s, 25},
                      {u"cpu.user"_s, 16},
                      {u"cpu.system"_s, 6},
                      {u"cpu.iowait"_s, 5},
                      {u"cpu.irq"_s, 2},
                      {u"cpu.steal"_s, 1},
                      {u"cpu.idle"_s, 70},
                      {u"cpu.core.busy{core=\"0\"}"_s, 16.5},
                      {u"cpu.core.busy{core=\"1\"}"_s, 33.33},
                      {u"disk.read{dev=\"nvme0n1\"}"_s, mebibyte},
                      {u"disk.write{dev=\"nvme0n1\"}"_s, 51'200},
                      {u"disk.io{dev=\"nvme0n1\"}"_s, 32.5},
                      {u"disk.busy{dev=\"nvme0n1\"}"_s, 37.5},
                      {u"net.rx{dev=\"eth0\"}"_s, 123'457},
                      {u"net.tx{dev=\"eth0\"}"_s, 500},
                      {u"net.rx.packets{dev=\"eth0\"}"_s, 1.5},
                      {u"net.tx.packets{dev=\"eth0\"}"_s, 1},
                      {u"net.errors{dev=\"eth0\"}"_s, 1}};
    for (const QString &dev : {u"sda"_s, u"dm-0"_s}) {
        for (const QString &family : {u"disk.read"_s, u"disk.write"_s, u"disk.io"_s, u"disk.busy"_s})
            rates.insert(family + u"{dev=\""_s + dev + u"\"}"_s, 0);
    }
    for (const QString &family : {u"net.rx"_s, u"net.tx"_s, u"net.rx.packets"_s, u"net.tx.packets"_s, u"net.errors"_s})
        rates.insert(family + u"{dev=\"wlan0\"}"_s, 0);
    return rates;
}

} // namespace

class HostSamplerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstSample_tellsAllButRates()
    {
        Machine machine;
        QCOMPARE(machine.next(), workstationGauges());
    }

    void secondSample_tellsRatesToo()
    {
        Machine machine;
        machine.next();
        machine.tree.lay(u"workstation-2s-later"_s);
        QJsonObject expected = workstationRates();
        const QJsonObject gauges = workstationGauges();
        for (auto it = gauges.begin(); it != gauges.end(); ++it)
            expected.insert(it.key(), it.value());
        expected[u"processes.running"_s] = 2;
        expected[u"processes.blocked"_s] = 0;
        QCOMPARE(machine.next(), expected);
    }

    void text_isShortAndStamped()
    {
        Machine machine;
        machine.next();
        machine.tree.lay(u"workstation-2s-later"_s);
        machine.now += 2s;
        const QByteArray json = machine.sampler.sampleAsJson(1'700'000'000'123ms);
        QVERIFY(json.startsWith("{\"t\":1700000000123,\"values\":{\"cpu.busy\":25,"));
        QVERIFY(json.contains(",\"disk.read{dev=\\\"nvme0n1\\\"}\":1048576,"));
        QVERIFY(json.contains(",\"cpu.core.busy{core=\\\"1\\\"}\":33.33,"));
    }

    void clockThatStands_givesNoRates()
    {
        Machine machine;
        machine.next();
        machine.tree.lay(u"workstation-2s-later"_s);
        QVERIFY(namesLike(machine.next(0s), {u"cpu."_s, u"disk."_s, u"net."_s}).isEmpty());
    }

    void counterBackwards_isSilentForOneRound()
    {
        Machine machine;
        machine.next();
        machine.tree.lay(u"workstation-2s-later"_s);
        QCOMPARE(machine.next().value(u"net.tx{dev=\"eth0\"}").toDouble(), 500.0);
        // Back to the older, smaller counters of everything.
        machine.tree.lay(u"workstation"_s);
        QCOMPARE(namesLike(machine.next(), {u"cpu."_s, u"disk."_s, u"net."_s}).join(u' '),
                 u"disk.busy{dev=\"dm-0\"} disk.busy{dev=\"sda\"} disk.io{dev=\"dm-0\"} disk.io{dev=\"sda\"} "
                 "disk.read{dev=\"dm-0\"} disk.read{dev=\"sda\"} disk.write{dev=\"dm-0\"} disk.write{dev=\"sda\"} "
                 "net.errors{dev=\"wlan0\"} net.rx.packets{dev=\"wlan0\"} net.rx{dev=\"wlan0\"} "
                 "net.tx.packets{dev=\"wlan0\"} net.tx{dev=\"wlan0\"}"_s);
        machine.tree.lay(u"workstation-2s-later"_s);
        const QJsonObject after = machine.next();
        QCOMPARE(after.value(u"net.tx{dev=\"eth0\"}").toDouble(), 500.0);
        QCOMPARE(after.value(u"cpu.busy").toDouble(), 25.0);
    }

    void busyDisk_isAtMostWhollyBusy()
    {
        Machine machine(u"workstation"_s);
        machine.next();
        machine.tree.lay(u"workstation-2s-later"_s);
        QCOMPARE(machine.next(700ms).value(u"disk.busy{dev=\"nvme0n1\"}").toDouble(), 100.0);
    }

    void unplugged_isMissingOnce()
    {
        Machine machine;
        machine.next();
        machine.next();
        QByteArrayList lines = machine.tree.read(u"proc/diskstats"_s).split('\n');
        lines.removeIf([](const QByteArray &line) { return line.contains("sda"); });
        machine.tree.write(u"proc/diskstats"_s, lines.join('\n'));
        const QJsonObject values = machine.next();
        for (const QString &family : {u"disk.read"_s, u"disk.write"_s, u"disk.io"_s, u"disk.busy"_s})
            QVERIFY(values.value(family + u"{dev=\"sda\"}"_s).isNull());
        QCOMPARE(values.value(u"disk.io{dev=\"dm-0\"}"), QJsonValue(0));
        QVERIFY(namesLike(machine.next(), {u"disk.read{dev=\"sda"_s, u"disk.io{dev=\"sda"_s}).isEmpty());
    }

    void unmounted_isMissingOnceAndNotAskedAgain()
    {
        Machine machine;
        machine.next();
        QCOMPARE(machine.asked, (QByteArrayList{"/", "/mnt/two words"}));
        QByteArrayList lines = machine.tree.read(u"proc/self/mountinfo"_s).split('\n');
        lines.removeIf([](const QByteArray &line) { return line.contains("two"); });
        machine.tree.write(u"proc/self/mountinfo"_s, lines.join('\n'));
        machine.asked.clear();
        QVERIFY(machine.next().value(u"fs.size{mount=\"/mnt/two words\"}").isNull());
        QVERIFY(machine.next().value(u"fs.size{mount=\"/mnt/two words\"}").isUndefined());
        QCOMPARE(machine.asked, (QByteArrayList{"/", "/"}));
    }

    void noPressure_isLeftOut()
    {
        Machine machine;
        machine.tree.remove(u"proc/pressure"_s);
        const QJsonObject values = machine.next();
        QVERIFY(namesLike(values, {u"pressure"_s}).isEmpty());
        QVERIFY(values.contains(u"uptime"));
    }

    void noSwap_hasNoPercent()
    {
        Machine machine;
        machine.tree.write(u"proc/meminfo"_s, "MemTotal: 1 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n");
        const QJsonObject values = machine.next();
        QCOMPARE(namesLike(values, {u"swap"_s, u"mem"_s}),
                 (QStringList{u"mem.total"_s, u"swap.total"_s, u"swap.used"_s}));
        QCOMPARE(values.value(u"swap.total"), QJsonValue(0));
    }

    void newSensor_isFoundAtTheNextScan()
    {
        Machine machine;
        machine.next();
        machine.tree.write(u"sys/class/hwmon/hwmon1/temp2_input"_s, "50000\n");
        const QString name = u"temperature{sensor=\"acpi_tz/temp2\"}"_s;
        QVERIFY(!machine.next(9999ms).contains(name));
        QCOMPARE(machine.next(1ms).value(name).toDouble(), 50.0);
    }

    void lostSensor_isMissingAndScannedForAtOnce()
    {
        Machine machine;
        machine.next();
        machine.tree.remove(u"sys/class/hwmon/hwmon0"_s);
        machine.tree.write(u"sys/class/hwmon/hwmon2/name"_s, "new\n");
        machine.tree.write(u"sys/class/hwmon/hwmon2/temp1_input"_s, "50000\n");
        QVERIFY(machine.next(1s).value(u"temperature{sensor=\"coretemp/temp2\"}").isNull());
        QCOMPARE(machine.next(1s).value(u"temperature{sensor=\"new/temp1\"}").toDouble(), 50.0);
    }

    void interfaceThatComesUp_isTold()
    {
        Machine machine;
        machine.next();
        QVERIFY(!machine.next().contains(u"net.rx{dev=\"eth1\"}"));
        machine.tree.write(u"sys/class/net/eth1/operstate"_s, "up\n");
        machine.next();
        QCOMPARE(machine.next().value(u"net.rx{dev=\"eth1\"}"), QJsonValue(0));
    }
};

QTEST_GUILESS_MAIN(HostSamplerTest)
#include "tst_hostsampler.moc"
