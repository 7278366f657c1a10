// SPDX-License-Identifier: MIT
#include "app/hostfeed/procgauges.h"

#include "app/hostfeed/proctext.h"

namespace telltale {

std::optional<LoadAverage> parseLoadAverage(QByteArrayView text)
{
    auto line = takeLine(text);
    if (!line)
        return std::nullopt;
    const auto one = toDecimal(takeField(*line));
    const auto five = toDecimal(takeField(*line));
    const auto fifteen = toDecimal(takeField(*line));
    const QByteArrayView tasks = takeField(*line);
    const auto threads = toCount(tasks.sliced(tasks.indexOf('/') + 1));
    if (!one || !five || !fifteen || !threads)
        return std::nullopt;
    return LoadAverage{.one = *one, .five = *five, .fifteen = *fifteen, .threads = *threads};
}

std::optional<double> parseUptime(QByteArrayView text)
{
    auto line = takeLine(text);
    return line ? toDecimal(takeField(*line)) : std::nullopt;
}

std::optional<double> parsePressure(QByteArrayView text)
{
    constexpr QByteArrayView wanted = "avg10=";
    while (auto line = takeLine(text)) {
        if (takeField(*line) != "some")
            continue;
        const QByteArrayView field = takeField(*line);
        return field.startsWith(wanted) ? toDecimal(field.sliced(wanted.size())) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<quint64> parseResidentPages(QByteArrayView text)
{
    auto line = takeLine(text);
    if (!line)
        return std::nullopt;
    takeField(*line);
    return toCount(takeField(*line));
}

std::optional<double> parseTemperature(QByteArrayView text)
{
    constexpr double absoluteZero = -273.15;
    const auto millidegrees = toDecimal(text.trimmed());
    if (!millidegrees || *millidegrees / 1000 < absoluteZero)
        return std::nullopt;
    return *millidegrees / 1000;
}

} // namespace telltale
