// SPDX-License-Identifier: MIT
#include "models/connection/connectionwords.h"

#include "models/cleantext.h"
#include "models/timetext.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

QString httpText(int status)
{
    switch (status) {
    case 401:
        return u"Not authorised (401)"_s;
    case 403:
        return u"Not allowed (403)"_s;
    case 404:
        return u"Nothing at this address (404)"_s;
    case 410:
        return u"Gone for good (410)"_s;
    case 429:
        return u"Too many requests (429)"_s;
    default:
        return status >= 500 ? u"Server error (%1)"_s.arg(status) : u"Unexpected answer (%1)"_s.arg(status);
    }
}

QString headlineOf(const LinkStatus &link, const StreamStatus &stream, bool wasLive)
{
    switch (link.state) {
    case LinkState::Stopped:
        return u"Stopped"_s;
    case LinkState::WaitingForNetwork:
        return u"No network"_s;
    case LinkState::Connecting:
    case LinkState::Proving:
        return wasLive ? u"Reconnecting"_s : u"Connecting"_s;
    case LinkState::Live:
    case LinkState::Draining:
        if (stream.state == StreamState::CatchingUp || stream.state == StreamState::Snapshotting)
            return u"Catching up"_s;
        return link.degraded ? u"Degraded"_s : u"Live"_s;
    case LinkState::Suspect:
        return u"Silent"_s;
    case LinkState::Backoff:
        return u"Offline"_s;
    case LinkState::Blocked:
        return u"Refused"_s;
    }
    Q_UNREACHABLE();
}

Severity severityOf(const LinkStatus &link, const StreamStatus &stream, bool wasLive)
{
    switch (link.state) {
    case LinkState::Connecting:
    case LinkState::Proving:
        return wasLive ? Severity::High : Severity::Low;
    case LinkState::Live:
    case LinkState::Draining:
        if (link.degraded || stream.completenessUnknown)
            return Severity::Medium;
        return stream.state == StreamState::InSync ? Severity::Ok : Severity::Low;
    case LinkState::Suspect:
        return Severity::Medium;
    case LinkState::Stopped:
    case LinkState::WaitingForNetwork:
    case LinkState::Backoff:
        return Severity::High;
    case LinkState::Blocked:
        return Severity::Critical;
    }
    Q_UNREACHABLE();
}

QString nextTryText(TimePoint at, TimePoint now)
{
    const auto left = std::chrono::ceil<milliseconds>(at - now);
    return left.count() > 0 ? u"next try in %1"_s.arg(waitText(left)) : u"trying now"_s;
}

/// The server's own words add something only where the kind alone leaves the person guessing.
bool needsMessage(ErrorKind kind)
{
    return kind == ErrorKind::Tls || kind == ErrorKind::Protocol || kind == ErrorKind::BadData ||
           kind == ErrorKind::RemoteClosed || kind == ErrorKind::Usage;
}

QString reasonText(const Error &error)
{
    const QString message = needsMessage(error.kind) ? cleanText(error.message, 120) : QString();
    return message.isEmpty() ? describeError(error) : describeError(error) + u": "_s + message;
}

} // namespace

QString describeError(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Cancelled:
        return u"Closed by us"_s;
    case ErrorKind::Usage:
        return u"Cannot be used"_s;
    case ErrorKind::HostNotFound:
        return u"Host not found"_s;
    case ErrorKind::ConnectionRefused:
        return u"Connection refused"_s;
    case ErrorKind::NetworkUnreachable:
        return u"Network unreachable"_s;
    case ErrorKind::ConnectTimeout:
        return u"No connection in time"_s;
    case ErrorKind::HandshakeTimeout:
        return u"No answer in time"_s;
    case ErrorKind::NotProven:
        return u"Answered, but nothing came"_s;
    case ErrorKind::HeldBack:
        return u"Held back on the way"_s;
    case ErrorKind::Silent:
        return u"Fell silent"_s;
    case ErrorKind::Stalled:
        return u"Stopped in the middle of a message"_s;
    case ErrorKind::RemoteClosed:
        return u"Closed by the server"_s;
    case ErrorKind::UpgradeRefused:
        return error.httpStatus ? u"WebSocket refused: "_s + httpText(error.httpStatus) : u"WebSocket refused"_s;
    case ErrorKind::HttpStatus:
        return httpText(error.httpStatus);
    case ErrorKind::ServerStop:
        return u"The server asked not to reconnect"_s;
    case ErrorKind::WrongContentType:
        return u"The answer is no feed"_s;
    case ErrorKind::BadRedirect:
        return u"Redirected to another place"_s;
    case ErrorKind::Protocol:
        return u"The server broke the protocol"_s;
    case ErrorKind::BadData:
        return u"Unreadable data"_s;
    case ErrorKind::TooLarge:
        return u"A message was too large"_s;
    case ErrorKind::Flood:
        return u"Too much at once"_s;
    case ErrorKind::Tls:
        return u"Certificate not accepted"_s;
    case ErrorKind::ProxyAuthentication:
        return u"The proxy wants a login"_s;
    }
    Q_UNREACHABLE();
}

ConnectionWords describeConnection(const LinkStatus &link, const StreamStatus &stream, bool wasLive, bool clockVerified,
                                   TimePoint now)
{
    QStringList detail;
    if (link.reason && link.state != LinkState::Stopped)
        detail << reasonText(*link.reason);
    if (link.isRecording)
        detail << u"a recording, played again"_s;
    if (link.state == LinkState::Draining)
        detail << u"the server asked to reconnect"_s;
    if (stream.completenessUnknown)
        detail << u"completeness unknown"_s;
    if (link.state == LinkState::Live && stream.delivered > 0 && !clockVerified)
        detail << u"clock unverified"_s;
    if (link.nextAttempt && (link.state == LinkState::Backoff || link.state == LinkState::Blocked))
        detail << nextTryText(*link.nextAttempt, now);
    return {headlineOf(link, stream, wasLive), detail.join(u" · "_s), severityOf(link, stream, wasLive)};
}

} // namespace telltale
