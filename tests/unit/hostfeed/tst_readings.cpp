// SPDX-License-Identifier: MIT
#include "app/hostfeed/readings.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace telltale;

class ReadingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void round_isWhatWasAdded()
    {
        Readings readings(100);
        readings.add("b", 2);
        readings.add("a", 1);
        QCOMPARE(readings.endRound(), (QList<Sample>{{"b", 2.0}, {"a", 1.0}}));
    }

    void goneSeries_isMissingOnce()
    {
        Readings readings(100);
        readings.add("b", 2);
        readings.add("a", 1);
        readings.add("stays", 1);
        readings.endRound();
        readings.add("stays", 1);
        QCOMPARE(readings.endRound(), (QList<Sample>{{"stays", 1.0}, {"a", std::nullopt}, {"b", std::nullopt}}));
        readings.add("stays", 1);
        QCOMPARE(readings.endRound(), (QList<Sample>{{"stays", 1.0}}));
    }

    void comesBack_andGoesAgain()
    {
        Readings readings(100);
        readings.add("a", 1);
        readings.endRound();
        readings.endRound();
        readings.add("a", 2);
        QCOMPARE(readings.endRound(), (QList<Sample>{{"a", 2.0}}));
        QCOMPARE(readings.endRound(), (QList<Sample>{{"a", std::nullopt}}));
    }

    void withoutValue_livesOnSilently()
    {
        Readings readings(100);
        readings.add("a", 1);
        readings.endRound();
        readings.add("a", std::nullopt);
        QVERIFY(readings.endRound().isEmpty());
        QCOMPARE(readings.endRound(), (QList<Sample>{{"a", std::nullopt}}));
    }

    void neverHadAValue_goesSilently()
    {
        Readings readings(100);
        readings.add("a", std::nullopt);
        QVERIFY(readings.endRound().isEmpty());
        QVERIFY(readings.endRound().isEmpty());
    }

    void notFinite_isNoValue()
    {
        Readings readings(100);
        readings.add("a", std::numeric_limits<double>::quiet_NaN());
        readings.add("b", std::numeric_limits<double>::infinity());
        QVERIFY(readings.endRound().isEmpty());
    }

    void sameName_firstCounts()
    {
        Readings readings(100);
        readings.add("a", 1);
        readings.add("a", 2);
        QCOMPARE(readings.endRound(), (QList<Sample>{{"a", 1.0}}));
    }

    void longName_isRefused()
    {
        Readings readings(3);
        readings.add("abc", 1);
        readings.add("abcd", 1);
        QCOMPARE(readings.endRound(), (QList<Sample>{{"abc", 1.0}}));
    }

    void json_isTheEventsPayload()
    {
        QCOMPARE(toMetricsJson(1700000000123, {{"a", 42.1}, {"b{c=\"d\"}", 1234.0}, {"x", std::nullopt}}),
                 "{\"t\":1700000000123,\"values\":{\"a\":42.1,\"b{c=\\\"d\\\"}\":1234,\"x\":null}}"_ba);
        QCOMPARE(toMetricsJson(-1, {}), "{\"t\":-1,\"values\":{}}"_ba);
    }

    void json_escapesControlCharacters()
    {
        QCOMPARE(toMetricsJson(0, {{"\x01\x1f\n\\\x7f", 0.0}}),
                 "{\"t\":0,\"values\":{\"\\u0001\\u001f\\u000a\\\\\x7f\":0}}"_ba);
    }

    void json_numbersAreShort_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("zero") << 0.0 << "0"_ba;
        QTest::newRow("negative zero") << -0.0 << "0"_ba;
        QTest::newRow("tenth") << 0.1 << "0.1"_ba;
        QTest::newRow("hundredths") << 99.97 << "99.97"_ba;
        QTest::newRow("negative") << -5.5 << "-5.5"_ba;
        QTest::newRow("a million") << 1e6 << "1000000"_ba;
        QTest::newRow("bytes of a large disk") << 20000588955648.0 << "20000588955648"_ba;
        QTest::newRow("2^53") << 9007199254740992.0 << "9007199254740992"_ba;
        QTest::newRow("beyond") << 1e300 << "1e+300"_ba;
    }

    void json_numbersAreShort()
    {
        QFETCH(const double, value);
        QFETCH(const QByteArray, expected);
        QCOMPARE(toMetricsJson(0, {{"a", value}}), "{\"t\":0,\"values\":{\"a\":" + expected + "}}");
    }
};

QTEST_GUILESS_MAIN(ReadingsTest)
#include "tst_readings.moc"
