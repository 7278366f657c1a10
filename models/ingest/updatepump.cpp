// SPDX-License-Identifier: MIT
#include "models/ingest/updatepump.h"

#include <utility>

namespace telltale {

UpdatePump::UpdatePump(HandOver *handOver, PumpIntervals intervals, QObject *parent)
    : QObject(parent)
    , m_handOver(handOver)
    , m_intervals(intervals)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &UpdatePump::flush);
    m_handOver->setWaker([this] { QMetaObject::invokeMethod(this, &UpdatePump::wake, Qt::QueuedConnection); });
}

UpdatePump::~UpdatePump()
{
    m_handOver->setWaker({});
}

void UpdatePump::setWindowVisible(bool visible)
{
    if (std::exchange(m_visible, visible) != visible && m_timer.isActive())
        m_timer.start(visible ? m_intervals.visible : m_intervals.hidden);
}

void UpdatePump::flush()
{
    m_timer.stop();
    if (!m_handOver->isEmpty())
        Q_EMIT batchReady(m_handOver->take());
}

void UpdatePump::wake()
{
    if (!m_timer.isActive())
        m_timer.start(m_visible ? m_intervals.visible : m_intervals.hidden);
}

} // namespace telltale
