// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"
#include "transport/protocol/error.h"
#include "transport/protocol/transportkind.h"

#include <QList>

#include <array>
#include <optional>
#include <utility>

namespace telltale {

struct RaceLimits
{
    /// When the second, third and fourth of a round begin, counted from the first, if nothing is proven by then.
    std::array<milliseconds, 3> starts{milliseconds{1'500}, milliseconds{4'000}, milliseconds{8'000}};
    milliseconds lastGood{400}; ///< the same for the one that worked last here
    milliseconds grace{750};    ///< a better one that is open already gets this long to prove itself, too
};

/// One round of attempts: each transport once, in order. The next one begins when one failed, at once, or when its time
/// has come. Knows who is to begin when and who failed why, nothing of sessions. Pure.
class ConnectRound
{
public:
    enum class Pace {
        Race,      ///< they begin in turn, whether or not those before have failed
        FirstAlone ///< the first has all the time it needs, since it worked a moment ago; then the others race
    };

    ConnectRound() = default; ///< over
    ConnectRound(QList<TransportKind> order, Pace pace, std::optional<TransportKind> lastGood = {},
                 RaceLimits limits = {});

    bool hasNext() const { return !m_waiting.isEmpty(); }
    /// Only with hasNext().
    TransportKind takeNext(TimePoint now);
    /// When the next one is to begin; none: there is none, or it waits for a failure.
    std::optional<TimePoint> nextAt() const { return hasNext() ? m_nextAt : std::nullopt; }
    void failed(TransportKind kind, const Error &reason, TimePoint now);
    /// One that began before the round did: it has its place in it, as the first.
    void joined(TransportKind kind, TimePoint now);
    /// It comes next, once more.
    void repeat(TransportKind kind) { m_waiting.prepend(kind); }
    /// No further one begins: nobody is there to be found.
    void stop() { m_waiting.clear(); }

    const QList<std::pair<TransportKind, Error>> &failures() const { return m_failures; }

    enum class End {
        TryAgain,
        WaitForNetwork, ///< there is no way to the server, by any transport
        Blocked         ///< refused for reasons that a retry seldom mends
    };
    /// What a round in which all failed comes to. At least one failed.
    End end() const;

private:
    QList<TransportKind> m_waiting;
    Pace m_pace = Pace::Race;
    std::optional<TransportKind> m_lastGood;
    RaceLimits m_limits;
    int m_begun = 0; ///< of the race
    TimePoint m_beganAt{};
    std::optional<TimePoint> m_nextAt;
    QList<std::pair<TransportKind, Error>> m_failures;
};

} // namespace telltale
