// SPDX-License-Identifier: MIT
#pragma once

#include "qml/items/axismodel.h"
#include "qml/items/chartlayout.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace telltale {

/// Labels for the two axes of a chart. Texts are made only where they change: a chart that slides moves those it has.
class ChartAxes
{
public:
    explicit ChartAxes(QObject *owner)
        : m_values(owner)
        , m_times(owner)
    {}

    AxisModel *values() { return &m_values; }
    AxisModel *times() { return &m_times; }

    /// The next layout writes all labels anew.
    void forget() { m_height = -1; }
    /// `text` writes a value, given the largest one of the axis and the distance of two labels. Lengths in logical
    /// pixels.
    void layoutValues(const ValueScale &scale, qreal height,
                      const std::function<QString(double value, double largest, double step)> &text);
    /// `labelWidth`: of one label with its margin.
    void layoutTimes(const ChartWindow &window, qreal pixelRatio, qreal labelWidth);

private:
    AxisModel m_values;
    AxisModel m_times;
    ValueScale m_scale;
    qreal m_height = -1;
    std::vector<milliseconds> m_labelled;
    milliseconds m_step{0};
    QStringList m_labels; ///< of m_labelled
};

} // namespace telltale
