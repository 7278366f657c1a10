// SPDX-License-Identifier: MIT
#pragma once

#include "models/values/unit.h"

#include <QLocale>
#include <QString>
#include <QTimeZone>
#include <QtGlobal>

#include <optional>

namespace telltale {

/// Whom a value is written for, where that matters: for dates, and for the units "locale" and "dateTimeAsSystem".
struct ValueContext
{
    qint64 nowMs = 0;    ///< the present of the feed, ms since 1970; 0: not known
    QTimeZone zone = {}; ///< not valid: this machine's
    QLocale locale = {};
};

/// What a finite value of a unit says that is written in words: dates, durations, truth, grouped and whole numbers.
/// Nothing for the other units, and where the value is too large for words (a year beyond 9999).
///
/// Durations name as many of years (365 days), months (30 days), weeks, days, hours, minutes, seconds and milliseconds,
/// from the first that is not zero, as decimals says, and one more. What is cut off is not rounded up.
std::optional<QString> wordsFor(const Unit &unit, double value, std::optional<int> decimals,
                                const ValueContext &context);

} // namespace telltale
