// SPDX-License-Identifier: MIT
#include "transport/linkcontroller.h"

#include "transport/logging.h"

namespace telltale {

LinkController::LinkController(ConnectionPolicy policy, TransportFactory factory, RequestMakerFor requestMakerFor,
                               Environment environment, QObject *parent)
    : QObject(parent)
    , m_policy(std::move(policy))
    , m_factory(std::move(factory))
    , m_requestMakerFor(std::move(requestMakerFor))
    , m_environment(std::move(environment))
    , m_timer(m_environment.makeTimer())
    , m_reported(m_policy.status())
{
    connect(m_timer.get(), &DeadlineTimer::expired, this, [this] { feed(input::DeadlineReached{}); });
    connect(m_timer.get(), &DeadlineTimer::woke, this, [this] { feed(input::Woke{}); });
}

LinkController::~LinkController()
{
    while (!m_transports.empty())
        release(m_transports.begin()->first);
}

void LinkController::start()
{
    feed(input::Start{});
}

void LinkController::stop()
{
    release(0);
    feed(input::Stop{});
}

void LinkController::proved(Generation generation)
{
    feed(input::Proved{generation});
}

void LinkController::heartbeatPromised(Generation generation, milliseconds interval)
{
    feed(input::HeartbeatPromised{generation, interval});
}

void LinkController::goAway(Generation generation, milliseconds after)
{
    feed(input::GoAway{generation, after});
}

bool LinkController::replay(Generation generation)
{
    feed(input::Missing{generation});
    return m_policy.isReplaying();
}

void LinkController::cannotResume(Generation generation)
{
    feed(input::CannotResume{generation});
}

void LinkController::holdFull(Generation generation)
{
    feed(input::HoldFull{generation});
}

void LinkController::heldBack(Generation generation)
{
    feed(input::HeldBack{generation});
}

void LinkController::failed(Generation generation, const Error &reason)
{
    if (!find(generation))
        return;
    release(generation);
    Q_EMIT ended(generation, reason);
    feed(input::Closed{generation, reason});
}

void LinkController::frameHandled(Generation generation, PollOutcome outcome)
{
    if (Transport *transport = find(generation))
        transport->frameHandled(outcome);
}

bool LinkController::send(Generation generation, const QByteArray &message)
{
    Transport *transport = find(generation);
    return transport && transport->send(message);
}

void LinkController::tryNow()
{
    feed(input::TryNow{});
}

void LinkController::setNetwork(const QByteArray &network)
{
    feed(input::NetworkChanged{network});
}

void LinkController::feed(const input::Any &input)
{
    const auto actions = m_policy.step(input, m_environment.now(), m_environment.random());
    for (const action::Any &action : actions)
        perform(action);
    m_timer->setDeadline(m_policy.deadline());
    if (m_policy.status() == m_reported)
        return;
    m_reported = m_policy.status();
    qCDebug(logTransport) << "link" << toWord(m_reported.state) << "generation" << m_policy.elected();
    Q_EMIT statusChanged(m_reported);
}

void LinkController::perform(const action::Any &action)
{
    if (const auto *open = std::get_if<action::Open>(&action)) {
        openTransport(open->generation, open->kind);
    } else if (const auto *close = std::get_if<action::Close>(&action)) {
        if (find(close->generation)) {
            release(close->generation);
            Q_EMIT ended(close->generation, {ErrorKind::Cancelled, {}});
        }
    } else if (const auto *elect = std::get_if<action::Elect>(&action)) {
        Q_EMIT elected(elect->generation);
    } else if (const auto *ping = std::get_if<action::Ping>(&action)) {
        if (Transport *transport = find(ping->generation))
            transport->ping();
    } else if (std::holds_alternative<action::AskStatus>(action)) {
        askStatus();
    }
}

void LinkController::openTransport(Generation generation, TransportKind kind)
{
    Q_EMIT opening(generation, kind);
    Transport *transport =
        m_transports.emplace(generation, m_factory(kind, m_requestMakerFor(generation, kind))).first->second.get();
    connect(transport, &Transport::opened, this, [this, generation] { feed(input::Opened{generation}); });
    connect(transport, &Transport::alive, this, [this, generation] {
        feed(input::Heard{generation});
        Q_EMIT heardFrom(generation);
    });
    connect(transport, &Transport::pongReceived, this, [this, generation] {
        feed(input::Ponged{generation});
        Q_EMIT heardFrom(generation);
    });
    connect(transport, &Transport::frameReceived, this, [this, generation](const Frame &frame) {
        feed(input::Heard{generation});
        Q_EMIT frameReceived(generation, frame);
    });
    connect(transport, &Transport::retryAdvised, this,
            [this](milliseconds delay) { feed(input::RetryAdvised{delay}); });
    connect(transport, &Transport::closed, this,
            [this, generation](const Error &reason) { failed(generation, reason); });
    transport->open();
}

/// One poll, whose answer is of no interest but for what a refusal says.
void LinkController::askStatus()
{
    release(0);
    Transport *transport =
        m_transports.emplace(0, m_factory(TransportKind::Poll, m_requestMakerFor(0, TransportKind::Poll)))
            .first->second.get();
    connect(transport, &Transport::opened, this, [this] { release(0); });
    connect(transport, &Transport::closed, this, [this](const Error &reason) {
        release(0);
        feed(input::StatusLearned{reason});
    });
    transport->open();
}

/// Lets go of the transport without waiting for it: it may be the sender of the signal being handled.
void LinkController::release(Generation generation)
{
    const auto found = m_transports.find(generation);
    if (found == m_transports.end())
        return;
    Transport *transport = found->second.release();
    m_transports.erase(found);
    transport->disconnect(this);
    transport->close();
    transport->deleteLater();
}

Transport *LinkController::find(Generation generation) const
{
    const auto found = m_transports.find(generation);
    return found == m_transports.end() ? nullptr : found->second.get();
}

} // namespace telltale
