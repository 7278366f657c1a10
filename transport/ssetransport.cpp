// SPDX-License-Identifier: MIT
#include "transport/ssetransport.h"

#include "transport/httprequest.h"
#include "transport/logging.h"

#include <QNetworkReply>

#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

/// Why an answer is no stream; nothing if it is one.
std::optional<Error> whyNoStream(const QNetworkReply &reply)
{
    const int status = httpStatus(reply);
    if (status == 204)
        return Error{.kind = ErrorKind::ServerStop, .message = u"the server asks to stop"_s, .httpStatus = status};
    if (status != 200)
        return statusError(reply);
    const QByteArray type = mediaType(reply.rawHeader("Content-Type"_ba));
    if (type != "text/event-stream")
        return wrongTypeError(type, u"a stream of events"_s);
    const QByteArray encoding = reply.rawHeader("Content-Encoding"_ba).trimmed().toLower();
    if (!encoding.isEmpty() && encoding != "identity")
        return Error{.kind = ErrorKind::Protocol,
                     .message = u"the stream came compressed though no compression was asked for"_s,
                     .httpStatus = status};
    return std::nullopt;
}

Frame toFrame(const SseMessage &message, TimePoint receivedAt)
{
    return {.payload = message.data,
            .type = message.type,
            .lastEventId = message.lastEventId,
            .identified = message.identified,
            .receivedAt = receivedAt};
}

Frame toFrame(const SseIdChange &change, TimePoint receivedAt)
{
    return {.kind = Frame::Kind::CursorOnly,
            .payload = {},
            .type = {},
            .lastEventId = change.lastEventId,
            .identified = true,
            .receivedAt = receivedAt};
}

} // namespace

SseTransport::SseTransport(RequestMaker makeRequest, TransportLimits limits, QObject *parent)
    : Transport(parent)
    , m_makeRequest(std::move(makeRequest))
    , m_limits(limits)
    , m_parser({.line = limits.line, .event = limits.message})
    , m_network(this)
    , m_connectDeadline(this)
    , m_progressDeadline(this)
{
    m_connectDeadline.setSingleShot(true);
    m_progressDeadline.setSingleShot(true);
    connect(&m_connectDeadline, &QTimer::timeout, this,
            [this] { finish(noAnswerError(m_requestSent, m_limits.connect)); });
    connect(&m_progressDeadline, &QTimer::timeout, this, &SseTransport::onProgressDeadline);
}

SseTransport::~SseTransport()
{
    end();
}

void SseTransport::open()
{
    if (m_phase != Phase::New)
        return;
    m_phase = Phase::Connecting;
    const Result<QNetworkRequest> request = makeHttpRequest(m_makeRequest(), m_limits, HttpUse::Stream);
    if (request)
        start(*request);
    else
        finishLater(request.error());
}

void SseTransport::start(const QNetworkRequest &request)
{
    m_reply = m_network.get(request);
    m_reply->setReadBufferSize(m_limits.readBuffer);
    connect(m_reply, &QNetworkReply::requestSent, this, [this] { m_requestSent = true; });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &SseTransport::judgeAnswer);
    connect(m_reply, &QNetworkReply::readyRead, this, &SseTransport::pump);
    connect(m_reply, &QNetworkReply::finished, this, &SseTransport::pump);
    m_connectDeadline.start(m_limits.connect);
}

void SseTransport::judgeAnswer()
{
    if (m_phase != Phase::Connecting || isRedirect(*m_reply))
        return;
    if (const std::optional<Error> refusal = whyNoStream(*m_reply)) {
        finish(*refusal);
        return;
    }
    m_connectDeadline.stop();
    m_phase = Phase::Open;
    Q_EMIT opened();
}

/// One read of at most a buffer's size for each turn of the event loop, so that one stream in flood does not starve
/// the others on this thread.
void SseTransport::pump()
{
    if (m_phase == Phase::Connecting && m_reply->isFinished()) {
        finish(failureOf(*m_reply));
        return;
    }
    if (m_phase != Phase::Open || m_delivering)
        return;
    if (const QByteArray chunk = m_reply->read(m_limits.readBuffer); !chunk.isEmpty())
        take(chunk);
    if (m_phase != Phase::Open)
        return;
    if (m_reply->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &SseTransport::pump, Qt::QueuedConnection);
    else if (m_reply->isFinished())
        finish(failureOf(*m_reply));
}

void SseTransport::take(const QByteArray &chunk)
{
    const TimePoint receivedAt = BootClock::now();
    const Result<QList<SseItem>> items = m_parser.feed(chunk);
    if (!items) {
        finish(items.error());
        return;
    }
    bool brought = false;
    m_delivering = true;
    for (const SseItem &item : *items) {
        brought = emitItem(item, receivedAt) || brought;
        if (m_phase != Phase::Open)
            break;
    }
    m_delivering = false;
    if (m_phase != Phase::Open)
        return;
    watchProgress(brought);
    if (!brought)
        Q_EMIT alive();
}

/// True if the item was a frame.
bool SseTransport::emitItem(const SseItem &item, TimePoint receivedAt)
{
    if (const auto *retry = std::get_if<SseRetry>(&item)) {
        Q_EMIT retryAdvised(retry->delay);
        return false;
    }
    const auto *message = std::get_if<SseMessage>(&item);
    Q_EMIT frameReceived(message ? toFrame(*message, receivedAt) : toFrame(std::get<SseIdChange>(item), receivedAt));
    return true;
}

/// The deadline counts from the beginning of a block: single bytes, however steady, do not put it off.
void SseTransport::watchProgress(bool brought)
{
    if (!m_parser.isMidBlock())
        m_progressDeadline.stop();
    else if (brought || !m_progressDeadline.isActive())
        m_progressDeadline.start(m_limits.progress);
}

void SseTransport::onProgressDeadline()
{
    // Bytes that wait in the reply are waiting for us: then it is this side that is late, not the server.
    if (m_delivering || m_reply->bytesAvailable() > 0)
        m_progressDeadline.start(m_limits.progress);
    else
        finish(stalledError(u"an event"_s, m_limits.progress));
}

void SseTransport::close()
{
    finishLater(cancelledError());
}

/// False if it had ended already.
bool SseTransport::end()
{
    if (m_phase == Phase::Closed)
        return false;
    m_phase = Phase::Closed;
    m_connectDeadline.stop();
    m_progressDeadline.stop();
    if (QNetworkReply *reply = std::exchange(m_reply, nullptr)) {
        // Not abort(), which QNetworkReply does not bear while it is announcing an error status: its end is enough.
        reply->disconnect(this);
        reply->deleteLater();
    }
    return true;
}

void SseTransport::finish(const Error &reason)
{
    if (!end())
        return;
    qCDebug(logTransport) << "SSE session ended:" << toWord(reason.kind) << reason.httpStatus;
    Q_EMIT closed(reason);
}

void SseTransport::finishLater(const Error &reason)
{
    if (end())
        QMetaObject::invokeMethod(
            this, [this, reason] { Q_EMIT closed(reason); }, Qt::QueuedConnection);
}

} // namespace telltale
