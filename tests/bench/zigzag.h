// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/chartload.h"

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

namespace telltale::bench {

/// The signal thinned as a careful user of a chart library does it: as many steps as half the points it is to show, a
/// smallest and a largest value of each, kept from frame to frame.
class Zigzag
{
public:
    static constexpr int points_ = 600;

    Zigzag(int chart, int window)
        : m_signal(chart)
        , m_perStep(std::max(1, window / (points_ / 2)))
    {}

    qint64 count() const { return m_count; }

    double next()
    {
        const double value = m_signal.next();
        if (m_count++ % m_perStep == 0)
            m_steps.push_back({value, value});
        m_steps.back().low = std::min(m_steps.back().low, value);
        m_steps.back().high = std::max(m_steps.back().high, value);
        if (m_steps.size() > points_ / 2 + 1) {
            m_steps.pop_front();
            ++m_first;
        }
        return value;
    }

    /// Of time and value, ascending.
    std::vector<std::pair<double, double>> points() const
    {
        std::vector<std::pair<double, double>> made;
        made.reserve(2 * m_steps.size());
        for (size_t i = 0; i < m_steps.size(); ++i) {
            const double begin = double(m_first + qint64(i)) * m_perStep;
            made.emplace_back(begin, m_steps[i].low);
            made.emplace_back(begin + m_perStep / 2.0, m_steps[i].high);
        }
        return made;
    }

private:
    struct Step
    {
        double low;
        double high;
    };

    ChartSignal m_signal;
    int m_perStep;
    std::deque<Step> m_steps = {};
    qint64 m_first = 0;
    qint64 m_count = 0;
};

} // namespace telltale::bench
