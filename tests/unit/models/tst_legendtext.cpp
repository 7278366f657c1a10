// SPDX-License-Identifier: MIT
#include "models/dashboard/legendtext.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class LegendTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void legendText_table_data();
    void legendText_table();
    void legendText_isBounded();
};

void LegendTextTest::legendText_table_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("text");
    const QByteArray net = "net.rx{dev=\"eth0\",host=\"a\"}"_ba;
    QTest::newRow("a label") << u"{{dev}} in"_s << net << u"eth0 in"_s;
    QTest::newRow("two") << u"{{host}}:{{dev}}"_s << net << u"a:eth0"_s;
    QTest::newRow("the same twice") << u"{{dev}}{{dev}}"_s << net << u"eth0eth0"_s;
    QTest::newRow("blanks inside") << u"{{ dev }} in"_s << net << u"eth0 in"_s;
    QTest::newRow("the name") << u"{{__name__}} of {{dev}}"_s << net << u"net.rx of eth0"_s;
    QTest::newRow("a label that is not there") << u"{{zone}} {{dev}} in"_s << net << u"eth0 in"_s;
    QTest::newRow("in the middle") << u"a {{zone}} b"_s << net << u"a b"_s;
    QTest::newRow("nothing left") << u"{{zone}}"_s << net << u"eth0, a"_s;
    QTest::newRow("no labels in it") << u"in"_s << net << u"in"_s;
    QTest::newRow("does not end") << u"{{dev"_s << net << u"{{dev"_s;
    QTest::newRow("ends twice") << u"{{dev}}}}"_s << net << u"eth0}}"_s;
    QTest::newRow("no label named") << u"x{{}}"_s << net << u"x"_s;
    QTest::newRow("single braces") << u"{dev}"_s << net << u"{dev}"_s;
    QTest::newRow("empty, labels") << u""_s << net << u"eth0, a"_s;
    QTest::newRow("empty, no labels") << u""_s << "mem.used"_ba << u"mem.used"_s;
    QTest::newRow("empty, derived") << u""_s << "rate(net.rx){dev=\"eth0\"}"_ba << u"eth0"_s;
    QTest::newRow("a value with braces is not filled in again")
        << u"{{a}}"_s << "x{a=\"{{b}}\",b=\"secret\"}"_ba << u"{{b}}"_s;
    QTest::newRow("a value that turns the text round")
        << u"{{a}} in"_s << "x{a=\"p\xe2\x80\xaeq\"}"_ba << u"p\ufffdq in"_s;
    QTest::newRow("markup stays text") << u"{{a}}"_s << "x{a=\"<img src=x>\"}"_ba << u"<img src=x>"_s;
    QTest::newRow("an empty value") << u""_s << "x{a=\"\"}"_ba << u""_s;
}

void LegendTextTest::legendText_table()
{
    QFETCH(QString, pattern);
    QFETCH(QByteArray, name);
    const auto key = SeriesKey::parse(name);
    QVERIFY(key);
    QTEST(legendText(pattern, *key), "text");
}

void LegendTextTest::legendText_isBounded()
{
    const auto key = SeriesKey::parse("x{a=\"" + QByteArray(200, 'v') + "\"}");
    QCOMPARE(legendText(u"{{a}}", *key).size(), 60);
    QCOMPARE(legendText(u"", *key, 10), QString(9, u'v') + u'…');
}

QTEST_GUILESS_MAIN(LegendTextTest)
#include "tst_legendtext.moc"
