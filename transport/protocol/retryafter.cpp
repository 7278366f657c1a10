// SPDX-License-Identifier: MIT
#include "transport/protocol/retryafter.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

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

std::optional<milliseconds> parseFixdate(QByteArrayView field)
{
    // IMF-fixdate only: "Sun, 06 Nov 1994 08:49:37 GMT". The two obsolete forms are not sent by any server of today.
    const QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(field), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return std::nullopt;
    return milliseconds(QDateTime(date.date(), date.time(), Qt::UTC).toMSecsSinceEpoch());
}

} // namespace

std::optional<milliseconds> parseRetryAfter(QByteArrayView field, milliseconds wallNow, milliseconds maximum)
{
    const QByteArrayView trimmed = field.trimmed();
    if (const auto delay = parseDelaySeconds(trimmed))
        return std::min(*delay, maximum);
    if (const auto date = parseFixdate(trimmed); date && *date > wallNow)
        return std::min(*date - wallNow, maximum);
    return std::nullopt;
}

} // namespace telltale
