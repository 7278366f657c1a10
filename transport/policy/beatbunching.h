// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

#include <deque>
#include <optional>

namespace telltale {

struct BunchingLimits
{
    milliseconds together{100}; ///< beats that arrive within this of each other came in one bunch
    double apart = 0.6;         ///< though the server sent them at least this share of its interval apart
    int within = 5;             ///< of so many beats
    int bunches = 2;            ///< so many bunches convict, however long each is
};

/// Tells from the server's own stamps whether something on the way collects its beats and hands them on in bunches, as
/// proxies that buffer do. Once may be our own standing still, for however many beats; that is why it takes two. Pure.
class BeatBunching
{
public:
    explicit BeatBunching(BunchingLimits limits = {})
        : m_limits(limits)
    {}

    /// A beat with the server's time, ms since 1970. True: the stream is held back.
    bool observe(milliseconds serverTime, TimePoint receivedAt, milliseconds interval);

private:
    struct Beat
    {
        milliseconds serverTime;
        TimePoint receivedAt;
    };

    BunchingLimits m_limits;
    std::optional<Beat> m_last;
    bool m_inBunch = false;          ///< the last beat came together with the one before it
    std::deque<bool> m_bunchesBegan; ///< at each of the last beats
};

} // namespace telltale
