// SPDX-License-Identifier: MIT
#include "models/cleantext.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class CleanTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanText_data();
    void cleanText();
    void cleanText_isBounded();
    void cleanLines_data();
    void cleanLines();
    void cleanLines_isBounded();
};

void CleanTextTest::cleanText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"eth0 in"_s << u"eth0 in"_s;
    QTest::newRow("markup stays text") << u"<b>x</b>"_s << u"<b>x</b>"_s;
    QTest::newRow("line ends") << u"a\r\nb\u2028c\u2029d"_s << u"a b c d"_s;
    QTest::newRow("escape sequence") << u"a\u001b[31mb"_s << u"a [31mb"_s;
    QTest::newRow("c1 and nul") << (u"a"_s + QChar(0x85) + QChar(0) + u"b"_s) << u"a b"_s;
    QTest::newRow("override") << u"a\u202ebc"_s << u"a\ufffdbc"_s;
    QTest::newRow("isolate") << u"a\u2067b\u2069"_s << u"a\ufffdb\ufffd"_s;
    QTest::newRow("half pairs") << (u"a"_s + QChar(0xd800) + u"b"_s + QChar(0xdc00)) << u"a\ufffdb\ufffd"_s;
    QTest::newRow("half pair last") << (u"a"_s + QChar(0xd83d)) << u"a\ufffd"_s;
    QTest::newRow("half pair before a pair") << (QChar(0xd83d) + u"\U0001F600"_s) << u"\ufffd\U0001F600"_s;
    QTest::newRow("whole pair") << u"a\U0001F600b"_s << u"a\U0001F600b"_s;
    QTest::newRow("marks") << (u"a"_s + QString(8, QChar(0x0300)) + u"b"_s)
                           << (u"a"_s + QString(8, QChar(0x0300)) + u"b"_s);
    QTest::newRow("pile of marks") << (u"a"_s + QString(400, QChar(0x0300)) + u"b\u0301"_s)
                                   << (u"a"_s + QString(8, QChar(0x0300)) + u"b\u0301"_s);
    QTest::newRow("pile of rings") << (u"a"_s + QString(9, QChar(0x20dd))) << (u"a"_s + QString(8, QChar(0x20dd)));
    QTest::newRow("ends trimmed") << u"  a  b  "_s << u"a b"_s;
    QTest::newRow("empty") << QString() << QString();
}

void CleanTextTest::cleanText()
{
    QFETCH(QString, text);
    QTEST(telltale::cleanText(text), "expected");
}

void CleanTextTest::cleanText_isBounded()
{
    QCOMPARE(telltale::cleanText(u"abcde"_s, 5), u"abcde"_s);
    QCOMPARE(telltale::cleanText(u"abcdef"_s, 5), u"abcd\u2026"_s);
    // No half of a character outside the basic plane is left before the ellipsis.
    QCOMPARE(telltale::cleanText(u"abc\U0001F600def"_s, 5), u"abc\u2026"_s);
    QCOMPARE(telltale::cleanText(u"abc"_s, 0), QString());
}

void CleanTextTest::cleanLines_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("as written") << u"  a\n\n\tb   c\n"_s << u"  a\n\n\tb   c\n"_s;
    QTest::newRow("other line ends") << u"a\r\nb\rc\u2028d\u2029e"_s << u"a\nb\nc\nd\ne"_s;
    QTest::newRow("escape sequence") << u"a\u001b[31mb"_s << u"a [31mb"_s;
    QTest::newRow("nul") << (u"a"_s + QChar(0) + u"b"_s) << u"a b"_s;
    QTest::newRow("override") << u"a\u202ebc"_s << u"a\ufffdbc"_s;
    QTest::newRow("half pair") << (u"a"_s + QChar(0xdc00)) << u"a\ufffd"_s;
    QTest::newRow("pile of marks") << (u"a"_s + QString(400, QChar(0x0300))) << (u"a"_s + QString(8, QChar(0x0300)));
    QTest::newRow("empty") << QString() << QString();
}

void CleanTextTest::cleanLines()
{
    QFETCH(QString, text);
    QTEST(telltale::cleanLines(text), "expected");
}

void CleanTextTest::cleanLines_isBounded()
{
    QCOMPARE(telltale::cleanLines(u"a\nbc"_s, 4), u"a\nbc"_s);
    QCOMPARE(telltale::cleanLines(u"a\nbcd"_s, 4), u"a\nb\u2026"_s);
}

QTEST_GUILESS_MAIN(CleanTextTest)
#include "tst_cleantext.moc"
