// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <array>
#include <cstddef>

namespace telltale {

/// What a network interface carried since it appeared.
struct NetCounters
{
    enum Counter : std::size_t {
        RxBytes,
        RxPackets,
        RxErrors,
        RxDrops,
        TxBytes,
        TxPackets,
        TxErrors,
        TxDrops,
        CounterCount
    };

    QByteArray name;
    std::array<quint64, CounterCount> counters{};

    bool hasCounted() const;

    friend bool operator==(const NetCounters &, const NetCounters &) = default;
};

/// /proc/net/dev, without the loopback: what a machine tells itself is no traffic.
QList<NetCounters> parseNetDev(QByteArrayView text);

} // namespace telltale
