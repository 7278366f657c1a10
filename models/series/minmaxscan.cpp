// SPDX-License-Identifier: MIT
#include "models/series/minmaxscan.h"

#include <algorithm>

#if defined(__x86_64__) && defined(__GNUC__)
#define TELLTALE_HAS_AVX2_SCAN
#include <immintrin.h>
#endif

namespace telltale {

namespace scan {

Extremes portable(const ValueRun *runs, size_t count)
{
    // Two independent chains each: one alone would wait for each comparison's result.
    Extremes even;
    Extremes odd;
    for (const ValueRun *run = runs; run != runs + count; ++run) {
        size_t i = 0;
        for (; i + 2 <= run->count; i += 2) {
            even.widen(run->values[i]);
            odd.widen(run->values[i + 1]);
        }
        if (i < run->count)
            even.widen(run->values[i]);
    }
    even.widen(odd);
    return even;
}

#ifdef TELLTALE_HAS_AVX2_SCAN
namespace {

__attribute__((target("avx2"))) Extremes withAvx2(const ValueRun *runs, size_t count)
{
    // Two chains of four.
    __m256d lowA = _mm256_set1_pd(std::numeric_limits<double>::infinity());
    __m256d highA = _mm256_set1_pd(-std::numeric_limits<double>::infinity());
    __m256d lowB = lowA;
    __m256d highB = highA;
    for (const ValueRun *run = runs; run != runs + count; ++run) {
        const double *at = run->values;
        const double *const end = at + run->count;
        if (run->count < 8) {
            for (; at != end; ++at) {
                const __m256d a = _mm256_broadcast_sd(at);
                lowA = _mm256_min_pd(lowA, a);
                highA = _mm256_max_pd(highA, a);
            }
            continue;
        }
        for (; end - at > 64; at += 8) {
            const __m256d a = _mm256_loadu_pd(at);
            const __m256d b = _mm256_loadu_pd(at + 4);
            lowA = _mm256_min_pd(lowA, a);
            highA = _mm256_max_pd(highA, a);
            lowB = _mm256_min_pd(lowB, b);
            highB = _mm256_max_pd(highB, b);
        }
        // The last 64 in eight steps, however few they are: what is read twice changes no extreme, and a loop whose
        // end the processor cannot foresee costs more than it saves.
        const std::ptrdiff_t rest = end - at;
        for (std::ptrdiff_t left = 64; left > 0; left -= 8) {
            const double *const place = at + std::max(rest - left, std::ptrdiff_t(0));
            const __m256d a = _mm256_loadu_pd(place);
            const __m256d b = _mm256_loadu_pd(place + 4);
            lowA = _mm256_min_pd(lowA, a);
            highA = _mm256_max_pd(highA, a);
            lowB = _mm256_min_pd(lowB, b);
            highB = _mm256_max_pd(highB, b);
        }
    }
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

void ExtremesScan::flush()
{
    m_all.widen(best(m_runs, m_count));
    m_count = 0;
}

Extremes scanExtremes(std::span<const double> values)
{
    const ValueRun run{values.data(), values.size()};
    return best(&run, 1);
}

} // namespace telltale
