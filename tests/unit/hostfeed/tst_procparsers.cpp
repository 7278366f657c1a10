// SPDX-License-Identifier: MIT
#include "app/hostfeed/diskstats.h"
#include "app/hostfeed/meminfo.h"
#include "app/hostfeed/netdev.h"
#include "app/hostfeed/procgauges.h"
#include "app/hostfeed/procstat.h"
#include "app/hostfeed/proctext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace telltale;

/// The parsers of single files of /proc. Each must take any text.
class ProcParsersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takeLine_leavesOutWhatIsCutOff()
    {
        QByteArrayView text = "one\n\ntwo";
        QCOMPARE(takeLine(text).value(), QByteArrayView("one"));
        QCOMPARE(takeLine(text).value(), QByteArrayView(""));
        QVERIFY(!takeLine(text));
    }

    void takeField_skipsBlanks()
    {
        QByteArrayView line = "  a\tbc ";
        QCOMPARE(takeField(line), QByteArrayView("a"));
        QCOMPARE(takeField(line), QByteArrayView("bc"));
        QVERIFY(takeField(line).isEmpty());
        QVERIFY(takeField(line).isEmpty());
    }

    void toCount_isStrict()
    {
        QCOMPARE(toCount("18446744073709551615"), std::optional<quint64>(18446744073709551615U));
        for (const auto &bad : {""_ba, "-1"_ba, "+1"_ba, "1x"_ba, "0x1"_ba, "1.5"_ba, "18446744073709551616"_ba})
            QVERIFY2(!toCount(bad), bad.constData());
    }

    void toDecimal_isStrictAndFinite()
    {
        QCOMPARE(toDecimal("-0.25"), std::optional<double>(-0.25));
        for (const auto &bad : {""_ba, "inf"_ba, "nan"_ba, "1e999"_ba, "1,5"_ba, "1.5 "_ba})
            QVERIFY2(!toDecimal(bad), bad.constData());
    }

    void procStat_readsCoresAndProcesses()
    {
        const ProcStat stat =
            parseProcStat("cpu  1 2 3 4 5 6 7 8 9 10\ncpu0 1 1 1 1 1 1 1 1 0 0\ncpu12 2 2 2 2 2 2 2 2 0 0\n"
                          "intr 5 6\nprocs_running 3\nprocs_blocked 4\n",
                          8);
        QCOMPARE(stat.all.value(), (CpuTimes{.core = {}, .ticks = {1, 2, 3, 4, 5, 6, 7, 8}}));
        QCOMPARE(stat.cores.size(), 2);
        QCOMPARE(stat.cores.at(1), (CpuTimes{.core = "12", .ticks = {2, 2, 2, 2, 2, 2, 2, 2}}));
        QCOMPARE(stat.running, std::optional<quint64>(3));
        QCOMPARE(stat.blocked, std::optional<quint64>(4));
    }

    void procStat_skipsWhatItCannotRead()
    {
        const ProcStat stat =
            parseProcStat("cpu 1 2 3\ncpu0 1 2 3 4 5 6 7\ncpufreq 1 2 3 4 5 6 7 8\ncpu1 1 x 3 4 5 6 7 8\n"
                          "procs_running\nprocs_blocked 4",
                          8);
        QVERIFY(!stat.all);
        QVERIFY(stat.cores.isEmpty());
        QVERIFY(!stat.running);
        QVERIFY(!stat.blocked);
    }

    void procStat_keepsToItsLimit()
    {
        QCOMPARE(parseProcStat("cpu0 1 1 1 1 1 1 1 1\ncpu1 1 1 1 1 1 1 1 1\ncpu2 1 1 1 1 1 1 1 1\n", 2).cores.size(),
                 2);
    }

    void cpuShares_divideTheTime()
    {
        // user nice system idle iowait irq softirq steal
        const auto shares = cpuShares({60, 4, 24, 280, 20, 2, 6, 4});
        QVERIFY(shares.has_value());
        QCOMPARE(shares->busy, 25.0);
        QCOMPARE(shares->user, 16.0);
        QCOMPARE(shares->system, 6.0);
        QCOMPARE(shares->iowait, 5.0);
        QCOMPARE(shares->irq, 2.0);
        QCOMPARE(shares->steal, 1.0);
        QCOMPARE(shares->idle, 70.0);
        QVERIFY(!cpuShares({}));
    }

    void loadAverage_wantsAllOfIt()
    {
        const auto load = parseLoadAverage("0.37 1.20 2.08 1/412 6926\n");
        QVERIFY(load.has_value());
        QCOMPARE(load->one, 0.37);
        QCOMPARE(load->five, 1.2);
        QCOMPARE(load->fifteen, 2.08);
        QCOMPARE(load->threads, 412U);
        for (const auto &bad : {""_ba, "\n"_ba, "0.37 1.20\n"_ba, "0.37 1.20 2.08\n"_ba, "0.37 1.20 2.08 1/41"_ba})
            QVERIFY2(!parseLoadAverage(bad), bad.constData());
    }

    void uptime_isTheFirstField()
    {
        QCOMPARE(parseUptime("1135.89 2186.86\n"), std::optional<double>(1135.89));
        QVERIFY(!parseUptime(""));
        QVERIFY(!parseUptime("\n"));
        QVERIFY(!parseUptime("1135.8"));
    }

    void pressure_isThatOfSomeTasks()
    {
        QCOMPARE(parsePressure("full avg10=9.00 avg60=0 avg300=0 total=1\nsome avg10=1.25 avg60=0 avg300=0 total=1\n"),
                 std::optional<double>(1.25));
        for (const auto &bad : {""_ba, "some\n"_ba, "some avg60=1.00\n"_ba, "some avg10=\n"_ba, "some avg10=1.2"_ba})
            QVERIFY2(!parsePressure(bad), bad.constData());
    }

    void residentPages_areTheSecondField()
    {
        QCOMPARE(parseResidentPages("765 433 404 5 0 123 0\n"), std::optional<quint64>(433));
        QVERIFY(!parseResidentPages("765\n"));
        QVERIFY(!parseResidentPages(""));
    }

    void temperature_isInMillidegrees()
    {
        QCOMPARE(parseTemperature("45125\n"), std::optional<double>(45.125));
        QCOMPARE(parseTemperature("-5000"), std::optional<double>(-5.0));
        QVERIFY(!parseTemperature("-274000\n")); // a disabled thermal zone
        QVERIFY(!parseTemperature(""));
        QVERIFY(!parseTemperature("hot\n"));
    }

    void memInfo_isInBytes()
    {
        const MemoryUse use = parseMemInfo("MemTotal: 100 kB\nMemFree: 10 kB\nMemAvailable: 40 kB\nBuffers: 5 kB\n"
                                           "Cached: 20 kB\nSReclaimable: 3 kB\nSwapTotal: 50 kB\nSwapFree: 20 kB\n");
        QCOMPARE(use, (MemoryUse{.total = 102400,
                                 .available = 40960,
                                 .used = 61440,
                                 .cache = 28672,
                                 .swapTotal = 51200,
                                 .swapUsed = 30720}));
    }

    void memInfo_leavesOutWhatItIsNotTold()
    {
        QCOMPARE(parseMemInfo(""), MemoryUse());
        QCOMPARE(parseMemInfo("MemTotal: 100 kB\nMemAvail"), (MemoryUse{.total = 102400}));
        QCOMPARE(parseMemInfo("Buffers: 1 kB\nCached: 1 kB\n"), MemoryUse());
        QCOMPARE(parseMemInfo("MemTotal: 1 kB\nMemAvailable: 2 kB\n"), (MemoryUse{.total = 1024, .available = 2048}));
        QCOMPARE(parseMemInfo("MemTotal: 18446744073709551615 kB\n"), MemoryUse());
    }

    void diskStats_readsTheCountersThatAreUsed()
    {
        const auto disks =
            parseDiskStats("   8       0 sda 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15\n   8 1 sda1 1 2 3 4\n\n");
        QCOMPARE(disks.size(), 1);
        QCOMPARE(disks.at(0), (DiskCounters{.name = "sda", .counters = {1, 3, 5, 7, 10}}));
    }

    void wholeDisks_tellsDisksFromParts_data()
    {
        QTest::addColumn<QByteArrayList>("names");
        QTest::addColumn<QByteArrayList>("expected");
        QTest::newRow("sda") << QByteArrayList{"sda", "sda1", "sda12", "sdaa", "sdaa1"}
                             << QByteArrayList{"sda", "sdaa"};
        QTest::newRow("nvme") << QByteArrayList{"nvme0n1", "nvme0n1p1", "nvme0n2"}
                              << QByteArrayList{"nvme0n1", "nvme0n2"};
        QTest::newRow("mmc") << QByteArrayList{"mmcblk0", "mmcblk0p1", "mmcblk0boot0"}
                             << QByteArrayList{"mmcblk0", "mmcblk0boot0"};
        QTest::newRow("dm") << QByteArrayList{"dm-1", "dm-10"} << QByteArrayList{"dm-1", "dm-10"};
        QTest::newRow("md") << QByteArrayList{"md127", "md127p1"} << QByteArrayList{"md127"};
        QTest::newRow("a partition that is all there is") << QByteArrayList{"xvda1"} << QByteArrayList{"xvda1"};
        QTest::newRow("no hardware") << QByteArrayList{"loop0", "ram0", "zram0"} << QByteArrayList{};
        QTest::newRow("odd") << QByteArrayList{"1", "p1"} << QByteArrayList{"1", "p1"};
    }

    void wholeDisks_tellsDisksFromParts()
    {
        QFETCH(const QByteArrayList, names);
        QFETCH(const QByteArrayList, expected);
        QList<DiskCounters> devices;
        for (const QByteArray &name : names)
            devices.append({.name = name, .counters = {1, 1, 1, 1, 1}});
        QByteArrayList found;
        for (const DiskCounters &disk : wholeDisks(devices, 100))
            found.append(disk.name);
        QCOMPARE(found, expected);
    }

    void wholeDisks_leavesOutUnusedOnesAndKeepsToItsLimit()
    {
        const QList<DiskCounters> devices{{.name = "sr0", .counters = {}},
                                          {.name = "sda", .counters = {1, 1, 0, 0, 1}},
                                          {.name = "sdb", .counters = {0, 0, 1, 1, 1}},
                                          {.name = "sdc", .counters = {1, 1, 1, 1, 1}}};
        QCOMPARE(wholeDisks(devices, 2), devices.sliced(1, 2));
    }

    void netDev_readsBothWays()
    {
        const auto devices = parseNetDev("Inter-|   Receive  |  Transmit\n face |bytes packets|bytes\n"
                                         "    lo: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n"
                                         "  eth0:1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n"
                                         "  eth1: 1 2 3\n  : 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n"
                                         "  eth2: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 1");
        QCOMPARE(devices.size(), 1);
        QCOMPARE(devices.at(0), (NetCounters{.name = "eth0", .counters = {1, 2, 3, 4, 9, 10, 11, 12}}));
        QVERIFY(devices.at(0).hasCounted());
        QVERIFY(!NetCounters().hasCounted());
    }

    void anyPrefix_isTaken()
    {
        const QByteArray text = "cpu  1 2 3 4 5 6 7 8 9 10\n8 0 sda 1 2 3 4 5 6 7 8 9 10 11\neth0: 1 2 3 4 5\n"
                                "MemTotal: 5 kB\nsome avg10=1.00 total=5\n0.1 0.2 0.3 1/2 3\n";
        for (qsizetype size = 0; size <= text.size(); ++size) {
            const QByteArrayView part = QByteArrayView(text).first(size);
            const bool hasWholeLine = part.contains('\n');
            QCOMPARE(parseProcStat(part, 4).all.has_value(), hasWholeLine);
            QVERIFY(parseDiskStats(part).size() <= 1);
            QVERIFY(parseNetDev(part).isEmpty());
            QCOMPARE(parsePressure(part).has_value(), part.contains("total=5\n"));
            QCOMPARE(parseMemInfo(part).total.has_value(), part.contains("kB\n"));
            QVERIFY(!parseLoadAverage(part));
        }
    }
};

QTEST_GUILESS_MAIN(ProcParsersTest)
#include "tst_procparsers.moc"
