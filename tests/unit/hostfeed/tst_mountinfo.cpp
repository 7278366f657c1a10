// SPDX-License-Identifier: MIT
#include "app/hostfeed/mountinfo.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace telltale;

namespace {

QByteArrayList pointsOf(QByteArrayView table, qsizetype max = 64, qsizetype maxPathBytes = 512)
{
    return localMountPoints(parseMountInfo(table), max, maxPathBytes);
}

} // namespace

class MountInfoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parse_readsALine()
    {
        const auto mounts = parseMountInfo("36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 shared:7 - ext3 /dev/root rw\n");
        QCOMPARE(mounts.size(), 1);
        QCOMPARE(mounts.at(0),
                 (Mount{.id = 36, .parent = 35, .device = "98:0", .root = "/mnt1", .point = "/mnt2", .type = "ext3"}));
    }

    void parse_undoesEscapes_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("blank") << "/a\\040b"_ba
                               << "/a b"_ba;
        QTest::newRow("tab, line feed, backslash") << "/\\011\\012\\134"_ba
                                                   << "/\t\n\\"_ba;
        QTest::newRow("at the end") << "/a\\040"_ba
                                    << "/a "_ba;
        QTest::newRow("cut off") << "/a\\04"_ba
                                 << "/a\\04"_ba;
        QTest::newRow("not octal") << "/a\\089"_ba
                                   << "/a\\089"_ba;
        QTest::newRow("an escaped backslash is not undone twice") << "/\\134040"_ba
                                                                  << "/\\040"_ba;
        QTest::newRow("not UTF-8") << "/\xff"_ba
                                   << "/\xff"_ba;
    }

    void parse_undoesEscapes()
    {
        QFETCH(const QByteArray, field);
        QFETCH(const QByteArray, expected);
        const auto mounts = parseMountInfo("1 0 8:1 / " + field + " rw - ext4 /dev/sda1 rw\n");
        QCOMPARE(mounts.size(), 1);
        QCOMPARE(mounts.at(0).point, expected);
    }

    void parse_skipsWhatItCannotRead()
    {
        QVERIFY(parseMountInfo("").isEmpty());
        QVERIFY(parseMountInfo("1 0 8:1 / / rw - ext4 /dev/sda1").isEmpty()); // cut off
        QVERIFY(parseMountInfo("1 0 8:1 / / rw shared:1\n\nx 0 8:1 / / rw - ext4\n1 0 8:1 / mnt rw - ext4 x rw\n")
                    .isEmpty());
        QVERIFY(parseMountInfo("1 0 net:[4026531840] net:[1] rw - nsfs nsfs rw\n").isEmpty());
    }

    void points_areThoseOfLocalTypes()
    {
        QCOMPARE(pointsOf("1 0 8:1 / / rw - ext4 d rw\n2 1 8:2 / /a rw - xfs d rw\n3 1 0:5 / /b rw - btrfs d rw\n"
                          "4 1 0:6 / /c rw - zfs d rw\n5 1 8:5 / /d rw - vfat d rw\n"),
                 (QByteArrayList{"/", "/a", "/b", "/c", "/d"}));
    }

    void points_leaveOutType_data()
    {
        QTest::addColumn<QByteArray>("type");
        for (const char *type :
             {"nfs",         "nfs4",     "cifs",     "smb3",   "smbfs",  "fuse",      "fuseblk", "fuse.sshfs",
              "fuse.rclone", "9p",       "ceph",     "autofs", "afs",    "glusterfs", "lustre",  "gpfs",
              "ocfs2",       "gfs2",     "virtiofs", "vboxsf", "prl_fs", "davfs",     "coda",    "something-new",
              "tmpfs",       "squashfs", "overlay",  "proc"})
            QTest::newRow(type) << QByteArray(type);
    }

    void points_leaveOutType()
    {
        QFETCH(const QByteArray, type);
        QCOMPARE(pointsOf("1 0 8:1 / / rw - ext4 d rw\n2 1 0:9 / /mnt rw - " + type + " d rw\n"), QByteArrayList{"/"});
    }

    void overlay_isTakenAsRootOnly()
    {
        QCOMPARE(pointsOf("1 0 0:9 / / rw - overlay overlay rw\n2 1 0:10 / /var/lib/x rw - overlay overlay rw\n"),
                 QByteArrayList{"/"});
    }

    void pathThroughTheNetwork_isLeftOut()
    {
        // Asking /net/disk makes the kernel walk through /net, which may hang although the disk itself is local.
        const QByteArray table = "1 0 8:1 / / rw - ext4 d rw\n2 1 0:9 / /net rw - nfs s:/ rw\n"
                                 "3 2 8:2 / /net/disk rw - ext4 d rw\n4 1 0:10 / /run rw - tmpfs t rw\n"
                                 "5 4 8:3 / /run/media/stick rw - vfat d rw\n";
        QCOMPARE(pointsOf(table), (QByteArrayList{"/", "/run/media/stick"}));
    }

    void automounted_isLeftOut()
    {
        QCOMPARE(pointsOf("1 0 8:1 / / rw - ext4 d rw\n2 1 0:9 / /efi rw - autofs systemd-1 rw\n"
                          "3 2 8:2 / /efi rw - vfat d rw\n"),
                 QByteArrayList{"/"});
    }

    void hiddenMount_isLeftOut()
    {
        // Mounted over directly: the path leads to the upper one.
        QCOMPARE(
            pointsOf("1 0 8:1 / / rw - ext4 d rw\n2 1 8:2 / /mnt rw - ext4 d rw\n3 2 0:9 / /mnt rw - nfs s:/ rw\n"),
            QByteArrayList{"/"});
        // Mounted over at a folder above it: the path never gets there.
        QCOMPARE(
            pointsOf(
                "1 0 8:1 / / rw - ext4 d rw\n2 1 8:2 / /mnt/data rw - ext4 d rw\n3 1 0:9 / /mnt rw - nfs s:/ rw\n"),
            QByteArrayList{"/"});
        // The upper one is local: it is the one that is told.
        QCOMPARE(pointsOf("1 0 8:1 / / rw - ext4 d rw\n2 1 8:2 / /mnt rw - ext4 d rw\n3 2 8:3 / /mnt rw - xfs d rw\n"),
                 (QByteArrayList{"/", "/mnt"}));
    }

    void networkRoot_leavesNothing()
    {
        QVERIFY(pointsOf("1 0 0:9 / / rw - nfs s:/ rw\n2 1 8:2 / /data rw - ext4 d rw\n").isEmpty());
    }

    void initialRamDisk_isPassedThrough()
    {
        QCOMPARE(
            pointsOf("1 1 0:2 / / rw - rootfs rootfs rw\n2 1 8:1 / / rw - ext4 d rw\n3 2 8:2 / /home rw - ext4 d rw\n"),
            (QByteArrayList{"/", "/home"}));
    }

    void bindMounts_areToldOnce()
    {
        // The whole file system, by its shortest path, whatever the order.
        QCOMPARE(
            pointsOf("1 0 8:1 / / rw - ext4 d rw\n2 1 8:2 /sub /a rw - ext4 d rw\n3 1 8:2 / /long/path rw - ext4 d rw\n"
                     "4 1 8:2 / /path rw - ext4 d rw\n5 1 8:1 /home /srv rw - ext4 d rw\n"),
            (QByteArrayList{"/", "/path"}));
    }

    void noRoot_leavesNothing() { QVERIFY(pointsOf("2 1 8:2 / /data rw - ext4 d rw\n").isEmpty()); }

    void circle_ends()
    {
        QVERIFY(pointsOf("1 0 8:1 / / rw - ext4 d rw\n2 1 8:2 / /a rw - ext4 d rw\n2 2 8:2 / /a rw - ext4 d rw\n"
                         "3 4 8:3 / /b rw - ext4 d rw\n4 3 8:4 / /b rw - ext4 d rw\n1 1 8:5 / / rw - ext4 d rw\n"
                         "5 5 8:5 / / rw - ext4 d rw\n6 5 8:6 / / rw - ext4 d rw\n5 6 8:7 / / rw - ext4 d rw\n")
                    .size() <= 9);
    }

    void limits_areKept()
    {
        QByteArray table = "1 0 8:1 / / rw - ext4 d rw\n";
        for (int i = 2; i < 200; ++i) {
            const QByteArray number = QByteArray::number(i);
            table += number + " 1 8:" + number + " / /m" + number + " rw - ext4 d rw\n";
        }
        QCOMPARE(pointsOf(table, 64).size(), 64);
        QCOMPARE(
            pointsOf("1 0 8:1 / / rw - ext4 d rw\n2 1 8:2 / /12345 rw - ext4 d rw\n3 1 8:3 / /1234 rw - ext4 d rw\n",
                     64, 5),
            (QByteArrayList{"/", "/1234"}));
    }
};

QTEST_GUILESS_MAIN(MountInfoTest)
#include "tst_mountinfo.moc"
