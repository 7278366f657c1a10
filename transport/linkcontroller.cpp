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
}

LinkController::~LinkController()
{
    release();
}

void LinkController::start()
{
    feed(input::Start{});
}

void LinkController::stop()
{
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

void LinkController::failed(Generation generation, const Error &reason)
{
    if (!current(generation))
        return;
    release();
    feed(input::Closed{generation, reason});
}

void LinkController::frameHandled(Generation generation, PollOutcome outcome)
{
    if (Transport *transport = current(generation))
        transport->frameHandled(outcome);
}

bool LinkController::send(Generation generation, const QByteArray &message)
{
    Transport *transport = current(generation);
    return transport && transport->send(message);
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
    qCDebug(logTransport) << "link" << toWord(m_reported.state) << "generation" << m_policy.generation();
    Q_EMIT statusChanged(m_reported);
}

void LinkController::perform(const action::Any &action)
{
    if (const auto *open = std::get_if<action::Open>(&action)) {
        openTransport(open->generation, open->kind);
    } else if (const auto *close = std::get_if<action::Close>(&action)) {
        if (current(close->generation))
            release();
    } else if (const auto *ping = std::get_if<action::Ping>(&action)) {
        if (Transport *transport = current(ping->generation))
            transport->ping();
    }
}

void LinkController::openTransport(Generation generation, TransportKind kind)
{
    release();
    m_generation = generation;
    m_transport = m_factory(kind, m_requestMakerFor(kind));
    Transport *transport = m_transport.get();
    connect(transport, &Transport::opened, this, [this, generation] { feed(input::Opened{generation}); });
    connect(transport, &Transport::alive, this, [this, generation] {
        feed(input::Heard{generation});
        Q_EMIT heardFrom(generation);
    });
    connect(transport, &Transport::pongReceived, this, [this, generation] {
        feed(input::Ponged{generation});
        Q_EMIT heardFrom(generation);
    });
    connect(transport, &Transport::frameReceived, this, [this, generation, kind](const Frame &frame) {
        feed(input::Heard{generation});
        Q_EMIT frameReceived(generation, kind, frame);
    });
    connect(transport, &Transport::retryAdvised, this,
            [this](milliseconds delay) { feed(input::RetryAdvised{delay}); });
    connect(transport, &Transport::closed, this,
            [this, generation](const Error &reason) { failed(generation, reason); });
    transport->open();
}

/// Lets go of the transport without waiting for it: it may be the sender of the signal being handled.
void LinkController::release()
{
    if (!m_transport)
        return;
    Transport *transport = m_transport.release();
    m_generation = 0;
    transport->disconnect(this);
    transport->close();
    transport->deleteLater();
}

Transport *LinkController::current(Generation generation) const
{
    return generation == m_generation ? m_transport.get() : nullptr;
}

} // namespace telltale
