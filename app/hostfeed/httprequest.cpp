// SPDX-License-Identifier: MIT
#include "app/hostfeed/httprequest.h"

#include "transport/protocol/fieldsyntax.h"

#include <algorithm>
#include <optional>

namespace telltale {

using namespace Qt::StringLiterals;

namespace {

Error refusal(int status, const char *message)
{
    return {.kind = status == 413 || status == 431 ? ErrorKind::TooLarge : ErrorKind::Protocol,
            .message = QString::fromUtf8(message),
            .httpStatus = status};
}

bool isVisible(char c)
{
    return c > 0x20 && c < 0x7f;
}

// Takes origin-form ("/path?query") or absolute-form ("http://authority/path?query") apart (RFC 9112 3.2).
bool readTarget(QByteArrayView target, HttpRequest &request)
{
    if (!std::all_of(target.begin(), target.end(), isVisible))
        return false;
    const QByteArray scheme = target.first(std::min<qsizetype>(target.size(), 7)).toByteArray().toLower();
    if (scheme == "http://"_ba) {
        target = target.sliced(7);
        const auto end = std::find_if(target.begin(), target.end(), [](char c) { return c == '/' || c == '?'; });
        request.authority = QByteArrayView(target.begin(), end).toByteArray();
        target = QByteArrayView(end, target.end());
        if (request.authority.isEmpty())
            return false;
    } else if (!target.startsWith('/')) {
        return false;
    }
    const qsizetype question = target.indexOf('?');
    request.path = (question < 0 ? target : target.first(question)).toByteArray();
    request.query = question < 0 ? QByteArray() : target.sliced(question + 1).toByteArray();
    if (request.path.isEmpty())
        request.path = "/"_ba;
    return !request.query.contains('#') && !request.path.contains('#');
}

std::optional<Error> readRequestLine(QByteArrayView line, HttpRequest &request)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first < 0 || last == first)
        return refusal(400, "the request line is not method, target and version");
    const QByteArrayView version = line.sliced(last + 1);
    if (!isToken(line.first(first)) || !readTarget(line.sliced(first + 1, last - first - 1), request))
        return refusal(400, "the request line is malformed");
    if (!version.startsWith("HTTP/"))
        return refusal(400, "this is not HTTP");
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return refusal(505, "only HTTP/1.1 is spoken here");
    request.method = line.first(first).toByteArray();
    request.keepAlive = version == "HTTP/1.1";
    return std::nullopt;
}

std::optional<Error> readField(QByteArrayView line, HttpRequest &request)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon)))
        return refusal(400, "a header field is malformed");
    const QByteArrayView value = line.sliced(colon + 1).trimmed();
    if (!isFieldValue(value))
        return refusal(400, "a header field holds control characters");
    request.headers.append({line.first(colon).toByteArray().toLower(), value.toByteArray()});
    return std::nullopt;
}

qsizetype countOf(const HttpRequest &request, QByteArrayView name)
{
    return std::count_if(request.headers.begin(), request.headers.end(),
                         [name](const auto &field) { return field.first == name; });
}

Result<qsizetype> bodyLength(const HttpRequest &request, qsizetype limit)
{
    const qsizetype lengths = countOf(request, "content-length");
    if (request.hasHeader("transfer-encoding"))
        return lengths > 0 ? refusal(400, "a length beside a transfer coding")
                           : refusal(411, "a body needs a Content-Length");
    if (lengths == 0)
        return 0;
    const QByteArray digits = request.header("content-length");
    const bool allDigits = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (lengths > 1 || digits.isEmpty() || !allDigits)
        return refusal(400, "the Content-Length is no length");
    bool fits = false;
    const qlonglong length = digits.toLongLong(&fits);
    if (!fits || length > limit)
        return refusal(413, "the body is too large");
    return qsizetype(length);
}

} // namespace

QByteArray HttpRequest::header(QByteArrayView name) const
{
    const auto found =
        std::find_if(headers.begin(), headers.end(), [name](const auto &field) { return field.first == name; });
    return found == headers.end() ? QByteArray() : found->second;
}

bool HttpRequest::hasHeader(QByteArrayView name) const
{
    return countOf(*this, name) > 0;
}

bool HttpRequest::listHas(QByteArrayView name, QByteArrayView item) const
{
    return std::any_of(headers.begin(), headers.end(), [&](const auto &field) {
        const QList<QByteArray> items = field.second.split(',');
        return field.first == name && std::any_of(items.begin(), items.end(), [&](const QByteArray &each) {
                   return each.trimmed().compare(item, Qt::CaseInsensitive) == 0;
               });
    });
}

QByteArray HttpRequest::queryItem(QByteArrayView name) const
{
    const QList<QByteArray> items = query.split('&');
    for (const QByteArray &item : items) {
        const qsizetype equals = item.indexOf('=');
        if (equals >= 0 && QByteArray::fromPercentEncoding(item.first(equals)) == name)
            return QByteArray::fromPercentEncoding(item.sliced(equals + 1));
    }
    return {};
}

HttpRequestParser::HttpRequestParser(HttpLimits limits)
    : m_limits(limits)
{}

Result<qsizetype> HttpRequestParser::feed(QByteArrayView pending)
{
    if (m_phase == Phase::Head)
        return feedHead(pending);
    const qsizetype taken = std::min(pending.size(), m_bodyMissing);
    m_request.body += pending.first(taken);
    m_bodyMissing -= taken;
    if (m_bodyMissing == 0)
        m_phase = Phase::Complete;
    return taken;
}

Result<qsizetype> HttpRequestParser::feedHead(QByteArrayView pending)
{
    qsizetype begin = 0; // one empty line before a request line is forgiven (RFC 9112 2.2)
    if (pending.startsWith("\r\n"))
        begin = 2;
    const qsizetype end = pending.indexOf("\r\n\r\n", std::max(begin, m_scanned - 3));
    if ((end < 0 ? pending.size() : end + 4) > m_limits.head)
        return refusal(431, "the request head is too large");
    if (end < 0) {
        m_scanned = pending.size();
        return 0;
    }
    HttpRequest request;
    qsizetype lineEnd = pending.indexOf("\r\n", begin);
    if (auto error = readRequestLine(pending.sliced(begin, lineEnd - begin), request))
        return *error;
    while (lineEnd < end) {
        const qsizetype lineBegin = lineEnd + 2;
        lineEnd = pending.indexOf("\r\n", lineBegin);
        if (request.headers.size() >= m_limits.headers)
            return refusal(431, "too many header fields");
        if (auto error = readField(pending.sliced(lineBegin, lineEnd - lineBegin), request))
            return *error;
    }
    if (countOf(request, "host") != 1)
        return refusal(400, "exactly one Host field is required");
    const Result<qsizetype> length = bodyLength(request, m_limits.body);
    if (!length)
        return length.error();
    if (request.authority.isEmpty())
        request.authority = request.header("host");
    if (request.listHas("connection", "close"))
        request.keepAlive = false;
    m_request = std::move(request);
    m_bodyMissing = *length;
    m_phase = *length > 0 ? Phase::Body : Phase::Complete;
    m_scanned = 0;
    return end + 4;
}

HttpRequest HttpRequestParser::take()
{
    m_phase = Phase::Head;
    return std::exchange(m_request, {});
}

} // namespace telltale
