// SPDX-License-Identifier: MIT
#include "transport/protocol/cursor.h"

#include <algorithm>

namespace telltale {

namespace {
constexpr qsizetype maxIdLength = 128;

bool isPrintableAscii(char c)
{
    return c > 0x20 && c < 0x7f;
}
} // namespace

std::optional<Position> parsePosition(QByteArrayView id)
{
    const qsizetype colon = id.lastIndexOf(':');
    if (colon <= 0 || id.size() > maxIdLength || !std::all_of(id.begin(), id.end(), isPrintableAscii))
        return std::nullopt;
    const QByteArrayView digits = id.sliced(colon + 1);
    if (digits.isEmpty() || !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    bool fits = false;
    const quint64 sequence = digits.toByteArray().toULongLong(&fits);
    if (!fits)
        return std::nullopt;
    return Position{id.first(colon).toByteArray(), sequence};
}

Cursor toCursor(const Position &position)
{
    return position.epoch + ':' + QByteArray::number(position.sequence);
}

} // namespace telltale
