// SPDX-License-Identifier: MIT
#include "models/ingest/handover.h"

#include <utility>

namespace telltale {

HandOver::HandOver(PendingLimits limits)
    : m_pending(limits)
{}

void HandOver::put(const std::function<void(PendingUpdates &)> &edit)
{
    const std::scoped_lock lock(m_mutex);
    const bool wasEmpty = m_pending.isEmpty();
    edit(m_pending);
    if (wasEmpty && !m_pending.isEmpty() && m_waker)
        m_waker();
}

UpdateBatch HandOver::take()
{
    const std::scoped_lock lock(m_mutex);
    return m_pending.take();
}

bool HandOver::isEmpty() const
{
    const std::scoped_lock lock(m_mutex);
    return m_pending.isEmpty();
}

void HandOver::setWaker(std::function<void()> waker)
{
    const std::scoped_lock lock(m_mutex);
    m_waker = std::move(waker);
    if (m_waker && !m_pending.isEmpty())
        m_waker();
}

} // namespace telltale
