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
    , m_stream(StreamLedger(m_dialect->continuity(), m_spec.resumeFrom, m_spec.ledger), std::move(environment))
{
    connect(&m_link, &LinkController::frameReceived, this, &TransportManager::onFrame);
    connect(&m_link, &LinkController::statusChanged, this, &TransportManager::onLinkChanged);
    connect(&m_link, &LinkController::heardFrom, this, &TransportManager::onHeard);
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
    if (isPolling(kind) && !decoded.isProof) {
        // A whole answer without one word of the feed: asking again with the same cursor would bring the same.
        m_link.failed(generation, {ErrorKind::BadData, QStringLiteral("the answer to a poll is not the feed's")});
        return;
    }
    m_stream.setContinuity(m_dialect->continuity());
    const Cursor before = m_stream.accepted();
    if (isPolling(kind))
        m_stream.feed(ledger::AnswerBegan{++m_sessions});
    if (decoded.items.isEmpty())
        Q_EMIT beat({{}, frame.receivedAt, m_environment.wallNow()});
    for (const auto &item : decoded.items) {
        if (!m_sessionRuns)
            break; // stopped from inside a delivery: the rest comes again with the resume
        take(item, frame, generation);
    }
    m_stream.reportStatus();
    for (const QByteArray &message : decoded.toSend)
        m_link.send(generation, message);
    m_link.frameHandled(generation, outcomeOf(decoded, m_stream.accepted() != before));
}

/// What a polling session is to pace itself by. Only where the cursor moved is the next request another one than the
/// last: a server whose events have no ids would be asked in a tight loop.
PollOutcome TransportManager::outcomeOf(const Decoded &decoded, bool cursorMoved) const
{
    if (decoded.pollOutcome != PollOutcome::BroughtEvents)
        return decoded.pollOutcome;
    if (m_newEvents == 0)
        return PollOutcome::Nothing;
    return cursorMoved ? PollOutcome::BroughtEvents : PollOutcome::Changed;
}

/// Something that is no frame shows that the server lives; but not where only the feed's own words prove anything and
/// none came yet, nor where an answer without a body may be anybody's.
void TransportManager::onHeard()
{
    const auto kind = m_link.status().transport;
    const bool isAnybodys = kind && isPolling(*kind) && m_dialect->proof() == Proof::Message;
    if (m_sessionRuns && !isAnybodys)
        Q_EMIT beat({{}, m_environment.now(), m_environment.wallNow()});
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
