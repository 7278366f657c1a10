// SPDX-License-Identifier: MIT
#include "hostmachine.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace telltale;

/// What a machine can have wrong, hostile or too much of.
class HostSamplerFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
};

QTEST_GUILESS_MAIN(HostSamplerFaultsTest)
#include "tst_hostsamplerfaults.moc"
