// SPDX-License-Identifier: MIT
#include "app/hostfeed/proctext.h"

#include <charconv>
#include <cmath>

namespace telltale {

namespace {

constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

template <typename Number>
std::optional<Number> wholeField(QByteArrayView field)
{
    Number number{};
    const auto [end, fault] = std::from_chars(field.begin(), field.end(), number);
    if (fault != std::errc() || end != field.end())
        return std::nullopt;
    return number;
}

} // namespace

std::optional<QByteArrayView> takeLine(QByteArrayView &text)
{
    const qsizetype end = text.indexOf('\n');
    if (end < 0)
        return std::nullopt;
    const QByteArrayView line = text.first(end);
    text = text.sliced(end + 1);
    return line;
}

QByteArrayView takeField(QByteArrayView &line)
{
    qsizetype begin = 0;
    while (begin < line.size() && isBlank(line[begin]))
        ++begin;
    qsizetype end = begin;
    while (end < line.size() && !isBlank(line[end]))
        ++end;
    const QByteArrayView field = line.sliced(begin, end - begin);
    line = line.sliced(end);
    return field;
}

std::optional<quint64> toCount(QByteArrayView field)
{
    return wholeField<quint64>(field);
}

std::optional<double> toDecimal(QByteArrayView field)
{
    const auto number = wholeField<double>(field);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

} // namespace telltale
