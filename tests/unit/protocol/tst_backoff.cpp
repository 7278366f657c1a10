// SPDX-License-Identifier: MIT
#include "transport/protocol/backoff.h"

#include <QTest>

#include <limits>

using namespace telltale;

class BackoffTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fullJitter_doublesItsCeilingUpToTheCap_data();
    void fullJitter_doublesItsCeilingUpToTheCap();
    void fullJitter_reachesDownToZero();
    void fullJitter_survivesAnyCount();
    void fullJitter_survivesAnyChance();
    void fullJitter_isUniform();
};

void BackoffTest::fullJitter_doublesItsCeilingUpToTheCap_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<qint64>("half");
    const QList<qint64> halves{250, 500, 1'000, 2'000, 4'000, 8'000, 15'000, 15'000};
    for (int failures = 0; failures < halves.size(); ++failures)
        QTest::addRow("%d", failures) << failures << halves[failures];
}

void BackoffTest::fullJitter_doublesItsCeilingUpToTheCap()
{
    QFETCH(int, failures);
    QFETCH(qint64, half);
    QCOMPARE(fullJitter(failures, 0.5), milliseconds(half));
}

void BackoffTest::fullJitter_reachesDownToZero()
{
    for (int failures = 0; failures < 10; ++failures)
        QCOMPARE(fullJitter(failures, 0.0), milliseconds(0));
}

void BackoffTest::fullJitter_survivesAnyCount()
{
    QCOMPARE(fullJitter(std::numeric_limits<int>::max(), 0.5), milliseconds(15'000));
    QCOMPARE(fullJitter(-1, 0.5), milliseconds(250));
}

void BackoffTest::fullJitter_survivesAnyChance()
{
    constexpr BackoffLimits limits{milliseconds(10), milliseconds(40)};
    QCOMPARE(fullJitter(9, 1.5, limits), milliseconds(40));
    QCOMPARE(fullJitter(9, -1.0, limits), milliseconds(0));
    QCOMPARE(fullJitter(9, std::numeric_limits<double>::quiet_NaN(), limits), milliseconds(0));
}

void BackoffTest::fullJitter_isUniform()
{
    milliseconds sum{0};
    for (int i = 0; i < 1'000; ++i)
        sum += fullJitter(20, i / 1'000.0);
    QCOMPARE(sum / 1'000, milliseconds(14'985));
}

QTEST_GUILESS_MAIN(BackoffTest)
#include "tst_backoff.moc"
