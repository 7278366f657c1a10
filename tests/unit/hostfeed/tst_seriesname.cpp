// SPDX-License-Identifier: MIT
#include "app/hostfeed/seriesname.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace telltale;

class SeriesNameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noLabels_isTheFamilyAlone() { QCOMPARE(SeriesName("cpu.busy").toByteArray(), "cpu.busy"_ba); }

    void labels_areSortedByName()
    {
        const QByteArray name =
            SeriesName("x").label("mount", "/").label("dev", "sda").label("zone", "1").toByteArray();
        QCOMPARE(name, "x{dev=\"sda\",mount=\"/\",zone=\"1\"}"_ba);
    }

    void value_isEscaped_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("plain") << "eth0"_ba
                               << "n{v=\"eth0\"}"_ba;
        QTest::newRow("empty") << ""_ba
                               << "n{v=\"\"}"_ba;
        QTest::newRow("quote") << "a\"b"_ba
                               << "n{v=\"a\\\"b\"}"_ba;
        QTest::newRow("backslash") << "a\\b"_ba
                                   << "n{v=\"a\\\\b\"}"_ba;
        QTest::newRow("line feed") << "a\nb"_ba
                                   << "n{v=\"a\\nb\"}"_ba;
        QTest::newRow("closing brace and comma") << "a},b"_ba
                                                 << "n{v=\"a},b\"}"_ba;
        QTest::newRow("two-byte letter") << "\xc3\xa4"_ba
                                         << "n{v=\"\xc3\xa4\"}"_ba;
        QTest::newRow("not UTF-8") << "a\xff\x62"_ba
                                   << "n{v=\"a\xef\xbf\xbd\x62\"}"_ba;
    }

    void value_isEscaped()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const QByteArray, expected);
        QCOMPARE(SeriesName("n").label("v", value).toByteArray(), expected);
    }
};

QTEST_GUILESS_MAIN(SeriesNameTest)
#include "tst_seriesname.moc"
