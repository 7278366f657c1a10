// SPDX-License-Identifier: MIT
#include "qml/items/chartreading.h"

#include "models/timetext.h"

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

/// The nearest column with samples in this direction, none beyond a hole.
std::optional<size_t> nearest(std::span<const Column> columns, size_t at, int direction)
{
    const auto end = direction < 0 ? std::ptrdiff_t(-1) : std::ptrdiff_t(columns.size());
    for (auto i = std::ptrdiff_t(at) + direction; i != end; i += direction) {
        const Column &column = columns[size_t(i)];
        if (column.count > 0)
            return size_t(i);
        if (column.hasGap)
            return {};
    }
    return {};
}

} // namespace

std::optional<double> readColumn(std::span<const Column> columns, size_t at, bool steps, bool held)
{
    if (at >= columns.size())
        return {};
    const Column &column = columns[at];
    if (column.count > 0)
        return column.last;
    if (column.hasGap)
        return {};
    const std::optional<size_t> before = nearest(columns, at, -1);
    const std::optional<size_t> after = nearest(columns, at, 1);
    if (!before || (!after && !held))
        return {};
    const bool isAfterNearer = after && *after - at < at - *before;
    return isAfterNearer && !steps ? columns[*after].first : columns[*before].last;
}

QString columnTimeText(qint64 timeMs, qint64 columnMs, qint64 nowMs)
{
    constexpr qint64 second = 1000;
    const QString text = clockText(timeMs, nowMs);
    if (columnMs >= second)
        return text;
    const qint64 rest = ((timeMs % second) + second) % second;
    return u"%1.%2"_s.arg(text).arg(rest, 3, 10, QChar(u'0'));
}

} // namespace telltale
