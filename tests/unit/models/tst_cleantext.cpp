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

QTEST_GUILESS_MAIN(CleanTextTest)
#include "tst_cleantext.moc"
