// SPDX-License-Identifier: MIT
#pragma once

#include "transport/httpmanager.h"
#include "transport/pollcadence.h"
#include "transport/transport.h"
#include "transport/transportlimits.h"

#include <QNetworkReply>
#include <QTimer>

#include <functional>

namespace telltale {

/// A feed by asking again and again, with hold (long poll: the server keeps the request until something happens,
/// RFC 7240 "wait") or without.
///
/// One request at a time. The answer is 200 with a body of one frame (its ETag, verbatim, as lastEventId), or 304, 204
/// or an empty 200 (alive, no frame). After a frame it waits for frameHandled(): BroughtEvents is followed by the next
/// request at once, anything else by an interval between pollInterval and pollIntervalMax (PollCadence).
///
/// A page (text/html), a stream of events and other types that carry no text are a portal's or another server's
/// answer, never a frame: WrongContentType; where there is no type, or one that servers send for want of a better
/// (nchan passes on the publisher's), a body that begins as JSON does. A request must be written within
/// TransportLimits::connect, its answer begin within pollAnswer (and hold) from then on and end within progress. A body
/// that was cut short is dropped.
///
/// Destroy it with deleteLater() when inside one of its signals.
class PollingTransport final : public Transport
{
    Q_OBJECT
public:
    enum class Hold { Yes, No };

    /// random gives numbers in [0, 1).
    PollingTransport(Hold hold, RequestMaker makeRequest, TransportLimits limits, std::function<double()> random,
                     QObject *parent = nullptr);
    ~PollingTransport() override;

    TransportKind kind() const noexcept override;
    void open() override;
    void close() override;
    void frameHandled(PollOutcome outcome) override;

private:
    enum class Phase {
        New,
        Asking,    ///< a request is under way; no answer yet
        Answering, ///< its body comes
        Handling,  ///< a frame is out, frameHandled() must follow
        Waiting,   ///< until the next request
        Closed
    };

    void ask();
    void onRequestSent();
    void judgeAnswer();
    void takeBytes();
    void onError(QNetworkReply::NetworkError error);
    void onFinished();
    void deliver(const QByteArray &type, const QByteArray &entityTag);
    void settle(PollOutcome outcome);
    void onDeadline();
    bool end();
    void finish(const Error &reason);
    void finishLater(const Error &reason);

    const Hold m_hold;
    const RequestMaker m_makeRequest;
    const TransportLimits m_limits;
    const std::function<double()> m_random;
    PollCadence m_cadence;
    Phase m_phase = Phase::New;
    bool m_opened = false;
    bool m_requestSent = false;
    HttpManager m_network;
    QNetworkReply *m_reply = nullptr; ///< owned by m_network
    QByteArray m_body;
    TimePoint m_sentAt = {};
    milliseconds m_held{0}; ///< from the request to the beginning of its answer
    QTimer m_deadline;
    QTimer m_pause;
};

} // namespace telltale
