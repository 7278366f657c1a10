// SPDX-License-Identifier: MIT
#include "transport/websocketfault.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

/// A sentence of QtWebSockets, as its translations know it.
struct Sentence
{
    const char *context;
    const char *text;

    QString local() const { return QCoreApplication::translate(context, text); }
};

constexpr Sentence statusSentence{"QWebSocket",
                                  "QWebSocketPrivate::processHandshake: Unhandled http status code: %1 (%2)."};
constexpr std::array badRequestSentences{
    Sentence{"QWebSocket",
             "QWebSocketPrivate::processHandshake: Unknown error condition encountered. Aborting connection."},
    Sentence{"QWebSocket", "Handshake: Server requests a version that we don't support: %1."}};
constexpr Sentence headTooLargeSentence{"QWebSocket", "Header is too large"};
constexpr Sentence closeCodeSentence{"QWebSocketDataProcessor", "Invalid close code %1 detected."};

/// What QWebSocket itself found wrong with the peer's frames.
struct Finding
{
    Sentence sentence;
    ErrorKind kind;
};

constexpr std::array findings{
    Finding{{"QWebSocketDataProcessor", "Received message is too big."}, ErrorKind::TooLarge},
    Finding{{"QWebSocketFrame", "Maximum framesize exceeded."}, ErrorKind::TooLarge},
    Finding{{"QWebSocketDataProcessor", "Invalid UTF-8 code encountered."}, ErrorKind::BadData},
    Finding{{"QWebSocketDataProcessor", "Timeout when reading data from socket."}, ErrorKind::Stalled},
    Finding{{"QWebSocketDataProcessor", "Received Continuation frame, while there is nothing to continue."},
            ErrorKind::Protocol},
    Finding{
        {"QWebSocketDataProcessor", "All data frames after the initial data frame must have opcode 0 (continuation)."},
        ErrorKind::Protocol},
    Finding{{"QWebSocketDataProcessor", "Payload of close frame is too small."}, ErrorKind::Protocol},
    Finding{{"QWebSocketFrame", "Rsv field is non-zero"}, ErrorKind::Protocol},
    Finding{{"QWebSocketFrame", "Used reserved opcode"}, ErrorKind::Protocol},
    Finding{{"QWebSocketFrame", "Control frame is larger than 125 bytes"}, ErrorKind::Protocol},
    Finding{{"QWebSocketFrame", "Control frames cannot be fragmented"}, ErrorKind::Protocol},
    Finding{{"QWebSocketFrame", "Lengths smaller than 126 must be expressed as one byte."}, ErrorKind::Protocol},
    Finding{{"QWebSocketFrame", "Lengths smaller than 65536 (2^16) must be expressed as 2 bytes."},
            ErrorKind::Protocol},
    Finding{{"QWebSocketFrame", "Highest bit of payload length is not 0."}, ErrorKind::Protocol}};

/// The number in place of %1, or -1 if text is not that sentence up to there.
int numberIn(const QString &text, const Sentence &sentence)
{
    const QString form = sentence.local();
    const qsizetype at = form.indexOf("%1"_L1);
    if (at < 0 || !text.startsWith(QStringView(form).first(at)))
        return -1;
    int number = 0;
    qsizetype digits = 0;
    for (const QChar c : QStringView(text).sliced(at)) {
        if (c < u'0' || c > u'9' || ++digits > 5)
            break;
        number = number * 10 + (c.unicode() - u'0');
    }
    return digits == 0 ? -1 : number;
}

bool isSentence(const QString &text, const Sentence &sentence)
{
    const QString form = sentence.local();
    return text.startsWith(QStringView(form).first(std::max<qsizetype>(form.indexOf("%1"_L1), 0))) &&
           (form.contains("%1"_L1) || text == form);
}

QString describeClose(int closeCode, const QString &reason)
{
    // The reason is the peer's text: shown only if nothing in it could do more than be read.
    const bool readable =
        !reason.isEmpty() && std::all_of(reason.begin(), reason.end(), [](QChar c) { return c.isPrint(); });
    const QString text = u"the server closed the connection with code %1"_s.arg(closeCode);
    return readable ? u"%1 (%2)"_s.arg(text, reason) : text;
}

} // namespace

int refusedStatus(const QString &errorString)
{
    for (const Sentence &sentence : badRequestSentences) {
        if (isSentence(errorString, sentence))
            return 400;
    }
    const int status = numberIn(errorString, statusSentence);
    return status >= 100 && status <= 999 ? status : 0;
}

Error handshakeFault(const QString &errorString)
{
    if (const int status = refusedStatus(errorString))
        return Error{ErrorKind::UpgradeRefused, u"the server answered %1 instead of a WebSocket"_s.arg(status), status};
    if (isSentence(errorString, headTooLargeSentence))
        return Error{ErrorKind::TooLarge, u"the head of the server's answer is over its size limit"_s};
    return Error{ErrorKind::Protocol, u"the server's answer is not that of a WebSocket"_s};
}

Error socketFault(QAbstractSocket::SocketError error, const QString &errorString)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionRefusedError:
        return Error{ErrorKind::ConnectionRefused, errorString};
    case QAbstractSocket::HostNotFoundError:
    case QAbstractSocket::ProxyNotFoundError:
        return Error{ErrorKind::HostNotFound, errorString};
    case QAbstractSocket::RemoteHostClosedError:
    case QAbstractSocket::ProxyConnectionClosedError:
        return Error{ErrorKind::RemoteClosed, u"the connection was cut"_s};
    case QAbstractSocket::SocketTimeoutError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return Error{ErrorKind::ConnectTimeout, errorString};
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return Error{ErrorKind::Tls, errorString};
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return Error{ErrorKind::ProxyAuthentication, errorString, 407};
    case QAbstractSocket::ProxyProtocolError:
    case QAbstractSocket::DatagramTooLargeError:
        return Error{ErrorKind::Protocol, errorString};
    default: // no route, no address, no socket to be had: the network, as far as a person can do anything about it
        return Error{ErrorKind::NetworkUnreachable, errorString};
    }
}

Error closeFault(int closeCode, const QString &reason)
{
    if (isSentence(reason, closeCodeSentence)) {
        return Error{ErrorKind::RemoteClosed, u"the server closed the connection to restart, overloaded or in error"_s,
                     0, closeCode};
    }
    for (const Finding &finding : findings) {
        if (isSentence(reason, finding.sentence))
            return Error{finding.kind, reason.endsWith(u'.') ? reason.chopped(1) : reason};
    }
    return Error{ErrorKind::RemoteClosed, describeClose(closeCode, reason), 0, closeCode};
}

} // namespace telltale
