// SPDX-License-Identifier: MIT
#include "app/hostfeed/netdev.h"

#include "app/hostfeed/proctext.h"

#include <algorithm>
#include <optional>

namespace telltale {

namespace {

std::optional<NetCounters> parseInterface(QByteArrayView line)
{
    // The last colon ends the name: old kernels leave no blank after it.
    const qsizetype colon = line.lastIndexOf(':');
    if (colon < 0)
        return std::nullopt;
    NetCounters device{.name = line.first(colon).trimmed().toByteArray()};
    QByteArrayView rest = line.sliced(colon + 1);
    std::array<quint64, 16> fields{};
    for (quint64 &field : fields) {
        const auto count = toCount(takeField(rest));
        if (!count)
            return std::nullopt;
        field = *count;
    }
    constexpr std::size_t tx = 8;
    std::copy_n(fields.begin(), tx / 2, device.counters.begin());
    std::copy_n(fields.begin() + tx, tx / 2, device.counters.begin() + NetCounters::TxBytes);
    return device;
}

} // namespace

bool NetCounters::hasCounted() const
{
    return std::any_of(counters.begin(), counters.end(), [](quint64 count) { return count > 0; });
}

QList<NetCounters> parseNetDev(QByteArrayView text)
{
    QList<NetCounters> devices;
    while (const auto line = takeLine(text)) {
        auto device = parseInterface(*line);
        if (device && !device->name.isEmpty() && device->name != "lo")
            devices.append(*std::move(device));
    }
    return devices;
}

} // namespace telltale
