// SPDX-License-Identifier: MIT
#include "tests/simulation/schedule.h"

#include "tests/simulation/world.h"

#include <algorithm>
#include <array>

namespace telltale::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<const char *, faultKinds> names{"cut",  "half-open", "restart", "down",  "503",    "503+wait",
                                                     "401",  "no net",    "refused", "black", "portal", "starved",
                                                     "held", "cutting",   "evict",   "410",   "double", "late",
                                                     "skip", "garbage",   "goodbye", "sleep", "wall",   "network"};

bool isOfATransport(FaultKind kind)
{
    return kind >= FaultKind::Refused && kind <= FaultKind::Cutting && kind != FaultKind::Portal;
}

} // namespace

QString toText(FaultKind kind)
{
    return QString::fromLatin1(names.at(size_t(kind)));
}

QString toText(const Fault &fault)
{
    const QString where = isOfATransport(fault.kind) ? u" of "_s + toWord(fault.transport) : QString();
    return u"%1 ms: %2%3, %4 ms"_s.arg(fault.at.count()).arg(toText(fault.kind), where).arg(fault.duration.count());
}

Schedule makeSchedule(quint64 seed)
{
    World dice(seed ^ 0x5ca1ab1eULL); // other numbers than those of the run
    Schedule schedule{.seed = seed, .transports = allTransportKinds(), .faults = {}};
    const bool isLong = dice.chance(0.04); // one fault alone, and for long: others would end it, or hide what it does
    if (isLong || dice.chance(0.15))       // one transport alone, for what many together hide
        schedule.transports = {schedule.transports.at(dice.between(0, 3))};
    while (schedule.transports.size() > 1 && dice.chance(0.15))
        schedule.transports.removeAt(dice.between(0, int(schedule.transports.size()) - 1));
    const int count = isLong ? 1 : dice.between(3, 9);
    milliseconds at{dice.between(0, 8'000)};
    for (int i = 0; i < count; ++i) {
        Fault fault{.kind = FaultKind(dice.between(0, faultKinds - 1)),
                    .at = at,
                    .duration = milliseconds(isLong             ? dice.between(60'000, 90'000)
                                             : dice.chance(0.2) ? dice.between(20'000, 90'000)
                                                                : dice.between(500, 12'000)),
                    .transport = schedule.transports.at(dice.between(0, int(schedule.transports.size()) - 1))};
        schedule.faults.append(fault);
        schedule.chaos = std::max(schedule.chaos, fault.at + fault.duration);
        at += milliseconds(dice.chance(0.3) ? dice.between(0, 500) : dice.between(500, 15'000));
    }
    if (dice.chance(0.03)) { // the best one hangs while the next proves itself, and then all falls silent: a moment
                             // that chance alone seldom meets
        schedule.faults.prepend({.kind = FaultKind::HalfOpen,
                                 .at = milliseconds(dice.between(1'500, 2'700)),
                                 .duration = milliseconds(1'000)});
        schedule.faults.prepend({.kind = FaultKind::Starved,
                                 .at = milliseconds(0),
                                 .duration = milliseconds(30'000),
                                 .transport = schedule.transports.first()});
        schedule.chaos = std::max(schedule.chaos, milliseconds(30'000));
    }
    schedule.chaos += milliseconds(1'000);
    return schedule;
}

} // namespace telltale::sim
