// SPDX-License-Identifier: MIT
#include "transport/networkmonitor.h"

#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

const QByteArray heading = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"_ba;
const QByteArray home = heading + "wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n"
                                  "wlan0\t0001A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF\t0\t0\t0\n"_ba;
const QByteArray arpHeading = "IP address       HW type     Flags       HW address            Mask     Device\n"_ba;
const QByteArray arp =
    arpHeading + "192.168.1.1      0x1         0x2         aa:bb:cc:dd:ee:ff     *        wlan0\n"_ba;

} // namespace

class NetworkMonitorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void name_table_data();
    void name_table();
    void name_tellsNetworksOfOneNumberApart();
    void thisMachine_hasOneAndKeepsIt();
};

void NetworkMonitorTest::name_table_data()
{
    QTest::addColumn<QByteArray>("routes");
    QTest::addColumn<QByteArray>("routes6");
    QTest::addColumn<QByteArray>("neighbours");
    QTest::addColumn<QByteArray>("name");
    const QByteArray none;
    QTest::newRow("no network") << heading << none << arpHeading << none;
    QTest::newRow("nothing to read") << none << none << none << none;
    QTest::newRow("a gateway that is known") << home << none << arp << "wlan0 aa:bb:cc:dd:ee:ff"_ba;
    QTest::newRow("one that was not spoken to yet") << home << none << arpHeading << "wlan0 192.168.1.1"_ba;
    const QByteArray pending = arpHeading + "192.168.1.1 0x1 0x0 00:00:00:00:00:00 * wlan0\n"_ba;
    QTest::newRow("one that does not answer") << home << none << pending << "wlan0 192.168.1.1"_ba;
    const QByteArray zeros(32, '0');
    const QByteArray gateway6 = "fe800000000000000000000000000001"_ba;
    const QByteArray six = zeros + " 00 " + zeros + " 00 " + gateway6 +
                           " 00000400 00000001 00000000 00000003    wlan0\n" + zeros + " 00 " + zeros + " 00 " + zeros +
                           " ffffffff 00000001 00000000 00200200       lo\n";
    QTest::newRow("both protocols") << home << six << arp << "wlan0 aa:bb:cc:dd:ee:ff,wlan0 " + gateway6;
    QTest::newRow("garbage") << "x\n\t\t\nwlan0 00000000\n"_ba
                             << "0 0 0"_ba
                             << "\n\n"_ba << none;
}

void NetworkMonitorTest::name_table()
{
    QFETCH(QByteArray, routes);
    QFETCH(QByteArray, routes6);
    QFETCH(QByteArray, neighbours);
    QFETCH(QByteArray, name);
    QCOMPARE(networkName(routes, routes6, neighbours), name);
}

/// Half of the world is 192.168.1.0.
void NetworkMonitorTest::name_tellsNetworksOfOneNumberApart()
{
    QByteArray office = arp;
    office.replace("aa:bb", "11:22");
    QVERIFY(networkName(home, {}, arp) != networkName(home, {}, office));
}

void NetworkMonitorTest::thisMachine_hasOneAndKeepsIt()
{
    NetworkMonitor monitor;
    NetworkMonitor other;
    QCOMPARE(monitor.network(), other.network());
    const QSignalSpy changes(&monitor, &NetworkMonitor::changed);
    QCoreApplication::processEvents();
    QCOMPARE(changes.size(), 0);
}

QTEST_GUILESS_MAIN(NetworkMonitorTest)
#include "tst_networkmonitor.moc"
