// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/updatebatch.h"
#include "transport/protocol/clock.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace telltale {

struct MeterLimits
{
    std::chrono::seconds window{10}; ///< a rate is the mean of so many whole seconds
};

/// Counts events for the series whose value is their number or their rate. A rate says how many came in each of the
/// last whole seconds, so it falls to zero by itself when nothing comes; it says nothing before one whole second was
/// watched, and after restart() it knows nothing of what was before. Grows with the number of series only. Pure: time
/// comes in.
class EventMeter
{
public:
    explicit EventMeter(MeterLimits limits = {});

    bool isEmpty() const { return m_meters.empty(); }
    /// From now on this series has a value, whether or not an event comes.
    void watch(SeriesId series, bool isRate);
    /// One event. What a series is, is said the first time.
    void count(SeriesId series, bool isRate, TimePoint at);
    /// Watching begins (again): what came before says nothing of the rate.
    void restart(TimePoint at);

    struct Reading
    {
        SeriesId series = 0;
        double value = 0;
    };
    /// In order of series. Times never go back.
    std::vector<Reading> read(TimePoint now);

private:
    struct Meter
    {
        bool isRate = false;
        quint64 total = 0;
        qint64 second = 0;            ///< the newest in buckets
        std::vector<quint32> buckets; ///< of a rate: by second, modulo their number
    };

    Meter &meterOf(SeriesId series, bool isRate);
    void advance(Meter &meter, qint64 second) const;
    std::optional<double> rateOf(Meter &meter, qint64 second) const;

    qint64 m_window;
    qint64 m_since = 0; ///< the second in which watching began
    std::unordered_map<SeriesId, Meter> m_meters;
};

} // namespace telltale
