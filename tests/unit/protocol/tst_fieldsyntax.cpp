// SPDX-License-Identifier: MIT
#include "transport/protocol/fieldsyntax.h"

#include <QTest>

using namespace telltale;

class FieldSyntaxTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void token_isWithoutSeparators();
    void value_isOneLine();
};

void FieldSyntaxTest::token_isWithoutSeparators()
{
    QVERIFY(isToken("X-Api_Key.1!#$%&'*+^`|~"));
    for (const QByteArrayView bad :
         {QByteArrayView(), QByteArrayView("a b"), QByteArrayView("a:"), QByteArrayView("a\r\nb"),
          QByteArrayView("a\0b", 3), QByteArrayView("\xc3\xa4"), QByteArrayView("(a)"), QByteArrayView("a\x7f")})
        QVERIFY2(!isToken(bad), bad.constData());
}

void FieldSyntaxTest::value_isOneLine()
{
    QVERIFY(isFieldValue({}));
    QVERIFY(isFieldValue("Bearer a:b,\tc \xc3\xa4"));
    for (const QByteArrayView bad : {QByteArrayView("a\rb"), QByteArrayView("a\nb"), QByteArrayView("a\0b", 3),
                                     QByteArrayView("a\x7f"), QByteArrayView("\x1b[0m")})
        QVERIFY2(!isFieldValue(bad), bad.constData());
}

QTEST_APPLESS_MAIN(FieldSyntaxTest)
#include "tst_fieldsyntax.moc"
