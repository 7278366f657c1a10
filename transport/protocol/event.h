// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"
#include "transport/protocol/cursor.h"
#include "transport/protocol/transportkind.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace telltale {

/// One event of a feed, as a dialect decoded it. Its payload is still text: what it means is Ingest's business.
struct Event
{
    Cursor cursor = {};                    ///< what resumes after this event (WHATWG lastEventId: may be inherited)
    std::optional<Position> position = {}; ///< where it stands, if the dialect's ids are dense
    bool identified = false;               ///< the id stood on this event itself, so it tells duplicates
    QByteArray type = {};                  ///< "metrics", "alert", ...; empty where the event was unnamed
    QByteArray payload = {};               ///< the payload's exact text (UTF-8), or bytes if isBinary
    bool isBinary = false;

    friend bool operator==(const Event &, const Event &) = default;
};

/// An event on its way to the stores: known not to be a duplicate, in order.
struct DeliveredEvent
{
    Event event;
    TransportKind transport = TransportKind::WebSocket;
    TimePoint receivedAt = {};      ///< when its last byte came, boot-time clock
    milliseconds receivedWall = {}; ///< the same by the wall clock, ms since 1970, for people

    friend bool operator==(const DeliveredEvent &, const DeliveredEvent &) = default;
};

/// A hole that is certain and was not filled: drawn, never bridged.
struct Gap
{
    Cursor after;   ///< the last accepted cursor before the hole; empty if there was none
    QString reason; ///< in words: "events 1043 to 1050 were not sent"
    TimePoint noticedAt = {};
    milliseconds noticedWall = {}; ///< ms since 1970

    friend bool operator==(const Gap &, const Gap &) = default;
};

/// Something heard from the server that proves it alive and tells its clock.
struct Beat
{
    std::optional<milliseconds> serverTime = {}; ///< the server's "t", ms since 1970; none where it sends none
    TimePoint receivedAt = {};
    milliseconds receivedWall = {};

    friend bool operator==(const Beat &, const Beat &) = default;
};

} // namespace telltale
