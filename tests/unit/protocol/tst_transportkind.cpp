// SPDX-License-Identifier: MIT
#include "transport/protocol/transportkind.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace telltale;

using Kinds = QList<TransportKind>;

class TransportKindTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void words_areStable();
    void lists_areReadInTheirOrder();
    void lists_mayHaveSpaces();
    void badLists_areRefused_data();
    void badLists_areRefused();
    void all_areReadBack();
};

void TransportKindTest::words_areStable()
{
    QCOMPARE(toWord(TransportKind::WebSocket), "ws"_L1);
    QCOMPARE(toWord(TransportKind::Sse), "sse"_L1);
    QCOMPARE(toWord(TransportKind::LongPoll), "longpoll"_L1);
    QCOMPARE(toWord(TransportKind::Poll), "poll"_L1);
}

void TransportKindTest::lists_areReadInTheirOrder()
{
    const auto kinds = parseTransportKinds(u"poll,ws");
    QVERIFY(kinds);
    QCOMPARE(*kinds, (Kinds{TransportKind::Poll, TransportKind::WebSocket}));
}

void TransportKindTest::lists_mayHaveSpaces()
{
    const auto kinds = parseTransportKinds(u" sse , longpoll ");
    QVERIFY(kinds);
    QCOMPARE(*kinds, (Kinds{TransportKind::Sse, TransportKind::LongPoll}));
}

void TransportKindTest::badLists_areRefused_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("named");
    QTest::newRow("empty") << u""_s << u"\"\""_s;
    QTest::newRow("empty word") << u"ws,,sse"_s << u"\"\""_s;
    QTest::newRow("comma at the end") << u"ws,"_s << u"\"\""_s;
    QTest::newRow("unknown") << u"ws,carrier-pigeon"_s << u"carrier-pigeon"_s;
    QTest::newRow("capitals") << u"WS"_s << u"WS"_s;
    QTest::newRow("twice") << u"ws,sse,ws"_s << u"ws"_s;
    QTest::newRow("percent signs") << u"%1%2"_s << u"%1%2"_s;
}

void TransportKindTest::badLists_areRefused()
{
    QFETCH(QString, list);
    QFETCH(QString, named);
    const auto kinds = parseTransportKinds(list);
    QVERIFY(!kinds);
    QCOMPARE(kinds.error().kind, ErrorKind::Usage);
    QVERIFY2(kinds.error().message.contains(named), qPrintable(kinds.error().message));
}

void TransportKindTest::all_areReadBack()
{
    QStringList words;
    for (const TransportKind kind : allTransportKinds())
        words.append(toWord(kind));
    const auto kinds = parseTransportKinds(words.join(u','));
    QVERIFY(kinds);
    QCOMPARE(*kinds, allTransportKinds());
}

QTEST_GUILESS_MAIN(TransportKindTest)
#include "tst_transportkind.moc"
