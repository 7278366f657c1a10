// SPDX-License-Identifier: MIT
#pragma once

#include "app/hostfeed/httprequest.h"
#include "transport/protocol/clock.h"

namespace telltale {

/// Every bound of the feed server towards its clients. Sizes in bytes.
struct FeedServerLimits
{
    HttpLimits http = {};
    int clients = 256;                ///< connections at a time; more are answered 503
    qsizetype unsent = 4 << 20;       ///< queued towards a client that does not read; more drops it
    qsizetype message = 1 << 20;      ///< a WebSocket message from a client
    qsizetype batch = 100;            ///< events in one WebSocket message of the backlog
    qsizetype answer = 2 << 20;       ///< data of the events in one poll's answer; what is left comes with the next
    milliseconds request{10'000};     ///< a request, from its first byte (or the connection) to its last
    milliseconds idle{60'000};        ///< between two requests of a connection, and for an answer to be read
    milliseconds linger{1'000};       ///< reads on after a refusal, so that a reset does not overtake the answer
    milliseconds maximumWait{60'000}; ///< how long a poll is held at most
    milliseconds coalesce{5};         ///< a held poll waits this long for company of the event that ends it
};

} // namespace telltale
