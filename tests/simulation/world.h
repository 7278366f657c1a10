// SPDX-License-Identifier: MIT
#pragma once

#include "transport/deadlinetimer.h"

#include <functional>
#include <map>
#include <random>
#include <utility>

namespace telltale::sim {

/// Time, chance and the order of things, of both the client's machine and everything else. One thread; nothing happens
/// but by step(). The same seed, the same world.
///
/// The client's machine may sleep: then what is its own (timers, what arrives) waits until it wakes, while the rest of
/// the world goes on.
class World
{
public:
    enum class Whose { Client, Others };
    using EventId = quint64;

    explicit World(quint64 seed);

    TimePoint now() const { return m_now; }
    double random(); ///< [0, 1)
    int between(int least, int most);
    bool chance(double share) { return random() < share; }

    EventId at(TimePoint time, Whose whose, std::function<void()> what);
    EventId after(milliseconds wait, Whose whose, std::function<void()> what);
    void cancel(EventId id);
    /// The next event; false: none is left.
    bool step();
    bool clientHasPlans() const { return m_clientEvents > 0; }

    void sleep(milliseconds duration);
    bool isAsleep() const { return m_mustWake; } ///< until the first thing that happens on it afterwards
    TimePoint wokeAt() const { return m_asleepUntil; }
    milliseconds sleptFor() const { return m_lastSleep; }
    /// Called when the client's machine wakes, before anything else of it happens. Returns what removes it.
    EventId onWake(std::function<void()> what);
    void removeOnWake(EventId id) { m_wakers.erase(id); }

    /// As of the client: its wall clock may jump.
    milliseconds wall() const;
    void jumpWall(milliseconds by) { m_wallOffset += by; }
    /// Of the world, which the server shows.
    milliseconds trueWall() const;

    Environment environment();

private:
    struct Event
    {
        Whose whose;
        std::function<void()> what;
    };

    std::mt19937_64 m_random;
    TimePoint m_now{std::chrono::hours(1)};
    TimePoint m_asleepUntil{};
    milliseconds m_lastSleep{0};
    bool m_mustWake = false;
    milliseconds m_wallOffset{0};
    EventId m_lastId = 0;
    int m_clientEvents = 0;
    std::map<std::pair<TimePoint, EventId>, Event> m_events;
    std::map<EventId, TimePoint> m_times;
    std::map<EventId, std::function<void()>> m_wakers;
};

} // namespace telltale::sim
