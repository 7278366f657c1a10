// SPDX-License-Identifier: MIT
#pragma once

#include "qml/items/chartscene.h"

#include <QImage>

#include <vector>

namespace telltale {

/// Draws a chart into an image, which every renderer can show. By distance to the line, so
/// that steep and flat parts are equally smooth: QPainter's antialiased polyline takes ten times as long.
///
/// Keeps its buffers between calls. Not thread-safe; belongs to the thread that calls it.
class ChartRaster final
{
public:
    /// The scene as a premultiplied image of scene.size; null for an empty size.
    QImage paint(const ChartScene &scene);
    /// Draws the scene's columns [from, to) anew into an image as high as the scene, whose left edge is at the scene's
    /// column `left`; left <= from, and the image reaches `to`. The other columns keep what they have.
    void paint(const ChartScene &scene, QImage &image, int left, int from, int to);

private:
    /// What is being drawn at the moment, in columns of the scene.
    struct Target
    {
        QRgb *pixels; ///< the image's, as if it began at the scene's left edge
        qsizetype stride;
        int from;
        int to;
        int height;

        QRgb *row(int y) const { return pixels + y * stride; }
    };

    void clear(const Target &target) const;
    void paintBands(const ChartScene &scene, const Target &target) const;
    void paintArea(const ChartPath &path, float opacity, const Target &target) const;
    void coverSegment(ChartPoint from, ChartPoint to, float halfWidth, const Target &target);
    void coverColumn(int column, ChartPoint from, ChartPoint to, float halfWidth, const Target &target);
    void coverPixels(int column, int top, int bottom, ChartPoint from, ChartPoint to, float halfWidth,
                     const Target &target);
    void paintLine(const ChartPath &path, float lineWidth, const Target &target);
    void blendCoverage(QColor color, const Target &target);

    std::vector<uchar> m_coverage = {}; ///< of the line being drawn; a maximum, so that joints are not drawn twice
    int m_dirtyTop = 0;                 ///< rows of m_coverage that are not all zero
    int m_dirtyBottom = -1;
};

/// Rows of pixels, [top, bottom).
struct ChartRows
{
    int top;
    int bottom;
};

/// The rows to which the scene's columns [from, to) have ink at most; empty if they have none.
ChartRows inkedRows(const ChartScene &scene, int from, int to);

} // namespace telltale
