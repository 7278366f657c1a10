// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

#include <QByteArrayView>

#include <optional>

namespace telltale {

/// Reads an HTTP-date (RFC 9110 5.6.7) in any of its three forms, as they stand in its grammar: "Sun, 06 Nov 1994
/// 08:49:37 GMT", and of old servers "Sunday, 06-Nov-94 08:49:37 GMT" and "Sun Nov  6 08:49:37 1994". Ms since 1970; a
/// year of two digits is the last one that is at most 50 years after wallNow. Nothing for anything else: another
/// spelling, a day that does not exist or is another day of the week, a leap second.
std::optional<milliseconds> parseHttpDate(QByteArrayView text, milliseconds wallNow);

} // namespace telltale
