// SPDX-License-Identifier: MIT
#include "models/ingest/mappingparser.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

using Kind = FeedMapping::Value::Kind;

namespace {

/// "name=value@time", in order.
QStringList textsOf(const Metrics &metrics)
{
    QStringList texts;
    for (const MetricsValue &value : metrics.values) {
        QString text = QString::fromUtf8(value.name.data(), qsizetype(value.name.size())) + u'=';
        if (value.kind == SampleKind::Number)
            text += QString::number(value.number);
        else if (value.kind == SampleKind::State)
            text += u'"' + QString::fromUtf8(value.state.data(), qsizetype(value.state.size())) + u'"';
        else
            text += u"null"_s;
        if (value.timeMs)
            text += u'@' + QString::number(*value.timeMs);
        texts << text;
    }
    return texts;
}

QStringList countedIn(const std::vector<CountedSeries> &counted)
{
    QStringList texts;
    for (const CountedSeries &series : counted)
        texts << QString::fromUtf8(series.name.data(), qsizetype(series.name.size())) +
                     (series.isRate ? u"/s"_s : QString());
    return texts;
}

FeedMapping::Value valueAt(const QByteArray &pointer)
{
    return {.series = "x"_ba, .pointer = pointer};
}

} // namespace

class MappingParserTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pointers_readEveryKind_data();
    void pointers_readEveryKind();
    void pointers_thatLeadNowhereAreCountedAndSaidOnce();
    void pointers_toObjectsAndLongTextsAreRefused();
    void labels_areAddedInOrderAndEscaped();
    void labels_thatAreMissingAreLeftOut();
    void each_readsElementsOnTheirOwn();
    void each_thatIsNoArrayIsCounted();
    void each_isBounded();
    void time_isUnderstood_data();
    void time_isUnderstood();
    void time_isLookedForInThePayloadToo();
    void time_ofThePayloadIsLookedForOnce();
    void text_givesLines();
    void counted_areAnEntryForEachEvent();
    void standing_areThoseWithoutLabels();
    void payloads_thatAreNoJsonAreLines();
    void payloads_thatCannotBeReadAreErrors_data();
    void payloads_thatCannotBeReadAreErrors();
    void values_areBounded();
    void badMappings_areNamedAndLeftOut();
    void anyBytes_giveAResult();
};

void MappingParserTest::pointers_readEveryKind_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QStringList>("values");
    QTest::newRow("number") << R"({"a":{"b":1.5}})"_ba
                            << "/a/b"_ba << QStringList{u"x=1.5"_s};
    QTest::newRow("whole number") << R"({"a":[7,18446744073709551615]})"_ba
                                  << "/a/1"_ba << QStringList{u"x=1.84467e+19"_s};
    QTest::newRow("bare number") << " 42 "_ba
                                 << ""_ba << QStringList{u"x=42"_s};
    QTest::newRow("string") << R"({"a":"open"})"_ba
                            << "/a"_ba << QStringList{u"x=\"open\""_s};
    QTest::newRow("a number's text stays a state") << R"({"a":"3.10"})"_ba
                                                   << "/a"_ba << QStringList{u"x=\"3.10\""_s};
    QTest::newRow("true") << R"({"a":true})"_ba
                          << "/a"_ba << QStringList{u"x=\"true\""_s};
    QTest::newRow("null") << R"({"a":null})"_ba
                          << "/a"_ba << QStringList{u"x=null"_s};
    QTest::newRow("escaped names") << R"({"a/b":{"c~d":1}})"_ba
                                   << "/a~1b/c~0d"_ba << QStringList{u"x=1"_s};
    QTest::newRow("index is no name") << R"({"1":5})"_ba
                                      << "/1"_ba << QStringList{u"x=5"_s};
    QTest::newRow("beyond the array") << R"([1])"_ba
                                      << "/1"_ba << QStringList{};
    QTest::newRow("through a number") << R"({"a":1})"_ba
                                      << "/a/b"_ba << QStringList{};
}

void MappingParserTest::pointers_readEveryKind()
{
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, pointer);
    QFETCH(QStringList, values);
    MappingParser parser({.values = {valueAt(pointer)}});
    ParsedPayload parsed;
    QVERIFY(!parser.parse(payload, parsed));
    QCOMPARE(textsOf(parsed.metrics), values);
    QCOMPARE(parsed.missing, quint64(values.isEmpty() ? 1 : 0));
}

void MappingParserTest::pointers_thatLeadNowhereAreCountedAndSaidOnce()
{
    MappingParser parser({.values = {valueAt("/a"_ba), valueAt("/b"_ba)}});
    ParsedPayload parsed;
    QVERIFY(!parser.parse("{}", parsed));
    QCOMPARE(parsed.missing, quint64(2));
    QVERIFY2(parsed.firstMissing.contains(u"/a"_s), qPrintable(parsed.firstMissing));
    QVERIFY(!parser.parse("{}", parsed));
    QVERIFY2(parsed.firstMissing.contains(u"/b"_s), qPrintable(parsed.firstMissing));
    QVERIFY(!parser.parse("{}", parsed));
    QCOMPARE(parsed.missing, quint64(2));
    QVERIFY(parsed.firstMissing.isEmpty());
}

void MappingParserTest::pointers_toObjectsAndLongTextsAreRefused()
{
    MappingParser parser({.values = {valueAt("/a"_ba), valueAt("/b"_ba), valueAt("/c"_ba)}}, {.state = 3});
    ParsedPayload parsed;
    QVERIFY(!parser.parse(R"({"a":{},"b":"long","c":"cut"})", parsed));
    QCOMPARE(textsOf(parsed.metrics), QStringList{u"x=\"cut\""_s});
    QCOMPARE(parsed.metrics.refused, quint64(2));
    QVERIFY(!parsed.metrics.firstRefusal.isEmpty());
}

void MappingParserTest::labels_areAddedInOrderAndEscaped()
{
    MappingParser parser({.values = {{.series = "x{k=\"1\"}"_ba,
                                      .pointer = "/v"_ba,
                                      .labels = {{"z"_ba, "/z"_ba}, {"b"_ba, "/b"_ba}, {"c"_ba, "/c"_ba}}}}});
    ParsedPayload parsed;
    QVERIFY(!parser.parse(R"({"v":1,"z":"say \"a\\b\"\n","b":12,"c":true})", parsed));
    QCOMPARE(parsed.metrics.values.size(), size_t(1));
    const std::string_view name = parsed.metrics.values[0].name;
    const auto key = SeriesKey::parse(QByteArrayView(name.data(), qsizetype(name.size())));
    QVERIFY(key);
    QCOMPARE(key->base(), "x"_ba);
    QCOMPARE(key->labels(),
             (QList<SeriesKey::Label>{
                 {"b"_ba, "12"_ba}, {"c"_ba, "true"_ba}, {"k"_ba, "1"_ba}, {"z"_ba, "say \"a\\b\" "_ba}}));
}

void MappingParserTest::labels_thatAreMissingAreLeftOut()
{
    MappingParser parser(
        {.values = {{.series = "x"_ba, .pointer = "/v"_ba, .labels = {{"a"_ba, "/a"_ba}, {"b"_ba, "/b"_ba}}}}});
    ParsedPayload parsed;
    QVERIFY(!parser.parse(R"({"v":1,"b":{}})", parsed));
    QVERIFY(!parser.parse(R"({"v":1,"b":"","a":null})", parsed));
    QCOMPARE(textsOf(parsed.metrics), QStringList{u"x=1"_s});
    QVERIFY(!parser.parse(R"({"v":1,"b":"y"})", parsed));
    QCOMPARE(textsOf(parsed.metrics), QStringList{u"x{b=\"y\"}=1"_s});
}

void MappingParserTest::each_readsElementsOnTheirOwn()
{
    MappingParser parser({.values = {{.series = "x"_ba, .pointer = "/v"_ba, .labels = {{"id"_ba, "/id"_ba}}}},
                          .each = "/items"_ba,
                          .hasEach = true,
                          .time = "/t"_ba});
    ParsedPayload parsed;
    QVERIFY(!parser.parse(
        R"({"items":[{"id":"a","v":1,"t":1700000000000},{"id":"b","t":1},{"id":"c","v":3,"t":1700000001}]})", parsed));
    QCOMPARE(textsOf(parsed.metrics),
             (QStringList{u"x{id=\"a\"}=1@1700000000000"_s, u"x{id=\"c\"}=3@1700000001000"_s}));
    QCOMPARE(parsed.missing, quint64(1));
}

void MappingParserTest::each_thatIsNoArrayIsCounted()
{
    MappingParser parser({.values = {valueAt("/v"_ba)}, .hasEach = true});
    ParsedPayload parsed;
    QVERIFY(!parser.parse(R"([{"v":1},{"v":2}])", parsed));
    QCOMPARE(textsOf(parsed.metrics), (QStringList{u"x=1"_s, u"x=2"_s}));
    QVERIFY(!parser.parse(R"({"v":1})", parsed));
    QVERIFY(parsed.metrics.values.empty());
    QCOMPARE(parsed.missing, quint64(1));
}

void MappingParserTest::each_isBounded()
{
    MappingParser parser({.values = {valueAt(""_ba)}, .hasEach = true}, {.elements = 3});
    ParsedPayload parsed;
    QVERIFY(!parser.parse("[1,2,3]", parsed));
    const auto error = parser.parse("[1,2,3,4]", parsed);
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::TooLarge);
}

void MappingParserTest::time_isUnderstood_data()
{
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<qint64>("ms");
    QTest::newRow("ms") << "1700000000123"_ba << qint64(1'700'000'000'123);
    QTest::newRow("s") << "1700000000"_ba << qint64(1'700'000'000'000);
    QTest::newRow("s with fraction") << "1700000000.25"_ba << qint64(1'700'000'000'250);
    QTest::newRow("zero") << "0"_ba << qint64(0);
    QTest::newRow("iso, utc") << R"("2023-11-14T22:13:20Z")"_ba << qint64(1'700'000'000'000);
    QTest::newRow("iso, zone") << R"("2023-11-14T23:13:20.500+01:00")"_ba << qint64(1'700'000'000'500);
    QTest::newRow("iso, microseconds") << R"("2023-11-14T22:13:20.123456Z")"_ba << qint64(1'700'000'000'123);
    QTest::newRow("iso, no zone") << R"("2023-11-14T22:13:20")"_ba << qint64(1'700'000'000'000);
    QTest::newRow("a date") << R"("2023-11-14")"_ba << qint64(1'699'920'000'000);
    QTest::newRow("too far") << "1e16"_ba << qint64(-1);
    QTest::newRow("a word") << R"("yesterday")"_ba << qint64(-1);
    QTest::newRow("null") << "null"_ba << qint64(-1);
}

void MappingParserTest::time_isUnderstood()
{
    QFETCH(QByteArray, time);
    QFETCH(qint64, ms);
    MappingParser parser({.values = {valueAt("/v"_ba)}, .time = "/t"_ba});
    ParsedPayload parsed;
    QVERIFY(!parser.parse(R"({"v":1,"t":)" + time + '}', parsed));
    QCOMPARE(parsed.metrics.values.size(), size_t(1));
    QCOMPARE(parsed.metrics.values[0].timeMs.value_or(-1), ms);
    QCOMPARE(parsed.missing, quint64(ms < 0 ? 1 : 0));
}

void MappingParserTest::time_isLookedForInThePayloadToo()
{
    MappingParser parser({.values = {valueAt("/v"_ba)}, .each = "/items"_ba, .hasEach = true, .time = "/t"_ba});
    ParsedPayload parsed;
    QVERIFY(!parser.parse(R"({"t":1700000000,"items":[{"v":1},{"v":2,"t":1700000009}]})", parsed));
    QCOMPARE(textsOf(parsed.metrics), (QStringList{u"x=1@1700000000000"_s, u"x=2@1700000009000"_s}));
}

/// As much as a payload may hold before its time, and as many elements without one: looked for in each, that would be
/// billions of steps, and a minute of the network thread.
void MappingParserTest::time_ofThePayloadIsLookedForOnce()
{
    MappingParser parser(
        {.values = {{.series = "x"_ba, .pointer = "/v"_ba}}, .each = "/e"_ba, .hasEach = true, .time = "/t"_ba});
    QByteArray payload = "{\"e\":[{\"v\":0}"_ba;
    for (int i = 1; i < 10'000; ++i)
        payload += ",{\"v\":1}";
    payload += ']';
    while (payload.size() < 7'900'000)
        payload += ",\"a\":0";
    payload += ",\"t\":1700000000000}";
    ParsedPayload parsed;
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!parser.parse(payload, parsed));
    QVERIFY(timer.elapsed() < 5'000);
    QCOMPARE(parsed.metrics.values.size(), size_t(10'000));
    QCOMPARE(parsed.metrics.values.back().timeMs, std::optional<qint64>(1'700'000'000'000));
}

void MappingParserTest::text_givesLines()
{
    MappingParser parser({.time = "/t"_ba, .text = "/m"_ba}, {.line = 10});
    const auto lineOf = [&](const QByteArray &payload) {
        ParsedPayload parsed;
        if (parser.parse(payload, parsed) || parsed.lines.size() != 1)
            return u"none"_s;
        const auto &line = parsed.lines[0];
        return QString::fromUtf8(line.text.data(), qsizetype(line.text.size())) + u'@' +
               QString::number(line.timeMs.value_or(-1));
    };
    QCOMPARE(lineOf(R"({"m":"hello","t":1700000000})"_ba), u"hello@1700000000000"_s);
    QCOMPARE(lineOf(R"({"m":17})"_ba), u"17@-1"_s);
    QCOMPARE(lineOf(R"({"m":{"a": 1}})"_ba), u"{\"a\":1}@-1"_s);
    QCOMPARE(lineOf(R"({"m":"0123456789abcdef"})"_ba), u"0123456789@-1"_s);
    QCOMPARE(lineOf(R"({"m":null})"_ba), u"none"_s);
    QCOMPARE(lineOf(R"({})"_ba), u"none"_s);
}

void MappingParserTest::counted_areAnEntryForEachEvent()
{
    MappingParser parser({.values = {{.series = "edits"_ba, .kind = Kind::Rate, .labels = {{"wiki"_ba, "/w"_ba}}},
                                     {.series = "total"_ba, .kind = Kind::Count}},
                          .hasEach = true});
    ParsedPayload parsed;
    QVERIFY(!parser.parse(R"([{"w":"en"},{}])", parsed));
    QCOMPARE(countedIn(parsed.counted), (QStringList{u"edits{wiki=\"en\"}/s"_s, u"total"_s, u"edits/s"_s, u"total"_s}));
    QCOMPARE(parsed.missing, quint64(0));
}

void MappingParserTest::standing_areThoseWithoutLabels()
{
    const MappingParser parser({.values = {{.series = "edits"_ba, .kind = Kind::Rate, .labels = {{"w"_ba, "/w"_ba}}},
                                           valueAt("/v"_ba),
                                           {.series = "rate{kind=\"all\"}"_ba, .kind = Kind::Rate},
                                           {.series = "total"_ba, .kind = Kind::Count}}});
    QCOMPARE(countedIn(parser.standing()), (QStringList{u"rate{kind=\"all\"}/s"_s, u"total"_s}));
}

void MappingParserTest::payloads_thatAreNoJsonAreLines()
{
    MappingParser parser({.values = {valueAt("/v"_ba), {.series = "n"_ba, .kind = Kind::Count}}});
    ParsedPayload parsed;
    QVERIFY(!parser.parse("door 3 opened", parsed));
    QCOMPARE(parsed.lines.size(), size_t(1));
    QCOMPARE(QByteArray(parsed.lines[0].text.data(), qsizetype(parsed.lines[0].text.size())), "door 3 opened"_ba);
    QCOMPARE(countedIn(parsed.counted), QStringList{u"n"_s});
    QCOMPARE(parsed.missing, quint64(1));
    QVERIFY(!parsed.firstMissing.isEmpty());
    QVERIFY(!parser.parse("again", parsed));
    QVERIFY(parsed.firstMissing.isEmpty());
}

void MappingParserTest::payloads_thatCannotBeReadAreErrors_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("kind");
    QTest::newRow("cut off") << R"({"v":1)"_ba << int(ErrorKind::BadData);
    QTest::newRow("array cut off") << " [1,"_ba << int(ErrorKind::BadData);
    QTest::newRow("empty") << ""_ba << int(ErrorKind::BadData);
    QTest::newRow("not utf-8") << "\xff\xfe"_ba << int(ErrorKind::BadData);
    QTest::newRow("nul") << "a\0b"_ba << int(ErrorKind::BadData);
    QTest::newRow("deep") << QByteArray(2'000, '[') + QByteArray(2'000, ']') << int(ErrorKind::BadData);
    QTest::newRow("long") << QByteArray(5'000, 'x') << int(ErrorKind::TooLarge);
}

void MappingParserTest::payloads_thatCannotBeReadAreErrors()
{
    QFETCH(QByteArray, payload);
    QFETCH(int, kind);
    MappingParser parser({.values = {valueAt("/v"_ba)}}, {.payload = 4'999});
    ParsedPayload parsed;
    const auto error = parser.parse(payload, parsed);
    QVERIFY(error);
    QCOMPARE(int(error->kind), kind);
    QVERIFY(!error->message.isEmpty());
    QVERIFY(!parser.parse(R"({"v":1})", parsed));
    QCOMPARE(textsOf(parsed.metrics), QStringList{u"x=1"_s});
}

void MappingParserTest::values_areBounded()
{
    MappingParser parser({.values = {valueAt(""_ba), valueAt(""_ba)}, .hasEach = true}, {.values = 4});
    ParsedPayload parsed;
    QVERIFY(!parser.parse("[1,2]", parsed));
    const auto error = parser.parse("[1,2,3]", parsed);
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::TooLarge);
}

void MappingParserTest::badMappings_areNamedAndLeftOut()
{
    MappingParser parser({.values = {valueAt("no slash"_ba), {.series = "{"_ba, .pointer = "/a"_ba}, valueAt("/a"_ba)},
                          .time = "/~"_ba});
    QCOMPARE(parser.problems().size(), 3);
    ParsedPayload parsed;
    QVERIFY(!parser.parse(R"({"a":1})", parsed));
    QCOMPARE(textsOf(parsed.metrics), QStringList{u"x=1"_s});
}

void MappingParserTest::anyBytes_giveAResult()
{
    MappingParser parser({.values = {valueAt("/a/0"_ba),
                                     valueAt(""_ba),
                                     {.series = "n"_ba, .kind = Kind::Rate, .labels = {{"l"_ba, "/l"_ba}}}},
                          .each = "/items"_ba,
                          .hasEach = true,
                          .time = "/t"_ba,
                          .text = "/m"_ba});
    const QByteArray seed =
        R"({"t":1,"items":[{"a":[1,"x",null,{}],"l":"\u0001\ud83d\ude00","m":"\n","t":"2024-01-01"},5]})";
    QRandomGenerator random(20'240'101);
    ParsedPayload parsed;
    int readable = 0;
    for (int i = 0; i < 20'000; ++i) {
        QByteArray bytes = seed;
        for (int edits = random.bounded(6); edits > 0; --edits) {
            const qsizetype at = random.bounded(int(bytes.size()));
            switch (random.bounded(3)) {
            case 0:
                bytes[at] = char(random.bounded(256));
                break;
            case 1:
                bytes.remove(at, random.bounded(4));
                break;
            default:
                bytes.insert(at, bytes.mid(random.bounded(int(bytes.size())), random.bounded(20)));
            }
            if (bytes.isEmpty())
                bytes = seed;
        }
        const auto error = parser.parse(bytes, parsed);
        QVERIFY(!error || !error->message.isEmpty());
        readable += error ? 0 : 1;
        for (const MetricsValue &value : parsed.metrics.values)
            QVERIFY(error || SeriesKey::parse(QByteArrayView(value.name.data(), qsizetype(value.name.size()))));
    }
    QVERIFY(readable > 1'000 && readable < 20'000);
}

QTEST_GUILESS_MAIN(MappingParserTest)
#include "tst_mappingparser.moc"
