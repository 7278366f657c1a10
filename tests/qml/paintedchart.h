// SPDX-License-Identifier: MIT
#pragma once

#include "tests/qml/dashboardfixture.h"

#include <QColor>
#include <QImage>
#include <QList>

#include <functional>

namespace telltale::test {

constexpr double windowSeconds = 300; ///< of a panel, unless told otherwise
const QColor darkTile(0x18, 0x1B, 0x1F);

/// How much of a colour lies over another in a pixel, 0 to 1; 0 if the pixel is no mixture of the two.
double amountOf(QColor color, QRgb pixel, QColor over = darkTile);

/// The chart of a panel as it was painted.
struct PaintedChart
{
    QImage image; ///< of the chart item alone
    QList<QColor> colors;

    double amount(int series, int x, int y) const { return amountOf(colors[series], image.pixel(x, y)); }
    bool isLine(int series, int x, int y) const { return amount(series, x, y) > 0.6; }
    double secondAt(int x) const { return -windowSeconds * (image.width() - x - 0.5) / image.width(); }
    /// Rows from the top at which a share (0 to 1, from below) of the height lies.
    double rowOf(double share) const { return image.height() * (1 - share); }
    /// The rows of a column in which the line is seen.
    QList<int> lineRows(int series, int x) const;
};

PaintedChart chartOf(const DashboardWindow &window, const QImage &picture, const Panel *panel);

/// Columns in which the line is where `share` says, as a part of those that `counts` chooses.
double coveredPart(const PaintedChart &chart, int series, const std::function<bool(double second)> &counts,
                   const std::function<double(double second)> &share);

} // namespace telltale::test
