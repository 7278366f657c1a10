// SPDX-License-Identifier: MIT
#pragma once

#include "transport/frame.h"
#include "transport/protocol/error.h"
#include "transport/protocol/transportkind.h"

#include <QList>
#include <QObject>
#include <QUrl>

#include <functional>
#include <utility>

namespace telltale {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

/// What a transport asks the server. Made by a dialect, so that it names the resume id the way that server wants it.
struct TransportRequest
{
    QUrl url; ///< scheme ws/wss for WebSocket, http/https else
    Headers headers;
    QList<QByteArray> subprotocols = {};  ///< WebSocket only
    QList<QByteArray> firstMessages = {}; ///< WebSocket only: text messages to send as soon as it is open

    friend bool operator==(const TransportRequest &, const TransportRequest &) = default;
};

/// Makes the request of this moment: the cursor in it is the last accepted one. Called once by a streaming transport,
/// before every request by a polling one.
using RequestMaker = std::function<TransportRequest()>;

/// What the answer to a poll brought, as whoever decoded it knows.
enum class PollOutcome {
    BroughtEvents, ///< new events: there may be more, ask again at once
    Changed,       ///< a new value of a resource that has no queue: ask again at the interval
    Nothing        ///< nothing new: ask again at the interval, which grows
};

/// One session of one way of carrying. Single use: open() once; then at most one opened(), any number of frames and
/// signs of life, and exactly one closed(), after which nothing is emitted. It never retries, knows no other
/// transport, no policy and no payload. A polling session is many requests; a failed one ends it.
///
///   open() --> [opened() --> (alive() | frameReceived() | retryAdvised())*] --> closed()
///
/// Every session ends: connecting, the handshake and each message that began have deadlines (TransportLimits), and a
/// size over its limit closes with TooLarge. What a session cannot see is a link that just fell silent; that is the
/// policy's watch. closed() is never emitted from inside open() or close().
///
/// Thread: the one it lives in, the network thread. Sockets are made inside open().
class Transport : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual TransportKind kind() const noexcept = 0;
    virtual void open() = 0;
    /// Ends the session at once, without the courtesies that wait for the peer; closed(Cancelled) follows. Idempotent.
    virtual void close() = 0;
    /// Asks the peer for a sign of life (WebSocket ping); alive() answers. False where the transport cannot ask.
    virtual bool ping() { return false; }
    /// Sends a text message; false where the transport carries nothing upwards, or not now.
    virtual bool send(const QByteArray &message)
    {
        Q_UNUSED(message)
        return false;
    }
    /// Told once after each frameReceived(), from inside it or later: a polling session paces itself by it.
    virtual void frameHandled(PollOutcome outcome){Q_UNUSED(outcome)}

    Q_SIGNALS :
        /// The server accepted: 101, 200 with the right type, or a poll's first usable answer (before its frame).
        void opened();
    /// Something came that is no frame: a comment, part of a message, a 304.
    void alive();
    /// The peer answered our ping().
    void pongReceived();
    void frameReceived(const telltale::Frame &frame);
    /// The server asks for this reconnection time (SSE retry field).
    void retryAdvised(std::chrono::milliseconds delay);
    void closed(const telltale::Error &reason);
};

} // namespace telltale
