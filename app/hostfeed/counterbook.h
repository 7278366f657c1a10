// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

#include <QByteArray>
#include <QHash>

#include <array>
#include <cstddef>
#include <optional>
#include <utility>

namespace telltale {

/// By how much the N counters of one thing grew between two rounds.
template <std::size_t N>
struct Growth
{
    std::array<quint64, N> by{};
    double seconds = 0; ///< of boot time, always above 0

    double perSecond(std::size_t counter) const { return static_cast<double>(by[counter]) / seconds; }
};

/// Remembers the counters of the last round, to tell what happened since. Pure.
///
/// Each round: beginRound(), then grow() once for each thing that is there. A thing that a round leaves out is
/// forgotten and starts anew: whatever comes back under its name may be another.
template <std::size_t N>
class CounterBook
{
public:
    using Counters = std::array<quint64, N>;

    void beginRound(TimePoint now)
    {
        m_before = std::exchange(m_current, {});
        m_beforeAt = std::exchange(m_currentAt, now);
    }

    /// Nothing the first time, if no time passed, and if any counter went backwards: then it wrapped around, was
    /// reset, or belongs to another thing of this name, and the other counters are not to be believed either.
    std::optional<Growth<N>> grow(const QByteArray &key, const Counters &counters)
    {
        m_current.insert(key, counters);
        const auto before = m_before.constFind(key);
        const double seconds = std::chrono::duration<double>(m_currentAt - m_beforeAt).count();
        if (before == m_before.constEnd() || seconds <= 0)
            return std::nullopt;
        Growth<N> growth{.seconds = seconds};
        for (std::size_t i = 0; i < N; ++i) {
            if (counters[i] < (*before)[i])
                return std::nullopt;
            growth.by[i] = counters[i] - (*before)[i];
        }
        return growth;
    }

private:
    QHash<QByteArray, Counters> m_before;
    QHash<QByteArray, Counters> m_current;
    TimePoint m_beforeAt;
    TimePoint m_currentAt;
};

} // namespace telltale
