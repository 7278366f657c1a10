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
    /// QML that complains is broken, even where it looks right.
    void init() { QTest::failOnWarning(anyQmlWarning()); }

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

    /// Silence of a log is no news only as long as its source is heard.
    void log_agesWithItsSource()
    {
        PanelSpec log;
        log.type = PanelType::Log;
        log.title = u"Log"_s;
        log.at = {0, 0, 12, 6};
        DashboardFixture fixture({log});
        fixture.setLink(LinkState::Live, TransportKind::WebSocket);
        fixture.feedNow("oven"_ba, 218.4);
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        QQuickItem *const frame = window.frameOf(fixture.panels.panelAt(0));
        QVERIFY(!frame->property("isOld").toBool());

        fixture.advance(11s);
        QVERIFY(!frame->property("isOld").toBool()); // between two heartbeats no line means that nothing happened
        fixture.setLink(LinkState::Suspect, TransportKind::WebSocket);
        fixture.advance(1s);
        QVERIFY(frame->property("isStale").toBool());
        fixture.setLink(LinkState::Backoff, TransportKind::WebSocket);
        fixture.advance(49s);
        QVERIFY(frame->property("isLost").toBool());
        const QString age = DashboardWindow::shownText(frame, u"age"_s);
        QVERIFY2(age.startsWith(u"lost"), qPrintable(age));
        frame->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(window.window(), Qt::Key_Return);
        QCOMPARE(window.items(u"why"_s).size(), 1);
        const QString why = window.items(u"why"_s).constFirst()->property("text").toString();
        QVERIFY2(why.contains(u"Connection"), qPrintable(why));
        QTest::keyClick(window.window(), Qt::Key_Return);

        fixture.setLink(LinkState::Live, TransportKind::WebSocket);
        fixture.feedNow("oven"_ba, 219.1);
        fixture.advance(1s);
        QVERIFY(!frame->property("isOld").toBool());
        QCOMPARE(DashboardWindow::shownText(frame, u"age"_s), QString());
    }

    /// Two panels of series and the connection's: one lost panel is half of those that can be lost.
    void banner_saysSinceWhenAndWhyMostIsLost()
    {
        QList<PanelSpec> panels = onePanelOfEachKind();
        panels[1].series = {{"other"_ba}};
        DashboardFixture fixture(panels);
        fixture.setLink(LinkState::Live, TransportKind::WebSocket);
        fixture.feedNow("oven"_ba, 218.4);
        fixture.feedNow("other"_ba, 1);
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        const QQuickItem *const banner = window.items(u"lossBanner"_s).constFirst();
        const QQuickItem *const first = window.frameOf(fixture.panels.panelAt(0));
        const double top = first->mapToScene({}).y();

        fixture.advance(59'999ms);
        QVERIFY(!banner->isVisible());
        fixture.feedNow("other"_ba, 2);
        fixture.advance(1ms);
        QCOMPARE(DashboardWindow::shownText(banner, u"lossText"_s), u"1 of 2 panels: no data since 14:09:31"_s);
        QCOMPARE(DashboardWindow::shownText(banner, u"lossReason"_s), u"Connected, but nothing arrives for them"_s);

        fixture.setLink(LinkState::Backoff, TransportKind::WebSocket,
                        Error{ErrorKind::ConnectionRefused, u"connection refused"_s}, 4s);
        QCOMPARE(DashboardWindow::shownText(banner, u"lossReason"_s),
                 u"Offline · Connection refused · next try in 4 s"_s);
        fixture.advance(60s);
        QCOMPARE(DashboardWindow::shownText(banner, u"lossText"_s), u"No data since 14:10:31"_s);

        // Between the header and the panels, over neither.
        const QQuickItem *const header = window.items(u"header"_s).constFirst();
        const QRectF place = banner->mapRectToScene({0, 0, banner->width(), banner->height()});
        QVERIFY(place.top() >= header->height());
        QTRY_VERIFY(place.bottom() <= first->mapToScene({}).y());
        const QQuickItem *const words = banner->childItems().constFirst()->childItems().constFirst();
        QVERIFY(words->property("contentHeight").toDouble() > window.window()->height() * 0.06);
        QVERIFY(place.width() > window.window()->width() * 0.9);

        fixture.advance(12h); // the next day says of which day it speaks
        QCOMPARE(DashboardWindow::shownText(banner, u"lossText"_s), u"No data since 14 Mar 2026 14:10"_s);

        fixture.feedNow("oven"_ba, 219);
        fixture.feedNow("other"_ba, 3);
        QVERIFY(!banner->isVisible());
        QTRY_COMPARE(first->mapToScene({}).y(), top);
    }

    void gap_saysHowLongItIs()
    {
        QList<PanelSpec> panels = onePanelOfEachKind();
        panels[1].at = {8, 0, 16, 4};
        panels.removeLast();
        DashboardFixture fixture(panels);
        QList<Point> points;
        const auto isMissing = [](int second) {
            return (second > -250 && second < -190) || (second > -100 && second < -76) ||
                   (second > -40 && second < -36);
        };
        for (int second = -300; second <= 0; ++second) {
            if (!isMissing(second))
                points << Point{"oven"_ba, double(second), 200};
        }
        fixture.feed(points, 2);
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        window.grab();
        QStringList shown;
        for (const QQuickItem *const text : window.items(u"gapText"_s)) {
            if (text->isVisible())
                shown << text->property("text").toString();
        }
        // Words where they fit, the bare time where only that does, nothing over the line.
        QCOMPARE(shown, (QStringList{u"no data 1 min"_s, u"24 s"_s}));
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
        fixture.panels.append(onePanelOfEachKind().last(1)); // of the connection: no data either
        QCOMPARE(DashboardWindow::shownText(view, u"waitingText"_s), u"Connected, waiting for first data"_s);
        fixture.setLink(LinkState::Blocked, TransportKind::Poll, Error{ErrorKind::HttpStatus, {}, 401}, 15min);
        QCOMPARE(DashboardWindow::shownText(view, u"waitingText"_s), u"Waiting for first data"_s);
        QCOMPARE(DashboardWindow::shownText(view, u"waitingReason"_s),
                 u"Refused: Not authorised (401) · next try in 15 min"_s);
        fixture.panels.append(onePanelOfEachKind());
        QCOMPARE(DashboardWindow::shownText(view, u"waitingText"_s), QString());
        QCOMPARE(window.items(u"waiting"_s).size(), 0);
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
