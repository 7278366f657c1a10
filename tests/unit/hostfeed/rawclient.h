// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

namespace telltale {

/// A client that says exactly the bytes it is told to, and may leave or stop reading at any point.
class RawClient
{
public:
    /// An answer taken apart; bodies by Content-Length alone.
    struct Answer
    {
        int status = 0;
        QByteArray head;
        QByteArray body;
    };

    explicit RawClient(const QUrl &url)
        : m_host(url.authority().toLatin1())
    {
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { m_received += m_socket.readAll(); });
        m_socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    }

    QTcpSocket &socket() { return m_socket; }
    const QByteArray &received() const { return m_received; }
    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    /// "GET /feed HTTP/1.1", Host, the given lines (each with its CRLF) and the body with its length.
    void request(const QByteArray &target, const QByteArray &lines = {}, const QByteArray &method = "GET",
                 const QByteArray &body = {})
    {
        QByteArray text = method + ' ' + target + " HTTP/1.1\r\nHost: " + m_host + "\r\n" + lines;
        if (!body.isEmpty())
            text += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        send(text + "\r\n" + body);
    }
    /// So many complete answers have come.
    bool waitForAnswers(qsizetype count)
    {
        return QTest::qWaitFor([&] { return answers().size() >= count; });
    }
    bool waitForBytes(const QByteArray &bytes)
    {
        return QTest::qWaitFor([&] { return m_received.contains(bytes); });
    }
    bool waitForClose(int timeout = 5000)
    {
        return QTest::qWaitFor([&] { return m_socket.state() == QAbstractSocket::UnconnectedState; }, timeout);
    }
    /// The complete answers received so far.
    QList<Answer> answers() const
    {
        QList<Answer> list;
        for (qsizetype at = 0;;) {
            const qsizetype end = m_received.indexOf("\r\n\r\n", at);
            if (end < 0)
                return list;
            Answer answer;
            answer.head = m_received.mid(at, end - at);
            answer.status = answer.head.mid(9, 3).toInt();
            const qsizetype length = answer.head.indexOf("Content-Length: ");
            const qsizetype size = length < 0 ? 0 : answer.head.mid(length + 16).split('\r').constFirst().toLongLong();
            if (m_received.size() < end + 4 + size)
                return list;
            answer.body = m_received.mid(end + 4, size);
            list.append(answer);
            at = end + 4 + size;
        }
    }

private:
    const QByteArray m_host;
    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace telltale
