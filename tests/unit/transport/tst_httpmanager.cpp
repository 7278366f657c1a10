// SPDX-License-Identifier: MIT
#include "transport/httpmanager.h"

#include "tests/support/scriptedserver.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

/// Begins, and then writes the same as fast as it is read.
ScriptedServer::Handler endless(const QByteArray &beginning, const QByteArray &more)
{
    return [=](QTcpSocket *socket, const QByteArray &) {
        const auto fill = [socket, more] {
            while (socket->state() == QAbstractSocket::ConnectedState && socket->bytesToWrite() < (256 << 10))
                socket->write(more);
        };
        QObject::connect(socket, &QTcpSocket::bytesWritten, socket, fill, Qt::QueuedConnection);
        socket->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption, 64 << 10);
        socket->write(beginning);
        fill();
    };
}

} // namespace

class HttpManagerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endlessAnswer_endsWithItsManager_data();
    void endlessAnswer_endsWithItsManager();
    void replyUnderWay_endsWithItsManager();
};

void HttpManagerTest::endlessAnswer_endsWithItsManager_data()
{
    QTest::addColumn<QByteArray>("beginning");
    QTest::addColumn<QByteArray>("more");
    const QByteArray pad(64 << 10, 'x');
    const QByteArray headers = ("X-Pad: " + QByteArray(100, 'x') + "\r\n").repeated(600);
    QTest::newRow("status line") << "HTTP/1.1 200 "_ba << pad;
    QTest::newRow("headers") << "HTTP/1.1 200 OK\r\n"_ba << headers;
    QTest::newRow("chunk extension") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;"_ba << pad;
}

void HttpManagerTest::endlessAnswer_endsWithItsManager()
{
    QFETCH(QByteArray, beginning);
    QFETCH(QByteArray, more);
    ScriptedServer server(endless(beginning, more));
    auto manager = std::make_unique<HttpManager>(this);
    manager->get(QNetworkRequest(server.url()));
    QTRY_COMPARE(server.sockets().size(), 1);
    // More than the kernel's buffers take while nobody reads: it is being read.
    const QTcpSocket *socket = server.sockets().first();
    qint64 written = 0;
    connect(socket, &QTcpSocket::bytesWritten, this, [&](qint64 bytes) { written += bytes; });
    QTRY_VERIFY_WITH_TIMEOUT(written > (2 << 20) || server.sockets().isEmpty(), 20'000);
    if (server.sockets().isEmpty())
        QSKIP("this Qt ends it by itself");

    QElapsedTimer time;
    time.start();
    manager.reset();
    QVERIFY2(time.elapsed() < 2'000, "it waited for Qt's HTTP thread"); // which would be 5 s
    QTRY_VERIFY_WITH_TIMEOUT(server.sockets().isEmpty(), 20'000);       // nor does that read on
}

void HttpManagerTest::replyUnderWay_endsWithItsManager()
{
    ScriptedServer server([](QTcpSocket *, const QByteArray &) {}); // never answers
    auto manager = std::make_unique<HttpManager>(this);
    const QPointer<QNetworkReply> reply = manager->get(QNetworkRequest(server.url()));
    QTRY_COMPARE(server.requestHeads().size(), 1);
    bool isTold = false;
    connect(reply, &QNetworkReply::finished, this, [&] { isTold = true; });
    manager.reset();
    QVERIFY(reply.isNull());
    QVERIFY(!isTold);
    QTRY_VERIFY(server.sockets().isEmpty());
}

QTEST_GUILESS_MAIN(HttpManagerTest)
#include "tst_httpmanager.moc"
