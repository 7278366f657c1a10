// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

#include <QString>

namespace telltale {

/// An age, never rounded up: "0.4 s", "12 s", "3 min", "2 h 5 min", "4 d 3 h". Negative: "0.0 s".
QString ageText(milliseconds age);
/// A wait, never rounded down: "4 s", "2 min", "1 h 5 min".
QString waitText(milliseconds wait);
/// A moment for people, ms since 1970 UTC, in local time: "14:08:12", with the date if it is not the day of nowMs.
QString clockText(qint64 timeMs, qint64 nowMs);

} // namespace telltale
