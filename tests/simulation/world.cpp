// SPDX-License-Identifier: MIT
#include "tests/simulation/world.h"

#include <algorithm>

namespace telltale::sim {

namespace {

/// The timers of the client, in the world's time.
class SimTimer final : public DeadlineTimer
{
public:
    explicit SimTimer(World *world)
        : m_world(world)
        , m_waker(world->onWake([this] {
            if (m_deadline)
                Q_EMIT woke();
        }))
    {}
    ~SimTimer() override
    {
        setDeadline({});
        m_world->removeOnWake(m_waker);
    }
    Q_DISABLE_COPY_MOVE(SimTimer)

    void setDeadline(std::optional<TimePoint> deadline) override
    {
        if (m_event)
            m_world->cancel(m_event);
        m_event = 0;
        m_deadline = deadline;
        if (deadline)
            m_event = m_world->at(std::max(*deadline, m_world->now()), World::Whose::Client, [this] {
                m_event = 0;
                m_deadline.reset();
                Q_EMIT expired();
            });
    }

private:
    World *const m_world;
    std::optional<TimePoint> m_deadline;
    World::EventId m_event = 0;
    const World::EventId m_waker;
};

constexpr milliseconds epoch{1'700'000'000'000};

} // namespace

World::World(quint64 seed)
    : m_random(seed)
{}

double World::random()
{
    return double(m_random() >> 11) * 0x1.0p-53; // the library's distributions differ between libraries
}

int World::between(int least, int most)
{
    return least + int(random() * (most - least + 1));
}

World::EventId World::at(TimePoint time, Whose whose, std::function<void()> what)
{
    const EventId id = ++m_lastId;
    time = std::max(time, m_now);
    m_events.emplace(std::pair(time, id), Event{whose, std::move(what)});
    m_times.emplace(id, time);
    m_clientEvents += whose == Whose::Client ? 1 : 0;
    return id;
}

World::EventId World::after(milliseconds wait, Whose whose, std::function<void()> what)
{
    return at(m_now + wait, whose, std::move(what));
}

void World::cancel(EventId id)
{
    const auto time = m_times.find(id);
    if (time == m_times.end())
        return;
    const auto event = m_events.find({time->second, id});
    m_clientEvents -= event->second.whose == Whose::Client ? 1 : 0;
    m_events.erase(event);
    m_times.erase(time);
}

bool World::step()
{
    for (;;) {
        if (m_events.empty())
            return false;
        auto node = m_events.extract(m_events.begin());
        const auto [time, id] = node.key();
        const bool isClients = node.mapped().whose == Whose::Client;
        if (isClients && time < m_asleepUntil) { // in its order, once it is awake
            m_times[id] = m_asleepUntil;
            node.key() = {m_asleepUntil, id};
            m_events.insert(std::move(node));
            continue;
        }
        m_now = std::max(m_now, time);
        m_times.erase(id);
        m_clientEvents -= isClients ? 1 : 0;
        if (isClients && m_mustWake) {
            m_mustWake = false;
            const auto wakers = m_wakers;
            for (const auto &[key, waker] : wakers) {
                if (m_wakers.contains(key))
                    waker();
            }
        }
        node.mapped().what();
        return true;
    }
}

void World::sleep(milliseconds duration)
{
    m_asleepUntil = std::max(m_asleepUntil, m_now + duration);
    m_lastSleep = duration;
    m_mustWake = true;
    at(m_asleepUntil, Whose::Client, [] {}); // it wakes by itself
}

World::EventId World::onWake(std::function<void()> what)
{
    m_wakers.emplace(++m_lastId, std::move(what));
    return m_lastId;
}

milliseconds World::trueWall() const
{
    return epoch + std::chrono::duration_cast<milliseconds>(m_now.time_since_epoch());
}

milliseconds World::wall() const
{
    return trueWall() + m_wallOffset;
}

Environment World::environment()
{
    return {.now = [this] { return now(); },
            .wallNow = [this] { return wall(); },
            .random = [this] { return random(); },
            .makeTimer = [this] { return std::make_unique<SimTimer>(this); }};
}

} // namespace telltale::sim
