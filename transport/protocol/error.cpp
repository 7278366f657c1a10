// SPDX-License-Identifier: MIT
#include "transport/protocol/error.h"

using namespace Qt::StringLiterals;

namespace telltale {

QLatin1String toWord(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
        return "cancelled"_L1;
    case ErrorKind::Usage:
        return "usage"_L1;
    case ErrorKind::HostNotFound:
        return "host-not-found"_L1;
    case ErrorKind::ConnectionRefused:
        return "connection-refused"_L1;
    case ErrorKind::NetworkUnreachable:
        return "network-unreachable"_L1;
    case ErrorKind::ConnectTimeout:
        return "connect-timeout"_L1;
    case ErrorKind::HandshakeTimeout:
        return "handshake-timeout"_L1;
    case ErrorKind::NotProven:
        return "not-proven"_L1;
    case ErrorKind::HeldBack:
        return "held-back"_L1;
    case ErrorKind::Silent:
        return "silent"_L1;
    case ErrorKind::Stalled:
        return "stalled"_L1;
    case ErrorKind::RemoteClosed:
        return "remote-closed"_L1;
    case ErrorKind::UpgradeRefused:
        return "upgrade-refused"_L1;
    case ErrorKind::HttpStatus:
        return "http-status"_L1;
    case ErrorKind::ServerStop:
        return "server-stop"_L1;
    case ErrorKind::WrongContentType:
        return "wrong-content-type"_L1;
    case ErrorKind::BadRedirect:
        return "bad-redirect"_L1;
    case ErrorKind::Protocol:
        return "protocol"_L1;
    case ErrorKind::BadData:
        return "bad-data"_L1;
    case ErrorKind::TooLarge:
        return "too-large"_L1;
    case ErrorKind::Flood:
        return "flood"_L1;
    case ErrorKind::Tls:
        return "tls"_L1;
    case ErrorKind::ProxyAuthentication:
        return "proxy-authentication"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace telltale
