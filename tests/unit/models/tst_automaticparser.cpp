// SPDX-License-Identifier: MIT
#include "models/ingest/automaticparser.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// "name=value" of each value, then "line: text" of each line.
QStringList textsOf(const ParsedPayload &parsed)
{
    QStringList texts;
    for (const MetricsValue &value : parsed.metrics.values)
        texts << textOf(value.name) + u'=' +
                     (value.kind == SampleKind::State ? textOf(value.state) : QString::number(value.number));
    for (const ParsedPayload::Line &line : parsed.lines)
        texts << u"line: "_s + textOf(line.text);
    return texts;
}

} // namespace

class AutomaticParserTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void payloads_showWhatTheyHold_data();
    void payloads_showWhatTheyHold();
    void metrics_areReadWithTheirTime();
    void events_areCounted();
    void whatIsNoText_isAnError_data();
    void whatIsNoText_isAnError();
    void values_areBounded();
};

void AutomaticParserTest::payloads_showWhatTheyHold_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QStringList>("texts");
    QTest::newRow("numbers and booleans") << R"({"a":1,"b":2.5,"ok":true,"title":"x","none":null,"list":[1]})"_ba
                                          << QStringList{u"a=1"_s, u"b=2.5"_s, u"ok=true"_s};
    QTest::newRow("nested") << R"({"main":{"temp":3,"wind":{"speed":4}},"x":1})"_ba
                            << QStringList{u"main.temp=3"_s, u"main.wind.speed=4"_s, u"x=1"_s};
    QTest::newRow("too deep") << R"({"1":{"2":{"3":{"a":1,"4":{"b":2}}}}})"_ba << QStringList{u"1.2.3.a=1"_s};
    QTest::newRow("metrics") << R"({"values":{"cpu":1,"door":"open"}})"_ba << QStringList{u"cpu=1"_s, u"door=open"_s};
    QTest::newRow("values that is a number") << R"({"values":7})"_ba << QStringList{u"values=7"_s};
    QTest::newRow("a number") << "17"_ba << QStringList{u"value=17"_s};
    QTest::newRow("a boolean") << "false"_ba << QStringList{u"value=false"_s};
    QTest::newRow("a text in JSON") << R"("hello")"_ba << QStringList{u"line: hello"_s};
    QTest::newRow("a text") << "hello"_ba << QStringList{u"line: hello"_s};
    QTest::newRow("a text like JSON") << "[info] started"_ba << QStringList{u"line: [info] started"_s};
    QTest::newRow("a long text") << QByteArray(5'000, 'x') << QStringList{u"line: "_s + QString(4'096, u'x')};
    QTest::newRow("an array") << "[1,2]"_ba << QStringList{};
    QTest::newRow("null") << "null"_ba << QStringList{};
}

void AutomaticParserTest::payloads_showWhatTheyHold()
{
    QFETCH(QByteArray, payload);
    QFETCH(QStringList, texts);
    AutomaticParser parser;
    ParsedPayload parsed;
    QVERIFY(!parser.parse(payload, parsed));
    QCOMPARE(textsOf(parsed), texts);
}

void AutomaticParserTest::metrics_areReadWithTheirTime()
{
    AutomaticParser parser;
    ParsedPayload parsed;
    QVERIFY(!parser.parse(R"({"t":5,"values":{"a":1}})", parsed));
    QCOMPARE(parsed.metrics.timeMs, std::optional<qint64>(5));
    QVERIFY(!parser.parse("1", parsed));
    QVERIFY(!parsed.metrics.timeMs);
}

void AutomaticParserTest::events_areCounted()
{
    AutomaticParser parser;
    const auto standing = parser.standing();
    QCOMPARE(standing.size(), size_t(1));
    QCOMPARE(textOf(standing[0].name), u"events_per_second"_s);
    QVERIFY(standing[0].isRate);
    ParsedPayload parsed;
    QVERIFY(!parser.parse("[]", parsed));
    QVERIFY(!parser.parse("text", parsed));
    QCOMPARE(parsed.counted.size(), size_t(1));
    QCOMPARE(textOf(parsed.counted[0].name), u"events_per_second"_s);
}

void AutomaticParserTest::whatIsNoText_isAnError_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("not utf-8") << "\xc0\xaf"_ba;
    QTest::newRow("nul") << "a\0b"_ba;
    QTest::newRow("too large") << QByteArray(20'000, 'x');
}

void AutomaticParserTest::whatIsNoText_isAnError()
{
    QFETCH(QByteArray, payload);
    AutomaticParser parser({.payload = 10'000});
    ParsedPayload parsed;
    const auto error = parser.parse(payload, parsed);
    QVERIFY(error);
    QVERIFY(!error->message.isEmpty());
}

void AutomaticParserTest::values_areBounded()
{
    AutomaticParser parser({.values = 2});
    ParsedPayload parsed;
    QVERIFY(!parser.parse(R"({"a":1,"b":{"c":2}})", parsed));
    const auto error = parser.parse(R"({"a":1,"b":{"c":2,"d":3}})", parsed);
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::TooLarge);
}

QTEST_GUILESS_MAIN(AutomaticParserTest)
#include "tst_automaticparser.moc"
