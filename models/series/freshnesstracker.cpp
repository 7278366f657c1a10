// SPDX-License-Identifier: MIT
#include "models/series/freshnesstracker.h"

#include "models/furthesttime.h"

#include <algorithm>
#include <array>

namespace telltale {

namespace {
/// More than this is no age but a broken clock; it keeps sums with "t" from a hostile feed in range.
constexpr milliseconds oldest = std::chrono::hours(24 * 365 * 100);
} // namespace

FreshnessTracker::FreshnessTracker(FreshnessLimits limits, ServerClock clock)
    : m_limits(limits)
    , m_clock(std::move(clock))
{}

void FreshnessTracker::observeProof(TimePoint at)
{
    m_lastProof = std::max(m_lastProof.value_or(at), at);
}

void FreshnessTracker::observeBeat(const Beat &beat)
{
    m_clock.observe(beat);
    observeProof(beat.receivedAt);
}

void FreshnessTracker::observeSample(SeriesId series, qint64 timeMs, TimePoint receivedAt)
{
    Stamp &stamp = this->stamp(series);
    if (stamp.seen && !stamp.restart && stamp.timeMs == timeMs)
        return;
    const std::optional<milliseconds> serverNow = m_clock.timeAt(receivedAt);
    const milliseconds time(std::clamp(timeMs, -furthestMs, furthestMs));
    stamp.seen = true;
    stamp.restart = false;
    stamp.verified = serverNow.has_value();
    stamp.timeMs = timeMs;
    stamp.receivedAt = receivedAt;
    stamp.delay = std::clamp(serverNow.value_or(time) - time, milliseconds(0), oldest);
}

void FreshnessTracker::expectRestart(SeriesId series)
{
    stamp(series).restart = true;
}

bool FreshnessTracker::hasSample(SeriesId series) const
{
    return series < m_stamps.size() && m_stamps[series].seen;
}

milliseconds FreshnessTracker::age(SeriesId series, Cadence cadence, TimePoint now) const
{
    Q_ASSERT(hasSample(series));
    const auto age = std::chrono::duration_cast<milliseconds>(now - bornAt(m_stamps[series], cadence));
    return std::max(age, milliseconds(0));
}

Freshness FreshnessTracker::freshness(SeriesId series, Cadence cadence, TimePoint now) const
{
    return hasSample(series) ? freshnessAt(age(series, cadence, now), m_limits) : Freshness::Lost;
}

bool FreshnessTracker::isClockVerified(SeriesId series) const
{
    return hasSample(series) && m_stamps[series].verified;
}

std::optional<TimePoint> FreshnessTracker::nextChangeAt(Cadence cadence, TimePoint now) const
{
    std::optional<TimePoint> next;
    for (const Stamp &stamp : m_stamps) {
        if (!stamp.seen)
            continue;
        for (const milliseconds limit : {m_limits.late, m_limits.stale, m_limits.lost}) {
            const TimePoint at = bornAt(stamp, cadence) + limit;
            if (at > now && (!next || at < *next))
                next = at;
        }
    }
    return next;
}

FreshnessTracker::Stamp &FreshnessTracker::stamp(SeriesId series)
{
    if (series >= m_stamps.size())
        m_stamps.resize(size_t(series) + 1);
    return m_stamps[series];
}

/// The moment at which the value's age was nothing.
TimePoint FreshnessTracker::bornAt(const Stamp &stamp, Cadence cadence) const
{
    return cadence == Cadence::OnChange && m_lastProof ? *m_lastProof : stamp.receivedAt - stamp.delay;
}

} // namespace telltale
