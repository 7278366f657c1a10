// SPDX-License-Identifier: MIT
#include "transport/streamledger.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

StreamLedger::StreamLedger(Continuity continuity, Cursor resumeFrom, LedgerLimits limits)
    : m_continuity(continuity)
    , m_limits(limits)
    , m_accepted(std::move(resumeFrom))
{
    if (m_continuity == Continuity::Dense)
        m_position = parsePosition(m_accepted);
    if (m_position)
        m_anchor = Anchor::Firm;
}

QList<ledger::Action> StreamLedger::step(const ledger::Input &input, TimePoint now)
{
    Actions actions;
    std::visit([&](const auto &alternative) { on(alternative, now, actions); }, input);
    return actions;
}

void StreamLedger::on(const ledger::SessionBegan &input, TimePoint now, Actions &actions)
{
    const bool again = m_status.state != StreamState::Cold;
    m_generation = input.generation;
    m_inSession = true;
    m_asked = parsePosition(input.asked);
    if (!input.asked.isEmpty() && m_anchor == Anchor::FromHello)
        m_anchor = Anchor::Firm; // now the server was asked for all that follows it
    if (again && m_continuity == Continuity::None)
        drawGap(u"reconnected, and this feed has no ids to resume by"_s, actions);
    if (again && m_continuity == Continuity::Unique)
        m_status.completenessUnknown = true;
    settle(now);
}

void StreamLedger::on(const ledger::SessionEnded &, TimePoint now, Actions &)
{
    m_inSession = false;
    m_head.reset();
    m_sent.reset();
    dropHeld(); // resumed from before the hole, they come again
    if (m_status.state != StreamState::Cold)
        setState(StreamState::Behind, now);
}

void StreamLedger::on(const ledger::AnswerBegan &input, TimePoint, Actions &)
{
    m_generation = input.generation;
    m_asked = parsePosition(input.asked);
}

void StreamLedger::on(const ledger::Received &input, TimePoint now, Actions &actions)
{
    if (m_continuity == Continuity::Dense && input.event.position)
        takePositioned({input.event, {}}, now, actions);
    else
        takeIdentified(input.event, actions);
    settle(now);
}

void StreamLedger::on(const control::Hello &hello, TimePoint now, Actions &actions)
{
    using Resume = control::Hello::Resume;
    m_head = hello.head;
    if (!m_position) {
        if (!m_accepted.isEmpty() && hello.resume != Resume::Ok)
            drawGap(u"the server could not resume"_s, actions);
        anchorAt(hello);
    } else if (hello.epoch != m_position->epoch) {
        drawGap(u"the server restarted: its numbering is new"_s, actions);
        anchorAt(hello);
    } else if (isBehind(hello) && m_anchor != Anchor::FromHello) {
        drawGap(u"the server went back to an earlier state"_s, actions);
        anchorAt(hello);
    } else if (hello.resume == Resume::Reset) {
        drawGap(u"the server could not resume"_s, actions);
        anchorAt(hello);
    } else if (hello.resume == Resume::Partial && m_anchor == Anchor::Firm) {
        drawGap(u"the server no longer has all events since"_s, actions);
        m_anchor = Anchor::AfterGap;
    }
    settle(now);
}

void StreamLedger::on(const control::Heartbeat &heartbeat, TimePoint now, Actions &)
{
    if (!heartbeat.head || !m_position)
        return;
    m_head = heartbeat.head;
    m_sent = heartbeat.head;
    // What came before a hello without resume was not asked for; what the server had to send since is.
    const bool isKnown = m_anchor == Anchor::Firm || m_anchor == Anchor::FromHello;
    const bool missing = isKnown && *m_sent > m_position->sequence;
    if (missing && !m_holdUntil)
        m_holdUntil = now + m_limits.hold;
    settle(now);
}

void StreamLedger::on(const control::Reset &, TimePoint now, Actions &actions)
{
    drawGap(u"the server declared everything before void"_s, actions);
    dropHeld();
    m_position.reset();
    m_accepted.clear();
    m_anchor = Anchor::None;
    m_head.reset();
    m_sent.reset();
    settle(now);
}

void StreamLedger::on(const control::Bookmark &bookmark, TimePoint now, Actions &)
{
    // Dense ids move only with their events: a bookmark past a hole would hide it.
    if (m_continuity != Continuity::Dense)
        m_accepted = bookmark.cursor;
    settle(now);
}

void StreamLedger::on(const control::Undecodable &input, TimePoint now, Actions &actions)
{
    const auto position = m_continuity == Continuity::Dense ? parsePosition(input.cursor) : std::nullopt;
    if (position) {
        takePositioned({Event{.cursor = input.cursor, .position = position, .identified = true}, input.reason}, now,
                       actions);
    } else {
        ++m_status.undecodable;
        drawGap(u"an event could not be read: %1"_s.arg(input.reason), actions);
    }
    settle(now);
}

void StreamLedger::on(const ledger::ReplayRefused &, TimePoint now, Actions &actions)
{
    m_replayedAt.reset();
    drawHoles(actions);
    settle(now);
}

void StreamLedger::on(const ledger::DeadlineReached &, TimePoint now, Actions &actions)
{
    if (m_holdUntil && now >= *m_holdUntil) {
        if (mayBeReplayed(now)) {
            m_replayedAt = now;
            m_holdUntil = now + m_limits.replay;
            actions.append(ledger::Replay{});
        } else {
            drawHoles(actions);
        }
    }
    settle(now);
}

void StreamLedger::takePositioned(Entry entry, TimePoint now, Actions &actions)
{
    const Position &position = *entry.event.position;
    if (m_position && position.epoch != m_position->epoch) {
        drawGap(u"the server restarted: its numbering is new"_s, actions);
        dropHeld();
        m_head.reset();
        m_sent.reset();
        m_anchor = Anchor::None;
    }
    const bool below = m_position && position.sequence <= m_position->sequence;
    const bool next = m_position && !below && position.sequence - 1 == m_position->sequence;
    const bool anything = m_anchor == Anchor::None || (m_anchor == Anchor::FromHello && below) ||
                          (m_anchor == Anchor::AfterGap && !below);
    if (anything || next) {
        accept(entry, actions);
        drainHeld(actions);
    } else if (below) {
        ++m_status.duplicates;
    } else {
        hold(std::move(entry), now, actions);
    }
}

void StreamLedger::takeIdentified(const Event &event, Actions &actions)
{
    if (event.identified && !remember(event.cursor)) {
        ++m_status.duplicates;
        return;
    }
    // Among dense ids an id of another form says nothing about what came before it, so it must not move the cursor.
    if (!event.cursor.isEmpty() && !m_position)
        m_accepted = event.cursor;
    deliver(event, actions);
}

void StreamLedger::hold(Entry entry, TimePoint now, Actions &actions)
{
    const quint64 sequence = entry.event.position->sequence;
    if (m_held.contains(sequence)) {
        ++m_status.duplicates;
        return;
    }
    m_heldBytes += entry.event.payload.size();
    m_held.emplace(sequence, std::move(entry));
    if (!m_holdUntil)
        m_holdUntil = now + m_limits.hold;
    if (qsizetype(m_held.size()) > m_limits.heldEvents || m_heldBytes > m_limits.heldBytes)
        drawHoles(actions);
}

void StreamLedger::accept(const Entry &entry, Actions &actions)
{
    if (entry.undecodable) {
        ++m_status.undecodable;
        drawGap(u"event %1 could not be read: %2"_s.arg(QString::fromLatin1(entry.event.cursor), *entry.undecodable),
                actions);
    }
    m_position = entry.event.position;
    m_accepted = entry.event.cursor;
    m_anchor = Anchor::Firm;
    if (!entry.undecodable)
        deliver(entry.event, actions);
}

void StreamLedger::deliver(const Event &event, Actions &actions)
{
    ++m_status.delivered;
    actions.append(ledger::Deliver{event});
}

/// Hands on what follows the accepted position without a hole.
void StreamLedger::drainHeld(Actions &actions)
{
    while (!m_held.empty() && m_held.begin()->first <= m_position->sequence + 1) {
        const auto entry = m_held.extract(m_held.begin());
        m_heldBytes -= entry.mapped().event.payload.size();
        if (entry.key() > m_position->sequence)
            accept(entry.mapped(), actions);
        else
            ++m_status.duplicates;
    }
    const bool endMissing = m_sent && *m_sent > m_position->sequence;
    if (m_held.empty() && !endMissing)
        m_holdUntil.reset();
}

/// Not if that is what it was asked for, or if it was asked a moment ago.
bool StreamLedger::mayBeReplayed(TimePoint now) const
{
    const bool wasAskedForThis = m_asked && m_asked == m_position;
    const bool isTooSoon = m_replayedAt && now < *m_replayedAt + m_limits.replayEvery;
    return m_inSession && !wasAskedForThis && !isTooSoon;
}

/// The wait is over: draws each hole and hands on what stands behind it.
void StreamLedger::drawHoles(Actions &actions)
{
    const auto drawUpTo = [&](quint64 last) {
        const quint64 first = m_position->sequence + 1;
        drawGap(first == last ? u"event %1 was not received"_s.arg(first)
                              : u"events %1 to %2 were not received"_s.arg(first).arg(last),
                actions);
    };
    while (!m_held.empty()) {
        drawUpTo(m_held.begin()->first - 1);
        m_position->sequence = m_held.begin()->first - 1;
        drainHeld(actions);
    }
    if (m_sent && *m_sent > m_position->sequence) {
        drawUpTo(*m_sent);
        m_position->sequence = *m_sent;
        m_accepted = toCursor(*m_position);
        m_anchor = Anchor::Firm;
    }
    m_holdUntil.reset();
}

void StreamLedger::drawGap(const QString &reason, Actions &actions)
{
    ++m_status.gaps;
    actions.append(ledger::DrawGap{m_accepted, reason});
}

void StreamLedger::anchorAt(const control::Hello &hello)
{
    dropHeld();
    m_sent.reset();
    m_position = Position{hello.epoch, hello.head};
    m_accepted = toCursor(*m_position);
    m_anchor = Anchor::FromHello;
}

/// The server has less than it once sent. Where two sessions overlap its hello may be older than what the other one
/// brought since, so it counts what this one was asked for.
bool StreamLedger::isBehind(const control::Hello &hello) const
{
    const bool asked = m_asked && m_asked->epoch == m_position->epoch;
    const quint64 known = asked ? std::min(m_asked->sequence, m_position->sequence) : m_position->sequence;
    return hello.head < known;
}

void StreamLedger::dropHeld()
{
    m_held.clear();
    m_heldBytes = 0;
    m_holdUntil.reset();
}

/// The state that follows from what is known, while a session runs.
void StreamLedger::settle(TimePoint now)
{
    if (!m_inSession)
        return;
    if (m_holdUntil)
        setState(StreamState::GapHeld, now);
    else if (m_anchor != Anchor::FromHello && m_position && m_head && *m_head > m_position->sequence)
        setState(StreamState::CatchingUp, now);
    else
        setState(StreamState::InSync, now);
}

void StreamLedger::setState(StreamState state, TimePoint now)
{
    if (m_status.state == state)
        return;
    m_status.state = state;
    m_status.since = now;
}

/// False if another connection brought this id already.
bool StreamLedger::remember(const QByteArray &id)
{
    if (const auto known = m_ids.constFind(id); known != m_ids.constEnd())
        return known.value() == m_generation;
    m_ids.insert(id, m_generation);
    m_idOrder.push_back(id);
    if (qsizetype(m_idOrder.size()) > m_limits.rememberedIds) {
        m_ids.remove(m_idOrder.front());
        m_idOrder.pop_front();
    }
    return true;
}

} // namespace telltale
