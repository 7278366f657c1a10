// SPDX-License-Identifier: MIT
#include "transport/protocol/retryafter.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

/// All digits, and few enough that the number fits; longer ones mean "for ever", which the maximum bounds.
std::optional<milliseconds> parseDelaySeconds(QByteArrayView field)
{
    if (field.isEmpty() || !std::all_of(field.begin(), field.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    constexpr qsizetype fitsInMilliseconds = 12;
    const QByteArrayView digits = field.first(std::min(field.size(), fitsInMilliseconds));
    return std::chrono::seconds(digits.toByteArray().toLongLong());
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
