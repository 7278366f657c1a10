// SPDX-License-Identifier: MIT
#include "models/values/valueformat.h"

#include "models/cleantext.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr int significant = 3;
constexpr int mostDecimals = 6;
constexpr qsizetype longestState = 60;
constexpr qsizetype longestPrefix = 32;
constexpr QChar minus(0x2212);

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

} // namespace

QString FormattedValue::text() const
{
    return unit.isEmpty() ? number : number + QChar(0x202f) + unit;
}

ValueFormat::ValueFormat(Unit unit, std::optional<int> decimals, ValueContext context)
    : m_unit(std::move(unit))
    , m_scales(scalesOf(m_unit))
    , m_prefix(m_unit.kind() == Unit::Prefix ? cleanText(m_unit.word(), longestPrefix) : QString())
    , m_decimals(decimals)
    , m_context(std::move(context))
{
    if (m_decimals)
        m_decimals = std::clamp(*m_decimals, 0, mostDecimals);
}

FormattedValue ValueFormat::format(double value) const
{
    if (!std::isfinite(value))
        return {u"–"_s, {}};
    if (const std::optional<QString> words = wordsFor(m_unit, value, m_decimals, m_context))
        return {*words, {}};
    const double magnitude = std::abs(value) * m_scales.one;
    const UnitRung &rung = rungFor(m_fixedMagnitude.value_or(magnitude), m_decimals);
    const double scaled = std::min(magnitude / rung.size, std::numeric_limits<double>::max());
    constexpr double tooLong = 1e15;
    if (scaled >= tooLong)
        return {(value < 0 ? QString(minus) : QString()) + m_prefix + QString::number(scaled, 'e', significant - 1),
                m_scales.unitText(rung)};

    const bool whole = m_scales.wholeStaysWhole && rung.size == 1 && magnitude == std::floor(magnitude);
    const int decimals = m_decimals ? *m_decimals : whole ? 0 : significantDecimals(scaled);
    QString number = m_prefix + QString::number(rounded(scaled, decimals), 'f', decimals);
    if (value < 0 && rounded(scaled, decimals) != 0)
        number.prepend(minus);
    return {number, m_scales.unitText(rung)};
}

FormattedValue ValueFormat::formatState(QStringView state)
{
    return {cleanText(state, longestState), {}};
}

ValueFormat ValueFormat::fixedFor(double largest, double step) const
{
    ValueFormat fixed = *this;
    if (!std::isfinite(largest) || !std::isfinite(step) || step <= 0)
        return fixed;
    fixed.m_fixedMagnitude = std::abs(largest) * m_scales.one;
    const double scaledStep = step * m_scales.one / rungFor(*fixed.m_fixedMagnitude, 0).size;
    int decimals = 0;
    while (decimals < mostDecimals && std::abs(rounded(scaledStep, decimals) - scaledStep) > scaledStep * 1e-6)
        ++decimals;
    fixed.m_decimals = decimals;
    return fixed;
}

/// The largest rung that the magnitude fills, by what will be shown: 999.96 is 1.00 k.
const UnitRung &ValueFormat::rungFor(double magnitude, std::optional<int> decimals) const
{
    const std::span<const UnitRung> rungs = m_scales.rungs;
    if (magnitude == 0)
        return rungs[size_t(m_scales.home)];
    const UnitRung *chosen = &rungs.front();
    for (const UnitRung &next : rungs.subspan(1)) {
        const double scaled = magnitude / chosen->size;
        const int places = decimals ? *decimals : significantDecimals(scaled);
        if (rounded(scaled, places) * chosen->size < next.size * (1 - 1e-12))
            break;
        chosen = &next;
    }
    return *chosen;
}

double leastSpan(const Unit &unit)
{
    switch (unit.kind()) {
    case Unit::Percent:
        return 10;
    case Unit::PercentUnit:
        return 0.1;
    case Unit::Bytes:
    case Unit::Bits:
    case Unit::BinBytesPerSec:
        return 1024;
    case Unit::DecBytes:
    case Unit::DecBits:
    case Unit::BytesPerSec:
    case Unit::BitsPerSec:
        return 1000;
    default:
        return 0;
    }
}

std::optional<int> defaultDecimals(const Unit &unit)
{
    const bool isKnownSpan = unit == Unit::Percent || unit == Unit::PercentUnit || unit == Unit::Celsius;
    return isKnownSpan ? std::optional(1) : std::nullopt;
}

} // namespace telltale
