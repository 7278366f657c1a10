// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/freshness.h"
#include "models/series/serverclock.h"
#include "models/series/updatebatch.h"

#include <optional>
#include <vector>

namespace telltale {

/// The ages of the values of one source. Pure: time comes in as arguments, so a value ages by asking again, without new
/// data; so does the cadence, for it is the asker's opinion: two panels of one series may have two.
///
/// The age of a periodic series: boot-time clock since receipt, plus max(0, server's now - the sample's time) at
/// receipt; without a beat the second part is unknown, taken as nothing, and isClockVerified() says so. A sample
/// with the same time as the last is the same sample sent again and makes nothing younger. The age of an on-change
/// series: boot-time clock since the source's last proof of life, so it ages when the link is down. A sample alone is
/// no such proof: some are made on this machine.
class FreshnessTracker
{
public:
    FreshnessTracker()
        : FreshnessTracker(FreshnessLimits{})
    {}
    explicit FreshnessTracker(FreshnessLimits limits, ServerClock clock = {});

    void setLimits(FreshnessLimits limits) { m_limits = limits; }
    void observeProof(TimePoint at);
    void observeBeat(const Beat &beat);
    /// A sample that became the current value. Older ones are the caller's to refuse.
    void observeSample(SeriesId series, qint64 timeMs, TimePoint receivedAt);
    /// The server forgot its past: the next sample counts as new whatever its time.
    void expectRestart(SeriesId series);

    bool hasSample(SeriesId series) const;
    milliseconds age(SeriesId series, Cadence cadence, TimePoint now) const;    ///< never negative; only with a sample
    Freshness freshness(SeriesId series, Cadence cadence, TimePoint now) const; ///< Lost without a sample
    bool isClockVerified(SeriesId series) const; ///< a beat told the server's clock at receipt
    /// The first moment after now when freshness() of any series changes by ageing alone; nothing if none ever does.
    std::optional<TimePoint> nextChangeAt(Cadence cadence, TimePoint now) const;
    const ServerClock &clock() const { return m_clock; }

private:
    struct Stamp
    {
        bool seen = false;
        bool verified = false;
        bool restart = false;
        qint64 timeMs = 0;
        TimePoint receivedAt = {};
        milliseconds delay{0}; ///< its age when it came
    };

    Stamp &stamp(SeriesId series);
    TimePoint bornAt(const Stamp &stamp, Cadence cadence) const;

    FreshnessLimits m_limits;
    ServerClock m_clock;
    std::optional<TimePoint> m_lastProof;
    std::vector<Stamp> m_stamps;
};

} // namespace telltale
