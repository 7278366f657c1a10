// SPDX-License-Identifier: MIT
#pragma once

#include "qml/items/chartscene.h"

#include <QImage>

#include <vector>

namespace telltale {

/// Draws a chart into an image, for the software renderer, which draws no geometry at all. By distance to the line, so
/// that steep and flat parts are equally smooth: QPainter's antialiased polyline takes ten times as long.
///
/// Keeps its buffers between calls: one object a chart. Not thread-safe; belongs to the thread that calls it.
class ChartRaster final
{
public:
    /// The scene as a premultiplied image of scene.size; null for an empty size.
    QImage paint(const ChartScene &scene);

private:
    void paintBands(const ChartScene &scene, QImage &image) const;
    void paintArea(const ChartPath &path, float opacity, QImage &image) const;
    void coverSegment(ChartPoint from, ChartPoint to, float halfWidth);
    void coverColumn(int column, ChartPoint from, ChartPoint to, float halfWidth);
    void paintLine(const ChartPath &path, float lineWidth, QImage &image);
    void blendCoverage(QColor color, QImage &image);

    QSize m_size;
    std::vector<uchar> m_coverage = {}; ///< of the line being drawn; a maximum, so that joints are not drawn twice
    int m_dirtyTop = 0;                 ///< rows of m_coverage that are not all zero
    int m_dirtyBottom = -1;
};

} // namespace telltale
