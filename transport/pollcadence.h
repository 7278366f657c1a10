// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"
#include "transport/transport.h"

#include <optional>

namespace telltale {

/// How long a polling session waits before it asks again: a pure policy, without clock or dice.
///
/// An answer that brought events is followed by the next request at once. Else the interval, which grows by half from
/// shortest to longest while nothing comes and is spread by +-10 %, so that clients do not fall into step. A long poll
/// that the server held for at least a second (half of a hold shorter than two) has waited enough; one it answered at
/// once is paced like a poll, or a server that knows no hold would be asked in a tight loop.
class PollCadence
{
public:
    /// hold: how long a long poll asks to be held; none for a plain poll.
    PollCadence(milliseconds shortest, milliseconds longest, std::optional<milliseconds> hold);

    /// held: from the request to the beginning of its answer; random in [0, 1).
    milliseconds next(PollOutcome outcome, milliseconds held, double random);

private:
    milliseconds m_shortest;
    milliseconds m_longest;
    std::optional<milliseconds> m_heldEnough;
    milliseconds m_interval;
};

} // namespace telltale
