// SPDX-License-Identifier: MIT
#include "app/hostfeed/procstat.h"

#include "app/hostfeed/proctext.h"

namespace telltale {

namespace {

std::optional<CpuTimes> parseTimes(QByteArrayView core, QByteArrayView fields)
{
    CpuTimes times{.core = core.toByteArray()};
    for (quint64 &ticks : times.ticks) {
        const auto count = toCount(takeField(fields));
        if (!count)
            return std::nullopt;
        ticks = *count;
    }
    return times;
}

} // namespace

ProcStat parseProcStat(QByteArrayView text, qsizetype maxCores)
{
    ProcStat stat;
    while (auto line = takeLine(text)) {
        const QByteArrayView key = takeField(*line);
        if (key == "cpu") {
            stat.all = parseTimes({}, *line);
        } else if (key.startsWith("cpu") && toCount(key.sliced(3)) && stat.cores.size() < maxCores) {
            if (auto times = parseTimes(key.sliced(3), *line))
                stat.cores.append(*std::move(times));
        } else if (key == "procs_running") {
            stat.running = toCount(takeField(*line));
        } else if (key == "procs_blocked") {
            stat.blocked = toCount(takeField(*line));
        }
    }
    return stat;
}

std::optional<CpuShares> cpuShares(const CpuTimes::Ticks &passed)
{
    double total = 0;
    for (const quint64 ticks : passed)
        total += static_cast<double>(ticks);
    if (total <= 0)
        return std::nullopt;
    const auto percent = [&passed, total](CpuTimes::State state) {
        return 100 * static_cast<double>(passed[state]) / total;
    };
    const double waiting = percent(CpuTimes::Idle) + percent(CpuTimes::IoWait);
    return CpuShares{.busy = 100 - waiting,
                     .user = percent(CpuTimes::User) + percent(CpuTimes::Nice),
                     .system = percent(CpuTimes::System),
                     .iowait = percent(CpuTimes::IoWait),
                     .irq = percent(CpuTimes::Irq) + percent(CpuTimes::SoftIrq),
                     .steal = percent(CpuTimes::Steal),
                     .idle = percent(CpuTimes::Idle)};
}

} // namespace telltale
