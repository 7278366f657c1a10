// SPDX-License-Identifier: MIT
#include "models/connection/connectionwords.h"

#include "tests/unit/models/modelhelpers.h"

#include <QSet>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(telltale::LinkState)
Q_DECLARE_METATYPE(telltale::StreamState)
Q_DECLARE_METATYPE(telltale::Severity)

namespace {

constexpr LinkState allLinkStates[] = {
    LinkState::Stopped, LinkState::WaitingForNetwork, LinkState::Connecting, LinkState::Proving, LinkState::Live,
    LinkState::Suspect, LinkState::Draining,          LinkState::Backoff,    LinkState::Blocked};

QList<ErrorKind> allErrorKinds()
{
    QList<ErrorKind> kinds;
    for (int i = 0; i <= int(ErrorKind::ProxyAuthentication); ++i)
        kinds << ErrorKind(i);
    return kinds;
}

LinkStatus linkOf(LinkState state, std::optional<Error> reason = {})
{
    LinkStatus link;
    link.state = state;
    link.reason = std::move(reason);
    return link;
}

StreamStatus streamOf(StreamState state)
{
    StreamStatus stream;
    stream.state = state;
    return stream;
}

ConnectionWords describe(const LinkStatus &link, const StreamStatus &stream = streamOf(StreamState::InSync))
{
    return describeConnection(link, stream, false, true, bootAt(0));
}

} // namespace

class ConnectionWordsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void headline_ofEveryState_data();
    void headline_ofEveryState();
    void headline_isNeverTheErrorsMessage();
    void headline_isLiveOnlyWhenLive();
    void detail_ofEveryReason_data();
    void detail_ofEveryReason();
    void detail_saysWhenItIsTriedAgain();
    void detail_cleansAndBoundsMessages();
    void detail_saysReservations();
    void describeError_wordsDiffer();
    void recording_isSaid();
};

void ConnectionWordsTest::headline_ofEveryState_data()
{
    QTest::addColumn<LinkState>("state");
    QTest::addColumn<StreamState>("stream");
    QTest::addColumn<bool>("degraded");
    QTest::addColumn<bool>("wasLive");
    QTest::addColumn<QString>("headline");
    QTest::addColumn<Severity>("severity");
    using Link = LinkState;
    using Stream = StreamState;
    const auto row = [](const char *name, Link link, Stream stream, bool degraded, bool wasLive, const QString &words,
                        Severity severity) {
        QTest::newRow(name) << link << stream << degraded << wasLive << words << severity;
    };
    row("stopped", Link::Stopped, Stream::Cold, false, false, u"Stopped"_s, Severity::High);
    row("no network", Link::WaitingForNetwork, Stream::Behind, false, true, u"No network"_s, Severity::High);
    row("first connect", Link::Connecting, Stream::Cold, false, false, u"Connecting"_s, Severity::Low);
    row("connect again", Link::Connecting, Stream::Behind, false, true, u"Reconnecting"_s, Severity::High);
    row("first proof", Link::Proving, Stream::Cold, false, false, u"Connecting"_s, Severity::Low);
    row("proof again", Link::Proving, Stream::Behind, false, true, u"Reconnecting"_s, Severity::High);
    row("live", Link::Live, Stream::InSync, false, true, u"Live"_s, Severity::Ok);
    row("live, nothing yet", Link::Live, Stream::Cold, false, true, u"Live"_s, Severity::Low);
    row("live, a hole is held", Link::Live, Stream::GapHeld, false, true, u"Live"_s, Severity::Low);
    row("live, catching up", Link::Live, Stream::CatchingUp, false, true, u"Catching up"_s, Severity::Low);
    row("live, snapshot", Link::Live, Stream::Snapshotting, false, true, u"Catching up"_s, Severity::Low);
    row("degraded", Link::Live, Stream::InSync, true, true, u"Degraded"_s, Severity::Medium);
    row("silent", Link::Suspect, Stream::InSync, false, true, u"Silent"_s, Severity::Medium);
    row("draining", Link::Draining, Stream::InSync, false, true, u"Live"_s, Severity::Ok);
    row("backoff", Link::Backoff, Stream::Behind, false, true, u"Offline"_s, Severity::High);
    row("backoff from the start", Link::Backoff, Stream::Cold, false, false, u"Offline"_s, Severity::High);
    row("blocked", Link::Blocked, Stream::Behind, false, true, u"Refused"_s, Severity::Critical);
}

void ConnectionWordsTest::headline_ofEveryState()
{
    QFETCH(LinkState, state);
    QFETCH(StreamState, stream);
    QFETCH(bool, degraded);
    QFETCH(bool, wasLive);
    LinkStatus link = linkOf(state);
    link.degraded = degraded;
    const ConnectionWords words = describeConnection(link, streamOf(stream), wasLive, true, bootAt(0));
    QTEST(words.headline, "headline");
    QTEST(words.severity, "severity");
}

void ConnectionWordsTest::headline_isNeverTheErrorsMessage()
{
    for (const LinkState state : allLinkStates) {
        const QString plain = describe(linkOf(state)).headline;
        QVERIFY(!plain.isEmpty());
        for (const ErrorKind kind : allErrorKinds()) {
            const ConnectionWords words = describe(linkOf(state, Error{kind, u"Live and well, honest"_s}));
            QCOMPARE(words.headline, plain);
        }
    }
}

void ConnectionWordsTest::headline_isLiveOnlyWhenLive()
{
    for (const LinkState state : allLinkStates) {
        const ConnectionWords words = describe(linkOf(state));
        const bool live = state == LinkState::Live || state == LinkState::Draining;
        QCOMPARE(words.headline == u"Live"_s, live);
        QCOMPARE(words.severity == Severity::Ok, live);
    }
}

void ConnectionWordsTest::detail_ofEveryReason_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, ErrorKind kind, const QString &expected, int status = 0) {
        QTest::newRow(name) << int(kind) << status << expected;
    };
    row("refused", ErrorKind::ConnectionRefused, u"Connection refused"_s);
    row("dns", ErrorKind::HostNotFound, u"Host not found"_s);
    row("network", ErrorKind::NetworkUnreachable, u"Network unreachable"_s);
    row("connect timeout", ErrorKind::ConnectTimeout, u"No connection in time"_s);
    row("handshake timeout", ErrorKind::HandshakeTimeout, u"No answer in time"_s);
    row("held back", ErrorKind::HeldBack, u"Held back on the way"_s);
    row("not proven", ErrorKind::NotProven, u"Answered, but nothing came"_s);
    row("silent", ErrorKind::Silent, u"Fell silent"_s);
    row("stalled", ErrorKind::Stalled, u"Stopped in the middle of a message"_s);
    row("closed", ErrorKind::RemoteClosed, u"Closed by the server: why"_s);
    row("cancelled", ErrorKind::Cancelled, u"Closed by us"_s);
    row("usage", ErrorKind::Usage, u"Cannot be used: why"_s);
    row("upgrade", ErrorKind::UpgradeRefused, u"WebSocket refused"_s);
    row("upgrade with status", ErrorKind::UpgradeRefused, u"WebSocket refused: Not allowed (403)"_s, 403);
    row("401", ErrorKind::HttpStatus, u"Not authorised (401)"_s, 401);
    row("403", ErrorKind::HttpStatus, u"Not allowed (403)"_s, 403);
    row("404", ErrorKind::HttpStatus, u"Nothing at this address (404)"_s, 404);
    row("410", ErrorKind::HttpStatus, u"Gone for good (410)"_s, 410);
    row("429", ErrorKind::HttpStatus, u"Too many requests (429)"_s, 429);
    row("503", ErrorKind::HttpStatus, u"Server error (503)"_s, 503);
    row("418", ErrorKind::HttpStatus, u"Unexpected answer (418)"_s, 418);
    row("204", ErrorKind::ServerStop, u"The server asked not to reconnect"_s);
    row("content type", ErrorKind::WrongContentType, u"The answer is no feed"_s);
    row("redirect", ErrorKind::BadRedirect, u"Redirected to another place"_s);
    row("protocol", ErrorKind::Protocol, u"The server broke the protocol: why"_s);
    row("data", ErrorKind::BadData, u"Unreadable data: why"_s);
    row("too large", ErrorKind::TooLarge, u"A message was too large"_s);
    row("flood", ErrorKind::Flood, u"Too much at once"_s);
    row("tls", ErrorKind::Tls, u"Certificate not accepted: why"_s);
    row("proxy", ErrorKind::ProxyAuthentication, u"The proxy wants a login"_s);
}

void ConnectionWordsTest::detail_ofEveryReason()
{
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(QString, expected);
    const Error error{ErrorKind(kind), u"why"_s, status};
    for (const LinkState state : allLinkStates) {
        const QString detail = describe(linkOf(state, error)).detail;
        if (state == LinkState::Stopped)
            QVERIFY(detail.isEmpty());
        else
            QVERIFY2(detail.startsWith(expected), qPrintable(detail));
    }
}

void ConnectionWordsTest::detail_saysWhenItIsTriedAgain()
{
    LinkStatus link = linkOf(LinkState::Backoff, Error{ErrorKind::ConnectionRefused, u"connect: refused"_s});
    link.nextAttempt = bootAt(3'400);
    QCOMPARE(describe(link).detail, u"Connection refused · next try in 4 s"_s);
    link.nextAttempt = bootAt(0);
    QCOMPARE(describe(link).detail, u"Connection refused · trying now"_s);
    link.state = LinkState::Blocked;
    link.reason = Error{ErrorKind::HttpStatus, {}, 401};
    link.nextAttempt = bootAt(15 * 60'000);
    QCOMPARE(describe(link).detail, u"Not authorised (401) · next try in 15 min"_s);
    link.state = LinkState::Live;
    QCOMPARE(describe(link).detail, u"Not authorised (401)"_s);
}

void ConnectionWordsTest::detail_cleansAndBoundsMessages()
{
    const QString hostile = u"<b>x</b>\u202e\r\n\u001b[31m"_s + QString(1'000, u'y');
    const QString detail = describe(linkOf(LinkState::Backoff, Error{ErrorKind::Tls, hostile})).detail;
    QVERIFY(detail.startsWith(u"Certificate not accepted: <b>x</b>\ufffd [31m"_s));
    QVERIFY(detail.size() < 200);
    for (const QChar c : detail)
        QVERIFY(c.category() != QChar::Other_Control);
}

void ConnectionWordsTest::detail_saysReservations()
{
    StreamStatus stream = streamOf(StreamState::InSync);
    stream.completenessUnknown = true;
    stream.delivered = 1;
    const ConnectionWords words = describeConnection(linkOf(LinkState::Live), stream, true, false, bootAt(0));
    QCOMPARE(words.detail, u"completeness unknown · clock unverified"_s);
    QCOMPARE(words.severity, Severity::Medium);
    QCOMPARE(describe(linkOf(LinkState::Draining)).detail, u"the server asked to reconnect"_s);
    stream = streamOf(StreamState::InSync);
    QCOMPARE(describeConnection(linkOf(LinkState::Live), stream, true, false, bootAt(0)).detail, QString());
}

void ConnectionWordsTest::describeError_wordsDiffer()
{
    QSet<QString> words;
    for (const ErrorKind kind : allErrorKinds())
        words << describeError(Error{kind, {}});
    QCOMPARE(words.size(), allErrorKinds().size());
}

void ConnectionWordsTest::recording_isSaid()
{
    LinkStatus link = linkOf(LinkState::Live);
    QCOMPARE(describe(link).detail, QString());
    link.isRecording = true;
    QCOMPARE(describe(link).headline, u"Live"_s);
    QCOMPARE(describe(link).detail, u"a recording, played again"_s);
}

QTEST_GUILESS_MAIN(ConnectionWordsTest)
#include "tst_connectionwords.moc"
