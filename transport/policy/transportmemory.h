// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"
#include "transport/protocol/transportkind.h"

#include <QByteArray>
#include <QList>

#include <array>
#include <optional>

namespace telltale {

struct MemoryLimits
{
    milliseconds goodFor{1'800'000}; ///< what worked last is remembered this long
    /// How long a transport that does not work here comes last: the first, the second, every further time.
    std::array<milliseconds, 3> demotions{milliseconds{600'000}, milliseconds{1'800'000}, milliseconds{7'200'000}};
    int lives = 2;              ///< links that died young, or attempts that hung: this many demote
    milliseconds young{30'000}; ///< a link that dies sooner after its proof than this died young
    int freshLook = 4;          ///< every so many rounds what worked last is not asked
    int networks = 16;          ///< remembered, the least lately used goes first
};

/// What was learnt about the transports, for each network on its own: an office's proxy says nothing of the way from
/// home. A transport that does not work comes last for a while, never out of the list; a proof that lasts forgives.
///
/// Kept in memory alone: the times are of the boot clock. Pure.
class TransportMemory
{
public:
    explicit TransportMemory(QList<TransportKind> order, MemoryLimits limits = {});

    /// From now on all is said of this network. Any text that differs where the way differs; empty is one, too.
    void enter(const QByteArray &network);

    void proved(TransportKind kind, TimePoint now);
    /// It stayed up: what was held against it is forgotten.
    void lasted(TransportKind kind);
    /// A middle box does not let it through.
    void unfit(TransportKind kind, TimePoint now);
    /// It looked well, and then a middle box turned out to hold it back.
    void heldBack(TransportKind kind, TimePoint now);
    /// It hung, or was lost so young; the second time it is unfit.
    void lostALife(TransportKind kind, TimePoint now);
    /// A link over it ended by a fault, this long after its proof.
    void died(TransportKind kind, milliseconds lived, TimePoint now);

    bool isDemoted(TransportKind kind, TimePoint now) const;
    /// Whether it proved itself here and was lost again and again, or is held back: worse than one that never works,
    /// for it lets things look well first.
    bool isFlapping(TransportKind kind, TimePoint now) const;
    /// Best first; those that do not work here last.
    QList<TransportKind> order(TimePoint now) const;
    /// What worked last here, for a new round.
    std::optional<TransportKind> lastGood(TimePoint now);

private:
    struct Entry
    {
        int livesLost = 0;
        int demotions = 0;
        bool flaps = false;
        TimePoint demotedUntil{};
    };
    struct Network
    {
        QByteArray name;
        std::array<Entry, 4> entries{};
        std::optional<TransportKind> lastGood{};
        TimePoint goodAt{};
        int rounds = 0;
    };
    Entry &entry(TransportKind kind) { return m_networks.last().entries.at(size_t(kind)); }
    const Entry &entry(TransportKind kind) const { return m_networks.last().entries.at(size_t(kind)); }

    const QList<TransportKind> m_order;
    const MemoryLimits m_limits;
    QList<Network> m_networks; ///< the present one last
};

} // namespace telltale
