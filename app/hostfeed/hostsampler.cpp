// SPDX-License-Identifier: MIT
#include "app/hostfeed/hostsampler.h"

#include "app/hostfeed/meminfo.h"
#include "app/hostfeed/mountinfo.h"
#include "app/hostfeed/procgauges.h"
#include "app/hostfeed/seriesname.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <sys/statvfs.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

double whole(double value)
{
    return std::round(value);
}

double tenths(double value)
{
    return std::round(value * 10) / 10;
}

double hundredths(double value)
{
    return std::round(value * 100) / 100;
}

std::optional<double> toValue(std::optional<quint64> count)
{
    return count ? std::optional(static_cast<double>(*count)) : std::nullopt;
}

std::optional<double> percentOf(std::optional<quint64> part, std::optional<quint64> all)
{
    if (!part || !all || *all == 0)
        return std::nullopt;
    return hundredths(100 * static_cast<double>(*part) / static_cast<double>(*all));
}

QByteArray seriesOf(QByteArrayView family, QByteArrayView label, QByteArrayView value)
{
    return SeriesName(family).label(label, value).toByteArray();
}

QByteArray withoutLastSlash(QByteArray path)
{
    if (path.endsWith('/'))
        path.chop(1);
    return path;
}

} // namespace

std::optional<FileSystemSpace> fileSystemSpace(const QByteArray &mountPoint)
{
    struct statvfs told = {};
    if (::statvfs(mountPoint.constData(), &told) != 0 || told.f_blocks == 0)
        return std::nullopt;
    const quint64 block = told.f_frsize;
    return FileSystemSpace{
        .size = told.f_blocks * block, .free = told.f_bfree * block, .available = told.f_bavail * block};
}

HostSampler::HostSampler(HostSources sources, HostLimits limits)
    : m_sources(std::move(sources))
    , m_limits(limits)
    , m_files(withoutLastSlash(m_sources.root), limits.fileBytes)
    , m_readings(limits.nameBytes)
{}

QList<Sample> HostSampler::sample()
{
    const TimePoint now = m_sources.now();
    m_cpuBook.beginRound(now);
    m_diskBook.beginRound(now);
    m_netBook.beginRound(now);

    // Counters first: they are divided by the time between two looks at the clock. Whatever may be slow comes last.
    const auto text = m_files.read("/proc/stat"_ba);
    const ProcStat stat = text ? parseProcStat(*text, m_limits.cores) : ProcStat();
    addCpu(stat);
    addCores(stat);
    addDisks();
    addInterfaces();
    addMemory();
    addLoad();
    addPressure();
    addProcesses(stat);
    addFileSystems();
    addTemperatures(now);
    return m_readings.endRound();
}

QByteArray HostSampler::sampleAsJson(milliseconds wallNow)
{
    return toMetricsJson(wallNow.count(), sample());
}

void HostSampler::addCpu(const ProcStat &stat)
{
    if (!stat.all)
        return;
    const auto growth = m_cpuBook.grow({}, stat.all->ticks);
    const auto shares = growth ? cpuShares(growth->by) : std::nullopt;
    const auto addShare = [this, &shares](const QByteArray &name, double CpuShares::*share) {
        add(name, shares ? std::optional(hundredths((*shares).*share)) : std::nullopt);
    };
    addShare("cpu.busy"_ba, &CpuShares::busy);
    addShare("cpu.user"_ba, &CpuShares::user);
    addShare("cpu.system"_ba, &CpuShares::system);
    addShare("cpu.iowait"_ba, &CpuShares::iowait);
    addShare("cpu.irq"_ba, &CpuShares::irq);
    addShare("cpu.steal"_ba, &CpuShares::steal);
    addShare("cpu.idle"_ba, &CpuShares::idle);
}

void HostSampler::addCores(const ProcStat &stat)
{
    for (const CpuTimes &core : stat.cores) {
        const auto growth = m_cpuBook.grow(core.core, core.ticks);
        const auto shares = growth ? cpuShares(growth->by) : std::nullopt;
        add(seriesOf("cpu.core.busy", "core", core.core),
            shares ? std::optional(hundredths(shares->busy)) : std::nullopt);
    }
}

void HostSampler::addDisks()
{
    const auto text = m_files.read("/proc/diskstats"_ba);
    const auto disks = text ? wholeDisks(parseDiskStats(*text), m_limits.disks) : QList<DiskCounters>();
    for (const DiskCounters &disk : disks) {
        const auto growth = m_diskBook.grow(disk.name, disk.counters);
        const auto addRate = [this, &growth, &disk](QByteArrayView family, auto rate) {
            add(seriesOf(family, "dev", disk.name), growth ? std::optional<double>(rate(*growth)) : std::nullopt);
        };
        addRate("disk.read",
                [](const auto &g) { return whole(g.perSecond(DiskCounters::SectorsRead) * diskSectorBytes); });
        addRate("disk.write",
                [](const auto &g) { return whole(g.perSecond(DiskCounters::SectorsWritten) * diskSectorBytes); });
        addRate("disk.io", [](const auto &g) {
            return hundredths(g.perSecond(DiskCounters::Reads) + g.perSecond(DiskCounters::Writes));
        });
        // The kernel rounds busy time to its ticks, so a busy disk can seem to exceed the time there was.
        addRate("disk.busy", [](const auto &g) {
            return std::min(100.0, hundredths(g.perSecond(DiskCounters::BusyMilliseconds) / 10));
        });
    }
}

void HostSampler::addInterfaces()
{
    const auto text = m_files.read("/proc/net/dev"_ba);
    const auto interfaces = text ? parseNetDev(*text) : QList<NetCounters>();
    qsizetype told = 0;
    for (const NetCounters &interface : interfaces) {
        if (!interface.hasCounted() && !isUp(interface.name))
            continue;
        if (++told > m_limits.interfaces)
            return;
        addInterface(interface);
    }
}

void HostSampler::addInterface(const NetCounters &interface)
{
    const auto growth = m_netBook.grow(interface.name, interface.counters);
    const auto addRate = [this, &growth, &interface](QByteArrayView family, auto rate) {
        add(seriesOf(family, "dev", interface.name), growth ? std::optional<double>(rate(*growth)) : std::nullopt);
    };
    addRate("net.rx", [](const auto &g) { return whole(g.perSecond(NetCounters::RxBytes)); });
    addRate("net.tx", [](const auto &g) { return whole(g.perSecond(NetCounters::TxBytes)); });
    addRate("net.rx.packets", [](const auto &g) { return hundredths(g.perSecond(NetCounters::RxPackets)); });
    addRate("net.tx.packets", [](const auto &g) { return hundredths(g.perSecond(NetCounters::TxPackets)); });
    addRate("net.errors", [](const auto &g) {
        return hundredths(g.perSecond(NetCounters::RxErrors) + g.perSecond(NetCounters::RxDrops) +
                          g.perSecond(NetCounters::TxErrors) + g.perSecond(NetCounters::TxDrops));
    });
}

bool HostSampler::isUp(const QByteArray &interface)
{
    const auto state = m_files.read("/sys/class/net/" + interface + "/operstate");
    return state && state->trimmed() == "up";
}

void HostSampler::addMemory()
{
    const auto text = m_files.read("/proc/meminfo"_ba);
    const MemoryUse use = text ? parseMemInfo(*text) : MemoryUse();
    const auto addIfTold = [this](const QByteArray &name, std::optional<double> value) {
        if (value)
            add(name, value);
    };
    addIfTold("mem.total"_ba, toValue(use.total));
    addIfTold("mem.used"_ba, toValue(use.used));
    addIfTold("mem.available"_ba, toValue(use.available));
    addIfTold("mem.cache"_ba, toValue(use.cache));
    addIfTold("mem.used.percent"_ba, percentOf(use.used, use.total));
    addIfTold("swap.total"_ba, toValue(use.swapTotal));
    addIfTold("swap.used"_ba, toValue(use.swapUsed));
    addIfTold("swap.used.percent"_ba, percentOf(use.swapUsed, use.swapTotal));
}

void HostSampler::addLoad()
{
    const auto text = m_files.read("/proc/loadavg"_ba);
    if (const auto load = text ? parseLoadAverage(*text) : std::nullopt) {
        add("load.1m"_ba, load->one);
        add("load.5m"_ba, load->five);
        add("load.15m"_ba, load->fifteen);
        add("processes.threads"_ba, static_cast<double>(load->threads));
    }
    const auto uptimeText = m_files.read("/proc/uptime"_ba);
    if (const auto uptime = uptimeText ? parseUptime(*uptimeText) : std::nullopt)
        add("uptime"_ba, std::trunc(*uptime));
}

void HostSampler::addPressure()
{
    for (const auto &resource : {"cpu"_ba, "memory"_ba, "io"_ba}) {
        const auto text = m_files.read("/proc/pressure/" + resource);
        if (const auto pressure = text ? parsePressure(*text) : std::nullopt)
            add("pressure." + resource, hundredths(*pressure));
    }
}

void HostSampler::addProcesses(const ProcStat &stat)
{
    if (const auto total = m_files.countNumbers("/proc"_ba, m_limits.procEntries))
        add("processes.total"_ba, toValue(total));
    if (stat.running)
        add("processes.running"_ba, toValue(stat.running));
    if (stat.blocked)
        add("processes.blocked"_ba, toValue(stat.blocked));
    const auto text = m_files.read("/proc/self/statm"_ba);
    if (const auto pages = text ? parseResidentPages(*text) : std::nullopt)
        add("telltale.memory"_ba, static_cast<double>(*pages) * static_cast<double>(::sysconf(_SC_PAGESIZE)));
}

void HostSampler::addFileSystems()
{
    // Reading the table is cheap, understanding it is not, and it hardly ever changes.
    const QByteArrayView text = m_files.read("/proc/self/mountinfo"_ba).value_or(QByteArrayView());
    if (text != m_mountText) {
        m_mountText = text.toByteArray();
        m_mountPoints = localMountPoints(parseMountInfo(text), m_limits.fileSystems, m_limits.nameBytes);
    }
    for (const QByteArray &mount : std::as_const(m_mountPoints)) {
        const auto space = m_sources.space(mount);
        if (!space || space->free > space->size)
            continue;
        const quint64 used = space->size - space->free;
        add(seriesOf("fs.size", "mount", mount), toValue(space->size));
        add(seriesOf("fs.used", "mount", mount), toValue(used));
        add(seriesOf("fs.available", "mount", mount), toValue(space->available));
        add(seriesOf("fs.used.percent", "mount", mount), percentOf(used, used + space->available));
    }
}

void HostSampler::addTemperatures(TimePoint now)
{
    if (!m_sensorScanDue || now >= *m_sensorScanDue) {
        m_sensors = findSensors(m_files, m_limits.sensors);
        m_sensorScanDue = now + m_limits.sensorRescan;
    }
    for (const Sensor &sensor : std::as_const(m_sensors)) {
        const auto text = m_files.read(sensor.path);
        if (const auto degrees = text ? parseTemperature(*text) : std::nullopt)
            add(seriesOf("temperature", "sensor", sensor.name), tenths(*degrees));
        else
            m_sensorScanDue = now; // its number may be another's by now
    }
}

} // namespace telltale
