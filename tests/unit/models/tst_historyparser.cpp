// SPDX-License-Identifier: MIT
#include "models/ingest/historyparser.h"
#include "models/series/serieshistory.h"

#include <QRandomGenerator>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class HistoryParserTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parse_readsColumns();
    void parse_nullBreaksTheLine();
    void parse_ofEqualTimesTheLastWins();
    void parse_rangesBecomeThreeSamples();
    void parse_refuses_data();
    void parse_refuses();
    void parse_isBounded();
    void parse_ofAnyBytesIsTotal();
};

void HistoryParserTest::parse_readsColumns()
{
    HistoryParser parser;
    auto columns = parser.parse("{\"x\":[[{}]],\"v\":[1,-2.5,3e2],\"t\":[10,20,30.9],\"y\":\"z\"}"_ba);
    QVERIFY(columns);
    QCOMPARE(*columns, (SeriesColumns{{10, 20, 30}, {1, -2.5, 300}, {}}));
    columns = parser.parse("{\"t\":[],\"v\":[]}"_ba);
    QVERIFY(columns);
    QCOMPARE(*columns, SeriesColumns());
}

void HistoryParserTest::parse_nullBreaksTheLine()
{
    HistoryParser parser;
    const auto columns = parser.parse("{\"t\":[1,2,3,4,5,6,7],\"v\":[null,1,null,null,2,3,null]}"_ba);
    QVERIFY(columns);
    QCOMPARE(*columns, (SeriesColumns{{2, 5, 6}, {1, 2, 3}, {0, 1, 3}}));
}

void HistoryParserTest::parse_ofEqualTimesTheLastWins()
{
    HistoryParser parser;
    const auto columns = parser.parse("{\"t\":[1,2,2,2,3,3],\"v\":[1,2,null,4,5,null]}"_ba);
    QVERIFY(columns);
    QCOMPARE(*columns, (SeriesColumns{{1, 2}, {1, 4}, {2}}));
}

void HistoryParserTest::parse_rangesBecomeThreeSamples()
{
    HistoryParser parser;
    const QByteArray text = "{\"t\":[0,60,120,122],\"v\":[5,6,7,8],\"min\":[1,6,2,null],\"max\":[9,6,8,null]}"_ba;
    auto columns = parser.parse(text, 60);
    QVERIFY(columns);
    QCOMPARE(*columns, (SeriesColumns{{0, 20, 40, 60, 120, 122}, {1, 9, 5, 6, 7, 8}, {}}));
    columns = parser.parse(text, 0);
    QVERIFY(columns);
    QCOMPARE(*columns, (SeriesColumns{{0, 60, 120, 122}, {5, 6, 7, 8}, {}}));
}

void HistoryParserTest::parse_refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addRow("nothing") << ""_ba;
    QTest::addRow("no object") << "[1]"_ba;
    QTest::addRow("a scalar") << "1"_ba;
    QTest::addRow("cut short") << "{\"t\":[1],\"v\":[1"_ba;
    QTest::addRow("no v") << "{\"t\":[1]}"_ba;
    QTest::addRow("no t") << "{\"v\":[1]}"_ba;
    QTest::addRow("unequal length") << "{\"t\":[1,2],\"v\":[1]}"_ba;
    QTest::addRow("unequal range") << "{\"t\":[1],\"v\":[1],\"min\":[]}"_ba;
    QTest::addRow("t twice") << "{\"t\":[1],\"t\":[1],\"v\":[1]}"_ba;
    QTest::addRow("t goes back") << "{\"t\":[2,1],\"v\":[1,1]}"_ba;
    QTest::addRow("t null") << "{\"t\":[null],\"v\":[1]}"_ba;
    QTest::addRow("t far off") << "{\"t\":[1e16],\"v\":[1]}"_ba;
    QTest::addRow("v a word") << "{\"t\":[1],\"v\":[\"on\"]}"_ba;
    QTest::addRow("v a list") << "{\"t\":[1],\"v\":[[1]]}"_ba;
    QTest::addRow("v an object") << "{\"t\":[1],\"v\":{}}"_ba;
    QTest::addRow("v huge") << "{\"t\":[1],\"v\":[1e999]}"_ba;
    QTest::addRow("v almost null") << "{\"t\":[1],\"v\":[nul]}"_ba;
    QTest::addRow("something behind") << "{\"t\":[1],\"v\":[1]}x"_ba;
}

void HistoryParserTest::parse_refuses()
{
    QFETCH(QByteArray, text);
    HistoryParser parser;
    const auto columns = parser.parse(text);
    QVERIFY(!columns);
    QCOMPARE(columns.error().kind, ErrorKind::BadData);
    QVERIFY(!columns.error().message.isEmpty());
}

void HistoryParserTest::parse_isBounded()
{
    const QByteArray text = "{\"t\":[1,2,3],\"v\":[1,2,3]}"_ba;
    HistoryParser small({.payload = text.size(), .samples = 3});
    QVERIFY(small.parse(text));
    const auto longer = small.parse(text + ' ');
    QVERIFY(!longer);
    QCOMPARE(longer.error().kind, ErrorKind::TooLarge);
    HistoryParser fewer({.payload = 1'000, .samples = 2});
    const auto more = fewer.parse(text);
    QVERIFY(!more);
    QCOMPARE(more.error().kind, ErrorKind::TooLarge);
}

/// Whatever comes back can be filled in.
void HistoryParserTest::parse_ofAnyBytesIsTotal()
{
    const QByteArray good = "{\"t\":[10,20,20,30,41],\"v\":[1,null,2.5,-3e1,4],\"min\":[0,null,1,-40,4],"_ba
                            "\"max\":[3,null,4,0,5]}"_ba;
    QRandomGenerator random(1);
    HistoryParser parser;
    int read = 0;
    for (int round = 0; round < 20'000; ++round) {
        QByteArray text = good;
        for (int edits = 1 + random.bounded(3); edits > 0; --edits) {
            const qsizetype at = random.bounded(int(text.size()));
            switch (random.bounded(4)) {
            case 0:
                text[at] = "0123456789,[]{}\"-nul.e "[random.bounded(23)];
                break;
            case 1:
                text.remove(at, 1 + random.bounded(8));
                break;
            case 2:
                text.insert(at, text.mid(random.bounded(int(text.size())), random.bounded(12)));
                break;
            default:
                text[at] = char(random.bounded(256));
            }
            if (text.isEmpty())
                text = " "_ba;
        }
        const auto columns = parser.parse(text, random.bounded(20));
        if (!columns)
            continue;
        ++read;
        SeriesHistory history({.span = std::chrono::hours(24 * 366 * 100'000)});
        history.backfill(*columns, {});
        QCOMPARE(history.size(), qsizetype(columns->times.size()));
        QVERIFY(std::is_sorted(columns->breaks.begin(), columns->breaks.end()));
        QVERIFY(columns->breaks.empty() || columns->breaks.back() <= qsizetype(columns->times.size()));
    }
    QVERIFY(read > 500);
}

QTEST_GUILESS_MAIN(HistoryParserTest)
#include "tst_historyparser.moc"
