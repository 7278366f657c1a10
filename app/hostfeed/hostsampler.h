// SPDX-License-Identifier: MIT
#pragma once

#include "app/hostfeed/counterbook.h"
#include "app/hostfeed/diskstats.h"
#include "app/hostfeed/hostfiles.h"
#include "app/hostfeed/netdev.h"
#include "app/hostfeed/procstat.h"
#include "app/hostfeed/readings.h"
#include "app/hostfeed/sensors.h"
#include "transport/protocol/clock.h"

#include <QByteArray>
#include <QList>

#include <functional>
#include <optional>

namespace telltale {

/// Space in a file system, in bytes, as statvfs(3) tells it.
struct FileSystemSpace
{
    quint64 size = 0;
    quint64 free = 0;
    quint64 available = 0; ///< free for those who are not root
};
std::optional<FileSystemSpace> fileSystemSpace(const QByteArray &mountPoint);

/// Where HostSampler looks: the machine it runs on, unless a test says otherwise.
struct HostSources
{
    QByteArray root = "/"; ///< what /proc and /sys are beneath
    std::function<TimePoint()> now = &BootClock::now;
    std::function<std::optional<FileSystemSpace>(const QByteArray &mountPoint)> space = &fileSystemSpace;
};

/// How much of a machine is told at most. What is beyond is left out.
struct HostLimits
{
    qsizetype fileBytes = 1 << 20; ///< of each file
    qsizetype nameBytes = 512;     ///< of a series' name, and of a mount point
    qsizetype cores = 256;
    qsizetype disks = 64;
    qsizetype fileSystems = 64;
    qsizetype interfaces = 64;
    qsizetype sensors = 64;
    qsizetype procEntries = 16'384; ///< of /proc, processes and other; beyond, processes.total has no value
    milliseconds sensorRescan{10'000};
};

/// The state of this machine, once each time it is asked: what a metrics event of the host feed says.
///
///   cpu.busy|user|system|iowait|irq|steal|idle      % of all cores' time since the last sample (user: nice included)
///   cpu.core.busy{core}                             % of one core's
///   load.1m|5m|15m                                  threads that run or wait for a disk, mean
///   mem.total|used|available|cache                  bytes (used = total - available; cache: buffers included)
///   mem.used.percent                                %
///   swap.total|used                                 bytes
///   swap.used.percent                               %, not without swap
///   disk.read|write{dev}                            bytes per second; whole devices that were ever used
///   disk.io{dev}                                    requests per second, reads and writes
///   disk.busy{dev}                                  % of the time with a request under way
///   fs.size|used|available{mount}                   bytes; local file systems only, see localMountPoints()
///   fs.used.percent{mount}                          % of what those who are not root can use, as df(1) has it
///   net.rx|tx{dev}                                  bytes per second; not lo, only what is up or has ever counted
///   net.rx.packets|tx.packets{dev}                  packets per second
///   net.errors{dev}                                 errors and drops per second, both ways
///   temperature{sensor}                             degrees Celsius
///   pressure.cpu|memory|io                          % of the last 10 s in which some task waited for it
///   processes.total|threads|running|blocked         count (running, blocked: threads)
///   uptime                                          seconds since boot
///   telltale.memory                                 bytes of this process that are resident
///
/// What the machine does not have or tell is left out. A rate needs two samples; it is the counters' growth over the
/// boot time between them, and it is left out for a round when a counter went backwards. A series that is gone (a
/// device unplugged) is sent once without a value.
///
/// Cost: a quarter of a millisecond of CPU a sample on a small machine, somewhat below 2 ms at the limits. Reading a
/// thermometer can take longer, waiting for slow hardware: not for the GUI thread.
///
/// Thread: any, but one at a time.
class HostSampler
{
public:
    explicit HostSampler(HostSources sources = {}, HostLimits limits = {});

    QList<Sample> sample();
    /// The same as the payload of a metrics event.
    QByteArray sampleAsJson(milliseconds wallNow);

private:
    void add(const QByteArray &name, std::optional<double> value) { m_readings.add(name, value); }
    void addCpu(const ProcStat &stat);
    void addCores(const ProcStat &stat);
    void addDisks();
    void addInterfaces();
    void addInterface(const NetCounters &interface);
    bool isUp(const QByteArray &interface);
    void addMemory();
    void addLoad();
    void addProcesses(const ProcStat &stat);
    void addPressure();
    void addFileSystems();
    void addTemperatures(TimePoint now);

    HostSources m_sources;
    HostLimits m_limits;
    HostFiles m_files;
    Readings m_readings;
    CounterBook<CpuTimes::StateCount> m_cpuBook;
    CounterBook<DiskCounters::CounterCount> m_diskBook;
    CounterBook<NetCounters::CounterCount> m_netBook;
    QByteArray m_mountText; ///< the mount table as of which m_mountPoints was made
    QList<QByteArray> m_mountPoints;
    QList<Sensor> m_sensors;
    std::optional<TimePoint> m_sensorScanDue;
};

} // namespace telltale
