// SPDX-License-Identifier: MIT
#pragma once

#include "transport/generation.h"
#include "transport/protocol/clock.h"
#include "transport/protocol/error.h"
#include "transport/protocol/transportkind.h"

#include <QByteArray>

#include <variant>

namespace telltale {

/// What happens to a link, as the ConnectionPolicy is told. What names a session that is over is ignored.
namespace input {

struct Start
{};
struct Stop
{};
/// The transport opened.
struct Opened
{
    Generation generation = 0;
};
/// Anything at all came from the server.
struct Heard
{
    Generation generation = 0;
};
/// The server answered our ping.
struct Ponged
{
    Generation generation = 0;
};
/// Something came that only the feed itself can have sent.
struct Proved
{
    Generation generation = 0;
};
struct Closed
{
    Generation generation = 0;
    Error reason;
};
/// No more can be held of what a session brings before it is elected.
struct HoldFull
{
    Generation generation = 0;
};
/// Something on the way collects what the server sends, and hands it on in bunches.
struct HeldBack
{
    Generation generation = 0;
};
/// The server promised to beat this often.
struct HeartbeatPromised
{
    Generation generation = 0;
    milliseconds interval{0};
};
/// The server asks for this reconnection time (SSE retry).
struct RetryAdvised
{
    milliseconds delay{0};
};
/// The server is about to go: reconnect, spread over this time.
struct GoAway
{
    Generation generation = 0;
    milliseconds after{0};
};
/// Events are missing on a link that lives: the server is to be asked for them again, soon or not at all.
struct Missing
{
    Generation generation = 0;
};
/// This session will not bring what it was asked for: the server says so.
struct CannotResume
{
    Generation generation = 0;
};
/// What a plain request was answered after a refused upgrade, which hides its reasons.
struct StatusLearned
{
    Error reason;
};
/// The way to the server is another one. Any text that differs where the way differs.
struct NetworkChanged
{
    QByteArray network;
};
/// A person does not want to wait for the next attempt.
struct TryNow
{};
/// The machine slept, or this process stood still.
struct Woke
{};
/// The wake-up asked for by deadline() is due.
struct DeadlineReached
{};

using Any = std::variant<Start, Stop, Opened, Heard, Ponged, Proved, Closed, HoldFull, HeldBack, HeartbeatPromised,
                         RetryAdvised, GoAway, Missing, CannotResume, StatusLearned, NetworkChanged, TryNow, Woke,
                         DeadlineReached>;

} // namespace input

/// What the ConnectionPolicy wants done, in this order.
namespace action {

struct Open
{
    Generation generation = 0;
    TransportKind kind = TransportKind::WebSocket;

    friend bool operator==(const Open &, const Open &) = default;
};
/// End this session; nothing it still says matters.
struct Close
{
    Generation generation = 0;

    friend bool operator==(const Close &, const Close &) = default;
};
struct Ping
{
    Generation generation = 0;

    friend bool operator==(const Ping &, const Ping &) = default;
};
/// From now on this session, and it alone, is the feed: first what was held of it.
struct Elect
{
    Generation generation = 0;

    friend bool operator==(const Elect &, const Elect &) = default;
};
/// One plain request, to learn what a refused upgrade means: StatusLearned.
struct AskStatus
{
    friend bool operator==(const AskStatus &, const AskStatus &) = default;
};

using Any = std::variant<Open, Close, Ping, Elect, AskStatus>;

} // namespace action

} // namespace telltale
