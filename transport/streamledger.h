// SPDX-License-Identifier: MIT
#pragma once

#include "transport/dialects/dialect.h"
#include "transport/generation.h"
#include "transport/protocol/event.h"
#include "transport/protocol/status.h"

#include <QHash>

#include <deque>
#include <map>
#include <optional>
#include <variant>

namespace telltale {

struct LedgerLimits
{
    milliseconds hold{250};           ///< how long a hole may wait for late events while the link is live
    milliseconds replay{2'000};       ///< and then for the server, which is asked for them
    milliseconds replayEvery{60'000}; ///< it is asked no sooner again: one that loses events all the time goes on so
    qsizetype heldEvents = 4'096;     ///< events that wait behind a hole; more, and the hole is drawn
    qsizetype heldBytes = 4 << 20;
    qsizetype rememberedIds = 4096; ///< ids kept to tell duplicates where ids are not dense
};

namespace ledger {

/// The link of this generation is proven; what it brings follows. Not given for a link that proves nothing.
struct SessionBegan
{
    Generation generation = 0;
    /// It was asked for what follows this; empty: for what comes from now on. Not the accepted cursor where another
    /// session went on bringing events meanwhile.
    Cursor asked = {};
};
struct SessionEnded
{};
/// Another answer of a polling session. As for ids, each is a connection of its own: one that comes again in a later
/// answer is a duplicate.
struct AnswerBegan
{
    Generation generation = 0;
    Cursor asked = {};
};
struct Received
{
    Event event;
};
/// The Replay that was wanted is not to be had.
struct ReplayRefused
{};
/// The ledger asked for a wake-up by deadline(), and it is due.
struct DeadlineReached
{};

using Input = std::variant<SessionBegan, SessionEnded, AnswerBegan, Received, control::Hello, control::Heartbeat,
                           control::Reset, control::Bookmark, control::Undecodable, ReplayRefused, DeadlineReached>;

/// Hand this on: it is new and in order.
struct Deliver
{
    Event event;

    friend bool operator==(const Deliver &, const Deliver &) = default;
};
/// A hole is certain and nothing will fill it: tell the user.
struct DrawGap
{
    Cursor after;
    QString reason;

    friend bool operator==(const DrawGap &, const DrawGap &) = default;
};

/// A hole does not fill by itself: ask the server once more for what follows the accepted cursor, by another session,
/// as after a loss. A session that polls asks for it anyway.
struct Replay
{
    friend bool operator==(const Replay &, const Replay &) = default;
};

using Action = std::variant<Deliver, DrawGap, Replay>;

} // namespace ledger

/// What was received of one stream and what was not: the only place that knows duplicates, holes, order and epochs.
/// Pure: no I/O, no clock; every input comes with its time.
///
/// Where an event has a position (dense ids) it is delivered when it is the next one, dropped when it is not above
/// the accepted one, and held when something is missing before it: for LedgerLimits::hold, in case it is only late, and
/// then for LedgerLimits::replay, for the server to send it again. Then the hole is drawn; at once where the server had
/// been asked for just this, or was asked for another hole a moment ago. When the link ends, what was held is forgotten
/// and comes again with the resume, which asks for what follows the accepted cursor. A heartbeat's head tells a hole at
/// the end of what was received. A new epoch, a reset, a partial resume and a head below what was accepted (the server
/// was restored from a backup) are drawn.
///
/// Where an event has only an id, a duplicate is one that an *earlier* connection brought: a server may well repeat an
/// id on one connection. Where there is no id at all every reconnect is a hole.
class StreamLedger
{
public:
    StreamLedger(Continuity continuity, Cursor resumeFrom, LedgerLimits limits = {});

    QList<ledger::Action> step(const ledger::Input &input, TimePoint now);

    /// What a resume asks for: after this. Empty: from now on.
    const Cursor &accepted() const { return m_accepted; }
    /// When step(DeadlineReached) is wanted.
    std::optional<TimePoint> deadline() const { return m_holdUntil; }
    const StreamStatus &status() const { return m_status; }
    /// Ids were seen, or not: a dialect may learn it from the stream.
    void setContinuity(Continuity continuity) { m_continuity = continuity; }

private:
    using Actions = QList<ledger::Action>;
    /// Something that takes a position in the stream: an event, or one that could not be read.
    struct Entry
    {
        Event event;
        std::optional<QString> undecodable;
    };
    /// How far the accepted position can be trusted to be the one before the next event.
    enum class Anchor {
        None,      ///< no position yet: the next event sets it
        FromHello, ///< the head of a hello, and nothing was asked for: events up to it may still come
        Firm,      ///< the next sequence number must be one higher
        AfterGap   ///< a gap was drawn whose end is unknown: the next higher one sets it
    };

    void on(const ledger::SessionBegan &input, TimePoint now, Actions &actions);
    void on(const ledger::SessionEnded &input, TimePoint now, Actions &actions);
    void on(const ledger::AnswerBegan &input, TimePoint now, Actions &actions);
    void on(const ledger::Received &input, TimePoint now, Actions &actions);
    void on(const control::Hello &input, TimePoint now, Actions &actions);
    void on(const control::Heartbeat &input, TimePoint now, Actions &actions);
    void on(const control::Reset &input, TimePoint now, Actions &actions);
    void on(const control::Bookmark &input, TimePoint now, Actions &actions);
    void on(const control::Undecodable &input, TimePoint now, Actions &actions);
    void on(const ledger::ReplayRefused &input, TimePoint now, Actions &actions);
    void on(const ledger::DeadlineReached &input, TimePoint now, Actions &actions);

    void takePositioned(Entry entry, TimePoint now, Actions &actions);
    void takeIdentified(const Event &event, Actions &actions);
    void hold(Entry entry, TimePoint now, Actions &actions);
    void accept(const Entry &entry, Actions &actions);
    void deliver(const Event &event, Actions &actions);
    void drainHeld(Actions &actions);
    bool mayBeReplayed(TimePoint now) const;
    void drawHoles(Actions &actions);
    void drawGap(const QString &reason, Actions &actions);
    void anchorAt(const control::Hello &hello);
    bool isBehind(const control::Hello &hello) const;
    void dropHeld();
    void setState(StreamState state, TimePoint now);
    void settle(TimePoint now);
    bool remember(const QByteArray &id);

    Continuity m_continuity;
    const LedgerLimits m_limits;
    StreamStatus m_status;
    Cursor m_accepted;
    std::optional<Position> m_position; ///< of m_accepted, where it has one
    Anchor m_anchor = Anchor::None;
    std::optional<quint64> m_head;   ///< the newest sequence the server has, in m_position's epoch
    std::optional<quint64> m_sent;   ///< up to here it has sent us everything, it says
    std::map<quint64, Entry> m_held; ///< by sequence, all of m_position's epoch
    qsizetype m_heldBytes = 0;
    std::optional<TimePoint> m_holdUntil;
    std::optional<TimePoint> m_replayedAt; ///< the server was asked
    Generation m_generation = 0;
    std::optional<Position> m_asked; ///< of this session, or of this answer
    bool m_inSession = false;
    QHash<QByteArray, Generation> m_ids; ///< the last ids, and the connection that brought each
    std::deque<QByteArray> m_idOrder;    ///< the same, oldest first
};

} // namespace telltale
