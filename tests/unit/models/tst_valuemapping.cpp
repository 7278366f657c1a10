// SPDX-License-Identifier: MIT
#include "models/values/valuemapping.h"

#include <QTest>

#include <limits>

using namespace telltale;
using namespace Qt::StringLiterals;

class ValueMappingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findMapping_firstThatFits_data();
    void findMapping_firstThatFits();
    void findMapping_pointsIntoTheList();
};

namespace {

ValueMapping wordIs(const QString &word, const QString &text)
{
    ValueMapping mapping;
    mapping.word = word;
    mapping.text = text;
    return mapping;
}

ValueMapping numberIs(double number, const QString &text)
{
    ValueMapping mapping;
    mapping.number = number;
    mapping.text = text;
    return mapping;
}

ValueMapping within(std::optional<double> from, std::optional<double> to, const QString &text)
{
    ValueMapping mapping;
    mapping.range = ValueMapping::Range{from, to};
    mapping.text = text;
    return mapping;
}

ValueMapping missingIs(const QString &text)
{
    ValueMapping mapping;
    mapping.missing = true;
    mapping.text = text;
    return mapping;
}

QList<ValueMapping> all()
{
    return {wordIs(u"RUN"_s, u"running"_s),
            wordIs(u"1"_s, u"word one"_s),
            numberIs(1, u"one"_s),
            within(0, 10, u"0 to 10"_s),
            within(5, {}, u"5 and more"_s),
            within({}, -100, u"deep"_s),
            missingIs(u"N/A"_s),
            wordIs(u"RUN"_s, u"too late"_s)};
}

} // namespace

void ValueMappingTest::findMapping_firstThatFits_data()
{
    QTest::addColumn<SampleKind>("kind");
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("text"); // "": none fits
    QTest::newRow("word") << SampleKind::State << 0.0 << u"RUN"_s << u"running"_s;
    QTest::newRow("word to the letter") << SampleKind::State << 0.0 << u"run"_s << u""_s;
    QTest::newRow("empty word") << SampleKind::State << 0.0 << u""_s << u""_s;
    QTest::newRow("word that looks like a number") << SampleKind::State << 1.0 << u"1"_s << u"word one"_s;
    QTest::newRow("word like no mapping's, number that would fit") << SampleKind::State << 1.0 << u"x"_s << u""_s;
    QTest::newRow("number") << SampleKind::Number << 1.0 << u""_s << u"one"_s;
    QTest::newRow("first of two ranges") << SampleKind::Number << 7.0 << u""_s << u"0 to 10"_s;
    QTest::newRow("lower end") << SampleKind::Number << 0.0 << u""_s << u"0 to 10"_s;
    QTest::newRow("upper end") << SampleKind::Number << 10.0 << u""_s << u"0 to 10"_s;
    QTest::newRow("open above") << SampleKind::Number << 10.001 << u""_s << u"5 and more"_s;
    QTest::newRow("open below") << SampleKind::Number << -1e9 << u""_s << u"deep"_s;
    QTest::newRow("none") << SampleKind::Number << -1.0 << u""_s << u""_s;
    QTest::newRow("no number") << SampleKind::Number << std::numeric_limits<double>::quiet_NaN() << u""_s << u""_s;
    QTest::newRow("missing") << SampleKind::Missing << 1.0 << u"RUN"_s << u"N/A"_s;
}

void ValueMappingTest::findMapping_firstThatFits()
{
    QFETCH(SampleKind, kind);
    QFETCH(double, number);
    QFETCH(QString, word);
    const QList<ValueMapping> mappings = all();
    const ValueMapping *found = findMapping(mappings, kind, number, word);
    QTEST(found ? found->text : u""_s, "text");
}

void ValueMappingTest::findMapping_pointsIntoTheList()
{
    const QList<ValueMapping> mappings = all();
    QCOMPARE(findMapping(mappings, SampleKind::Missing, 0, {}), &mappings[6]);
    const QList<ValueMapping> none;
    QVERIFY(!findMapping(none, SampleKind::Missing, 0, {}));
    QVERIFY(!findMapping(none, SampleKind::Number, 0, {}));
}

QTEST_GUILESS_MAIN(ValueMappingTest)
#include "tst_valuemapping.moc"
