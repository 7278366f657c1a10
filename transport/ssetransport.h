// SPDX-License-Identifier: MIT
#pragma once

#include "transport/httpmanager.h"
#include "transport/protocol/sseparser.h"
#include "transport/transport.h"
#include "transport/transportlimits.h"

#include <QTimer>

class QNetworkReply;

namespace telltale {

/// A feed as server-sent events (WHATWG HTML 9.2) over QNetworkAccessManager.
///
/// The answer must be 200 with Content-Type text/event-stream before a byte of it is parsed, so a captive portal's
/// page is never an event; 204 closes with ServerStop. A manager of its own for each session: one manager opens at
/// most six connections to a host, and a seventh stream would wait for ever without a word. Asks for identity
/// encoding, follows redirects within the origin only, keeps no cookies and no cache.
///
/// Each chunk of bytes that completes no frame is alive(). A block that the end of the stream cut off is dropped. An
/// id block without data is a frame of kind CursorOnly. What the server sends while a frame is being handled waits in
/// the reply, at most TransportLimits::readBuffer of it; then TCP holds the server back.
///
/// Until the answer's headers came, ConnectTimeout and HandshakeTimeout are told apart by whether the request could be
/// written, so a TLS handshake that hangs is a ConnectTimeout.
///
/// Destroy it with deleteLater() when inside one of its signals; deleteLater() alone does not stop the rest of a chunk
/// from being emitted, close() does.
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
    enum class Phase { New, Connecting, Open, Closed };

    void start(const QNetworkRequest &request);
    void judgeAnswer();
    void pump();
    void take(const QByteArray &chunk);
    bool emitItem(const SseItem &item, TimePoint receivedAt);
    void watchProgress(bool brought);
    void onProgressDeadline();
    bool end();
    void finish(const Error &reason);
    void finishLater(const Error &reason);

    const RequestMaker m_makeRequest;
    const TransportLimits m_limits;
    Phase m_phase = Phase::New;
    bool m_requestSent = false;
    bool m_delivering = false; ///< inside a frame's handlers, which may run an event loop of their own
    SseParser m_parser;
    HttpManager m_network;
    QNetworkReply *m_reply = nullptr; ///< owned by m_network
    QTimer m_connectDeadline;
    QTimer m_progressDeadline;
};

} // namespace telltale
