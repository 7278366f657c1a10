// SPDX-License-Identifier: MIT
#include "transport/protocol/retryafter.h"

#include "transport/protocol/httpdate.h"

#include <algorithm>

namespace telltale {

namespace {

/// All digits; a number that is beyond 30 years means "for ever" and stays there, so that it cannot overflow.
std::optional<milliseconds> parseDelaySeconds(QByteArrayView field)
{
    if (field.isEmpty() || !std::all_of(field.begin(), field.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    constexpr std::chrono::seconds longest(1'000'000'000);
    std::chrono::seconds delay{0};
    for (const char digit : field)
        delay = std::min(longest, delay * 10 + std::chrono::seconds(digit - '0'));
    return delay;
}

} // namespace

std::optional<milliseconds> parseRetryAfter(QByteArrayView field, milliseconds wallNow, milliseconds maximum)
{
    const QByteArrayView trimmed = field.trimmed();
    if (const auto delay = parseDelaySeconds(trimmed))
        return std::min(*delay, maximum);
    if (const auto date = parseHttpDate(trimmed, wallNow); date && *date > wallNow)
        return std::min(*date - wallNow, maximum);
    return std::nullopt;
}

} // namespace telltale
