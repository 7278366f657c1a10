// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/seriesname.h"

#include <QString>

#include <optional>

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

struct FormattedValue
{
    QString number; ///< "−1.23"
    QString unit;   ///< "MB/s"; may be empty

    /// Number and unit with a thin space (U+2009) between.
    QString text() const;

    friend bool operator==(const FormattedValue &, const FormattedValue &) = default;
};

/// Numbers for people: three significant digits (0.123, 1.23, 12.3, 123, 1.23 k) or, where decimals are given, so many
/// whatever the value, so that digits do not jump; U+2212 for minus; never an exponent; "–" for what is no number.
/// In the C locale's figures: tables of numbers read the same everywhere.
class ValueFormat
{
public:
    explicit ValueFormat(Unit unit = Unit::None, std::optional<int> decimals = {});

    FormattedValue format(double value) const;
    QString text(double value) const { return format(value).text(); }
    /// A copy whose scale and decimals are those that suit largest, for numbers that stand together (an axis).
    ValueFormat fixedFor(double largest, double step) const;
    Unit unit() const { return m_unit; }

private:
    struct Scale;
    static const Scale &scaleFor(Unit unit, double magnitude, std::optional<int> decimals);

    Unit m_unit;
    std::optional<int> m_decimals;
    std::optional<double> m_fixedMagnitude;
};

/// The unit that a series' name promises: "_bytes", ".used" under "mem", "_seconds", ".rx", "percent", "temp", ...
Unit unitForSeries(const SeriesName &name);

/// An age or a wait: "0.4 s", "12 s", "3 min", "2 h 5 min", "4 d 3 h". Negative: "0 s".
QString durationText(milliseconds duration);
/// A moment for people, local time: "14:08:12".
QString clockText(qint64 timeMs);

} // namespace telltale
