// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/error.h"
#include "transport/protocol/transportkind.h"

namespace telltale {

/// What the end of an attempt or of a link says about trying again.
enum class Verdict {
    ServerDown, ///< nobody there: no other transport would find anyone
    NoNetwork,  ///< not even a way there
    Refused,    ///< not allowed, not found, not trusted: a retry seldom mends it
    Stop,       ///< the server asks not to come back
    Evicted,    ///< what was to be resumed is gone there: once more, without it
    Planned,    ///< the server said that it goes away: it comes back, and all its clients with it
    Overloaded, ///< the server said that it has too much to do
    Unfit       ///< this transport did not work now; another may
};

/// The one place that decides it, by kind, HTTP status and close code alone. Close codes: RFC 6455 7.4 and the IANA
/// registry; 4000 to 4499 are transient and 4500 to 4999 are for good, and of those below the ones that say what HTTP
/// statuses and the registered codes say: 4401, 4403, 4012, 4013.
Verdict judge(const Error &reason);

/// Whether this way of failing tells of the way, not of the server: a middle box that knows no upgrade, holds a stream
/// back, or answers in the server's place. Only then is the transport worth remembering as one that does not work here.
bool blamesTheWay(TransportKind kind, const Error &reason);

} // namespace telltale
