// SPDX-License-Identifier: MIT
#include "tests/simulation/run.h"

#include "tests/simulation/oracle.h"
#include "transport/transportmanager.h"

#include <QCoreApplication>

#include <algorithm>

namespace telltale::sim {

using namespace Qt::StringLiterals;
using Whose = World::Whose;

namespace {

/// All is well again: a quarter of an hour of Blocked with its spread, and then some.
constexpr milliseconds mostToConverge{25 * 60'000};
/// Then to come back to the best transport: demotions last up to two hours, and climbs are half an hour apart.
constexpr milliseconds mostToClimb{3 * 3'600'000};
constexpr quint64 climbsEvery = 50; ///< schedule: it takes long
constexpr int mostSteps = 100'000;

class Play
{
public:
    Play(const Schedule &schedule, bool wantsStory);
    Outcome play();

private:
    void publishLater();
    bool isAlone(const Fault &fault) const;
    void begin(const Fault &fault);
    void end(const Fault &fault);
    void allIsWell();
    void tell(const QString &what);

    const Schedule &m_schedule;
    const bool m_wantsStory;
    Outcome m_outcome;
    World m_world;
    SimServer m_server;
    Oracle m_oracle;
    SimNetwork m_network;
    QObject m_context;
    TransportManager m_manager;
    bool m_isWell = false;
};

Play::Play(const Schedule &schedule, bool wantsStory)
    : m_schedule(schedule)
    , m_wantsStory(wantsStory)
    , m_world(schedule.seed)
    , m_server(&m_world)
    , m_oracle(&m_world, &m_server, schedule.transports)
    , m_network(&m_world, &m_server, &m_oracle)
    , m_manager({.url = QUrl(u"http://feed.example/"_s), .transports = schedule.transports},
                std::move(makeDialect(u"telltale", {})).value(), m_network.factory(), m_world.environment())
{
    QObject::connect(&m_manager, &TransportManager::eventDelivered, &m_context, [this](const DeliveredEvent &event) {
        m_oracle.onDelivered(event);
        tell(u"delivered "_s + QString::fromLatin1(event.event.cursor));
    });
    QObject::connect(&m_manager, &TransportManager::gapDrawn, &m_context, [this](const Gap &gap) {
        m_oracle.onGap(gap);
        tell(u"gap: "_s + gap.reason);
    });
    QObject::connect(&m_manager, &TransportManager::streamChanged, &m_context,
                     [this](const StreamStatus &status) { m_oracle.onStream(status); });
    QObject::connect(&m_manager, &TransportManager::linkChanged, &m_context, [this](const LinkStatus &status) {
        m_oracle.onLink(status);
        tell(u"link %1 %2 %3"_s.arg(QString(toWord(status.state)),
                                    status.transport ? QString(toWord(*status.transport)) : u"-"_s,
                                    status.reason ? QString(toWord(status.reason->kind)) : u"-"_s));
    });
}

Outcome Play::play()
{
    for (const Fault &fault : m_schedule.faults) {
        m_world.after(fault.at, Whose::Others, [this, &fault] { begin(fault); });
        m_world.after(fault.at + fault.duration, Whose::Others, [this, &fault] { end(fault); });
    }
    m_world.after(m_schedule.chaos, Whose::Others, [this] { allIsWell(); });
    publishLater();
    const TimePoint begun = m_world.now();
    const bool mustClimb = m_schedule.seed % climbsEvery == 0;
    m_world.after(milliseconds(0), Whose::Client, [this] { m_manager.start(); });
    while (m_outcome.violations.isEmpty() && m_outcome.steps < mostSteps && m_world.step()) {
        ++m_outcome.steps;
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_oracle.afterStep();
        m_outcome.violations = m_oracle.violations();
        const bool isDone = mustClimb ? m_oracle.isAtItsBest() : m_oracle.isConverged();
        if (m_isWell &&
            (isDone || m_world.now() - begun > m_schedule.chaos + (mustClimb ? mostToClimb : mostToConverge)))
            break;
    }
    if (m_outcome.violations.isEmpty())
        m_oracle.atEnd(mustClimb);
    m_outcome.violations = m_oracle.violations();
    for (const QString &violation : std::as_const(m_outcome.violations))
        tell(u"VIOLATION: "_s + violation);
    m_manager.stop();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // while there is a network to leave
    QCoreApplication::sendPostedEvents(); // sending one kind alone leaves its places in the list
    return m_outcome;
}

void Play::publishLater()
{
    const bool bursts = m_world.chance(0.1);
    const milliseconds wait(bursts ? m_world.between(0, 3) : m_world.between(100, m_isWell ? 20'000 : 4'000));
    m_world.after(wait, Whose::Others, [this] {
        m_server.publish();
        publishLater();
    });
}

/// Nothing else is wrong around that time.
bool Play::isAlone(const Fault &fault) const
{
    constexpr milliseconds before{65'000}; // LedgerLimits::replayEvery, and what it takes for a hole to be seen
    constexpr milliseconds after{20'000};
    return std::none_of(m_schedule.faults.begin(), m_schedule.faults.end(), [&](const Fault &other) {
        return &other != &fault && other.at < fault.at + after && other.at + other.duration > fault.at - before;
    });
}

void Play::begin(const Fault &fault)
{
    tell(u"FAULT "_s + toText(fault));
    Way &way = m_network.ways.at(size_t(fault.transport));
    switch (fault.kind) {
    case FaultKind::CutAll:
        m_network.cutAll();
        break;
    case FaultKind::HalfOpen:
        m_network.silenceAll();
        break;
    case FaultKind::ServerRestart:
        m_server.restart();
        m_network.cutAll();
        break;
    case FaultKind::ServerDown:
        m_network.state = ServerState::Down;
        m_network.cutAll();
        break;
    case FaultKind::Overloaded:
    case FaultKind::OverloadedForSaid:
        m_network.state = ServerState::Overloaded;
        m_network.retryAfter.reset();
        if (fault.kind == FaultKind::OverloadedForSaid)
            m_network.retryAfter = fault.duration;
        m_network.cutAll();
        break;
    case FaultKind::Unauthorized:
        m_network.state = ServerState::Forbidding;
        m_network.cutAll();
        break;
    case FaultKind::NoNetwork:
        m_network.state = ServerState::Unreachable;
        m_network.silenceAll();
        break;
    case FaultKind::Refused:
        way = Way::Refused;
        m_network.cutAll();
        break;
    case FaultKind::BlackHole:
        way = Way::BlackHole;
        m_network.cutAll();
        break;
    case FaultKind::Portal:
        m_network.ways.fill(Way::Portal);
        m_network.cutAll();
        break;
    case FaultKind::Starved:
        way = Way::Starved;
        m_network.cutAll();
        break;
    case FaultKind::HeldBack:
        m_network.ways.at(size_t(TransportKind::Sse)) = Way::HeldBack;
        m_network.cutAll();
        break;
    case FaultKind::Cutting:
        way = Way::Cutting;
        m_network.cutAll();
        break;
    case FaultKind::Evicted:
        m_server.evict(m_world.between(0, 2));
        m_oracle.excuseGaps(); // the server cannot tell a client that has it all from one that has not
        m_network.cutAll();
        break;
    case FaultKind::Gone:
        m_network.answersGone = true;
        m_server.evict(0);
        m_oracle.excuseGaps();
        m_network.cutAll();
        break;
    case FaultKind::Doubled:
        m_server.doubleNextLive();
        break;
    case FaultKind::Late:
        m_server.holdNextLive();
        break;
    case FaultKind::Skipped:
        if (!isAlone(fault))
            m_oracle.excuseGaps(); // the server may not be there to be asked for it, or was asked a moment ago
        m_server.skipNextLive();
        break;
    case FaultKind::Garbage:
        m_oracle.excuseGaps();
        m_server.garbageToAll();
        break;
    case FaultKind::GoAway:
        m_server.goAwayToAll(fault.duration);
        break;
    case FaultKind::Sleep:
        m_world.sleep(fault.duration);
        break;
    case FaultKind::WallClock:
        m_world.jumpWall(milliseconds(m_world.between(-100'000'000, 100'000'000)));
        break;
    case FaultKind::OtherNetwork:
        m_network.silenceAll();
        m_world.after(milliseconds(200), Whose::Client, [this, name = QByteArray::number(m_world.between(0, 3))] {
            m_oracle.onNetworkChange();
            m_manager.setNetwork(name);
        });
        break;
    }
}

void Play::end(const Fault &fault)
{
    switch (fault.kind) {
    case FaultKind::ServerDown:
    case FaultKind::Overloaded:
    case FaultKind::OverloadedForSaid:
    case FaultKind::Unauthorized:
    case FaultKind::NoNetwork:
        m_network.state = ServerState::Up;
        break;
    case FaultKind::Refused:
    case FaultKind::BlackHole:
    case FaultKind::Starved:
    case FaultKind::Cutting:
        m_network.ways.at(size_t(fault.transport)) = Way::Fine;
        break;
    case FaultKind::HeldBack:
    case FaultKind::Portal:
        m_network.ways.fill(Way::Fine);
        break;
    case FaultKind::Gone:
        m_network.answersGone = false;
        break;
    default:
        break;
    }
}

void Play::allIsWell()
{
    tell(u"ALL IS WELL"_s);
    m_network.state = ServerState::Up;
    m_network.ways.fill(Way::Fine);
    m_isWell = true;
}

void Play::tell(const QString &what)
{
    if (m_wantsStory)
        m_outcome.story.append(u"%1  %2"_s
                                   .arg(double(std::chrono::duration_cast<milliseconds>(
                                                   m_world.now().time_since_epoch() - std::chrono::hours(1))
                                                   .count()) /
                                            1000,
                                        9, 'f', 3)
                                   .arg(what));
}

} // namespace

Outcome run(const Schedule &schedule, bool wantsStory)
{
    Play play(schedule, wantsStory);
    return play.play();
}

Schedule shrink(Schedule schedule)
{
    bool isSmaller = true;
    while (isSmaller) {
        isSmaller = false;
        for (qsizetype i = 0; i < schedule.faults.size() && !isSmaller; ++i) {
            Schedule fewer = schedule;
            fewer.faults.removeAt(i);
            if (!run(fewer).violations.isEmpty()) {
                schedule = fewer;
                isSmaller = true;
            }
        }
    }
    return schedule;
}

} // namespace telltale::sim
