// SPDX-License-Identifier: MIT
#include "transport/deadlinetimer.h"

#include <QRandomGenerator>

#include <algorithm>

namespace telltale {

BootDeadlineTimer::BootDeadlineTimer(QObject *parent)
    : DeadlineTimer(parent)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_deadline && BootClock::now() >= *m_deadline) {
            m_deadline.reset();
            Q_EMIT expired();
        } else {
            arm();
        }
    });
}

void BootDeadlineTimer::setDeadline(std::optional<TimePoint> deadline)
{
    m_deadline = deadline;
    arm();
}

void BootDeadlineTimer::arm()
{
    if (!m_deadline) {
        m_timer.stop();
        return;
    }
    using std::chrono::ceil;
    const auto wait = ceil<milliseconds>(*m_deadline - BootClock::now());
    m_timer.start(std::clamp(wait, milliseconds(0), milliseconds(1000)));
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
