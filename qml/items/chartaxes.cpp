// SPDX-License-Identifier: MIT
#include "qml/items/chartaxes.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;

namespace telltale {

namespace {

QString timeLabel(milliseconds time, milliseconds step)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(time.count());
    if (step >= 24h)
        return QLocale::c().toString(local.date(), u"d MMM");
    return local.time().toString(step >= 1min ? u"HH:mm" : u"HH:mm:ss");
}

} // namespace

void ChartAxes::layoutValues(const ValueScale &scale, qreal height,
                             const std::function<QString(double, double, double)> &text)
{
    if (scale == m_scale && height == m_height)
        return;
    m_scale = scale;
    m_height = height;
    QList<AxisTick> ticks;
    const double largest = std::max(std::abs(scale.low), std::abs(scale.high));
    for (const double tick : scale.ticks) {
        const double part = (tick - scale.low) / (scale.high - scale.low);
        ticks.append({text(tick, largest, scale.step), std::round(height * (1 - part))});
    }
    m_values.setTicks(ticks);
}

void ChartAxes::layoutTimes(const ChartWindow &window, qreal pixelRatio, qreal labelWidth)
{
    const milliseconds from{window.firstColumn * window.columnMs};
    const milliseconds to{window.endColumn() * window.columnMs};
    const qreal width = window.columns / pixelRatio;
    const int room = std::max(1, int(width / std::max(1.0, labelWidth)));
    const milliseconds offset = std::chrono::seconds(QDateTime::fromMSecsSinceEpoch(to.count()).offsetFromUtc());
    const milliseconds step = timeStep(to - from, room);
    const std::vector<milliseconds> times = timeTicks(from, to, offset, room);
    if (times != m_labelled || step != m_step) {
        m_labels.clear();
        for (const milliseconds time : times)
            m_labels.append(timeLabel(time, step));
        m_labelled = times;
        m_step = step;
    }
    QList<AxisTick> ticks;
    for (size_t i = 0; i < times.size(); ++i) {
        const qreal x = double(window.columnAt(times[i].count()) - window.firstColumn) / pixelRatio;
        if (x >= labelWidth / 3 && x <= width - labelWidth / 3)
            ticks.append({m_labels[qsizetype(i)], x});
    }
    m_times.setTicks(ticks);
}

} // namespace telltale
