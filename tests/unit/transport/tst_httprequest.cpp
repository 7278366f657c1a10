// SPDX-License-Identifier: MIT
#include "transport/httprequest.h"

#include <QSslConfiguration>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

TransportRequest requestFor(const QString &url, const Headers &headers = {})
{
    return {.url = QUrl(url), .headers = headers};
}

Result<QNetworkRequest> made(const TransportRequest &request, HttpUse use = HttpUse::Document)
{
    return makeHttpRequest(request, TransportLimits{}, use);
}

} // namespace

class HttpRequestTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void request_isConfinedToItsOrigin()
    {
        TransportLimits limits;
        limits.redirects = 2;
        const auto request = makeHttpRequest(requestFor(u"https://h/feed?a=1"_s), limits, HttpUse::Document);
        QVERIFY(request);
        QCOMPARE(request->url(), QUrl(u"https://h/feed?a=1"_s));
        const auto attribute = [&](QNetworkRequest::Attribute which) { return request->attribute(which).toInt(); };
        QCOMPARE(attribute(QNetworkRequest::RedirectPolicyAttribute), int(QNetworkRequest::SameOriginRedirectPolicy));
        QCOMPARE(request->maximumRedirectsAllowed(), 2);
        QVERIFY(!request->attribute(QNetworkRequest::Http2AllowedAttribute, true).toBool());
        QCOMPARE(attribute(QNetworkRequest::CookieLoadControlAttribute), int(QNetworkRequest::Manual));
        QCOMPARE(attribute(QNetworkRequest::CookieSaveControlAttribute), int(QNetworkRequest::Manual));
        QCOMPARE(attribute(QNetworkRequest::AuthenticationReuseAttribute), int(QNetworkRequest::Manual));
        QCOMPARE(attribute(QNetworkRequest::CacheLoadControlAttribute), int(QNetworkRequest::AlwaysNetwork));
        QVERIFY(!request->attribute(QNetworkRequest::CacheSaveControlAttribute, true).toBool());
        QCOMPARE(request->sslConfiguration().protocol(), QSsl::TlsV1_2OrLater);
    }

    void headers_areTheRequestsButForTheEncodingOfAStream()
    {
        const Headers headers{{"Last-Event-ID"_ba, "7f3a:12"_ba}, {"accept-encoding"_ba, "gzip"_ba}};
        const auto stream = made(requestFor(u"http://h/"_s, headers), HttpUse::Stream);
        QVERIFY(stream);
        QCOMPARE(stream->rawHeader("Last-Event-ID"), "7f3a:12"_ba);
        QCOMPARE(stream->rawHeader("Accept-Encoding"), "identity"_ba);
        QCOMPARE(stream->rawHeader("Accept"), "text/event-stream"_ba);
        QVERIFY(stream->rawHeader("User-Agent").startsWith("Telltale/"));
        const auto document = made(requestFor(u"http://h/"_s));
        QVERIFY(document);
        QVERIFY(!document->hasRawHeader("Accept-Encoding")); // Qt asks for what it can decompress
    }

    void url_thatIsNotHttpIsRefused_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *url : {"file:///etc/passwd", "ftp://h/", "ws://h/", "data:text/plain,x", "qrc:/x", "/feed", "",
                                "http:///feed", "http://[::1/"})
            QTest::newRow(url) << QString::fromLatin1(url);
    }

    void url_thatIsNotHttpIsRefused()
    {
        QFETCH(QString, url);
        const auto request = made(requestFor(url));
        QVERIFY(!request);
        QCOMPARE(request.error().kind, ErrorKind::Usage);
    }

    void header_thatWouldEndItselfIsRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("LF in the value") << "X"_ba
                                         << "a\nCookie: b"_ba;
        QTest::newRow("CR in the value") << "X"_ba
                                         << "a\rb"_ba;
        QTest::newRow("NUL in the value") << "X"_ba << QByteArray("a\0b", 3);
        QTest::newRow("colon in the name") << "X: y"_ba
                                           << "a"_ba;
        QTest::newRow("LF in the name") << "X\n"_ba
                                        << "a"_ba;
        QTest::newRow("NUL in the name") << QByteArray("X\0", 2) << "a"_ba;
        QTest::newRow("no name") << ""_ba
                                 << "a"_ba;
    }

    void header_thatWouldEndItselfIsRefused()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        const auto request = made(requestFor(u"http://h/"_s, {{name, value}}));
        QVERIFY(!request);
        QCOMPARE(request.error().kind, ErrorKind::Usage);
        QVERIFY(!request.error().message.contains(u'\n'));
    }

    void mediaType_dropsParametersAndCase()
    {
        QCOMPARE(mediaType("Text/Event-Stream; charset=UTF-8"), "text/event-stream"_ba);
        QCOMPARE(mediaType(" application/json "), "application/json"_ba);
        QCOMPARE(mediaType(""), ""_ba);
        QCOMPARE(mediaType("text/event-streams"), "text/event-streams"_ba);
    }

    void networkErrors_haveAKind_data()
    {
        QTest::addColumn<QNetworkReply::NetworkError>("error");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("refused") << QNetworkReply::ConnectionRefusedError << ErrorKind::ConnectionRefused;
        QTest::newRow("proxy refused") << QNetworkReply::ProxyConnectionRefusedError << ErrorKind::ConnectionRefused;
        QTest::newRow("host") << QNetworkReply::HostNotFoundError << ErrorKind::HostNotFound;
        QTest::newRow("proxy host") << QNetworkReply::ProxyNotFoundError << ErrorKind::HostNotFound;
        QTest::newRow("timeout") << QNetworkReply::TimeoutError << ErrorKind::ConnectTimeout;
        QTest::newRow("closed") << QNetworkReply::RemoteHostClosedError << ErrorKind::RemoteClosed;
        QTest::newRow("end") << QNetworkReply::NoError << ErrorKind::RemoteClosed;
        QTest::newRow("TLS") << QNetworkReply::SslHandshakeFailedError << ErrorKind::Tls;
        QTest::newRow("other origin") << QNetworkReply::InsecureRedirectError << ErrorKind::BadRedirect;
        QTest::newRow("too many") << QNetworkReply::TooManyRedirectsError << ErrorKind::BadRedirect;
        QTest::newRow("407") << QNetworkReply::ProxyAuthenticationRequiredError << ErrorKind::ProxyAuthentication;
        QTest::newRow("unreachable") << QNetworkReply::UnknownNetworkError << ErrorKind::NetworkUnreachable;
        QTest::newRow("not HTTP") << QNetworkReply::ProtocolFailure << ErrorKind::Protocol;
        QTest::newRow("404") << QNetworkReply::ContentNotFoundError << ErrorKind::HttpStatus;
        QTest::newRow("503") << QNetworkReply::ServiceUnavailableError << ErrorKind::HttpStatus;
    }

    void networkErrors_haveAKind()
    {
        QFETCH(QNetworkReply::NetworkError, error);
        QFETCH(ErrorKind, kind);
        QCOMPARE(errorKind(error), kind);
    }

    void wrongType_saysWhatAnsweredWithoutItsControlCharacters()
    {
        const Error error = wrongTypeError("text/html\x1b[31m" + QByteArray(500, 'x'), u"data"_s);
        QCOMPARE(error.kind, ErrorKind::WrongContentType);
        QVERIFY(error.message.contains(u"text/html"_s));
        QVERIFY(error.message.contains(u"login page"_s));
        QVERIFY(!error.message.contains(QChar(0x1b)));
        QVERIFY(error.message.size() < 200);
    }

    void noAnswer_tellsConnectingFromWaiting()
    {
        QCOMPARE(noAnswerError(false, milliseconds(1500)).kind, ErrorKind::ConnectTimeout);
        QCOMPARE(noAnswerError(true, milliseconds(1500)).kind, ErrorKind::HandshakeTimeout);
        QVERIFY(noAnswerError(true, milliseconds(1500)).message.contains(u"1.5 s"_s));
    }
};

QTEST_GUILESS_MAIN(HttpRequestTest)
#include "tst_httprequest.moc"
