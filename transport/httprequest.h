// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/result.h"
#include "transport/transport.h"
#include "transport/transportlimits.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QNetworkReply>
#include <QNetworkRequest>

/// What SSE and polling share over QNetworkAccessManager: how a request is made safe, and what an answer that is no
/// feed means. Any thread; pure but for what a reply says of itself.
namespace telltale {

/// What is done with the answer's body.
enum class HttpUse {
    Stream,  ///< read as it comes: asks for no compression, since few servers flush a compressed stream per event
    Document ///< read whole: may come compressed
};

/// HTTP/1.1 only, TLS 1.2 or later, redirects within the origin and at most limits.redirects, no cookies, no cache, no
/// remembered logins. ErrorKind::Usage if the scheme is not http or https, or if a header's name is no token or its
/// value has a line break or NUL, which would end the header and begin another.
Result<QNetworkRequest> makeHttpRequest(const TransportRequest &request, const TransportLimits &limits, HttpUse use);

/// The status of the answer; 0 as long as there is none.
int httpStatus(const QNetworkReply &reply);
/// A redirect: QNetworkAccessManager follows or refuses it, and finished() tells.
bool isRedirect(const QNetworkReply &reply);
/// Type and subtype of a Content-Type field in lower case, without parameters (RFC 9110 8.3).
QByteArray mediaType(QByteArrayView contentType);

/// What a network error means; status errors and those that only the answer explains are HttpStatus. A server that
/// speaks no HTTP is RemoteClosed too: QNetworkAccessManager does not tell it from one that hung up.
ErrorKind errorKind(QNetworkReply::NetworkError error);
/// Why the reply failed. Never quotes the URL: its query may hold a token.
Error failureOf(const QNetworkReply &reply);
/// The status brings no feed (407: ProxyAuthentication); with the answer's Retry-After.
Error statusError(const QNetworkReply &reply);
/// An answer of another type than the feed's: a captive portal, a login page. what: "a stream of events", ...
Error wrongTypeError(const QByteArray &type, const QString &what);
/// No answer came within the limit. requestSent: QNetworkReply::requestSent() was seen, so TCP and TLS stood.
Error noAnswerError(bool requestSent, milliseconds limit);
/// What began did not end within the limit. what: "an event", ...
Error stalledError(const QString &what, milliseconds limit);
Error cancelledError();

} // namespace telltale
