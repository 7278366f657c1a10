// SPDX-License-Identifier: MIT
#include "feedreader.h"

#include "app/hostfeed/feedjson.h"

#include <algorithm>
#include <iterator>

namespace telltale {

using namespace Qt::StringLiterals;

FeedReader::FeedReader(const QByteArray &transport, const QUrl &url, const QByteArray &cursor)
    : m_transport(transport)
    , m_cursor(cursor)
{
    if (m_transport == "ws"_ba)
        openWebSocket(url);
    else if (m_transport == "sse"_ba)
        openSse(url);
    else
        openPoll(url);
}

void FeedReader::openPoll(const QUrl &url)
{
    m_client = std::make_unique<RawClient>(url);
    QObject::connect(&m_client->socket(), &QTcpSocket::readyRead, &m_pause, [this] { takeAnswers(); });
    m_pause.setSingleShot(true);
    QObject::connect(&m_pause, &QTimer::timeout, &m_pause, [this] { ask(); });
    ask();
}

void FeedReader::openWebSocket(QUrl url)
{
    url.setScheme(u"ws"_s);
    if (!m_cursor.isEmpty())
        url.setQuery(u"last_event_id="_s + QString::fromLatin1(m_cursor));
    QObject::connect(&m_webSocket, &QWebSocket::textMessageReceived, &m_webSocket,
                     [this](const QString &text) { takeJson(text.toUtf8()); });
    m_webSocket.open(url);
}

void FeedReader::openSse(const QUrl &url)
{
    m_client = std::make_unique<RawClient>(url);
    QObject::connect(&m_client->socket(), &QTcpSocket::readyRead, &m_pause, [this] { takeSse(); });
    const QByteArray id = m_cursor.isEmpty() ? QByteArray() : "Last-Event-ID: " + m_cursor + "\r\n";
    m_client->request(url.path().toLatin1(), "Accept: text/event-stream\r\n" + id);
}

void FeedReader::ask()
{
    const QByteArray wait = m_transport == "longpoll"_ba ? "Prefer: wait=20\r\n"_ba : QByteArray();
    m_client->request("/feed?last_event_id=" + m_cursor.toPercentEncoding(), "Accept: application/json\r\n" + wait);
}

void FeedReader::takeAnswers()
{
    const QList<RawClient::Answer> answers = m_client->answers();
    while (m_taken < answers.size()) {
        takeJson(answers.at(m_taken++).body);
        m_pause.start(m_transport == "poll"_ba ? 5 : 0);
    }
}

void FeedReader::takeSse()
{
    if (m_taken == 0) {
        const qsizetype end = m_client->received().indexOf("\r\n\r\n");
        if (end < 0)
            return;
        m_taken = end + 4;
    }
    const auto items = m_sse.feed(QByteArrayView(m_client->received()).sliced(m_taken));
    m_taken = m_client->received().size();
    for (const SseItem &item : *items) {
        if (const auto *message = std::get_if<SseMessage>(&item))
            m_heard.append({message->identified ? message->lastEventId : QByteArray(), message->type, message->data});
    }
}

void FeedReader::takeJson(const QByteArray &text)
{
    const auto array = jsonItems(text);
    const QList<QByteArray> items = array ? *array : QList<QByteArray>{text};
    m_largestArray = std::max(m_largestArray, items.size());
    for (const QByteArray &item : items) {
        const auto members = jsonMembers(item);
        if (!members)
            continue;
        const Heard heard{jsonText(jsonValue(*members, "id")), jsonText(jsonValue(*members, "event")),
                          jsonValue(*members, "data")};
        m_heard.append(heard);
        if (!heard.id.isEmpty()) {
            m_cursor = heard.id;
        } else if (heard.event == "hello"_ba) {
            const auto hello = jsonMembers(heard.data);
            if (m_cursor.isEmpty() || jsonText(jsonValue(*hello, "resume")) == "reset"_ba)
                m_cursor = jsonText(jsonValue(*hello, "epoch")) + ':' + jsonValue(*hello, "head");
        }
    }
}

QList<Heard> FeedReader::events() const
{
    QList<Heard> events;
    std::copy_if(m_heard.begin(), m_heard.end(), std::back_inserter(events),
                 [](const Heard &each) { return !each.id.isEmpty(); });
    return events;
}

QByteArray FeedReader::hello() const
{
    return m_heard.isEmpty() || m_heard.constFirst().event != "hello"_ba ? QByteArray() : m_heard.constFirst().data;
}

bool FeedReader::waitForHello()
{
    return QTest::qWaitFor([this] { return !hello().isEmpty(); });
}

bool FeedReader::waitForEvents(qsizetype count)
{
    return QTest::qWaitFor([&] { return events().size() >= count; });
}

bool FeedReader::waitForType(const QByteArray &event)
{
    return QTest::qWaitFor([&] {
        return std::any_of(m_heard.begin(), m_heard.end(), [&](const Heard &each) { return each.event == event; });
    });
}

} // namespace telltale
