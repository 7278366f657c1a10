// SPDX-License-Identifier: MIT
#include "models/dashboard/file/jsondocument.h"

#include "models/dashboard/file/jsonlexer.h"
#include "models/values/jsonpointer.h"
#include "randomjson.h"

#include <QJsonDocument>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace telltale;

Q_DECLARE_METATYPE(JsonLimits)

namespace {

constexpr int dashboards = 200;

JsonDocument documentOf(const QByteArray &text)
{
    auto read = JsonDocument::read(text);
    if (!read.document)
        qFatal("%s, line %d: %s", text.constData(), read.fault.place.line, qPrintable(read.fault.message));
    return *read.document;
}

QString faultOf(const QByteArray &text, const JsonLimits &limits = {})
{
    const auto read = JsonDocument::read(text, limits);
    if (read.document)
        return u"none"_s;
    const JsonFault &fault = read.fault;
    return u"%1:%2: %3%4"_s.arg(fault.place.line)
        .arg(fault.place.column)
        .arg(fault.message, fault.hint.isEmpty() ? QString() : u"; "_s + fault.hint);
}

/// How many lines differ; a line added or taken away is one.
qsizetype differingLines(const QByteArray &a, const QByteArray &b)
{
    const auto x = a.split('\n');
    const auto y = b.split('\n');
    qsizetype head = 0;
    while (head < x.size() && head < y.size() && x[head] == y[head])
        ++head;
    qsizetype tail = 0;
    while (tail < x.size() - head && tail < y.size() - head && x[x.size() - 1 - tail] == y[y.size() - 1 - tail])
        ++tail;
    return std::max(x.size(), y.size()) - head - tail;
}

/// All places of a model: pointers to values, and to containers.
void listPlaces(const JsonModel &model, const QString &at, QStringList &scalars, QStringList &containers)
{
    (model.isContainer() ? containers : scalars).append(at);
    for (qsizetype i = 0; i < model.items.size(); ++i) {
        QString part = model.kind == JsonKind::Object ? model.items[i].first : QString::number(i);
        part.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
        listPlaces(model.items[i].second, at + u'/' + part, scalars, containers);
    }
}

QStringList stepsOf(const QString &pointer)
{
    QStringList steps;
    const auto parsed = JsonPointer::parse(pointer.toUtf8());
    for (const std::string &step : parsed->steps())
        steps.append(QString::fromStdString(step));
    return steps;
}

JsonModel &modelAt(JsonModel &model, const QStringList &parts)
{
    JsonModel *at = &model;
    for (const QString &part : parts) {
        qsizetype i = 0;
        while (at->kind == JsonKind::Object ? at->items[i].first != part : i != part.toInt())
            ++i;
        at = &at->items[i].second;
    }
    return *at;
}

} // namespace

class JsonDocumentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_isWhatWasRead();
    void values_areRead_data();
    void values_areRead();
    void places_countLinesAndCharacters();
    void duplicateKeys_areMarked();
    void syntaxErrors_haveAPlace_data();
    void syntaxErrors_haveAPlace();
    void limits_hold();
    void commas_mayTrail();
    void pointers_findValues();
    void numbers_areWrittenExactly();

    void randomDashboards_areWrittenBackAsTheyWere();
    void oneValueChanged_changesOneLine();
    void insertedMembers_leaveTheRest();
    void removedItems_leaveTheRest();
    void strictTexts_stayStrict();

    void insertion_keepsTheManner_data();
    void insertion_keepsTheManner();
    void removal_takesTheLine_data();
    void removal_takesTheLine();
    void badChanges_changeNothing();
};

void JsonDocumentTest::text_isWhatWasRead()
{
    const QByteArray text = "\xef\xbb\xbf // a board\r\n{ \"a\" : [1.50, ], // x\r\n}\r\n";
    const JsonDocument document = documentOf(text);
    QCOMPARE(document.text(), text);
    QCOMPARE(document.root().member(u"a")->value.elements.at(0).number, 1.5);
}

void JsonDocumentTest::values_areRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("string");
    const auto number = [](const QByteArray &text, double value) {
        QTest::newRow(text.isEmpty() ? "nothing" : text.constData())
            << text << int(JsonKind::Number) << value << QString();
    };
    const auto string = [](const QByteArray &text, const QString &value) {
        QTest::newRow(text.isEmpty() ? "nothing" : text.constData()) << text << int(JsonKind::String) << 0. << value;
    };
    number("0", 0);
    number("-0", -0.);
    number("-12", -12);
    number("0.1", 0.1);
    number("1e3", 1000);
    number("1E+3", 1000);
    number("25e-1", 2.5);
    number("9007199254740993", 9007199254740992.);
    number("1.7976931348623157e308", std::numeric_limits<double>::max());
    number("1e-400", 0);
    number("0.00001e-99999999999", 0);
    number("0e99999999999", 0);
    number(QByteArray(400, '1') + "e-400", 0.1111111111111111);
    string("\"\"", u""_s);
    string("\"a // b\"", u"a // b"_s);
    string("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", u"\"\\/\b\f\n\r\t"_s);
    string("\"\\u00e9\\u20AC\"", u"é€"_s);
    string("\"\\ud83c\\udf21\"", u"\U0001F321"_s);
    string("\"\xf0\x9f\x8c\xa1\"", u"\U0001F321"_s);
    string("\"\x7f\"", u"\x7f"_s);
    string("\"\\u0000\"", QString(QChar(0)));
}

void JsonDocumentTest::values_areRead()
{
    QFETCH(QByteArray, text);
    QFETCH(int, kind);
    QFETCH(double, number);
    QFETCH(QString, string);
    const JsonDocument document = documentOf(text);
    QCOMPARE(int(document.root().kind), kind);
    QCOMPARE(document.root().number, number);
    QCOMPARE(document.root().string, string);
    QCOMPARE(document.root().span, (JsonSpan{0, text.size()}));
}

void JsonDocumentTest::places_countLinesAndCharacters()
{
    const JsonDocument document =
        documentOf("\xef\xbb\xbf{ \"\xc3\xa9\xf0\x9f\x8c\xa1\": 1,\r\n// x\n  \"b\": [true, null]}");
    QCOMPARE(document.root().place, (JsonPlace{1, 1}));
    QCOMPARE(document.root().members.at(0).keyPlace, (JsonPlace{1, 3}));
    QCOMPARE(document.root().members.at(0).value.place, (JsonPlace{1, 9}));
    QCOMPARE(document.root().members.at(1).keyPlace, (JsonPlace{3, 3}));
    QCOMPARE(document.find(u"/b/1")->place, (JsonPlace{3, 15}));
    const JsonSpan span = document.find(u"/b")->span;
    QCOMPARE(document.text().mid(span.begin, span.end - span.begin), "[true, null]"_ba);
}

void JsonDocumentTest::duplicateKeys_areMarked()
{
    const JsonDocument document = documentOf("{\"a\": 1, \"b\": 2, \"\\u0061\": 3}");
    QVERIFY(!document.root().members.at(0).isDuplicate);
    QVERIFY(!document.root().members.at(1).isDuplicate);
    QVERIFY(document.root().members.at(2).isDuplicate);
    QCOMPARE(document.find(u"/a")->number, 1.);
}

void JsonDocumentTest::syntaxErrors_haveAPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("fault");
    const auto row = [](const QByteArray &text, const QString &fault) {
        QTest::newRow(text.isEmpty() ? "nothing" : text.constData()) << text << fault;
    };
    row("", u"1:1: a value was expected, not the end of the file"_s);
    row("// only this", u"1:13: a value was expected, not the end of the file"_s);
    row("{\"a\": 1", u"1:8: the file ends within the object that begins on line 1; a \"}\" is missing"_s);
    row("\n[1,\n", u"3:1: the file ends within the array that begins on line 2; a \"]\" is missing"_s);
    row("{\n  \"a\": 1\n  \"b\": 2\n}",
        u"3:3: \",\" or \"}\" was expected, not a string; is a comma missing at the end of line 2?"_s);
    row("[1 2]", u"1:4: \",\" or \"]\" was expected, not \"2\"; is a comma missing at the end of line 1?"_s);
    row("[,]", u"1:2: a value was expected, not \",\""_s);
    row("{,}", u"1:2: a key in double quotes was expected, not \",\""_s);
    row("{a: 1}", u"1:2: a key in double quotes was expected, not \"a\""_s);
    row("{title: 1}", u"1:2: a key in double quotes was expected, not \"title\"; a text stands in double quotes"_s);
    row("{\"a\" 1}", u"1:6: \":\" after the key was expected, not \"1\""_s);
    row("{\"a\": }", u"1:7: a value was expected, not \"}\""_s);
    row("{} {}", u"1:4: the end of the file was expected, not \"{\""_s);
    row("/* x */ 1",
        u"1:1: a value was expected, not \"/\"; comments begin with \"//\" and end with the line; \"/*\" is not read"_s);
    row("# x\n1", u"1:1: a value was expected, not \"#\"; comments begin with \"//\""_s);
    row("'x'", u"1:1: a value was expected, not \"'\"; strings stand in double quotes"_s);
    row("True", u"1:1: a value was expected, not \"True\"; did you mean \"true\"?"_s);
    row("None", u"1:1: a value was expected, not \"None\"; did you mean \"null\"?"_s);
    row("nulls", u"1:1: a value was expected, not \"nulls\"; a text stands in double quotes"_s);
    row("5s", u"1:2: a number does not go on with \"s\"; if it is a text, put it in double quotes"_s);
    row("01", u"1:1: a number does not begin with 0 and another digit"_s);
    row("-", u"1:1: a digit was expected after \"-\""_s);
    row("1.", u"1:1: a digit was expected after the point"_s);
    row("1e+", u"1:1: a digit was expected in the exponent"_s);
    row(".5", u"1:1: a value was expected, not \".\""_s);
    row("+1", u"1:1: a value was expected, not \"+\""_s);
    row("1.2.3", u"1:4: a number does not go on with \".\"; if it is a text, put it in double quotes"_s);
    row("1e999", u"1:1: this number is too large"_s);
    row(QByteArray(310, '9'), u"1:1: this number is too large"_s);
    row("-1e99999999999", u"1:1: this number is too large"_s);
    row("[\"abc\n\"]", u"1:2: this string has no closing quote"_s);
    row("\"abc", u"1:1: this string has no closing quote"_s);
    row("\"a\tb\"", u"1:3: a control character in a string; write it as \\u0009"_s);
    row("\"a\\x\"", u"1:3: after a backslash, one of \" \\ / b f n r t u was expected"_s);
    row("\"\\u12g4\"", u"1:2: after \\u, four hexadecimal digits were expected"_s);
    row("\"\\ud83c\"", u"1:2: half a surrogate pair is no character"_s);
    row("\"\\udf21\"", u"1:2: half a surrogate pair is no character"_s);
    row("\"\\ud83c\\u0041\"", u"1:2: half a surrogate pair is no character"_s);
    row("[\n \"\xff\"]", u"2:3: this is not UTF-8; save the file with the encoding UTF-8"_s);
    row("// \xc3\n1", u"1:4: this is not UTF-8; save the file with the encoding UTF-8"_s);
    row(QByteArray("[\0]", 3), u"1:2: a value was expected, not the character U+0000"_s);
}

void JsonDocumentTest::syntaxErrors_haveAPlace()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, fault);
    QCOMPARE(faultOf(text), fault);
}

void JsonDocumentTest::limits_hold()
{
    QCOMPARE(faultOf("[1]", {3, 1, 2}), u"none"_s);
    QCOMPARE(faultOf("[1] ", {3, 1, 2}), u"1:1: the file is larger than 3 bytes"_s);
    QCOMPARE(faultOf("[1,2]", {9, 1, 2}), u"1:4: more than 2 values in one file"_s);
    QCOMPARE(faultOf("[[]]", {9, 1, 9}), u"1:2: nested more than 1 deep"_s);
    QCOMPARE(faultOf("[{}]", {9, 1, 9}), u"1:2: nested more than 1 deep"_s);
    QCOMPARE(faultOf(QByteArray(1'000'000, '[')), u"1:65: nested more than 64 deep"_s);
    QCOMPARE(faultOf("{\"a\":" + QByteArray(64, '[')), u"1:69: nested more than 64 deep"_s);
}

void JsonDocumentTest::commas_mayTrail()
{
    QCOMPARE(documentOf("[1, 2, ]").root().elements.size(), 2u);
    QCOMPARE(documentOf("{\"a\": 1, // x\n}").root().members.size(), 1u);
    QVERIFY(faultOf("[1,,]") != u"none"_s);
}

void JsonDocumentTest::pointers_findValues()
{
    const JsonDocument document = documentOf("{\"a/b\": {\"~\": [10, 20]}, \"\": 3, \"~1\": 4}");
    QCOMPARE(document.find(u""), &document.root());
    QCOMPARE(document.find(u"/a~1b/~0/1")->number, 20.);
    QCOMPARE(document.find(u"/")->number, 3.);
    QCOMPARE(document.find(u"/~01")->number, 4.);
    for (const QString &none :
         {u"a"_s, u"/a"_s, u"/a~1b/~0/2"_s, u"/a~1b/~0/01"_s, u"/a~1b/~0/-1"_s, u"/~2"_s, u"/x~"_s})
        QVERIFY2(!document.find(none), qPrintable(none));
}

void JsonDocumentTest::numbers_areWrittenExactly()
{
    for (const double number : {0.1, 1. / 3, 1e300, 5e-324, -123456789.123, 0., 1234567.})
        QCOMPARE(documentOf(toJsonNumber(number)).root().number, number);
    QCOMPARE(toJsonNumber(85), "85"_ba);
    QCOMPARE(toJsonString(u"a\"\\\n\té\u0001"), "\"a\\\"\\\\\\n\\t\xc3\xa9\\u0001\""_ba);
}

void JsonDocumentTest::randomDashboards_areWrittenBackAsTheyWere()
{
    int comments = 0;
    for (int seed = 0; seed < dashboards; ++seed) {
        RandomJson random{quint32(seed)};
        const JsonModel model = random.dashboard();
        const QByteArray text = random.write(model, false);
        const JsonDocument document = documentOf(text);
        QVERIFY2(document.text() == text, qPrintable(QString::number(seed)));
        QVERIFY2(says(document.root(), model), qPrintable(QString::number(seed)));
        comments += int(text.count("//"));
    }
    QVERIFY2(comments > 10 * dashboards, qPrintable(QString::number(comments)));
}

void JsonDocumentTest::oneValueChanged_changesOneLine()
{
    for (int seed = 0; seed < dashboards; ++seed) {
        RandomJson random{quint32(seed)};
        JsonModel model = random.dashboard();
        JsonDocument document = documentOf(random.write(model, false));
        const QByteArray before = document.text();
        QStringList scalars;
        QStringList containers;
        listPlaces(model, QString(), scalars, containers);
        const QString at = scalars[random.below(int(scalars.size()))];
        modelAt(model, stepsOf(at)) = JsonModel::text(u"changed // \"here\""_s);
        QCOMPARE(document.setValue(at, toJsonString(u"changed // \"here\"")), std::nullopt);
        QCOMPARE(differingLines(before, document.text()), 1);
        QVERIFY2(says(document.root(), model), qPrintable(at));
    }
}

void JsonDocumentTest::insertedMembers_leaveTheRest()
{
    for (int seed = 0; seed < dashboards; ++seed) {
        RandomJson random{quint32(seed)};
        JsonModel model = random.dashboard();
        JsonDocument document = documentOf(random.write(model, false));
        QByteArray before = document.text();
        QStringList scalars;
        QStringList containers;
        listPlaces(model, QString(), scalars, containers);
        const QString at = containers[random.below(int(containers.size()))];
        JsonModel &container = modelAt(model, stepsOf(at));
        const bool isObject = container.kind == JsonKind::Object;
        container.items.append({isObject ? u"new \"key\""_s : QString(), JsonModel::of(42)});
        const auto problem =
            isObject ? document.insertMember(at, u"new \"key\"", "42 // gone") : document.appendElement(at, "42");
        QCOMPARE(problem, std::nullopt);
        QVERIFY2(says(document.root(), model), document.text().constData());
        QVERIFY(differingLines(before, document.text()) <= 2); // its own, and the one that needs a comma now
        QCOMPARE(document.text().count("//"), before.count("//"));
    }
}

void JsonDocumentTest::removedItems_leaveTheRest()
{
    for (int seed = 0; seed < dashboards; ++seed) {
        RandomJson random{quint32(seed)};
        JsonModel model = random.dashboard();
        JsonDocument document = documentOf(random.write(model, false));
        // One after the other, until nothing but the root is left.
        while (!model.items.isEmpty()) {
            QStringList scalars;
            QStringList containers;
            listPlaces(model, QString(), scalars, containers);
            const QStringList all = scalars + containers;
            const QString at = all[random.below(int(all.size()))];
            if (at.isEmpty())
                continue;
            QStringList parts = stepsOf(at);
            const QString last = parts.takeLast();
            JsonModel &container = modelAt(model, parts);
            qsizetype i = 0;
            while (container.kind == JsonKind::Object ? container.items[i].first != last : i != last.toInt())
                ++i;
            container.items.removeAt(i);
            const QByteArray before = document.text();
            QCOMPARE(document.remove(at), std::nullopt);
            QVERIFY2(says(document.root(), model),
                     (before + "\n---- less " + at.toUtf8() + "\n" + document.text()).constData());
        }
    }
}

void JsonDocumentTest::strictTexts_stayStrict()
{
    for (int seed = 0; seed < dashboards; ++seed) {
        RandomJson random{quint32(seed)};
        JsonModel model = random.dashboard();
        JsonDocument document = documentOf(random.write(model, true));
        QVERIFY(!QJsonDocument::fromJson(document.text()).isNull());
        QStringList scalars;
        QStringList containers;
        listPlaces(model, QString(), scalars, containers);
        for (const QString &at : std::as_const(containers)) {
            const bool isObject = document.find(at)->kind == JsonKind::Object;
            QCOMPARE(isObject ? document.insertMember(at, u"new", "[]") : document.appendElement(at, "{}"),
                     std::nullopt);
        }
        QVERIFY2(!QJsonDocument::fromJson(document.text()).isNull(), document.text().constData());
        for (auto at = containers.crbegin(); at != containers.crend(); ++at) {
            const JsonValue &container = *document.find(*at);
            const bool isObject = container.kind == JsonKind::Object;
            QCOMPARE(
                document.remove(*at + u'/' + (isObject ? u"new"_s : QString::number(container.elements.size() - 1))),
                std::nullopt);
            QVERIFY2(!QJsonDocument::fromJson(document.text()).isNull(), document.text().constData());
        }
        QVERIFY(says(document.root(), model));
    }
}

void JsonDocumentTest::insertion_keepsTheManner_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after) {
        QTest::newRow(name) << before << after;
    };
    row("empty", "{}", "{\"k\": 1}");
    row("empty, two lines", "{\n}", "{\n  \"k\": 1\n}");
    row("one line", "{\"a\": 0}", "{\"a\": 0, \"k\": 1}");
    row("one line, trailing comma", "{\"a\": 0,}", "{\"a\": 0, \"k\": 1,}");
    row("lines", "{\n    \"a\": 0\n}", "{\n    \"a\": 0,\n    \"k\": 1\n}");
    row("lines, trailing comma", "{\n\t\"a\": 0,\n}", "{\n\t\"a\": 0,\n\t\"k\": 1,\n}");
    row("comment", "{\n  \"a\": 0 // zero\n}", "{\n  \"a\": 0, // zero\n  \"k\": 1\n}");
    row("comment and comma", "{\n  \"a\": 0, // zero\n}", "{\n  \"a\": 0, // zero\n  \"k\": 1,\n}");
    row("comment after one line", "{\"a\": 0 // zero\n}", "{\"a\": 0, \"k\": 1 // zero\n}");
    row("CR LF", "{\r\n  \"a\": 0 // zero\r\n}", "{\r\n  \"a\": 0, // zero\r\n  \"k\": 1\r\n}");
    row("brace on the line", "{\n  \"a\": 0}", "{\n  \"a\": 0, \"k\": 1}");
}

void JsonDocumentTest::insertion_keepsTheManner()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    JsonDocument document = documentOf(before);
    QCOMPARE(document.insertMember(u"", u"k", "1"), std::nullopt);
    QCOMPARE(document.text(), after);
}

void JsonDocumentTest::removal_takesTheLine_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after) {
        QTest::newRow(name) << before << after;
    };
    row("only", "{\"k\": 1}", "{}");
    row("first", "{\"k\": 1, \"a\": 0}", "{\"a\": 0}");
    row("last", "{\"a\": 0, \"k\": 1}", "{\"a\": 0}");
    row("last, trailing comma", "{\"a\": 0, \"k\": 1,}", "{\"a\": 0,}");
    row("line", "{\n  \"k\": 1, // one\n  \"a\": 0\n}", "{\n  \"a\": 0\n}");
    row("last line", "{\n  \"a\": 0, // zero\n  \"k\": 1 // one\n}", "{\n  \"a\": 0 // zero\n}");
    row("comment above", "{\n  // about k\n  \"k\": [\n  ],\n}", "{\n  // about k\n}");
    row("comma on the next line", "{\"k\": 1 // one\n, \"a\": 0}", "{ // one\n \"a\": 0}");
    row("CR LF", "{\r\n  \"k\": 1,\r\n  \"a\": 0\r\n}", "{\r\n  \"a\": 0\r\n}");
}

void JsonDocumentTest::removal_takesTheLine()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    JsonDocument document = documentOf(before);
    QCOMPARE(document.remove(u"/k"), std::nullopt);
    QCOMPARE(document.text(), after);
}

void JsonDocumentTest::badChanges_changeNothing()
{
    const QByteArray text = "{\"a\": [1]} // x";
    JsonDocument document = JsonDocument::read(text, {20, 2, 9}).document.value();
    QVERIFY(document.setValue(u"/b", "1").has_value());
    QVERIFY(document.setValue(u"/a", "1 2").has_value());
    QVERIFY(document.setValue(u"/a", "").has_value());
    QVERIFY(document.setValue(u"/a/0", "[1]").has_value());           // too deep
    QVERIFY(document.setValue(u"/a", "\"long enough\"").has_value()); // too large
    QVERIFY(document.insertMember(u"", u"a", "1").has_value());       // there already
    QVERIFY(document.insertMember(u"/a", u"b", "1").has_value());     // no object
    QVERIFY(document.appendElement(u"", "1").has_value());            // no array
    QVERIFY(document.remove(u"").has_value());
    QVERIFY(document.remove(u"/a/1").has_value());
    QCOMPARE(document.text(), text);
    QCOMPARE(document.find(u"/a/0")->number, 1.);
}

QTEST_GUILESS_MAIN(JsonDocumentTest)
#include "tst_jsondocument.moc"
