// SPDX-License-Identifier: MIT
#include "transport/websocketfault.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

using namespace Qt::StringLiterals;
using namespace telltale;

namespace {

/// Qt in another language: the sentences of the handshake and of one finding, and no others.
class Finnish : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *text, const char *, int) const override
    {
        const QByteArrayView sentence(text);
        if (QByteArrayView(context) == "QWebSocket" && sentence.contains("Unhandled http status code"))
            return u"Tuntematon tila: %1 (%2)."_s;
        if (QByteArrayView(context) == "QWebSocketFrame" && sentence.startsWith("Maximum framesize"))
            return u"Kehys on liian suuri."_s;
        return {};
    }
};

} // namespace

class WebSocketFaultTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusedStatus_isReadOutOfTheSentence_data();
    void refusedStatus_isReadOutOfTheSentence();
    void handshakeFault_tellsWhatItWas();
    void closeFault_tellsWhoClosed_data();
    void closeFault_tellsWhoClosed();
    void closeFault_showsOnlyReadableReasons();
    void socketFault_namesTheLayer_data();
    void socketFault_namesTheLayer();
    void sentences_areUnderstoodInTranslation();
};

void WebSocketFaultTest::refusedStatus_isReadOutOfTheSentence_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("status");
    const QString form = u"QWebSocketPrivate::processHandshake: Unhandled http status code: %1."_s;
    QTest::newRow("503") << form.arg(u"503 (Service Unavailable)") << 503;
    QTest::newRow("200") << form.arg(u"200 (OK)") << 200;
    QTest::newRow("no reason phrase") << form.arg(u"401 ()") << 401;
    QTest::newRow("numbers in the phrase") << form.arg(u"404 (200)") << 404;
    QTest::newRow("endless digits") << form.arg(u"99999999999999999999 (x)") << 0;
    QTest::newRow("no digits") << form.arg(u"x") << 0;
    QTest::newRow("too few") << form.arg(u"99 (x)") << 0;
    QTest::newRow("400")
        << u"QWebSocketPrivate::processHandshake: Unknown error condition encountered. Aborting connection."_s << 400;
    QTest::newRow("400, other version") << u"Handshake: Server requests a version that we don't support: 8, 7."_s
                                        << 400;
    QTest::newRow("other sentence") << u"Read handshake request status failed"_s << 0;
    QTest::newRow("other sentence with a status in it") << u"Invalid statusline in response: HTTP/1.1 503 (x)"_s << 0;
    QTest::newRow("empty") << QString() << 0;
}

void WebSocketFaultTest::refusedStatus_isReadOutOfTheSentence()
{
    QFETCH(QString, text);
    QFETCH(int, status);
    QCOMPARE(refusedStatus(text), status);
}

void WebSocketFaultTest::handshakeFault_tellsWhatItWas()
{
    const Error refused =
        handshakeFault(u"QWebSocketPrivate::processHandshake: Unhandled http status code: 403 (Forbidden)."_s);
    QCOMPARE(refused.kind, ErrorKind::UpgradeRefused);
    QCOMPARE(refused.httpStatus, 403);
    QVERIFY(refused.message.contains(u"403"));
    QCOMPARE(handshakeFault(u"Header is too large"_s).kind, ErrorKind::TooLarge);
    QCOMPARE(handshakeFault(u"Parsing handshake request header failed"_s).kind, ErrorKind::Protocol);
    QCOMPARE(handshakeFault({}).kind, ErrorKind::Protocol);
}

void WebSocketFaultTest::closeFault_tellsWhoClosed_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("shown");
    const auto remote = ErrorKind::RemoteClosed;
    QTest::newRow("normal") << 1000 << QString() << remote << 1000;
    QTest::newRow("going away") << 1001 << u"bye"_s << remote << 1001;
    QTest::newRow("the server's own 1009") << 1009 << u"too big"_s << remote << 1009;
    QTest::newRow("application") << 4001 << QString() << remote << 4001;
    QTest::newRow("hidden by Qt") << 1002 << u"Invalid close code 1002 detected."_s << remote << 1002;
    QTest::newRow("the server's own 1002") << 1002 << u"masked"_s << remote << 1002;
    QTest::newRow("message too big") << 1009 << u"Received message is too big."_s << ErrorKind::TooLarge << 0;
    QTest::newRow("frame too big") << 1009 << u"Maximum framesize exceeded."_s << ErrorKind::TooLarge << 0;
    QTest::newRow("not UTF-8") << 1007 << u"Invalid UTF-8 code encountered."_s << ErrorKind::BadData << 0;
    QTest::newRow("stands still") << 1001 << u"Timeout when reading data from socket."_s << ErrorKind::Stalled << 0;
    QTest::newRow("reserved bit") << 1002 << u"Rsv field is non-zero"_s << ErrorKind::Protocol << 0;
}

void WebSocketFaultTest::closeFault_tellsWhoClosed()
{
    QFETCH(int, code);
    QFETCH(QString, reason);
    QFETCH(ErrorKind, kind);
    QFETCH(int, shown);
    const Error fault = closeFault(code, reason);
    QCOMPARE(fault.kind, kind);
    QCOMPARE(fault.closeCode, shown);
    QVERIFY(!fault.message.isEmpty());
    QVERIFY(!fault.message.endsWith(u'.'));
}

void WebSocketFaultTest::closeFault_showsOnlyReadableReasons()
{
    QVERIFY(closeFault(4001, u"maintenance"_s).message.contains(u"maintenance"));
    QVERIFY(!closeFault(4001, u"\x1b[2J"_s).message.contains(u'\x1b'));
}

void WebSocketFaultTest::socketFault_namesTheLayer_data()
{
    QTest::addColumn<QAbstractSocket::SocketError>("error");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("refused") << QAbstractSocket::ConnectionRefusedError << ErrorKind::ConnectionRefused;
    QTest::newRow("no such host") << QAbstractSocket::HostNotFoundError << ErrorKind::HostNotFound;
    QTest::newRow("cut") << QAbstractSocket::RemoteHostClosedError << ErrorKind::RemoteClosed;
    QTest::newRow("timeout") << QAbstractSocket::SocketTimeoutError << ErrorKind::ConnectTimeout;
    QTest::newRow("TLS") << QAbstractSocket::SslHandshakeFailedError << ErrorKind::Tls;
    QTest::newRow("proxy login") << QAbstractSocket::ProxyAuthenticationRequiredError << ErrorKind::ProxyAuthentication;
    QTest::newRow("proxy refused") << QAbstractSocket::ProxyConnectionRefusedError << ErrorKind::ConnectionRefused;
    QTest::newRow("no route") << QAbstractSocket::NetworkError << ErrorKind::NetworkUnreachable;
    QTest::newRow("unknown") << QAbstractSocket::UnknownSocketError << ErrorKind::NetworkUnreachable;
}

void WebSocketFaultTest::socketFault_namesTheLayer()
{
    QFETCH(QAbstractSocket::SocketError, error);
    QFETCH(ErrorKind, kind);
    QCOMPARE(socketFault(error, u"words"_s).kind, kind);
}

void WebSocketFaultTest::sentences_areUnderstoodInTranslation()
{
    Finnish finnish;
    QVERIFY(QCoreApplication::installTranslator(&finnish));
    QCOMPARE(refusedStatus(u"Tuntematon tila: 503 (Service Unavailable)."_s), 503);
    QCOMPARE(closeFault(1009, u"Kehys on liian suuri."_s).kind, ErrorKind::TooLarge);
    QCoreApplication::removeTranslator(&finnish);
    QCOMPARE(refusedStatus(u"Tuntematon tila: 503 (Service Unavailable)."_s), 0);
}

QTEST_GUILESS_MAIN(WebSocketFaultTest)
#include "tst_websocketfault.moc"
