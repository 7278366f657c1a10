// SPDX-License-Identifier: MIT
#include "models/dashboard/file/dashboardreader.h"

#include "models/dashboard/file/dashboardfile.h"
#include "models/dashboard/file/didyoumean.h"
#include "models/dashboard/file/objectreader.h"
#include "models/dashboard/file/vocabulary.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace telltale;

namespace {

/// Every key there is, most of them with a value that is not what holds without it.
const QByteArray fullFile = QByteArrayLiteral(
    "{\n"
    "\"$schema\": \"x\", \"format\": 1, \"id\": \"hall\", \"title\": \"Hall\", \"profile\": \"operator\",\n"
    "\"theme\": \"operator-grey\", \"time\": {\"window\": \"2h\"},\n"
    "\"freshness\": {\"late\": \"1s\", \"stale\": \"2m\", \"lost\": \"1d\"},\n"
    "\"sources\": {\n"
    " \"feed\": {\"type\": \"stream\", \"url\": \"wss://example.org/feed?room=1\", \"dialect\": \"plain\",\n"
    "  \"transports\": [\"sse\", \"ws\"], \"auth\": {\"bearerCredential\": \"feed-token\"},\n"
    "  \"headers\": {\"X-Room\": \"7\", \"X-Key\": {\"file\": \"key\", \"format\": \"Key {}\"},\n"
    "   \"X-A\": {\"env\": \"A_1\"}, \"X-B\": {\"credential\": \"b\"}},\n"
    "  \"send\": [\"hello\", \"{}\"], \"cadence\": \"on-change\", \"freshness\": {\"stale\": \"500ms\", \"late\": "
    "\"250ms\"},\n"
    "  \"map\": {\"each\": \"\", \"time\": \"/t\", \"text\": \"/m~1n\", \"values\": [\n"
    "   {\"series\": \"a.b\", \"value\": \"/v\", \"labels\": {\"dev\": \"/d\"}}, {\"series\": \"n\", \"events\": "
    "\"rate\"}]}},\n"
    " \"here\": {\"type\": \"local\"},\n"
    " \"tape\": {\"type\": \"recording\", \"file\": \"tape.jsonl\"}\n"
    "},\n"
    "\"pages\": [{\"id\": \"p\", \"title\": \"P\", \"columns\": 12, \"rows\": 9, \"panels\": [\n"
    " {\"id\": \"s\", \"type\": \"stat\", \"title\": \"S\", \"at\": [1, 2, 3, 4], \"unit\": \"celsius\", \"decimals\": "
    "2,\n"
    "  \"min\": -1, \"max\": 9.5, \"reduce\": \"mean\", \"window\": \"30s\", \"cadence\": \"periodic\",\n"
    "  \"freshness\": {\"lost\": \"3d\"}, \"options\": {\"spark\": \"none\"},\n"
    "  \"data\": [{\"source\": \"feed\", \"series\": \"a{y=\\\"2\\\",x=\\\"1\\\"}\", \"legend\": \"{{x}}\", "
    "\"negate\": true,\n"
    "    \"labels\": {\"z\": \"!/boot\", \"dev\": \"eth*\"}, \"derive\": \"rate\"}],\n"
    "  \"details\": [{\"source\": \"here\", \"series\": \"d*\", \"derive\": {\"op\": \"sum\", \"by\": [\"dev\"]}},\n"
    "    {\"source\": \"here\", \"series\": \"e\", \"derive\": {\"op\": \"scale\", \"factor\": 2, \"offset\": 1}},\n"
    "    {\"source\": \"here\", \"series\": \"f\", \"derive\": {\"op\": \"difference\", \"other\": \"g\"}}],\n"
    "  \"thresholds\": {\"mode\": \"percentage\", \"direction\": \"down\", \"show\": \"bands\", \"hysteresis\": 0.5,\n"
    "    \"steps\": [{\"at\": null, \"state\": \"low\"}, {\"at\": 50, \"state\": \"high\"}, {\"at\": 20, \"state\": "
    "\"critical\"}]},\n"
    "  \"map\": [{\"value\": \"RUN\", \"text\": \"running\"}, {\"value\": 3, \"state\": \"ok\"}, {\"from\": 1, \"to\": "
    "2, \"state\": \"low\"},\n"
    "    {\"to\": 0, \"text\": \"none\"}, {\"missing\": true, \"text\": \"gone\", \"state\": \"medium\"}]},\n"
    " {\"type\": \"timeseries\", \"at\": [4, 0, 2, 2], \"data\": [{\"source\": \"tape\", \"series\": \"x\"}],\n"
    "  \"thresholds\": {\"base\": \"medium\", \"steps\": []},\n"
    "  \"options\": {\"style\": \"steps\", \"stack\": \"normal\", \"legend\": \"right\", \"legendValues\": [\"min\", "
    "\"count\"],\n"
    "   \"fill\": 0.25, \"axis\": {\"zeroCentered\": true}}},\n"
    " {\"type\": \"table\", \"at\": [6, 0, 2, 2], \"data\": [{\"source\": \"here\", \"series\": \"u*\"}, {\"source\": "
    "\"here\", \"series\": \"v*\"}],\n"
    "  \"min\": 0, \"max\": 9, \"options\": {\"rowsBy\": [\"dev\"], \"sort\": \"-V\", \"columns\": [{\"label\": "
    "\"dev\"},\n"
    "   {\"title\": \"U\", \"data\": \"u*\", \"unit\": \"bytes\", \"decimals\": 0, \"cell\": \"bar\"}, {\"title\": "
    "\"V\", \"data\": 1}]}},\n"
    " {\"type\": \"log\", \"at\": [8, 0, 2, 2], \"source\": \"tape\", \"options\": {\"limit\": 7, \"level\": "
    "\"error\"}},\n"
    " {\"type\": \"clock\", \"at\": [10, 0, 2, 2], \"options\": {\"zones\": [\"Europe/Berlin\"], \"seconds\": true}},\n"
    " {\"type\": \"text\", \"at\": [10, 2, 2, 2], \"text\": \"<b>plain</b>\"}\n"
    "]}]}\n");

SourceSpec expectedFeed()
{
    using Kind = SecretReference::Kind;
    SourceSpec feed{u"feed"_s};
    feed.url = u"wss://example.org/feed?room=1"_s;
    feed.dialect = u"plain"_s;
    feed.transports = {u"sse"_s, u"ws"_s};
    feed.headers = {{"X-Room"_ba, u"7"_s}};
    feed.secretHeaders = {{"Authorization"_ba, {Kind::Credential, u"feed-token"_s, u"Bearer {}"_s}},
                          {"X-Key"_ba, {Kind::File, u"key"_s, u"Key {}"_s}},
                          {"X-A"_ba, {Kind::Environment, u"A_1"_s}},
                          {"X-B"_ba, {Kind::Credential, u"b"_s}}};
    feed.send = {u"hello"_s, u"{}"_s};
    feed.cadence = Cadence::OnChange;
    feed.freshness = {250ms, 500ms, {}};
    feed.mapping.hasEach = true;
    feed.mapping.time = "/t";
    feed.mapping.text = "/m~1n";
    feed.mapping.values = {{"a.b"_ba, "/v"_ba, FeedMapping::Value::Kind::Pointer, {{"dev"_ba, "/d"_ba}}},
                           {"n"_ba, {}, FeedMapping::Value::Kind::Rate, {}}};
    return feed;
}

PanelSpec expectedStat()
{
    using Op = Derivation::Op;
    PanelSpec stat;
    stat.id = u"s"_s;
    stat.title = u"S"_s;
    stat.at = {1, 2, 3, 4};
    stat.unit = Unit(Unit::Celsius);
    stat.decimals = 2;
    stat.min = -1;
    stat.max = 9.5;
    stat.reduction = Reduction::Mean;
    stat.window = 30s;
    stat.cadence = Cadence::Periodic;
    stat.freshness.lost = std::chrono::hours(72);
    stat.stat.spark = StatOptions::Spark::None;
    stat.series = {{"a{x=\"1\",y=\"2\"}"_ba,
                    u"{{x}}"_s,
                    true,
                    u"feed"_s,
                    {{"dev"_ba, "eth*"_ba, false}, {"z"_ba, "/boot"_ba, true}},
                    {Op::Rate, {}, 1, 0, {}}}};
    stat.details = {{"d*"_ba, {}, false, u"here"_s, {}, {Op::Sum, {"dev"_ba}, 1, 0, {}}},
                    {"e"_ba, {}, false, u"here"_s, {}, {Op::Scale, {}, 2, 1, {}}},
                    {"f"_ba, {}, false, u"here"_s, {}, {Op::Difference, {}, 1, 0, "g"_ba}}};
    stat.thresholds = {Thresholds::Mode::Percentage,
                       Thresholds::Direction::Down,
                       Thresholds::Show::Bands,
                       Severity::Low,
                       0.5,
                       {{50, Severity::High}, {20, Severity::Critical}}};
    stat.mappings = {{u"RUN"_s, {}, {}, false, u"running"_s, {}},
                     {{}, 3, {}, false, {}, Severity::Ok},
                     {{}, {}, ValueMapping::Range{1, 2}, false, {}, Severity::Low},
                     {{}, {}, ValueMapping::Range{{}, 0}, false, u"none"_s, {}},
                     {{}, {}, {}, true, u"gone"_s, Severity::Medium}};
    return stat;
}

QStringList linesOf(const DashboardReading &reading)
{
    QStringList lines;
    for (const Diagnostic &diagnostic : reading.diagnostics)
        lines.append(toLine(diagnostic, u"f"_s));
    return lines;
}

QByteArray boardWith(const QByteArray &panels)
{
    return "{\"format\": 1, \"sources\": {\"here\": {\"type\": \"local\"}}, \"pages\": [{\"panels\": [" + panels +
           "]}]}";
}

void collectKeys(const JsonValue &value, QSet<QString> &keys)
{
    for (const JsonMember &member : value.members) {
        keys.insert(member.key);
        collectKeys(member.value, keys);
    }
    for (const JsonValue &element : value.elements)
        collectKeys(element, keys);
}

} // namespace

class DashboardReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fullFile_fillsEveryField();
    void smallFile_hasTheDefaults();
    void missingIds_areGiven();
    void everyKnownKey_isInTheFullFile();
    void schema_knowsTheSameKeysAndWords();

    void problems_areAllListedInOrder();
    void warnings_leaveItUsable();
    void newerFormat_isTheOnlyProblem();
    void inheritedFreshness_isChecked_data();
    void inheritedFreshness_isChecked();
    void cadence_goesWithWhatIsMadeOfSeveral();
    void dialects_areThoseGiven();
    void zones_areThoseGiven();
    void secrets_areNotRepeated();
    void limits_hold_data();
    void limits_hold();
    void duplicates_areSaidInGoodTime();

    void editDistance_countsChanges_data();
    void editDistance_countsChanges();
    void hints_nameWhatWasMeant();
    void times_areRead();
    void lines_nameTheFile();
    void unreadableFile_saysWhy();
};

void DashboardReaderTest::fullFile_fillsEveryField()
{
    const DashboardReading reading = readDashboard(fullFile);
    QCOMPARE(linesOf(reading), QStringList());
    const Dashboard &board = reading.dashboard;
    QCOMPARE(board.id, u"hall"_s);
    QCOMPARE(board.title, u"Hall"_s);
    QVERIFY(board.profile == Profile::Operator);
    QVERIFY(board.theme == ThemeName::OperatorGrey);
    QVERIFY(board.window == 2h);
    QVERIFY((board.freshness == FreshnessLimits{1s, 2min, 24h}));
    QCOMPARE(board.sources.size(), 3);
    QVERIFY(board.sources[0] == expectedFeed());
    QVERIFY((board.sources[1] == SourceSpec{u"here"_s, SourceSpec::Type::Local}));
    QVERIFY((board.sources[2] == SourceSpec{u"tape"_s, SourceSpec::Type::Recording, {}, u"tape.jsonl"_s}));

    const PageSpec &page = board.pages.at(0);
    QCOMPARE(page.id, u"p"_s);
    QCOMPARE(page.title, u"P"_s);
    QCOMPARE(page.columns, 12);
    QVERIFY(page.rows == 9);
    QCOMPARE(page.panels.size(), 6);
    const PanelSpec stat = expectedStat();
    QCOMPARE(page.panels[0].series.value(0).glob, stat.series[0].glob);
    QVERIFY(page.panels[0].series == stat.series);
    QVERIFY(page.panels[0].details == stat.details);
    QVERIFY(page.panels[0].thresholds == stat.thresholds);
    QVERIFY(page.panels[0].mappings == stat.mappings);
    QVERIFY(page.panels[0] == stat);

    const PanelSpec &chart = page.panels[1];
    QCOMPARE(chart.chart.stacking, ChartOptions::Stacking::Normal);
    QVERIFY(chart.thresholds.base == Severity::Medium);
    QVERIFY((chart.chart == ChartOptions{ChartOptions::Style::Steps,
                                         ChartOptions::Stacking::Normal,
                                         ChartOptions::Legend::Right,
                                         {Reduction::Min, Reduction::Count},
                                         0.25,
                                         true}));
    const TableOptions &table = page.panels[2].table;
    QCOMPARE(table.rowsBy, QList<QByteArray>{"dev"});
    QCOMPARE(table.sortColumn, 2);
    QVERIFY(table.sortDescending);
    QVERIFY((table.columns[0] == TableColumn{{}, "dev"_ba, -1, {}, {}, TableColumn::Cell::Text}));
    QVERIFY((table.columns[1] == TableColumn{u"U"_s, {}, 0, Unit(Unit::Bytes), 0, TableColumn::Cell::Bar}));
    QVERIFY((table.columns[2] == TableColumn{u"V"_s, {}, 1, {}, {}, TableColumn::Cell::Text}));
    QCOMPARE(page.panels[3].source, u"tape"_s);
    QVERIFY((page.panels[3].log == LogOptions{7, LogLevel::Error}));
    QVERIFY((page.panels[4].clock == ClockOptions{{u"Europe/Berlin"_s}, true}));
    QCOMPARE(page.panels[5].text, u"<b>plain</b>"_s);
}

void DashboardReaderTest::smallFile_hasTheDefaults()
{
    const DashboardReading reading =
        readDashboard(boardWith("{\"type\": \"stat\", \"at\": [0, 0, 6, 4], \"data\": [{\"series\": \"cpu.busy\"}]}"));
    QCOMPARE(linesOf(reading), QStringList());
    Dashboard expected;
    expected.sources = {SourceSpec{u"here"_s, SourceSpec::Type::Local}};
    PanelSpec stat;
    stat.id = u"stat-1"_s;
    stat.series = {{"cpu.busy"_ba}};
    stat.at = {0, 0, 6, 4};
    expected.pages = {PageSpec{u"page-1"_s, {}, 24, {}, {stat}}};
    QVERIFY(reading.dashboard == expected);
}

void DashboardReaderTest::missingIds_areGiven()
{
    const DashboardReading reading =
        readDashboard(boardWith("{\"type\": \"row\", \"at\": [0, 0, 1, 1]}, {\"type\": \"row\", \"at\": [1, 0, 1, 1]},"
                                "{\"type\": \"row\", \"id\": \"row-2\", \"at\": [2, 0, 1, 1]}"));
    QCOMPARE(linesOf(reading), QStringList());
    const auto &panels = reading.dashboard.pages[0].panels;
    QCOMPARE(panels[0].id, u"row-1"_s);
    QCOMPARE(panels[1].id, u"row-3"_s);
    QCOMPARE(panels[2].id, u"row-2"_s);
}

void DashboardReaderTest::everyKnownKey_isInTheFullFile()
{
    QSet<QString> present{u"bearerFile"_s, u"bearerEnv"_s}; // of these only one may stand there
    collectKeys(parseJson(fullFile).root, present);
    for (const ObjectShape &shape : allShapes()) {
        for (const QString &key : shape.keys)
            QVERIFY2(present.contains(key), qPrintable(shape.name + u' ' + key));
    }
}

void DashboardReaderTest::schema_knowsTheSameKeysAndWords()
{
    QFile file(QStringLiteral(TELLTALE_SOURCE_DIR "/resources/schema/dashboard.schema.json"));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
    const JsonParsed schema = parseJson(file.readAll());
    QVERIFY2(!schema.fault, schema.fault ? qPrintable(schema.fault->message) : "");
    const JsonValue &definitions = schema.root.member(u"$defs")->value;
    QStringList withProperties;
    QStringList withEnum;
    for (const JsonMember &definition : definitions.members) {
        if (definition.value.member(u"properties"))
            withProperties.append(definition.key);
        if (definition.value.member(u"enum"))
            withEnum.append(definition.key);
    }
    QStringList shapes;
    for (const ObjectShape &shape : allShapes()) {
        shapes.append(shape.name);
        QVERIFY2(withProperties.contains(shape.name), qPrintable(shape.name));
        QStringList keys;
        for (const JsonMember &member : definitions.member(shape.name)->value.member(u"properties")->value.members)
            keys.append(member.key);
        QCOMPARE(QSet<QString>(keys.begin(), keys.end()), QSet<QString>(shape.keys.begin(), shape.keys.end()));
    }
    QCOMPARE(QSet<QString>(withProperties.begin(), withProperties.end()), QSet<QString>(shapes.begin(), shapes.end()));

    const auto vocabularies = allVocabularies();
    QCOMPARE(withEnum.size(), vocabularies.size());
    for (auto it = vocabularies.begin(); it != vocabularies.end(); ++it) {
        QVERIFY2(withEnum.contains(it.key()), qPrintable(it.key()));
        QStringList words;
        for (const JsonValue &word : definitions.member(it.key())->value.member(u"enum")->value.elements)
            words.append(word.string);
        QCOMPARE(words, it.value());
    }
    const JsonValue *dialect =
        &definitions.member(u"source")->value.member(u"properties")->value.member(u"dialect")->value;
    for (const JsonValue &word : dialect->member(u"examples")->value.elements)
        QVERIFY2(DashboardReaderOptions().dialects.contains(word.string), qPrintable(word.string));
    for (const JsonValue &unit : definitions.member(u"unit")->value.member(u"examples")->value.elements)
        QVERIFY2(unitFromId(unit.string), qPrintable(unit.string));
}

void DashboardReaderTest::problems_areAllListedInOrder()
{
    const DashboardReading reading =
        readDashboard("{\n\"theme\": \"drak\",\n\"pages\": [{\"panels\": [\n"
                      "{\"at\": [0, 0, 1, 1],\n \"type\": \"stta\"}]}],\n\"format\": 1,\n\"titel\": 5\n}");
    QCOMPARE(linesOf(reading),
             (QStringList{u"f:2: \"theme\" cannot be \"drak\"; did you mean \"dark\"?"_s,
                          u"f:5: \"type\" cannot be \"stta\"; did you mean \"stat\"?"_s,
                          u"f:7: unknown key \"titel\" in the dashboard; did you mean \"title\"?"_s}));
    QVERIFY(!reading.isUsable());
}

void DashboardReaderTest::warnings_leaveItUsable()
{
    const DashboardReading reading = readDashboard(
        boardWith("{\"type\": \"row\", \"at\": [0, 0, 1, 1], \"text\": \"x\", \"x-mine\": 1, \"wobble\": 1}"));
    QCOMPARE(reading.diagnostics.size(), 2);
    QVERIFY(reading.isUsable());
}

void DashboardReaderTest::newerFormat_isTheOnlyProblem()
{
    const DashboardReading reading = readDashboard("{\"format\": 7, \"theme\": 3, \"panes\": {}}");
    QCOMPARE(linesOf(reading),
             QStringList{
                 u"f:1: the file has format 7, and this program reads formats up to 1; a newer Telltale reads it"_s});
}

void DashboardReaderTest::inheritedFreshness_isChecked_data()
{
    QTest::addColumn<QByteArray>("dashboard");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("panel");
    QTest::addColumn<int>("problems");
    QTest::newRow("none") << "{}"_ba
                          << "{}"_ba
                          << "{}"_ba << 0;
    QTest::newRow("dashboard") << "{\"late\": \"11s\"}"_ba
                               << "{}"_ba
                               << "{}"_ba << 1;
    QTest::newRow("equal") << "{\"late\": \"10s\"}"_ba
                           << "{}"_ba
                           << "{}"_ba << 1;
    QTest::newRow("source under dashboard") << "{\"late\": \"4s\"}"_ba
                                            << "{\"stale\": \"4s\"}"_ba
                                            << "{}"_ba << 1;
    QTest::newRow("source above dashboard") << "{\"late\": \"4s\"}"_ba
                                            << "{\"stale\": \"5s\"}"_ba
                                            << "{}"_ba << 0;
    QTest::newRow("panel under source") << "{}"_ba
                                        << "{\"stale\": \"50s\"}"_ba
                                        << "{\"lost\": \"50s\"}"_ba << 1;
    QTest::newRow("panel above source") << "{}"_ba
                                        << "{\"stale\": \"50s\"}"_ba
                                        << "{\"lost\": \"51s\"}"_ba << 0;
    QTest::newRow("panel mends") << "{}"_ba
                                 << "{\"stale\": \"50s\"}"_ba
                                 << "{\"late\": \"60s\", \"stale\": \"2m\", \"lost\": \"3m\"}"_ba << 0;
}

void DashboardReaderTest::inheritedFreshness_isChecked()
{
    QFETCH(QByteArray, dashboard);
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, panel);
    QFETCH(int, problems);
    const DashboardReading reading =
        readDashboard("{\"format\": 1, \"freshness\": " + dashboard +
                      ", \"sources\": {\"here\": {\"type\": \"local\", \"freshness\": " + source +
                      "}}, \"pages\": [{\"panels\": [{\"type\": \"stat\", \"at\": [0, 0, 1, 1], \"data\": "
                      "[{\"series\": \"x\"}], \"freshness\": " +
                      panel + "}]}]}");
    QVERIFY2(reading.diagnostics.size() == problems, qPrintable(linesOf(reading).join(u'\n')));
}

void DashboardReaderTest::cadence_goesWithWhatIsMadeOfSeveral()
{
    const auto read = [](const QByteArray &cadence, const QByteArray &derive) {
        const DashboardReading reading =
            readDashboard(boardWith("{\"type\": \"stat\", \"at\": [0, 0, 1, 1], \"cadence\": \"" + cadence +
                                    "\", \"data\": [{\"series\": \"a*\", \"derive\": " + derive + "}]}"));
        return reading.isUsable() ? reading.dashboard.pages.at(0).panels.at(0).series.at(0).derivation.cadence
                                  : std::nullopt;
    };
    const QByteArray difference = "{\"op\": \"difference\", \"other\": \"b\"}";
    QVERIFY(read("on-change", "\"sum\"") == Cadence::OnChange);
    QVERIFY(read("on-change", difference) == Cadence::OnChange);
    QVERIFY(!read("periodic", "\"sum\"")); // its source's own, so it may share what is made
    QVERIFY(!read("on-change", "{\"op\": \"scale\", \"factor\": 2}"));
}

void DashboardReaderTest::dialects_areThoseGiven()
{
    const QByteArray text =
        "{\"format\": 1, \"sources\": {\"s\": {\"type\": \"stream\", \"url\": \"http://h/\", \"dialect\": \"nchan\"}},"
        "\"pages\": [{\"panels\": []}]}";
    QVERIFY(!readDashboard(text).isUsable());
    DashboardReaderOptions options;
    options.dialects.append(u"nchan"_s);
    QVERIFY(readDashboard(text, options).isUsable());
}

void DashboardReaderTest::zones_areThoseGiven()
{
    const QByteArray text =
        boardWith("{\"type\": \"clock\", \"at\": [0, 0, 1, 1], \"options\": {\"zones\": [\"Europe/Berlni\"]}}");
    QVERIFY(readDashboard(text).isUsable());
    DashboardReaderOptions options;
    options.zones = {u"Europe/Berlin"_s, u"Asia/Tokyo"_s};
    QCOMPARE(linesOf(readDashboard(text, options)),
             QStringList{u"f:1: unknown time zone \"Europe/Berlni\"; did you mean \"Europe/Berlin\"?"_s});
}

void DashboardReaderTest::secrets_areNotRepeated()
{
    for (const QByteArray &source : {"\"url\": \"https://u:hunter2@h/\""_ba, "\"url\": \"https://h/?token=hunter2\""_ba,
                                     "\"url\": \"https://h/\", \"headers\": {\"Authorization\": \"hunter2\"}"_ba,
                                     "\"url\": \"https://h/\", \"headers\": {\"X-Whatever\": \"Bearer hunter2\"}"_ba,
                                     "\"url\": \"https://h/\", \"headers\": {\"Cookie\": \"session=hunter2\"}"_ba,
                                     "\"url\": \"https://h/\", \"headers\": {\"X-Api-Key\": \"hunter2\"}"_ba,
                                     "\"url\": \"https://h/\", \"headers\": {\"X-Key\": {\"env\": \"hunter2!\"}}"_ba,
                                     "\"url\": \"https://h/\", \"auth\": {\"bearer\": \"hunter2\"}"_ba}) {
        const DashboardReading reading = readDashboard(
            "{\"format\": 1, \"pages\": [{\"panels\": []}], \"sources\": {\"s\": {\"type\": \"stream\", " + source +
            "}}}");
        QCOMPARE(reading.diagnostics.size(), 1);
        QVERIFY2(!reading.isUsable(), source.constData());
        QVERIFY2(!linesOf(reading).first().contains(u"hunter2"_s), source.constData());
    }
}

void DashboardReaderTest::limits_hold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("complaint");
    const QByteArray row = "{\"type\": \"row\", \"at\": [%, 0, 1, 1]}";
    const QByteArray stat = "{\"type\": \"stat\", \"at\": [0, 0, 1, 1], \"data\": [";
    QTest::newRow("panels") << boardWith(QByteArray(row).replace('%', "0") + "," + QByteArray(row).replace('%', "1") +
                                         "," + QByteArray(row).replace('%', "2"))
                            << u"f:1: \"panels\" has more than 2 elements"_s;
    QTest::newRow("data") << boardWith(stat + "{\"series\": \"a\"}, {\"series\": \"a\"}, {\"series\": \"a\"}]}")
                          << u"f:1: \"data\" has more than 2 elements"_s;
    QTest::newRow("sources")
        << "{\"format\": 1, \"sources\": {\"a\": {}, \"b\": {}, \"c\": {}}, \"pages\": [{\"panels\": []}]}"_ba
        << u"f:1: more than 2 sources"_s;
    QTest::newRow("pages") << "{\"format\": 1, \"pages\": [{\"panels\": []}, {\"panels\": []}, {\"panels\": []}]}"_ba
                           << u"f:1: \"pages\" has more than 2 elements"_s;
    QTest::newRow("items")
        << boardWith("{\"type\": \"clock\", \"at\": [0, 0, 1, 1], \"options\": {\"zones\": [\"a\", \"b\", \"c\"]}}")
        << u"f:1: \"zones\" has more than 2 elements"_s;
    QTest::newRow("text") << boardWith("{\"type\": \"text\", \"at\": [0, 0, 1, 1], \"text\": \"12345678901\"}")
                          << u"f:1: \"text\" is longer than 10 characters"_s;
    QTest::newRow("diagnostics") << boardWith("{\"type\": 1, \"at\": 2, \"id\": 3, \"title\": 4}")
                                 << u"f: 2 more problems are not listed"_s;
    QTest::newRow("bytes") << QByteArray(2'000, ' ') << u"f:1: the file is larger than 1000 bytes"_s;
}

void DashboardReaderTest::limits_hold()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, complaint);
    DashboardReaderOptions options;
    QVERIFY(!linesOf(readDashboard(text, options)).contains(complaint));
    options.limits = {2, 2, 2, 2, 2, 10, 2};
    options.json.bytes = 1'000;
    const QStringList lines = linesOf(readDashboard(text, options));
    QVERIFY2(lines.contains(complaint), qPrintable(lines.join(u'\n')));
}

void DashboardReaderTest::duplicates_areSaidInGoodTime()
{
    constexpr int keys = 35'000;
    QByteArray members;
    for (int i = 0; i < keys; ++i)
        members += "\"x-" + QByteArray::number(100'000 + i) + "\":0,";
    for (int i = 0; i < keys; ++i)
        members += "\n\"x-" + QByteArray::number(100'000 + keys - 1) + "\":0,";
    QElapsedTimer timer;
    timer.start();
    const QStringList lines = linesOf(readDashboard("{" + members + "\"format\": 1, \"pages\": [{\"panels\": []}]}"));
    QVERIFY(timer.elapsed() < 2'000); // one by one a billion keys
    QCOMPARE(lines.first(), u"f:2: the key \"x-134999\" is here twice; it is first on line 1"_s);
}

void DashboardReaderTest::editDistance_countsChanges_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<int>("distance");
    QTest::newRow("same") << u"title"_s << u"title"_s << 0;
    QTest::newRow("case") << u"Title"_s << u"title"_s << 0;
    QTest::newRow("inserted") << u"tittle"_s << u"title"_s << 1;
    QTest::newRow("left out") << u"tile"_s << u"title"_s << 1;
    QTest::newRow("replaced") << u"titla"_s << u"title"_s << 1;
    QTest::newRow("swapped") << u"tilte"_s << u"title"_s << 1;
    QTest::newRow("two") << u"tilt"_s << u"title"_s << 2;
    QTest::newRow("over the limit") << u"abcde"_s << u"title"_s << 4;
    QTest::newRow("empty") << u""_s << u"ab"_s << 2;
    QTest::newRow("long") << QString(65, u'a') << QString(65, u'a') << 4;
}

void DashboardReaderTest::editDistance_countsChanges()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(int, distance);
    QCOMPARE(editDistance(a, b, 3), distance);
    QCOMPARE(editDistance(b, a, 3), distance);
}

void DashboardReaderTest::hints_nameWhatWasMeant()
{
    QCOMPARE(closestWord(u"guage", {u"gauge"_s, u"bargauge"_s}), u"gauge"_s);
    QCOMPARE(closestWord(u"at", {u"id"_s, u"by"_s}), QString());
    QCOMPARE(closestWord(u"x", {u"y"_s}), QString());
    QCOMPARE(hintAtWords(u"warning", wordsOf(severityWords())), u"did you mean \"medium\"?"_s);
    QCOMPARE(hintAtWords(u"avg", wordsOf(reductionWords())), u"did you mean \"mean\"?"_s);
    QCOMPARE(hintAtWords(u"avg", wordsOf(derivationWords())), u"did you mean \"average\"?"_s);
    QCOMPARE(hintAtWords(u"purple", {u"dark"_s, u"light"_s}), u"one of: dark, light"_s);
    QCOMPARE(hintAtWords(u"purple", unitIds()), QString());
}

void DashboardReaderTest::times_areRead()
{
    QVERIFY(parseTime(u"250ms") == 250ms);
    QVERIFY(parseTime(u"5s") == 5s);
    QVERIFY(parseTime(u"1m") == 1min);
    QVERIFY(parseTime(u"2h") == 2h);
    QVERIFY(parseTime(u"31d") == std::chrono::hours(24 * 31));
    for (const QString &wrong : {u""_s, u"5"_s, u"s"_s, u"0s"_s, u"-1s"_s, u"1.5s"_s, u"5 s"_s, u"32d"_s, u"1w"_s,
                                 u"5S"_s, u"9999999999999s"_s})
        QVERIFY2(!parseTime(wrong), qPrintable(wrong));
    QCOMPARE(timeText(90s), u"90s"_s);
    QCOMPARE(timeText(120s), u"2m"_s);
}

void DashboardReaderTest::lines_nameTheFile()
{
    Diagnostic diagnostic{{12, 3}, Diagnostic::Level::Error, u"unknown unit \"byte\""_s, u"did you mean \"bytes\"?"_s};
    QCOMPARE(toLine(diagnostic, u"hall.json"_s), u"hall.json:12: unknown unit \"byte\"; did you mean \"bytes\"?"_s);
    diagnostic = {{0, 0}, Diagnostic::Level::Warning, u"x"_s};
    QCOMPARE(toLine(diagnostic, u"hall.json"_s), u"hall.json: warning: x"_s);
    QCOMPARE(quoted(u"a\x1b[31m\nb"), u"\"a [31m b\""_s);
    QCOMPARE(quoted(QString(100, u'x')).size(), 62);
}

void DashboardReaderTest::unreadableFile_saysWhy()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"hall 3.json"_s);
    QCOMPARE(DashboardFile::load(path).lines(), QStringList{path + u": cannot be read: No such file or directory"_s});
    QCOMPARE(DashboardFile::load(folder.path()).lines(),
             QStringList{folder.path() + u": cannot be read: it is a folder"_s});
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(boardWith(""));
    file.close();
    QCOMPARE(DashboardFile::load(path).lines(), QStringList());
    QCOMPARE(DashboardFile::load(path).reading.dashboard.id, u"hall 3"_s);
}

QTEST_GUILESS_MAIN(DashboardReaderTest)
#include "tst_dashboardreader.moc"
