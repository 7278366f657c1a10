// SPDX-License-Identifier: MIT
#include "transport/policy/transportmemory.h"

#include <algorithm>

namespace telltale {

TransportMemory::TransportMemory(QList<TransportKind> order, MemoryLimits limits)
    : m_order(std::move(order))
    , m_limits(limits)
    , m_networks({Network{}})
{}

void TransportMemory::enter(const QByteArray &network)
{
    const auto found =
        std::find_if(m_networks.begin(), m_networks.end(), [&](const Network &each) { return each.name == network; });
    if (found == m_networks.end()) {
        m_networks.append(Network{.name = network});
        if (m_networks.size() > std::max(m_limits.networks, 1))
            m_networks.removeFirst();
    } else {
        std::rotate(found, found + 1, m_networks.end());
    }
}

void TransportMemory::proved(TransportKind kind, TimePoint now)
{
    m_networks.last().lastGood = kind;
    m_networks.last().goodAt = now;
}

void TransportMemory::lasted(TransportKind kind)
{
    entry(kind) = {};
}

void TransportMemory::unfit(TransportKind kind, TimePoint now)
{
    Entry &known = entry(kind);
    if (now < known.demotedUntil)
        return; // tried again all the same, and nothing new was learnt
    const auto step = std::min(size_t(known.demotions), m_limits.demotions.size() - 1);
    known.demotedUntil = now + m_limits.demotions.at(step);
    ++known.demotions;
    known.livesLost = 0;
}

void TransportMemory::heldBack(TransportKind kind, TimePoint now)
{
    unfit(kind, now);
    entry(kind).flaps = true;
}

void TransportMemory::lostALife(TransportKind kind, TimePoint now)
{
    if (++entry(kind).livesLost >= m_limits.lives)
        unfit(kind, now);
}

void TransportMemory::died(TransportKind kind, milliseconds lived, TimePoint now)
{
    if (lived >= m_limits.young) {
        entry(kind).livesLost = 0;
        return;
    }
    lostALife(kind, now);
    entry(kind).flaps = isDemoted(kind, now);
}

bool TransportMemory::isDemoted(TransportKind kind, TimePoint now) const
{
    return now < entry(kind).demotedUntil;
}

bool TransportMemory::isFlapping(TransportKind kind, TimePoint now) const
{
    return entry(kind).flaps && isDemoted(kind, now);
}

QList<TransportKind> TransportMemory::order(TimePoint now) const
{
    QList<TransportKind> order = m_order;
    std::stable_partition(order.begin(), order.end(), [&](TransportKind kind) { return !isDemoted(kind, now); });
    return order;
}

std::optional<TransportKind> TransportMemory::lastGood(TimePoint now)
{
    Network &here = m_networks.last();
    const bool isFreshLook = ++here.rounds % std::max(m_limits.freshLook, 1) == 0;
    if (isFreshLook || !here.lastGood || now - here.goodAt > m_limits.goodFor)
        return {};
    return here.lastGood;
}

} // namespace telltale
