// SPDX-License-Identifier: MIT
#pragma once

#include "models/logs/logrecord.h"
#include "transport/protocol/result.h"

#include <QByteArrayView>

#include <memory>
#include <optional>
#include <string_view>

namespace telltale {

struct LogLimits
{
    qsizetype payload = 1 << 20; ///< bytes of one event
    qsizetype text = 1'000;      ///< characters of a line
    qsizetype labels = 300;      ///< characters of all labels
    qsizetype labelCount = 16;
};

struct ParsedLog
{
    LogRecord record;
    std::optional<qint64> timeMs = {}; ///< "t"; none: the time of receipt
};

/// Reads {"t":<ms>,"text":"...","level":"warning","labels":{"unit":"web"}}, of which only "text" must be there. What
/// of the others cannot be read counts as not there. Total: any bytes give a result or an Error (BadData, TooLarge).
class LogParser
{
public:
    explicit LogParser(LogLimits limits = {});
    ~LogParser();
    Q_DISABLE_COPY_MOVE(LogParser)

    Result<ParsedLog> parse(QByteArrayView payload, LogRecord::Kind kind);
    /// A line of which nothing but its text is known.
    LogRecord fromText(std::string_view text) const;

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace telltale
