// SPDX-License-Identifier: MIT
// Many clients of one server that restarts: how many attempts it gets each second, and whether any client asks too
// often.
#include "tests/simulation/simnetwork.h"
#include "transport/transportmanager.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <memory>
#include <vector>

using namespace telltale;
using namespace telltale::sim;
using namespace Qt::StringLiterals;
using std::chrono::minutes;

namespace {

constexpr milliseconds away{3'000}; ///< between the end of one run of the server and the next

/// Notes when its client tries.
class Attempts final : public Witness
{
public:
    explicit Attempts(const World *world)
        : m_world(world)
    {}
    void onAttempt(TransportKind, quint64) override { times.push_back(m_world->now()); }
    void onRequest(const QByteArray &) override {}
    void onRetryAfter(milliseconds) override {}
    void onEmitting(quint64) override {}
    void onEmitted() override {}

    std::vector<TimePoint> times;

private:
    const World *const m_world;
};

struct Client
{
    Client(World *world, SimServer *server)
        : attempts(world)
        , network(world, server, &attempts)
        , manager({.url = QUrl(u"http://feed.example/"_s)}, std::move(makeDialect(u"telltale", {})).value(),
                  network.factory(), world->environment())
    {}

    Attempts attempts;
    SimNetwork network;
    TransportManager manager;
};

void runUntil(World &world, TimePoint end)
{
    bool isOver = false;
    world.at(end, World::Whose::Others, [&isOver] { isOver = true; });
    while (!isOver && world.step())
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::sendPostedEvents();
}

int most(std::vector<TimePoint> times, milliseconds window)
{
    std::sort(times.begin(), times.end());
    size_t most = 0;
    for (size_t from = 0, to = 0; to < times.size(); ++to) {
        while (times[to] - times[from] >= window)
            ++from;
        most = std::max(most, to - from + 1);
    }
    return int(most);
}

/// Of the clients, in one second, once the server is there again.
constexpr double mostPercent = 10;

/// False: a client asked more often than it may, or too many at once.
bool restart(const char *title, int clients, int closeCode)
{
    World world(20260117);
    SimServer server(&world);
    std::vector<std::unique_ptr<Client>> herd;
    for (int i = 0; i < clients; ++i) {
        herd.push_back(std::make_unique<Client>(&world, &server));
        world.after(milliseconds(world.between(0, 60'000)), World::Whose::Client,
                    [client = herd.back().get()] { client->manager.start(); });
    }
    runUntil(world, world.now() + minutes(4));
    for (const auto &client : herd)
        client->attempts.times.clear();
    const TimePoint begin = world.now();
    for (const auto &client : herd) {
        client->network.cutAll(closeCode);
        client->network.state = ServerState::Down;
    }
    server.restart();
    world.after(away, World::Whose::Others, [&herd] {
        for (const auto &client : herd)
            client->network.state = ServerState::Up;
    });
    runUntil(world, begin + minutes(10));

    std::vector<TimePoint> all;
    std::vector<TimePoint> met; // the server was there
    int mostOfOne = 0;
    int live = 0;
    for (const auto &client : herd) {
        all.insert(all.end(), client->attempts.times.begin(), client->attempts.times.end());
        mostOfOne = std::max(mostOfOne, most(client->attempts.times, minutes(10)));
        live += client->manager.linkStatus().state == LinkState::Live ? 1 : 0;
        client->manager.stop();
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::sendPostedEvents();
    std::copy_if(all.begin(), all.end(), std::back_inserter(met), [&](TimePoint time) { return time >= begin + away; });
    const int peak = most(all, std::chrono::seconds(1));
    const int peakMet = most(met, std::chrono::seconds(1));
    std::printf(
        "%s: %d clients, %zu attempts in 10 min, at most %d in a second (%.1f %% of the clients), once the server "
        "is there again %d (%.1f %%), at most %d of one client; %d live in the end\n",
        title, clients, all.size(), peak, 100.0 * peak / clients, peakMet, 100.0 * peakMet / clients, mostOfOne, live);
    constexpr int seconds = 30;
    for (int second = 0; second < seconds; ++second) {
        const auto count = std::count_if(
            all.begin(), all.end(), [&](TimePoint time) { return (time - begin) / std::chrono::seconds(1) == second; });
        if (count > 0)
            std::printf("  second %2d: %5lld %s\n", second + 1, static_cast<long long>(count),
                        std::string(size_t(count) * 60 / size_t(std::max(peak, 1)), '#').c_str());
    }
    return mostOfOne <= 40 && 100.0 * peakMet / clients <= mostPercent && live == clients;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"telltale.*=false"_s);
    const int clients = argc > 1 ? QByteArray(argv[1]).toInt() : 1000;
    const bool announced = restart("a restart that is announced (close code 4012)", clients, 4012);
    const bool sudden = restart("a server that falls over", clients, 0);
    return announced && sudden ? 0 : 1;
}
