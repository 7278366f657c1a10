// SPDX-License-Identifier: MIT
#include "qml/items/chartraster.h"

#include <algorithm>
#include <cmath>

namespace telltale {

namespace {

/// dst = src over dst, src given as an opaque colour and an opacity of 0 to 255.
void blend(QRgb &dst, QColor color, int opacity)
{
    const int alpha = opacity * color.alpha() / 255;
    if (alpha <= 0)
        return;
    const QRgb src = qPremultiply(qRgba(color.red(), color.green(), color.blue(), alpha));
    const int rest = 255 - alpha;
    const auto over = [rest](int above, int below) { return above + (below * rest + 127) / 255; };
    dst = qRgba(over(qRed(src), qRed(dst)), over(qGreen(src), qGreen(dst)), over(qBlue(src), qBlue(dst)),
                over(alpha, qAlpha(dst)));
}

QRgb *row(QImage &image, int y)
{
    return reinterpret_cast<QRgb *>(image.scanLine(y));
}

float squared(float value)
{
    return value * value;
}

/// How much of a pixel at this distance from the line's middle the line covers, 0 to 255.
int coverage(float distance, float halfWidth)
{
    return int(std::clamp(halfWidth + 0.5F - distance, 0.0F, 1.0F) * 255.0F);
}

float distanceToSegment(float x, float y, ChartPoint from, ChartPoint to)
{
    const float dx = to.x - from.x;
    const float dy = to.y - from.y;
    const float length2 = squared(dx) + squared(dy);
    const float along = length2 > 0 ? std::clamp(((x - from.x) * dx + (y - from.y) * dy) / length2, 0.0F, 1.0F) : 0.0F;
    return std::sqrt(squared(x - from.x - along * dx) + squared(y - from.y - along * dy));
}

ChartPoint interpolate(ChartPoint from, ChartPoint to, float x)
{
    const float span = to.x - from.x;
    const float part = span > 0 ? std::clamp((x - from.x) / span, 0.0F, 1.0F) : 1.0F;
    return {x, from.y + part * (to.y - from.y), from.base + part * (to.base - from.base)};
}

} // namespace

QImage ChartRaster::paint(const ChartScene &scene)
{
    if (scene.size.isEmpty())
        return {};
    QImage image(scene.size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    if (m_size != scene.size) {
        m_size = scene.size;
        m_coverage.assign(size_t(m_size.width()) * size_t(m_size.height()), 0);
    }
    paintBands(scene, image);
    if (scene.style.fillOpacity > 0) {
        for (const ChartPath &path : scene.paths)
            paintArea(path, scene.style.fillOpacity, image);
    }
    for (const ChartPath &path : scene.paths)
        paintLine(path, scene.style.lineWidth, image);
    return image;
}

void ChartRaster::paintBands(const ChartScene &scene, QImage &image) const
{
    constexpr float diagonal = 0.70710678F;
    const float period = scene.style.hatchPeriod;
    for (const ChartBand &band : scene.bands) {
        const int left = std::max(0, int(std::lround(band.left)));
        const int right = std::min(m_size.width(), int(std::lround(band.right)));
        for (int y = 0; y < m_size.height() && left < right; ++y) {
            QRgb *const line = row(image, y);
            for (int x = left; x < right; ++x) {
                const float place = std::fmod(float(x + y) + scene.hatchPhase, period);
                const float distance = std::abs(place - period / 2) * diagonal;
                blend(line[x], scene.style.hatchColor, coverage(distance, scene.style.hatchWidth / 2));
            }
        }
    }
}

void ChartRaster::paintArea(const ChartPath &path, float opacity, QImage &image) const
{
    for (const std::vector<ChartPoint> &run : path.runs) {
        if (run.size() < 2)
            continue;
        const int first = std::max(0, int(std::ceil(run.front().x - 0.5F)));
        const int last = std::min(m_size.width() - 1, int(std::floor(run.back().x - 0.5F)));
        size_t next = 1;
        for (int column = first; column <= last; ++column) {
            const float x = float(column) + 0.5F;
            while (next + 1 < run.size() && run[next].x < x)
                ++next;
            const ChartPoint point = interpolate(run[next - 1], run[next], x);
            const float top = std::clamp(std::min(point.y, point.base), 0.0F, float(m_size.height()));
            const float bottom = std::clamp(std::max(point.y, point.base), 0.0F, float(m_size.height()));
            const int end = std::min(m_size.height(), int(std::ceil(bottom)));
            for (int y = int(top); y < end; ++y) {
                const float covered = std::min(bottom, float(y + 1)) - std::max(top, float(y));
                blend(row(image, y)[column], path.color, int(opacity * covered * 255.0F));
            }
        }
    }
}

void ChartRaster::coverColumn(int column, ChartPoint from, ChartPoint to, float halfWidth)
{
    const float reach = halfWidth + 1;
    const float x = float(column) + 0.5F;
    const float y1 = interpolate(from, to, x - reach).y;
    const float y2 = interpolate(from, to, x + reach).y;
    const bool vertical = from.x == to.x;
    const float high = vertical ? std::min(from.y, to.y) : std::min(y1, y2);
    const float low = vertical ? std::max(from.y, to.y) : std::max(y1, y2);
    const int top = std::max(0, int(std::floor(high - reach)));
    const int bottom = std::min(m_size.height() - 1, int(std::ceil(low + reach)));
    for (int y = top; y <= bottom; ++y) {
        const int covered = coverage(distanceToSegment(x, float(y) + 0.5F, from, to), halfWidth);
        uchar &pixel = m_coverage[size_t(y) * size_t(m_size.width()) + size_t(column)];
        pixel = std::max(pixel, uchar(covered));
    }
    m_dirtyTop = std::min(m_dirtyTop, top);
    m_dirtyBottom = std::max(m_dirtyBottom, bottom);
}

void ChartRaster::coverSegment(ChartPoint from, ChartPoint to, float halfWidth)
{
    const int first = std::max(0, int(std::floor(from.x - halfWidth - 0.5F)));
    const int last = std::min(m_size.width() - 1, int(std::ceil(to.x + halfWidth - 0.5F)));
    for (int column = first; column <= last; ++column)
        coverColumn(column, from, to, halfWidth);
}

void ChartRaster::paintLine(const ChartPath &path, float lineWidth, QImage &image)
{
    m_dirtyTop = m_size.height();
    m_dirtyBottom = -1;
    for (const std::vector<ChartPoint> &run : path.runs) {
        if (run.size() == 1)
            coverSegment(run.front(), run.front(), lineWidth);
        for (size_t i = 1; i < run.size(); ++i)
            coverSegment(run[i - 1], run[i], lineWidth / 2);
    }
    blendCoverage(path.color, image);
}

void ChartRaster::blendCoverage(QColor color, QImage &image)
{
    for (int y = m_dirtyTop; y <= m_dirtyBottom; ++y) {
        QRgb *const line = row(image, y);
        uchar *const covered = m_coverage.data() + size_t(y) * size_t(m_size.width());
        for (int x = 0; x < m_size.width(); ++x) {
            if (covered[x] > 0)
                blend(line[x], color, covered[x]);
        }
        std::fill_n(covered, m_size.width(), uchar(0));
    }
}

} // namespace telltale
