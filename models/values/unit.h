// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/serieskey.h"

namespace telltale {

/// What a number counts. The meanings are Grafana's for the same ids, but for Short, which has SI letters.
enum class Unit {
    None,        ///< the number alone, grouped by nothing: 1234
    Short,       ///< 1.23 k, M, G, T
    Percent,     ///< 0..100 %
    Bytes,       ///< powers of 1024: KiB, MiB, ...
    BytesPerSec, ///< id "Bps": powers of 1000: kB/s, MB/s, ...
    Seconds,     ///< ns, µs, ms, s, then min, h, d
    Celsius,     ///< °C
    Hertz,       ///< powers of 1000
    PerSecond    ///< id "ops": 1.23 k/s
};

/// The unit that a series' name promises by the conventions of the host feed, Prometheus and their like: "mem.used",
/// "http_request_duration_seconds", "net.rx", "cpu.busy", "room.temperature". Short where it promises none.
Unit unitForSeries(const SeriesKey &name);

} // namespace telltale
