// SPDX-License-Identifier: MIT
#include "transport/verdict.h"

#include <algorithm>
#include <iterator>

namespace telltale {

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
    case ErrorKind::UpgradeRefused: {
        constexpr int forGood[] = {401, 403, 404, 407, 410};
        const bool refused = std::find(std::begin(forGood), std::end(forGood), reason.httpStatus) != std::end(forGood);
        return refused ? Verdict::Refused : Verdict::Unfit;
    }
    default:
        return Verdict::Unfit;
    }
}

} // namespace telltale
