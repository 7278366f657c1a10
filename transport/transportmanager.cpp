// SPDX-License-Identifier: MIT
#include "transport/transportmanager.h"

#include "transport/logging.h"

namespace telltale {

namespace {

template <typename... Ts>
struct Overloaded : Ts...
{
    using Ts::operator()...;
};
template <typename... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

bool isUp(LinkState state)
{
    return state == LinkState::Live || state == LinkState::Suspect || state == LinkState::Draining;
}

} // namespace

TransportManager::TransportManager(FeedSpec spec, std::unique_ptr<Dialect> dialect, TransportFactory factory,
                                   Environment environment, QObject *parent)
    : QObject(parent)
    , m_spec(std::move(spec))
    , m_environment(environment)
    , m_dialect(std::move(dialect))
    , m_link(
          ConnectionPolicy(m_spec.transports, m_dialect->proof(), m_spec.policy), std::move(factory),
          [this](TransportKind kind) { return requestMakerFor(kind); }, environment)
    , m_stream(StreamLedger(m_dialect->continuity(), m_spec.resumeFrom, m_spec.ledger), environment)
{
    connect(&m_link, &LinkController::frameReceived, this, &TransportManager::onFrame);
    connect(&m_link, &LinkController::statusChanged, this, &TransportManager::onLinkChanged);
    connect(&m_link, &LinkController::heardFrom, this, [this] {
        Q_EMIT beat({{}, m_environment.now(), m_environment.wallNow()});
    });
    connect(&m_stream, &StreamSynchronizer::gapDrawn, this, &TransportManager::gapDrawn);
    connect(&m_stream, &StreamSynchronizer::statusChanged, this, &TransportManager::streamChanged);
    connect(&m_stream, &StreamSynchronizer::delivered, this, [this](const Event &event) {
        Q_EMIT eventDelivered({event, m_kind, m_frameAt, m_environment.wallNow()});
    });
}

TransportManager::~TransportManager() = default;

void TransportManager::start()
{
    m_link.start();
}

void TransportManager::stop()
{
    m_link.stop();
}

RequestMaker TransportManager::requestMakerFor(TransportKind kind)
{
    return [this, kind, first = true]() mutable {
        const RequestContext context{kind, m_spec.url, m_stream.accepted(), std::exchange(first, false)};
        m_resumed = !context.cursor.isEmpty();
        return m_dialect->request(context);
    };
}

void TransportManager::onFrame(Generation generation, TransportKind kind, const Frame &frame)
{
    const Decoded decoded = m_dialect->receive(kind, frame);
    m_kind = kind;
    m_frameAt = frame.receivedAt;
    m_newEvents = 0;
    if (decoded.isProof)
        m_link.proved(generation);
    if (!m_sessionRuns) {
        // Not the feed's words, as far as anyone can tell: a login page in JSON, say. The proof budget goes on running.
        qCInfo(logTransport) << "ignored a frame of" << frame.payload.size() << "bytes from an unproven"
                             << toWord(kind);
        m_link.frameHandled(generation, PollOutcome::Nothing);
        return;
    }
    m_stream.setContinuity(m_dialect->continuity());
    for (const auto &item : decoded.items)
        take(item, frame, generation);
    m_stream.reportStatus();
    for (const QByteArray &message : decoded.toSend)
        m_link.send(generation, message);
    const bool nothingNew = decoded.pollOutcome == PollOutcome::BroughtEvents && m_newEvents == 0;
    m_link.frameHandled(generation, nothingNew ? PollOutcome::Nothing : decoded.pollOutcome);
}

void TransportManager::onLinkChanged(const LinkStatus &status)
{
    Q_EMIT linkChanged(status);
    const bool up = isUp(status.state);
    if (up == m_sessionRuns)
        return;
    m_sessionRuns = up;
    if (up)
        m_stream.feed(ledger::SessionBegan{++m_sessions, m_resumed});
    else
        m_stream.feed(ledger::SessionEnded{});
    // Where a message was the proof, it is being taken apart just now and may yet say that something is missing.
    if (!up || m_dialect->proof() == Proof::Transport)
        m_stream.reportStatus();
}

void TransportManager::take(const std::variant<Event, Control> &item, const Frame &frame, Generation generation)
{
    if (const auto *event = std::get_if<Event>(&item)) {
        m_newEvents += m_stream.feed(ledger::Received{*event});
        Q_EMIT beat({{}, frame.receivedAt, m_environment.wallNow()});
    } else {
        takeControl(std::get<Control>(item), frame, generation);
    }
}

void TransportManager::takeControl(const Control &control, const Frame &frame, Generation generation)
{
    const auto sawServerTime = [&](std::optional<milliseconds> serverTime) {
        Q_EMIT beat({serverTime, frame.receivedAt, m_environment.wallNow()});
    };
    std::visit(Overloaded{
                   [&](const control::Hello &hello) {
                       if (hello.heartbeat)
                           m_link.heartbeatPromised(generation, *hello.heartbeat);
                       m_stream.feed(hello);
                       sawServerTime(hello.serverTime);
                   },
                   [&](const control::Heartbeat &heartbeat) {
                       m_stream.feed(heartbeat);
                       sawServerTime(heartbeat.serverTime);
                   },
                   [&](const control::GoAway &goAway) { m_link.goAway(generation, goAway.after); },
                   [&](const control::Reset &reset) { m_stream.feed(reset); },
                   [&](const control::Bookmark &bookmark) { m_stream.feed(bookmark); },
                   [&](const control::Undecodable &undecodable) { m_stream.feed(undecodable); },
                   [&](const control::CommandResult &) { sawServerTime({}); },
               },
               control);
}

} // namespace telltale
