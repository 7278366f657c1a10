// SPDX-License-Identifier: MIT
#include "app/hostfeed/requestguard.h"

#include <QHostAddress>
#include <QString>

#include <utility>

namespace telltale {

using namespace Qt::StringLiterals;

namespace {

/// "host:port" taken apart: the name in lower case, an IPv6 address without its brackets.
struct Authority
{
    QByteArray host;
    quint16 port = 0;
    bool isBracketed = false;

    friend bool operator==(const Authority &, const Authority &) = default;
};

std::optional<Authority> parseAuthority(const QByteArray &text, quint16 defaultPort)
{
    Authority authority{.host = {}, .port = defaultPort, .isBracketed = text.startsWith('[')};
    const qsizetype hostEnd = authority.isBracketed ? text.indexOf(']') + 1 : text.indexOf(':');
    if (authority.isBracketed && hostEnd == 0)
        return std::nullopt;
    const QByteArray host = hostEnd < 0 ? text : text.first(hostEnd);
    const QByteArray rest = hostEnd < 0 ? QByteArray() : text.sliced(hostEnd);
    if (!rest.isEmpty()) {
        bool isPort = rest.startsWith(':');
        if (isPort)
            authority.port = rest.sliced(1).toUShort(&isPort);
        if (!isPort)
            return std::nullopt;
    }
    authority.host = (authority.isBracketed ? host.sliced(1, host.size() - 2) : host).toLower();
    if (authority.host.isEmpty())
        return std::nullopt;
    return authority;
}

bool isIpLiteral(const Authority &authority)
{
    const QHostAddress address(QString::fromLatin1(authority.host));
    // QHostAddress also reads "1" and "127.1", which resolvers do as well; only the usual form counts here.
    if (authority.isBracketed)
        return address.protocol() == QAbstractSocket::IPv6Protocol;
    return address.protocol() == QAbstractSocket::IPv4Protocol && authority.host.count('.') == 3;
}

quint16 defaultPortOf(QByteArrayView scheme)
{
    return scheme == "https" ? 443 : 80;
}

} // namespace

bool equalInConstantTime(QByteArrayView given, QByteArrayView secret)
{
    // The running difference must not be folded into a branch, or the time tells where the first difference is.
    volatile unsigned difference = given.size() == secret.size() ? 0U : 1U;
    for (qsizetype i = 0; i < secret.size(); ++i) {
        const char other = given.isEmpty() ? '\0' : given[i % given.size()];
        difference = difference | static_cast<unsigned>(static_cast<unsigned char>(other ^ secret[i]));
    }
    return difference == 0;
}

RequestGuard::RequestGuard(quint16 port, QList<QByteArray> names, QByteArray token)
    : m_port(port)
    , m_names(std::move(names))
    , m_token(std::move(token))
{}

std::optional<HttpResponse> RequestGuard::refuse(const HttpRequest &request) const
{
    if (!isOurs(request.authority))
        return errorResponse(421, "no such host here");
    if (request.hasHeader("origin")) {
        const QByteArray origin = request.header("origin");
        const qsizetype slashes = origin.indexOf("://");
        const quint16 port = defaultPortOf(origin.first(std::max<qsizetype>(slashes, 0)));
        const auto from = slashes < 0 ? std::nullopt : parseAuthority(origin.sliced(slashes + 3), port);
        if (!from || from != parseAuthority(request.authority, port))
            return errorResponse(403, "another origin may not ask");
    }
    if (!m_token.isEmpty() && !hasToken(request))
        return errorResponse(401, "a token is required", {{"WWW-Authenticate"_ba, "Bearer realm=\"telltale\""_ba}});
    return std::nullopt;
}

bool RequestGuard::isOurs(const QByteArray &authority) const
{
    const std::optional<Authority> asked = parseAuthority(authority, 80);
    if (!asked)
        return false;
    for (const QByteArray &name : m_names) {
        if (asked == parseAuthority(name, m_port))
            return true;
    }
    return isIpLiteral(*asked) || (!asked->isBracketed && asked->host == "localhost"_ba);
}

bool RequestGuard::hasToken(const HttpRequest &request) const
{
    constexpr QByteArrayView scheme = "bearer ";
    const QByteArray field = request.header("authorization");
    return field.size() > scheme.size() && field.first(scheme.size()).toLower() == scheme &&
           equalInConstantTime(field.sliced(scheme.size()).trimmed(), m_token);
}

} // namespace telltale
