// SPDX-License-Identifier: MIT
#include "transport/protocol/utf8.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace telltale;

class Utf8Test : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wellFormedText_isNotCopied();
    void illFormedText_isMendedAsTheStandardDoes_data();
    void illFormedText_isMendedAsTheStandardDoes();
};

void Utf8Test::wellFormedText_isNotCopied()
{
    const QByteArray text = "\xef\xbb\xbf a \xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80 "_ba + QByteArray(1, '\0');
    const QByteArray same = toWellFormedUtf8(text);
    QCOMPARE(same, text);
    QCOMPARE(same.constData(), text.constData());
    QCOMPARE(toWellFormedUtf8({}), QByteArray());
}

void Utf8Test::illFormedText_isMendedAsTheStandardDoes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("mended");
    // A question mark stands for U+FFFD. Maximal subparts as in the Unicode Standard, tables 3-8 to 3-11.
    QTest::newRow("lone continuation") << "a\x80z"_ba
                                       << "a?z"_ba;
    QTest::newRow("two lone continuations") << "\x80\xbf"_ba
                                            << "??"_ba;
    QTest::newRow("overlong, two bytes") << "\xc0\xaf"_ba
                                         << "??"_ba;
    QTest::newRow("overlong, three bytes") << "\xe0\x80\xbf"_ba
                                           << "???"_ba;
    QTest::newRow("overlong, four bytes") << "\xf0\x81\x82"_ba
                                          << "???"_ba;
    QTest::newRow("surrogate") << "\xed\xa0\x80"_ba
                               << "???"_ba;
    QTest::newRow("beyond U+10FFFF") << "\xf4\x91\x92\x93"_ba
                                     << "????"_ba;
    QTest::newRow("never a byte of UTF-8") << "\xff\x41"_ba
                                           << "?A"_ba;
    QTest::newRow("cut short by another") << "\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41"_ba
                                          << "????A"_ba;
    QTest::newRow("cut short by the end, two bytes") << "a\xc3"_ba
                                                     << "a?"_ba;
    QTest::newRow("cut short by the end, three bytes") << "a\xe2\x82"_ba
                                                       << "a?"_ba;
    QTest::newRow("cut short by the end, four bytes") << "a\xf0\x9f\x98"_ba
                                                      << "a?"_ba;
    QTest::newRow("BOM before it stays") << "\xef\xbb\xbf\xff"_ba
                                         << "\xef\xbb\xbf?"_ba;
    QTest::newRow("the last that is allowed") << "\xf4\x8f\xbf\xbf\xed\x9f\xbf\xff"_ba
                                              << "\xf4\x8f\xbf\xbf\xed\x9f\xbf?"_ba;
}

void Utf8Test::illFormedText_isMendedAsTheStandardDoes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, mended);
    QCOMPARE(toWellFormedUtf8(text), mended.replace('?', "\xef\xbf\xbd"));
}

QTEST_GUILESS_MAIN(Utf8Test)
#include "tst_utf8.moc"
