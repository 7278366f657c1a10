// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/result.h"

#include <QList>
#include <QString>
#include <QStringView>

namespace telltale {

/// A way of carrying a feed, best first.
enum class TransportKind {
    WebSocket, ///< RFC 6455
    Sse,       ///< server-sent events: WHATWG HTML, "text/event-stream"
    LongPoll,  ///< GET that the server may hold (RFC 7240, Prefer: wait)
    Poll,      ///< GET at intervals
};

/// The word for machines, stable: "ws", "sse", "longpoll", "poll".
QLatin1String toWord(TransportKind kind);
/// The words for people: "WebSocket", "SSE", "long poll", "polling".
QString toText(TransportKind kind);
/// Reads "ws,sse,longpoll,poll": at least one, none twice.
Result<QList<TransportKind>> parseTransportKinds(QStringView list);
/// All four, best first.
QList<TransportKind> allTransportKinds();

inline bool isPolling(TransportKind kind)
{
    return kind == TransportKind::LongPoll || kind == TransportKind::Poll;
}

} // namespace telltale
