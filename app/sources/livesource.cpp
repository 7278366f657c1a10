// SPDX-License-Identifier: MIT
#include "app/sources/livesource.h"

#include <utility>

namespace telltale {

namespace {

Instant currentInstant()
{
    return {BootClock::now(), wallClockNow()};
}

/// Between two frames more boot time than this has passed without a tick: the machine slept.
constexpr milliseconds sleepSign{2'000};

SeriesStoreLimits limitsOf(const SourceSpec &spec, FreshnessLimits freshness)
{
    SeriesStoreLimits limits;
    limits.freshness = spec.freshness.over(freshness);
    limits.cadence = spec.cadence;
    return limits;
}

} // namespace

LiveSource::LiveSource(SourceSpec spec, FreshnessLimits freshness, QObject *parent)
    : QObject(parent)
    , m_spec(std::move(spec))
    , m_store(limitsOf(m_spec, freshness))
    , m_derived(&m_store)
    , m_pump(&m_handOver)
    , m_ageTimer(&m_store, currentInstant)
{
    connect(&m_pump, &UpdatePump::batchReady, this, &LiveSource::take);
    connect(&m_ageTimer, &AgeTimer::ticked, &m_connection, &ConnectionModel::tick);
    m_ageTimer.start();
}

LiveSource::~LiveSource() = default;

bool LiveSource::isMadeOf(const SourceSpec &spec, FreshnessLimits freshness) const
{
    return m_spec == spec && m_store.limits().freshness == spec.freshness.over(freshness);
}

void LiveSource::follow(std::unique_ptr<Source> source)
{
    m_source = std::move(source);
    m_source->start();
}

void LiveSource::refuse(const Error &reason)
{
    LinkStatus status;
    status.state = LinkState::Blocked;
    status.reason = reason;
    status.since = BootClock::now();
    m_connection.setLinkStatus(status);
}

void LiveSource::ageIfAsleep()
{
    if (BootClock::now() - m_store.now().boot > sleepSign)
        m_ageTimer.tickNow();
}

void LiveSource::take(const UpdateBatch &batch)
{
    const Instant now = currentInstant();
    m_store.apply(batch, now);
    m_logs.apply(batch, now);
    m_connection.apply(batch, now);
}

} // namespace telltale
