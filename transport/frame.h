// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

#include <QByteArray>

namespace telltale {

/// One unit as a transport delivers it, before anyone knows what it means: a WebSocket message, an SSE block, the
/// body of a poll's answer. Bounded by TransportLimits.
struct Frame
{
    enum class Kind {
        Message,   ///< carries a payload
        CursorOnly ///< SSE: an id block without data; moves the resume id, brings no event
    };

    Kind kind = Kind::Message;
    QByteArray payload; ///< UTF-8 text unless isBinary
    bool isBinary = false;
    QByteArray type = {};        ///< SSE: the event field; empty elsewhere
    QByteArray lastEventId = {}; ///< SSE: lastEventId as of this block; poll: the ETag, if the answer had one
    bool identified = false;     ///< SSE: the id stood in this very block
    TimePoint receivedAt = {};

    friend bool operator==(const Frame &, const Frame &) = default;
};

} // namespace telltale
