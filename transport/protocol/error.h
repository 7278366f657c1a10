// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

#include <QString>

#include <optional>

namespace telltale {

/// What went wrong, for machines. Nothing ever branches on Error::message.
enum class ErrorKind {
    Cancelled,          ///< we closed it ourselves
    Usage,              ///< the person's input: a flag, a URL, a file
    HostNotFound,       ///< the name does not resolve
    ConnectionRefused,  ///< nobody listens there
    NetworkUnreachable, ///< no route, or the network is down
    ConnectTimeout,     ///< no TCP or TLS connection within the deadline
    HandshakeTimeout,   ///< connected, but no answer (status line, upgrade) within the deadline
    NotProven,          ///< answered, but nothing proved that the feed flows within the proof budget
    HeldBack,           ///< something on the way collects the stream and hands it on in bunches
    Silent,             ///< was live, then nothing was heard for too long
    Stalled,            ///< a message began and did not end within the progress deadline
    RemoteClosed,       ///< the peer ended the connection: close frame, FIN or RST
    UpgradeRefused,     ///< a WebSocket upgrade was answered with an ordinary HTTP status (httpStatus)
    HttpStatus,         ///< an HTTP status that brings no feed (httpStatus)
    ServerStop,         ///< 204: the server asks not to reconnect (WHATWG HTML 9.2.3)
    WrongContentType,   ///< 200, but not a feed: a captive portal, a login page
    BadRedirect,        ///< a redirect to another origin, or too many
    Protocol,           ///< the peer broke the transport's protocol
    BadData,            ///< well-framed bytes that cannot be read
    TooLarge,           ///< a line, event, message or body over its limit
    Flood,              ///< more pings, frames or unsent bytes than a well-behaved peer causes
    Tls,                ///< the certificate or the handshake was not acceptable
    ProxyAuthentication ///< a proxy wants a login (407)
};

/// A failure: kind for machines, message for people, and the details that policy needs.
struct Error
{
    ErrorKind kind = ErrorKind::Protocol;
    QString message;                             ///< one sentence part, plain text, no trailing stop
    int httpStatus = 0;                          ///< 0 if no HTTP status was seen
    int closeCode = 0;                           ///< WebSocket close code (RFC 6455 7.4), 0 if no close frame came
    std::optional<milliseconds> retryAfter = {}; ///< the server's Retry-After (RFC 9110 10.2.3), if any

    friend bool operator==(const Error &, const Error &) = default;
};

/// The word for machines, stable: "connection-refused", "not-proven", ...
QLatin1String toWord(ErrorKind kind);

} // namespace telltale
