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
    // A value may arrive old, and then becomes late before the next tick was due.
    connect(m_store, &SeriesStore::changed, this, [this] { arm(m_store->now()); });
}

void AgeTimer::start()
{
    m_dueAt = m_clock().boot;
    tickNow();
}

void AgeTimer::tickNow()
{
    const Instant now = m_clock();
    m_store->tick(now);
    m_dueAt = now.boot + m_interval;
    arm(now);
    Q_EMIT ticked(now);
}

void AgeTimer::arm(Instant now)
{
    if (!m_dueAt)
        return;
    const TimePoint at = std::min(*m_dueAt, m_store->nextTickAt().value_or(*m_dueAt));
    // Up to the next millisecond: a timer that fires early would find nothing changed.
    m_timer.start(std::max(std::chrono::ceil<milliseconds>(at - now.boot), milliseconds(0)));
}

} // namespace telltale
