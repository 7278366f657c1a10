// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <optional>
#include <span>
#include <vector>

namespace telltale {

/// Whole numbers as a straight line and what each is above it, in as few bits as the furthest needs. Unlike deltas from
/// one to the next it gives any number without those before it, for a bit or two more: a chart wants the edges of its
/// columns, not all samples. Stamps lie on a line but for their jitter, counters nearly so, gauges on a level one.
/// Sums are modulo 2^64, so every number comes back whatever the line.
struct PackedLine
{
    static constexpr int slopeBits = 6; ///< the slope is in 64ths a step: enough for 64 steps

    quint64 base = 0;
    qint32 slope = 0;
    int bits = 0; ///< 0 .. 64 for each number

    quint64 at(int index) const { return base + quint64((qint64(index) * slope) >> slopeBits); }
};

/// The line, level or through the first and the last, whose leftovers are narrowest. The numbers are signed.
PackedLine fitLine(std::span<const qint64> numbers);
/// Appends what the numbers are above the line, at bit position `at` of words, which grows with zeros as needed; the
/// position after them is returned.
size_t packLine(const PackedLine &line, std::span<const qint64> numbers, std::vector<quint64> &words, size_t at);

/// Number `index` of those packed from bit `at` on. One word behind the last must be readable.
inline qint64 unpackOne(const PackedLine &line, const quint64 *words, size_t at, int index)
{
    const size_t bit = at + size_t(index) * size_t(line.bits);
    const quint64 *const word = words + bit / 64;
    const auto shift = unsigned(bit % 64);
    const quint64 rest = (word[0] >> shift) | ((word[1] << 1) << (63 - shift));
    const quint64 mask = line.bits == 0 ? 0 : ~quint64(0) >> (64 - line.bits);
    return qint64(line.at(index) + (rest & mask));
}

/// How doubles become whole numbers in the same order, and come back bit for bit.
class ValueForm
{
public:
    static constexpr int mostDigits = 15;

    /// Each value is a whole number through 10^digits.
    static ValueForm decimal(int digits) { return ValueForm(quint8(digits)); }
    /// The values' bit patterns, without `shift` low bits that are zero in all of them.
    static ValueForm pattern(int shift) { return ValueForm(quint8(firstPattern + shift)); }
    static ValueForm fromCode(quint8 code) { return ValueForm(code); }
    quint8 code() const { return m_code; }
    bool isDecimal() const { return m_code < firstPattern; }

    double toValue(qint64 number) const;

    /// The fewest digits that give back every value exactly, with the numbers; nothing if there are none (-0.0 has
    /// none). numbers has the size of values.
    static std::optional<ValueForm> toDecimals(std::span<const double> values, std::span<qint64> numbers);
    /// Always possible.
    static ValueForm toPatterns(std::span<const double> values, std::span<qint64> numbers);

private:
    static constexpr quint8 firstPattern = 64;
    explicit ValueForm(quint8 code)
        : m_code(code)
    {}

    quint8 m_code;
};

} // namespace telltale
