// SPDX-License-Identifier: MIT
#include "app/hostfeed/sensors.h"

#include "hosttree.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace telltale;

namespace {

QByteArrayList namesOf(const HostTree &tree, qsizetype max = 64)
{
    HostFiles files(tree.root(), 1 << 20);
    QByteArrayList names;
    for (const Sensor &sensor : findSensors(files, max))
        names.append(sensor.name);
    return names;
}

} // namespace

class SensorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chipsAndZones_areFound()
    {
        HostTree tree;
        tree.lay(u"workstation"_s);
        HostFiles files(tree.root(), 1 << 20);
        // The zone acpi-tz is the chip acpi_tz.
        QCOMPARE(findSensors(files, 64),
                 (QList<Sensor>{{"coretemp/Package id 0", "/sys/class/hwmon/hwmon0/temp1_input"},
                                {"coretemp/temp2", "/sys/class/hwmon/hwmon0/temp2_input"},
                                {"acpi_tz/temp1", "/sys/class/hwmon/hwmon1/temp1_input"},
                                {"x86_pkg_temp", "/sys/class/thermal/thermal_zone1/temp"}}));
    }

    void limit_isKept()
    {
        HostTree tree;
        tree.lay(u"workstation"_s);
        QCOMPARE(namesOf(tree, 1).size(), 1);
        QCOMPARE(namesOf(tree, 3).size(), 3);
    }

    void nothingThere_findsNothing()
    {
        HostTree tree;
        QVERIFY(namesOf(tree).isEmpty());
    }

    void numbers_areInTheirOrder()
    {
        HostTree tree;
        for (const QString &number : {u"10"_s, u"9"_s, u"2"_s}) {
            tree.write(u"sys/class/hwmon/hwmon"_s + number + u"/name"_s, "chip" + number.toLatin1() + '\n');
            tree.write(u"sys/class/hwmon/hwmon"_s + number + u"/temp1_input"_s, "1000\n");
        }
        QCOMPARE(namesOf(tree), (QByteArrayList{"chip2/temp1", "chip9/temp1", "chip10/temp1"}));
    }

    void namesakes_areToldByTheirDevice()
    {
        HostTree tree;
        for (const QString &number : {u"1"_s, u"2"_s}) {
            const QString chip = u"sys/class/hwmon/hwmon"_s + number;
            tree.write(chip + u"/name"_s, "nvme\n");
            tree.write(chip + u"/temp1_input"_s, "30850\n");
            tree.write(chip + u"/temp1_label"_s, "Composite\n");
            tree.link(u"../../nvme"_s + number, chip + u"/device"_s);
        }
        QCOMPARE(namesOf(tree), (QByteArrayList{"nvme nvme1/Composite", "nvme nvme2/Composite"}));
    }

    void zonesOfOneType_areNumbered()
    {
        HostTree tree;
        for (const QString &number : {u"0"_s, u"1"_s}) {
            tree.write(u"sys/class/thermal/thermal_zone"_s + number + u"/type"_s, "soc\n");
            tree.write(u"sys/class/thermal/thermal_zone"_s + number + u"/temp"_s, "40000\n");
        }
        QCOMPARE(namesOf(tree), (QByteArrayList{"soc", "soc 2"}));
    }

    void withoutReading_isLeftOut()
    {
        HostTree tree;
        tree.write(u"sys/class/hwmon/hwmon0/name"_s, "chip\n");
        tree.write(u"sys/class/hwmon/hwmon0/temp1_input"_s, "");
        tree.write(u"sys/class/hwmon/hwmon0/temp2_input"_s, "5000\n");
        tree.write(u"sys/class/hwmon/hwmon0/tempx_input"_s, "5000\n");
        tree.write(u"sys/class/hwmon/hwmon0/temp_input"_s, "5000\n");
        tree.write(u"sys/class/thermal/thermal_zone0/type"_s, "off\n");
        tree.write(u"sys/class/thermal/thermal_zone0/temp"_s, "-274000\n");
        tree.write(u"sys/class/thermal/cooling_device0/type"_s, "fan\n");
        QCOMPARE(namesOf(tree), QByteArrayList{"chip/temp2"});
    }
};

QTEST_GUILESS_MAIN(SensorsTest)
#include "tst_sensors.moc"
