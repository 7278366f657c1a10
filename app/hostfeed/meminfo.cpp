// SPDX-License-Identifier: MIT
#include "app/hostfeed/meminfo.h"

#include "app/hostfeed/proctext.h"

#include <limits>

namespace telltale {

namespace {

/// The lines of /proc/meminfo that are used, in bytes.
struct Lines
{
    std::optional<quint64> total, available, buffers, cached, reclaimable, swapTotal, swapFree;

    std::optional<quint64> *find(QByteArrayView key)
    {
        const struct
        {
            QByteArrayView key;
            std::optional<quint64> *value;
        } known[] = {{"MemTotal:", &total},   {"MemAvailable:", &available},   {"Buffers:", &buffers},
                     {"Cached:", &cached},    {"SReclaimable:", &reclaimable}, {"SwapTotal:", &swapTotal},
                     {"SwapFree:", &swapFree}};
        for (const auto &entry : known) {
            if (entry.key == key)
                return entry.value;
        }
        return nullptr;
    }
};

std::optional<quint64> fromKibibytes(std::optional<quint64> count)
{
    if (!count || *count > std::numeric_limits<quint64>::max() / 1024)
        return std::nullopt;
    return *count * 1024;
}

std::optional<quint64> difference(std::optional<quint64> whole, std::optional<quint64> part)
{
    if (!whole || !part || *part > *whole)
        return std::nullopt;
    return *whole - *part;
}

} // namespace

MemoryUse parseMemInfo(QByteArrayView text)
{
    Lines lines;
    while (auto line = takeLine(text)) {
        if (auto *value = lines.find(takeField(*line)))
            *value = fromKibibytes(toCount(takeField(*line)));
    }

    MemoryUse use{.total = lines.total, .available = lines.available, .swapTotal = lines.swapTotal};
    if (lines.buffers && lines.cached && lines.reclaimable)
        use.cache = *lines.buffers + *lines.cached + *lines.reclaimable;
    use.used = difference(use.total, use.available);
    use.swapUsed = difference(lines.swapTotal, lines.swapFree);
    return use;
}

} // namespace telltale
