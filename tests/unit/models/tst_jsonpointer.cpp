// SPDX-License-Identifier: MIT
#include "models/values/jsonpointer.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class JsonPointerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parse_readsSteps_data();
    void parse_readsSteps();
    void parse_refuses_data();
    void parse_refuses();
    void arrayIndexOf_isStrict_data();
    void arrayIndexOf_isStrict();
};

void JsonPointerTest::parse_readsSteps_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("steps");
    QTest::newRow("whole") << ""_ba << QStringList{};
    QTest::newRow("empty name") << "/"_ba << QStringList{u""_s};
    QTest::newRow("two") << "/foo/0"_ba << QStringList{u"foo"_s, u"0"_s};
    QTest::newRow("slash") << "/a~1b"_ba << QStringList{u"a/b"_s};
    QTest::newRow("tilde") << "/m~0n"_ba << QStringList{u"m~n"_s};
    QTest::newRow("tilde one is not a slash") << "/~01"_ba << QStringList{u"~1"_s};
    QTest::newRow("space and quote") << "/ /k\"l"_ba << QStringList{u" "_s, u"k\"l"_s};
    QTest::newRow("empty at the end") << "/a//"_ba << QStringList{u"a"_s, u""_s, u""_s};
}

void JsonPointerTest::parse_readsSteps()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, steps);
    const auto pointer = JsonPointer::parse(text);
    QVERIFY(pointer);
    QStringList read;
    for (const std::string &step : pointer->steps())
        read << QString::fromStdString(step);
    QCOMPARE(read, steps);
    QCOMPARE(pointer->isWhole(), steps.isEmpty());
}

void JsonPointerTest::parse_refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no slash") << "a"_ba;
    QTest::newRow("fragment") << "#/a"_ba;
    QTest::newRow("bad escape") << "/a~2"_ba;
    QTest::newRow("escape at the end") << "/a~"_ba;
    QTest::newRow("not utf-8") << "/\xff"_ba;
    QTest::newRow("too deep") << QByteArray(65, '/');
}

void JsonPointerTest::parse_refuses()
{
    QFETCH(QByteArray, text);
    const auto pointer = JsonPointer::parse(text);
    QVERIFY(!pointer);
    QCOMPARE(pointer.error().kind, ErrorKind::BadData);
    QVERIFY(!pointer.error().message.isEmpty());
}

void JsonPointerTest::arrayIndexOf_isStrict_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<int>("index");
    QTest::newRow("zero") << "0"_ba << 0;
    QTest::newRow("many") << "123456789"_ba << 123'456'789;
    QTest::newRow("leading zero") << "01"_ba << -1;
    QTest::newRow("sign") << "-1"_ba << -1;
    QTest::newRow("after the last") << "-"_ba << -1;
    QTest::newRow("empty") << ""_ba << -1;
    QTest::newRow("too many digits") << "1234567890"_ba << -1;
    QTest::newRow("word") << "1a"_ba << -1;
}

void JsonPointerTest::arrayIndexOf_isStrict()
{
    QFETCH(QByteArray, step);
    QFETCH(int, index);
    const std::optional<size_t> read = arrayIndexOf(step.toStdString());
    QCOMPARE(read ? int(*read) : -1, index);
}

QTEST_GUILESS_MAIN(JsonPointerTest)
#include "tst_jsonpointer.moc"
