// SPDX-License-Identifier: MIT
#include "tests/integration/faultstage.h"

#include <QSignalSpy>

using namespace telltale;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(telltale::TransportKind)

/// A session is cut behind its first byte, behind its second, and so on to its last.
class FaultsSweepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutAtEveryByte_deliversEachOnce_data();
    void cutAtEveryByte_deliversEachOnce();
};

void FaultsSweepTest::cutAtEveryByte_deliversEachOnce_data()
{
    QTest::addColumn<TransportKind>("kind");
    for (const TransportKind kind : allTransportKinds())
        QTest::addRow("%s", toWord(kind).data()) << kind;
}

// fault-row: "33 a session ends behind any of its bytes, by FIN or RST" "resumes behind the last whole event" "-"
void FaultsSweepTest::cutAtEveryByte_deliversEachOnce()
{
    QFETCH(TransportKind, kind);
    FeedServer server({.feed = {.epoch = "e"_ba}});
    const auto url = server.listen();
    QVERIFY(url);
    for (int i = 1; i <= 3; ++i)
        QVERIFY(server.publish("m"_ba, "\"\\u20ac " + QByteArray::number(i) + '"'));
    int cuts = 0;
    for (int bytes = 1; cuts == bytes - 1; ++bytes) {
        const Fault cut{.kind = Fault::Kind::CutAfter, .bytes = bytes, .reset = bytes % 2 == 0};
        FaultProxy proxy(quint16(url->port()), FaultRules({{.fault = cut, .times = 1}}));
        FeedClient client(QUrl(u"http://127.0.0.1:%1/feed"_s.arg(proxy.port())), {kind}, "e:0"_ba, u"telltale"_s,
                          FaultStage::limits(), FaultStage::policy());
        QSignalSpy delivered(&client.manager, &TransportManager::eventDelivered);
        client.manager.start();
        while (client.events.size() <
               3) // an event loop, not QTRY's looking every now and then: it is hundreds of times
            QVERIFY(delivered.wait(15'000));
        QCOMPARE(client.events.size(), 3);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.events[i].event.cursor, "e:" + QByteArray::number(i + 1));
        QVERIFY(client.gaps.isEmpty());
        cuts += proxy.cuts();
    }
    qInfo("%d bytes, each the last of one session", cuts);
    QVERIFY(cuts > 200); // a head alone has more
}

QTEST_GUILESS_MAIN(FaultsSweepTest)
#include "tst_faults_sweep.moc"
