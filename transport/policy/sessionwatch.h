// SPDX-License-Identifier: MIT
#pragma once

#include "transport/proof.h"
#include "transport/protocol/clock.h"
#include "transport/protocol/transportkind.h"

#include <optional>

namespace telltale {

struct WatchLimits
{
    milliseconds heartbeat{15'000}; ///< what is expected where beats are promised and the interval is not known yet
    milliseconds grace{3'000};      ///< quiet for a heartbeat and this: Suspect; for two and this: dead
    milliseconds ping{15'000};      ///< without a promise: quiet this long asks; twice unanswered is dead
    milliseconds quiet{300'000};    ///< without a promise and without a way to ask: opened anew after this
};

/// How long a proven session may be silent, and what to do about it then: ask, and give up if that was in vain. Where
/// the server promised to beat, its word counts; elsewhere our own pings. A polling session watches each of its
/// requests itself. Pure.
class SessionWatch
{
public:
    SessionWatch(TransportKind kind, Proof proof, WatchLimits limits = {});

    void heard(TimePoint now); ///< anything from the server
    void promise(milliseconds heartbeat);
    /// Whatever it said before may be void: the machine slept, or the network is another one. It gets the grace to
    /// prove the contrary.
    void doubt(TimePoint now);

    enum class Step {
        None,
        Ask, ///< ping, where the transport can
        Dead
    };
    Step check(TimePoint now);

    bool isSuspect() const { return m_suspect; }
    std::optional<TimePoint> deadline() const { return m_deadline; }
    milliseconds quietFor(TimePoint now) const;

private:
    void arm();
    bool isPromised() const { return m_heartbeat || m_proof == Proof::Message; }

    TransportKind m_kind;
    Proof m_proof;
    WatchLimits m_limits;
    TimePoint m_heardAt{};
    std::optional<milliseconds> m_heartbeat;
    int m_asked = 0; ///< times, unanswered
    bool m_suspect = false;
    bool m_lastChance = false; ///< in doubt: dead unless it is heard within the grace
    std::optional<TimePoint> m_deadline;
};

} // namespace telltale
