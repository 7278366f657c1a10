// SPDX-License-Identifier: MIT
#include "transport/historyfetcher.h"

#include "tests/support/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

const QByteArray json = "Content-Type: application/json"_ba;

HistoryQuery queryFor(quint32 ticket, const QByteArray &series = "cpu.busy")
{
    return {ticket, series, 1'000, 2'000, 0};
}

/// What a fetcher told, in order.
class Answers : public QObject
{
public:
    explicit Answers(HistoryFetcher &fetcher)
    {
        connect(&fetcher, &HistoryFetcher::fetched, this, [this](const HistoryQuery &query, const QByteArray &body) {
            fetched.append({query.ticket, body});
        });
        connect(&fetcher, &HistoryFetcher::failed, this, [this](const HistoryQuery &query, const Error &reason) {
            failed.append({query.ticket, reason});
        });
    }
    qsizetype count() const { return fetched.size() + failed.size(); }

    QList<std::pair<quint32, QByteArray>> fetched;
    QList<std::pair<quint32, Error>> failed;
};

} // namespace

class HistoryFetcherTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fetch_asksBesideTheFeed();
    void fetch_answersEachQueryOnce();
    void fetch_holdsAtMostSoManyRequests();
    void noHistory_failsEverythingFromThenOn_data();
    void noHistory_failsEverythingFromThenOn();
    void overload_failsWhatWaitsAndNoMore();
    void otherFailures_areOfOneQuery_data();
    void otherFailures_areOfOneQuery();
    void hugeBody_isCutOff();
    void silence_ends();
    void silenceOfOne_isNotThatOfOthers();
    void fullQueue_fails();
    void destroyed_whileAsking();
};

void HistoryFetcherTest::fetch_asksBesideTheFeed()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) { writeResponse(socket, 200, {json}, "{}"); });
    QUrl url = server.url(u"/a/feed/"_s, u"ws"_s);
    url.setQuery(u"room=7"_s);
    HistoryFetcher fetcher(url, [] { return Headers{{"Authorization"_ba, "Bearer x"_ba}}; });
    const Answers answers(fetcher);
    fetcher.fetch({1, "net.rx{dev=\"a+b&c\"}", 5, 9, 10});
    QTRY_COMPARE(answers.fetched.size(), 1);
    const QByteArray head = server.requestHeads().first();
    QCOMPARE(requestTarget(head),
             "/a/feed/history?room=7&series=net.rx%7Bdev%3D%22a%2Bb%26c%22%7D&from=5&to=9&step=10");
    QCOMPARE(headerValue(head, "Authorization"), "Bearer x");
    QCOMPARE(answers.fetched.first().second, "{}");
}

void HistoryFetcherTest::fetch_answersEachQueryOnce()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) { writeResponse(socket, 200, {json}, "{}"); });
    HistoryFetcher fetcher(server.url(), {});
    const Answers answers(fetcher);
    for (quint32 i = 0; i < 20; ++i)
        fetcher.fetch(queryFor(i));
    QTRY_COMPARE(answers.count(), 20);
    QSet<quint32> tickets;
    for (const auto &[ticket, body] : answers.fetched)
        tickets.insert(ticket);
    QCOMPARE(tickets.size(), 20);
}

void HistoryFetcherTest::fetch_holdsAtMostSoManyRequests()
{
    QList<QTcpSocket *> asked;
    ScriptedServer server([&asked](QTcpSocket *socket, const QByteArray &) { asked << socket; });
    HistoryFetcherLimits limits;
    limits.inFlight = 2;
    HistoryFetcher fetcher(server.url(), {}, {}, limits);
    const Answers answers(fetcher);
    for (quint32 i = 0; i < 5; ++i)
        fetcher.fetch(queryFor(i));
    for (int done = 1; done <= 5; ++done) {
        QTRY_VERIFY(!asked.isEmpty());
        QVERIFY(asked.size() <= 2);
        writeResponse(asked.takeFirst(), 200, {json}, "{}");
        QTRY_COMPARE(answers.count(), done);
    }
}

void HistoryFetcherTest::noHistory_failsEverythingFromThenOn_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {404, 405, 410, 501})
        QTest::addRow("%d", status) << status;
}

void HistoryFetcherTest::noHistory_failsEverythingFromThenOn()
{
    QFETCH(int, status);
    ScriptedServer server([status](QTcpSocket *socket, const QByteArray &) { writeResponse(socket, status); });
    HistoryFetcherLimits limits;
    limits.inFlight = 1;
    HistoryFetcher fetcher(server.url(), {}, {}, limits);
    const Answers answers(fetcher);
    for (quint32 i = 0; i < 3; ++i)
        fetcher.fetch(queryFor(i));
    QTRY_COMPARE(answers.failed.size(), 3);
    fetcher.fetch(queryFor(3));
    QTRY_COMPARE(answers.failed.size(), 4);
    QCOMPARE(server.requestHeads().size(), 1);
    for (const auto &[ticket, reason] : answers.failed)
        QCOMPARE(reason.httpStatus, status);
}

void HistoryFetcherTest::overload_failsWhatWaitsAndNoMore()
{
    int requests = 0;
    ScriptedServer server([&requests](QTcpSocket *socket, const QByteArray &) {
        if (++requests == 1)
            writeResponse(socket, 503, {"Retry-After: 5"_ba});
        else
            writeResponse(socket, 200, {json}, "{}");
    });
    HistoryFetcherLimits limits;
    limits.inFlight = 1;
    HistoryFetcher fetcher(server.url(), {}, {}, limits);
    const Answers answers(fetcher);
    for (quint32 i = 0; i < 3; ++i)
        fetcher.fetch(queryFor(i));
    QTRY_COMPARE(answers.failed.size(), 3);
    QCOMPARE(requests, 1);
    fetcher.fetch(queryFor(3));
    QTRY_COMPARE(answers.fetched.size(), 1);
}

void HistoryFetcherTest::otherFailures_areOfOneQuery_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("bad request") << 400 << json << ErrorKind::HttpStatus;
    QTest::newRow("server error") << 500 << json << ErrorKind::HttpStatus;
    QTest::newRow("a portal's page") << 200 << "Content-Type: text/html"_ba << ErrorKind::WrongContentType;
    QTest::newRow("no content") << 204 << json << ErrorKind::HttpStatus;
}

void HistoryFetcherTest::otherFailures_areOfOneQuery()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(ErrorKind, kind);
    ScriptedServer server([status, type](QTcpSocket *socket, const QByteArray &head) {
        if (requestTarget(head).contains("series=bad"))
            writeResponse(socket, status, {type}, status == 204 ? ""_ba : "<html>"_ba);
        else
            writeResponse(socket, 200, {json}, "{}");
    });
    HistoryFetcher fetcher(server.url(), {});
    const Answers answers(fetcher);
    fetcher.fetch(queryFor(0, "bad"));
    fetcher.fetch(queryFor(1));
    QTRY_COMPARE(answers.count(), 2);
    QCOMPARE(answers.failed.size(), 1);
    QCOMPARE(answers.failed.first().second.kind, kind);
    QCOMPARE(answers.fetched.first().first, 1u);
}

void HistoryFetcherTest::hugeBody_isCutOff()
{
    ScriptedServer server(
        [](QTcpSocket *socket, const QByteArray &) { writeResponse(socket, 200, {json}, QByteArray(100'000, ' ')); });
    HistoryFetcherLimits limits;
    limits.body = 10'000;
    HistoryFetcher fetcher(server.url(), {}, {}, limits);
    const Answers answers(fetcher);
    fetcher.fetch(queryFor(0));
    QTRY_COMPARE(answers.failed.size(), 1);
    QCOMPARE(answers.failed.first().second.kind, ErrorKind::TooLarge);
}

void HistoryFetcherTest::silence_ends()
{
    ScriptedServer server([](QTcpSocket *, const QByteArray &) {});
    HistoryFetcherLimits limits;
    limits.answer = milliseconds(20);
    HistoryFetcher fetcher(server.url(), {}, {}, limits);
    const Answers answers(fetcher);
    fetcher.fetch(queryFor(0));
    QTRY_COMPARE(answers.failed.size(), 1);
    QCOMPARE(answers.failed.first().second.kind, ErrorKind::Stalled);
}

void HistoryFetcherTest::silenceOfOne_isNotThatOfOthers()
{
    int asked = 0;
    ScriptedServer server([&asked](QTcpSocket *socket, const QByteArray &head) {
        // The other one is under way when the first is given up, and asked for once more.
        if (requestTarget(head).contains("series=other") && ++asked == 2)
            writeResponse(socket, 200, {json}, "{}");
    });
    HistoryFetcherLimits limits;
    limits.answer = milliseconds(500);
    HistoryFetcher fetcher(server.url(), {}, {}, limits);
    const Answers answers(fetcher);
    fetcher.fetch(queryFor(1, "silent"));
    QTRY_COMPARE(server.requestHeads().size(), 1);
    fetcher.fetch(queryFor(2, "other"));
    QTRY_COMPARE(answers.count(), 2);
    QCOMPARE(answers.failed.size(), 1);
    QCOMPARE(answers.failed.first().first, 1u);
    QCOMPARE(answers.fetched.first().first, 2u);
}

void HistoryFetcherTest::fullQueue_fails()
{
    ScriptedServer server([](QTcpSocket *, const QByteArray &) {});
    HistoryFetcherLimits limits;
    limits.inFlight = 1;
    limits.queue = 2;
    HistoryFetcher fetcher(server.url(), {}, {}, limits);
    const Answers answers(fetcher);
    for (quint32 i = 0; i < 4; ++i)
        fetcher.fetch(queryFor(i));
    QTRY_COMPARE(answers.failed.size(), 1);
    QCOMPARE(answers.failed.first().first, 3u);
}

void HistoryFetcherTest::destroyed_whileAsking()
{
    ScriptedServer server([](QTcpSocket *, const QByteArray &) {});
    auto fetcher = std::make_unique<HistoryFetcher>(server.url(), nullptr);
    const Answers answers(*fetcher);
    fetcher->fetch(queryFor(0));
    QTRY_COMPARE(server.requestHeads().size(), 1);
    fetcher.reset();
    QCOMPARE(answers.count(), 0);
}

QTEST_GUILESS_MAIN(HistoryFetcherTest)
#include "tst_historyfetcher.moc"
