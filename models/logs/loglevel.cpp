// SPDX-License-Identifier: MIT
#include "models/logs/loglevel.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

std::optional<LogLevel> parseLogLevel(QStringView word)
{
    static constexpr std::array words{
        std::pair("trace"_L1, LogLevel::Debug),        std::pair("debug"_L1, LogLevel::Debug),
        std::pair("info"_L1, LogLevel::Info),          std::pair("informational"_L1, LogLevel::Info),
        std::pair("notice"_L1, LogLevel::Info),        std::pair("warning"_L1, LogLevel::Warning),
        std::pair("warn"_L1, LogLevel::Warning),       std::pair("error"_L1, LogLevel::Error),
        std::pair("err"_L1, LogLevel::Error),          std::pair("critical"_L1, LogLevel::Critical),
        std::pair("crit"_L1, LogLevel::Critical),      std::pair("fatal"_L1, LogLevel::Critical),
        std::pair("alert"_L1, LogLevel::Critical),     std::pair("panic"_L1, LogLevel::Critical),
        std::pair("emergency"_L1, LogLevel::Critical), std::pair("emerg"_L1, LogLevel::Critical)};
    for (const auto &[known, level] : words) {
        if (word.compare(known, Qt::CaseInsensitive) == 0)
            return level;
    }
    return std::nullopt;
}

QLatin1String toWord(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return "debug"_L1;
    case LogLevel::Info:
        return "info"_L1;
    case LogLevel::Warning:
        return "warning"_L1;
    case LogLevel::Error:
        return "error"_L1;
    case LogLevel::Critical:
        return "critical"_L1;
    }
    Q_UNREACHABLE();
}

Severity severityOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
    case LogLevel::Info:
        return Severity::Ok;
    case LogLevel::Warning:
        return Severity::Medium;
    case LogLevel::Error:
        return Severity::High;
    case LogLevel::Critical:
        return Severity::Critical;
    }
    Q_UNREACHABLE();
}

} // namespace telltale
