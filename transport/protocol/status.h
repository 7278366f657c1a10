// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"
#include "transport/protocol/error.h"
#include "transport/protocol/transportkind.h"

#include <optional>

namespace telltale {

/// The state of the way to the server.
enum class LinkState {
    Stopped,           ///< not asked to connect
    WaitingForNetwork, ///< the system says there is no network; tried now and then all the same
    Connecting,        ///< a transport is being opened
    Proving,           ///< open, but nothing has proved yet that the feed flows
    Live,              ///< proven, and heard from lately
    Suspect,           ///< proven, but too quiet: being asked whether it lives
    Draining,          ///< the server asked to reconnect; still read until the next link stands
    Backoff,           ///< failed; the next attempt has a time
    Blocked            ///< refused for a reason that a retry seldom mends; tried every 15 minutes
};

/// Proven, and not lost since: events may still come.
constexpr bool isUp(LinkState state)
{
    return state == LinkState::Live || state == LinkState::Suspect || state == LinkState::Draining;
}

/// What is known about the completeness of what was received.
enum class StreamState {
    Cold,         ///< nothing received yet
    Snapshotting, ///< fetching the state as of one position
    CatchingUp,   ///< receiving what was missed
    InSync,       ///< everything the server sent since the start, or since the last drawn gap, was received
    GapHeld,      ///< a hole was seen and may still be filled
    Behind        ///< the link is down: complete only up to a time
};

/// The link, for the status line of `tail` and the header of the window.
struct LinkStatus
{
    LinkState state = LinkState::Stopped;
    std::optional<TransportKind> transport = {}; ///< the transport in use or being tried
    bool degraded = false;                       ///< live, but not over the best transport of the list
    std::optional<Error> reason = {};            ///< why it is not live, or why a better transport is not used
    TimePoint since = {};                        ///< when this state began
    std::optional<TimePoint> nextAttempt = {};   ///< Backoff, Blocked: when it is tried again
    bool isRecording = false;                    ///< no server: a recording is played, so nothing shown is the present

    friend bool operator==(const LinkStatus &, const LinkStatus &) = default;
};

/// The stream, for the same places.
struct StreamStatus
{
    StreamState state = StreamState::Cold;
    bool completenessUnknown = false; ///< reconnected where ids cannot prove that nothing was missed
    TimePoint since = {};
    quint64 delivered = 0;   ///< events handed on
    quint64 duplicates = 0;  ///< events dropped because they had been accepted before
    quint64 gaps = 0;        ///< holes drawn
    quint64 undecodable = 0; ///< events that could not be read

    friend bool operator==(const StreamStatus &, const StreamStatus &) = default;
};

/// The words for machines, stable: "live", "backoff", ... and "insync", "snapshotting", ...
QLatin1String toWord(LinkState state);
QLatin1String toWord(StreamState state);

} // namespace telltale
