// SPDX-License-Identifier: MIT
#include "models/series/serieskey.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class SeriesKeyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parse_takesApart();
    void parse_sortsLabels();
    void parse_unescapesAndFormatEscapes();
    void parse_refuses_data();
    void parse_refuses();
    void parse_isBounded();
    void format_givesWhatParseReads_data();
    void format_givesWhatParseReads();
    void matchesGlob_data();
    void matchesGlob();
    void matchesGlob_isNotExponential();
};

void SeriesKeyTest::parse_takesApart()
{
    const auto key = SeriesKey::parse("net.rx{dev=\"eth0\",host=\"a\"}"_ba);
    QVERIFY(key);
    QCOMPARE(key->base(), "net.rx"_ba);
    QCOMPARE(key->labels().size(), 2);
    QCOMPARE(key->label("dev"), "eth0"_ba);
    QCOMPARE(key->label("none"), QByteArray());
    QCOMPARE(SeriesKey::parse("cpu.busy"_ba)->labels().size(), 0);
}

void SeriesKeyTest::parse_sortsLabels()
{
    const auto one = SeriesKey::parse("a{y=\"2\",x=\"1\"}"_ba);
    const auto other = SeriesKey::parse("a{x=\"1\",y=\"2\",}"_ba);
    QVERIFY(one && other);
    QCOMPARE(one->format(), "a{x=\"1\",y=\"2\"}"_ba);
    QVERIFY(*one == *other);
}

void SeriesKeyTest::parse_unescapesAndFormatEscapes()
{
    const QByteArray text = "fs{mount=\"a\\\\b\\\"c\\nd\"}"_ba;
    const auto key = SeriesKey::parse(text);
    QVERIFY(key);
    QCOMPARE(key->label("mount"), "a\\b\"c\nd"_ba);
    QCOMPARE(key->format(), text);
}

void SeriesKeyTest::parse_refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("no base") << "{a=\"b\"}"_ba;
    QTest::newRow("control character") << "cpu\nbusy"_ba;
    QTest::newRow("delete") << "cpu\x7f"_ba;
    QTest::newRow("nul") << QByteArray("a\0b", 3);
    QTest::newRow("not utf-8") << "cpu\xff\xfe"_ba;
    QTest::newRow("control in a value") << "a{b=\"\x01\"}"_ba;
    QTest::newRow("raw line end in a value") << "a{b=\"x\ny\"}"_ba;
    QTest::newRow("no end") << "a{b=\"c\""_ba;
    QTest::newRow("something after") << "a{b=\"c\"}x"_ba;
    QTest::newRow("not quoted") << "a{b=c}"_ba;
    QTest::newRow("value does not end") << "a{b=\"c}"_ba;
    QTest::newRow("bad escape") << "a{b=\"\\x\"}"_ba;
    QTest::newRow("escape at the end") << "a{b=\"\\"_ba;
    QTest::newRow("label without name") << "a{=\"c\"}"_ba;
    QTest::newRow("label without value") << "a{b}"_ba;
    QTest::newRow("no comma") << "a{b=\"c\"d=\"e\"}"_ba;
    QTest::newRow("label twice") << "a{b=\"1\",b=\"2\"}"_ba;
    QTest::newRow("comma alone") << "a{,}"_ba;
    QTest::newRow("quote in the base") << "a\"b"_ba;
}

void SeriesKeyTest::parse_refuses()
{
    QFETCH(QByteArray, text);
    const auto key = SeriesKey::parse(text);
    QVERIFY(!key);
    QCOMPARE(key.error().kind, ErrorKind::BadData);
    QVERIFY(!key.error().message.isEmpty());
}

void SeriesKeyTest::parse_isBounded()
{
    QVERIFY(SeriesKey::parse(QByteArray(256, 'a')));
    QCOMPARE(SeriesKey::parse(QByteArray(257, 'a')).error().kind, ErrorKind::TooLarge);
    QCOMPARE(SeriesKey::parse("abcd"_ba, 3).error().kind, ErrorKind::TooLarge);
}

void SeriesKeyTest::format_givesWhatParseReads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("dots") << "cpu.core.busy{core=\"0\"}"_ba;
    QTest::newRow("braces in a value") << "a{b=\"{x}\",c=\"=,\"}"_ba;
    QTest::newRow("empty labels") << "a"_ba;
    QTest::newRow("umlauts") << "Küche.temp{raum=\"Flur\"}"_ba;
    QTest::newRow("space, comma and slash") << "Line 3, cell/4"_ba;
}

void SeriesKeyTest::format_givesWhatParseReads()
{
    QFETCH(QByteArray, text);
    const auto key = SeriesKey::parse(text);
    QVERIFY(key);
    QCOMPARE(key->format(), text);
    QVERIFY(*SeriesKey::parse(key->format()) == *key);
}

void SeriesKeyTest::matchesGlob_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("same") << "cpu.busy"_ba
                          << "cpu.busy"_ba << true;
    QTest::newRow("prefix is not enough") << "cpu"_ba
                                          << "cpu.busy"_ba << false;
    QTest::newRow("longer pattern") << "cpu.busy"_ba
                                    << "cpu"_ba << false;
    QTest::newRow("star at the end") << "cpu.core*"_ba
                                     << "cpu.core12"_ba << true;
    QTest::newRow("star for nothing") << "cpu.core*"_ba
                                      << "cpu.core"_ba << true;
    QTest::newRow("labels") << "net.rx{*"_ba
                            << "net.rx{dev=\"eth0\"}"_ba << true;
    QTest::newRow("labels, other base") << "net.rx{*"_ba
                                        << "net.rx.packets{dev=\"eth0\"}"_ba << false;
    QTest::newRow("star in the middle") << "line3.*.state"_ba
                                        << "line3.cell.7.state"_ba << true;
    QTest::newRow("step back") << "*ab*c"_ba
                               << "aababxc"_ba << true;
    QTest::newRow("no match after stars") << "*ab*c"_ba
                                          << "aababx"_ba << false;
    QTest::newRow("dot is a dot") << "a.b"_ba
                                  << "axb"_ba << false;
    QTest::newRow("all") << "*"_ba
                         << ""_ba << true;
    QTest::newRow("nothing") << ""_ba
                             << ""_ba << true;
}

void SeriesKeyTest::matchesGlob()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, text);
    QTEST(telltale::matchesGlob(pattern, text), "expected");
}

void SeriesKeyTest::matchesGlob_isNotExponential()
{
    QByteArray pattern;
    for (int i = 0; i < 100; ++i)
        pattern += "*a";
    // With backtracking into every star this would not end.
    QVERIFY(!telltale::matchesGlob(pattern + "b", QByteArray(256, 'a')));
}

QTEST_GUILESS_MAIN(SeriesKeyTest)
#include "tst_serieskey.moc"
