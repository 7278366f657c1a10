// SPDX-License-Identifier: MIT
#include "transport/dialects/dialect.h"

#include "transport/dialects/plaindialect.h"
#include "transport/dialects/telltaledialect.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace telltale {

Result<std::unique_ptr<Dialect>> makeDialect(QStringView name, const DialectOptions &options)
{
    if (name == "telltale"_L1)
        return std::unique_ptr<Dialect>(std::make_unique<TelltaleDialect>(options));
    if (name == "plain"_L1)
        return std::unique_ptr<Dialect>(std::make_unique<PlainDialect>(options));
    return Error{ErrorKind::Usage,
                 u"\"%1\" is not a dialect; there are %2"_s.arg(name, dialectNames().join(u" and "_s))};
}

QStringList dialectNames()
{
    return {u"telltale"_s, u"plain"_s};
}

Headers headersOf(const DialectOptions &options)
{
    return options.currentHeaders ? options.currentHeaders() : options.headers;
}

TransportRequest makeRequest(const RequestContext &context, const DialectOptions &options, const QByteArray &pollTypes)
{
    TransportRequest request{urlFor(context.kind, context.url), headersOf(options)};
    if (!context.cursor.isEmpty())
        request.headers.append({"Last-Event-ID"_ba, context.cursor});
    switch (context.kind) {
    case TransportKind::WebSocket:
        request.firstMessages = options.firstMessages;
        break;
    case TransportKind::Sse:
        request.headers.append({"Accept"_ba, "text/event-stream"_ba});
        break;
    case TransportKind::LongPoll: {
        using std::chrono::seconds;
        const auto hold = context.firstOfSession ? seconds(1) : std::chrono::floor<seconds>(options.hold);
        request.headers.append({"Prefer"_ba, "wait=" + QByteArray::number(qint64(hold.count()))});
        [[fallthrough]];
    }
    case TransportKind::Poll:
        request.headers.append({"Accept"_ba, pollTypes});
        break;
    }
    return request;
}

bool isUsableId(QByteArrayView id, qsizetype maximum)
{
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    return id.size() <= maximum && std::none_of(id.begin(), id.end(), isControl);
}

QUrl urlFor(TransportKind kind, QUrl url)
{
    const bool secure = url.scheme() == "https"_L1 || url.scheme() == "wss"_L1;
    if (kind == TransportKind::WebSocket)
        url.setScheme(secure ? u"wss"_s : u"ws"_s);
    else
        url.setScheme(secure ? u"https"_s : u"http"_s);
    url.setFragment({});
    return url;
}

} // namespace telltale
