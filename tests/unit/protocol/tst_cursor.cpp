// SPDX-License-Identifier: MIT
#include "transport/protocol/cursor.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace telltale;

class CursorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parsePosition_readsEpochAndSequence_data();
    void parsePosition_readsEpochAndSequence();
    void parsePosition_refusesEverythingElse_data();
    void parsePosition_refusesEverythingElse();
    void toCursor_isReadBack();
};

void CursorTest::parsePosition_readsEpochAndSequence_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("epoch");
    QTest::addColumn<quint64>("sequence");
    QTest::newRow("plain") << "7f3a:1042"_ba
                           << "7f3a"_ba << quint64(1042);
    QTest::newRow("zero") << "e:0"_ba
                          << "e"_ba << quint64(0);
    QTest::newRow("colons in the epoch") << "a:b:7"_ba
                                         << "a:b"_ba << quint64(7);
    QTest::newRow("leading zeros") << "e:0042"_ba
                                   << "e"_ba << quint64(42);
    QTest::newRow("largest") << "e:18446744073709551615"_ba
                             << "e"_ba << ~quint64(0);
    QTest::newRow("longest") << QByteArray(126, 'e') + ":1" << QByteArray(126, 'e') << quint64(1);
}

void CursorTest::parsePosition_readsEpochAndSequence()
{
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, epoch);
    QFETCH(quint64, sequence);
    const auto position = parsePosition(id);
    QVERIFY(position);
    QCOMPARE(position->epoch, epoch);
    QCOMPARE(position->sequence, sequence);
}

void CursorTest::parsePosition_refusesEverythingElse_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("no colon") << "1042"_ba;
    QTest::newRow("no epoch") << ":1042"_ba;
    QTest::newRow("no sequence") << "7f3a:"_ba;
    QTest::newRow("letters") << "7f3a:12x"_ba;
    QTest::newRow("sign") << "7f3a:-1"_ba;
    QTest::newRow("plus") << "7f3a:+1"_ba;
    QTest::newRow("space") << "7f3a: 1"_ba;
    QTest::newRow("space in the epoch") << "7f 3a:1"_ba;
    QTest::newRow("control character") << "7f\x01:1"_ba;
    QTest::newRow("non-ASCII") << "\xc3\xa4:1"_ba;
    QTest::newRow("too large") << "e:18446744073709551616"_ba;
    QTest::newRow("too long") << QByteArray(127, 'e') + ":1";
}

void CursorTest::parsePosition_refusesEverythingElse()
{
    QFETCH(QByteArray, id);
    QVERIFY(!parsePosition(id));
}

void CursorTest::toCursor_isReadBack()
{
    const Position position{"7f3a"_ba, 1042};
    QCOMPARE(toCursor(position), "7f3a:1042"_ba);
    const auto again = parsePosition(toCursor(position));
    QVERIFY(again);
    QVERIFY(*again == position);
}

QTEST_GUILESS_MAIN(CursorTest)
#include "tst_cursor.moc"
