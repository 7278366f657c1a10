// SPDX-License-Identifier: MIT
#include "models/dashboard/automaticdashboard.h"

#include "tests/unit/models/thismachine.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

QList<SeriesKey> keys(const QByteArrayList &names)
{
    QList<SeriesKey> keys;
    for (const QByteArray &name : names)
        keys << *SeriesKey::parse(name);
    return keys;
}

QStringList summary(const QList<PanelSpec> &panels)
{
    QStringList lines;
    for (const PanelSpec &panel : panels) {
        QStringList globs;
        for (const SeriesSelector &selector : panel.series)
            globs << QString::fromUtf8(selector.glob);
        const QString type = panel.type == PanelType::Stat         ? u"stat"_s
                             : panel.type == PanelType::TimeSeries ? u"chart"_s
                                                                   : u"connection"_s;
        lines << (u"%1 '%2' %3"_s.arg(type, panel.title, globs.join(u' ')).trimmed());
    }
    return lines;
}

bool overlap(const GridRect &a, const GridRect &b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

const QByteArrayList hostNames{"cpu.user"_ba,
                               "cpu.system"_ba,
                               "uptime"_ba,
                               "net.rx{dev=\"eth0\"}"_ba,
                               "net.tx{dev=\"eth0\"}"_ba,
                               "net.rx{dev=\"wlan0\"}"_ba,
                               "mem.used"_ba,
                               "mem.used.percent"_ba,
                               "core0"_ba,
                               "core1"_ba,
                               "temperature{sensor=\"cpu\"}"_ba};

} // namespace

class AutomaticDashboardTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void add_makesOnePanelAFamily();
    void add_namesLegendsApart();
    void add_givesUnits();
    void add_isDeterministic();
    void add_laterSeriesOnlyAppend();
    void add_nothingOverlapsOrLeavesTheGrid();
    void add_isBounded();
    void add_largeFamilyBecomesSeveralCharts();
    void thisMachine_fitsTheGrid();
};

void AutomaticDashboardTest::add_makesOnePanelAFamily()
{
    AutomaticDashboard dashboard;
    const QStringList expected{
        u"connection 'Connection'"_s,
        u"stat 'Memory used' mem.used"_s,
        u"stat 'Memory used' mem.used.percent"_s,
        u"stat 'Temperature · cpu' temperature{sensor=\"cpu\"}"_s,
        u"stat 'Uptime' uptime"_s,
        u"chart 'Core' core*"_s,
        u"chart 'CPU system, user' cpu.system cpu.user"_s,
        u"chart 'Network in, out' net.rx{* net.tx{*"_s,
    };
    QCOMPARE(summary(dashboard.add(keys(hostNames))), expected);
    QCOMPARE(summary(dashboard.panels()), expected);
    QCOMPARE(dashboard.unshown(), 0);
}

void AutomaticDashboardTest::add_namesLegendsApart()
{
    AutomaticDashboard dashboard;
    const auto panels = dashboard.add(keys({"net.rx{dev=\"a\"}"_ba, "net.tx{dev=\"a\"}"_ba, "temp{room=\"x\"}"_ba,
                                            "temp{room=\"y\"}"_ba, "cpu.user"_ba, "cpu.idle"_ba}));
    QCOMPARE(panels.size(), 4);
    QCOMPARE(panels[1].series[0].legend, u"idle"_s);
    QCOMPARE(panels[2].series[0].legend, u"{{dev}} in"_s);
    QCOMPARE(panels[2].series[1].legend, u"{{dev}} out"_s);
    QCOMPARE(panels[3].series[0].legend, u"{{room}}"_s);
}

void AutomaticDashboardTest::add_givesUnits()
{
    AutomaticDashboard dashboard;
    const auto panels = dashboard.add(keys({"cpu.user"_ba, "cpu.idle"_ba, "mem.used"_ba}));
    QCOMPARE(panels[1].unit, std::optional(Unit::Bytes));
    QCOMPARE(panels[2].unit, std::optional(Unit::Percent));
    QCOMPARE(panels[2].min, std::optional(0.0));
}

void AutomaticDashboardTest::add_isDeterministic()
{
    AutomaticDashboard first;
    first.add(keys(hostNames));
    QRandomGenerator random{3};
    for (int round = 0; round < 20; ++round) {
        QByteArrayList shuffled = hostNames;
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        AutomaticDashboard other;
        QCOMPARE(other.add(keys(shuffled)), first.panels());
    }
}

void AutomaticDashboardTest::add_laterSeriesOnlyAppend()
{
    AutomaticDashboard dashboard;
    dashboard.add(keys(hostNames));
    const QList<PanelSpec> before = dashboard.panels();
    // These join charts that are there.
    QVERIFY(dashboard.add(keys({"net.rx{dev=\"vpn\"}"_ba, "core2"_ba})).isEmpty());
    QVERIFY(dashboard.add(keys({"uptime"_ba})).isEmpty());
    // These belong to families of which a chart or stat is there, but match none of their selectors.
    const auto added = dashboard.add(keys({"cpu.iowait"_ba, "temperature{sensor=\"gpu\"}"_ba}));
    QCOMPARE(summary(added), (QStringList{u"stat 'CPU iowait' cpu.iowait"_s,
                                          u"stat 'Temperature · gpu' temperature{sensor=\"gpu\"}"_s}));
    QCOMPARE(dashboard.panels().first(before.size()), before);
}

void AutomaticDashboardTest::add_nothingOverlapsOrLeavesTheGrid()
{
    QRandomGenerator random{5};
    AutomaticDashboard dashboard;
    for (int round = 0; round < 10; ++round) {
        QByteArrayList names;
        for (int i = 0; i < 8; ++i)
            names << "f" + QByteArray::number(random.bounded(30)) + "x.s" + char('a' + random.bounded(6));
        dashboard.add(keys(names));
    }
    const auto &panels = dashboard.panels();
    QVERIFY(panels.size() > 10);
    for (qsizetype i = 0; i < panels.size(); ++i) {
        QVERIFY(panels[i].at.x >= 0 && panels[i].at.x + panels[i].at.w <= GridRect::columns);
        for (qsizetype j = 0; j < i; ++j)
            QVERIFY(!overlap(panels[i].at, panels[j].at));
    }
}

void AutomaticDashboardTest::add_isBounded()
{
    AutomaticDashboard dashboard(3);
    dashboard.add(keys({"a"_ba, "b"_ba, "c"_ba, "d.x"_ba, "d.y"_ba}));
    QCOMPARE(dashboard.panels().size(), 3);
    QCOMPARE(dashboard.unshown(), 3);
    QVERIFY(dashboard.add(keys({"e"_ba})).isEmpty());
    QCOMPARE(dashboard.unshown(), 4);
}

void AutomaticDashboardTest::add_largeFamilyBecomesSeveralCharts()
{
    AutomaticDashboard dashboard(64, 4);
    QByteArrayList names;
    for (char c = 'a'; c < 'k'; ++c)
        names << QByteArray("app.") + c;
    const auto panels = dashboard.add(keys(names));
    QCOMPARE(panels.size(), 4);
    QCOMPARE(panels[1].series.size(), 4);
    QCOMPARE(panels[3].series.size(), 2);
    QCOMPARE(dashboard.unshown(), 0);
}

void AutomaticDashboardTest::thisMachine_fitsTheGrid()
{
    qsizetype connections = 0;
    for (const PageSpec &page : thisMachine().pages) {
        const QList<PanelSpec> &panels = page.panels;
        connections += std::count_if(panels.cbegin(), panels.cend(),
                                     [](const PanelSpec &p) { return p.type == PanelType::Connection; });
        for (qsizetype i = 0; i < panels.size(); ++i) {
            QVERIFY(!panels[i].title.isEmpty());
            QVERIFY(panels[i].at.x >= 0 && panels[i].at.x + panels[i].at.w <= GridRect::columns);
            for (qsizetype j = 0; j < i; ++j)
                QVERIFY(!overlap(panels[i].at, panels[j].at));
        }
    }
    QCOMPARE(connections, 1);
}

QTEST_GUILESS_MAIN(AutomaticDashboardTest)
#include "tst_automaticdashboard.moc"
