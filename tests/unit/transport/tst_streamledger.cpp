// SPDX-License-Identifier: MIT
#include "transport/streamledger.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using Resume = control::Hello::Resume;

namespace {

const TimePoint start{std::chrono::hours(1)};

Event at(quint64 sequence, const QByteArray &epoch = "e"_ba)
{
    const Position position{epoch, sequence};
    return {.cursor = toCursor(position),
            .position = position,
            .identified = true,
            .payload = QByteArray::number(sequence)};
}

Event withId(const QByteArray &id)
{
    return {.cursor = id, .identified = true, .payload = id};
}

control::Hello hello(quint64 head, std::optional<Resume> resume = {}, const QByteArray &epoch = "e"_ba)
{
    return {.epoch = epoch, .head = head, .resume = resume};
}

/// What the actions say, in short: "42" for an event's payload, "gap(after)" for a gap, "replay".
QStringList say(const QList<ledger::Action> &actions)
{
    QStringList words;
    for (const auto &action : actions) {
        if (const auto *deliver = std::get_if<ledger::Deliver>(&action))
            words.append(QString::fromUtf8(deliver->event.payload));
        else if (const auto *gap = std::get_if<ledger::DrawGap>(&action))
            words.append(u"gap(%1)"_s.arg(QString::fromUtf8(gap->after)));
        else
            words.append(u"replay"_s);
    }
    return words;
}

/// A ledger and its time.
struct Desk
{
    explicit Desk(Continuity continuity = Continuity::Dense, Cursor from = {}, LedgerLimits limits = {})
        : ledger(continuity, std::move(from), limits)
    {}
    QStringList give(const ledger::Input &input) { return say(ledger.step(input, now)); }
    QStringList give(const Event &event) { return give(ledger::Input(ledger::Received{event})); }
    QStringList begin() { return begin(ledger.accepted()); }
    /// A session that asked for what follows this, before another one went on.
    QStringList begin(const Cursor &asked) { return give(ledger::SessionBegan{++sessions, asked}); }
    QStringList answer(const Cursor &asked) { return give(ledger::AnswerBegan{++sessions, asked}); }
    QStringList end() { return give(ledger::SessionEnded{}); }
    QStringList wait()
    {
        now = ledger.deadline().value_or(now);
        return give(ledger::DeadlineReached{});
    }
    /// Until a hole is drawn: the server is asked for it in vain.
    QStringList waitOut()
    {
        const QStringList words = wait();
        return words == QStringList{u"replay"_s} ? wait() : words;
    }

    StreamLedger ledger;
    TimePoint now = start;
    Generation sessions = 0;
};

} // namespace

class StreamLedgerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstEvent_setsThePosition();
    void nextEvent_isDelivered();
    void duplicate_isDroppedAndCounted();
    void helloWithoutResume_letsEarlierEventsCome();
    void helloWithoutResume_makesALaterFirstEventAHole();
    void resumed_wantsTheNextOne();
    void lateEvent_fillsTheHoleInOrder();
    void hole_isDrawnAfterTheHold();
    void hole_isAskedForBeforeItIsDrawn();
    void hole_thatWasAskedForIsDrawn();
    void hole_thatWasAskedForByAPollIsDrawn();
    void holes_areAskedForSeldom();
    void replay_thatComesLateIsOfDuplicates();
    void replay_thatIsRefusedIsNotWaitedFor();
    void severalHoles_areDrawnEach();
    void heldEvents_areBounded();
    void heldBytes_areBounded();
    void heldDuplicates_areDropped();
    void sessionEnd_forgetsWhatWasHeld();
    void heartbeatHead_tellsAMissingEnd();
    void heartbeatHead_tellsWhatIsMissingSinceTheHello();
    void heartbeatHead_equalToAccepted_saysNothing();
    void helloHead_isNotAPromiseThatAllWasSent();
    void newEpochInHello_isDrawnOnce();
    void newEpochInEvent_isDrawn();
    void headBelowAccepted_isDrawn();
    void overlappingSession_mayHaveAnOlderHead();
    void overlappingSession_belowWhatItAskedForIsDrawn();
    void overlappingSession_thatAskedForNothingWentBack();
    void overlappingSession_ofAnotherEpochIsDrawn();
    void overlap_losesAndDoublesNothing();
    void helloBeforeAnOverlap_holdsTheNextSessionToItsWord();
    void answer_mayHaveAnOlderHeadThanTheOtherSessionBrought();
    void answer_belowWhatItAskedForIsDrawn();
    void answer_makesKnownIdsDuplicates();
    void partialResume_isDrawnOnceAndGoesOn();
    void resetResume_isDrawn();
    void resetControl_isDrawnAndStartsAnew();
    void undecodable_movesTheCursorAndIsDrawn();
    void undecodableDuplicate_isOnlyADuplicate();
    void undecodableWithoutId_isDrawn();
    void sequenceOverflow_isHarmless();
    void uniqueIds_dropWhatAnEarlierConnectionBrought();
    void uniqueIds_mayRepeatOnOneConnection();
    void uniqueIds_areForgottenOldestFirst();
    void uniqueIds_reconnectSaysCompletenessUnknown();
    void inheritedId_resumesButDoesNotIdentify();
    void bookmark_movesTheCursorOfUniqueIds();
    void bookmark_doesNotMoveDenseIds();
    void noIds_everyReconnectIsAGap();
    void state_followsTheStream();
};

void StreamLedgerTest::firstEvent_setsThePosition()
{
    Desk desk;
    desk.begin();
    QCOMPARE(desk.give(at(7)), QStringList{u"7"_s});
    QCOMPARE(desk.ledger.accepted(), "e:7"_ba);
}

void StreamLedgerTest::nextEvent_isDelivered()
{
    Desk desk;
    desk.begin();
    desk.give(at(7));
    QCOMPARE(desk.give(at(8)), QStringList{u"8"_s});
    QCOMPARE(desk.ledger.status().delivered, 2u);
}

void StreamLedgerTest::duplicate_isDroppedAndCounted()
{
    Desk desk;
    desk.begin();
    desk.give(at(7));
    desk.give(at(8));
    QCOMPARE(desk.give(at(8)), QStringList{});
    QCOMPARE(desk.give(at(7)), QStringList{});
    QCOMPARE(desk.ledger.status().duplicates, 2u);
    QCOMPARE(desk.ledger.accepted(), "e:8"_ba);
}

void StreamLedgerTest::helloWithoutResume_letsEarlierEventsCome()
{
    Desk desk;
    desk.begin();
    QCOMPARE(desk.give(hello(100)), QStringList{});
    QCOMPARE(desk.ledger.accepted(), "e:100"_ba); // a drop now resumes from here
    QCOMPARE(desk.give(at(98)), QStringList{u"98"_s});
    QCOMPARE(desk.give(at(99)), QStringList{u"99"_s});
}

void StreamLedgerTest::helloWithoutResume_makesALaterFirstEventAHole()
{
    Desk desk;
    desk.begin();
    desk.give(hello(100));
    QCOMPARE(desk.give(at(103)), QStringList{});
    QCOMPARE(desk.waitOut(), (QStringList{u"gap(e:100)"_s, u"103"_s}));
}

void StreamLedgerTest::resumed_wantsTheNextOne()
{
    Desk desk;
    desk.begin();
    desk.give(hello(100));
    desk.end();
    desk.begin(); // asked for what follows e:100
    desk.give(hello(100, Resume::Ok));
    QCOMPARE(desk.give(at(100)), QStringList{});
    QCOMPARE(desk.ledger.status().duplicates, 1u);
    QCOMPARE(desk.give(at(101)), QStringList{u"101"_s});
}

void StreamLedgerTest::lateEvent_fillsTheHoleInOrder()
{
    Desk desk;
    desk.begin();
    desk.give(at(1));
    QCOMPARE(desk.give(at(3)), QStringList{});
    QCOMPARE(desk.give(at(4)), QStringList{});
    QVERIFY(desk.ledger.deadline().has_value());
    QCOMPARE(desk.give(at(2)), (QStringList{u"2"_s, u"3"_s, u"4"_s}));
    QVERIFY(!desk.ledger.deadline().has_value());
    QCOMPARE(desk.ledger.status().gaps, 0u);
}

void StreamLedgerTest::hole_isDrawnAfterTheHold()
{
    Desk desk;
    desk.begin();
    desk.give(at(1));
    desk.give(at(3));
    QCOMPARE(*desk.ledger.deadline(), start + milliseconds(250));
    desk.now = start + milliseconds(249);
    QCOMPARE(desk.give(ledger::DeadlineReached{}), QStringList{});
    QCOMPARE(desk.waitOut(), (QStringList{u"gap(e:1)"_s, u"3"_s}));
    QCOMPARE(desk.give(at(2)), QStringList{}); // too late: it was drawn as missing
    QCOMPARE(desk.give(at(4)), QStringList{u"4"_s});
}

void StreamLedgerTest::hole_isAskedForBeforeItIsDrawn()
{
    Desk desk;
    desk.begin();
    desk.give(at(1));
    desk.give(at(3));
    QCOMPARE(desk.wait(), QStringList{u"replay"_s});
    QCOMPARE(*desk.ledger.deadline(), desk.now + milliseconds(2000));
    QCOMPARE(desk.ledger.status().state, StreamState::GapHeld);
    QCOMPARE(desk.give(at(4)), QStringList{});
    desk.end(); // another session follows
    desk.begin("e:1"_ba);
    QCOMPARE(desk.give(hello(4, Resume::Ok)), QStringList{});
    QCOMPARE(desk.give(at(2)), QStringList{u"2"_s});
    QCOMPARE(desk.give(at(3)), QStringList{u"3"_s});
    QCOMPARE(desk.give(at(4)), QStringList{u"4"_s});
    QCOMPARE(desk.ledger.status().gaps, 0u);
    QVERIFY(!desk.ledger.deadline());
}

void StreamLedgerTest::hole_thatWasAskedForIsDrawn()
{
    Desk desk(Continuity::Dense, "e:1"_ba);
    desk.begin(); // after e:1
    desk.give(hello(3, Resume::Ok));
    desk.give(at(3));
    QCOMPARE(desk.wait(), (QStringList{u"gap(e:1)"_s, u"3"_s})); // the server has it no more
}

void StreamLedgerTest::hole_thatWasAskedForByAPollIsDrawn()
{
    Desk desk;
    desk.begin();
    desk.give(at(1));
    desk.give(at(3));
    QCOMPARE(desk.wait(), QStringList{u"replay"_s}); // for its next request, which is made anyway
    desk.answer("e:1"_ba);
    QCOMPARE(desk.give(at(3)), QStringList{});
    QCOMPARE(desk.wait(), (QStringList{u"gap(e:1)"_s, u"3"_s}));
}

void StreamLedgerTest::holes_areAskedForSeldom()
{
    Desk desk;
    desk.begin();
    desk.give(at(1));
    desk.give(at(3));
    QCOMPARE(desk.wait(), QStringList{u"replay"_s});
    const TimePoint asked = desk.now;
    desk.end();
    desk.begin("e:1"_ba);
    desk.give(at(2));
    desk.give(at(3));
    desk.give(at(5));
    QCOMPARE(desk.wait(), (QStringList{u"gap(e:3)"_s, u"5"_s}));
    desk.now = asked + milliseconds(60'000) - milliseconds(250);
    desk.give(at(7));
    QCOMPARE(desk.wait(), QStringList{u"replay"_s});
}

void StreamLedgerTest::replay_thatComesLateIsOfDuplicates()
{
    Desk desk;
    desk.begin();
    desk.give(at(1));
    desk.give(at(3));
    QCOMPARE(desk.wait(), QStringList{u"replay"_s});
    QCOMPARE(desk.wait(), (QStringList{u"gap(e:1)"_s, u"3"_s}));
    desk.end();
    desk.begin("e:1"_ba);
    QCOMPARE(desk.give(hello(4, Resume::Ok)), QStringList{});
    QCOMPARE(desk.give(at(2)), QStringList{}); // it was drawn as missing
    QCOMPARE(desk.give(at(3)), QStringList{});
    QCOMPARE(desk.give(at(4)), QStringList{u"4"_s});
}

void StreamLedgerTest::replay_thatIsRefusedIsNotWaitedFor()
{
    Desk desk;
    desk.begin();
    desk.give(at(1));
    desk.give(at(3));
    QCOMPARE(desk.wait(), QStringList{u"replay"_s});
    QCOMPARE(desk.give(ledger::ReplayRefused{}), (QStringList{u"gap(e:1)"_s, u"3"_s}));
    desk.give(at(5));
    QCOMPARE(desk.wait(), QStringList{u"replay"_s}); // it was not asked, so it may be
}

void StreamLedgerTest::severalHoles_areDrawnEach()
{
    Desk desk;
    desk.begin();
    desk.give(at(1));
    desk.give(at(3));
    desk.give(at(6));
    QCOMPARE(desk.waitOut(), (QStringList{u"gap(e:1)"_s, u"3"_s, u"gap(e:3)"_s, u"6"_s}));
    QVERIFY(!desk.ledger.deadline().has_value());
}

void StreamLedgerTest::heldEvents_areBounded()
{
    Desk desk(Continuity::Dense, {}, {.heldEvents = 3});
    desk.begin();
    desk.give(at(1));
    for (const quint64 sequence : {3u, 4u, 5u})
        QCOMPARE(desk.give(at(sequence)), QStringList{});
    QCOMPARE(desk.give(at(6)), (QStringList{u"gap(e:1)"_s, u"3"_s, u"4"_s, u"5"_s, u"6"_s}));
}

void StreamLedgerTest::heldBytes_areBounded()
{
    Desk desk(Continuity::Dense, {}, {.heldBytes = 10});
    desk.begin();
    desk.give(at(1));
    Event big = at(3);
    big.payload = "ten bytes."_ba;
    QCOMPARE(desk.give(big), QStringList{});
    QCOMPARE(desk.give(at(4)), (QStringList{u"gap(e:1)"_s, u"ten bytes."_s, u"4"_s}));
}

void StreamLedgerTest::heldDuplicates_areDropped()
{
    Desk desk;
    desk.begin();
    desk.give(at(1));
    desk.give(at(3));
    QCOMPARE(desk.give(at(3)), QStringList{});
    QCOMPARE(desk.ledger.status().duplicates, 1u);
    QCOMPARE(desk.give(at(2)), (QStringList{u"2"_s, u"3"_s}));
}

void StreamLedgerTest::sessionEnd_forgetsWhatWasHeld()
{
    Desk desk;
    desk.begin();
    desk.give(at(1));
    desk.give(at(3));
    desk.end();
    QVERIFY(!desk.ledger.deadline().has_value());
    QCOMPARE(desk.ledger.accepted(), "e:1"_ba);
    desk.begin();
    QCOMPARE(desk.give(at(2)), QStringList{u"2"_s});
    QCOMPARE(desk.give(at(3)), QStringList{u"3"_s});
    QCOMPARE(desk.ledger.status().gaps, 0u);
}

void StreamLedgerTest::heartbeatHead_tellsAMissingEnd()
{
    Desk desk;
    desk.begin();
    desk.give(at(1));
    desk.give(control::Heartbeat{{}, 4});
    QCOMPARE(desk.ledger.status().state, StreamState::GapHeld);
    QCOMPARE(desk.waitOut(), QStringList{u"gap(e:1)"_s});
    QCOMPARE(desk.ledger.accepted(), "e:4"_ba);
    QCOMPARE(desk.give(at(5)), QStringList{u"5"_s});
}

void StreamLedgerTest::heartbeatHead_tellsWhatIsMissingSinceTheHello()
{
    Desk desk;
    desk.begin();
    desk.give(hello(100));
    desk.give(control::Heartbeat{{}, 100});
    QCOMPARE(desk.ledger.status().state, StreamState::InSync);
    desk.give(control::Heartbeat{{}, 102});
    QCOMPARE(desk.ledger.status().state, StreamState::GapHeld);
    QCOMPARE(desk.waitOut(), QStringList{u"gap(e:100)"_s});
    QCOMPARE(desk.give(at(103)), QStringList{u"103"_s});
    QCOMPARE(desk.ledger.status().gaps, 1u);
}

void StreamLedgerTest::heartbeatHead_equalToAccepted_saysNothing()
{
    Desk desk;
    desk.begin();
    desk.give(at(4));
    desk.give(control::Heartbeat{{}, 4});
    QVERIFY(!desk.ledger.deadline().has_value());
    QCOMPARE(desk.ledger.status().state, StreamState::InSync);
}

void StreamLedgerTest::helloHead_isNotAPromiseThatAllWasSent()
{
    Desk desk(Continuity::Dense, "e:1"_ba);
    desk.begin();
    desk.give(hello(100, Resume::Ok));
    QCOMPARE(desk.ledger.status().state, StreamState::CatchingUp);
    desk.give(at(3)); // 2 is late; 4 to 100 are still on their way
    QCOMPARE(desk.waitOut(), (QStringList{u"gap(e:1)"_s, u"3"_s}));
    QCOMPARE(desk.ledger.accepted(), "e:3"_ba);
}

void StreamLedgerTest::newEpochInHello_isDrawnOnce()
{
    Desk desk;
    desk.begin();
    desk.give(at(50));
    desk.end();
    desk.begin();
    QCOMPARE(desk.give(hello(2, Resume::Reset, "f"_ba)), QStringList{u"gap(e:50)"_s});
    QCOMPARE(desk.give(at(1, "f"_ba)), QStringList{u"1"_s}); // what the new epoch still has may come
    QCOMPARE(desk.give(at(2, "f"_ba)), QStringList{u"2"_s});
    QCOMPARE(desk.ledger.status().gaps, 1u);
}

void StreamLedgerTest::newEpochInEvent_isDrawn()
{
    Desk desk;
    desk.begin();
    desk.give(at(50));
    QCOMPARE(desk.give(at(3, "f"_ba)), (QStringList{u"gap(e:50)"_s, u"3"_s}));
    QCOMPARE(desk.ledger.accepted(), "f:3"_ba);
}

void StreamLedgerTest::headBelowAccepted_isDrawn()
{
    Desk desk(Continuity::Dense, "e:500"_ba);
    desk.begin();
    QCOMPARE(desk.give(hello(20, Resume::Ok)), QStringList{u"gap(e:500)"_s});
    QCOMPARE(desk.give(at(21)), QStringList{u"21"_s});
}

void StreamLedgerTest::overlappingSession_mayHaveAnOlderHead()
{
    Desk desk;
    desk.begin();
    desk.give(at(3));
    const Cursor asked = desk.ledger.accepted();
    desk.give(at(4)); // the old session goes on while the new one connects
    desk.give(at(5));
    desk.end();
    desk.begin(asked);
    QCOMPARE(desk.give(hello(4, Resume::Ok)), QStringList{}); // said before event 5
    QCOMPARE(desk.ledger.accepted(), "e:5"_ba);
    QCOMPARE(desk.ledger.status().state, StreamState::InSync);
    QCOMPARE(desk.ledger.status().gaps, 0u);
}

void StreamLedgerTest::overlappingSession_belowWhatItAskedForIsDrawn()
{
    Desk desk;
    desk.begin();
    desk.give(at(3));
    const Cursor asked = desk.ledger.accepted();
    desk.give(at(4));
    desk.end();
    desk.begin(asked);
    QCOMPARE(desk.give(hello(2, Resume::Ok)), QStringList{u"gap(e:4)"_s});
    QCOMPARE(desk.give(at(3)), QStringList{u"3"_s}); // another event than the 3 of before
}

void StreamLedgerTest::overlappingSession_thatAskedForNothingWentBack()
{
    Desk desk;
    desk.begin();
    desk.give(at(3));
    desk.end();
    desk.begin({});
    QCOMPARE(desk.give(hello(2)), QStringList{u"gap(e:3)"_s});
}

void StreamLedgerTest::overlappingSession_ofAnotherEpochIsDrawn()
{
    Desk desk;
    desk.begin();
    desk.give(at(3));
    const Cursor asked = desk.ledger.accepted();
    QCOMPARE(desk.give(at(4, "f"_ba)), (QStringList{u"gap(e:3)"_s, u"4"_s})); // restarted, and the old one saw it
    desk.give(at(5, "f"_ba));
    desk.end();
    desk.begin(asked);
    // The numbers of two epochs do not compare: "e:3" allows no head below "f:5".
    QCOMPARE(desk.give(hello(4, Resume::Ok, "f"_ba)), QStringList{u"gap(f:5)"_s});
}

void StreamLedgerTest::overlap_losesAndDoublesNothing()
{
    Desk desk;
    desk.begin();
    desk.give(at(3));
    const Cursor asked = desk.ledger.accepted();
    desk.give(at(4));
    desk.give(at(5));
    desk.end();
    desk.begin(asked);
    desk.give(hello(4, Resume::Ok));
    QStringList said;
    for (const quint64 sequence : {4u, 5u, 6u, 7u})
        said += desk.give(at(sequence));
    QCOMPARE(said, (QStringList{u"6"_s, u"7"_s}));
    QCOMPARE(desk.ledger.status().duplicates, 2u);
    QCOMPARE(desk.ledger.status().gaps, 0u);
}

/// The first session was asked for nothing, so what came before its hello was its own affair; the second was asked.
void StreamLedgerTest::helloBeforeAnOverlap_holdsTheNextSessionToItsWord()
{
    Desk desk;
    desk.begin();
    desk.give(hello(100));
    desk.end();
    desk.begin("e:100"_ba);
    desk.give(hello(100, Resume::Ok));
    QCOMPARE(desk.give(at(102)), QStringList{}); // a hole now
    QCOMPARE(desk.waitOut(), (QStringList{u"gap(e:100)"_s, u"102"_s}));

    Desk unasked;
    unasked.begin();
    unasked.give(hello(100));
    unasked.end();
    unasked.begin({});
    unasked.give(hello(100));
    QCOMPARE(unasked.give(at(99)), QStringList{u"99"_s}); // from before the hello, as in the first
}

void StreamLedgerTest::answer_mayHaveAnOlderHeadThanTheOtherSessionBrought()
{
    Desk desk;
    desk.begin();
    desk.give(at(3));
    desk.give(at(4));
    desk.end();
    desk.begin("e:4"_ba);
    desk.answer("e:3"_ba); // asked before event 4 came over the other session
    QCOMPARE(desk.give(hello(3, Resume::Ok)), QStringList{});
    desk.answer("e:4"_ba);
    QCOMPARE(desk.give(hello(3, Resume::Ok)), QStringList{u"gap(e:4)"_s});
}

void StreamLedgerTest::answer_belowWhatItAskedForIsDrawn()
{
    Desk desk;
    desk.begin();
    desk.give(at(8));
    desk.answer("e:8"_ba);
    QCOMPARE(desk.give(hello(7, Resume::Ok)), QStringList{u"gap(e:8)"_s});
}

void StreamLedgerTest::answer_makesKnownIdsDuplicates()
{
    Desk desk(Continuity::Unique);
    desk.begin();
    desk.answer({});
    desk.give(withId("a"_ba));
    QCOMPARE(desk.give(withId("a"_ba)), QStringList{u"a"_s}); // the same answer
    desk.answer("a"_ba);
    QCOMPARE(desk.give(withId("a"_ba)), QStringList{});
}

void StreamLedgerTest::partialResume_isDrawnOnceAndGoesOn()
{
    Desk desk(Continuity::Dense, "e:5"_ba);
    desk.begin();
    QCOMPARE(desk.give(hello(100, Resume::Partial)), QStringList{u"gap(e:5)"_s});
    QCOMPARE(desk.give(at(60)), QStringList{u"60"_s});
    QCOMPARE(desk.give(at(61)), QStringList{u"61"_s});
    QCOMPARE(desk.give(at(64)), QStringList{}); // from here on holes count again
    QCOMPARE(desk.waitOut(), (QStringList{u"gap(e:61)"_s, u"64"_s}));
}

void StreamLedgerTest::resetResume_isDrawn()
{
    Desk desk(Continuity::Dense, "e:5"_ba);
    desk.begin();
    QCOMPARE(desk.give(hello(9, Resume::Reset)), QStringList{u"gap(e:5)"_s});
    QCOMPARE(desk.give(at(10)), QStringList{u"10"_s});
}

void StreamLedgerTest::resetControl_isDrawnAndStartsAnew()
{
    Desk desk;
    desk.begin();
    desk.give(at(5));
    QCOMPARE(desk.give(control::Reset{}), QStringList{u"gap(e:5)"_s});
    QCOMPARE(desk.ledger.accepted(), QByteArray());
    QCOMPARE(desk.give(at(2)), QStringList{u"2"_s});
}

void StreamLedgerTest::undecodable_movesTheCursorAndIsDrawn()
{
    Desk desk;
    desk.begin();
    desk.give(at(1));
    QCOMPARE(desk.give(control::Undecodable{"e:2"_ba, u"why"_s}), QStringList{u"gap(e:1)"_s});
    QCOMPARE(desk.ledger.accepted(), "e:2"_ba);
    QCOMPARE(desk.ledger.status().undecodable, 1u);
    QCOMPARE(desk.give(at(3)), QStringList{u"3"_s});
}

void StreamLedgerTest::undecodableDuplicate_isOnlyADuplicate()
{
    Desk desk;
    desk.begin();
    desk.give(at(2));
    QCOMPARE(desk.give(control::Undecodable{"e:2"_ba, u"why"_s}), QStringList{});
    QCOMPARE(desk.ledger.status().undecodable, 0u);
}

void StreamLedgerTest::undecodableWithoutId_isDrawn()
{
    Desk desk;
    desk.begin();
    desk.give(at(2));
    QCOMPARE(desk.give(control::Undecodable{{}, u"why"_s}), QStringList{u"gap(e:2)"_s});
    QCOMPARE(desk.ledger.accepted(), "e:2"_ba);
}

void StreamLedgerTest::sequenceOverflow_isHarmless()
{
    constexpr quint64 last = std::numeric_limits<quint64>::max();
    Desk desk;
    desk.begin();
    desk.give(at(last));
    QCOMPARE(desk.give(at(last)), QStringList{});
    QCOMPARE(desk.give(at(0)), QStringList{});
    QCOMPARE(desk.ledger.status().duplicates, 2u);
}

void StreamLedgerTest::uniqueIds_dropWhatAnEarlierConnectionBrought()
{
    Desk desk(Continuity::Unique);
    desk.begin();
    desk.give(withId("a"_ba));
    desk.give(withId("b"_ba));
    desk.end();
    desk.begin();
    QCOMPARE(desk.give(withId("b"_ba)), QStringList{});
    QCOMPARE(desk.give(withId("c"_ba)), QStringList{u"c"_s});
    QCOMPARE(desk.ledger.status().duplicates, 1u);
    QCOMPARE(desk.ledger.accepted(), "c"_ba);
}

void StreamLedgerTest::uniqueIds_mayRepeatOnOneConnection()
{
    Desk desk(Continuity::Unique);
    desk.begin();
    desk.give(withId("a"_ba));
    QCOMPARE(desk.give(withId("a"_ba)), QStringList{u"a"_s});
}

void StreamLedgerTest::uniqueIds_areForgottenOldestFirst()
{
    Desk desk(Continuity::Unique, {}, {.rememberedIds = 2});
    desk.begin();
    for (const auto &id : {"a"_ba, "b"_ba, "c"_ba})
        desk.give(withId(id));
    desk.end();
    desk.begin();
    QCOMPARE(desk.give(withId("a"_ba)), QStringList{u"a"_s}); // forgotten
    QCOMPARE(desk.give(withId("c"_ba)), QStringList{});
}

void StreamLedgerTest::uniqueIds_reconnectSaysCompletenessUnknown()
{
    Desk desk(Continuity::Unique);
    desk.begin();
    desk.give(withId("a"_ba));
    QVERIFY(!desk.ledger.status().completenessUnknown);
    desk.end();
    QCOMPARE(desk.begin(), QStringList{});
    QVERIFY(desk.ledger.status().completenessUnknown);
}

void StreamLedgerTest::inheritedId_resumesButDoesNotIdentify()
{
    Desk desk(Continuity::Unique);
    desk.begin();
    desk.give(withId("a"_ba));
    desk.end();
    desk.begin();
    const Event inherited{.cursor = "a"_ba, .identified = false, .payload = "x"_ba};
    QCOMPARE(desk.give(inherited), QStringList{u"x"_s});
    QCOMPARE(desk.ledger.accepted(), "a"_ba);
}

void StreamLedgerTest::bookmark_movesTheCursorOfUniqueIds()
{
    Desk desk(Continuity::Unique);
    desk.begin();
    QCOMPARE(desk.give(control::Bookmark{"m"_ba}), QStringList{});
    QCOMPARE(desk.ledger.accepted(), "m"_ba);
}

void StreamLedgerTest::bookmark_doesNotMoveDenseIds()
{
    Desk desk;
    desk.begin();
    desk.give(at(1));
    desk.give(control::Bookmark{"e:9"_ba});
    QCOMPARE(desk.ledger.accepted(), "e:1"_ba);
}

void StreamLedgerTest::noIds_everyReconnectIsAGap()
{
    Desk desk(Continuity::None);
    QCOMPARE(desk.begin(), QStringList{});
    desk.give(Event{.payload = "x"_ba});
    desk.end();
    QCOMPARE(desk.begin(), QStringList{u"gap()"_s});
    QCOMPARE(desk.give(Event{.payload = "x"_ba}), QStringList{u"x"_s});
}

void StreamLedgerTest::state_followsTheStream()
{
    Desk desk;
    QCOMPARE(desk.ledger.status().state, StreamState::Cold);
    desk.begin();
    desk.give(at(1));
    QCOMPARE(desk.ledger.status().state, StreamState::InSync);
    desk.give(at(3));
    QCOMPARE(desk.ledger.status().state, StreamState::GapHeld);
    desk.waitOut();
    QCOMPARE(desk.ledger.status().state, StreamState::InSync);
    desk.now += std::chrono::seconds(5);
    desk.end();
    QCOMPARE(desk.ledger.status().state, StreamState::Behind);
    QCOMPARE(desk.ledger.status().since, desk.now);
    desk.begin();
    desk.give(hello(5, Resume::Ok));
    QCOMPARE(desk.ledger.status().state, StreamState::CatchingUp);
    desk.give(at(4));
    desk.give(at(5));
    QCOMPARE(desk.ledger.status().state, StreamState::InSync);
}

QTEST_GUILESS_MAIN(StreamLedgerTest)
#include "tst_streamledger.moc"
