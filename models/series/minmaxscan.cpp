// SPDX-License-Identifier: MIT
#include "models/series/minmaxscan.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define TELLTALE_HAS_AVX2_SCAN
#include <immintrin.h>
#endif

namespace telltale {

namespace scan {

Extremes portable(const double *values, size_t count)
{
    // Four independent chains: one alone would wait for each comparison's result.
    Extremes lanes[4];
    size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        for (size_t lane = 0; lane < 4; ++lane)
            lanes[lane].widen(values[i + lane]);
    }
    for (; i < count; ++i)
        lanes[0].widen(values[i]);
    for (size_t lane = 1; lane < 4; ++lane)
        lanes[0].widen(lanes[lane]);
    return lanes[0];
}

#ifdef TELLTALE_HAS_AVX2_SCAN
namespace {

__attribute__((target("avx2"))) Extremes withAvx2(const double *values, size_t count)
{
    if (count < 8)
        return portable(values, count);
    // Two chains of four; the end is read once more rather than one by one, which changes no extreme.
    __m256d lowA = _mm256_loadu_pd(values);
    __m256d lowB = _mm256_loadu_pd(values + 4);
    __m256d highA = lowA;
    __m256d highB = lowB;
    const auto take = [&](const double *at) __attribute__((target("avx2"), always_inline))
    {
        const __m256d a = _mm256_loadu_pd(at);
        const __m256d b = _mm256_loadu_pd(at + 4);
        lowA = _mm256_min_pd(lowA, a);
        highA = _mm256_max_pd(highA, a);
        lowB = _mm256_min_pd(lowB, b);
        highB = _mm256_max_pd(highB, b);
    };
    for (size_t i = 8; i + 8 <= count; i += 8)
        take(values + i);
    take(values + count - 8);
    const __m256d low = _mm256_min_pd(lowA, lowB);
    const __m256d high = _mm256_max_pd(highA, highB);
    const __m128d low2 = _mm_min_pd(_mm256_castpd256_pd128(low), _mm256_extractf128_pd(low, 1));
    const __m128d high2 = _mm_max_pd(_mm256_castpd256_pd128(high), _mm256_extractf128_pd(high, 1));
    return {_mm_cvtsd_f64(_mm_min_sd(low2, _mm_unpackhi_pd(low2, low2))),
            _mm_cvtsd_f64(_mm_max_sd(high2, _mm_unpackhi_pd(high2, high2)))};
}

} // namespace
#endif

Function avx2()
{
#ifdef TELLTALE_HAS_AVX2_SCAN
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") ? &withAvx2 : nullptr;
#else
    return nullptr;
#endif
}

} // namespace scan

namespace {
const scan::Function best = scan::avx2() ? scan::avx2() : &scan::portable;
}

Extremes scanExtremes(std::span<const double> values)
{
    return best(values.data(), values.size());
}

Extremes scanExtremes(std::span<const Extremes> blocks)
{
    // Among all the blocks' minima and maxima the smallest is a minimum and the largest a maximum, so they can be
    // scanned as one column.
    static_assert(sizeof(Extremes) == 2 * sizeof(double));
    return best(reinterpret_cast<const double *>(blocks.data()), 2 * blocks.size());
}

} // namespace telltale
