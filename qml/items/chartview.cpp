// SPDX-License-Identifier: MIT
#include "qml/items/chartview.h"

#include "models/floordivided.h"

#include <algorithm>
#include <cmath>

namespace telltale {

namespace {

qint64 columnOf(qint64 spanMs, int columns)
{
    return std::max<qint64>(1, qint64(std::llround(double(spanMs) / columns)));
}

} // namespace

ChartView::Span ChartView::span(const Bounds &bounds) const
{
    const bool isLive = m_mode == Mode::Live;
    const qint64 columnMs = columnOf(isLive ? bounds.windowMs : m_spanMs, bounds.columns);
    // The column of the present is shown while it fills; a chosen span ends with the column it ends in.
    const qint64 last = floorDivided(isLive ? bounds.liveMs : m_endMs - 1, columnMs);
    return {last + 1 - bounds.columns, columnMs};
}

qint64 ChartView::behindMs(const Bounds &bounds) const
{
    return m_mode == Mode::Live ? 0 : std::max<qint64>(0, bounds.liveMs - m_endMs);
}

void ChartView::hold(const Bounds &bounds, Mode mode)
{
    if (m_mode == Mode::Live) {
        const Span now = span(bounds);
        m_spanMs = now.columnMs * bounds.columns;
        m_endMs = (now.firstColumn + bounds.columns) * now.columnMs;
        m_mode = mode;
    }
}

void ChartView::keepWithin(const Bounds &bounds)
{
    // Up to the end of the column that is filling.
    const qint64 columnMs = columnOf(m_spanMs, bounds.columns);
    const qint64 latest = (floorDivided(bounds.liveMs, columnMs) + 1) * columnMs;
    const qint64 earliest = std::min(latest, bounds.oldestMs + m_spanMs);
    m_endMs = std::clamp(m_endMs, earliest, latest);
}

void ChartView::pause(const Bounds &bounds)
{
    hold(bounds, Mode::Paused);
}

void ChartView::zoom(double factor, int column, const Bounds &bounds)
{
    const Span before = span(bounds);
    const qint64 liveColumnMs = columnOf(bounds.windowMs, bounds.columns);
    const qint64 least = std::min(leastColumnMs, liveColumnMs);
    const qint64 known = (bounds.liveMs - bounds.oldestMs) / bounds.columns + 1;
    const qint64 most = std::max({known, liveColumnMs, least});
    auto columnMs = qint64(std::llround(double(before.columnMs) * factor));
    if (columnMs == before.columnMs && factor != 1)
        columnMs += factor > 1 ? 1 : -1;
    columnMs = std::clamp(columnMs, least, most);
    if (columnMs == before.columnMs)
        return;
    hold(bounds, Mode::Zoomed);
    const qint64 fixedMs = (before.firstColumn + column) * before.columnMs + before.columnMs / 2;
    m_spanMs = columnMs * bounds.columns;
    m_endMs = (floorDivided(fixedMs, columnMs) - column + bounds.columns) * columnMs;
    keepWithin(bounds);
}

void ChartView::pan(int columns, const Bounds &bounds)
{
    // Already at the newest: there is nothing to its right.
    if (columns == 0 || (m_mode == Mode::Live && columns > 0))
        return;
    hold(bounds, Mode::Zoomed);
    m_endMs += columns * columnOf(m_spanMs, bounds.columns);
    keepWithin(bounds);
}

} // namespace telltale
