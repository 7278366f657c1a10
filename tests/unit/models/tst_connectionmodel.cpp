// SPDX-License-Identifier: MIT
#include "models/connection/connectionmodel.h"

#include "tests/unit/models/modelhelpers.h"

#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class ConnectionModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void enums_areTheTransports();
    void initially_stopped();
    void setLinkStatus_changesWordsAndSignals();
    void setLinkStatus_sameAgainIsSilent();
    void reconnecting_isSaidOnlyAfterLive();
    void tick_movesTheCountdown();
    void dataAge_growsWithTicks();
    void dataAge_doesNotFlickerWhileDataFlows();
    void counts_comeFromStreamAndIngest();
    void hiddenText_namesTheNumber();
    void clock_unverifiedWithoutBeats();
    void streamText_ofEveryState();
};

void ConnectionModelTest::enums_areTheTransports()
{
    const QMetaEnum link = QMetaEnum::fromType<ConnectionModel::Link>();
    for (int i = 0; i < link.keyCount(); ++i)
        QCOMPARE(QString::fromLatin1(link.key(i)).toLower(), QString(toWord(LinkState(link.value(i)))));
    QCOMPARE(link.keyCount(), int(LinkState::Blocked) + 1);
    const QMetaEnum stream = QMetaEnum::fromType<ConnectionModel::Stream>();
    for (int i = 0; i < stream.keyCount(); ++i)
        QCOMPARE(QString::fromLatin1(stream.key(i)).toLower(), QString(toWord(StreamState(stream.value(i)))));
    QCOMPARE(stream.keyCount(), int(StreamState::Behind) + 1);
}

void ConnectionModelTest::initially_stopped()
{
    const ConnectionModel model;
    QCOMPARE(model.headline(), u"Stopped"_s);
    QVERIFY(!model.isLive());
    QCOMPARE(model.dataAgeMs(), -1);
    QCOMPARE(model.dataAgeText(), QString());
    QCOMPARE(model.transport(), QString());
    QCOMPARE(model.severity(), ConnectionModel::Severity::High);
}

void ConnectionModelTest::setLinkStatus_changesWordsAndSignals()
{
    ConnectionModel model;
    QSignalSpy link(&model, &ConnectionModel::linkChanged);
    QSignalSpy words(&model, &ConnectionModel::wordsChanged);
    LinkStatus status;
    status.state = LinkState::Live;
    status.transport = TransportKind::Sse;
    status.degraded = true;
    status.reason = Error{ErrorKind::UpgradeRefused, u"x"_s, 403};
    model.setLinkStatus(status);
    QCOMPARE(link.count(), 1);
    QCOMPARE(words.count(), 1);
    QCOMPARE(model.link(), ConnectionModel::Link::Live);
    QVERIFY(model.isLive());
    QVERIFY(model.isDegraded());
    QCOMPARE(model.transport(), u"SSE"_s);
    QCOMPARE(model.headline(), u"Degraded"_s);
    QCOMPARE(model.detail(), u"WebSocket refused: Not allowed (403)"_s);
    QCOMPARE(model.severity(), ConnectionModel::Severity::Medium);
}

void ConnectionModelTest::setLinkStatus_sameAgainIsSilent()
{
    ConnectionModel model;
    LinkStatus status;
    status.state = LinkState::Live;
    StreamStatus stream;
    stream.delivered = 3;
    model.setLinkStatus(status);
    model.setStreamStatus(stream);
    QSignalSpy link(&model, &ConnectionModel::linkChanged);
    QSignalSpy words(&model, &ConnectionModel::wordsChanged);
    QSignalSpy streams(&model, &ConnectionModel::streamChanged);
    QSignalSpy counts(&model, &ConnectionModel::countsChanged);
    model.setLinkStatus(status);
    model.setStreamStatus(stream);
    model.tick(instantAt(1'000));
    QCOMPARE(link.count() + words.count() + streams.count() + counts.count(), 0);
}

void ConnectionModelTest::reconnecting_isSaidOnlyAfterLive()
{
    ConnectionModel model;
    LinkStatus status;
    status.state = LinkState::Connecting;
    model.setLinkStatus(status);
    QCOMPARE(model.headline(), u"Connecting"_s);
    status.state = LinkState::Live;
    model.setLinkStatus(status);
    status.state = LinkState::Connecting;
    model.setLinkStatus(status);
    QCOMPARE(model.headline(), u"Reconnecting"_s);
    status.state = LinkState::Stopped;
    model.setLinkStatus(status);
    status.state = LinkState::Connecting;
    model.setLinkStatus(status);
    QCOMPARE(model.headline(), u"Connecting"_s);
}

void ConnectionModelTest::tick_movesTheCountdown()
{
    ConnectionModel model;
    model.tick(instantAt(0));
    LinkStatus status;
    status.state = LinkState::Backoff;
    status.reason = Error{ErrorKind::ConnectionRefused, {}};
    status.nextAttempt = bootAt(4'000);
    model.setLinkStatus(status);
    QSignalSpy words(&model, &ConnectionModel::wordsChanged);
    QCOMPARE(model.detail(), u"Connection refused · next try in 4 s"_s);
    model.tick(instantAt(1'000));
    QCOMPARE(model.detail(), u"Connection refused · next try in 3 s"_s);
    QCOMPARE(words.count(), 1);
}

void ConnectionModelTest::dataAge_growsWithTicks()
{
    ConnectionModel model;
    QSignalSpy text(&model, &ConnectionModel::dataAgeTextChanged);
    UpdateBatch batch;
    batch.lastProof = bootAt(1'000);
    model.apply(batch, instantAt(1'100));
    QCOMPARE(model.dataAgeMs(), 100);
    QCOMPARE(model.dataAgeText(), u"0.1 s"_s);
    model.tick(instantAt(13'500));
    QCOMPARE(model.dataAgeMs(), 12'500);
    QCOMPARE(model.dataAgeText(), u"12 s"_s);
    QCOMPARE(text.count(), 2);
    model.tick(instantAt(13'600));
    QCOMPARE(text.count(), 2); // the same words: silent
    // An older proof, told late, makes nothing older.
    batch.lastProof = bootAt(500);
    model.apply(batch, instantAt(13'600));
    QCOMPARE(model.dataAgeMs(), 12'600);
}

void ConnectionModelTest::dataAge_doesNotFlickerWhileDataFlows()
{
    ConnectionModel model;
    UpdateBatch batch;
    batch.lastProof = bootAt(0);
    model.apply(batch, instantAt(0));
    QSignalSpy text(&model, &ConnectionModel::dataAgeTextChanged);
    for (qint64 ms = 16; ms < 1'000; ms += 16) {
        batch.lastProof = bootAt(ms - ms % 160);
        model.apply(batch, instantAt(ms));
    }
    QCOMPARE(text.count(), 0);
    model.tick(instantAt(20'000));
    QCOMPARE(text.count(), 1);
    batch.lastProof = bootAt(20'100);
    model.apply(batch, instantAt(20'100)); // but the end of a silence is seen at once
    QCOMPARE(model.dataAgeText(), u"0.0 s"_s);
}

void ConnectionModelTest::counts_comeFromStreamAndIngest()
{
    ConnectionModel model;
    QSignalSpy counts(&model, &ConnectionModel::countsChanged);
    UpdateBatch batch;
    StreamStatus stream;
    stream.delivered = 10;
    stream.duplicates = 2;
    stream.gaps = 1;
    stream.undecodable = 3;
    batch.stream = stream;
    batch.counts.undecodable = 4;
    LinkStatus link;
    link.state = LinkState::Live;
    batch.link = link;
    model.apply(batch, instantAt(0));
    QCOMPARE(model.delivered(), quint64(10));
    QCOMPARE(model.duplicates(), quint64(2));
    QCOMPARE(model.gaps(), quint64(1));
    QCOMPARE(model.undecodable(), quint64(7));
    QVERIFY(model.isLive());
    QVERIFY(counts.count() >= 1);
}

void ConnectionModelTest::hiddenText_namesTheNumber()
{
    ConnectionModel model;
    QCOMPARE(model.hiddenText(), QString());
    UpdateBatch batch;
    batch.counts.hiddenSeries = 12;
    model.apply(batch, instantAt(0));
    QCOMPARE(model.hiddenText(), u"12 series hidden"_s);
    batch.counts.hiddenIsAtLeast = true;
    model.apply(batch, instantAt(0));
    QCOMPARE(model.hiddenText(), u"more than 12 series hidden"_s);
    QSignalSpy counts(&model, &ConnectionModel::countsChanged);
    model.setRefusedSeries(3); // whoever hid them
    model.setRefusedSeries(3);
    QCOMPARE(counts.count(), 1);
    QCOMPARE(model.hiddenText(), u"more than 15 series hidden"_s);
    batch = {};
    model.apply(batch, instantAt(0));
    QCOMPARE(model.hiddenText(), u"3 series hidden"_s);
}

void ConnectionModelTest::clock_unverifiedWithoutBeats()
{
    ConnectionModel model;
    UpdateBatch batch;
    LinkStatus link;
    link.state = LinkState::Live;
    StreamStatus stream;
    stream.state = StreamState::InSync;
    stream.delivered = 1;
    batch.link = link;
    batch.stream = stream;
    model.apply(batch, instantAt(0));
    QCOMPARE(model.detail(), u"clock unverified"_s);
    UpdateBatch beat;
    beat.beat = beatAt(100);
    model.apply(beat, instantAt(100));
    model.tick(instantAt(200));
    QCOMPARE(model.detail(), QString());
    model.tick(instantAt(700'000));
    QCOMPARE(model.detail(), u"clock unverified"_s);
}

void ConnectionModelTest::streamText_ofEveryState()
{
    ConnectionModel model;
    QSet<QString> words;
    for (int state = 0; state <= int(StreamState::Behind); ++state) {
        StreamStatus stream;
        stream.state = StreamState(state);
        model.setStreamStatus(stream);
        QCOMPARE(int(model.stream()), state);
        words << model.streamText();
    }
    QCOMPARE(words.size(), int(StreamState::Behind) + 1);
    StreamStatus unknown;
    unknown.state = StreamState::InSync;
    unknown.completenessUnknown = true;
    model.setStreamStatus(unknown);
    QCOMPARE(model.streamText(), u"completeness unknown"_s);
}

QTEST_GUILESS_MAIN(ConnectionModelTest)
#include "tst_connectionmodel.moc"
