// SPDX-License-Identifier: MIT
#include "models/ingest/logparser.h"

#include <QRandomGenerator>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class LogParserTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parse_readsAll();
    void parse_needsTextAlone();
    void parse_understandsLevels_data();
    void parse_understandsLevels();
    void parse_cleansTexts();
    void parse_boundsLabels();
    void parse_refuses_data();
    void parse_refuses();
    void parse_anyBytesGiveAResult();
};

void LogParserTest::parse_readsAll()
{
    LogParser parser;
    const auto log = parser.parse(
        R"({"t":1700000000123,"text":"disk is full","level":"error","labels":{"host":"a","n":3,"x":null},"more":[]})",
        LogRecord::Kind::Annotation);
    QVERIFY(log);
    QCOMPARE(log->timeMs, std::optional<qint64>(1'700'000'000'123));
    QCOMPARE(log->record,
             (LogRecord{LogRecord::Kind::Annotation, LogLevel::Error, 0, 0, u"disk is full"_s, u"host=a n=3"_s}));
}

void LogParserTest::parse_needsTextAlone()
{
    LogParser parser;
    const auto log = parser.parse(R"({"text":"","t":"soon","level":7,"labels":[]})", LogRecord::Kind::Line);
    QVERIFY(log);
    QCOMPARE(log->record, LogRecord());
    QVERIFY(!log->timeMs);
}

void LogParserTest::parse_understandsLevels_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<int>("level");
    QTest::newRow("debug") << "DEBUG"_ba << int(LogLevel::Debug);
    QTest::newRow("notice") << "notice"_ba << int(LogLevel::Info);
    QTest::newRow("warn") << "Warn"_ba << int(LogLevel::Warning);
    QTest::newRow("err") << "err"_ba << int(LogLevel::Error);
    QTest::newRow("fatal") << "fatal"_ba << int(LogLevel::Critical);
    QTest::newRow("emerg") << "emerg"_ba << int(LogLevel::Critical);
    QTest::newRow("unknown") << "shout"_ba << int(LogLevel::Info);
}

void LogParserTest::parse_understandsLevels()
{
    QFETCH(QByteArray, word);
    QFETCH(int, level);
    LogParser parser;
    const auto log = parser.parse(R"({"text":"x","level":")" + word + R"("})", LogRecord::Kind::Line);
    QVERIFY(log);
    QCOMPARE(int(log->record.level), level);
    QCOMPARE(parseLogLevel(QString(toWord(log->record.level))), std::optional(log->record.level));
}

void LogParserTest::parse_cleansTexts()
{
    LogParser parser({.text = 10});
    const auto log =
        parser.parse(R"({"text":"a\u001b[31m\n\u202eb","labels":{"a\n":"\u0000"}})", LogRecord::Kind::Line);
    QVERIFY(log);
    QCOMPARE(log->record.text, u"a [31m \ufffdb"_s);
    QCOMPARE(log->record.labels, u"a ="_s);
    QCOMPARE(parser.fromText(std::string(100'000, 'x')).text, u"xxxxxxxxx\u2026"_s);
    QCOMPARE(parser.fromText("\xf0\x9f\x98\x80").text, u"\U0001F600"_s);
}

void LogParserTest::parse_boundsLabels()
{
    QByteArray labels;
    for (int i = 0; i < 5'000; ++i)
        labels += (i ? ",\"l" : "\"l") + QByteArray::number(i) + "\":\"v\"";
    LogParser parser({.labelCount = 3});
    const auto log = parser.parse(R"({"text":"x","labels":{)" + labels + "}}", LogRecord::Kind::Line);
    QVERIFY(log);
    QCOMPARE(log->record.labels, u"l0=v l1=v l2=v \u2026"_s);
    LogParser narrow({.labels = 8});
    const auto cut = narrow.parse(R"({"text":"x","labels":{)" + labels + "}}", LogRecord::Kind::Line);
    QVERIFY(cut);
    QCOMPARE(cut->record.labels, u"l0=v l1\u2026"_s);
}

void LogParserTest::parse_refuses_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("no JSON") << "text"_ba;
    QTest::newRow("no object") << "\"text\""_ba;
    QTest::newRow("no text") << "{\"level\":\"info\"}"_ba;
    QTest::newRow("text is no string") << "{\"text\":1}"_ba;
    QTest::newRow("too large") << "{\"text\":\"" + QByteArray(2'000, 'x') + "\"}";
}

void LogParserTest::parse_refuses()
{
    QFETCH(QByteArray, payload);
    LogParser parser({.payload = 1'000});
    const auto log = parser.parse(payload, LogRecord::Kind::Line);
    QVERIFY(!log);
    QVERIFY(!log.error().message.isEmpty());
}

void LogParserTest::parse_anyBytesGiveAResult()
{
    LogParser parser;
    QRandomGenerator random(7);
    const QByteArray seed = R"({"t":1,"text":"\ud83d\ude00 x","level":"warn","labels":{"a":"b","c":1.5}})";
    int readable = 0;
    for (int i = 0; i < 10'000; ++i) {
        QByteArray bytes = seed;
        for (int edits = random.bounded(4); edits > 0; --edits)
            bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
        const auto log = parser.parse(bytes, LogRecord::Kind::Line);
        readable += log ? 1 : 0;
        QVERIFY(log || !log.error().message.isEmpty());
    }
    QVERIFY(readable > 1'000 && readable < 10'000);
}

QTEST_GUILESS_MAIN(LogParserTest)
#include "tst_logparser.moc"
