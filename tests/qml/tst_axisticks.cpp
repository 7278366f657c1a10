// SPDX-License-Identifier: MIT
#include "qml/items/axisticks.h"

#include <QtTest>

#include <limits>

using namespace telltale;
using namespace std::chrono_literals;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

} // namespace

class AxisTicksTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void values_areRoundAndEncloseTheData_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<double>("boundLow");
        QTest::addColumn<double>("boundHigh");
        QTest::addColumn<bool>("binary");
        QTest::addColumn<QList<double>>("ticks");

        QTest::newRow("percent with bounds")
            << 12.0 << 31.0 << 0.0 << 100.0 << false << QList<double>{0, 20, 40, 60, 80, 100};
        QTest::newRow("near zero starts at zero")
            << 1.0 << 9.0 << none << none << false << QList<double>{0, 2, 4, 6, 8, 10};
        QTest::newRow("far from zero does not")
            << 218.1 << 218.9 << none << none << false << QList<double>{218.0, 218.2, 218.4, 218.6, 218.8, 219.0};
        QTest::newRow("both signs") << -5.2 << 7.4 << none << none << false << QList<double>{-10, -5, 0, 5, 10};
        QTest::newRow("no data") << none << none << none << none << false << QList<double>{0, 1};
        QTest::newRow("always zero") << 0.0 << 0.0 << none << none << false << QList<double>{0, 1};
        QTest::newRow("always zero, from zero") << 0.0 << 0.0 << 0.0 << none << false << QList<double>{0, 1};
        QTest::newRow("always zero, of a hundred")
            << 0.0 << 0.0 << 0.0 << 100.0 << false << QList<double>{0, 20, 40, 60, 80, 100};
        QTest::newRow("bytes step in powers of 1024")
            << 0.0 << 3.9 * 1024 * 1024 << none << none << true << QList<double>{0, 1 << 20, 2 << 20, 3 << 20, 4 << 20};
    }

    void values_areRoundAndEncloseTheData()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(double, boundLow);
        QFETCH(double, boundHigh);
        QFETCH(bool, binary);
        QFETCH(QList<double>, ticks);

        const ValueScale scale = valueScale(low, high, {boundLow, boundHigh}, 6, binary);

        QCOMPARE(qsizetype(scale.ticks.size()), ticks.size());
        for (qsizetype i = 0; i < ticks.size(); ++i)
            QVERIFY2(std::abs(scale.ticks[size_t(i)] - ticks[i]) < 1e-9,
                     qPrintable(QString::number(scale.ticks[size_t(i)])));
        QVERIFY(scale.low <= scale.ticks.front() && scale.ticks.back() <= scale.high);
        if (!std::isnan(low))
            QVERIFY(scale.low <= low && high <= scale.high);
    }

    void values_nextToNothingStayLow()
    {
        const auto ends = [](double low, double high, double boundLow) {
            const ValueScale scale = valueScale(low, high, {boundLow, none}, 6, false, 1000);
            return std::pair(scale.low, scale.high);
        };
        QCOMPARE(ends(0, 0, none), std::pair(0.0, 1000.0));
        QCOMPARE(ends(0, 66, none), std::pair(0.0, 1000.0));
        QCOMPARE(ends(60, 66, 0), std::pair(0.0, 1000.0));
        QCOMPARE(ends(-66, 0, none), std::pair(-1000.0, 0.0));
        QCOMPARE(ends(-66, 120, none), std::pair(-500.0, 500.0));
        QCOMPARE(ends(0, 1200, none).second, 1500.0);
        // A long way from zero, small differences are what matters.
        QVERIFY(ends(91'200, 91'210, none).first > 91'000);
        QCOMPARE(valueScale(0, 0, {none, none}, 6, false, 1000).ticks, (std::vector<double>{0, 1000}));
    }

    void values_neverMoreThanAsked()
    {
        for (const double high : {1e-12, 0.37, 1.0, 99.0, 1234567.0, 3e300}) {
            for (const double low : {-high * 3, -high, 0.0, high / 2}) {
                for (int maximum = 3; maximum < 12; ++maximum) {
                    const ValueScale scale = valueScale(low, high, {none, none}, maximum, false);
                    const QString what = QStringLiteral("%1 to %2, at most %3: %4")
                                             .arg(low)
                                             .arg(high)
                                             .arg(maximum)
                                             .arg(scale.ticks.size());
                    QVERIFY2(scale.ticks.size() >= 2, qPrintable(what));
                    QVERIFY2(int(scale.ticks.size()) <= maximum, qPrintable(what));
                }
            }
        }
    }

    void values_survivePeculiarBounds()
    {
        const double infinite = std::numeric_limits<double>::infinity();
        QVERIFY(valueScale(5, 5, {none, none}, 5, false).low < 5);
        // A chart so low that it has room for two ticks: around zero it needs three.
        const ValueScale around = valueScale(-3, 5, {none, none}, 2, false);
        QCOMPARE(around.ticks, (std::vector<double>{-5, 0, 5}));
        const ValueScale reversed = valueScale(0, 1, {10, 2}, 5, false);
        QVERIFY(reversed.low < reversed.high);
        const ValueScale endless = valueScale(-infinite, infinite, {none, none}, 5, false);
        QCOMPARE(endless.high, 1.0);
    }

    void times_areRoundInLocalTime()
    {
        // 14:04:30 to 14:09:30 UTC.
        const milliseconds to = 14h + 9min + 30s;
        const auto ticks = timeTicks(to - 5min, to, 0ms, 6);
        QCOMPARE(ticks, (std::vector<milliseconds>{14h + 5min, 14h + 6min, 14h + 7min, 14h + 8min, 14h + 9min}));

        // Half an hour off UTC: whole local hours are not whole ones in UTC.
        const auto hours = timeTicks(0ms, 3h, 30min, 3);
        QCOMPARE(hours, (std::vector<milliseconds>{30min, 90min, 150min}));
    }

    void times_ofAnEmptySpan() { QVERIFY(timeTicks(5s, 5s, 0ms, 6).empty()); }

    void times_neverMoreThanAsked()
    {
        for (const milliseconds span :
             {milliseconds(10), milliseconds(7s), milliseconds(5min), milliseconds(24h * 400)})
            QVERIFY(timeTicks(1ms, 1ms + span, 0ms, 7).size() <= 8);
    }
};

QTEST_GUILESS_MAIN(AxisTicksTest)
#include "tst_axisticks.moc"
