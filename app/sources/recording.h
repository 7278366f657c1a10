// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/event.h"
#include "transport/protocol/result.h"

#include <QList>
#include <QString>

namespace telltale {

struct RecordingLimits
{
    qint64 line = 8 << 20;   ///< bytes
    qint64 bytes = 64 << 20; ///< of the file
};

struct RecordedEvent
{
    Event event;
    TransportKind transport = TransportKind::Sse; ///< that it came over
    milliseconds receivedWall = {};               ///< when it came, ms since 1970
};

/// Reads what `telltale tail` printed: one JSON object a line, with "data" (or "data64") and "t"; "id", "event" and
/// "transport" may be missing, empty lines do not count. At least one event. Errors: "FILE:LINE: what is wrong".
Result<QList<RecordedEvent>> readRecording(const QString &path, RecordingLimits limits = {});

} // namespace telltale
