// SPDX-License-Identifier: MIT
#include "qml/items/chartdamage.h"

#include <algorithm>
#include <cmath>

namespace telltale {

namespace {

constexpr float leftOfAll = -std::numeric_limits<float>::infinity();
constexpr float rightOfAll = std::numeric_limits<float>::infinity();

/// As ChartDamage, in pixels of the later scene.
struct Difference
{
    float to = leftOfAll;
    float from = rightOfAll;

    void add(const Difference &other)
    {
        to = std::max(to, other.to);
        from = std::min(from, other.from);
    }
};
constexpr Difference everywhere{rightOfAll, leftOfAll};

/// A walk over the points of a path, run by run, in pixels of the later scene.
class Cursor
{
public:
    Cursor(const ChartPath &path, float shift)
        : m_path(&path)
        , m_shift(shift)
    {}

    bool atEnd() const { return m_run == m_path->runs.size(); }
    bool startsRun() const { return m_point == 0; }
    float x() const { return m_path->runs[m_run][m_point].x - m_shift; }
    void next()
    {
        if (++m_point == m_path->runs[m_run].size()) {
            ++m_run;
            m_point = 0;
        }
    }
    bool isAt(const Cursor &other) const
    {
        const ChartPoint &mine = m_path->runs[m_run][m_point];
        const ChartPoint &its = other.m_path->runs[other.m_run][other.m_point];
        return x() == other.x() && mine.y == its.y && mine.base == its.base;
    }

private:
    const ChartPath *m_path;
    float m_shift;
    size_t m_run = 0;
    size_t m_point = 0;
};

/// Whether the columns before `end` are drawn otherwise.
bool differsBefore(float end, Cursor was, Cursor is)
{
    for (; !was.atEnd() && !is.atEnd() && is.x() < end; was.next(), is.next()) {
        if (!was.isAt(is))
            return true;
    }
    return !was.atEnd() && was.x() < end;
}

/// Leaves out the points that were forgotten or slid away, and those of the oldest column if it lost some of its
/// samples. Returns up to where that is seen.
float skipForgotten(Cursor &was, Cursor &is, float reach)
{
    if (is.atEnd())
        return leftOfAll;
    const float first = is.x();
    bool seen = false;
    bool skipped = false;
    while (!was.atEnd() && was.x() < first) {
        seen |= was.x() + reach > 0;
        skipped = true;
        was.next();
    }
    const bool isCut = skipped && !was.atEnd() && !was.startsRun() && first + reach > 0;
    if (!seen && !isCut && !differsBefore(first + 1, was, is))
        return leftOfAll;
    while (!is.atEnd() && is.x() < first + 1)
        is.next();
    while (!was.atEnd() && was.x() < first + 1)
        was.next();
    return (is.atEnd() ? first + 1 : is.x()) + reach;
}

Difference difference(const ChartPath &before, const ChartPath &after, float shift, float reach)
{
    if (before.color != after.color)
        return everywhere;
    Cursor was(before, shift);
    Cursor is(after, 0);
    Difference found;
    found.to = skipForgotten(was, is, reach);
    float common = leftOfAll; // the last point of both in the current run
    for (bool isFirst = true; !was.atEnd() && !is.atEnd(); isFirst = false) {
        // The first one may have lost its predecessor.
        if ((was.startsRun() != is.startsRun() && !isFirst) || !was.isAt(is))
            break;
        common = is.x();
        was.next();
        is.next();
    }
    if (!was.atEnd())
        found.from = (was.startsRun() ? was.x() : common) - reach;
    if (!is.atEnd())
        found.from = std::min(found.from, (is.startsRun() ? is.x() : common) - reach);
    return found;
}

/// A band that began before the window is as good as one that began earlier still.
float leftOf(const ChartBand &band, float shift)
{
    return std::max(0.0F, band.left - shift);
}

Difference difference(const std::vector<ChartBand> &before, const std::vector<ChartBand> &after, float shift)
{
    auto was = std::find_if(before.begin(), before.end(), [&](const ChartBand &band) { return band.right > shift; });
    auto is = after.begin();
    while (was != before.end() && is != after.end() && leftOf(*was, shift) == is->left &&
           was->right - shift == is->right) {
        ++was;
        ++is;
    }
    Difference found;
    const bool bothLeft = was != before.end() && is != after.end();
    if (bothLeft && leftOf(*was, shift) == is->left)
        found.from = std::min(was->right - shift, is->right);
    else if (bothLeft)
        found.from = std::min(was->left - shift, is->left);
    else if (was != before.end())
        found.from = was->left - shift;
    else if (is != after.end())
        found.from = is->left;
    return found;
}

} // namespace

ChartDamage chartDamage(const ChartScene &before, const ChartScene &after, bool sameColumns)
{
    const qint64 moved = after.firstColumn - before.firstColumn;
    const bool slid = sameColumns && before.size == after.size && before.style == after.style &&
                      before.paths.size() == after.paths.size() && moved >= 0 && moved < after.size.width();
    if (!slid)
        return ChartDamage::everything();
    const auto shift = float(moved);
    // A dot is as high as two lines; half a pixel of every edge is softened, and joints reach over.
    const float reach = after.style.lineWidth + 2;
    Difference found = difference(before.bands, after.bands, shift);
    for (size_t i = 0; i < after.paths.size(); ++i)
        found.add(difference(before.paths[i], after.paths[i], shift, reach));
    if (moved > 0)
        found.from = std::min(found.from, float(before.size.width() - moved) - reach);
    if (found.from <= std::max(0.0F, found.to))
        return ChartDamage::everything();
    ChartDamage damage;
    if (found.to > 0)
        damage.toColumn = after.firstColumn + qint64(std::ceil(found.to));
    if (found.from < float(after.size.width()))
        damage.fromColumn = after.firstColumn + qint64(std::floor(found.from));
    return damage;
}

} // namespace telltale
