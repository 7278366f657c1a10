// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <span>

namespace telltale {

/// Smallest and largest of some finite numbers; as it begins, of none.
struct Extremes
{
    double min = std::numeric_limits<double>::infinity();
    double max = -std::numeric_limits<double>::infinity();

    bool isEmpty() const { return min > max; }
    void widen(double value)
    {
        min = value < min ? value : min;
        max = value > max ? value : max;
    }
    void widen(const Extremes &other)
    {
        min = other.min < min ? other.min : min;
        max = other.max > max ? other.max : max;
    }

    friend bool operator==(const Extremes &, const Extremes &) = default;
};

/// The extremes of a column. No NaN may be in it. Takes the widest registers that the processor has, found out once at
/// the program's start, so that one build runs everywhere; all ways give equal results.
Extremes scanExtremes(std::span<const double> values);
/// The extremes of extremes: of whole blocks, from their summaries.
Extremes scanExtremes(std::span<const Extremes> blocks);

/// The ways, for the test and the benchmark that compare them.
namespace scan {
using Function = Extremes (*)(const double *values, size_t count);
Extremes portable(const double *values, size_t count);
/// The one with 256-bit registers, or nullptr where the processor or the compiler has none.
Function avx2();
} // namespace scan

} // namespace telltale
