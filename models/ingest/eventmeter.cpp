// SPDX-License-Identifier: MIT
#include "models/ingest/eventmeter.h"

#include <algorithm>

namespace telltale {

namespace {

qint64 secondOf(TimePoint at)
{
    return std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count();
}

} // namespace

EventMeter::EventMeter(MeterLimits limits)
    : m_window(std::max<qint64>(limits.window.count(), 1))
{}

void EventMeter::watch(SeriesId series, bool isRate)
{
    meterOf(series, isRate);
}

void EventMeter::count(SeriesId series, bool isRate, TimePoint at)
{
    Meter &meter = meterOf(series, isRate);
    ++meter.total;
    if (!meter.isRate)
        return;
    const qint64 second = std::max(secondOf(at), meter.second);
    advance(meter, second);
    ++meter.buckets[size_t(second % qint64(meter.buckets.size()))];
}

void EventMeter::restart(TimePoint at)
{
    m_since = secondOf(at);
}

std::vector<EventMeter::Reading> EventMeter::read(TimePoint now)
{
    std::vector<Reading> readings;
    readings.reserve(m_meters.size());
    const qint64 second = secondOf(now);
    for (auto &[series, meter] : m_meters) {
        if (!meter.isRate)
            readings.push_back({series, double(meter.total)});
        else if (const std::optional<double> rate = rateOf(meter, second))
            readings.push_back({series, *rate});
    }
    std::sort(readings.begin(), readings.end(), [](const Reading &a, const Reading &b) { return a.series < b.series; });
    return readings;
}

EventMeter::Meter &EventMeter::meterOf(SeriesId series, bool isRate)
{
    const auto [found, isNew] = m_meters.try_emplace(series);
    Meter &meter = found->second;
    if (isNew && isRate) {
        meter.isRate = true;
        meter.buckets.resize(size_t(m_window) + 1); // and the second that is not over
    }
    return meter;
}

/// Empties the buckets of the seconds in which nothing came.
void EventMeter::advance(Meter &meter, qint64 second) const
{
    const qint64 size = qint64(meter.buckets.size());
    for (qint64 s = std::max(meter.second + 1, second - size + 1); s <= second; ++s)
        meter.buckets[size_t(s % size)] = 0;
    meter.second = std::max(meter.second, second);
}

/// Of whole seconds alone: neither the one that is not over, nor the one in which watching began.
std::optional<double> EventMeter::rateOf(Meter &meter, qint64 second) const
{
    advance(meter, second);
    const qint64 from = std::max(m_since + 1, second - m_window);
    if (from >= second)
        return std::nullopt;
    quint64 sum = 0;
    for (qint64 s = from; s < second; ++s)
        sum += meter.buckets[size_t(s % qint64(meter.buckets.size()))];
    return double(sum) / double(second - from);
}

} // namespace telltale
