// SPDX-License-Identifier: MIT
#include "app/hostfeed/feedroute.h"

#include <algorithm>
#include <optional>

namespace telltale {

using namespace Qt::StringLiterals;

namespace {

// The wait preference in whole seconds; 0 if there is none or it makes no sense, which is then ignored (RFC 7240 2).
milliseconds waitOf(const HttpRequest &request, milliseconds maximum)
{
    for (const auto &[name, value] : request.headers) {
        if (name != "prefer"_ba)
            continue;
        const QList<QByteArray> preferences = value.split(',');
        for (const QByteArray &preference : preferences) {
            const qsizetype equals = preference.indexOf('=');
            if (equals < 0 || preference.first(equals).trimmed().toLower() != "wait"_ba)
                continue;
            bool ok = false;
            const int seconds = preference.sliced(equals + 1).trimmed().toInt(&ok);
            return ok && seconds > 0 ? std::min(milliseconds(std::chrono::seconds(seconds)), maximum) : milliseconds(0);
        }
    }
    return milliseconds(0);
}

std::optional<HttpResponse> refuseUpgrade(const HttpRequest &request)
{
    if (request.header("sec-websocket-version") != "13"_ba)
        return errorResponse(426, "WebSocket version 13 is spoken here",
                             {{"Sec-WebSocket-Version"_ba, "13"_ba}, {"Upgrade"_ba, "websocket"_ba}});
    const auto key =
        QByteArray::fromBase64Encoding(request.header("sec-websocket-key"), QByteArray::AbortOnBase64DecodingErrors);
    if (!key || key.decoded.size() != 16 || !request.listHas("connection", "upgrade"))
        return errorResponse(400, "the upgrade to WebSocket is malformed");
    return std::nullopt;
}

std::variant<FeedRoute, HttpResponse> feedItself(const HttpRequest &request, milliseconds maximumWait)
{
    if (request.listHas("upgrade", "websocket")) {
        if (auto refused = refuseUpgrade(request))
            return *refused;
        return FeedRoute{.kind = FeedRoute::Kind::WebSocket};
    }
    if (request.header("accept").toLower().contains("text/event-stream"_ba))
        return FeedRoute{.kind = FeedRoute::Kind::Sse};
    const milliseconds wait = waitOf(request, maximumWait);
    return wait.count() > 0 ? FeedRoute{.kind = FeedRoute::Kind::LongPoll, .wait = wait} : FeedRoute{};
}

} // namespace

std::variant<FeedRoute, HttpResponse> routeOf(const HttpRequest &request, milliseconds maximumWait)
{
    const QByteArray prefix = "/feed"_ba;
    QByteArray path = request.path;
    if (path == prefix || path.startsWith(prefix + '/'))
        path.remove(0, prefix.size());
    struct Known
    {
        QByteArrayView path;
        FeedRoute::Kind kind;
        QByteArrayView method;
    };
    constexpr Known known[] = {{"", FeedRoute::Kind::Poll, "GET"},
                               {"/", FeedRoute::Kind::Poll, "GET"},
                               {"/snapshot", FeedRoute::Kind::Snapshot, "GET"},
                               {"/history", FeedRoute::Kind::History, "GET"},
                               {"/publish", FeedRoute::Kind::Publish, "POST"},
                               {"/commands", FeedRoute::Kind::Commands, "POST"}};
    const auto found =
        std::find_if(std::begin(known), std::end(known), [&](const Known &each) { return path == each.path; });
    if (found == std::end(known))
        return errorResponse(404, "nothing is here");
    if (request.method != found->method)
        return errorResponse(405, "this method does not apply", {{"Allow"_ba, found->method.toByteArray()}});
    return found->kind == FeedRoute::Kind::Poll ? feedItself(request, maximumWait) : FeedRoute{.kind = found->kind};
}

Cursor cursorOf(const HttpRequest &request)
{
    const QByteArray header = request.header("last-event-id");
    return header.isEmpty() ? request.queryItem("last_event_id") : header;
}

} // namespace telltale
