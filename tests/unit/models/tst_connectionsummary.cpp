// SPDX-License-Identifier: MIT
#include "models/connection/connectionsummary.h"

#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class ConnectionSummaryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneSource_isCurrentWithoutAName();
    void worstSource_isCurrentAndNamed();
    void noSource_isNone();
    void setSources_letsGoOfThoseBefore();

private:
    static void setLink(ConnectionModel &connection, LinkState state)
    {
        LinkStatus status;
        status.state = state;
        connection.setLinkStatus(status);
    }
};

void ConnectionSummaryTest::oneSource_isCurrentWithoutAName()
{
    ConnectionModel only;
    ConnectionSummary summary;
    summary.setSources({{u"feed"_s, &only}});
    QCOMPARE(summary.current(), &only);
    QCOMPARE(summary.sourceName(), QString());
    LinkStatus refused;
    refused.state = LinkState::Backoff;
    refused.reason = Error{ErrorKind::ConnectionRefused, {}};
    only.setLinkStatus(refused);
    QVERIFY(!only.detail().isEmpty());
    QCOMPARE(summary.detailText(), only.detail());
}

void ConnectionSummaryTest::worstSource_isCurrentAndNamed()
{
    ConnectionModel one;
    ConnectionModel two;
    setLink(one, LinkState::Live);
    setLink(two, LinkState::Live);
    ConnectionSummary summary;
    summary.setSources({{u"one"_s, &one}, {u"two"_s, &two}});
    QCOMPARE(summary.current(), &one);
    QCOMPARE(summary.detailText(), QString());
    QSignalSpy changed(&summary, &ConnectionSummary::currentChanged);
    setLink(two, LinkState::Blocked);
    QCOMPARE(summary.current(), &two);
    QCOMPARE(summary.sourceName(), u"two"_s);
    QVERIFY2(summary.detailText().startsWith(u"two"_s), qPrintable(summary.detailText()));
    QVERIFY2(summary.detailText().endsWith(u" · 1 of 2 sources live"_s), qPrintable(summary.detailText()));
    QCOMPARE(changed.size(), 1);
    setLink(two, LinkState::Live);
    QCOMPARE(summary.current(), &one);
}

void ConnectionSummaryTest::noSource_isNone()
{
    ConnectionSummary summary;
    summary.setSources({});
    QCOMPARE(summary.current(), nullptr);
}

void ConnectionSummaryTest::setSources_letsGoOfThoseBefore()
{
    ConnectionModel before;
    ConnectionModel after;
    ConnectionSummary summary;
    summary.setSources({{u"before"_s, &before}, {u"x"_s, &after}});
    summary.setSources({{u"after"_s, &after}});
    QSignalSpy changed(&summary, &ConnectionSummary::currentChanged);
    setLink(before, LinkState::Blocked);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(summary.current(), &after);
}

QTEST_GUILESS_MAIN(ConnectionSummaryTest)
#include "tst_connectionsummary.moc"
