// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <optional>

namespace telltale {

/// Memory and swap, in bytes. A member is empty where /proc/meminfo does not tell.
struct MemoryUse
{
    std::optional<quint64> total = {};
    std::optional<quint64> available = {}; ///< what programs can still get without swapping, by the kernel's estimate
    std::optional<quint64> used = {};      ///< total - available
    std::optional<quint64> cache = {};     ///< buffers, page cache and reclaimable slab, as free(1) has it
    std::optional<quint64> swapTotal = {};
    std::optional<quint64> swapUsed = {};

    friend bool operator==(const MemoryUse &, const MemoryUse &) = default;
};

MemoryUse parseMemInfo(QByteArrayView text);

} // namespace telltale
