// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"
#include "transport/protocol/transportkind.h"

#include <QList>
#include <QString>

namespace telltale::sim {

/// What can go wrong.
enum class FaultKind {
    CutAll,
    HalfOpen,
    ServerRestart,
    ServerDown,
    Overloaded,
    OverloadedForSaid,
    Unauthorized,
    NoNetwork,
    Refused,
    BlackHole,
    Portal,
    Starved,
    HeldBack,
    Cutting,
    Evicted,
    Gone,
    Doubled,
    Late,
    Skipped,
    Garbage,
    GoAway,
    Sleep,
    WallClock,
    OtherNetwork
};
constexpr int faultKinds = int(FaultKind::OtherNetwork) + 1;

struct Fault
{
    FaultKind kind;
    milliseconds at;                                    ///< after the start
    milliseconds duration;                              ///< of those that last
    TransportKind transport = TransportKind::WebSocket; ///< of those that befall one
};

/// What goes wrong in one run, and when; all of it follows from the seed.
struct Schedule
{
    quint64 seed = 0;
    QList<TransportKind> transports; ///< of the feed
    QList<Fault> faults;             ///< in time
    milliseconds chaos{0};           ///< from then on all is well
};

Schedule makeSchedule(quint64 seed);
QString toText(const Fault &fault);
QString toText(FaultKind kind);

} // namespace telltale::sim
