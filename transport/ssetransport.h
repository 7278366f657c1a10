// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/sseparser.h"
#include "transport/transport.h"
#include "transport/transportlimits.h"

#include <QNetworkAccessManager>
#include <QTimer>

class QNetworkReply;

namespace telltale {

/// A feed as server-sent events (WHATWG HTML 9.2) over QNetworkAccessManager.
///
/// The answer must be 200 with Content-Type text/event-stream before a byte of it is parsed, so a captive portal's
/// page is never an event; 204 closes with ServerStop. A manager of its own for each session: one manager opens at
/// most six connections to a host, and a seventh stream would wait for ever without a word. Asks for identity
/// encoding, follows redirects within the origin only, keeps no cookies and no cache.
class SseTransport final : public Transport
{
    Q_OBJECT
public:
    SseTransport(RequestMaker makeRequest, TransportLimits limits, QObject *parent = nullptr);
    ~SseTransport() override;

    TransportKind kind() const noexcept override { return TransportKind::Sse; }
    void open() override;
    void close() override;

private:
    void finish(Error reason);

    enum class Phase { New, Connecting, Open, Closed };

    const RequestMaker m_makeRequest;
    const TransportLimits m_limits;
    Phase m_phase = Phase::New;
    SseParser m_parser;
    QNetworkAccessManager m_network;
    QNetworkReply *m_reply = nullptr; ///< owned by m_network
    QTimer m_connectDeadline;
    QTimer m_progressDeadline;
};

} // namespace telltale
