// SPDX-License-Identifier: MIT
#include "transport/httprequest.h"

#include "transport/protocol/fieldsyntax.h"
#include "transport/protocol/retryafter.h"

#include <QSslConfiguration>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

bool isSafeHeader(const std::pair<QByteArray, QByteArray> &header)
{
    const auto &[name, value] = header;
    return isToken(name) && isFieldValue(value);
}

void setPolicy(QNetworkRequest &request, const TransportLimits &limits)
{
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::SameOriginRedirectPolicy);
    request.setMaximumRedirectsAllowed(limits.redirects);
    // Qt 6.4's HTTP/2 has known holes in its header decompression, and one lost packet would hold up every stream.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
#if QT_CONFIG(ssl)
    QSslConfiguration tls = request.sslConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    request.setSslConfiguration(tls);
#endif
}

QString inWords(milliseconds limit)
{
    return u"%1 s"_s.arg(static_cast<double>(limit.count()) / 1000.0);
}

/// A server's own text, cut and stripped so that it can stand in a message.
QString quoted(const QByteArray &text)
{
    constexpr qsizetype longest = 60;
    QString cut = QString::fromLatin1(text.first(std::min(text.size(), longest)));
    std::replace_if(
        cut.begin(), cut.end(), [](QChar c) { return c < u' ' || c > u'~'; }, u'?');
    return cut;
}

QString messageOf(ErrorKind kind, const QNetworkReply &reply)
{
    switch (kind) {
    case ErrorKind::HostNotFound:
        return u"the name %1 does not resolve"_s.arg(reply.url().host());
    case ErrorKind::ConnectionRefused:
        return u"%1 refused the connection"_s.arg(reply.url().host());
    case ErrorKind::ConnectTimeout:
        return u"no connection to %1 in time"_s.arg(reply.url().host());
    case ErrorKind::RemoteClosed:
        return httpStatus(reply) == 0 ? u"the connection ended without an HTTP answer"_s
                                      : u"the server ended the connection"_s;
    case ErrorKind::BadRedirect:
        return reply.error() == QNetworkReply::TooManyRedirectsError
                   ? u"the server redirects again and again"_s
                   : u"the server redirects to another origin; a login page or a proxy?"_s;
    case ErrorKind::BadData:
        return u"the answer cannot be decompressed"_s;
    case ErrorKind::Protocol:
        return u"the answer is not HTTP"_s;
    case ErrorKind::ProxyAuthentication:
        return u"a proxy wants a login"_s;
    default:
        return reply.errorString(); // TLS and the system's own errors: these do not name the URL
    }
}

} // namespace

Result<QNetworkRequest> makeHttpRequest(const TransportRequest &request, const TransportLimits &limits, HttpUse use)
{
    const QString scheme = request.url.scheme();
    if (!request.url.isValid() || request.url.host().isEmpty() || (scheme != "http"_L1 && scheme != "https"_L1))
        return Error{ErrorKind::Usage, u"not an http or https URL with a host"_s};
    QNetworkRequest result(request.url);
    setPolicy(result, limits);
    result.setRawHeader("User-Agent"_ba, "Telltale/" TELLTALE_VERSION ""_ba);
    for (const auto &header : request.headers) {
        if (!isSafeHeader(header))
            return Error{ErrorKind::Usage, u"the header \"%1\" cannot be sent"_s.arg(quoted(header.first))};
        result.setRawHeader(header.first, header.second);
    }
    if (use == HttpUse::Stream) {
        result.setRawHeader("Accept-Encoding"_ba, "identity"_ba);
        if (!result.hasRawHeader("Accept"_ba))
            result.setRawHeader("Accept"_ba, "text/event-stream"_ba);
    }
    return result;
}

int httpStatus(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

bool isRedirect(const QNetworkReply &reply)
{
    const int status = httpStatus(reply);
    const bool redirects = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    return redirects && reply.hasRawHeader("Location"_ba);
}

QByteArray mediaType(QByteArrayView contentType)
{
    const qsizetype semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.first(semicolon)).trimmed().toByteArray().toLower();
}

ErrorKind errorKind(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::ProxyNotFoundError:
        return ErrorKind::HostNotFound;
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::ProxyConnectionRefusedError:
        return ErrorKind::ConnectionRefused;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::ProxyTimeoutError:
        return ErrorKind::ConnectTimeout;
    case QNetworkReply::NoError:
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ProxyConnectionClosedError:
        return ErrorKind::RemoteClosed;
    case QNetworkReply::OperationCanceledError:
        return ErrorKind::Cancelled;
    case QNetworkReply::SslHandshakeFailedError:
        return ErrorKind::Tls;
    case QNetworkReply::TooManyRedirectsError:
    case QNetworkReply::InsecureRedirectError:
        return ErrorKind::BadRedirect;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return ErrorKind::ProxyAuthentication;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return ErrorKind::Protocol;
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::BackgroundRequestNotAllowedError:
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::UnknownProxyError:
        return ErrorKind::NetworkUnreachable;
    default:
        return ErrorKind::HttpStatus;
    }
}

Error failureOf(const QNetworkReply &reply)
{
    ErrorKind kind = errorKind(reply.error());
    if (kind == ErrorKind::Protocol && isRedirect(reply))
        kind = ErrorKind::BadRedirect; // to a scheme that is not HTTP's
    const int status = httpStatus(reply);
    const bool isAnswered = kind == ErrorKind::HttpStatus || kind == ErrorKind::ProxyAuthentication;
    if (isAnswered && status != 0 && status != 200)
        return statusError(reply);
    if (kind == ErrorKind::HttpStatus)
        kind = ErrorKind::BadData; // an error of the content under a status that promised one
    return {.kind = kind, .message = messageOf(kind, reply), .httpStatus = status};
}

Error statusError(const QNetworkReply &reply)
{
    const int status = httpStatus(reply);
    const bool fromProxy = status == 407;
    return {.kind = fromProxy ? ErrorKind::ProxyAuthentication : ErrorKind::HttpStatus,
            .message = fromProxy ? messageOf(ErrorKind::ProxyAuthentication, reply)
                                 : u"the server answered with HTTP status %1"_s.arg(status),
            .httpStatus = status,
            .retryAfter = parseRetryAfter(reply.rawHeader("Retry-After"_ba), wallClockNow())};
}

Error wrongTypeError(const QByteArray &type, const QString &what)
{
    const QString got = type.isEmpty() ? u"no Content-Type"_s : quoted(type);
    return {.kind = ErrorKind::WrongContentType,
            .message = u"something else answered with %1 instead of %2; a login page or a proxy?"_s.arg(got, what),
            .httpStatus = 200};
}

Error noAnswerError(bool requestSent, milliseconds limit)
{
    if (requestSent)
        return {.kind = ErrorKind::HandshakeTimeout,
                .message = u"connected, but no answer in %1"_s.arg(inWords(limit))};
    return {.kind = ErrorKind::ConnectTimeout, .message = u"no connection in %1"_s.arg(inWords(limit))};
}

Error stalledError(const QString &what, milliseconds limit)
{
    return {.kind = ErrorKind::Stalled, .message = u"%1 began and did not end in %2"_s.arg(what, inWords(limit))};
}

Error cancelledError()
{
    return {.kind = ErrorKind::Cancelled, .message = u"closed by this side"_s};
}

} // namespace telltale
