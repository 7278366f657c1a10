// SPDX-License-Identifier: MIT
#include "app/hostfeed/httpresponse.h"

#include "app/hostfeed/feedjson.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace telltale {

using namespace Qt::StringLiterals;

namespace {

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK"_ba;
    case 400:
        return "Bad Request"_ba;
    case 401:
        return "Unauthorized"_ba;
    case 403:
        return "Forbidden"_ba;
    case 404:
        return "Not Found"_ba;
    case 405:
        return "Method Not Allowed"_ba;
    case 408:
        return "Request Timeout"_ba;
    case 411:
        return "Length Required"_ba;
    case 413:
        return "Content Too Large"_ba;
    case 421:
        return "Misdirected Request"_ba;
    case 426:
        return "Upgrade Required"_ba;
    case 431:
        return "Request Header Fields Too Large"_ba;
    case 503:
        return "Service Unavailable"_ba;
    case 505:
        return "HTTP Version Not Supported"_ba;
    default:
        return "Status"_ba;
    }
}

QByteArray statusAndDate(int status, milliseconds wallNow)
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(wallNow.count(), QTimeZone::utc());
    return "HTTP/1.1 "_ba + QByteArray::number(status) + ' ' + reasonPhrase(status) + "\r\nDate: "_ba +
           QLocale::c().toString(now, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1() +
           "\r\nX-Content-Type-Options: nosniff\r\n"_ba;
}

} // namespace

HttpResponse errorResponse(int status, QByteArrayView words, QList<std::pair<QByteArray, QByteArray>> headers)
{
    return {.status = status, .body = "{\"error\":"_ba + jsonQuoted(words) + '}', .headers = std::move(headers)};
}

QByteArray toBytes(const HttpResponse &response, milliseconds wallNow, bool keepAlive, bool withBody)
{
    QByteArray bytes = statusAndDate(response.status, wallNow) + "Cache-Control: no-store\r\n"_ba;
    for (const auto &[name, value] : response.headers)
        bytes += name + ": "_ba + value + "\r\n"_ba;
    bytes += "Content-Type: application/json\r\nContent-Length: "_ba + QByteArray::number(response.body.size()) +
             "\r\nConnection: "_ba + (keepAlive ? "keep-alive"_ba : "close"_ba) + "\r\n\r\n"_ba;
    return withBody ? bytes + response.body : bytes;
}

QByteArray eventStreamHead(milliseconds wallNow)
{
    return statusAndDate(200, wallNow) +
           "Content-Type: text/event-stream\r\nCache-Control: no-store, no-transform\r\nX-Accel-Buffering: no\r\n"
           "Connection: close\r\n\r\n"_ba;
}

} // namespace telltale
