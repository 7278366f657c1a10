// SPDX-License-Identifier: MIT
#pragma once

#include "models/logs/loglevel.h"

#include <QString>

namespace telltale {

/// A line of a log. Its texts are fit to be shown as plain text: cleaned, and bounded.
struct LogRecord
{
    enum class Kind : quint8 {
        Line,       ///< the feed's event "log", or the text of a plain payload
        Annotation, ///< the feed's event "annotation": something that people should know when they look at the charts
        Gap,        ///< lines may be missing here; text is why
        Skipped     ///< `skipped` lines stood here, and were not kept
    };

    Kind kind = Kind::Line;
    LogLevel level = LogLevel::Info;
    quint64 skipped = 0;
    qint64 timeMs = 0; ///< ms since 1970 UTC
    QString text = {};
    QString labels = {}; ///< "unit=web host=a"

    /// What it takes in memory, in bytes, nearly.
    qsizetype size() const { return qsizetype(sizeof(LogRecord)) + 2 * (text.size() + labels.size()); }

    friend bool operator==(const LogRecord &, const LogRecord &) = default;
};

} // namespace telltale
