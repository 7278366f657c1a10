// SPDX-License-Identifier: MIT
#pragma once

#include "qml/items/chartscene.h"

#include <QSGGeometry>

#include <vector>

namespace telltale {

/// Triangles of a chart for renderers with geometry nodes (OpenGL, Vulkan, Metal, Direct3D). Edges are smooth without
/// multisampling: every line carries a border half a pixel wide that fades to nothing, which costs four vertices a
/// point and needs no shader of our own.
struct ChartMesh
{
    std::vector<QSGGeometry::ColoredPoint2D> vertices = {}; ///< premultiplied; in logical pixels
    std::vector<quint32> indices = {};                      ///< triangles
};

/// The whole scene as one mesh, in drawing order. `devicePixelRatio` divides the scene's physical pixels.
ChartMesh chartMesh(const ChartScene &scene, qreal devicePixelRatio);

} // namespace telltale
