// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/instant.h"
#include "models/series/seriesstore.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace telltale {

/// Makes values age on the screen without new data: ticks the store at the moment when a value becomes late, stale or
/// lost, and once an interval, for the ages that are shown in words. One timer for everything. Where data come, the
/// tick follows them if it is due within an eighth of the interval, and waits for them as long: what comes once a
/// second then costs one frame, not two. The clock is the wiring's: () -> Instant. The store must outlive it. Thread:
/// GUI.
class AgeTimer : public QObject
{
    Q_OBJECT
public:
    using Clock = std::function<Instant()>;

    AgeTimer(SeriesStore *store, Clock clock, milliseconds interval = std::chrono::seconds(1),
             QObject *parent = nullptr);

    void start();
    /// Ages everything now: after the machine slept, before the next frame is painted.
    void tickNow();

Q_SIGNALS:
    /// Just before the store is ticked, for what else ages: panels look at all of it when the store tells them.
    void ticking(telltale::Instant now);

private:
    milliseconds slack() const { return m_interval / 8; }
    void onData();
    void arm(Instant now, TimePoint latest);

    SeriesStore *m_store;
    Clock m_clock;
    milliseconds m_interval;
    std::optional<TimePoint> m_dueAt; ///< the next tick by the interval; none before start()
    bool m_isFed = false;             ///< data came since the last tick
    bool m_mayWait = false;           ///< for data: there were some before the last tick
    QTimer m_timer;
};

} // namespace telltale
