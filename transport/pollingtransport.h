// SPDX-License-Identifier: MIT
#pragma once

#include "transport/transport.h"
#include "transport/transportlimits.h"

#include <QNetworkAccessManager>
#include <QTimer>

#include <functional>

class QNetworkReply;

namespace telltale {

/// A feed by asking again and again, with hold (long poll: the server keeps the request until something happens,
/// RFC 7240 "wait") or without.
///
/// One request at a time. The answer is 200 with a body of one frame, or 304 (alive, no frame). After a frame it
/// waits for frameHandled(): BroughtEvents is followed by the next request at once, anything else by the interval,
/// which grows by half from pollInterval to pollIntervalMax while nothing comes and is spread by +-10 %, so that
/// clients do not fall into step. A long poll that the server held for at least a second needs no interval; one it
/// answered empty at once is paced like a poll. A text/html answer is a portal's, never a frame.
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
    void finish(Error reason);

    enum class Phase { New, Asking, Waiting, Closed };

    const Hold m_hold;
    const RequestMaker m_makeRequest;
    const TransportLimits m_limits;
    const std::function<double()> m_random;
    Phase m_phase = Phase::New;
    QNetworkAccessManager m_network;
    QNetworkReply *m_reply = nullptr; ///< owned by m_network
    milliseconds m_interval;
    QTimer m_deadline;
    QTimer m_pause;
};

} // namespace telltale
