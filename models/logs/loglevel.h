// SPDX-License-Identifier: MIT
#pragma once

#include "models/values/severity.h"

#include <QLatin1String>
#include <QStringView>

#include <optional>

namespace telltale {

/// How much a line of a log wants to be read, least first.
enum class LogLevel : quint8 {
    Debug,
    Info, ///< also where a line says nothing of itself
    Warning,
    Error,
    Critical
};

/// Reads the words that programs and syslog (RFC 5424) use, in any case: "warn", "Warning", "err", "notice", ...
std::optional<LogLevel> parseLogLevel(QStringView word);
/// "debug", "info", "warning", "error", "critical".
QLatin1String toWord(LogLevel level);
/// Debug and Info: Ok; Warning: Medium; Error: High; Critical: Critical.
Severity severityOf(LogLevel level);

} // namespace telltale
