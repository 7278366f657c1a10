// SPDX-License-Identifier: MIT
#include "transport/deadlinetimer.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace telltale {

BootDeadlineTimer::BootDeadlineTimer(QObject *parent)
    : BootDeadlineTimer([] { return BootClock::now(); }, parent)
{}

BootDeadlineTimer::BootDeadlineTimer(std::function<TimePoint()> now, QObject *parent)
    : DeadlineTimer(parent)
    , m_now(std::move(now))
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &BootDeadlineTimer::onTimeout);
}

void BootDeadlineTimer::setDeadline(std::optional<TimePoint> deadline)
{
    m_deadline = deadline;
    arm();
}

void BootDeadlineTimer::onTimeout()
{
    noteLateness();
    m_dueAt.reset();
    if (std::exchange(m_woke, false))
        Q_EMIT woke();
    if (m_deadline && m_now() >= *m_deadline) {
        m_deadline.reset();
        Q_EMIT expired();
    } else {
        arm();
    }
}

/// Data may come before the timer after a sleep, and arm it anew.
void BootDeadlineTimer::noteLateness()
{
    m_woke = m_woke || (m_dueAt && m_now() - *m_dueAt > away);
}

void BootDeadlineTimer::arm()
{
    noteLateness();
    if (!m_deadline && !m_woke) {
        m_timer.stop();
        m_dueAt.reset();
        return;
    }
    using std::chrono::ceil;
    const TimePoint now = m_now();
    const auto wait = m_woke ? milliseconds(0)
                             : std::clamp(ceil<milliseconds>(*m_deadline - now), milliseconds(0), milliseconds(1000));
    m_dueAt = now + wait;
    m_timer.start(wait);
}

Environment Environment::system()
{
    return {
        .now = [] { return BootClock::now(); },
        .wallNow = [] { return wallClockNow(); },
        .random = [] { return QRandomGenerator::global()->generateDouble(); },
        .makeTimer = [] { return std::make_unique<BootDeadlineTimer>(); },
    };
}

} // namespace telltale
