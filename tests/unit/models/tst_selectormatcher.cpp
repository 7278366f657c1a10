// SPDX-License-Identifier: MIT
#include "models/dashboard/selectormatcher.h"

#include "models/series/derivedname.h"

#include <QSet>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(telltale::SeriesSelector)

namespace {

SeriesKey keyOf(const QByteArray &name)
{
    const auto key = SeriesKey::parse(name, name.size());
    Q_ASSERT(key);
    return *key;
}

SeriesSelector selectorOf(const QByteArray &glob, const QList<LabelMatcher> &labels = {}, const Derivation &made = {})
{
    SeriesSelector selector;
    selector.glob = glob;
    selector.labels = labels;
    selector.derivation = made;
    return selector;
}

Derivation madeBy(Derivation::Op op, const QList<QByteArray> &by = {})
{
    Derivation made;
    made.op = op;
    made.by = by;
    return made;
}

Derivation scaledBy(double factor, double offset = 0)
{
    Derivation made = madeBy(Derivation::Op::Scale);
    made.factor = factor;
    made.offset = offset;
    return made;
}

Derivation minus(const QByteArray &other)
{
    Derivation made = madeBy(Derivation::Op::Difference);
    made.other = other;
    return made;
}

} // namespace

class SelectorMatcherTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matches_table_data();
    void matches_table();
    void matches_derived_data();
    void matches_derived();
    void derivedBase_isAName_data();
    void derivedBase_isAName();
    void derivedBase_differsWithTheDerivation();
};

void SelectorMatcherTest::matches_table_data()
{
    QTest::addColumn<SeriesSelector>("selector");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *what, const SeriesSelector &selector, const QByteArray &name, bool expected) {
        QTest::newRow(what) << selector << name << expected;
    };
    const QByteArray eth = "net.rx{dev=\"eth0\"}"_ba;
    row("name", selectorOf("mem.used"_ba), "mem.used"_ba, true);
    row("other name", selectorOf("mem.used"_ba), "mem.used2"_ba, false);
    row("glob", selectorOf("cpu.core*"_ba), "cpu.core1.busy{core=\"1\"}"_ba, true);
    row("labels in the glob", selectorOf("net.rx{*"_ba), eth, true);
    row("name alone does not match labels", selectorOf("net.rx"_ba), eth, false);
    row("label", selectorOf("net.rx{*"_ba, {{"dev"_ba, "eth*"_ba}}), eth, true);
    row("other label", selectorOf("net.rx{*"_ba, {{"dev"_ba, "wlan*"_ba}}), eth, false);
    row("label, with the name alone", selectorOf("net.rx"_ba, {{"dev"_ba, "eth*"_ba}}), eth, true);
    row("label, with another name alone", selectorOf("net.tx"_ba, {{"dev"_ba, "eth*"_ba}}), eth, false);
    row("not", selectorOf("net.rx"_ba, {{"dev"_ba, "lo"_ba, true}}), eth, true);
    row("not, which it is", selectorOf("net.rx"_ba, {{"dev"_ba, "eth*"_ba, true}}), eth, false);
    row("one of two fails", selectorOf("net.rx"_ba, {{"dev"_ba, "eth*"_ba}, {"host"_ba, "a"_ba}}), eth, false);
    row("both hold", selectorOf("x"_ba, {{"a"_ba, "1"_ba}, {"b"_ba, "2"_ba, true}}), "x{a=\"1\",b=\"3\"}"_ba, true);
    row("a missing label is empty", selectorOf("net.rx"_ba, {{"host"_ba, ""_ba}}), eth, true);
    row("a missing label is any", selectorOf("net.rx"_ba, {{"host"_ba, "*"_ba}}), eth, true);
    row("a missing label is not something", selectorOf("net.rx"_ba, {{"host"_ba, "a"_ba, true}}), eth, true);
    row("must be there", selectorOf("net.rx"_ba, {{"host"_ba, ""_ba, true}}), eth, false);
    row("escaped in the name, not for matchers", selectorOf("x"_ba, {{"a"_ba, "p\"q"_ba}}), "x{a=\"p\\\"q\"}"_ba, true);
}

void SelectorMatcherTest::matches_table()
{
    QFETCH(SeriesSelector, selector);
    QFETCH(QByteArray, name);
    QTEST(matches(selector, keyOf(name)), "expected");
    QTEST(matchesInput(selector, keyOf(name), name), "expected");
}

void SelectorMatcherTest::matches_derived_data()
{
    QTest::addColumn<SeriesSelector>("selector");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *what, const SeriesSelector &selector, const QByteArray &name, bool expected) {
        QTest::newRow(what) << selector << name << expected;
    };
    const SeriesSelector rate = selectorOf("net.rx{*"_ba, {}, madeBy(Derivation::Op::Rate));
    row("rate", rate, "rate(net.rx){dev=\"eth0\"}"_ba, true);
    row("not its input", rate, "net.rx{dev=\"eth0\"}"_ba, false);
    row("of another", rate, "rate(net.tx){dev=\"eth0\"}"_ba, false);
    row("only with labels", rate, "rate(net.rx)"_ba, false);
    row("exact name", selectorOf("net.rx"_ba, {}, madeBy(Derivation::Op::Rate)), "rate(net.rx)"_ba, true);
    row("exact name, not with labels", selectorOf("net.rx"_ba, {}, madeBy(Derivation::Op::Rate)),
        "rate(net.rx){dev=\"eth0\"}"_ba, false);
    const SeriesSelector noLoop = selectorOf("net.rx"_ba, {{"dev"_ba, "lo"_ba, true}}, madeBy(Derivation::Op::Rate));
    row("label", noLoop, "rate(net.rx){dev=\"eth0\"}"_ba, true);
    row("not that label", noLoop, "rate(net.rx){dev=\"lo\"}"_ba, false);
    row("scale", selectorOf("net.rx"_ba, {}, scaledBy(8)), "scale(net.rx; *8)"_ba, true);
    row("other factor", selectorOf("net.rx"_ba, {}, scaledBy(9)), "scale(net.rx; *8)"_ba, false);
    row("difference", selectorOf("mem.total"_ba, {}, minus("mem.used"_ba)), "difference(mem.total - mem.used)"_ba,
        true);
    row("of an empty name", selectorOf("*"_ba, {}, madeBy(Derivation::Op::Rate)), "rate()"_ba, false);
    const SeriesSelector sum = selectorOf("net.rx{*"_ba, {}, madeBy(Derivation::Op::Sum, {"host"_ba}));
    row("sum", sum, "sum(net.rx[*; by host){host=\"a\"}"_ba, true);
    row("sum, otherwise grouped", sum, "sum(net.rx[*)"_ba, false);
    row("average", sum, "avg(net.rx[*; by host){host=\"a\"}"_ba, false);
}

void SelectorMatcherTest::matches_derived()
{
    QFETCH(SeriesSelector, selector);
    QFETCH(QByteArray, name);
    QTEST(matches(selector, keyOf(name)), "expected");
}

void SelectorMatcherTest::derivedBase_isAName_data()
{
    QTest::addColumn<SeriesSelector>("selector");
    const QByteArray odd = "a{b=\"c\"}[d]'e'\\;,=\x01*"_ba;
    QTest::newRow("sum") << selectorOf(odd, {{odd, odd, true}}, madeBy(Derivation::Op::Sum, {odd, "x"_ba}));
    QTest::newRow("difference") << selectorOf("*"_ba, {}, minus(odd));
    QTest::newRow("rate") << selectorOf("*"_ba, {}, madeBy(Derivation::Op::Rate));
    QTest::newRow("scale") << selectorOf("*"_ba, {}, scaledBy(1e-9, 0.1));
    QTest::newRow("none") << selectorOf("*"_ba);
}

void SelectorMatcherTest::derivedBase_isAName()
{
    QFETCH(SeriesSelector, selector);
    const QByteArray base = derivedBase(selector, "cpu (busy)"_ba);
    const auto key = SeriesKey::parse(base, base.size());
    QVERIFY2(key, base.constData());
    QCOMPARE(key->base(), base);
    QVERIFY(key->labels().isEmpty());
    if (!isAggregate(selector.derivation.op))
        QCOMPARE(derivedFrom(selector, base), std::optional("cpu (busy)"_ba));
}

void SelectorMatcherTest::derivedBase_differsWithTheDerivation()
{
    using Op = Derivation::Op;
    const QList<SeriesSelector> all{
        selectorOf("a"_ba),
        selectorOf("a"_ba, {}, madeBy(Op::Rate)),
        selectorOf("a"_ba, {}, madeBy(Op::Sum)),
        selectorOf("a"_ba, {}, madeBy(Op::Average)),
        selectorOf("a"_ba, {}, madeBy(Op::Min)),
        selectorOf("a"_ba, {}, madeBy(Op::Max)),
        selectorOf("a{*"_ba, {}, madeBy(Op::Sum)),
        selectorOf("a[*"_ba, {}, madeBy(Op::Sum)),
        selectorOf("a"_ba, {}, madeBy(Op::Sum, {"x"_ba})),
        selectorOf("a"_ba, {}, madeBy(Op::Sum, {"x"_ba, "y"_ba})),
        selectorOf("a"_ba, {}, madeBy(Op::Sum, {"x, y"_ba})),
        selectorOf("a; by x"_ba, {}, madeBy(Op::Sum)),
        selectorOf("a"_ba, {{"x"_ba, "1"_ba}}, madeBy(Op::Sum)),
        selectorOf("a"_ba, {{"x"_ba, "1"_ba, true}}, madeBy(Op::Sum)),
        selectorOf("a"_ba, {}, scaledBy(0.1)),
        selectorOf("a"_ba, {}, scaledBy(0.1 + 1e-18)), // the same number
        selectorOf("a"_ba, {}, scaledBy(0.1 + 1e-16)),
        selectorOf("a"_ba, {}, scaledBy(0.1, 1)),
        selectorOf("a"_ba, {}, minus("b"_ba)),
        selectorOf("a"_ba, {}, minus("c"_ba)),
    };
    QSet<QByteArray> names;
    for (const SeriesSelector &selector : all)
        names.insert(derivedBase(selector, "a"_ba));
    QCOMPARE(names.size(), all.size() - 1);
}

QTEST_GUILESS_MAIN(SelectorMatcherTest)
#include "tst_selectormatcher.moc"
