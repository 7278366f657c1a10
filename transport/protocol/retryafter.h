// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

#include <QByteArrayView>

#include <optional>

namespace telltale {

/// Reads a Retry-After field (RFC 9110 10.2.3): delay-seconds or an HTTP-date, the latter against wallNow.
/// Anything else, and a date in the past, is nothing: a bad value is ignored, never guessed at. At most maximum.
std::optional<milliseconds> parseRetryAfter(QByteArrayView field, milliseconds wallNow,
                                            milliseconds maximum = std::chrono::minutes(10));

} // namespace telltale
