// SPDX-License-Identifier: MIT
#include "app/hostfeed/feedjson.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class FeedJsonTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void compact_keepsEveryTokenAsItStood_data();
    void compact_keepsEveryTokenAsItStood();
    void compact_refusesWhatIsNoJson_data();
    void compact_refusesWhatIsNoJson();
    void members_splitByTheirExtent();
    void items_splitByTheirExtent();
    void value_isTheLastOfThatName();
    void quoted_readsBackTheSame();
};

void FeedJsonTest::compact_keepsEveryTokenAsItStood_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("compact");
    QTest::newRow("layout") << " {\r\n \"a\" : [ 1.50 , -0 , 1e3 ]\t}\n"_ba
                            << R"({"a":[1.50,-0,1e3]})"_ba;
    QTest::newRow("white space in a string stays") << R"({ "a b" : "c\n d" })"_ba
                                                   << R"({"a b":"c\n d"})"_ba;
    QTest::newRow("escapes stay") << R"("\u00e9\/\"")"_ba
                                  << R"("\u00e9\/\"")"_ba;
    QTest::newRow("UTF-8 stays") << "\"\xc3\xa9 \xe2\x80\xa8\""_ba
                                 << "\"\xc3\xa9 \xe2\x80\xa8\""_ba;
    QTest::newRow("a scalar") << " 42 "_ba
                              << "42"_ba;
    QTest::newRow("longer than a block of the minifier") << "[" + "1, "_ba.repeated(100) + "2]"
                                                         << "[" + "1,"_ba.repeated(100) + "2]";
}

void FeedJsonTest::compact_keepsEveryTokenAsItStood()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, compact);
    const Result<QByteArray> result = compactJson(text);
    QVERIFY(result);
    QCOMPARE(*result, compact);
}

void FeedJsonTest::compact_refusesWhatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("half") << "{\"a\":"_ba;
    QTest::newRow("a line break in a string") << "\"a\nb\""_ba;
    QTest::newRow("two values") << "1 2"_ba;
    QTest::newRow("ill-formed UTF-8") << "\"\xc3(\""_ba;
    QTest::newRow("a bare word") << "nul"_ba;
    QTest::newRow("too deep") << QByteArray(100'000, '[');
}

void FeedJsonTest::compact_refusesWhatIsNoJson()
{
    QFETCH(QByteArray, text);
    const Result<QByteArray> result = compactJson(text);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::BadData);
}

void FeedJsonTest::members_splitByTheirExtent()
{
    const auto members = jsonMembers(R"({"a":{"b":[1,{"c":"}],"}]},"n{d=\"e\"}":"x,\"y","":null})");
    QVERIFY(members);
    const QList<RawMember> expected{
        {"a"_ba, R"({"b":[1,{"c":"}],"}]})"_ba}, {R"(n{d="e"})"_ba, R"("x,\"y")"_ba}, {""_ba, "null"_ba}};
    QCOMPARE(*members, expected);
    QCOMPARE(*jsonMembers("{}"), QList<RawMember>());
    QVERIFY(!jsonMembers("[]"));
    QVERIFY(!jsonMembers(""));
}

void FeedJsonTest::items_splitByTheirExtent()
{
    const QList<QByteArray> expected{"1"_ba, R"({"a":[2,3]})"_ba, R"("],")"_ba, "[]"_ba};
    QCOMPARE(*jsonItems(R"([1,{"a":[2,3]},"],",[]])"), expected);
    QCOMPARE(*jsonItems("[]"), QList<QByteArray>());
    QVERIFY(!jsonItems("{}"));
}

void FeedJsonTest::value_isTheLastOfThatName()
{
    const auto members = jsonMembers(R"({"a":1,"b":2,"a":3})");
    QCOMPARE(jsonValue(*members, "a"), "3"_ba);
    QCOMPARE(jsonValue(*members, "c"), QByteArray());
}

void FeedJsonTest::quoted_readsBackTheSame()
{
    const QByteArray text = "a\"b\\c\nd\x01\xc3\xa9"_ba;
    QCOMPARE(jsonQuoted(text), "\"a\\\"b\\\\c\\u000ad\\u0001\xc3\xa9\""_ba);
    QCOMPARE(jsonText(jsonQuoted(text)), text);
    QCOMPARE(jsonText("12"), QByteArray());
}

QTEST_GUILESS_MAIN(FeedJsonTest)
#include "tst_feedjson.moc"
