// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <utility>

namespace telltale {

/// A request as it came, its target already taken apart.
struct HttpRequest
{
    QByteArray method;
    QByteArray path;                                  ///< still percent-encoded; begins with a slash
    QByteArray query;                                 ///< still percent-encoded, without the question mark
    QByteArray authority;                             ///< of an absolute-form target, else the Host field
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case, values trimmed
    QByteArray body;
    bool keepAlive = true; ///< the connection may carry another request after this one

    /// The value of the first such field (name in lower case); empty if there is none.
    QByteArray header(QByteArrayView name) const;
    bool hasHeader(QByteArrayView name) const;
    /// A comma-separated list field has this item, in whatever case.
    bool listHas(QByteArrayView name, QByteArrayView item) const;
    /// The percent-decoded value of the query's first such item; empty if there is none.
    QByteArray queryItem(QByteArrayView name) const;

    friend bool operator==(const HttpRequest &, const HttpRequest &) = default;
};

struct HttpLimits
{
    qsizetype head = 16 << 10; ///< bytes of request line and fields
    qsizetype body = 1 << 20;
    int headers = 100;
};

/// An incremental, strict reader of HTTP/1.x requests (RFC 9112). Pure: it is shown bytes and says how many of them
/// belong to the request.
///
/// Show it everything that is pending (from the first byte not taken): it takes nothing until a head is complete,
/// then the head at once, then the body in whatever parts. So the owner can look at a complete head() before taking
/// it off the socket, which an upgrade to WebSocket needs. Any chunking of the same bytes gives the same requests.
///
/// What is ambiguous is refused rather than guessed at, since a proxy might guess otherwise (RFC 9112 11.2): line
/// folding, a bare CR, control characters, two lengths, a length beside a transfer coding. Error::httpStatus says what
/// to answer: 400, 411 (transfer coding), 413, 431, 505. After an error the connection's framing is lost.
class HttpRequestParser
{
public:
    explicit HttpRequestParser(HttpLimits limits = {});

    enum class Phase {
        Head,    ///< waiting for the end of a head
        Body,    ///< the head is known, part of the body is missing
        Complete ///< take() it
    };
    Phase phase() const { return m_phase; }
    /// How many of the pending bytes belong to this request and are done with. 0 while a head is incomplete.
    Result<qsizetype> feed(QByteArrayView pending);
    /// The request so far. Its head is whole except in Phase::Head.
    const HttpRequest &head() const { return m_request; }
    qsizetype bodyMissing() const { return m_bodyMissing; }
    /// The complete request; the parser then waits for the next.
    HttpRequest take();

private:
    Result<qsizetype> feedHead(QByteArrayView pending);

    const HttpLimits m_limits;
    Phase m_phase = Phase::Head;
    HttpRequest m_request;
    qsizetype m_scanned = 0; ///< pending bytes known not to hold the end of the head
    qsizetype m_bodyMissing = 0;
};

} // namespace telltale
