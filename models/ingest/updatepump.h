// SPDX-License-Identifier: MIT
#pragma once

#include "models/ingest/handover.h"

#include <QObject>
#include <QTimer>

namespace telltale {

struct PumpIntervals
{
    milliseconds visible{16};
    milliseconds hidden{250}; ///< no window is visible
};

/// Takes batches from the hand-over on the GUI thread: at most one an interval, and none, nor any wake-up, while
/// nothing comes. The hand-over must outlive it. Thread: GUI.
class UpdatePump : public QObject
{
    Q_OBJECT
public:
    explicit UpdatePump(HandOver *handOver, PumpIntervals intervals = {}, QObject *parent = nullptr);
    ~UpdatePump() override;

    bool isWindowVisible() const { return m_visible; }
    /// Something came and will be taken when the interval is over.
    bool isWaiting() const { return m_timer.isActive(); }
    /// Whether any window can be seen. Becoming visible brings what waits within the shorter interval.
    void setWindowVisible(bool visible);
    /// Takes what waits now: before a screenshot, at the end.
    void flush();

Q_SIGNALS:
    void batchReady(const telltale::UpdateBatch &batch);

private:
    void wake();

    HandOver *m_handOver;
    PumpIntervals m_intervals;
    QTimer m_timer;
    bool m_visible = true;
};

} // namespace telltale
