// SPDX-License-Identifier: MIT
#include "tests/support/rawwebsocket.h"

#include "tests/support/scriptedserver.h"

#include <QCryptographicHash>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace telltale {

QByteArray webSocketAccept(const QByteArray &key)
{
    return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
}

void writeUpgrade(QTcpSocket *socket, const QByteArray &requestHead, const QByteArray &extraHeaders)
{
    const QByteArray key = headerValue(requestHead, "Sec-WebSocket-Key"_ba);
    socket->write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  "Sec-WebSocket-Accept: " +
                  webSocketAccept(key) + "\r\n" + extraHeaders + "\r\n");
}

QByteArray webSocketFrame(WebSocketOpcode opcode, const QByteArray &payload, bool isLast)
{
    QByteArray frame;
    frame += static_cast<char>((isLast ? 0x80 : 0x00) | static_cast<unsigned char>(opcode));
    const auto appendLength = [&frame](char marker, auto length) {
        frame += marker;
        const auto bigEndian = qToBigEndian(length);
        frame.append(reinterpret_cast<const char *>(&bigEndian), sizeof(bigEndian));
    };
    if (payload.size() < 126)
        frame += static_cast<char>(payload.size());
    else if (payload.size() <= 0xffff)
        appendLength(126, static_cast<quint16>(payload.size()));
    else
        appendLength(127, static_cast<quint64>(payload.size()));
    return frame + payload;
}

QByteArray webSocketClose(int code)
{
    const quint16 bigEndian = qToBigEndian(static_cast<quint16>(code));
    return webSocketFrame(WebSocketOpcode::Close,
                          QByteArray(reinterpret_cast<const char *>(&bigEndian), sizeof(bigEndian)));
}

} // namespace telltale
