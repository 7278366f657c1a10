// SPDX-License-Identifier: MIT
#include "app/sources/recording.h"
#include "app/sources/recordingplayer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

TimePoint bootAt(qint64 ms)
{
    return TimePoint(milliseconds(ms));
}

QList<RecordedEvent> eventsAt(std::initializer_list<qint64> times)
{
    QList<RecordedEvent> events;
    for (const qint64 time : times) {
        RecordedEvent event;
        event.receivedWall = milliseconds(time);
        events.append(event);
    }
    return events;
}

/// When each event is played, from boot time 0 on; playing stops at the end.
QList<qint64> playTimes(RecordingPlayer &player, qint64 end)
{
    QList<qint64> times;
    player.start(bootAt(0));
    while (player.nextAt() <= bootAt(end)) {
        const TimePoint due = player.nextAt();
        if (!player.takeDue(due))
            return {-1};
        times << std::chrono::duration_cast<milliseconds>(due.time_since_epoch()).count();
    }
    return times;
}

} // namespace

class RecordingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void read_takesWhatTailPrints();
    void read_namesFileAndLine_data();
    void read_namesFileAndLine();
    void read_isBounded();
    void player_keepsTheDistances();
    void player_isFaster();
    void player_boundsGaps();
    void player_givesNothingBeforeItsTime();
    void player_doesNotCatchUpASleep();

private:
    QString write(const QByteArray &text);

    QTemporaryDir m_dir;
};

QString RecordingTest::write(const QByteArray &text)
{
    const QString path = m_dir.filePath(u"100%2.jsonl"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        return {};
    return path;
}

void RecordingTest::read_takesWhatTailPrints()
{
    const auto events = readRecording(write("{\"id\":\"7f3a:1\",\"event\":\"metrics\",\"data\":\"{\\\"a\\\":"
                                            "\\\"\\u00e9\\\"}\",\"transport\":\"ws\",\"t\":1700000000123}\n"
                                            "\n"
                                            "{\"data64\":\"AP8=\",\"t\":1700000000124}"));
    QVERIFY2(events, events ? "" : qPrintable(events.error().message));
    QCOMPARE(events->size(), 2);
    QCOMPARE((*events)[0].event.cursor, "7f3a:1"_ba);
    QCOMPARE((*events)[0].event.type, "metrics"_ba);
    QCOMPARE((*events)[0].event.payload, "{\"a\":\"\xc3\xa9\"}"_ba);
    QCOMPARE((*events)[0].transport, TransportKind::WebSocket);
    QCOMPARE((*events)[0].receivedWall, milliseconds(1'700'000'000'123));
    QVERIFY((*events)[1].event.isBinary);
    QCOMPARE((*events)[1].event.payload, QByteArray("\0\xff", 2));
}

void RecordingTest::read_namesFileAndLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("where");
    const QByteArray good = "{\"data\":\"1\",\"t\":1}\n"_ba;
    QTest::newRow("cut off") << good + good + "{\"data\":" << u"100%2.jsonl:3: "_s;
    QTest::newRow("no object") << good + "[1]\n" << u"100%2.jsonl:2: "_s;
    QTest::newRow("no data") << "\n{\"t\":1}\n"_ba << u"100%2.jsonl:2: "_s;
    QTest::newRow("data is no text") << "{\"t\":1,\"data\":{}}\n"_ba << u"100%2.jsonl:1: "_s;
    QTest::newRow("bad base64") << "{\"t\":1,\"data64\":\"*\"}\n"_ba << u"100%2.jsonl:1: "_s;
    QTest::newRow("no time") << "{\"data\":\"1\"}\n"_ba << u"100%2.jsonl:1: "_s;
    QTest::newRow("endless time") << "{\"data\":\"1\",\"t\":1e300}\n"_ba << u"100%2.jsonl:1: "_s;
    QTest::newRow("empty") << ""_ba << u"100%2.jsonl: "_s;
}

void RecordingTest::read_namesFileAndLine()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, where);
    const auto events = readRecording(write(text));
    QVERIFY(!events);
    QVERIFY2(events.error().message.contains(where), qPrintable(events.error().message));
    QVERIFY(!readRecording(m_dir.filePath(u"absent"_s)));
}

void RecordingTest::read_isBounded()
{
    const QByteArray line = "{\"data\":\"12345678\",\"t\":1}\n"_ba;
    const QString path = write(line + line);
    QVERIFY(readRecording(path, {.line = line.size() - 1, .bytes = 2 * line.size()}));
    const auto longLine = readRecording(path, {.line = line.size() - 2});
    QVERIFY(!longLine);
    QVERIFY(longLine.error().message.contains(u":1: "_s));
    QVERIFY(!readRecording(path, {.bytes = 2 * line.size() - 1}));
}

void RecordingTest::player_keepsTheDistances()
{
    RecordingPlayer player(eventsAt({1'000, 1'250, 1'250, 4'000}), {.pause = milliseconds(500)});
    QCOMPARE(playTimes(player, 4'000), (QList<qint64>{0, 250, 250, 3'000, 3'500, 3'750, 3'750}));
}

void RecordingTest::player_isFaster()
{
    RecordingPlayer player(eventsAt({0, 1'000, 3'000}), {.speed = 10, .pause = milliseconds(1'000)});
    QCOMPARE(playTimes(player, 500), (QList<qint64>{0, 100, 300, 400, 500}));
}

void RecordingTest::player_boundsGaps()
{
    // An hour of silence, then a clock set back; and a pause of nothing must not spin.
    RecordingPlayer player(eventsAt({0, 3'600'000, 0}), {.pause = milliseconds(0)});
    QCOMPARE(playTimes(player, 10'001), (QList<qint64>{0, 10'000, 10'000, 10'001}));
}

void RecordingTest::player_givesNothingBeforeItsTime()
{
    RecordingPlayer player(eventsAt({0, 1'000}));
    player.start(bootAt(50));
    QVERIFY(!player.takeDue(bootAt(49)));
    const RecordedEvent *first = player.takeDue(bootAt(60));
    QVERIFY(first);
    QCOMPARE(first->receivedWall, milliseconds(0));
    QCOMPARE(player.nextAt(), bootAt(1'050)); // from when it was due, not from when it was taken
    QVERIFY(!player.takeDue(bootAt(1'049)));
}

void RecordingTest::player_doesNotCatchUpASleep()
{
    RecordingPlayer player(eventsAt({0, 1'000, 2'000}));
    player.start(bootAt(0));
    QVERIFY(player.takeDue(bootAt(0)));
    const TimePoint woken = bootAt(8 * 3'600'000);
    QVERIFY(player.takeDue(woken));
    QVERIFY(!player.takeDue(woken));
    QCOMPARE(player.nextAt(), woken + milliseconds(1'000));
}

QTEST_GUILESS_MAIN(RecordingTest)
#include "tst_recording.moc"
