// SPDX-License-Identifier: MIT
#include "tests/qml/dashboardfixture.h"

#include <QtTest>

using namespace telltale;
using namespace telltale::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<PanelSpec> onePanelOfEachKind()
{
    PanelSpec stat;
    stat.title = u"Oven"_s;
    stat.series = {{"oven"_ba}};
    stat.unit = Unit::Celsius;
    stat.at = {0, 0, 8, 4};
    PanelSpec chart = stat;
    chart.type = PanelType::TimeSeries;
    chart.at = {8, 0, 8, 4};
    PanelSpec connection;
    connection.type = PanelType::Connection;
    connection.title = u"Connection"_s;
    connection.at = {16, 0, 8, 4};
    return {stat, chart, connection};
}

/// What a person reads of the panels of a window.
class Reader
{
public:
    Reader(DashboardFixture &fixture, const DashboardWindow &window)
        : m_fixture(fixture)
        , m_window(window)
    {}

    QString text(int panel, const QString &item) const
    {
        return DashboardWindow::shownText(m_window.frameOf(m_fixture.panels.panelAt(panel)), item);
    }
    QString header(const QString &item) const
    {
        return DashboardWindow::shownText(m_window.items(u"header"_s).constFirst(), item);
    }

private:
    DashboardFixture &m_fixture;
    const DashboardWindow &m_window;
};

} // namespace

class FreshnessTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// The limits are 3, 10 and 60 s. Nothing arrives meanwhile: time alone must show.
    void panels_ageAtTheirLimitsAndRecover()
    {
        DashboardFixture fixture(onePanelOfEachKind());
        fixture.setLink(LinkState::Live, TransportKind::WebSocket);
        fixture.feedNow("oven"_ba, 218.4);
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        const Reader reader(fixture, window);

        for (const int panel : {0, 1})
            QCOMPARE(reader.text(panel, u"age"_s), QString());
        QCOMPARE(reader.text(0, u"value"_s), u"218.4"_s);
        QCOMPARE(reader.header(u"headline"_s), u"Live"_s);

        fixture.advance(2999ms);
        QCOMPARE(reader.text(0, u"age"_s), QString());

        fixture.advance(1ms); // late
        for (const int panel : {0, 1})
            QVERIFY2(reader.text(panel, u"age"_s).endsWith(u"old"), qPrintable(reader.text(panel, u"age"_s)));
        QCOMPARE(reader.text(0, u"value"_s), u"218.4"_s);

        fixture.advance(7s); // stale
        QVERIFY2(reader.text(0, u"note"_s).contains(u"stale"), qPrintable(reader.text(0, u"note"_s)));
        QVERIFY(window.frameOf(fixture.panels.panelAt(1))->property("isStale").toBool());

        fixture.advance(50s); // lost
        QVERIFY2(reader.text(0, u"age"_s).startsWith(u"lost"), qPrintable(reader.text(0, u"age"_s)));
        QVERIFY2(reader.text(1, u"age"_s).startsWith(u"lost"), qPrintable(reader.text(1, u"age"_s)));
        QCOMPARE(reader.text(0, u"value"_s), u"–"_s);
        QVERIFY2(reader.text(0, u"note"_s).startsWith(u"was 218.4"), qPrintable(reader.text(0, u"note"_s)));

        fixture.feedNow("oven"_ba, 219.1); // and live again
        for (const int panel : {0, 1})
            QCOMPARE(reader.text(panel, u"age"_s), QString());
        QCOMPARE(reader.text(0, u"value"_s), u"219.1"_s);
    }

    void connectionPanel_neverLooksStaleItself()
    {
        DashboardFixture fixture(onePanelOfEachKind());
        fixture.feedNow("oven"_ba, 1);
        fixture.advance(10min);
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        QVERIFY(!window.frameOf(fixture.panels.panelAt(2))->property("isOld").toBool());
    }

    void header_saysWhyItIsNotLive()
    {
        DashboardFixture fixture(onePanelOfEachKind());
        fixture.setLink(LinkState::Live, TransportKind::WebSocket);
        fixture.feedNow("oven"_ba, 218.4);
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        const Reader reader(fixture, window);
        QVERIFY(reader.header(u"about"_s).startsWith(u"WebSocket"));

        fixture.setLink(LinkState::Backoff, TransportKind::WebSocket,
                        Error{ErrorKind::ConnectionRefused, u"connection refused"_s}, 4s);
        QCOMPARE(reader.header(u"headline"_s), u"Offline"_s);
        QVERIFY2(reader.header(u"reason"_s).contains(u"Connection refused"), qPrintable(reader.header(u"reason"_s)));
        QVERIFY(reader.header(u"reason"_s).contains(u"4 s"));

        fixture.setLink(LinkState::Live, TransportKind::Poll, Error{ErrorKind::UpgradeRefused, {}, 403}, {}, true);
        QCOMPARE(reader.header(u"headline"_s), u"Degraded"_s);
        QVERIFY(reader.header(u"about"_s).startsWith(u"polling"));
    }

    void emptyDashboard_saysThatItWaits()
    {
        DashboardFixture fixture({});
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        const QQuickItem *const view = window.items(u"dashboard"_s).constFirst();
        QCOMPARE(DashboardWindow::shownText(view, u"waitingText"_s), u"Waiting for first data"_s);
        fixture.setLink(LinkState::Live, TransportKind::Sse);
        QCOMPARE(DashboardWindow::shownText(view, u"waitingText"_s), u"Connected, waiting for first data"_s);
        fixture.panels.append(onePanelOfEachKind());
        QCOMPARE(DashboardWindow::shownText(view, u"waitingText"_s), QString());
    }

    void panelWithoutData_saysThatItWaits()
    {
        DashboardFixture fixture(onePanelOfEachKind());
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        const Reader reader(fixture, window);
        QCOMPARE(reader.text(0, u"value"_s), u"–"_s);
        QCOMPARE(reader.text(0, u"note"_s), u"waiting for data"_s);
        QCOMPARE(reader.text(1, u"note"_s), u"waiting for data"_s);
    }

    /// Text from outside is shown as it stands: no markup, no picture fetched.
    void text_fromOutsideIsNeverMarkup()
    {
        QList<PanelSpec> panels = onePanelOfEachKind();
        panels[0].title = u"<b>bold</b><img src=\"file:///etc/passwd\">"_s;
        DashboardFixture fixture(panels);
        fixture.setLink(LinkState::Blocked, TransportKind::WebSocket, Error{ErrorKind::Tls, u"<i>expired</i>"_s});
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        int texts = 0;
        QList<QQuickItem *> left{window.window()->contentItem()};
        while (!left.isEmpty()) {
            const QQuickItem *const item = left.takeLast();
            left += item->childItems();
            if (!item->inherits("QQuickText"))
                continue;
            ++texts;
            QCOMPARE(item->property("textFormat").toInt(), 0); // Text.PlainText
        }
        QVERIFY(texts > 10);
    }
};

int main(int argc, char *argv[])
{
    QGuiApplication app(argc, argv);
    FreshnessTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_freshness.moc"
