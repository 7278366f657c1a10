// SPDX-License-Identifier: MIT
#include "models/series/agetimer.h"

#include <algorithm>
#include <utility>

namespace telltale {

AgeTimer::AgeTimer(SeriesStore *store, Clock clock, milliseconds interval, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(std::move(clock))
    , m_interval(interval)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &AgeTimer::tickNow);
    connect(m_store, &SeriesStore::changed, this, &AgeTimer::onData);
}

void AgeTimer::start()
{
    m_dueAt = m_clock().boot;
    tickNow();
}

void AgeTimer::tickNow()
{
    const Instant now = m_clock();
    Q_EMIT ticking(now);
    m_store->tick(now);
    m_dueAt = now.boot + m_interval;
    m_mayWait = std::exchange(m_isFed, false);
    arm(now, m_mayWait ? *m_dueAt + slack() : *m_dueAt);
}

void AgeTimer::onData()
{
    m_isFed = true;
    if (!m_dueAt)
        return;
    const Instant now = m_store->now();
    if (now.boot + slack() >= *m_dueAt)
        arm(now, now.boot);
    else // a value may arrive old, and then becomes late before the next tick was due
        arm(now, m_mayWait ? *m_dueAt + slack() : *m_dueAt);
}

void AgeTimer::arm(Instant now, TimePoint latest)
{
    const TimePoint at = std::min(latest, m_store->nextTickAt().value_or(latest));
    // Up to the next millisecond: a timer that fires early would find nothing changed.
    m_timer.start(std::max(std::chrono::ceil<milliseconds>(at - now.boot), milliseconds(0)));
}

} // namespace telltale
