// SPDX-License-Identifier: MIT
#include "transport/protocol/transportkind.h"

using namespace Qt::StringLiterals;

namespace telltale {

QLatin1String toWord(TransportKind kind)
{
    switch (kind) {
    case TransportKind::WebSocket:
        return "ws"_L1;
    case TransportKind::Sse:
        return "sse"_L1;
    case TransportKind::LongPoll:
        return "longpoll"_L1;
    case TransportKind::Poll:
        return "poll"_L1;
    }
    Q_UNREACHABLE();
}

QString toText(TransportKind kind)
{
    switch (kind) {
    case TransportKind::WebSocket:
        return u"WebSocket"_s;
    case TransportKind::Sse:
        return u"SSE"_s;
    case TransportKind::LongPoll:
        return u"long poll"_s;
    case TransportKind::Poll:
        return u"polling"_s;
    }
    Q_UNREACHABLE();
}

QList<TransportKind> allTransportKinds()
{
    return {TransportKind::WebSocket, TransportKind::Sse, TransportKind::LongPoll, TransportKind::Poll};
}

Result<QList<TransportKind>> parseTransportKinds(QStringView list)
{
    QList<TransportKind> kinds;
    const auto words = list.split(u',');
    for (const QStringView word : words) {
        const QStringView name = word.trimmed();
        std::optional<TransportKind> found;
        for (const TransportKind kind : allTransportKinds()) {
            if (name == toWord(kind))
                found = kind;
        }
        if (!found) {
            return Error{ErrorKind::Usage,
                         u"\"%1\" is not a transport; there are ws, sse, longpoll and poll"_s.arg(name)};
        }
        if (kinds.contains(*found))
            return Error{ErrorKind::Usage, u"transport \"%1\" is named twice"_s.arg(name)};
        kinds.append(*found);
    }
    return kinds;
}

} // namespace telltale
