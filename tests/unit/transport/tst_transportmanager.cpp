// SPDX-License-Identifier: MIT
#include "transport/transportmanager.h"

#include <QHash>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

const TimePoint start{hours(1)};
constexpr auto ws = TransportKind::WebSocket;
constexpr auto sse = TransportKind::Sse;
constexpr auto longPoll = TransportKind::LongPoll;
constexpr auto poll = TransportKind::Poll;

class PuppetTimer final : public DeadlineTimer
{
    Q_OBJECT
public:
    void setDeadline(std::optional<TimePoint> wanted) override { deadline = wanted; }
    std::optional<TimePoint> deadline;
};

/// The time of a stage, which passes when the test says so, and those who wait for it.
class PuppetClock
{
public:
    TimePoint now() const { return m_now; }
    std::unique_ptr<DeadlineTimer> makeTimer()
    {
        auto timer = std::make_unique<PuppetTimer>();
        m_timers.append(timer.get());
        return timer;
    }
    /// All deadlines of this time expire, each when its turn comes.
    void pass(milliseconds time)
    {
        const TimePoint end = m_now + time;
        while (PuppetTimer *timer = first()) {
            if (*timer->deadline > end)
                break;
            m_now = std::max(m_now, *timer->deadline);
            timer->deadline.reset();
            Q_EMIT timer->expired();
        }
        m_now = end;
    }

private:
    PuppetTimer *first() const
    {
        PuppetTimer *first = nullptr;
        for (PuppetTimer *timer : m_timers) {
            if (timer->deadline && (!first || *timer->deadline < *first->deadline))
                first = timer;
        }
        return first;
    }
    TimePoint m_now = start;
    QList<PuppetTimer *> m_timers; ///< owned by the manager, and as long-lived
};

QByteArray hello(quint64 head, const QByteArray &more = {})
{
    return "{\"epoch\":\"e\",\"head\":"_ba + QByteArray::number(head) + more + '}';
}

/// An event or a control of the telltale dialect, as it is written where the transport has no form of its own for it.
QByteArray envelope(const QByteArray &type, const QByteArray &data, const QByteArray &id = {})
{
    return "{\"id\":\""_ba + id + "\",\"event\":\""_ba + type + "\",\"data\":"_ba + data + '}';
}

QByteArray idOf(quint64 sequence)
{
    return "e:"_ba + QByteArray::number(sequence);
}

/// A transport that says what the test tells it to.
class PuppetTransport final : public Transport
{
    Q_OBJECT
public:
    PuppetTransport(TransportKind kind, RequestMaker makeRequest, const PuppetClock &clock)
        : m_kind(kind)
        , m_makeRequest(std::move(makeRequest))
        , m_clock(clock)
    {}
    TransportKind kind() const noexcept override { return m_kind; }
    void open() override { ask(); }
    void close() override { isClosed = true; }
    bool ping() override
    {
        ++pings;
        return m_kind == ws;
    }
    void frameHandled(PollOutcome outcome) override { outcomes.append(outcome); }

    /// A message, or the answer to a poll. A polling session asks before each but the first.
    void bring(const QByteArray &payload) { bring(Frame{.payload = payload}); }
    /// An event or a control of the telltale dialect, in this transport's form.
    void say(const QByteArray &type, const QByteArray &data, const QByteArray &id = {})
    {
        if (m_kind == sse)
            bring(Frame{.payload = data, .type = type, .lastEventId = id, .identified = !id.isEmpty()});
        else
            bring(envelope(type, data, id));
    }
    void sayEvent(quint64 sequence, const QByteArray &data) { say("m"_ba, data, idOf(sequence)); }
    void fail(ErrorKind kind, int httpStatus = 0) { Q_EMIT closed({kind, u"why"_s, httpStatus}); }

    QList<PollOutcome> outcomes;
    QByteArrayList asked; ///< the resume id of each request
    int pings = 0;
    bool isClosed = false;

private:
    void ask()
    {
        asked.append(QByteArray());
        const auto headers = m_makeRequest().headers;
        for (const auto &[name, value] : headers) {
            if (name.compare("Last-Event-ID", Qt::CaseInsensitive) == 0)
                asked.last() = value;
        }
    }
    void bring(Frame frame)
    {
        if (std::exchange(m_hasBrought, true) && isPolling(m_kind))
            ask();
        frame.receivedAt = m_clock.now();
        Q_EMIT frameReceived(frame);
    }

    const TransportKind m_kind;
    const RequestMaker m_makeRequest;
    const PuppetClock &m_clock;
    bool m_hasBrought = false;
};

/// A manager on puppets. Its time does not pass by itself: no backoff ends, no hole is drawn. Its dice show the middle.
class Stage : public QObject
{
    Q_OBJECT
public:
    explicit Stage(FeedSpec spec, const QString &dialect = u"telltale"_s)
        : manager(at(std::move(spec)), std::move(makeDialect(dialect, {})).value(),
                  [this](TransportKind wanted, RequestMaker makeRequest) {
                      auto made = std::make_unique<PuppetTransport>(wanted, std::move(makeRequest), clock);
                      puppet = made.get();
                      puppets.insert(wanted, puppet);
                      return made;
                  },
                  {.now = [this] { return clock.now(); },
                   .wallNow = [] { return milliseconds(0); },
                   .random = [] { return 0.5; },
                   .makeTimer = [this] { return clock.makeTimer(); }})
    {
        connect(&manager, &TransportManager::eventDelivered, this, [this](const DeliveredEvent &event) {
            delivered.append(event);
            payloads.append(event.event.payload);
            story.append(event.event.payload);
            if (stopAtFirst)
                manager.stop();
        });
        connect(&manager, &TransportManager::gapDrawn, this, [this] {
            ++gaps;
            story.append("gap"_ba);
        });
        connect(&manager, &TransportManager::beat, this, [this] { ++beats; });
        connect(&manager, &TransportManager::linkChanged, this,
                [this](const LinkStatus &status) { linkStates.append(status.state); });
        connect(&manager, &TransportManager::streamChanged, this,
                [this](const StreamStatus &status) { streamStates.append(status.state); });
        manager.start();
    }
    explicit Stage(TransportKind kind, const QString &dialect = u"telltale"_s)
        : Stage(FeedSpec{.url = {}, .transports = {kind}}, dialect)
    {}
    explicit Stage(QList<TransportKind> kinds, const QString &dialect = u"telltale"_s)
        : Stage(FeedSpec{.url = {}, .transports = std::move(kinds)}, dialect)
    {}
    LinkState state() const { return manager.linkStatus().state; }
    bool isLiveOn(TransportKind kind) const
    {
        return state() == LinkState::Live && manager.linkStatus().transport == kind;
    }
    /// The last puppet of that kind; null: there was none.
    PuppetTransport *of(TransportKind kind) const { return puppets.value(kind); }
    void promiseBeats(TransportKind kind) { of(kind)->say("hello"_ba, hello(0, ",\"heartbeat\":15"_ba)); }
    /// Two beats that were sent 15 s apart come at once.
    void bunchBeats(TransportKind kind)
    {
        clock.pass(seconds(30));
        for (int i = 0; i < 2; ++i, beatTime += 15'000)
            of(kind)->say("heartbeat"_ba, "{\"t\":"_ba + QByteArray::number(beatTime) + '}');
    }
    /// What was reported until now is of no interest.
    void forgetStates()
    {
        linkStates.clear();
        streamStates.clear();
    }

    PuppetClock clock;
    PuppetTransport *puppet = nullptr; ///< the newest one, owned by the manager
    QHash<TransportKind, PuppetTransport *> puppets;
    QList<DeliveredEvent> delivered;
    QByteArrayList payloads; ///< of those
    QByteArrayList story;    ///< the payloads, and "gap" where one was drawn
    QList<LinkState> linkStates;
    QList<StreamState> streamStates;
    int gaps = 0;
    int beats = 0;
    qint64 beatTime = 1'800'000'000'000; ///< the server's, of the next beat, ms since 1970
    bool stopAtFirst = false;
    TransportManager manager;

private:
    static FeedSpec at(FeedSpec spec)
    {
        if (spec.url.isEmpty())
            spec.url = QUrl(u"http://127.0.0.1/feed"_s);
        return spec;
    }
};

/// A race of two where the better one is open and silent, and the other one just opened.
struct Race
{
    explicit Race(TransportKind better, TransportKind worse, HoldLimits hold = {},
                  const QString &dialect = u"telltale"_s)
        : stage(FeedSpec{.url = {}, .transports = {better, worse}, .hold = hold}, dialect)
    {
        Q_EMIT stage.puppet->opened();
        stage.clock.pass(milliseconds(1'500));
        Q_EMIT stage.puppet->opened();
    }
    /// The better one has had its chance.
    void endGrace() { stage.clock.pass(milliseconds(750)); }

    Stage stage;
};

const QByteArray firstHello = "{\"event\":\"hello\",\"data\":{\"epoch\":\"e\",\"head\":0}}"_ba;

} // namespace

class TransportManagerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void poll_thatMovesTheCursor_isRepeatedAtOnce();
    void poll_thatSaysWhereTheFeedStands_isRepeatedAtOnce();
    void poll_withoutIds_waits();
    void poll_withKnownIds_deliversThemOnce();
    void pollAnswerThatIsNotTheFeeds_endsTheSession();
    void stopInsideADelivery_leavesTheRestForTheResume();
    void stopWhenLiveAgain_dropsTheFrameThatToldIt();
    void aliveBeforeTheProof_isNoBeat();
    void bodilessPollAnswer_isNoBeat();
    void bodilessPlainAnswer_isABeat();
    void emptyPollAnswer_isABeat();
    // A race
    void race_deliversTheElectedsEventsOnly();
    void race_deliversFirstAndOnceWhatTheWinnerHeld();
    void race_takesAnUnprovensWordsForNothing();
    void race_holdsSoManyFrames();
    void race_holdsSoManyBytes();
    void race_letsAPollingCandidateWait();
    void race_withoutIds_losesNothingThatWasHeld();
    void stop_endsEverySession();
    // Beside a live link
    void climb_overlapsWithoutLossOrDouble();
    void climb_thatFails_leavesTheFeedAlone();
    void climb_withoutIds_drawsAGapAndDoublesNothing_data();
    void climb_withoutIds_drawsAGapAndDoublesNothing();
    void goAway_overlapsToo();
    // What a session's end or its beats say
    void gone_clearsTheCursorAndDrawsAGap();
    void gone_onTwoPathsIsOneGap();
    void bunchedBeats_showThatSseIsHeldBack();
    void bunchedBeats_sayNothingElsewhere();
    void restart_ofAServerOnThisMachineIsNotSpread_data();
    void restart_ofAServerOnThisMachineIsNotSpread();
    void missingEvent_isBroughtByASecondSession();
    void missingEvent_thatNobodyHasCostsNothingElse_data();
    void missingEvent_thatNobodyHasCostsNothingElse();
    void missingEvent_thatCannotBeAskedForIsDrawnAtOnce();
};

void TransportManagerTest::restart_ofAServerOnThisMachineIsNotSpread_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<int>("wait"); // the middle of the spread, ms
    QTest::newRow("127.0.0.1") << QUrl(u"http://127.0.0.1/feed"_s) << 500;
    QTest::newRow("::1") << QUrl(u"http://[::1]/feed"_s) << 500;
    QTest::newRow("localhost") << QUrl(u"http://localhost/feed"_s) << 500;
    QTest::newRow("elsewhere") << QUrl(u"http://feed.example/feed"_s) << 9'000;
}

void TransportManagerTest::restart_ofAServerOnThisMachineIsNotSpread()
{
    QFETCH(QUrl, url);
    QFETCH(int, wait);
    Stage stage(FeedSpec{.url = url, .transports = {ws}});
    Q_EMIT stage.puppet->opened();
    stage.puppet->say("hello"_ba, hello(0));
    stage.puppet->fail(ErrorKind::RemoteClosed);
    stage.clock.pass(milliseconds(250)); // backoff
    stage.puppet->fail(ErrorKind::ConnectionRefused);
    QCOMPARE(stage.state(), LinkState::Backoff);
    QCOMPARE(*stage.manager.linkStatus().nextAttempt - stage.clock.now(), milliseconds(wait));
}

/// Live over WebSocket, with e:1 delivered, and e:3 held since e:2 never came.
struct Hole
{
    Hole()
        : stage(ws)
    {
        first = stage.puppet;
        Q_EMIT first->opened();
        first->say("hello"_ba, hello(0));
        first->sayEvent(1, "1");
        first->sayEvent(3, "3");
        stage.forgetStates();
    }
    /// The wait for late events is over, and the spread of those who ask.
    PuppetTransport *replay()
    {
        stage.clock.pass(milliseconds(250 + 500));
        return stage.puppet == first ? nullptr : stage.puppet;
    }

    Stage stage;
    PuppetTransport *first = nullptr;
};

void TransportManagerTest::missingEvent_isBroughtByASecondSession()
{
    Hole hole;
    PuppetTransport *second = hole.replay();
    QVERIFY(second);
    QCOMPARE(second->asked, QByteArrayList{"e:1"_ba});
    Q_EMIT second->opened();
    hole.first->sayEvent(4, "4");
    second->say("hello"_ba, hello(4, ",\"resume\":\"ok\""_ba));
    QVERIFY(hole.first->isClosed);
    for (const quint64 sequence : {2u, 3u, 4u})
        second->sayEvent(sequence, QByteArray::number(sequence));
    QCOMPARE(hole.stage.payloads, (QByteArrayList{"1"_ba, "2"_ba, "3"_ba, "4"_ba}));
    QCOMPARE(hole.stage.gaps, 0);
    QVERIFY(hole.stage.linkStates.isEmpty()); // live all the time
}

void TransportManagerTest::missingEvent_thatNobodyHasCostsNothingElse_data()
{
    QTest::addColumn<QByteArray>("second");
    QTest::newRow("reset") << hello(3, ",\"resume\":\"reset\""_ba);
    QTest::newRow("partial") << hello(3, ",\"resume\":\"partial\""_ba);
    QTest::newRow("another server") << "{\"epoch\":\"f\",\"head\":7,\"resume\":\"reset\"}"_ba;
}

void TransportManagerTest::missingEvent_thatNobodyHasCostsNothingElse()
{
    QFETCH(QByteArray, second);
    Hole hole;
    PuppetTransport *replay = hole.replay();
    QVERIFY(replay);
    Q_EMIT replay->opened();
    replay->say("hello"_ba, second);
    QVERIFY(replay->isClosed);
    QVERIFY(!hole.first->isClosed);
    hole.first->sayEvent(4, "4");
    hole.stage.clock.pass(seconds(2));
    QCOMPARE(hole.stage.story, (QByteArrayList{"1"_ba, "gap"_ba, "3"_ba, "4"_ba}));
    hole.first->sayEvent(5, "5");
    QCOMPARE(hole.stage.payloads.last(), "5"_ba);
    QVERIFY(hole.stage.linkStates.isEmpty());
}

void TransportManagerTest::missingEvent_thatCannotBeAskedForIsDrawnAtOnce()
{
    Hole hole;
    hole.first->say("goaway"_ba, "{\"after\":60}"_ba); // the server goes: another session follows anyway
    hole.stage.clock.pass(milliseconds(250));
    QCOMPARE(hole.stage.story, (QByteArrayList{"1"_ba, "gap"_ba, "3"_ba}));
}

void TransportManagerTest::poll_thatMovesTheCursor_isRepeatedAtOnce()
{
    Stage stage(TransportKind::Poll);
    stage.puppet->bring(R"([{"id":"e:1","event":"m","data":1}])"_ba);
    stage.puppet->bring(R"([{"id":"e:2","event":"m","data":2}])"_ba);
    QCOMPARE(stage.payloads, (QByteArrayList{"1"_ba, "2"_ba}));
    QCOMPARE(stage.puppet->outcomes, (QList{PollOutcome::BroughtEvents, PollOutcome::BroughtEvents}));
    stage.puppet->bring(R"([{"id":"e:2","event":"m","data":2}])"_ba); // a server that ignores the cursor
    QCOMPARE(stage.payloads.size(), 2);
    QCOMPARE(stage.puppet->outcomes.last(), PollOutcome::Nothing);
}

void TransportManagerTest::poll_thatSaysWhereTheFeedStands_isRepeatedAtOnce()
{
    Stage stage(TransportKind::LongPoll);
    const QByteArray hello = R"([{"event":"hello","data":{"epoch":"e","head":7,"heartbeat":15}}])"_ba;
    stage.puppet->bring(hello);
    stage.puppet->bring(hello);
    QCOMPARE(stage.puppet->outcomes, (QList{PollOutcome::BroughtEvents, PollOutcome::Nothing}));
    // Two servers behind one address, that know nothing of each other: not in a loop.
    stage.puppet->bring(R"([{"event":"hello","data":{"epoch":"f","head":3,"heartbeat":15}}])"_ba);
    stage.puppet->bring(hello);
    QCOMPARE(stage.puppet->outcomes.mid(2), (QList{PollOutcome::Nothing, PollOutcome::Nothing}));
}

void TransportManagerTest::poll_withoutIds_waits()
{
    Stage stage(TransportKind::Poll);
    stage.puppet->bring(R"([{"event":"m","data":1}])"_ba);
    stage.puppet->bring(R"([{"event":"m","data":2}])"_ba);
    QCOMPARE(stage.payloads.size(), 2);
    QCOMPARE(stage.puppet->outcomes, (QList{PollOutcome::Changed, PollOutcome::Changed}));
}

void TransportManagerTest::poll_withKnownIds_deliversThemOnce()
{
    Stage stage(TransportKind::LongPoll); // a server that ignores the cursor, and whose ids are not dense
    const QByteArray answer = R"([{"id":"a","event":"m","data":1},{"id":"b","event":"m","data":2}])"_ba;
    stage.puppet->bring(answer);
    stage.puppet->bring(answer);
    QCOMPARE(stage.payloads, (QByteArrayList{"1"_ba, "2"_ba}));
    QCOMPARE(stage.puppet->outcomes, (QList{PollOutcome::BroughtEvents, PollOutcome::Nothing}));
}

void TransportManagerTest::pollAnswerThatIsNotTheFeeds_endsTheSession()
{
    Stage stage(TransportKind::Poll);
    stage.puppet->bring(R"([{"id":"e:1","event":"m","data":1}])"_ba);
    QCOMPARE(stage.state(), LinkState::Live);
    stage.puppet->bring(R"({"error":"login required"})"_ba);
    QCOMPARE(stage.state(), LinkState::Backoff);
    QCOMPARE(stage.manager.linkStatus().reason->kind, ErrorKind::BadData);
    QCOMPARE(stage.manager.streamStatus().state, StreamState::Behind);
    QCOMPARE(stage.manager.accepted(), "e:1"_ba);
    QCOMPARE(stage.gaps, 0); // nothing is known to be lost: the resume asks for it
}

void TransportManagerTest::stopInsideADelivery_leavesTheRestForTheResume()
{
    Stage stage(TransportKind::WebSocket);
    stage.stopAtFirst = true;
    stage.puppet->bring(
        R"([{"id":"e:1","event":"m","data":1},{"id":"e:2","event":"m","data":2},{"id":"e:9","event":"m","data":9}])"_ba);
    QCOMPARE(stage.state(), LinkState::Stopped);
    QCOMPARE(stage.payloads, QByteArrayList{"1"_ba});
    QCOMPARE(stage.manager.accepted(), "e:1"_ba);
    QCOMPARE(stage.manager.streamStatus().state, StreamState::Behind);
}

void TransportManagerTest::stopWhenLiveAgain_dropsTheFrameThatToldIt()
{
    Stage stage(TransportKind::WebSocket);
    stage.puppet->bring(R"({"event":"hello","data":{"epoch":"e","head":0}})"_ba);
    QCOMPARE(stage.state(), LinkState::Live);
    stage.clock.pass(seconds(18)); // a heartbeat and the grace
    QCOMPARE(stage.state(), LinkState::Suspect);
    connect(&stage.manager, &TransportManager::linkChanged, &stage, [&stage](const LinkStatus &status) {
        if (status.state == LinkState::Live)
            stage.manager.stop();
    });
    stage.puppet->bring(R"({"id":"e:1","event":"m","data":1})"_ba);
    QCOMPARE(stage.state(), LinkState::Stopped);
    QCOMPARE(stage.payloads, QByteArrayList());
}

void TransportManagerTest::aliveBeforeTheProof_isNoBeat()
{
    Stage stage(TransportKind::Sse);
    Q_EMIT stage.puppet->opened();
    Q_EMIT stage.puppet->alive(); // a comment: any stream of events may have one
    QCOMPARE(stage.beats, 0);
    Q_EMIT stage.puppet->frameReceived(
        {.payload = R"({"epoch":"e","head":0})"_ba, .type = "hello"_ba, .receivedAt = BootClock::now()});
    QCOMPARE(stage.beats, 1);
    Q_EMIT stage.puppet->alive();
    QCOMPARE(stage.beats, 2);
}

void TransportManagerTest::bodilessPollAnswer_isNoBeat()
{
    Stage stage(TransportKind::Poll);
    Q_EMIT stage.puppet->opened();
    stage.puppet->bring(firstHello);
    QCOMPARE(stage.beats, 1);
    Q_EMIT stage.puppet->alive(); // 204: a login page may say that as well
    QCOMPARE(stage.beats, 1);
}

void TransportManagerTest::bodilessPlainAnswer_isABeat()
{
    Stage stage(TransportKind::Poll, u"plain"_s);
    Q_EMIT stage.puppet->opened();
    Q_EMIT stage.puppet->alive();
    QCOMPARE(stage.beats, 1);
}

void TransportManagerTest::emptyPollAnswer_isABeat()
{
    Stage stage(TransportKind::Poll);
    Q_EMIT stage.puppet->opened();
    stage.puppet->bring(firstHello);
    stage.puppet->bring("[]"_ba);
    QCOMPARE(stage.beats, 2);
    QCOMPARE(stage.puppet->outcomes.last(), PollOutcome::Nothing);
}

void TransportManagerTest::race_deliversTheElectedsEventsOnly()
{
    Race race(ws, sse);
    race.stage.of(sse)->say("hello"_ba, hello(0));
    race.stage.of(sse)->sayEvent(1, "\"by sse\""_ba);
    QCOMPARE(race.stage.state(), LinkState::Proving);
    QVERIFY(race.stage.payloads.isEmpty());
    race.stage.of(ws)->say("hello"_ba, hello(0)); // it has 750 ms for that
    race.stage.of(ws)->sayEvent(1, "\"by ws\""_ba);
    QVERIFY(race.stage.isLiveOn(ws));
    QVERIFY(race.stage.of(sse)->isClosed);
    race.stage.of(sse)->sayEvent(2, "2"_ba);
    race.endGrace();
    QCOMPARE(race.stage.story, QByteArrayList{"\"by ws\""_ba});
    QCOMPARE(race.stage.delivered[0].transport, ws);
}

void TransportManagerTest::race_deliversFirstAndOnceWhatTheWinnerHeld()
{
    Race race(ws, sse);
    race.stage.of(sse)->say("hello"_ba, hello(0));
    race.stage.of(sse)->sayEvent(1, "1"_ba);
    const TimePoint heldAt = race.stage.clock.now();
    race.stage.of(sse)->sayEvent(2, "2"_ba);
    QVERIFY(race.stage.payloads.isEmpty());
    race.endGrace();
    QVERIFY(race.stage.isLiveOn(sse));
    QVERIFY(race.stage.of(ws)->isClosed);
    race.stage.of(sse)->sayEvent(3, "3"_ba);
    race.stage.of(ws)->sayEvent(4, "4"_ba);
    QCOMPARE(race.stage.story, (QByteArrayList{"1"_ba, "2"_ba, "3"_ba}));
    QCOMPARE(race.stage.delivered[1].receivedAt, heldAt); // as old as it is, not as its election
    QVERIFY(race.stage.delivered[2].receivedAt > heldAt);
    QCOMPARE(race.stage.delivered[0].transport, sse);
    QCOMPARE(race.stage.manager.streamStatus().duplicates, 0u);
}

void TransportManagerTest::race_takesAnUnprovensWordsForNothing()
{
    Race race(sse, ws);
    race.stage.of(ws)->bring("{\"error\":\"login required\"}"_ba);
    race.stage.of(ws)->say("hello"_ba, hello(0));
    race.stage.of(ws)->sayEvent(1, "1"_ba);
    race.endGrace();
    QVERIFY(race.stage.isLiveOn(ws));
    QCOMPARE(race.stage.story, QByteArrayList{"1"_ba}); // no gap: it was no event that could not be read
}

void TransportManagerTest::race_holdsSoManyFrames()
{
    Race race(ws, sse, {.frames = 3});
    race.stage.of(sse)->say("hello"_ba, hello(0));
    race.stage.of(sse)->sayEvent(1, "1"_ba);
    race.stage.of(sse)->sayEvent(2, "2"_ba);
    QVERIFY(race.stage.payloads.isEmpty());
    race.stage.of(sse)->sayEvent(3, "3"_ba); // no room: it has proven itself, so it is the feed
    QVERIFY(race.stage.isLiveOn(sse));
    QVERIFY(race.stage.of(ws)->isClosed);
    QCOMPARE(race.stage.story, (QByteArrayList{"1"_ba, "2"_ba, "3"_ba}));
}

void TransportManagerTest::race_holdsSoManyBytes()
{
    Race race(ws, sse, {.bytes = hello(0).size() + 10});
    race.stage.of(sse)->say("hello"_ba, hello(0));
    race.stage.of(sse)->sayEvent(1, "1234567890"_ba);
    QVERIFY(race.stage.payloads.isEmpty());
    race.stage.of(sse)->sayEvent(2, "2"_ba);
    QVERIFY(race.stage.isLiveOn(sse));
    QCOMPARE(race.stage.story, (QByteArrayList{"1234567890"_ba, "2"_ba}));
}

void TransportManagerTest::race_letsAPollingCandidateWait()
{
    Race race(sse, longPoll);
    race.stage.of(longPoll)->sayEvent(1, "1"_ba);
    race.stage.clock.pass(milliseconds(749));
    QCOMPARE(race.stage.state(), LinkState::Proving);
    QVERIFY(race.stage.of(longPoll)->outcomes.isEmpty());
    race.stage.clock.pass(milliseconds(1));
    QVERIFY(race.stage.isLiveOn(longPoll));
    QCOMPARE(race.stage.of(longPoll)->outcomes, QList{PollOutcome::BroughtEvents});
    race.stage.of(longPoll)->sayEvent(2, "2"_ba);
    QCOMPARE(race.stage.of(longPoll)->asked, (QByteArrayList{""_ba, "e:1"_ba}));
    QCOMPARE(race.stage.story, (QByteArrayList{"1"_ba, "2"_ba}));
}

void TransportManagerTest::race_withoutIds_losesNothingThatWasHeld()
{
    Race race(ws, sse, {}, u"plain"_s);
    QCOMPARE(race.stage.of(ws)->pings, 1); // and it does not answer
    race.stage.of(sse)->bring("a"_ba);
    race.stage.of(sse)->bring("b"_ba);
    QVERIFY(race.stage.payloads.isEmpty());
    race.endGrace();
    race.stage.of(sse)->bring("c"_ba);
    QCOMPARE(race.stage.story, (QByteArrayList{"a"_ba, "b"_ba, "c"_ba}));
}

void TransportManagerTest::stop_endsEverySession()
{
    Race race(ws, sse);
    race.stage.of(sse)->sayEvent(1, "1"_ba);
    race.stage.manager.stop();
    QVERIFY(race.stage.of(ws)->isClosed);
    QVERIFY(race.stage.of(sse)->isClosed);
    race.endGrace();
    race.stage.of(sse)->sayEvent(2, "2"_ba);
    QVERIFY(race.stage.story.isEmpty()); // what was held comes again with the resume
    QVERIFY(race.stage.manager.accepted().isEmpty());
}

void TransportManagerTest::climb_overlapsWithoutLossOrDouble()
{
    Stage stage({ws, poll});
    stage.of(ws)->fail(ErrorKind::UpgradeRefused, 426);
    Q_EMIT stage.of(poll)->opened();
    for (const int number : {1, 2, 3})
        stage.of(poll)->sayEvent(quint64(number), QByteArray::number(number));
    QVERIFY(stage.isLiveOn(poll));
    QVERIFY(stage.manager.linkStatus().degraded);
    stage.forgetStates();
    const PuppetTransport *refused = stage.of(ws);
    stage.clock.pass(seconds(60));
    QVERIFY(stage.of(ws) != refused);
    QCOMPARE(stage.of(ws)->asked, QByteArrayList{"e:3"_ba});
    stage.of(poll)->sayEvent(4, "4"_ba);
    Q_EMIT stage.of(ws)->opened();
    stage.of(poll)->sayEvent(5, "5"_ba);
    QVERIFY(stage.isLiveOn(poll));
    const QByteArray said = envelope("hello"_ba, hello(4, ",\"resume\":\"ok\""_ba)); // before 5, and no step back
    QByteArrayList first{said};
    for (const int number : {4, 5, 6})
        first.append(envelope("m"_ba, QByteArray::number(number), idOf(quint64(number))));
    stage.of(ws)->bring('[' + first.join(',') + ']');
    QVERIFY(stage.isLiveOn(ws));
    QVERIFY(stage.of(poll)->isClosed);
    stage.of(ws)->sayEvent(7, "7"_ba);
    stage.clock.pass(seconds(1));
    QCOMPARE(stage.story, (QByteArrayList{"1"_ba, "2"_ba, "3"_ba, "4"_ba, "5"_ba, "6"_ba, "7"_ba}));
    QCOMPARE(stage.manager.streamStatus().duplicates, 2u);
    QVERIFY(!stage.manager.linkStatus().degraded);
    QVERIFY(!stage.linkStates.isEmpty());
    QVERIFY(!stage.streamStates.isEmpty());
    for (const LinkState state : stage.linkStates)
        QCOMPARE(state, LinkState::Live);
    for (const StreamState state : stage.streamStates)
        QCOMPARE(state, StreamState::InSync);
}

void TransportManagerTest::climb_thatFails_leavesTheFeedAlone()
{
    Stage stage({ws, poll});
    stage.of(ws)->fail(ErrorKind::UpgradeRefused, 426);
    stage.of(poll)->sayEvent(1, "1"_ba);
    stage.clock.pass(seconds(60));
    stage.forgetStates();
    stage.of(ws)->fail(ErrorKind::UpgradeRefused, 410); // even so: nothing is wrong with the cursor of the other
    stage.of(poll)->sayEvent(2, "2"_ba);
    QCOMPARE(stage.story, (QByteArrayList{"1"_ba, "2"_ba}));
    QVERIFY(stage.isLiveOn(poll));
    QVERIFY(!stage.streamStates.contains(StreamState::Behind));
}

void TransportManagerTest::climb_withoutIds_drawsAGapAndDoublesNothing_data()
{
    QTest::addColumn<bool>("pongFirst");
    QTest::addRow("proven by its pong") << true;
    QTest::addRow("proven by what the other one brought, too") << false;
}

void TransportManagerTest::climb_withoutIds_drawsAGapAndDoublesNothing()
{
    QFETCH(bool, pongFirst);
    Stage stage({ws, sse}, u"plain"_s);
    stage.of(ws)->fail(ErrorKind::UpgradeRefused, 426);
    Q_EMIT stage.of(sse)->opened();
    stage.of(sse)->bring("a"_ba);
    QVERIFY(stage.isLiveOn(sse));
    stage.forgetStates();
    stage.clock.pass(seconds(60));
    Q_EMIT stage.of(ws)->opened();
    stage.of(sse)->bring("b"_ba); // sent to both
    if (pongFirst)
        Q_EMIT stage.of(ws)->pongReceived();
    else
        stage.of(ws)->bring("b"_ba);
    QVERIFY(stage.isLiveOn(ws));
    QVERIFY(stage.of(sse)->isClosed);
    QCOMPARE(stage.of(ws)->outcomes.size(), pongFirst ? 0 : 1);
    stage.of(ws)->bring("c"_ba);
    QCOMPARE(stage.story, (QByteArrayList{"a"_ba, "b"_ba, "gap"_ba, "c"_ba}));
    QVERIFY(!stage.streamStates.contains(StreamState::Behind));
}

void TransportManagerTest::goAway_overlapsToo()
{
    Stage stage(ws);
    stage.of(ws)->say("hello"_ba, hello(0));
    stage.of(ws)->sayEvent(1, "1"_ba);
    PuppetTransport *leaving = stage.of(ws);
    leaving->say("goaway"_ba, "{\"after\":4}"_ba);
    QCOMPARE(stage.state(), LinkState::Draining);
    stage.forgetStates();
    stage.clock.pass(seconds(2)); // half of the time
    QVERIFY(stage.of(ws) != leaving);
    leaving->sayEvent(2, "2"_ba);
    stage.of(ws)->say("hello"_ba, hello(1, ",\"resume\":\"ok\""_ba));
    QVERIFY(stage.isLiveOn(ws));
    QVERIFY(leaving->isClosed);
    stage.of(ws)->sayEvent(2, "2"_ba);
    stage.of(ws)->sayEvent(3, "3"_ba);
    QCOMPARE(stage.story, (QByteArrayList{"1"_ba, "2"_ba, "3"_ba}));
    QVERIFY(!stage.streamStates.contains(StreamState::Behind));
}

void TransportManagerTest::gone_clearsTheCursorAndDrawsAGap()
{
    Stage stage(FeedSpec{.url = {}, .transports = {sse}, .resumeFrom = "e:5"_ba});
    QCOMPARE(stage.of(sse)->asked, QByteArrayList{"e:5"_ba});
    const PuppetTransport *refused = stage.of(sse);
    stage.of(sse)->fail(ErrorKind::HttpStatus, 410);
    QCOMPARE(stage.gaps, 1);
    QVERIFY(stage.manager.accepted().isEmpty());
    QVERIFY(stage.of(sse) != refused);
    QCOMPARE(stage.of(sse)->asked, QByteArrayList{""_ba});
    stage.of(sse)->say("hello"_ba, hello(9));
    stage.of(sse)->sayEvent(10, "10"_ba);
    QCOMPARE(stage.story, (QByteArrayList{"gap"_ba, "10"_ba}));
    stage.of(sse)->fail(ErrorKind::RemoteClosed); // and what comes then can be resumed
    stage.clock.pass(seconds(30));
    QCOMPARE(stage.of(sse)->asked, QByteArrayList{"e:10"_ba});
    QCOMPARE(stage.gaps, 1);
}

void TransportManagerTest::gone_onTwoPathsIsOneGap()
{
    Stage stage(FeedSpec{.url = {}, .transports = {ws, sse}, .resumeFrom = "e:5"_ba});
    stage.clock.pass(milliseconds(1'500));
    QCOMPARE(stage.of(sse)->asked, QByteArrayList{"e:5"_ba});
    stage.of(ws)->fail(ErrorKind::UpgradeRefused, 410);
    stage.of(sse)->fail(ErrorKind::HttpStatus, 410);
    QCOMPARE(stage.gaps, 1);
    QCOMPARE(stage.of(ws)->asked, QByteArrayList{""_ba});
    stage.of(ws)->fail(ErrorKind::UpgradeRefused, 410); // it is not the cursor that is gone, it is the feed
    QCOMPARE(stage.gaps, 1);
    QCOMPARE(stage.state(), LinkState::Blocked);
}

void TransportManagerTest::bunchedBeats_showThatSseIsHeldBack()
{
    Stage stage({sse, longPoll});
    stage.promiseBeats(sse);
    stage.bunchBeats(sse);
    QVERIFY(stage.isLiveOn(sse)); // once may be our own standing still
    stage.bunchBeats(sse);
    QCOMPARE(stage.state(), LinkState::Backoff);
    QCOMPARE(stage.manager.linkStatus().reason->kind, ErrorKind::HeldBack);
    QVERIFY(stage.of(sse)->isClosed);
    stage.clock.pass(seconds(1));
    QVERIFY(stage.of(longPoll)); // what is held back comes last from now on
}

void TransportManagerTest::bunchedBeats_sayNothingElsewhere()
{
    Stage stage({ws, longPoll});
    stage.promiseBeats(ws);
    for (int i = 0; i < 2; ++i)
        stage.bunchBeats(ws);
    QVERIFY(stage.isLiveOn(ws));

    Stage untold(sse); // without the server's times nothing can be said
    untold.promiseBeats(sse);
    for (int i = 0; i < 10; ++i)
        untold.of(sse)->say("heartbeat"_ba, "{}"_ba);
    QVERIFY(untold.isLiveOn(sse));
}

QTEST_GUILESS_MAIN(TransportManagerTest)
#include "tst_transportmanager.moc"
