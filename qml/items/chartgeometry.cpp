// SPDX-License-Identifier: MIT
#include "qml/items/chartgeometry.h"

#include <QPointF>

#include <algorithm>
#include <array>
#include <cmath>

namespace telltale {

namespace {

struct Vector
{
    float x = 0;
    float y = 0;
};

struct Ink
{
    uchar red;
    uchar green;
    uchar blue;
    uchar alpha;
};

Ink premultiplied(QColor color, float opacity)
{
    const float alpha = float(color.alphaF()) * opacity;
    const auto part = [alpha](float channel) { return uchar(std::lround(channel * alpha * 255.0F)); };
    return {part(float(color.redF())), part(float(color.greenF())), part(float(color.blueF())),
            uchar(std::lround(alpha * 255.0F))};
}

class MeshBuilder final
{
public:
    explicit MeshBuilder(float scale)
        : m_scale(scale)
    {}

    void area(const std::vector<ChartPoint> &run, Ink ink)
    {
        for (size_t i = 0; i < run.size(); ++i) {
            vertex(run[i].x, run[i].y, ink);
            vertex(run[i].x, run[i].base, ink);
            if (i > 0)
                quad(quint32(m_mesh.vertices.size()) - 4, 2);
        }
    }

    /// A stroke along the points, mitred where it bends a little and square where it turns back.
    void stroke(const std::vector<Vector> &points, float halfWidth, Ink ink)
    {
        for (size_t i = 0; i + 1 < points.size(); ++i) {
            const Vector along = direction(points[i], points[i + 1]);
            const bool joined = i > 0 && dot(direction(points[i - 1], points[i]), along) > 0;
            if (!joined)
                crossSection(moved(points[i], along, -halfWidth), normal(along), halfWidth, ink);
            const quint32 start = quint32(m_mesh.vertices.size()) - 4;
            if (i + 2 < points.size() && dot(along, direction(points[i + 1], points[i + 2])) > 0)
                crossSection(points[i + 1], mitre(along, direction(points[i + 1], points[i + 2])), halfWidth, ink);
            else
                crossSection(moved(points[i + 1], along, halfWidth), normal(along), halfWidth, ink);
            for (quint32 strip = 0; strip < 3; ++strip)
                quad(start + strip, 4);
        }
    }

    ChartMesh take() { return std::move(m_mesh); }

private:
    static float dot(Vector a, Vector b) { return a.x * b.x + a.y * b.y; }
    static Vector normal(Vector along) { return {-along.y, along.x}; }
    static Vector moved(Vector point, Vector along, float by)
    {
        return {point.x + along.x * by, point.y + along.y * by};
    }

    static Vector direction(Vector from, Vector to)
    {
        const float length = std::hypot(to.x - from.x, to.y - from.y);
        return length > 0 ? Vector{(to.x - from.x) / length, (to.y - from.y) / length} : Vector{1, 0};
    }

    /// The normal at a joint, longer by as much as keeps the line's width. Bends of less than a right angle only.
    static Vector mitre(Vector before, Vector after)
    {
        const Vector middle = normal(direction({0, 0}, {before.x + after.x, before.y + after.y}));
        const float stretch = 1 / std::max(0.7F, dot(middle, normal(before)));
        return {middle.x * stretch, middle.y * stretch};
    }

    void vertex(float x, float y, Ink ink)
    {
        m_mesh.vertices.push_back({x * m_scale, y * m_scale, ink.red, ink.green, ink.blue, ink.alpha});
    }

    void crossSection(Vector at, Vector normal, float halfWidth, Ink ink)
    {
        constexpr Ink nothing{0, 0, 0, 0};
        const float inner = std::max(0.0F, halfWidth - 0.5F);
        const float outer = halfWidth + 0.5F;
        vertex(at.x - normal.x * outer, at.y - normal.y * outer, nothing);
        vertex(at.x - normal.x * inner, at.y - normal.y * inner, ink);
        vertex(at.x + normal.x * inner, at.y + normal.y * inner, ink);
        vertex(at.x + normal.x * outer, at.y + normal.y * outer, nothing);
    }

    /// Two triangles between vertex pairs `step` apart.
    void quad(quint32 first, quint32 step)
    {
        m_mesh.indices.insert(m_mesh.indices.end(),
                              {first, first + 1, first + step, first + 1, first + step + 1, first + step});
    }

    ChartMesh m_mesh;
    float m_scale;
};

/// The part of a hatching line x + y = place that lies inside the band.
std::array<Vector, 2> clippedStripe(const ChartBand &band, float height, float place)
{
    const float left = std::max(band.left, place - height);
    const float right = std::min(band.right, place);
    return {Vector{left, place - left}, Vector{right, place - right}};
}

void hatch(const ChartScene &scene, const ChartBand &band, MeshBuilder &builder)
{
    const ChartStyle &style = scene.style;
    const float height = float(scene.size.height());
    const Ink ink = premultiplied(style.hatchColor, 1);
    // Stripes lie where x + y + phase is half a period past a multiple of it, as in the raster.
    const float offset = style.hatchPeriod / 2 - scene.hatchPhase;
    const float first = std::ceil((band.left - offset) / style.hatchPeriod);
    for (float place = first * style.hatchPeriod + offset; place < band.right + height; place += style.hatchPeriod) {
        const auto [from, to] = clippedStripe(band, height, place);
        if (from.x < to.x)
            builder.stroke({from, to}, style.hatchWidth / 2, ink);
    }
}

void line(const std::vector<ChartPoint> &run, float lineWidth, Ink ink, MeshBuilder &builder)
{
    std::vector<Vector> points;
    points.reserve(run.size() + 1);
    for (const ChartPoint &point : run)
        points.push_back({point.x, point.y});
    if (run.size() == 1) {
        // A sample without neighbours: a dot as wide as two lines.
        const Vector dot = points.front();
        builder.stroke({{dot.x - 0.01F, dot.y}, {dot.x + 0.01F, dot.y}}, lineWidth, ink);
        return;
    }
    builder.stroke(points, lineWidth / 2, ink);
}

} // namespace

ChartMesh chartMesh(const ChartScene &scene, qreal devicePixelRatio)
{
    MeshBuilder builder(1 / float(devicePixelRatio));
    for (const ChartBand &band : scene.bands)
        hatch(scene, band, builder);
    if (scene.style.fillOpacity > 0) {
        for (const ChartPath &path : scene.paths) {
            for (const std::vector<ChartPoint> &run : path.runs)
                builder.area(run, premultiplied(path.color, scene.style.fillOpacity));
        }
    }
    for (const ChartPath &path : scene.paths) {
        for (const std::vector<ChartPoint> &run : path.runs)
            line(run, scene.style.lineWidth, premultiplied(path.color, 1), builder);
    }
    return builder.take();
}

} // namespace telltale
