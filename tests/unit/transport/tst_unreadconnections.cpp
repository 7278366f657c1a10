// SPDX-License-Identifier: MIT
#include "transport/unreadconnections.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace telltale;

namespace {

/// Both ends of a connection.
struct Line
{
    Line()
    {
        listener.listen(QHostAddress::LocalHost);
        client.connectToHost(QHostAddress(QHostAddress::LocalHost), listener.serverPort());
        listener.waitForNewConnection(5'000);
        server = listener.nextPendingConnection();
        client.waitForConnected(5'000);
    }
    void write(const QByteArray &bytes)
    {
        server->write(bytes);
        server->flush();
    }

    QTcpServer listener;
    QTcpSocket client;
    QTcpSocket *server = nullptr;
};

} // namespace

class UnreadConnectionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unreadEachTime_isEnded();
    void readNowAndThen_isLeftAlone();
};

void UnreadConnectionsTest::unreadEachTime_isEnded()
{
    Line read;
    Line unread;
    unread.client.setReadBufferSize(1); // the rest stays in the kernel
    unread.write("some bytes");
    QTRY_COMPARE(unread.client.bytesAvailable(), 1);
    Line elsewhere;
    elsewhere.client.setReadBufferSize(1);
    elsewhere.write("some bytes");
    QTRY_COMPARE(elsewhere.client.bytesAvailable(), 1);
    UnreadConnections connections({read.listener.serverPort(), unread.listener.serverPort()});
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(connections.end(3), 0);
        read.write("x");
        QTRY_VERIFY(read.client.bytesAvailable() > 0);
        QCOMPARE(read.client.readAll(), QByteArray("x"));
        connections.look();
    }
    QCOMPARE(connections.end(3), 1);
    QTRY_COMPARE(unread.server->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(read.server->state(), QAbstractSocket::ConnectedState);
    QCOMPARE(elsewhere.server->state(), QAbstractSocket::ConnectedState);
    read.write("y");
    QTRY_VERIFY(read.client.bytesAvailable() > 0);
}

void UnreadConnectionsTest::readNowAndThen_isLeftAlone()
{
    Line line;
    line.client.setReadBufferSize(1);
    UnreadConnections connections({line.listener.serverPort()});
    for (int i = 0; i < 5; ++i) {
        line.write("ab");
        QTRY_COMPARE(line.client.bytesAvailable(), 1);
        connections.look(); // a byte waits
        QCOMPARE(line.client.readAll(), QByteArray("a"));
        QTRY_COMPARE(line.client.bytesAvailable(), 1);
        QCOMPARE(line.client.readAll(), QByteArray("b"));
        connections.look(); // none does
        QCOMPARE(connections.end(2), 0);
    }
}

QTEST_GUILESS_MAIN(UnreadConnectionsTest)
#include "tst_unreadconnections.moc"
