// SPDX-License-Identifier: MIT
#pragma once

#include "models/ingest/pendingupdates.h"

#include <functional>
#include <mutex>

namespace telltale {

/// The one place where the network thread and the GUI thread meet. Thread-safe; the lock is held for appending one
/// event's samples, or for a swap, so neither side waits for the other's work.
class HandOver
{
public:
    explicit HandOver(PendingLimits limits = {});

    /// Puts what edit does into the next batch. The network thread's side.
    void put(const std::function<void(PendingUpdates &)> &edit);
    /// Everything since the last take(). The GUI thread's side.
    UpdateBatch take();
    bool isEmpty() const;
    /// Called, on the thread that puts, whenever something came where nothing waited. It must only post a message: the
    /// lock is held. Once this returns, the one set before is not running and never will be again.
    void setWaker(std::function<void()> waker);

private:
    mutable std::mutex m_mutex;
    PendingUpdates m_pending;
    std::function<void()> m_waker;
};

} // namespace telltale
