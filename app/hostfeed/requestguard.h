// SPDX-License-Identifier: MIT
#pragma once

#include "app/hostfeed/httprequest.h"
#include "app/hostfeed/httpresponse.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace telltale {

/// Who may be answered at all. Pure.
///
/// - Host must be an IP literal, "localhost", or one of the given names: a name that an attacker's DNS points at the
///   loopback (DNS rebinding) is none of these: 421. The port is not compared for literals and "localhost": tunnels
///   and forwarded ports change it, and rebinding cannot use it.
/// - Origin, which browsers send and programs need not, must be the same host and port: 403. There is no CORS.
/// - With a token, every request must bring it as "Authorization: Bearer" (RFC 6750): 401. Compared in constant time.
class RequestGuard
{
public:
    /// names: further host names, each "name" (at our port) or "name:port" (behind a proxy). Empty token: none asked.
    RequestGuard(quint16 port, QList<QByteArray> names, QByteArray token);

    /// The refusal, or nothing where the request may pass.
    std::optional<HttpResponse> refuse(const HttpRequest &request) const;

private:
    bool isOurs(const QByteArray &authority) const;
    bool hasToken(const HttpRequest &request) const;

    const quint16 m_port;
    const QList<QByteArray> m_names;
    const QByteArray m_token;
};

/// Equal, in a time that depends on the length of the second alone.
bool equalInConstantTime(QByteArrayView given, QByteArrayView secret);

} // namespace telltale
