// SPDX-License-Identifier: MIT
#pragma once

#include "tests/simulation/simserver.h"
#include "transport/protocol/transportkind.h"
#include "transport/transportfactory.h"

#include <array>
#include <functional>
#include <optional>
#include <vector>

namespace telltale::sim {

/// What a middle box on the way does to one transport.
enum class Way {
    Fine,
    Refused,   ///< answered in the server's place: 400, 403, 426, 502
    BlackHole, ///< taken, and never answered
    Portal,    ///< a login page, with 200
    Starved,   ///< accepted, and nothing comes through
    HeldBack,  ///< what comes is collected, and handed on in bunches
    Cutting    ///< cut a moment after it was accepted
};

/// What the whole server does.
enum class ServerState {
    Up,
    Down,       ///< refuses connections
    Overloaded, ///< 503
    Forbidding, ///< 401
    Unreachable ///< there is no network
};

class SimTransport;

/// Told of everything that goes over the wire: the independent witness.
class Witness
{
public:
    Witness() = default;
    virtual ~Witness() = default;
    Q_DISABLE_COPY_MOVE(Witness)
    virtual void onAttempt(TransportKind kind, quint64 connection) = 0;
    virtual void onRequest(const QByteArray &cursor) = 0;
    virtual void onRetryAfter(milliseconds wait) = 0;
    /// Between these two the client is told something that came over this connection.
    virtual void onEmitting(quint64 connection) = 0;
    virtual void onEmitted() = 0;
};

/// The way between client and server, with all that may go wrong on it.
class SimNetwork
{
public:
    SimNetwork(World *world, SimServer *server, Witness *witness);

    TransportFactory factory();

    std::array<Way, 4> ways{};
    ServerState state = ServerState::Up;
    bool answersGone = false;                    ///< 410 where the cursor is forgotten, instead of a hello that says so
    std::optional<milliseconds> retryAfter = {}; ///< said with 503

    /// closeCode: what a server that goes says over a WebSocket (RFC 6455 7.4); 0: nothing.
    void cutAll(int closeCode = 0);
    void silenceAll(); ///< half-open: nothing comes through any more, and nobody says so

    World *world() const { return m_world; }
    SimServer *server() const { return m_server; }
    Witness *witness() const { return m_witness; }
    Way way(TransportKind kind) const { return ways.at(size_t(kind)); }

private:
    friend class SimTransport;

    World *const m_world;
    SimServer *const m_server;
    Witness *const m_witness;
    quint64 m_connections = 0;
    std::vector<SimTransport *> m_open;
};

} // namespace telltale::sim
