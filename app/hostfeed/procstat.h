// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <array>
#include <cstddef>
#include <optional>

namespace telltale {

/// Time that one core, or all together, spent in each state since boot, in clock ticks (proc_stat(5)). The time of
/// guests is part of User and Nice already.
struct CpuTimes
{
    enum State : std::size_t { User, Nice, System, Idle, IoWait, Irq, SoftIrq, Steal, StateCount };
    using Ticks = std::array<quint64, StateCount>;

    QByteArray core; ///< "0", "1", ...; empty for all together
    Ticks ticks{};

    friend bool operator==(const CpuTimes &, const CpuTimes &) = default;
};

/// What is used of /proc/stat. Members are empty where their line was missing or cannot be read.
struct ProcStat
{
    std::optional<CpuTimes> all;
    QList<CpuTimes> cores; ///< those that are online, in the file's order
    std::optional<quint64> running;
    std::optional<quint64> blocked;
};

ProcStat parseProcStat(QByteArrayView text, qsizetype maxCores);

/// How a stretch of time was divided, in percent.
struct CpuShares
{
    double busy = 0; ///< everything but idle and iowait
    double user = 0; ///< nice included
    double system = 0;
    double iowait = 0;
    double irq = 0; ///< interrupts, soft ones included
    double steal = 0;
    double idle = 0;
};

/// From ticks that passed; nothing if none did.
std::optional<CpuShares> cpuShares(const CpuTimes::Ticks &passed);

} // namespace telltale
