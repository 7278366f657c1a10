// SPDX-License-Identifier: MIT
#include "transport/policy/verdict.h"

#include <algorithm>
#include <initializer_list>

namespace telltale {

namespace {

bool isOneOf(int number, std::initializer_list<int> set)
{
    return std::find(set.begin(), set.end(), number) != set.end();
}

Verdict judgeStatus(int status)
{
    if (status == 410)
        return Verdict::Evicted;
    if (isOneOf(status, {401, 403, 404, 407}))
        return Verdict::Refused;
    return isOneOf(status, {429, 503}) ? Verdict::Overloaded : Verdict::Unfit;
}

Verdict judgeCloseCode(int code)
{
    if (isOneOf(code, {1008, 4401, 4403}) || (code >= 4500 && code <= 4999))
        return Verdict::Refused;
    if (isOneOf(code, {1001, 1012, 4012}))
        return Verdict::Planned;
    // Qt tells 1012 to 1014 as 1002, and a peer that means 1002 as a Protocol error of its own finding.
    return isOneOf(code, {1002, 1013, 4013}) ? Verdict::Overloaded : Verdict::Unfit;
}

} // namespace

Verdict judge(const Error &reason)
{
    switch (reason.kind) {
    case ErrorKind::HostNotFound:
    case ErrorKind::ConnectionRefused:
        return Verdict::ServerDown;
    case ErrorKind::NetworkUnreachable:
        return Verdict::NoNetwork;
    case ErrorKind::ServerStop:
        return Verdict::Stop;
    case ErrorKind::Tls:
    case ErrorKind::ProxyAuthentication:
    case ErrorKind::BadRedirect:
        return Verdict::Refused;
    case ErrorKind::HttpStatus:
    case ErrorKind::UpgradeRefused:
        return judgeStatus(reason.httpStatus);
    case ErrorKind::RemoteClosed:
        return judgeCloseCode(reason.closeCode);
    default:
        return Verdict::Unfit;
    }
}

bool blamesTheWay(TransportKind kind, const Error &reason)
{
    switch (reason.kind) {
    case ErrorKind::UpgradeRefused:
        return isOneOf(reason.httpStatus, {200, 400, 403, 404, 405, 426, 501});
    case ErrorKind::WrongContentType:
    case ErrorKind::HeldBack:
        return true;
    case ErrorKind::NotProven:
        return kind == TransportKind::Sse; // the head came and nothing behind it
    default:
        return false;
    }
}

} // namespace telltale
