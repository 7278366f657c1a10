// SPDX-License-Identifier: MIT
#include "transport/transportmanager.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

/// A transport that says what the test tells it to.
class PuppetTransport final : public Transport
{
    Q_OBJECT
public:
    PuppetTransport(TransportKind kind, RequestMaker makeRequest)
        : m_kind(kind)
        , m_makeRequest(std::move(makeRequest))
    {}
    TransportKind kind() const noexcept override { return m_kind; }
    void open() override { m_makeRequest(); }
    void close() override {}
    void frameHandled(PollOutcome outcome) override { outcomes.append(outcome); }
    void bring(const QByteArray &payload)
    {
        m_makeRequest();
        Q_EMIT frameReceived({.payload = payload, .receivedAt = BootClock::now()});
    }

    QList<PollOutcome> outcomes;

private:
    const TransportKind m_kind;
    const RequestMaker m_makeRequest;
};

/// A manager on puppets. Its time does not pass by itself: no backoff ends, no hole is drawn.
class Stage : public QObject
{
    Q_OBJECT
public:
    explicit Stage(TransportKind kind, const QString &dialect = u"telltale"_s)
        : manager({.url = QUrl(u"http://127.0.0.1/feed"_s), .transports = {kind}, .policy = {}, .ledger = {}},
                  std::move(makeDialect(dialect, {})).value(),
                  [this](TransportKind wanted, RequestMaker makeRequest) {
                      auto made = std::make_unique<PuppetTransport>(wanted, std::move(makeRequest));
                      puppet = made.get();
                      return made;
                  },
                  {.now = [] { return TimePoint(std::chrono::hours(1)); },
                   .wallNow = [] { return milliseconds(0); },
                   .random = [] { return 0.5; },
                   .makeTimer = [] { return std::make_unique<BootDeadlineTimer>(); }})
    {
        connect(&manager, &TransportManager::eventDelivered, this, [this](const DeliveredEvent &delivered) {
            payloads.append(delivered.event.payload);
            if (stopAtFirst)
                manager.stop();
        });
        connect(&manager, &TransportManager::gapDrawn, this, [this] { ++gaps; });
        connect(&manager, &TransportManager::beat, this, [this] { ++beats; });
        manager.start();
    }
    LinkState state() const { return manager.linkStatus().state; }

    PuppetTransport *puppet = nullptr; ///< the current one, owned by the manager
    QByteArrayList payloads;
    int gaps = 0;
    int beats = 0;
    bool stopAtFirst = false;
    TransportManager manager;
};

const QByteArray firstHello = R"({"event":"hello","data":{"epoch":"e","head":0}})"_ba;

} // namespace

class TransportManagerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void poll_thatMovesTheCursor_isRepeatedAtOnce();
    void poll_withoutIds_waits();
    void poll_withKnownIds_deliversThemOnce();
    void pollAnswerThatIsNotTheFeeds_endsTheSession();
    void stopInsideADelivery_leavesTheRestForTheResume();
    void aliveBeforeTheProof_isNoBeat();
    void bodilessPollAnswer_isNoBeat();
    void bodilessPlainAnswer_isABeat();
    void emptyPollAnswer_isABeat();
};

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

QTEST_GUILESS_MAIN(TransportManagerTest)
#include "tst_transportmanager.moc"
