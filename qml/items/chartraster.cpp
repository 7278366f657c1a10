// SPDX-License-Identifier: MIT
#include "qml/items/chartraster.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace telltale {

namespace {

/// Every channel times part / 255.
QRgb scaled(QRgb pixel, uint part)
{
    constexpr uint channels = 0xFF00FF;
    const auto divided = [](uint product) { return product + ((product >> 8) & channels) + 0x800080; };
    const uint low = (divided((pixel & channels) * part) >> 8) & channels;
    const uint high = divided(((pixel >> 8) & channels) * part) & ~channels;
    return high | low;
}

/// dst = src over dst, src given as a premultiplied colour and an opacity of 0 to 255.
void blend(QRgb &dst, QRgb ink, int opacity)
{
    const QRgb src = scaled(ink, uint(opacity));
    dst = src + scaled(dst, uint(255 - qAlpha(src)));
}

QRgb inkOf(const QColor &color)
{
    return qPremultiply(color.rgba());
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

/// The part of a run that can leave ink in columns [from, to): indices of its first and one past its last point.
std::pair<size_t, size_t> pointsWithin(const std::vector<ChartPoint> &run, float from, float to)
{
    const auto before = [](const ChartPoint &point, float x) { return point.x < x; };
    const auto first = std::lower_bound(run.begin(), run.end(), from, before);
    const auto last = std::lower_bound(first, run.end(), to, before);
    return {size_t(first - run.begin()) - (first == run.begin() ? 0 : 1),
            size_t(last - run.begin()) + (last == run.end() ? 0 : 1)};
}

} // namespace

QImage ChartRaster::paint(const ChartScene &scene)
{
    if (scene.size.isEmpty())
        return {};
    QImage image(scene.size, QImage::Format_ARGB32_Premultiplied);
    paint(scene, image, 0, 0, scene.size.width());
    return image;
}

void ChartRaster::paint(const ChartScene &scene, QImage &image, int left, int from, int to)
{
    Q_ASSERT(left <= from && to - left <= image.width() && image.height() == scene.size.height());
    if (from >= to)
        return;
    const Target target{reinterpret_cast<QRgb *>(image.bits()) - left, image.bytesPerLine() / qsizetype(sizeof(QRgb)),
                        from, to, scene.size.height()};
    m_coverage.resize(std::max(m_coverage.size(), size_t(to - from) * size_t(target.height)));
    clear(target);
    paintBands(scene, target);
    if (scene.style.fillOpacity > 0) {
        for (const ChartPath &path : scene.paths)
            paintArea(path, scene.style.fillOpacity, target);
    }
    for (const ChartPath &path : scene.paths)
        paintLine(path, scene.style.lineWidth, target);
}

void ChartRaster::clear(const Target &target) const
{
    for (int y = 0; y < target.height; ++y) {
        QRgb *const row = target.row(y);
        std::fill(row + target.from, row + target.to, QRgb(0));
    }
}

void ChartRaster::paintBands(const ChartScene &scene, const Target &target) const
{
    constexpr float diagonal = 0.70710678F;
    const float period = scene.style.hatchPeriod;
    const QRgb ink = inkOf(scene.style.hatchColor);
    for (const ChartBand &band : scene.bands) {
        const int left = std::max(target.from, int(std::lround(band.left)));
        const int right = std::min(target.to, int(std::lround(band.right)));
        for (int y = 0; y < target.height && left < right; ++y) {
            QRgb *const row = target.row(y);
            for (int x = left; x < right; ++x) {
                const float place = std::fmod(float(x + y) + scene.hatchPhase, period);
                const float distance = std::abs(place - period / 2) * diagonal;
                blend(row[x], ink, coverage(distance, scene.style.hatchWidth / 2));
            }
        }
    }
}

void ChartRaster::paintArea(const ChartPath &path, float opacity, const Target &target) const
{
    const QRgb ink = inkOf(path.color);
    for (const std::vector<ChartPoint> &run : path.runs) {
        if (run.size() < 2)
            continue;
        const int first = std::max(target.from, int(std::ceil(run.front().x - 0.5F)));
        const int last = std::min(target.to - 1, int(std::floor(run.back().x - 0.5F)));
        size_t next = std::max<size_t>(1, pointsWithin(run, float(first), float(last)).first);
        for (int column = first; column <= last; ++column) {
            const float x = float(column) + 0.5F;
            while (next + 1 < run.size() && run[next].x < x)
                ++next;
            const ChartPoint point = interpolate(run[next - 1], run[next], x);
            const float top = std::clamp(std::min(point.y, point.base), 0.0F, float(target.height));
            const float bottom = std::clamp(std::max(point.y, point.base), 0.0F, float(target.height));
            const int end = std::min(target.height, int(std::ceil(bottom)));
            for (int y = int(top); y < end; ++y) {
                const float covered = std::min(bottom, float(y + 1)) - std::max(top, float(y));
                blend(target.row(y)[column], ink, int(opacity * covered * 255.0F));
            }
        }
    }
}

void ChartRaster::coverPixels(int column, int top, int bottom, ChartPoint from, ChartPoint to, float halfWidth,
                              const Target &target)
{
    const auto stride = size_t(target.to - target.from);
    const float x = float(column) + 0.5F;
    // Between the ends of an upright line every pixel of the column is equally far from it.
    const bool upright = from.x == to.x;
    const float high = upright ? std::min(from.y, to.y) : 0;
    const float low = upright ? std::max(from.y, to.y) : -1;
    const int beside = coverage(std::abs(x - from.x), halfWidth);
    uchar *pixel = m_coverage.data() + size_t(top) * stride + size_t(column - target.from);
    for (int row = top; row <= bottom; ++row, pixel += stride) {
        const float y = float(row) + 0.5F;
        const bool isBeside = y >= high && y <= low;
        const int covered = isBeside ? beside : coverage(distanceToSegment(x, y, from, to), halfWidth);
        *pixel = std::max(*pixel, uchar(covered));
    }
}

void ChartRaster::coverColumn(int column, ChartPoint from, ChartPoint to, float halfWidth, const Target &target)
{
    const float reach = halfWidth + 1;
    const float x = float(column) + 0.5F;
    const float y1 = interpolate(from, to, x - reach).y;
    const float y2 = interpolate(from, to, x + reach).y;
    const bool vertical = from.x == to.x;
    const float high = vertical ? std::min(from.y, to.y) : std::min(y1, y2);
    const float low = vertical ? std::max(from.y, to.y) : std::max(y1, y2);
    const int top = std::max(0, int(std::floor(high - reach)));
    const int bottom = std::min(target.height - 1, int(std::ceil(low + reach)));
    if (top > bottom)
        return;
    coverPixels(column, top, bottom, from, to, halfWidth, target);
    m_dirtyTop = std::min(m_dirtyTop, top);
    m_dirtyBottom = std::max(m_dirtyBottom, bottom);
}

void ChartRaster::coverSegment(ChartPoint from, ChartPoint to, float halfWidth, const Target &target)
{
    const int first = std::max(target.from, int(std::floor(from.x - halfWidth - 0.5F)));
    const int last = std::min(target.to - 1, int(std::ceil(to.x + halfWidth - 0.5F)));
    for (int column = first; column <= last; ++column)
        coverColumn(column, from, to, halfWidth, target);
}

void ChartRaster::paintLine(const ChartPath &path, float lineWidth, const Target &target)
{
    m_dirtyTop = target.height;
    m_dirtyBottom = -1;
    const float reach = lineWidth + 1;
    for (const std::vector<ChartPoint> &run : path.runs) {
        if (run.size() == 1)
            coverSegment(run.front(), run.front(), lineWidth, target);
        const auto [first, last] = pointsWithin(run, float(target.from) - reach, float(target.to) + reach);
        for (size_t i = first + 1; i < last; ++i)
            coverSegment(run[i - 1], run[i], lineWidth / 2, target);
    }
    blendCoverage(path.color, target);
}

void ChartRaster::blendCoverage(QColor color, const Target &target)
{
    const QRgb ink = inkOf(color);
    const int columns = target.to - target.from;
    for (int y = m_dirtyTop; y <= m_dirtyBottom; ++y) {
        QRgb *const row = target.row(y) + target.from;
        uchar *const covered = m_coverage.data() + size_t(y) * size_t(columns);
        for (int x = 0; x < columns; ++x) {
            if (covered[x] > 0)
                blend(row[x], ink, covered[x]);
        }
        std::fill_n(covered, columns, uchar(0));
    }
}

ChartRows inkedRows(const ChartScene &scene, int from, int to)
{
    const int height = scene.size.height();
    for (const ChartBand &band : scene.bands) {
        if (band.right > float(from) && band.left < float(to))
            return {0, height};
    }
    // A dot is as high as two lines, and every edge is softened.
    const float reach = scene.style.lineWidth + 1;
    const bool isFilled = scene.style.fillOpacity > 0;
    float top = std::numeric_limits<float>::infinity();
    float bottom = -top;
    for (const ChartPath &path : scene.paths) {
        for (const std::vector<ChartPoint> &run : path.runs) {
            const auto [first, last] = pointsWithin(run, float(from) - reach, float(to) + reach);
            const bool isBeside = run.back().x < float(from) - reach || run.front().x > float(to) + reach;
            for (size_t i = first; i < last && !isBeside; ++i) {
                top = std::min(top, isFilled ? std::min(run[i].y, run[i].base) : run[i].y);
                bottom = std::max(bottom, isFilled ? std::max(run[i].y, run[i].base) : run[i].y);
            }
        }
    }
    if (top > bottom)
        return {0, 0};
    return {std::clamp(int(std::floor(top - reach)), 0, height), std::clamp(int(std::ceil(bottom + reach)), 0, height)};
}

} // namespace telltale
