// SPDX-License-Identifier: MIT
#include "models/values/valueformat.h"

#include <algorithm>
#include <cmath>
#include <span>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr int significant = 3;
constexpr int mostDecimals = 6;

struct Scale
{
    double divisor;
    QStringView unit;
};

constexpr double kibi = 1024;
constexpr Scale plain[] = {{1, u""}};
constexpr Scale shortScales[] = {{1, u""}, {1e3, u"k"}, {1e6, u"M"}, {1e9, u"G"}, {1e12, u"T"}};
constexpr Scale percent[] = {{1, u"%"}};
constexpr Scale bytes[] = {{1, u"B"},
                           {kibi, u"KiB"},
                           {kibi * kibi, u"MiB"},
                           {kibi * kibi * kibi, u"GiB"},
                           {kibi * kibi * kibi * kibi, u"TiB"},
                           {kibi * kibi * kibi * kibi * kibi, u"PiB"}};
constexpr Scale bytesPerSec[] = {{1, u"B/s"}, {1e3, u"kB/s"}, {1e6, u"MB/s"}, {1e9, u"GB/s"}, {1e12, u"TB/s"}};
constexpr Scale seconds[] = {{1e-9, u"ns"}, {1e-6, u"µs"}, {1e-3, u"ms"}, {1, u"s"},
                             {60, u"min"},  {3600, u"h"},  {86400, u"d"}};
constexpr Scale celsius[] = {{1, u"°C"}};
constexpr Scale hertz[] = {{1, u"Hz"}, {1e3, u"kHz"}, {1e6, u"MHz"}, {1e9, u"GHz"}};
constexpr Scale perSecond[] = {{1, u"/s"}, {1e3, u"k/s"}, {1e6, u"M/s"}, {1e9, u"G/s"}};

std::span<const Scale> scalesOf(Unit unit)
{
    switch (unit) {
    case Unit::None:
        return plain;
    case Unit::Short:
        return shortScales;
    case Unit::Percent:
        return percent;
    case Unit::Bytes:
        return bytes;
    case Unit::BytesPerSec:
        return bytesPerSec;
    case Unit::Seconds:
        return seconds;
    case Unit::Celsius:
        return celsius;
    case Unit::Hertz:
        return hertz;
    case Unit::PerSecond:
        return perSecond;
    }
    Q_UNREACHABLE();
}

double rounded(double value, int decimals)
{
    const double power = std::pow(10.0, decimals);
    return std::round(value * power) / power;
}

int significantDecimals(double scaled)
{
    if (scaled == 0 || !std::isfinite(scaled))
        return 0;
    const int digits = int(std::floor(std::log10(scaled))) + 1;
    const int decimals = std::clamp(significant - digits, 0, mostDecimals);
    // 9.996 becomes 10.0, not 10.00.
    return decimals > 0 && rounded(scaled, decimals) >= std::pow(10.0, digits) ? decimals - 1 : decimals;
}

/// The largest scale that the magnitude fills, by what will be shown: 999.96 is 1.00 k.
const Scale &scaleFor(Unit unit, double magnitude, std::optional<int> decimals)
{
    const std::span<const Scale> scales = scalesOf(unit);
    const auto unscaled = std::find_if(scales.begin(), scales.end(), [](const Scale &s) { return s.divisor == 1; });
    if (magnitude == 0)
        return *unscaled;
    const Scale *chosen = &scales.front();
    for (const Scale &next : scales.subspan(1)) {
        const double scaled = magnitude / chosen->divisor;
        const int places = decimals ? *decimals : significantDecimals(scaled);
        if (rounded(scaled, places) * chosen->divisor < next.divisor * (1 - 1e-12))
            break;
        chosen = &next;
    }
    return *chosen;
}

bool staysWhole(Unit unit)
{
    return unit == Unit::None || unit == Unit::Short || unit == Unit::Bytes;
}

} // namespace

QString FormattedValue::text() const
{
    return unit.isEmpty() ? number : number + QChar(0x2009) + unit;
}

ValueFormat::ValueFormat(Unit unit, std::optional<int> decimals)
    : m_unit(unit)
    , m_decimals(decimals)
{
    if (m_decimals)
        m_decimals = std::clamp(*m_decimals, 0, mostDecimals);
}

FormattedValue ValueFormat::format(double value) const
{
    if (!std::isfinite(value))
        return {u"–"_s, {}};
    const double magnitude = std::abs(value);
    const Scale &scale = scaleFor(m_unit, m_fixedMagnitude.value_or(magnitude), m_decimals);
    const double scaled = magnitude / scale.divisor;
    constexpr double tooLong = 1e15;
    if (scaled >= tooLong)
        return {(value < 0 ? u"\u2212"_s : QString()) + QString::number(scaled, 'e', significant - 1),
                scale.unit.toString()};

    const bool whole = staysWhole(m_unit) && scale.divisor == 1 && magnitude == std::floor(magnitude);
    const int decimals = m_decimals ? *m_decimals : whole ? 0 : significantDecimals(scaled);
    QString number = QString::number(rounded(scaled, decimals), 'f', decimals);
    if (value < 0 && rounded(scaled, decimals) != 0)
        number.prepend(QChar(0x2212));
    return {number, scale.unit.toString()};
}

ValueFormat ValueFormat::fixedFor(double largest, double step) const
{
    ValueFormat fixed = *this;
    if (!std::isfinite(largest) || !std::isfinite(step) || step <= 0)
        return fixed;
    fixed.m_fixedMagnitude = std::abs(largest);
    const double scaledStep = step / scaleFor(m_unit, std::abs(largest), 0).divisor;
    int decimals = 0;
    while (decimals < mostDecimals && std::abs(rounded(scaledStep, decimals) - scaledStep) > scaledStep * 1e-6)
        ++decimals;
    fixed.m_decimals = decimals;
    return fixed;
}

double leastSpan(Unit unit)
{
    switch (unit) {
    case Unit::Percent:
        return 10;
    case Unit::Bytes:
        return kibi;
    case Unit::BytesPerSec:
        return 1000;
    default:
        return 0;
    }
}

std::optional<int> defaultDecimals(Unit unit)
{
    return unit == Unit::Percent || unit == Unit::Celsius ? std::optional(1) : std::nullopt;
}

} // namespace telltale
