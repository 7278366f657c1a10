// SPDX-License-Identifier: MIT
#include "models/ingest/metricsparser.h"

#include <QRandomGenerator>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class MetricsParserTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parse_readsAllKinds();
    void parse_readsValuesWithTheirOwnTime();
    void parse_numbers_data();
    void parse_numbers();
    void parse_refusesSingleValues_data();
    void parse_refusesSingleValues();
    void parse_refusesPayloads_data();
    void parse_refusesPayloads();
    void parse_skipsWhatItDoesNotKnow();
    void parse_deepNestingIsSkipped();
    void parse_duplicateNamesComeInOrder();
    void parse_isBounded();
    void parse_isTotal_data();
    void parse_isTotal();
    void parse_canBeUsedAgainAfterAnError();
};

void MetricsParserTest::parse_readsAllKinds()
{
    MetricsParser parser;
    Metrics metrics;
    const QByteArray payload =
        R"({"t":1700000000123,"values":{"cpu.busy":42.1,"net.rx{dev=\"eth0\"}":1234,"door":"open","x":null}})"_ba;
    QVERIFY(!parser.parse(payload, metrics));
    QCOMPARE(metrics.timeMs, std::optional<qint64>(1'700'000'000'123));
    QCOMPARE(metrics.values.size(), size_t(4));
    QCOMPARE(metrics.values[0].name, std::string_view("cpu.busy"));
    QCOMPARE(metrics.values[0].number, 42.1);
    QCOMPARE(metrics.values[1].name, std::string_view("net.rx{dev=\"eth0\"}"));
    QCOMPARE(metrics.values[2].kind, SampleKind::State);
    QCOMPARE(metrics.values[2].state, std::string_view("open"));
    QCOMPARE(metrics.values[3].kind, SampleKind::Missing);
    QCOMPARE(metrics.refused, quint64(0));
}

void MetricsParserTest::parse_readsValuesWithTheirOwnTime()
{
    MetricsParser parser;
    Metrics metrics;
    QVERIFY(!parser.parse(R"({"values":{"a":[1000,7],"b":[2000,"on"],"c":[3000,null]},"t":9})"_ba, metrics));
    QCOMPARE(metrics.values.size(), size_t(3));
    QCOMPARE(metrics.values[0].timeMs, std::optional<qint64>(1'000));
    QCOMPARE(metrics.values[0].number, 7.0);
    QCOMPARE(metrics.values[1].state, std::string_view("on"));
    QCOMPARE(metrics.values[2].kind, SampleKind::Missing);
    QCOMPARE(metrics.timeMs, std::optional<qint64>(9));
}

void MetricsParserTest::parse_numbers_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<double>("expected");
    QTest::newRow("zero") << "0"_ba << 0.0;
    QTest::newRow("negative") << "-12.5"_ba << -12.5;
    QTest::newRow("exponent") << "1e-3"_ba << 0.001;
    QTest::newRow("largest double") << "1.7976931348623157e308"_ba << 1.7976931348623157e308;
    QTest::newRow("beyond 2^53") << "9007199254740993"_ba << 9007199254740992.0;
    QTest::newRow("beyond 2^64") << "123456789012345678901234567890"_ba << 123456789012345678901234567890.0;
    QTest::newRow("too small becomes zero") << "1e-400"_ba << 0.0;
}

void MetricsParserTest::parse_numbers()
{
    QFETCH(QByteArray, number);
    MetricsParser parser;
    Metrics metrics;
    QVERIFY(!parser.parse(R"({"t":1,"values":{"a":)" + number + "}}", metrics));
    QCOMPARE(metrics.values.size(), size_t(1));
    QTEST(metrics.values[0].number, "expected");
}

void MetricsParserTest::parse_refusesSingleValues_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("infinite") << "1e309"_ba;
    QTest::newRow("minus infinite") << "-1e309"_ba;
    QTest::newRow("hundreds of digits") << QByteArray(400, '9');
    QTest::newRow("boolean") << "true"_ba;
    QTest::newRow("object") << R"({"v":1})"_ba;
    QTest::newRow("empty array") << "[]"_ba;
    QTest::newRow("time alone") << "[1]"_ba;
    QTest::newRow("three elements") << "[1,2,3]"_ba;
    QTest::newRow("time that is none") << R"(["x",2])"_ba;
    QTest::newRow("time out of range") << "[1e300,2]"_ba;
    QTest::newRow("array in an array") << "[1,[2]]"_ba;
    QTest::newRow("state too long") << '"' + QByteArray(257, 'x') + '"';
}

void MetricsParserTest::parse_refusesSingleValues()
{
    QFETCH(QByteArray, value);
    MetricsParser parser;
    Metrics metrics;
    const auto error = parser.parse(R"({"t":1,"values":{"before":1,"a":)" + value + R"(,"after":2}})", metrics);
    QVERIFY2(!error, error ? qPrintable(error->message) : "");
    QCOMPARE(metrics.refused, quint64(1));
    QVERIFY(!metrics.firstRefusal.isEmpty());
    QCOMPARE(metrics.values.size(), size_t(2));
    QCOMPARE(metrics.values[1].name, std::string_view("after"));
    QCOMPARE(metrics.values[1].number, 2.0);
}

void MetricsParserTest::parse_refusesPayloads_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("spaces") << "   "_ba;
    QTest::newRow("text") << "hello"_ba;
    QTest::newRow("number") << "42"_ba;
    QTest::newRow("array") << "[]"_ba;
    QTest::newRow("null") << "null"_ba;
    QTest::newRow("no values") << R"({"t":1})"_ba;
    QTest::newRow("values is an array") << R"({"t":1,"values":[]})"_ba;
    QTest::newRow("cut off") << R"({"t":1,"values":{"a":1)"_ba;
    QTest::newRow("cut off in a string") << R"({"t":1,"values":{"a)"_ba;
    QTest::newRow("something follows") << R"({"t":1,"values":{"a":1}} x)"_ba;
    QTest::newRow("two objects") << R"({"t":1,"values":{}}{"t":2,"values":{}})"_ba;
    QTest::newRow("NaN") << R"({"t":1,"values":{"a":NaN}})"_ba;
    QTest::newRow("Infinity") << R"({"t":1,"values":{"a":Infinity}})"_ba;
    QTest::newRow("nearly null") << R"({"t":1,"values":{"a":nul}})"_ba;
    QTest::newRow("bad escape") << R"({"t":1,"values":{"\x":1}})"_ba;
    QTest::newRow("half a surrogate") << R"({"t":1,"values":{"\ud800":1}})"_ba;
    QTest::newRow("not utf-8") << "{\"t\":1,\"values\":{\"\xff\":1}}"_ba;
    QTest::newRow("raw control character") << "{\"t\":1,\"values\":{\"a\nb\":1}}"_ba;
    QTest::newRow("t twice") << R"({"t":1,"t":2,"values":{}})"_ba;
    QTest::newRow("values twice") << R"({"t":1,"values":{},"values":{}})"_ba;
    QTest::newRow("t is text") << R"({"t":"now","values":{}})"_ba;
    QTest::newRow("t out of range") << R"({"t":1e300,"values":{}})"_ba;
    QTest::newRow("no comma") << R"({"t":1 "values":{}})"_ba;
    QTest::newRow("no colon") << R"({"t":1,"values":{"a" 1}})"_ba;
}

void MetricsParserTest::parse_refusesPayloads()
{
    QFETCH(QByteArray, payload);
    MetricsParser parser;
    Metrics metrics;
    const auto error = parser.parse(payload, metrics);
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::BadData);
    QVERIFY(!error->message.isEmpty());
}

void MetricsParserTest::parse_skipsWhatItDoesNotKnow()
{
    MetricsParser parser;
    Metrics metrics;
    const QByteArray payload =
        R"({"id":"7f3a:1","x":[1,{"values":{"no":1}}],"values":{"a":1},"alerts":[{"t":5}],"y":null})"_ba;
    QVERIFY(!parser.parse(payload, metrics));
    QVERIFY(!metrics.timeMs);
    QCOMPARE(metrics.values.size(), size_t(1));
}

void MetricsParserTest::parse_deepNestingIsSkipped()
{
    constexpr int depth = 500'000;
    MetricsParser parser;
    Metrics metrics;
    const QByteArray deep = QByteArray(depth, '[') + QByteArray(depth, ']');
    QVERIFY(!parser.parse(R"({"values":{"a":1},"x":)" + deep + '}', metrics));
    QCOMPARE(metrics.values.size(), size_t(1));
    QVERIFY(!parser.parse(R"({"values":{"a":)" + deep + R"(,"b":1}})", metrics));
    QCOMPARE(metrics.refused, quint64(1));
    // Never closed: an error, whichever it is.
    QVERIFY(parser.parse(R"({"values":{"a":)" + QByteArray(depth, '['), metrics));
    QVERIFY(parser.parse(QByteArray(depth, '{'), metrics));
}

void MetricsParserTest::parse_duplicateNamesComeInOrder()
{
    MetricsParser parser;
    Metrics metrics;
    QVERIFY(!parser.parse(R"({"t":1,"values":{"a":1,"a":2}})"_ba, metrics));
    QCOMPARE(metrics.values.size(), size_t(2));
    QCOMPARE(metrics.values[1].number, 2.0);
}

void MetricsParserTest::parse_isBounded()
{
    MetricsLimits limits;
    limits.payload = 60;
    limits.values = 2;
    limits.state = 3;
    MetricsParser parser(limits);
    Metrics metrics;
    const QByteArray fits = R"({"t":1,"values":{"a":"xyz","b":2}})"_ba;
    QVERIFY(!parser.parse(fits, metrics));
    QCOMPARE(metrics.refused, quint64(0));
    QCOMPARE(parser.parse(R"({"t":1,"values":{"a":1,"b":2,"c":3}})"_ba, metrics)->kind, ErrorKind::TooLarge);
    QCOMPARE(parser.parse(fits + QByteArray(30, ' '), metrics)->kind, ErrorKind::TooLarge);
    QVERIFY(!parser.parse(R"({"t":1,"values":{"a":"wxyz","b":2}})"_ba, metrics));
    QCOMPARE(metrics.refused, quint64(1));
}

void MetricsParserTest::parse_isTotal_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 20; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

/// Every cut of a payload, and random damage: whatever comes out, nothing breaks and no number is not finite.
void MetricsParserTest::parse_isTotal()
{
    QFETCH(int, seed);
    QRandomGenerator random{quint32(seed)};
    const QByteArray whole = R"({"t":17,"values":{"a{b=\"c\"}":1.5e3,"d":[2,-4],"e":"\u00e4\n","f":null},"z":[{}]})"_ba;
    MetricsParser parser;
    Metrics metrics;
    for (qsizetype cut = 0; cut < whole.size(); ++cut)
        QVERIFY(parser.parse(whole.first(cut), metrics));
    QVERIFY(!parser.parse(whole, metrics));
    for (int round = 0; round < 500; ++round) {
        QByteArray damaged = whole;
        for (int i = 0; i <= random.bounded(4); ++i) {
            const auto at = random.bounded(damaged.size());
            if (random.bounded(2))
                damaged[at] = char(random.bounded(256));
            else
                damaged.insert(at, QByteArray("{}[]\":,0eE-.ntf\\u").sliced(random.bounded(16), 1));
        }
        if (parser.parse(damaged, metrics))
            continue;
        for (const MetricsValue &value : metrics.values)
            QVERIFY(std::isfinite(value.number));
    }
}

void MetricsParserTest::parse_canBeUsedAgainAfterAnError()
{
    MetricsParser parser;
    Metrics metrics;
    QVERIFY(parser.parse("{"_ba, metrics));
    QVERIFY(!parser.parse(R"({"t":1,"values":{"a":1}})"_ba, metrics));
    QCOMPARE(metrics.values.size(), size_t(1));
    QCOMPARE(metrics.refused, quint64(0));
}

QTEST_GUILESS_MAIN(MetricsParserTest)
#include "tst_metricsparser.moc"
