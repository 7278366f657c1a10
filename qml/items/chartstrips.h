// SPDX-License-Identifier: MIT
#pragma once

#include "qml/items/chartdamage.h"
#include "qml/items/chartraster.h"

#include <QSGTransformNode>

#include <map>

class QQuickWindow;
class QSGSimpleTextureNode;

namespace telltale {

/// A picture of a chart for the scene graph, cut into upright strips of absolute columns, so that a chart which slides
/// moves the strips it has and draws only its new columns. Each is a texture of as many rows as have ink.
///
/// Textures for every renderer: the software renderer draws no geometry, and where OpenGL is drawn by the processor, a
/// triangle costs as much as hundreds of pixels; dense data have dozens of triangles a column. Lives on the render
/// thread, as nodes do. A transform node, though it moves nothing: of a child that joins later the software renderer
/// asks only its parent where it is, and only nodes of that kind know.
class ChartStrips final : public QSGTransformNode
{
public:
    /// What a node needs of the frame besides the scene.
    struct Frame
    {
        QQuickWindow *window;
        qreal pixelRatio; ///< physical pixels a logical one
        qint64 columnMs;  ///< what a column is; scenes with different ones have nothing in common
    };

    /// Shows the scene, whose size is not empty.
    void show(const ChartScene &scene, const Frame &frame);
    quint64 columnsDrawn() const { return m_columnsDrawn; } ///< ever: tells a test that nothing is drawn in vain

private:
    struct Strip
    {
        QImage image = {};                    ///< all rows, so that columns can be added to it
        QSGSimpleTextureNode *node = nullptr; ///< none while there is no ink
        int top = 0;                          ///< of the rows that the texture has
        int rows = 0;
    };

    void dropStrips(qint64 first, qint64 last);
    void draw(Strip &strip, const ChartScene &scene, int left, int from, int to);
    void upload(Strip &strip, const ChartScene &scene, int left, const Frame &frame);
    void place(const Strip &strip, const ChartScene &scene, int left, const Frame &frame) const;
    void hide(Strip &strip);

    std::map<qint64, Strip> m_strips;
    ChartRaster m_raster;
    ChartScene m_scene;
    qint64 m_columnMs = 0;
    qreal m_pixelRatio = 0;
    quint64 m_columnsDrawn = 0;
};

} // namespace telltale
