// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/serieskey.h"

#include <QString>
#include <QStringList>
#include <QStringView>

#include <optional>

namespace telltale {

/// What a number counts. A value: a kind and, for the last three kinds, a word. In files a unit is an id, and the ids
/// and their meanings are Grafana's, so that a dashboard's units can be taken over as they are; they are case-sensitive
/// ("Bps" are bytes, "bps" bits a second).
///
/// Short and PerSecond, which automatic dashboards use, have SI letters ("1.23 k"); the id "short" is ShortScale.
class Unit
{
public:
    enum Kind : quint8 {
        None,        ///< "none": the number alone, grouped by nothing: 1234
        Short,       ///< "si:": 1.23 k, M, G, T
        ShortScale,  ///< "short": 1.23 K, Mil, Bil, Tri
        Percent,     ///< "percent": 0..100 %
        PercentUnit, ///< "percentunit": 0..1, shown as 0..100 %
        Locale,      ///< "locale": grouped as the person's language does
        String,      ///< "string": all its digits, as it came
        Boolean,     ///< "bool": True, False (zero)
        YesNo,       ///< "bool_yes_no"
        OnOff,       ///< "bool_on_off"

        Bytes,          ///< "bytes": powers of 1024: KiB, MiB, ...
        DecBytes,       ///< "decbytes": powers of 1000: kB, MB, ...
        Bits,           ///< "bits": powers of 1024: Kib, ...
        DecBits,        ///< "decbits": powers of 1000: kb, ...
        BytesPerSec,    ///< "Bps": powers of 1000: kB/s, MB/s, ...
        BinBytesPerSec, ///< "binBps": powers of 1024: KiB/s, ...
        BitsPerSec,     ///< "bps": powers of 1000: kb/s, ...
        PacketsPerSec,  ///< "pps": powers of 1000: kp/s, ...

        Nanoseconds,          ///< "ns": ns, µs, ms, s, then min, h, d, weeks, years
        Microseconds,         ///< "µs", also "us": the same from µs on
        Milliseconds,         ///< "ms"
        Seconds,              ///< "s": the whole ladder, from ns on
        Minutes,              ///< "m"
        Hours,                ///< "h"
        Days,                 ///< "d"
        DurationSeconds,      ///< "dtdurations": 2 days; with one decimal: 2 days, 5 hours
        DurationMilliseconds, ///< "dtdurationms"
        DayClock,             ///< "dtdhms", of seconds: 2 d 05:07:31
        DateTimeIso,          ///< "dateTimeAsIso", of ms since 1970: 2023-11-14 22:13:20
        DateTimeFromNow,      ///< "dateTimeFromNow", of ms since 1970: 5 min ago
        DateTimeSystem,       ///< "dateTimeAsSystem", of ms since 1970: as the person's language writes it

        Celsius,        ///< "celsius": °C
        Hertz,          ///< "hertz": powers of 1000, mHz too
        PerSecond,      ///< "si:/s": 1.23 k/s
        OpsPerSec,      ///< "ops": 1.23 K ops/s, M, B, T; so the six below
        RequestsPerSec, ///< "reqps"
        ReadsPerSec,    ///< "rps"
        WritesPerSec,   ///< "wps"
        IoPerSec,       ///< "iops"
        CountsPerSec,   ///< "cps"
        EventsPerSec,   ///< "eps"
        Rpm,            ///< "rotrpm"
        Volt,           ///< "volt": powers of 1000, mV too
        Ampere,         ///< "amp"
        Watt,           ///< "watt"
        Cores,          ///< "cores"

        Suffix, ///< "suffix:x": 1.23 x
        Prefix, ///< "prefix:x": x1.23
        Si      ///< "si:x": 1.23 kx; a leading SI letter says what the numbers are in: "si:mF" are millifarad
    };

    /// Not explicit: Unit::Bytes is a unit.
    Unit(Kind kind = None) // NOLINT(google-explicit-constructor)
        : m_kind(kind)
    {}
    /// The last three kinds.
    Unit(Kind kind, const QString &word)
        : m_kind(kind)
        , m_word(word)
    {}

    Kind kind() const { return m_kind; }
    const QString &word() const { return m_word; } ///< from a file: not yet cleaned for showing

    friend bool operator==(const Unit &, const Unit &) = default;
    /// Any order that is one, for sorting.
    friend bool operator<(const Unit &a, const Unit &b)
    {
        return a.m_kind != b.m_kind ? a.m_kind < b.m_kind : a.m_word < b.m_word;
    }

private:
    Kind m_kind;
    QString m_word;
};

/// Nothing for what is no id, and for a suffix or prefix that is empty or longer than 32 characters.
std::optional<Unit> unitFromId(QStringView id);
/// unitFromId(unitId(u)) == u.
QString unitId(const Unit &unit);
/// Every id that is a plain word, for a hint at what may have been meant.
QStringList unitIds();

/// Grows by powers of 1024, so an axis looks best with steps of those.
bool isBinary(const Unit &unit);

/// The unit that a series' name promises by the conventions of the host feed, Prometheus and their like: "mem.used",
/// "http_request_duration_seconds", "net.rx", "cpu.busy", "room.temperature". Short where it promises none.
Unit unitForSeries(const SeriesKey &name);

} // namespace telltale
