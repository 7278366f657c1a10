// SPDX-License-Identifier: MIT
#include "app/sources/sourceoptions.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

SourceSpec streamAt(const QString &url)
{
    return {.name = u"units"_s, .url = url};
}

} // namespace

class SourceOptionsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void resolve_takesEverythingOver();
    void resolve_putsSecretsIntoTheirFormat();
    void resolve_readsSecretsAnewForEachRequest();
    void resolve_warnsOfUnsealedSecrets_data();
    void resolve_warnsOfUnsealedSecrets();
    void resolve_namesTheSource_data();
    void resolve_namesTheSource();
    void sharing_wantsTheSameServerAndCredentials();
    void payloads_areFreeForPlainAlone();
};

void SourceOptionsTest::initTestCase()
{
    qputenv("TELLTALE_TEST_SECRET", "s3cret");
}

void SourceOptionsTest::resolve_takesEverythingOver()
{
    SourceSpec spec = streamAt(u"wss://feed.example/v1"_s);
    spec.transports = {u"sse"_s, u"poll"_s};
    spec.dialect = u"plain"_s;
    spec.send = {u"{\"op\":\"subscribe\"}"_s};
    spec.headers = {{"X-B"_ba, u"2"_s}, {"X-A"_ba, u"1"_s}};
    spec.mapping.text = "/m"_ba;
    const auto source = resolveSource(spec, u"/"_s);
    QVERIFY2(source, source ? "" : qPrintable(source.error().message));
    const FeedSourceOptions &options = source->options;
    QCOMPARE(options.feed.url, QUrl(u"wss://feed.example/v1"_s));
    QCOMPARE(options.feed.transports, (QList<TransportKind>{TransportKind::Sse, TransportKind::Poll}));
    QCOMPARE(options.dialect, u"plain"_s);
    QCOMPARE(options.dialectOptions.firstMessages, QList<QByteArray>{"{\"op\":\"subscribe\"}"_ba});
    QCOMPARE(options.dialectOptions.headers, (Headers{{"X-A"_ba, "1"_ba}, {"X-B"_ba, "2"_ba}}));
    QCOMPARE(options.mapping, spec.mapping);
    QVERIFY(source->warnings.isEmpty());
}

void SourceOptionsTest::resolve_putsSecretsIntoTheirFormat()
{
    SourceSpec spec = streamAt(u"https://feed.example/"_s);
    spec.secretHeaders = {
        {"Authorization"_ba, {SecretReference::Kind::Environment, u"TELLTALE_TEST_SECRET"_s, u"Bearer {}"_s}}};
    const auto source = resolveSource(spec, u"/"_s);
    QVERIFY(source);
    QCOMPARE(source->options.dialectOptions.headers, (Headers{{"Authorization"_ba, "Bearer s3cret"_ba}}));
}

void SourceOptionsTest::resolve_readsSecretsAnewForEachRequest()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(u"token"_s));
    const auto write = [&file](const QByteArray &text) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    };
    write("one\n");
    SourceSpec spec = streamAt(u"https://feed.example/"_s);
    spec.headers = {{"X-A"_ba, u"1"_s}};
    spec.secretHeaders = {
        {"Authorization"_ba, {.kind = SecretReference::Kind::File, .name = u"token"_s, .format = u"Bearer {}"_s}}};
    const auto source = resolveSource(spec, directory.path());
    QVERIFY2(source, source ? "" : qPrintable(source.error().message));
    const DialectOptions &options = source->options.dialectOptions;
    QCOMPARE(options.headers, (Headers{{"X-A"_ba, "1"_ba}, {"Authorization"_ba, "Bearer one"_ba}}));
    QCOMPARE(headersOf(options), options.headers);
    write("two\n");
    const Headers renewed{{"X-A"_ba, "1"_ba}, {"Authorization"_ba, "Bearer two"_ba}};
    QCOMPARE(headersOf(options), renewed);
    QVERIFY(file.remove());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"token.*what was read last is used"_s));
    QCOMPARE(headersOf(options), renewed);
    QCOMPARE(headersOf(options), renewed); // said once
    write("three\n");
    QCOMPARE(headersOf(options).last().second, "Bearer three"_ba);
}

void SourceOptionsTest::resolve_warnsOfUnsealedSecrets_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("warned");
    QTest::newRow("http") << u"http://feed.example/"_s << true;
    QTest::newRow("ws") << u"ws://192.0.2.1/"_s << true;
    QTest::newRow("https") << u"https://feed.example/"_s << false;
    QTest::newRow("loopback") << u"http://127.0.0.1:8377/"_s << false;
    QTest::newRow("loopback 6") << u"http://[::1]:8377/"_s << false;
    QTest::newRow("localhost") << u"ws://localhost/"_s << false;
}

void SourceOptionsTest::resolve_warnsOfUnsealedSecrets()
{
    QFETCH(QString, url);
    QFETCH(bool, warned);
    SourceSpec spec = streamAt(url);
    spec.secretHeaders = {{"X-Key"_ba, {SecretReference::Kind::Environment, u"TELLTALE_TEST_SECRET"_s}}};
    const auto source = resolveSource(spec, u"/"_s);
    QVERIFY(source);
    QCOMPARE(source->warnings.size(), warned ? 1 : 0);
    QVERIFY(!warned || source->warnings[0].startsWith(u"source \"units\": "_s));
}

void SourceOptionsTest::resolve_namesTheSource_data()
{
    QTest::addColumn<SourceSpec>("spec");
    const QString url = u"https://feed.example/"_s;
    QTest::newRow("url") << streamAt(u"ftp://feed.example/"_s);
    SourceSpec spec = streamAt(url);
    spec.transports = {u"pigeon"_s};
    QTest::newRow("transport") << spec;
    spec = streamAt(url);
    spec.dialect = u"latin"_s;
    QTest::newRow("dialect") << spec;
    spec = streamAt(url);
    spec.headers = {{"X Y"_ba, u"1"_s}};
    QTest::newRow("header's name") << spec;
    spec.headers = {{"X: 1"_ba, u"1"_s}};
    QTest::newRow("a header in the name") << spec;
    spec = streamAt(url);
    spec.headers = {{"X"_ba, u"1\r\nY: 2"_s}};
    QTest::newRow("header's value") << spec;
    spec = streamAt(url);
    spec.secretHeaders = {{"X"_ba, {SecretReference::Kind::File, u"/nowhere/at/all"_s}}};
    QTest::newRow("secret") << spec;
}

void SourceOptionsTest::resolve_namesTheSource()
{
    QFETCH(SourceSpec, spec);
    const auto source = resolveSource(spec, u"/"_s);
    QVERIFY(!source);
    QVERIFY2(source.error().message.startsWith(u"source \"units\": "_s), qPrintable(source.error().message));
}

void SourceOptionsTest::sharing_wantsTheSameServerAndCredentials()
{
    const FeedSourceOptions a = resolveSource(streamAt(u"https://feed.example/"_s), u"/"_s)->options;
    FeedSourceOptions b = a;
    b.mapping.text = "/m"_ba; // how it is read is no matter
    QVERIFY(canShareConnection(a, b));
    b.dialectOptions.headers = {{"Authorization"_ba, "Bearer other"_ba}};
    QVERIFY(!canShareConnection(a, b));
    b = a;
    b.feed.url = QUrl(u"https://feed.example/?x=1"_s);
    QVERIFY(!canShareConnection(a, b));
    b = a;
    b.dialect = u"plain"_s;
    QVERIFY(!canShareConnection(a, b));
    b = a;
    b.feed.transports = {TransportKind::Poll};
    QVERIFY(!canShareConnection(a, b));
    b = a;
    b.dialectOptions.firstMessages = {"x"_ba};
    QVERIFY(!canShareConnection(a, b));
}

void SourceOptionsTest::payloads_areFreeForPlainAlone()
{
    FeedSourceOptions options;
    QCOMPARE(ingestOptionsFor(options).payloads, IngestOptions::Payloads::Telltale);
    options.dialect = u"plain"_s;
    options.mapping.text = "/m"_ba;
    QCOMPARE(ingestOptionsFor(options).payloads, IngestOptions::Payloads::Free);
    QCOMPARE(ingestOptionsFor(options).mapping, options.mapping);
}

QTEST_GUILESS_MAIN(SourceOptionsTest)
#include "tst_sourceoptions.moc"
