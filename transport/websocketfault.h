// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/error.h"

#include <QAbstractSocket>
#include <QString>

namespace telltale {

// What went wrong on a QWebSocket, out of the little that it tells: sentences. They are compared with the sentences as
// Qt has them in the language of the process, so that a translated Qt is understood too. Pure.

/// The status of an answer that refused the upgrade, or 0: QWebSocket keeps it nowhere but in its error string. Its
/// sentence for 400 has no number.
int refusedStatus(const QString &errorString);

/// An answer that was no upgrade (RFC 6455 4.1), from the error string: UpgradeRefused, TooLarge or Protocol.
Error handshakeFault(const QString &errorString);

/// An error of the socket underneath: name, route, refusal, TLS, proxy, the end of the connection.
Error socketFault(QAbstractSocket::SocketError error, const QString &errorString);

/// A close, from QWebSocket's closeCode() and closeReason(), which are the peer's or its own findings alike; the
/// reason tells whose. Only for a connection that had stood and that no error ended: else the code is 1000 and a lie.
/// Codes 1012 to 1014 (restart, overload, bad gateway) and such as there are none all come as 1002: Qt takes them for
/// errors and forgets which it was.
Error closeFault(int closeCode, const QString &reason);

} // namespace telltale
