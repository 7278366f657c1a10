// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <cmath>
#include <cstdint>

namespace telltale::bench {

/// The load that every chart of the benchmark is given: as many charts, points and new points a frame for all of them.
struct ChartLoad
{
    static constexpr int charts = 8;
    static constexpr int chartWidth = 960;
    static constexpr int chartHeight = 270;
    static constexpr int history = 1'000'000; ///< points a chart, a millisecond apart
    static constexpr int perFrame = 100;
    static constexpr qint64 startMs = 1'773'497'371'400;
};

/// A slow wave with noise upon it: the n-th value of a chart.
class ChartSignal
{
public:
    explicit ChartSignal(int chart)
        : m_random(std::uint64_t(chart) + 1)
        , m_phase(chart)
    {}

    double next()
    {
        m_random = m_random * 6364136223846793005ULL + 1442695040888963407ULL;
        const double noise = double(m_random >> 40) / double(1U << 24) - 0.5;
        return 50 + 30 * std::sin(m_phase + double(m_count++) / 90'000) + 8 * noise;
    }

private:
    std::uint64_t m_random;
    double m_phase;
    qint64 m_count = 0;
};

} // namespace telltale::bench
