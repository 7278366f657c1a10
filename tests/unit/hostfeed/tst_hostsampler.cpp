// SPDX-License-Identifier: MIT
#include "app/hostfeed/hostsampler.h"

#include "hosttree.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <simdjson.h>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace telltale;

namespace {

constexpr double mebibyte = 1024 * 1024;

/// A HostSampler on a captured machine, with its time and its statvfs in the test's hands.
struct Machine
{
    explicit Machine(const QString &fixture = u"workstation"_s, HostLimits limits = {})
        : sampler({.root = (tree.lay(fixture), tree.root()),
                   .now = [this] { return now; },
                   .space = [this](const QByteArray &mount) { return spaceOf(mount); }},
                  limits)
    {}

    std::optional<FileSystemSpace> spaceOf(const QByteArray &mount)
    {
        asked.append(mount);
        return space;
    }

    /// One sample, as whoever receives it sees it; time goes on by step first.
    QJsonObject next(milliseconds step = 2s)
    {
        now += step;
        const QByteArray json = sampler.sampleAsJson(1'700'000'000'123ms);
        simdjson::dom::parser strict;
        if (strict.parse(json.constData(), static_cast<std::size_t>(json.size())).error())
            return {{u"not JSON"_s, QString::fromUtf8(json)}};
        const QJsonObject event = QJsonDocument::fromJson(json).object();
        return event.value(u"t").toDouble() == 1.700000000123e12 ? event.value(u"values").toObject() : QJsonObject();
    }

    TimePoint now{1000s};
    QByteArrayList asked;
    std::optional<FileSystemSpace> space = FileSystemSpace{.size = 1000, .free = 400, .available = 350};
    HostTree tree;
    HostSampler sampler;
};

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

/// The names that begin with one of these.
QStringList namesLike(const QJsonObject &values, const QStringList &beginnings)
{
    QStringList names;
    for (const QString &name : values.keys()) {
        if (std::any_of(beginnings.begin(), beginnings.end(), [&](const QString &b) { return name.startsWith(b); }))
            names.append(name);
    }
    return names;
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

    void networkMounts_areNeverAsked()
    {
        Machine machine;
        machine.tree.write(u"proc/self/mountinfo"_s, "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n"
                                                     "2 1 0:40 / /nfs rw - nfs4 server:/export rw\n"
                                                     "3 1 0:41 / /share rw - cifs //server/share rw\n"
                                                     "4 1 0:42 / /ssh rw - fuse.sshfs host: rw\n"
                                                     "5 1 0:43 / /usb rw - fuseblk /dev/sdb1 rw\n"
                                                     "6 1 0:44 / /p9 rw - 9p share rw\n"
                                                     "7 1 0:45 / /ceph rw - ceph mon:/ rw\n"
                                                     "8 1 0:46 / /auto rw - autofs systemd-1 rw\n"
                                                     "9 2 8:2 / /nfs/disk rw - ext4 /dev/sda2 rw\n"
                                                     "10 1 8:3 / /over rw - ext4 /dev/sda3 rw\n"
                                                     "11 10 0:47 / /over rw - nfs server:/over rw\n");
        machine.next();
        machine.next();
        QCOMPARE(machine.asked, (QByteArrayList{"/", "/"}));
    }

    void fileSystemThatDoesNotAnswer_isLeftOut()
    {
        Machine machine;
        machine.space.reset();
        QVERIFY(namesLike(machine.next(), {u"fs."_s}).isEmpty());
        machine.space = FileSystemSpace{.size = 10, .free = 11, .available = 11};
        QVERIFY(namesLike(machine.next(), {u"fs."_s}).isEmpty());
    }

    void hostileMountPoint_isStillOneLineOfJson()
    {
        Machine machine;
        machine.tree.write(u"proc/self/mountinfo"_s,
                           "1 0 8:1 / / rw - tmpfs t rw\n"
                           "2 1 8:2 / /a\"},{\\134\\012\\040\xff\x01 rw - ext4 /dev/sda2 rw\n");
        const QJsonObject values = machine.next();
        QCOMPARE(machine.asked, (QByteArrayList{"/a\"},{\\\n \xff\x01"}));
        QCOMPARE(values.value(u"fs.size{mount=\"/a\\\"},{\\\\\\n \uFFFD\u0001\"}").toDouble(), 1000.0);
    }

    void missingFiles_areNoTrouble()
    {
        Machine machine;
        machine.next();
        machine.next();
        for (const QString &folder : {u"proc"_s, u"sys"_s})
            machine.tree.remove(folder);
        const QJsonObject values = machine.next();
        QVERIFY(!values.isEmpty());
        for (const QString &name : values.keys())
            QVERIFY2(values.value(name).isNull(), qPrintable(name));
        QCOMPARE(machine.next(), QJsonObject());
    }

    void emptyFiles_areNoTrouble()
    {
        Machine machine;
        for (const QString &path :
             {u"stat"_s, u"loadavg"_s, u"uptime"_s, u"meminfo"_s, u"diskstats"_s, u"net/dev"_s, u"self/mountinfo"_s,
              u"self/statm"_s, u"pressure/cpu"_s, u"pressure/io"_s, u"pressure/memory"_s})
            machine.tree.write(u"proc/"_s + path, "");
        machine.tree.remove(u"sys"_s);
        QCOMPARE(machine.next(), (QJsonObject{{u"processes.total"_s, 2}}));
    }

    void truncatedFiles_tellNothingWrong_data()
    {
        QTest::addColumn<QString>("path");
        for (const QString &path : {u"stat"_s, u"loadavg"_s, u"uptime"_s, u"meminfo"_s, u"diskstats"_s, u"net/dev"_s,
                                    u"self/statm"_s, u"pressure/cpu"_s, u"self/mountinfo"_s})
            QTest::newRow(qPrintable(path)) << u"proc/"_s + path;
    }

    void truncatedFiles_tellNothingWrong()
    {
        QFETCH(const QString, path);
        Machine machine;
        const QByteArray whole = machine.tree.read(path);
        machine.next();
        const QJsonObject expected = machine.next();
        for (qsizetype size = whole.size(); size >= 0; size -= 7) {
            machine.tree.write(path, whole.first(size));
            const QJsonObject values = machine.next();
            for (const QString &name : values.keys()) {
                if (!values.value(name).isNull())
                    QCOMPARE(values.value(name), expected.value(name));
            }
        }
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

    void manyCores_areAllTold()
    {
        Machine machine;
        const auto text = [](int ticks) {
            QByteArray stat;
            for (int core = 0; core < 300; ++core) {
                stat += "cpu" + QByteArray::number(core) + ' ' + QByteArray::number(ticks * core) + " 0 0 " +
                        QByteArray::number(ticks * (1000 - core)) + " 0 0 0 0 0 0\n";
            }
            return stat;
        };
        machine.tree.write(u"proc/stat"_s, text(1));
        machine.next();
        machine.tree.write(u"proc/stat"_s, text(2));
        const QJsonObject values = machine.next();
        QCOMPARE(namesLike(values, {u"cpu."_s}).size(), 256);
        QCOMPARE(values.value(u"cpu.core.busy{core=\"255\"}").toDouble(), 25.5);
        QVERIFY(!values.contains(u"cpu.core.busy{core=\"256\"}"));
    }

    void limits_areKept()
    {
        Machine machine(u"workstation"_s, {.cores = 1, .disks = 1, .fileSystems = 1, .interfaces = 1, .sensors = 1});
        machine.next();
        machine.tree.lay(u"workstation-2s-later"_s);
        const QJsonObject values = machine.next();
        QCOMPARE(namesLike(values, {u"cpu.core"_s, u"disk.io"_s, u"fs.size"_s, u"net.rx{"_s, u"temperature"_s}),
                 (QStringList{u"cpu.core.busy{core=\"0\"}"_s, u"disk.io{dev=\"nvme0n1\"}"_s, u"fs.size{mount=\"/\"}"_s,
                              u"net.rx{dev=\"eth0\"}"_s, u"temperature{sensor=\"coretemp/Package id 0\"}"_s}));
    }

    void fileLimit_cutsAtALine()
    {
        // The limit falls into "MemAvailable: 10000000": half of it would be a thousand times too small.
        Machine machine(u"workstation"_s, {.fileBytes = 80});
        const QJsonObject values = machine.next();
        QCOMPARE(namesLike(values, {u"mem."_s}), QStringList{u"mem.total"_s});
    }

    void nameLimit_leavesOutLongNames()
    {
        Machine machine(u"workstation"_s, {.nameBytes = 24});
        const QJsonObject values = machine.next();
        QVERIFY(values.contains(u"fs.used.percent{mount=\"/\"}") == false); // 26 bytes
        QVERIFY(values.contains(u"fs.available{mount=\"/\"}"));             // 23 bytes
    }

    void processLimit_givesNoWrongCount()
    {
        Machine machine(u"workstation"_s, {.procEntries = 5});
        const QJsonObject values = machine.next();
        QVERIFY(!values.contains(u"processes.total"));
        QVERIFY(values.contains(u"processes.running"));
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
