// SPDX-License-Identifier: MIT
#include "models/series/linepacking.h"

#include <QRandomGenerator>
#include <QTest>

#include <bit>
#include <cmath>
#include <limits>

using namespace telltale;

class LinePackingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void line_ofRegularStampsTakesNoBits();
    void line_ofACounterFollowsItsSlope();
    void line_givesBackWhatItTook_data();
    void line_givesBackWhatItTook();
    void decimals_areTheFewestThatAreExact();
    void decimals_ofOthersAreNone();
    void patterns_giveBackEveryBitAndKeepOrder();
};

void LinePackingTest::line_ofRegularStampsTakesNoBits()
{
    std::vector<qint64> stamps;
    for (int i = 0; i < 64; ++i)
        stamps.push_back(5'000 + i * 1'000);
    QCOMPARE(fitLine(stamps).bits, 0);
    for (size_t i = 0; i < stamps.size(); ++i)
        stamps[i] += qint64(i * 7 % 17);
    QVERIFY(fitLine(stamps).bits <= 6); // a jitter of 17 and what the slope is rounded by
}

void LinePackingTest::line_ofACounterFollowsItsSlope()
{
    std::vector<qint64> down;
    for (int i = 0; i < 64; ++i)
        down.push_back(-1'000'000'007LL * i + i % 3);
    QVERIFY(fitLine(down).bits <= 36); // a slope of more than 32 bits is left level
    for (qint64 &number : down)
        number /= 1'000;
    QVERIFY(fitLine(down).bits <= 3);
}

void LinePackingTest::line_givesBackWhatItTook_data()
{
    QTest::addColumn<int>("bits");
    for (int bits = 0; bits <= 64; ++bits)
        QTest::addRow("numbers of %d bits", bits) << bits;
}

void LinePackingTest::line_givesBackWhatItTook()
{
    QFETCH(int, bits);
    QRandomGenerator64 random(quint32(bits) + 1);
    std::vector<quint64> words;
    size_t at = 0;
    std::vector<std::pair<PackedLine, size_t>> places;
    std::vector<std::vector<qint64>> blocks;
    for (int count = 1; count <= 64; ++count) { // each begins where the last one ended, at any bit
        std::vector<qint64> numbers;
        for (int i = 0; i < count; ++i) {
            const quint64 rest = bits == 0 ? 0 : random.generate() >> (64 - bits);
            numbers.push_back(qint64(rest + (count % 2 ? quint64(i) * 77 : 0) - (count % 3 ? 1'000'000 : 0)));
        }
        const PackedLine line = fitLine(numbers);
        places.emplace_back(line, at);
        at = packLine(line, numbers, words, at);
        blocks.push_back(numbers);
    }
    for (size_t block = 0; block < blocks.size(); ++block) {
        for (size_t i = 0; i < blocks[block].size(); ++i) {
            const auto &[line, place] = places[block];
            QCOMPARE(unpackOne(line, words.data(), place, int(i)), blocks[block][i]);
        }
    }
}

void LinePackingTest::decimals_areTheFewestThatAreExact()
{
    std::vector<qint64> numbers(4);
    const auto digitsOf = [&](const std::vector<double> &values) {
        const auto form = ValueForm::toDecimals(values, numbers);
        if (!form)
            return -1;
        for (size_t i = 0; i < values.size(); ++i) {
            if (std::bit_cast<quint64>(form->toValue(numbers[i])) != std::bit_cast<quint64>(values[i]))
                return -2;
        }
        return int(form->code());
    };
    QCOMPARE(digitsOf({1, 2, 3, 4}), 0);
    QCOMPARE(digitsOf({1, 2, 3.5, 4}), 1);
    QCOMPARE(numbers, (std::vector<qint64>{10, 20, 35, 40}));
    QCOMPARE(digitsOf({0.07, 0.1, 0, -12345.67}), 2);
    QCOMPARE(digitsOf({0.000001, 1, 1, 1}), 6);
    QCOMPARE(digitsOf({1e15, 1, 1, 1}), 0);
    QCOMPARE(digitsOf({1e-15, 0, 0, 0}), 15);
}

void LinePackingTest::decimals_ofOthersAreNone()
{
    std::vector<qint64> numbers(1);
    for (const double value : {-0.0, 1.0 / 3, 1e300, 1e-300, std::numeric_limits<double>::infinity(),
                               std::numeric_limits<double>::denorm_min(), 4e15})
        QVERIFY2(!ValueForm::toDecimals(std::vector{value}, numbers), qPrintable(QString::number(value)));
}

void LinePackingTest::patterns_giveBackEveryBitAndKeepOrder()
{
    const std::vector<double> values{-std::numeric_limits<double>::infinity(),
                                     -1e300,
                                     -1.0 / 3,
                                     -std::numeric_limits<double>::denorm_min(),
                                     -0.0,
                                     0.0,
                                     0.1,
                                     1e300,
                                     std::numeric_limits<double>::infinity()};
    std::vector<qint64> numbers(values.size());
    ValueForm form = ValueForm::toPatterns(values, numbers);
    QVERIFY(std::is_sorted(numbers.begin(), numbers.end()));
    for (size_t i = 0; i < values.size(); ++i)
        QCOMPARE(std::bit_cast<quint64>(form.toValue(numbers[i])), std::bit_cast<quint64>(values[i]));

    // Floats have 29 zero bits in a double: gone, and there again.
    const std::vector<double> floats{double(-0.1F), double(0.1F), double(0.3F)};
    numbers.resize(floats.size());
    form = ValueForm::toPatterns(floats, numbers);
    QVERIFY(numbers[2] < qint64(1) << 35);
    QVERIFY(std::is_sorted(numbers.begin(), numbers.end()));
    for (size_t i = 0; i < floats.size(); ++i)
        QCOMPARE(std::bit_cast<quint64>(form.toValue(numbers[i])), std::bit_cast<quint64>(floats[i]));
}

QTEST_GUILESS_MAIN(LinePackingTest)
#include "tst_linepacking.moc"
