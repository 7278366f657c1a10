// SPDX-License-Identifier: MIT
#include "models/series/linepacking.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace telltale {

namespace {

constexpr std::array<double, ValueForm::mostDigits + 1> powers{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                               1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
/// Added and taken away again it rounds to a whole number, and its low bits are that number. Holds below 2^51.
constexpr double rounder = 6755399441055744.0; // 1.5 * 2^52
constexpr double largestDecimal = 2251799813685248.0;

/// The number that is value * 10^digits, if dividing gives back the same bits.
bool toDecimal(double value, double power, qint64 &number)
{
    const double scaled = value * power;
    if (!(scaled < largestDecimal && scaled > -largestDecimal))
        return false;
    const double shifted = scaled + rounder;
    number = std::bit_cast<qint64>(shifted) - std::bit_cast<qint64>(rounder);
    return std::bit_cast<qint64>((shifted - rounder) / power) == std::bit_cast<qint64>(value);
}

/// Negative patterns count downwards: turned round, all are in the order of their values. Its own inverse.
qint64 inOrder(qint64 pattern, int shift)
{
    return pattern >= 0 ? pattern : pattern ^ (std::numeric_limits<qint64>::max() >> shift);
}

/// The narrowest base and width for this slope.
PackedLine withSlope(std::span<const qint64> numbers, qint32 slope)
{
    PackedLine line{0, slope, 0};
    qint64 low = std::numeric_limits<qint64>::max();
    qint64 high = std::numeric_limits<qint64>::min();
    for (int i = 0; i < int(numbers.size()); ++i) {
        const auto rest = qint64(quint64(numbers[size_t(i)]) - line.at(i));
        low = std::min(low, rest);
        high = std::max(high, rest);
    }
    line.base = quint64(low);
    line.bits = int(std::bit_width(quint64(high) - quint64(low)));
    return line;
}

} // namespace

PackedLine fitLine(std::span<const qint64> numbers)
{
    const PackedLine level = withSlope(numbers, 0);
    const auto steps = qint64(numbers.size()) - 1;
    // Beyond these the arithmetic of the slope, or of what is left, could overflow.
    constexpr quint64 tooHigh = quint64(1) << 40;
    if (steps < 1 || level.bits == 0 || quint64(numbers.back()) - quint64(numbers.front()) + tooHigh > 2 * tooHigh ||
        level.bits > 62)
        return level;
    const qint64 slope = (numbers.back() - numbers.front()) * (1 << PackedLine::slopeBits) / steps;
    if (slope == 0 || slope != qint32(slope))
        return level;
    const PackedLine steep = withSlope(numbers, qint32(slope));
    return steep.bits < level.bits ? steep : level;
}

size_t packLine(const PackedLine &line, std::span<const qint64> numbers, std::vector<quint64> &words, size_t at)
{
    const size_t end = at + numbers.size() * size_t(line.bits);
    words.resize(std::max(words.size(), end / 64 + 2)); // unpackOne() reads one word further
    for (int i = 0; i < int(numbers.size()); ++i, at += size_t(line.bits)) {
        const quint64 rest = quint64(numbers[size_t(i)]) - line.at(i);
        const auto shift = unsigned(at % 64);
        words[at / 64] |= rest << shift;
        words[at / 64 + 1] |= (rest >> 1) >> (63 - shift);
    }
    return end;
}

double ValueForm::toValue(qint64 number) const
{
    if (isDecimal())
        return double(number) / powers[m_code];
    const int shift = m_code - firstPattern;
    return std::bit_cast<double>(quint64(inOrder(number, shift)) << shift);
}

std::optional<ValueForm> ValueForm::toDecimals(std::span<const double> values, std::span<qint64> numbers)
{
    // More digits keep exact what fewer did, so one way through finds the fewest; those before are done again at the
    // end if it took more than they had.
    int digits = 0;
    int firstDigits = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        while (!toDecimal(values[i], powers[size_t(digits)], numbers[i])) {
            if (++digits > mostDigits)
                return std::nullopt;
        }
        if (i == 0)
            firstDigits = digits;
    }
    if (digits != firstDigits) {
        for (size_t i = 0; i < values.size(); ++i) {
            if (!toDecimal(values[i], powers[size_t(digits)], numbers[i]))
                return std::nullopt;
        }
    }
    return decimal(digits);
}

ValueForm ValueForm::toPatterns(std::span<const double> values, std::span<qint64> numbers)
{
    quint64 used = 0;
    for (const double value : values)
        used |= std::bit_cast<quint64>(value);
    const int shift = used == 0 ? 0 : std::countr_zero(used);
    for (size_t i = 0; i < values.size(); ++i)
        numbers[i] = inOrder(std::bit_cast<qint64>(values[i]) >> shift, shift);
    return pattern(shift);
}

} // namespace telltale
