// SPDX-License-Identifier: MIT
#include "transport/transportmanager.h"

#include "transport/logging.h"

#include <QHostAddress>

#include <algorithm>

namespace telltale {

namespace {

template <typename... Ts>
struct Overloaded : Ts...
{
    using Ts::operator()...;
};
template <typename... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

PolicyLimits limitsFor(const FeedSpec &spec)
{
    PolicyLimits limits = spec.policy;
    if (isOnThisMachine(spec.url))
        limits.restartWait = std::min(limits.restartWait, limits.restartWaitHere);
    return limits;
}

/// False: a hello in it says that what comes does not follow what was asked for.
bool follows(const Decoded &decoded, const Cursor &asked)
{
    const std::optional<Position> position = parsePosition(asked);
    return std::none_of(decoded.items.begin(), decoded.items.end(), [&](const auto &item) {
        const auto *control = std::get_if<Control>(&item);
        const auto *hello = control ? std::get_if<control::Hello>(control) : nullptr;
        if (!hello || !position)
            return false;
        return hello->epoch != position->epoch || (hello->resume && *hello->resume != control::Hello::Resume::Ok);
    });
}

} // namespace

bool isOnThisMachine(const QUrl &url)
{
    return url.host() == QLatin1String("localhost") || QHostAddress(url.host()).isLoopback();
}

TransportManager::TransportManager(FeedSpec spec, std::unique_ptr<Dialect> dialect, TransportFactory factory,
                                   Environment environment, QObject *parent)
    : QObject(parent)
    , m_spec(std::move(spec))
    , m_environment(environment)
    , m_dialect(std::move(dialect))
    , m_link(
          ConnectionPolicy(m_spec.transports, m_dialect->proof(), limitsFor(m_spec)), std::move(factory),
          [this](Generation generation, TransportKind kind) { return requestMakerFor(generation, kind); }, environment)
    , m_stream(StreamLedger(m_dialect->continuity(), m_spec.resumeFrom, m_spec.ledger), std::move(environment))
{
    connect(&m_link, &LinkController::opening, this, &TransportManager::onOpening);
    connect(&m_link, &LinkController::elected, this, &TransportManager::onElected);
    connect(&m_link, &LinkController::ended, this, &TransportManager::onEnded);
    connect(&m_link, &LinkController::frameReceived, this, &TransportManager::onFrame);
    connect(&m_link, &LinkController::heardFrom, this, &TransportManager::onHeard);
    connect(&m_link, &LinkController::statusChanged, this, &TransportManager::linkChanged);
    connect(&m_stream, &StreamSynchronizer::gapDrawn, this, &TransportManager::gapDrawn);
    connect(&m_stream, &StreamSynchronizer::replayWanted, this, [this] {
        if (!m_link.replay(m_elected))
            m_stream.feed(ledger::ReplayRefused{});
    });
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

void TransportManager::setNetwork(const QByteArray &network)
{
    m_link.setNetwork(network);
}

RequestMaker TransportManager::requestMakerFor(Generation generation, TransportKind kind)
{
    return [this, generation, kind, first = true]() mutable {
        const RequestContext context{kind, m_spec.url, m_stream.accepted(), std::exchange(first, false)};
        Session *session = find(generation);
        if (session)
            session->asked = context.cursor;
        return (session ? session->dialect : m_dialect)->request(context);
    };
}

void TransportManager::onOpening(Generation generation, TransportKind kind)
{
    const Session *elected = find(m_elected);
    m_sessions[generation] = {.kind = kind, .dialect = (elected ? elected->dialect : m_dialect)->clone()};
}

void TransportManager::onElected(Generation generation)
{
    Session *session = find(generation);
    const bool isSwitch = m_elected != 0;
    if (isSwitch)
        m_stream.feed(ledger::SessionEnded{}); // not reported: the next one begins within this call
    m_elected = generation;
    session->isProven = true;
    m_kind = session->kind;
    m_stream.setContinuity(session->dialect->continuity());
    m_stream.feed(ledger::SessionBegan{++m_ledgerSession, session->asked});
    const bool mayBeDouble = isSwitch && session->dialect->continuity() == Continuity::None;
    const auto held = std::exchange(session->held, {});
    for (const auto &[decoded, frame] : held) {
        if (mayBeDouble) // it came over the other session, too, and nothing tells the two apart
            m_link.frameHandled(generation, PollOutcome::Nothing);
        else
            deliver(generation, decoded, frame);
    }
    // Where a message was the proof, it is being taken apart just now and may yet say that something is missing.
    if (m_dialect->proof() == Proof::Transport)
        m_stream.reportStatus();
}

void TransportManager::onEnded(Generation generation, const Error &reason)
{
    Session *session = find(generation);
    if (!session)
        return;
    // Not if another path has said so already, or another session went on from there.
    const bool isGone = reason.httpStatus == 410 && !session->asked.isEmpty() && session->asked == m_stream.accepted();
    if (generation == m_elected) {
        m_elected = 0;
        m_dialect = std::move(session->dialect);
        m_stream.feed(ledger::SessionEnded{});
    }
    m_sessions.erase(generation);
    if (isGone && m_elected == 0)
        m_stream.feed(control::Reset{}); // the server has forgotten what was to be resumed: from now on, then
    if (m_elected == 0)
        m_stream.reportStatus();
}

void TransportManager::onFrame(Generation generation, const Frame &frame)
{
    Session *session = find(generation);
    if (!session)
        return; // stopped by whoever was told that the link is live again
    Decoded decoded = session->dialect->receive(session->kind, frame);
    const bool mayBeDouble =
        m_elected != 0 && generation != m_elected && session->dialect->continuity() == Continuity::None;
    if (m_elected != 0 && generation != m_elected && !follows(decoded, session->asked)) {
        m_link.cannotResume(generation); // which may end it
        session = find(generation);
    }
    if (session && decoded.isProof) {
        session->isProven = true;
        m_link.proved(generation);
        session = find(generation);
    }
    if (!session)
        return;
    if (generation == m_elected && mayBeDouble) { // elected by this very frame: as with what was held
        m_link.frameHandled(generation, PollOutcome::Nothing);
    } else if (generation == m_elected) {
        deliver(generation, decoded, frame);
    } else if (session->isProven) {
        hold(generation, std::move(decoded), frame);
    } else {
        // Not the feed's words, as far as anyone can tell: a login page in JSON, say. The proof budget goes on running.
        qCInfo(logTransport) << "ignored a frame of" << frame.payload.size() << "bytes from an unproven"
                             << toWord(session->kind);
        m_link.frameHandled(generation, PollOutcome::Nothing);
    }
}

/// Keeps a frame of a session that another one may yet be preferred to. A polling session waits with it.
void TransportManager::hold(Generation generation, Decoded decoded, const Frame &frame)
{
    Session *session = find(generation);
    if (session->held.size() >= m_spec.hold.frames || session->heldBytes + frame.payload.size() > m_spec.hold.bytes) {
        m_link.holdFull(generation);
        if (find(generation))
            deliver(generation, decoded, frame);
        return;
    }
    session->heldBytes += frame.payload.size();
    session->held.append({std::move(decoded), frame});
}

/// Of the elected session.
void TransportManager::deliver(Generation generation, const Decoded &decoded, const Frame &frame)
{
    const Session *session = find(generation);
    if (!session || generation != m_elected)
        return;
    const TransportKind kind = session->kind;
    if (isPolling(kind) && !decoded.isProof) {
        // A whole answer without one word of the feed: asking again with the same cursor would bring the same.
        m_link.failed(generation, {ErrorKind::BadData, QStringLiteral("the answer to a poll is not the feed's")});
        return;
    }
    m_frameAt = frame.receivedAt;
    m_newEvents = 0;
    m_stream.setContinuity(session->dialect->continuity());
    const Cursor before = m_stream.accepted();
    if (isPolling(kind))
        m_stream.feed(ledger::AnswerBegan{++m_ledgerSession, session->asked});
    if (decoded.items.isEmpty())
        Q_EMIT beat({{}, frame.receivedAt, m_environment.wallNow()});
    for (const auto &item : decoded.items) {
        if (generation != m_elected)
            break; // stopped from inside a delivery: the rest comes again with the resume
        take(item, frame, generation);
    }
    m_stream.reportStatus();
    for (const QByteArray &message : decoded.toSend)
        m_link.send(generation, message);
    m_link.frameHandled(generation, outcomeOf(decoded, before));
}

/// What a polling session is to pace itself by. Only where the cursor moved is the next request another one than the
/// last: a server whose events have no ids would be asked in a tight loop. The first answer to somebody without a
/// cursor says where the feed stands, and only now can be asked, or held, for what comes after.
PollOutcome TransportManager::outcomeOf(const Decoded &decoded, const Cursor &before) const
{
    if (decoded.pollOutcome != PollOutcome::BroughtEvents)
        return decoded.pollOutcome;
    const bool cursorMoved = m_stream.accepted() != before;
    if (cursorMoved && (before.isEmpty() || m_newEvents > 0))
        return PollOutcome::BroughtEvents;
    return m_newEvents > 0 ? PollOutcome::Changed : PollOutcome::Nothing;
}

/// Something that is no frame shows that the server lives; but not where only the feed's own words prove anything and
/// an answer without a body may be anybody's.
void TransportManager::onHeard(Generation generation)
{
    const Session *session = find(generation);
    if (!session || generation != m_elected)
        return;
    if (!isPolling(session->kind) || session->dialect->proof() != Proof::Message)
        Q_EMIT beat({{}, m_environment.now(), m_environment.wallNow()});
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
                       if (hello.heartbeat) {
                           find(generation)->beat = hello.heartbeat;
                           m_link.heartbeatPromised(generation, *hello.heartbeat);
                       }
                       m_stream.feed(hello);
                       sawServerTime(hello.serverTime);
                   },
                   [&](const control::Heartbeat &heartbeat) {
                       m_stream.feed(heartbeat);
                       sawServerTime(heartbeat.serverTime);
                       takeBeat(heartbeat, frame, generation);
                   },
                   [&](const control::GoAway &goAway) { m_link.goAway(generation, goAway.after); },
                   [&](const control::Reset &reset) { m_stream.feed(reset); },
                   [&](const control::Bookmark &bookmark) { m_stream.feed(bookmark); },
                   [&](const control::Undecodable &undecodable) { m_stream.feed(undecodable); },
                   [&](const control::CommandResult &) { sawServerTime({}); },
               },
               control);
}

/// A stream that something on the way holds back shows it by its beats.
void TransportManager::takeBeat(const control::Heartbeat &heartbeat, const Frame &frame, Generation generation)
{
    Session *session = find(generation);
    if (!session || session->kind != TransportKind::Sse || !session->beat || !heartbeat.serverTime)
        return;
    if (session->bunching.observe(*heartbeat.serverTime, frame.receivedAt, *session->beat))
        m_link.heldBack(generation);
}

TransportManager::Session *TransportManager::find(Generation generation)
{
    const auto found = m_sessions.find(generation);
    return found == m_sessions.end() ? nullptr : &found->second;
}

} // namespace telltale
