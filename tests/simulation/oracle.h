// SPDX-License-Identifier: MIT
#pragma once

#include "tests/simulation/simnetwork.h"
#include "transport/protocol/event.h"
#include "transport/protocol/status.h"

#include <QHash>
#include <QStringList>

#include <deque>
#include <optional>

namespace telltale::sim {

/// What must hold whatever happens, checked from outside: it sees what the server published, what went over the wire
/// and what the client handed on, and shares no code with what it judges.
///
/// - Each event at most once, in order, as it was published, never back to an earlier epoch.
/// - What is not handed on is drawn: no jump without a gap. And no gap where the server has, or could send, everything.
/// - A request resumes after what was handed on: never before it, and beyond it only behind a drawn gap.
/// - One writer: once a later connection brought events, no earlier one does.
/// - Live means heard from: within a heartbeat and the grace; Suspect within two. Sleep makes a link doubtful at once.
///   Without a link nothing is in sync.
/// - No storm: 40 attempts in any ten minutes, 4 at once, ever fewer while they fail, none before a Retry-After is
///   over; and polls no faster than there is news.
/// - Nothing waits for ever: something is always planned, and what is waited for has a time.
/// - In the end everything that was published is handed on, or drawn; and a while later over the best transport.
class Oracle final : public Witness
{
public:
    /// transports: of the feed. Another one is a plain request for a status, which no limit of attempts counts.
    Oracle(const World *world, const SimServer *server, QList<TransportKind> transports);

    // On the wire
    void onAttempt(TransportKind kind, quint64 connection) override;
    void onRequest(const QByteArray &cursor) override;
    void onRetryAfter(milliseconds wait) override;
    void onEmitting(quint64 connection) override { m_emitting = connection; }
    void onEmitted() override;

    // Of the client
    void onDelivered(const DeliveredEvent &event);
    void onGap(const Gap &gap);
    void onLink(const LinkStatus &status);
    void onStream(const StreamStatus &status) { m_stream = status.state; }

    // Of the run
    void excuseGaps()
    {
        m_gapExcused = true;
    } ///< something was injected that may be drawn, now or later, though nothing is missing
    void onNetworkChange() { m_attemptsOfLate.clear(); } ///< after which it may try with new hope
    void afterStep();
    void atEnd(bool mustBeAtItsBest);
    bool isConverged() const;
    bool isAtItsBest() const { return isConverged() && m_link.transport == m_transports.first(); }

    /// What was violated, in words; empty: nothing.
    const QStringList &violations() const { return m_violations; }

private:
    struct Place
    {
        qsizetype epoch = -1; ///< index of the server's epochs
        quint64 sequence = 0;
    };

    void fail(const QString &what);
    Place placeOf(const QByteArray &id) const;

    const World *const m_world;
    const SimServer *const m_server;
    const QList<TransportKind> m_transports;
    QStringList m_violations;
    std::optional<Place> m_last; ///< handed on
    bool m_gapSince = false;     ///< drawn since then
    bool m_gapExcused = false;
    quint64 m_emitting = 0;                ///< 0: no connection's word is being handled
    QHash<quint64, TransportKind> m_kinds; ///< of each connection
    quint64 m_writer = 0;                  ///< the latest connection that brought events
    TimePoint m_heardAt{};
    std::deque<TimePoint> m_attempts;
    std::deque<TimePoint> m_attemptsOfLate; ///< of a feed with one transport
    std::deque<TimePoint> m_requests;
    TimePoint m_notBefore{};
    LinkStatus m_link;
    StreamState m_stream = StreamState::Cold;
    TimePoint m_checkedWake{};
};

} // namespace telltale::sim
