// SPDX-License-Identifier: MIT
#pragma once

#include "rawclient.h"
#include "transport/protocol/sseparser.h"

#include <QTimer>
#include <QWebSocket>

#include <memory>

namespace telltale {

/// What a feed's reader heard, in order, hellos and heartbeats too; data is the exact text.
struct Heard
{
    QByteArray id;
    QByteArray event;
    QByteArray data;

    friend bool operator==(const Heard &, const Heard &) = default;
};

/// Reads a feed over one transport ("ws", "sse", "longpoll", "poll") with nothing but sockets and Qt's WebSocket: it
/// shares no code with the server but the JSON splitter. A poll asks again by itself.
class FeedReader
{
public:
    FeedReader(const QByteArray &transport, const QUrl &url, const QByteArray &cursor = {});

    const QList<Heard> &heard() const { return m_heard; }
    /// The events with an id.
    QList<Heard> events() const;
    /// The first hello's data; empty before.
    QByteArray hello() const;
    bool waitForHello();
    bool waitForEvents(qsizetype count);
    bool waitForType(const QByteArray &event);
    /// Most items that came in one WebSocket message or poll answer.
    qsizetype largestArray() const { return m_largestArray; }

private:
    void openWebSocket(QUrl url);
    void openSse(const QUrl &url);
    void openPoll(const QUrl &url);
    void ask();
    void takeJson(const QByteArray &text);
    void takeAnswers();
    void takeSse();

    const QByteArray m_transport;
    QByteArray m_cursor;
    QList<Heard> m_heard;
    std::unique_ptr<RawClient> m_client;
    QWebSocket m_webSocket;
    SseParser m_sse;
    qsizetype m_taken = 0;
    qsizetype m_largestArray = 0;
    QTimer m_pause;
};

} // namespace telltale
