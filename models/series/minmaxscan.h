// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <span>
#include <utility>

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

/// Numbers that lie in a row.
struct ValueRun
{
    const double *values;
    size_t count;
};

/// The extremes of several runs at once, for one call and one last step are dearer than a few numbers more. Takes the
/// widest registers that the processor has, found out once at the program's start, so that one build runs everywhere;
/// all ways give equal results. No NaN may be among the numbers. They must stay until result().
class ExtremesScan
{
public:
    void add(std::span<const double> values) { add(values.data(), values.size()); }
    void add(const double *values, size_t count)
    {
        if (m_count == most)
            flush();
        m_runs[m_count++] = {values, count};
    }
    void add(const Extremes &extremes) { m_all.widen(extremes); }
    /// Of whole blocks, from their summaries: among all minima and maxima the smallest is a minimum and the largest a
    /// maximum, so they can be scanned as one run.
    void add(const Extremes *blocks, size_t count)
    {
        static_assert(sizeof(Extremes) == 2 * sizeof(double));
        add(reinterpret_cast<const double *>(blocks), 2 * count);
    }
    /// Of all that was added; then it begins anew.
    Extremes result()
    {
        flush();
        return std::exchange(m_all, {});
    }

private:
    static constexpr size_t most = 8;

    void flush();

    ValueRun m_runs[most];
    size_t m_count = 0;
    Extremes m_all;
};

Extremes scanExtremes(std::span<const double> values);

/// The ways, for the test and the benchmark that compare them.
namespace scan {
using Function = Extremes (*)(const ValueRun *runs, size_t count);
Extremes portable(const ValueRun *runs, size_t count);
/// The one with 256-bit registers, or nullptr where the processor or the compiler has none.
Function avx2();
} // namespace scan

} // namespace telltale
