// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

#include <QByteArray>
#include <QList>

#include <utility>

namespace telltale {

/// An answer before it is bytes.
struct HttpResponse
{
    int status = 200;
    QByteArray body = {}; ///< JSON
    QList<std::pair<QByteArray, QByteArray>> headers = {};

    friend bool operator==(const HttpResponse &, const HttpResponse &) = default;
};

/// {"error":"words"} with that status.
HttpResponse errorResponse(int status, QByteArrayView words, QList<std::pair<QByteArray, QByteArray>> headers = {});

/// The whole answer (RFC 9112). Nothing this server says may be cached. withBody is false for the answer to a HEAD.
QByteArray toBytes(const HttpResponse &response, milliseconds wallNow, bool keepAlive, bool withBody = true);
/// The head of an answer whose body ends with the connection: an event stream (WHATWG HTML 9.2), told to proxies as
/// not to be stored, changed or buffered.
QByteArray eventStreamHead(milliseconds wallNow);

} // namespace telltale
