// SPDX-License-Identifier: MIT
#include "transport/pollingtransport.h"

#include "transport/httprequest.h"
#include "transport/logging.h"

#include <QNetworkReply>

#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

/// What the type says of a poll's answer.
enum class TypeSays {
    Feed,      ///< text or JSON
    Nothing,   ///< missing, or one that servers send for want of a better: the body tells
    Otherwise, ///< a page, a picture, or a stream that has no end
};

TypeSays judgeType(const QByteArray &type)
{
    if (type.isEmpty() || type == "application/octet-stream" || type == "application/x-www-form-urlencoded")
        return TypeSays::Nothing;
    if (type == "text/html" || type == "text/event-stream")
        return TypeSays::Otherwise;
    const bool isFeed = type.startsWith("text/") || type == "application/json" || type.endsWith("+json") ||
                        type == "application/x-ndjson";
    return isFeed ? TypeSays::Feed : TypeSays::Otherwise;
}

bool looksLikeJson(const QByteArray &body)
{
    return body.startsWith('{') || body.startsWith('[');
}

bool isUsable(int status)
{
    return status == 200 || status == 204 || status == 304;
}

/// Why an answer's head is not a feed's; nothing if it is, or if only the body can tell.
std::optional<Error> whyNoAnswer(const QNetworkReply &reply)
{
    const int status = httpStatus(reply);
    if (!isUsable(status))
        return statusError(reply);
    const QByteArray type = mediaType(reply.rawHeader("Content-Type"_ba));
    if (status == 200 && judgeType(type) == TypeSays::Otherwise)
        return wrongTypeError(type, u"data"_s);
    return std::nullopt;
}

} // namespace

PollingTransport::PollingTransport(Hold hold, RequestMaker makeRequest, TransportLimits limits,
                                   std::function<double()> random, QObject *parent)
    : Transport(parent)
    , m_hold(hold)
    , m_makeRequest(std::move(makeRequest))
    , m_limits(limits)
    , m_random(std::move(random))
    , m_cadence(limits.pollInterval, limits.pollIntervalMax,
                hold == Hold::Yes ? std::optional(limits.hold) : std::nullopt)
    , m_network(this)
    , m_deadline(this)
    , m_pause(this)
{
    m_deadline.setSingleShot(true);
    m_pause.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &PollingTransport::onDeadline);
    connect(&m_pause, &QTimer::timeout, this, &PollingTransport::ask);
}

PollingTransport::~PollingTransport()
{
    end();
}

TransportKind PollingTransport::kind() const noexcept
{
    return m_hold == Hold::Yes ? TransportKind::LongPoll : TransportKind::Poll;
}

void PollingTransport::open()
{
    if (m_phase == Phase::New)
        ask();
}

void PollingTransport::ask()
{
    m_phase = Phase::Asking;
    m_requestSent = false;
    const Result<QNetworkRequest> request = makeHttpRequest(m_makeRequest(), m_limits, HttpUse::Document);
    if (!request) {
        finishLater(request.error());
        return;
    }
    m_reply = m_network.get(*request);
    m_reply->setReadBufferSize(m_limits.readBuffer);
    connect(m_reply, &QNetworkReply::requestSent, this, &PollingTransport::onRequestSent);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &PollingTransport::judgeAnswer);
    connect(m_reply, &QNetworkReply::readyRead, this, &PollingTransport::takeBytes);
    connect(m_reply, &QNetworkReply::errorOccurred, this, &PollingTransport::onError);
    connect(m_reply, &QNetworkReply::finished, this, &PollingTransport::onFinished);
    m_deadline.start(m_limits.connect);
}

void PollingTransport::onRequestSent()
{
    // Sent again after a redirect, or where a kept connection turned out to be closed: the time runs from the first.
    if (m_phase != Phase::Asking || m_requestSent)
        return;
    m_requestSent = true;
    m_sentAt = BootClock::now();
    m_deadline.start(m_limits.pollAnswer + (m_hold == Hold::Yes ? m_limits.hold : milliseconds(0)));
}

void PollingTransport::judgeAnswer()
{
    if (m_phase != Phase::Asking || isRedirect(*m_reply))
        return;
    if (const std::optional<Error> refusal = whyNoAnswer(*m_reply)) {
        finish(*refusal);
        return;
    }
    m_phase = Phase::Answering;
    m_held = std::chrono::duration_cast<milliseconds>(BootClock::now() - m_sentAt);
    m_deadline.start(m_limits.progress);
}

void PollingTransport::takeBytes()
{
    if (m_phase != Phase::Answering)
        return;
    // read() makes room for all that it may bring, so it is told what there is.
    m_body += m_reply->read(std::min(m_reply->bytesAvailable(), m_limits.message + 1 - m_body.size()));
    if (m_body.size() > m_limits.message)
        finish({.kind = ErrorKind::TooLarge, .message = u"the answer is over %1 bytes"_s.arg(m_limits.message)});
}

/// A body that cannot be decompressed, or that would grow beyond measure, is an error at once but is finished only when
/// the server ends it, which may be never. Every other error is followed by finished().
void PollingTransport::onError(QNetworkReply::NetworkError error)
{
    if (m_phase == Phase::Answering && error == QNetworkReply::UnknownContentError)
        finish(failureOf(*m_reply));
}

void PollingTransport::onFinished()
{
    if (m_reply->error() != QNetworkReply::NoError || m_phase != Phase::Answering) {
        finish(failureOf(*m_reply));
        return;
    }
    takeBytes();
    if (m_phase != Phase::Answering)
        return;
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    reply->deleteLater();
    m_deadline.stop();
    deliver(mediaType(reply->rawHeader("Content-Type"_ba)), reply->rawHeader("ETag"_ba));
}

void PollingTransport::deliver(const QByteArray &type, const QByteArray &entityTag)
{
    if (judgeType(type) == TypeSays::Nothing && !m_body.isEmpty() && !looksLikeJson(m_body)) {
        finish(wrongTypeError(type, u"data"_s));
        return;
    }
    m_phase = Phase::Handling;
    if (!std::exchange(m_opened, true))
        Q_EMIT opened();
    if (m_phase != Phase::Handling)
        return;
    if (!m_body.isEmpty()) {
        Q_EMIT frameReceived({.payload = std::exchange(m_body, {}),
                              .type = {},
                              .lastEventId = entityTag,
                              .receivedAt = BootClock::now()});
        return;
    }
    Q_EMIT alive();
    if (m_phase == Phase::Handling)
        settle(PollOutcome::Nothing);
}

void PollingTransport::frameHandled(PollOutcome outcome)
{
    if (m_phase == Phase::Handling)
        settle(outcome);
}

/// Always by way of the event loop, so that an answer in hand never begins the next request from inside itself.
void PollingTransport::settle(PollOutcome outcome)
{
    m_phase = Phase::Waiting;
    m_pause.start(m_cadence.next(outcome, m_held, m_random()));
}

void PollingTransport::onDeadline()
{
    if (m_phase == Phase::Answering)
        finish(stalledError(u"an answer"_s, m_limits.progress));
    else
        finish(noAnswerError(m_requestSent, m_requestSent ? m_deadline.intervalAsDuration() : m_limits.connect));
}

void PollingTransport::close()
{
    finishLater(cancelledError());
}

/// False if it had ended already.
bool PollingTransport::end()
{
    if (m_phase == Phase::Closed)
        return false;
    m_phase = Phase::Closed;
    m_deadline.stop();
    m_pause.stop();
    if (QNetworkReply *reply = std::exchange(m_reply, nullptr)) {
        // Not abort(), which QNetworkReply does not bear while it is announcing an error status: its end is enough.
        reply->disconnect(this);
        reply->deleteLater();
    }
    return true;
}

void PollingTransport::finish(const Error &reason)
{
    if (!end())
        return;
    qCDebug(logTransport) << "polling session ended:" << toWord(reason.kind) << reason.httpStatus;
    Q_EMIT closed(reason);
}

void PollingTransport::finishLater(const Error &reason)
{
    if (end())
        QMetaObject::invokeMethod(
            this, [this, reason] { Q_EMIT closed(reason); }, Qt::QueuedConnection);
}

} // namespace telltale
