// SPDX-License-Identifier: MIT
#include "tests/simulation/simtransport.h"

#include <algorithm>
#include <utility>

namespace telltale::sim {

namespace {

constexpr milliseconds requestTimeout{20'000};
constexpr milliseconds pollInterval{2'000};
constexpr milliseconds bunch{12'000}; ///< of what a middle box holds back
constexpr milliseconds longPollHold{10'000};

QByteArray cursorOf(const TransportRequest &request)
{
    for (const auto &[name, value] : request.headers) {
        if (name == "Last-Event-ID")
            return value;
    }
    return {};
}

} // namespace

SimNetwork::SimNetwork(World *world, SimServer *server, Witness *witness)
    : m_world(world)
    , m_server(server)
    , m_witness(witness)
{}

TransportFactory SimNetwork::factory()
{
    return [this](TransportKind kind, RequestMaker makeRequest) -> std::unique_ptr<Transport> {
        return std::make_unique<SimTransport>(this, kind, std::move(makeRequest));
    };
}

void SimNetwork::cutAll(int closeCode)
{
    const auto open = m_open;
    for (SimTransport *transport : open)
        transport->cut(closeCode);
}

void SimNetwork::silenceAll()
{
    for (SimTransport *transport : m_open)
        transport->silence();
}

SimTransport::SimTransport(SimNetwork *network, TransportKind kind, RequestMaker makeRequest)
    : m_network(network)
    , m_kind(kind)
    , m_makeRequest(std::move(makeRequest))
{
    m_network->m_open.push_back(this);
}

SimTransport::~SimTransport()
{
    close();
    std::erase(m_network->m_open, this);
}

void SimTransport::open()
{
    m_number = ++m_network->m_connections;
    m_network->witness()->onAttempt(m_kind, m_number);
    request();
}

void SimTransport::close()
{
    m_isOver = true;
    m_network->server()->unsubscribe(m_session);
    m_network->world()->cancel(m_timeout);
}

void SimTransport::cut(int closeCode)
{
    if (!m_isSilent)
        fail(milliseconds(1), {ErrorKind::RemoteClosed, QStringLiteral("the connection was cut"), 0, closeCode});
}

bool SimTransport::ping()
{
    if (m_kind != TransportKind::WebSocket || !m_wasOpened || m_isOver)
        return false;
    const bool comesThrough = m_network->way(m_kind) != Way::Starved;
    if (comesThrough)
        emitLater(m_network->world()->now() + latency() + latency(), [this] { Q_EMIT pongReceived(); });
    return true;
}

void SimTransport::frameHandled(PollOutcome outcome)
{
    if (!isPolling(m_kind) || m_isOver)
        return;
    const bool atOnce = m_kind == TransportKind::LongPoll || outcome == PollOutcome::BroughtEvents;
    m_network->world()->after(atOnce ? milliseconds(0) : pollInterval, World::Whose::Client, [self = QPointer(this)] {
        if (self && !self->m_isOver)
            self->request();
    });
}

/// Asks, and finds out how the network is at that moment.
void SimTransport::request()
{
    World *const world = m_network->world();
    const QByteArray cursor = cursorOf(m_makeRequest());
    m_network->witness()->onRequest(cursor);
    const bool isSocket = m_kind == TransportKind::WebSocket;
    const auto status = [&](int code) {
        return Error{isSocket ? ErrorKind::UpgradeRefused : ErrorKind::HttpStatus, QStringLiteral("status"), code};
    };
    world->cancel(m_timeout);
    m_timeout = world->after(requestTimeout, World::Whose::Client, [self = QPointer(this)] {
        if (self && (isPolling(self->m_kind) || !self->m_wasOpened))
            self->end({ErrorKind::HandshakeTimeout, QStringLiteral("no answer")});
    });
    if (m_network->state == ServerState::Unreachable)
        return fail(milliseconds(2), {ErrorKind::NetworkUnreachable, QStringLiteral("no network")});
    if (m_network->state == ServerState::Down)
        return fail(latency(), {ErrorKind::ConnectionRefused, QStringLiteral("refused")});
    switch (m_network->way(m_kind)) {
    case Way::BlackHole:
        return;
    case Way::Refused: {
        constexpr std::array codes{400, 403, 426, 502};
        return fail(latency(), status(codes.at(size_t(world->between(0, 3)))));
    }
    case Way::Portal:
        if (isSocket)
            return fail(latency(), status(200));
        if (isPolling(m_kind) && world->chance(0.5))
            return emitLater(world->now() + latency(), [this] {
                Q_EMIT opened();
                if (!m_isOver)
                    Q_EMIT frameReceived({.payload = "{\"error\":\"log in\"}", .receivedAt = this->world()->now()});
            });
        return fail(latency(), {ErrorKind::WrongContentType, QStringLiteral("a page")});
    default:
        break;
    }
    if (m_network->state == ServerState::Forbidding)
        return fail(latency(), status(401));
    if (m_network->state == ServerState::Overloaded) {
        Error busy = status(503);
        if (!isSocket && m_network->retryAfter) {
            busy.retryAfter = m_network->retryAfter;
            const milliseconds wait = *m_network->retryAfter;
            emitLater(world->now() + latency(), [this, busy, wait] {
                m_network->witness()->onRetryAfter(wait);
                end(busy);
            });
            return;
        }
        return fail(latency(), busy);
    }
    if (m_network->answersGone && !m_network->server()->knows(cursor))
        return fail(latency(), status(410));
    if (isPolling(m_kind))
        answerPoll(cursor, std::exchange(m_isFirst, false) == false);
    else
        world->after(latency(), World::Whose::Others, [self = QPointer(this), cursor] {
            if (self && !self->m_isOver)
                self->begin(cursor);
        });
}

/// The server takes the stream.
void SimTransport::begin(const QByteArray &cursor)
{
    World *const world = m_network->world();
    if (m_network->state != ServerState::Up)
        return fail(latency(), {ErrorKind::RemoteClosed, QStringLiteral("gone")});
    emitLater(world->now() + latency(), [this] {
        m_wasOpened = true;
        Q_EMIT opened();
    });
    if (m_network->way(m_kind) == Way::Starved)
        return;
    if (m_network->way(m_kind) == Way::Cutting) // behind whatever comes until then
        world->after(milliseconds(world->between(300, 3000)), World::Whose::Client, [self = QPointer(this)] {
            if (self)
                self->cut();
        });
    m_session = m_network->server()->subscribe(cursor, [this](const Message &message) { arrive(message); });
}

void SimTransport::answerPoll(const QByteArray &cursor, bool mayHold)
{
    World *const world = m_network->world();
    const bool holds = m_kind == TransportKind::LongPoll && mayHold;
    const TimePoint until = world->now() + (holds ? longPollHold : milliseconds(0));
    world->after(latency(), World::Whose::Others, [self = QPointer(this), cursor, until] {
        if (self)
            self->lookForNews(cursor, until);
    });
}

/// Once there is something new, or the time is over: looked for every now and then, which is enough for this.
void SimTransport::lookForNews(const QByteArray &cursor, TimePoint until)
{
    if (m_isOver)
        return;
    World *const world = m_network->world();
    const QList<Message> messages = m_network->server()->answer(cursor);
    if (messages.size() < 2 && world->now() < until) {
        world->after(milliseconds(1000), World::Whose::Others, [self = QPointer(this), cursor, until] {
            if (self)
                self->lookForNews(cursor, until);
        });
        return;
    }
    QByteArrayList texts;
    for (const Message &message : messages)
        texts.append(envelope(message));
    emitLater(world->now() + latency(), [this, body = '[' + texts.join(',') + ']'] {
        this->world()->cancel(m_timeout);
        if (!std::exchange(m_wasOpened, true))
            Q_EMIT opened();
        if (!m_isOver)
            Q_EMIT frameReceived({.payload = body, .receivedAt = this->world()->now()});
    });
}

/// A message on its way to the client.
void SimTransport::arrive(const Message &message)
{
    const TimePoint now = m_network->world()->now();
    const bool isSamePacket = std::exchange(m_lastSent, now) == now;
    TimePoint at = isSamePacket ? m_lastArrival : now + latency();
    if (m_network->way(m_kind) == Way::HeldBack)
        at = TimePoint((now.time_since_epoch() / bunch + 1) * bunch);
    emitLater(at, [this, message] {
        const TimePoint received = m_network->world()->now();
        if (m_kind == TransportKind::WebSocket)
            Q_EMIT frameReceived({.payload = envelope(message), .receivedAt = received});
        else
            Q_EMIT frameReceived({.payload = message.data,
                                  .type = message.event,
                                  .lastEventId = message.id,
                                  .identified = !message.id.isEmpty(),
                                  .receivedAt = received});
    });
}

void SimTransport::fail(milliseconds after, const Error &reason)
{
    emitLater(m_network->world()->now() + after, [this, reason] { end(reason); });
}

/// What comes over one connection comes in order, and not at all once it is half-open or over.
void SimTransport::emitLater(TimePoint at, std::function<void()> what)
{
    m_lastArrival = std::max(m_lastArrival, at);
    m_network->world()->at(m_lastArrival, World::Whose::Client, [self = QPointer(this), what = std::move(what)] {
        if (!self || self->m_isOver || self->m_isSilent)
            return;
        Witness *const witness = self->m_network->witness();
        witness->onEmitting(self->m_number);
        what();
        witness->onEmitted();
    });
}

void SimTransport::end(const Error &reason)
{
    if (m_isOver)
        return;
    close();
    Q_EMIT closed(reason);
}

milliseconds SimTransport::latency()
{
    World *const world = m_network->world();
    return milliseconds(world->chance(0.05) ? world->between(100, 900) : world->between(5, 80));
}

QByteArray SimTransport::envelope(const Message &message)
{
    const QByteArray id = message.id.isEmpty() ? QByteArray() : "\"id\":\"" + message.id + "\",";
    return '{' + id + "\"event\":\"" + message.event + "\",\"data\":" + message.data + '}';
}

} // namespace telltale::sim
