// SPDX-License-Identifier: MIT
#include "transport/streamsynchronizer.h"

namespace telltale {

StreamSynchronizer::StreamSynchronizer(StreamLedger ledger, Environment environment, QObject *parent)
    : QObject(parent)
    , m_ledger(std::move(ledger))
    , m_environment(std::move(environment))
    , m_timer(m_environment.makeTimer())
    , m_reported(m_ledger.status())
{
    connect(m_timer.get(), &DeadlineTimer::expired, this, [this] {
        m_deadline.reset();
        feed(ledger::DeadlineReached{});
        reportStatus();
    });
}

StreamSynchronizer::~StreamSynchronizer() = default;

qsizetype StreamSynchronizer::feed(const ledger::Input &input)
{
    const TimePoint now = m_environment.now();
    qsizetype events = 0;
    const auto actions = m_ledger.step(input, now);
    for (const ledger::Action &action : actions) {
        if (const auto *deliver = std::get_if<ledger::Deliver>(&action)) {
            ++events;
            Q_EMIT delivered(deliver->event);
        } else if (const auto *gap = std::get_if<ledger::DrawGap>(&action)) {
            Q_EMIT gapDrawn({gap->after, gap->reason, now, m_environment.wallNow()});
        } else {
            Q_EMIT replayWanted();
        }
    }
    if (m_ledger.deadline() != m_deadline) {
        m_deadline = m_ledger.deadline();
        m_timer->setDeadline(m_deadline);
    }
    return events;
}

void StreamSynchronizer::reportStatus()
{
    if (m_ledger.status() == m_reported)
        return;
    m_reported = m_ledger.status();
    Q_EMIT statusChanged(m_reported);
}

} // namespace telltale
