// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace telltale {

/// Calls back at a point of boot time: the seam at which a test or a simulation puts its own time.
/// Thread: the one it lives in.
class DeadlineTimer : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Replaces the deadline; none stops the timer. One that has passed expires at the next turn of the event loop.
    virtual void setDeadline(std::optional<TimePoint> deadline) = 0;

Q_SIGNALS:
    void expired();
    /// More time passed than was to be waited for: the machine slept, or this process stood still. Comes before the
    /// expired() that is due.
    void woke();
};

/// The real one, on QTimer. Long waits are cut into pieces, since QTimer's clock stops while the machine sleeps and
/// the boot-time clock does not.
class BootDeadlineTimer final : public DeadlineTimer
{
    Q_OBJECT
public:
    /// So much later than it was due a timer only ever is after a sleep.
    static constexpr milliseconds away{2'000};

    explicit BootDeadlineTimer(QObject *parent = nullptr);
    /// With another clock than the boot-time one. Only what QTimer waits is real then: a test lets its clock jump, as
    /// the boot-time clock does over a sleep.
    explicit BootDeadlineTimer(std::function<TimePoint()> now, QObject *parent = nullptr);
    void setDeadline(std::optional<TimePoint> deadline) override;

private:
    void arm();

    void onTimeout();
    void noteLateness();

    const std::function<TimePoint()> m_now;
    std::optional<TimePoint> m_deadline;
    std::optional<TimePoint> m_dueAt; ///< the timer, by boot time
    bool m_woke = false;              ///< to be said at the next turn of the event loop
    QTimer m_timer;
};

/// Time and chance, as everything below app/ gets them: nobody else asks a clock or rolls dice.
struct Environment
{
    std::function<TimePoint()> now;
    std::function<milliseconds()> wallNow;
    std::function<double()> random; ///< in [0, 1)
    std::function<std::unique_ptr<DeadlineTimer>()> makeTimer;

    static Environment system();
};

} // namespace telltale
