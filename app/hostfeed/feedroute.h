// SPDX-License-Identifier: MIT
#pragma once

#include "app/hostfeed/httprequest.h"
#include "app/hostfeed/httpresponse.h"
#include "transport/protocol/cursor.h"

#include <variant>

namespace telltale {

/// What a request asks of the feed.
struct FeedRoute
{
    enum class Kind {
        WebSocket, ///< GET with a sound RFC 6455 upgrade
        Sse,       ///< GET that accepts text/event-stream
        LongPoll,  ///< GET with Prefer: wait (RFC 7240)
        Poll,      ///< any other GET of the feed
        Snapshot,
        History,
        Publish,
        Commands
    };

    Kind kind = Kind::Poll;
    milliseconds wait{0}; ///< LongPoll: whole seconds, at most maximumWait

    friend bool operator==(const FeedRoute &, const FeedRoute &) = default;
};

/// The feed stands at "/" and at "/feed"; /snapshot, /history, /publish and /commands extend either. Anything else is
/// refused: 404, 405 with Allow, 426 and 400 for an upgrade that RFC 6455 4.2.1 does not accept. Pure.
std::variant<FeedRoute, HttpResponse> routeOf(const HttpRequest &request, milliseconds maximumWait);

/// Where the client wants to resume: Last-Event-ID, else last_event_id of the query, else empty.
Cursor cursorOf(const HttpRequest &request);

} // namespace telltale
