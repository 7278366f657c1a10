// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

class QTcpSocket;

namespace telltale {

/// RFC 6455 by hand, for what a well-behaved server would never send.
enum class WebSocketOpcode : unsigned char { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

/// Sec-WebSocket-Accept for a Sec-WebSocket-Key (RFC 6455 4.2.2).
QByteArray webSocketAccept(const QByteArray &key);
/// Answers an upgrade request with 101 (RFC 6455 4.2.2); extra header lines end in CRLF.
void writeUpgrade(QTcpSocket *socket, const QByteArray &requestHead, const QByteArray &extraHeaders = {});
/// One unmasked frame, as a server sends it (5.2).
QByteArray webSocketFrame(WebSocketOpcode opcode, const QByteArray &payload, bool isLast = true);
/// A close frame with a code and no reason (5.5.1).
QByteArray webSocketClose(int code);

} // namespace telltale
