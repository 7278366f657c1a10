// SPDX-License-Identifier: MIT
#include "tests/qml/paintedchart.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace telltale::test {

double amountOf(QColor color, QRgb pixel, QColor over)
{
    const std::array<double, 3> from{double(over.red()), double(over.green()), double(over.blue())};
    const std::array<double, 3> to{double(color.red()), double(color.green()), double(color.blue())};
    const std::array<double, 3> is{double(qRed(pixel)), double(qGreen(pixel)), double(qBlue(pixel))};
    double along = 0;
    double length = 0;
    for (size_t i = 0; i < 3; ++i) {
        along += (is[i] - from[i]) * (to[i] - from[i]);
        length += (to[i] - from[i]) * (to[i] - from[i]);
    }
    const double amount = along / length;
    double off = 0;
    for (size_t i = 0; i < 3; ++i)
        off += std::abs(is[i] - from[i] - amount * (to[i] - from[i]));
    return off < 25 ? amount : 0;
}

QList<int> PaintedChart::lineRows(int series, int x) const
{
    QList<int> rows;
    for (int y = 0; y < image.height(); ++y) {
        if (isLine(series, x, y))
            rows << y;
    }
    return rows;
}

PaintedChart chartOf(const DashboardWindow &window, const QImage &picture, const Panel *panel)
{
    QQuickItem *const item = window.itemOf(u"chart"_s, panel);
    if (!item)
        return {};
    const QRectF place = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
    return {picture.copy(place.toAlignedRect()), item->property("seriesColors").value<QList<QColor>>()};
}

double coveredPart(const PaintedChart &chart, int series, const std::function<bool(double)> &counts,
                   const std::function<double(double)> &share)
{
    const double tolerance = chart.image.height() * 0.03 + 2;
    int asked = 0;
    int found = 0;
    for (int x = 2; x < chart.image.width() - 2; ++x) {
        if (!counts(chart.secondAt(x)))
            continue;
        ++asked;
        const double expected = chart.rowOf(share(chart.secondAt(x)));
        const QList<int> rows = chart.lineRows(series, x);
        found +=
            std::any_of(rows.cbegin(), rows.cend(), [&](int y) { return std::abs(y - expected) <= tolerance; }) ? 1 : 0;
    }
    return asked > 0 ? double(found) / asked : 0;
}

} // namespace telltale::test
