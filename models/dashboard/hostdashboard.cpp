// SPDX-License-Identifier: MIT
#include "models/dashboard/panelspec.h"

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

PanelSpec stat(const QString &title, const QByteArray &series, const QList<SeriesSelector> &details, GridRect at)
{
    PanelSpec spec;
    spec.type = PanelType::Stat;
    spec.title = title;
    spec.series = {{series}};
    spec.details = details;
    spec.min = 0;
    spec.at = at;
    return spec;
}

PanelSpec chart(const QString &title, Unit unit, const QList<SeriesSelector> &series, GridRect at)
{
    PanelSpec spec;
    spec.type = PanelType::TimeSeries;
    spec.title = title;
    spec.series = series;
    spec.unit = unit;
    spec.at = at;
    return spec;
}

PanelSpec asShares(PanelSpec spec, int decimals)
{
    spec.unit = Unit::Percent;
    spec.decimals = decimals;
    spec.min = 0;
    spec.max = 100;
    return spec;
}

PanelSpec asStack(PanelSpec spec)
{
    spec.chart.stacking = ChartOptions::Stacking::Normal;
    spec.min = 0;
    return spec;
}

} // namespace

QList<PanelSpec> hostDashboard()
{
    const QList<SeriesSelector> cpuStates{{"cpu.user"_ba, u"user"_s},
                                          {"cpu.system"_ba, u"system"_s},
                                          {"cpu.iowait"_ba, u"iowait"_s},
                                          {"cpu.irq"_ba, u"irq"_s},
                                          {"cpu.steal"_ba, u"steal"_s}};
    PanelSpec connection;
    connection.type = PanelType::Connection;
    connection.title = u"Connection"_s;
    connection.at = {18, 0, 6, 4};
    return {
        asShares(stat(u"CPU"_s, "cpu.busy"_ba, {{"load.1m"_ba, u"load"_s}}, {0, 0, 6, 4}), 0),
        asShares(stat(u"Memory"_s, "mem.used.percent"_ba, {{"mem.used"_ba, u"used"_s}, {"mem.total"_ba, u"total"_s}},
                      {6, 0, 6, 4}),
                 0),
        asShares(stat(u"I/O pressure"_s, "pressure.io"_ba,
                      {{"pressure.cpu"_ba, u"CPU"_s}, {"pressure.memory"_ba, u"memory"_s}}, {12, 0, 6, 4}),
                 1),
        connection,
        asShares(asStack(chart(u"CPU by state"_s, Unit::Percent, cpuStates, {0, 4, 12, 7})), 1),
        chart(u"Network"_s, Unit::BytesPerSec,
              {{"net.rx{*"_ba, u"{{dev}} in"_s}, {"net.tx{*"_ba, u"{{dev}} out"_s, true}}, {12, 4, 12, 7}),
        asStack(chart(u"Memory use"_s, Unit::Bytes, {{"mem.used"_ba, u"used"_s}, {"mem.cache"_ba, u"cache"_s}},
                      {0, 11, 12, 6})),
        chart(u"Disks"_s, Unit::BytesPerSec,
              {{"disk.read{*"_ba, u"{{dev}} read"_s}, {"disk.write{*"_ba, u"{{dev}} write"_s, true}}, {12, 11, 12, 6}),
    };
}

} // namespace telltale
