// SPDX-License-Identifier: MIT
#include "tests/qml/dashboardfixture.h"

#include <QSignalSpy>
#include <QtTest>

using namespace telltale;
using namespace telltale::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<PanelSpec> panels(int count)
{
    QList<PanelSpec> made;
    for (int i = 0; i < count; ++i) {
        PanelSpec spec;
        spec.title = u"Panel %1"_s.arg(i);
        spec.series = {{"a"_ba}};
        spec.at = {(i % 4) * 6, i / 4 * 4, 6, 4};
        made << spec;
    }
    return made;
}

void setTheme(DashboardFixture &fixture, ThemeName theme)
{
    Dashboard changed;
    changed.theme = theme;
    changed.pages = {{u"page"_s, {}, GridRect::columns, {}, panels(4)}};
    fixture.dashboard.setDashboard(changed, {{u"feed"_s, &fixture.store, &fixture.connection, nullptr}});
}

PanelSpec specOf(PanelType type, GridRect at, const QByteArray &series = {})
{
    PanelSpec spec;
    spec.type = type;
    spec.at = at;
    if (!series.isEmpty())
        spec.series = {{series}};
    return spec;
}

/// Many series at once, a row each.
void feedRows(DashboardFixture &fixture, int count)
{
    QList<Point> points;
    for (int i = 0; i < count; ++i)
        points << Point{"row{n=\"" + QByteArray::number(i) + "\"}", 0, double(i)};
    fixture.feed(points);
}

QRectF placeOf(const QQuickItem *item)
{
    return item->mapRectToScene({0, 0, item->width(), item->height()});
}

bool isHelpShown(const DashboardWindow &window)
{
    return window.items(u"helpOverlay"_s).constFirst()->isVisible();
}

} // namespace

class WindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// QML that complains is broken, even where it looks right.
    void init() { QTest::failOnWarning(anyQmlWarning()); }

    void reload_replacesAPanelWithoutAComplaint()
    {
        DashboardFixture fixture(panels(4));
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        const Panel *first = fixture.panels.panelAt(0);
        const Panel *second = fixture.panels.panelAt(1);
        Dashboard changed;
        changed.pages = {{u"page"_s, {}, GridRect::columns, {}, panels(4)}};
        changed.pages[0].panels[1].title = u"Another"_s;
        fixture.dashboard.setDashboard(changed, {{u"feed"_s, &fixture.store, &fixture.connection, &fixture.logs}});
        QTRY_VERIFY(!window.frameOf(second));
        QCOMPARE(fixture.panels.panelAt(0), first);
        QVERIFY(window.frameOf(fixture.panels.panelAt(1)));
    }

    void firstData_takesTheNotesAwayWithoutAComplaint()
    {
        const auto at = [](int column) { return GridRect{column * 6, 0, 6, 6}; };
        DashboardFixture fixture({specOf(PanelType::BarGauge, at(0), "a"_ba), specOf(PanelType::Table, at(1), "a"_ba),
                                  specOf(PanelType::StatusGrid, at(2), "a"_ba),
                                  specOf(PanelType::StateTimeline, at(3), "a"_ba)});
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        window.grab();
        QCOMPARE(window.items(u"note"_s).size(), 4);
        fixture.feed({{"a"_ba, 0, 1}});
        QTRY_COMPARE(window.items(u"note"_s).size(), 0);
    }

    void keys_changeTheTheme()
    {
        DashboardFixture fixture(panels(4));
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        const QColor dark = window.grab().pixelColor(2, 2);
        QTest::keyClick(window.window(), Qt::Key_T);
        const QColor light = window.grab().pixelColor(2, 2);
        QVERIFY(dark.lightness() < 40);
        QVERIFY(light.lightness() > 220);
        // A file that says another theme later is heard, whatever a person chose before.
        setTheme(fixture, ThemeName::OperatorGrey);
        QVERIFY(window.grab().pixelColor(2, 2) != light);
        QTest::keyClick(window.window(), Qt::Key_T);
        QCOMPARE(window.grab().pixelColor(2, 2), dark);
    }

    void systemTheme_followsTheDesktop()
    {
        DashboardFixture fixture(panels(4));
        setTheme(fixture, ThemeName::System);
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        QVERIFY(window.grab().pixelColor(2, 2).lightness() < 40);
        window.window()->setProperty("systemIsDark", false);
        QVERIFY(window.grab().pixelColor(2, 2).lightness() > 220);
    }

    void keys_wantANewTry()
    {
        DashboardFixture fixture(panels(4));
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        const QSignalSpy wanted(&fixture.dashboard, &DashboardModel::tryingWanted);
        QTest::keyClick(window.window(), Qt::Key_R);
        QCOMPARE(wanted.size(), 1);
        QTest::keyClick(window.window(), Qt::Key_F5);
        QCOMPARE(wanted.size(), 2);
    }

    void keys_showAndHideHelp()
    {
        DashboardFixture fixture(panels(4));
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        QVERIFY(!isHelpShown(window));
        QTest::keyClick(window.window(), Qt::Key_F1);
        QVERIFY(isHelpShown(window));
        QTest::keyClick(window.window(), Qt::Key_Escape);
        QVERIFY(!isHelpShown(window));
        QTest::keyClick(window.window(), Qt::Key_Question);
        QVERIFY(isHelpShown(window));
    }

    void keys_enterAndLeaveFullScreen()
    {
        DashboardFixture fixture(panels(4));
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        QTest::keyClick(window.window(), Qt::Key_F11);
        QTRY_COMPARE(window.window()->visibility(), QWindow::FullScreen);
        QTest::keyClick(window.window(), Qt::Key_Escape);
        QTRY_COMPARE(window.window()->visibility(), QWindow::Windowed);
        QTest::keyClick(window.window(), Qt::Key_F);
        QTRY_COMPARE(window.window()->visibility(), QWindow::FullScreen);
    }

    /// The page keys are the window's, too.
    void pageKeys_moveALongTableBeforeThePage()
    {
        DashboardFixture fixture(panels(1));
        Dashboard dashboard;
        dashboard.pages = {
            {u"rows"_s, {}, GridRect::columns, {}, {specOf(PanelType::Table, {0, 0, 24, 6}, "row{*"_ba)}},
            {u"other"_s, {}, GridRect::columns, {}, panels(1)}};
        fixture.dashboard.setDashboard(dashboard, {{u"feed"_s, &fixture.store, &fixture.connection, &fixture.logs}});
        feedRows(fixture, 100);
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        const QQuickItem *const view = window.items(u"rows"_s).constFirst();
        const auto top = [view] { return view->property("contentY").toDouble(); };
        const auto press = [&](Qt::Key key) {
            QTest::keyClick(window.window(), key);
            window.grab();
        };
        window.grab();
        window.frameOf(fixture.dashboard.panels()->panelAt(0))->forceActiveFocus(Qt::TabFocusReason);
        press(Qt::Key_PageDown);
        QCOMPARE(fixture.dashboard.currentPage(), 0);
        const double paged = top();
        QVERIFY(paged > view->height() / 2 && paged < view->height());
        press(Qt::Key_End);
        QVERIFY(top() > 2 * paged);
        QCOMPARE(fixture.dashboard.currentPage(), 0);
        press(Qt::Key_PageUp);
        QCOMPARE(fixture.dashboard.currentPage(), 0);
        press(Qt::Key_End);
        press(Qt::Key_PageDown);
        QCOMPARE(fixture.dashboard.currentPage(), 1);
        press(Qt::Key_PageUp);
        QCOMPARE(fixture.dashboard.currentPage(), 0);
    }

    void keysThatAListCannotUse_moveThePanels()
    {
        QList<PanelSpec> specs = panels(40);
        specs[0] = specOf(PanelType::Log, {0, 0, 6, 4});
        DashboardFixture fixture(specs);
        DashboardWindow window(fixture, {1280, 480});
        QVERIFY(window.isValid());
        const QQuickItem *const scroller = window.items(u"scroller"_s).constFirst();
        window.frameOf(fixture.panels.panelAt(0))->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(window.window(), Qt::Key_Down);
        QVERIFY(scroller->property("contentY").toDouble() > 0);
    }

    void escape_closesWhyBeforeItLeavesFullScreen()
    {
        DashboardFixture fixture(panels(1));
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        QTest::keyClick(window.window(), Qt::Key_F11);
        QTRY_COMPARE(window.window()->visibility(), QWindow::FullScreen);
        window.frameOf(fixture.panels.panelAt(0))->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(window.window(), Qt::Key_Return);
        QCOMPARE(window.items(u"popOver"_s).size(), 1);
        QTest::keyClick(window.window(), Qt::Key_Escape);
        QTRY_COMPARE(window.items(u"popOver"_s).size(), 0);
        QCOMPARE(window.window()->visibility(), QWindow::FullScreen);
        QTest::keyClick(window.window(), Qt::Key_Escape);
        QTRY_COMPARE(window.window()->visibility(), QWindow::Windowed);
    }

    void keys_quit_data()
    {
        QTest::addColumn<Qt::KeyboardModifier>("modifier");
        QTest::newRow("Q") << Qt::NoModifier;
        QTest::newRow("Ctrl+Q") << Qt::ControlModifier;
    }
    void keys_quit()
    {
        QFETCH(Qt::KeyboardModifier, modifier);
        DashboardFixture fixture(panels(4));
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        QSignalSpy quit(window.engine(), &QQmlEngine::quit);
        QTest::keyClick(window.window(), Qt::Key_Q, modifier);
        QCOMPARE(quit.size(), 1);
    }

    /// Every panel once, in order, and in sight, however far below the window's end it was.
    void tab_walksThePanelsAndShowsWhere()
    {
        DashboardFixture fixture(panels(40));
        DashboardWindow window(fixture, {1280, 480});
        QVERIFY(window.isValid());
        const QRectF view = placeOf(window.items(u"dashboard"_s).constFirst());
        const auto focused = [&] { return window.window()->activeFocusItem(); };
        const QQuickItem *const first = window.frameOf(fixture.panels.panelAt(0));
        for (int presses = 0; presses < 5 && focused() != first; ++presses)
            QTest::keyClick(window.window(), Qt::Key_Tab);
        for (int i = 0; i < 40; ++i) {
            QCOMPARE(focused(), window.frameOf(fixture.panels.panelAt(i)));
            QVERIFY2(view.contains(placeOf(focused())), qPrintable(QString::number(i)));
            QCOMPARE(window.items(u"focusRing"_s).size(), 1);
            QTest::keyClick(window.window(), Qt::Key_Tab);
        }
        QTest::keyClick(window.window(), Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(focused(), window.frameOf(fixture.panels.panelAt(39)));
    }

    void keys_scrollAfterTheFocusedPanelIsGone()
    {
        DashboardFixture fixture(panels(40));
        DashboardWindow window(fixture, {1280, 480});
        QVERIFY(window.isValid());
        window.frameOf(fixture.panels.panelAt(1))->forceActiveFocus(Qt::TabFocusReason);
        QList<PanelSpec> others = panels(40);
        others[1].title = u"Another"_s;
        fixture.panels.setPanels(others);
        QTRY_VERIFY(window.items(u"focusRing"_s).isEmpty());
        const QQuickItem *const scroller = window.items(u"scroller"_s).constFirst();
        QTest::keyClick(window.window(), Qt::Key_Down);
        QVERIFY(scroller->property("contentY").toDouble() > 0);
    }

    /// Below a chart a legend has two rows; what does not fit is counted, and no key press is spent on it. Beside it
    /// the legend scrolls.
    void tab_staysInSightInALegend_data()
    {
        QTest::addColumn<ChartOptions::Legend>("place");
        QTest::newRow("bottom") << ChartOptions::Legend::Bottom;
        QTest::newRow("right") << ChartOptions::Legend::Right;
    }
    void tab_staysInSightInALegend()
    {
        QFETCH(ChartOptions::Legend, place);
        PanelSpec spec = specOf(PanelType::TimeSeries, {0, 0, 10, 6}, "row{*"_ba);
        spec.chart.legend = place;
        DashboardFixture fixture({spec});
        feedRows(fixture, 30);
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        window.grab();
        QQuickItem *const frame = window.frameOf(fixture.panels.panelAt(0));
        const QRectF legend = placeOf(window.items(u"legend"_s).constFirst());
        QVERIFY(legend.height() < 0.9 * frame->height());
        frame->forceActiveFocus(Qt::TabFocusReason);
        int entries = 0;
        for (;; ++entries) {
            QTest::keyClick(window.window(), Qt::Key_Tab);
            const QQuickItem *const focused = window.window()->activeFocusItem();
            if (!frame->isAncestorOf(focused))
                break;
            QVERIFY2(legend.adjusted(-1, -1, 1, 1).contains(placeOf(focused)), qPrintable(QString::number(entries)));
        }
        const bool isBelow = place == ChartOptions::Legend::Bottom;
        QVERIFY2(isBelow ? entries > 2 && entries < 30 : entries == 30, qPrintable(QString::number(entries)));
        QCOMPARE(DashboardWindow::shownText(frame, u"more"_s), isBelow ? u"+%1"_s.arg(30 - entries) : QString());
    }

    void helpButton_opensHelp()
    {
        DashboardFixture fixture(panels(1));
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        const QQuickItem *const button = window.items(u"help"_s).constFirst();
        QTest::mouseClick(window.window(), Qt::LeftButton, {},
                          button->mapToScene({button->width() / 2, button->height() / 2}).toPoint());
        QVERIFY(isHelpShown(window));
    }

    void panels_fillTheWindowAndNeverOverlap_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("small") << QSize(800, 480);
        QTest::newRow("usual") << QSize(1280, 720);
        QTest::newRow("odd") << QSize(1366, 768);
        QTest::newRow("wall") << QSize(3840, 2160);
    }
    void panels_fillTheWindowAndNeverOverlap()
    {
        QFETCH(QSize, size);
        DashboardFixture fixture(panels(12));
        DashboardWindow window(fixture, size);
        QVERIFY(window.isValid());
        QList<QRectF> places;
        for (int i = 0; i < 12; ++i) {
            const QQuickItem *const frame = window.frameOf(fixture.panels.panelAt(i));
            const QRectF place = frame->mapRectToScene({0, 0, frame->width(), frame->height()});
            for (const QRectF &other : std::as_const(places))
                QVERIFY(!place.intersects(other));
            places << place;
        }
        const double right = size.width() - places.last().right();
        const double bottom = size.height() - places.last().bottom();
        QCOMPARE(places.first().left(), right);
        QVERIFY2(std::abs(bottom - right) <= 1, qPrintable(u"%1 and %2"_s.arg(bottom).arg(right)));
    }

    void manyPanels_scrollWithTheKeys()
    {
        DashboardFixture fixture(panels(64));
        DashboardWindow window(fixture, {800, 480});
        QVERIFY(window.isValid());
        const QQuickItem *const last = window.frameOf(fixture.panels.panelAt(63));
        QVERIFY(last->height() > 60);
        const double before = last->mapToScene({}).y();
        QVERIFY(before > 480);
        for (int i = 0; i < 60; ++i)
            QTest::keyClick(window.window(), Qt::Key_Down);
        QVERIFY(last->mapToScene({0, last->height()}).y() <= 480);
    }

    /// Longer and shorter values, words instead of numbers, loss and return, panels that go: init() listens.
    void panels_changeWithoutAComplaint()
    {
        QList<PanelSpec> specs = panels(2);
        specs[1].type = PanelType::TimeSeries;
        specs[1].unit = Unit::BytesPerSec;
        PanelSpec connection;
        connection.type = PanelType::Connection;
        connection.at = {12, 0, 6, 4};
        specs << connection;
        DashboardFixture fixture(specs);
        DashboardWindow window(fixture, {1280, 720});
        QVERIFY(window.isValid());
        fixture.setLink(LinkState::Live, TransportKind::WebSocket);
        // Figures, points, spaces and letters take each other's places.
        for (const double value : {9.99, 10.0, 100.0, 1234.0, 99.0, 5e5, 0.0, 12.3, -1.5, 1e9, 7.0, 1e-7}) {
            fixture.feedNow("a"_ba, value);
            fixture.advance(1s);
            window.grab();
        }
        fixture.setLink(LinkState::Backoff, TransportKind::Sse, Error{ErrorKind::Silent, {}}, 12s);
        for (const auto by : {4s, 10s, 60s, 3600s}) {
            fixture.advance(by);
            window.grab();
        }
        fixture.setLink(LinkState::Live, TransportKind::Poll, {}, {}, true);
        fixture.feedNow("a"_ba, 3);
        window.window()->resize(640, 400);
        window.grab();
        fixture.panels.setPanels(panels(5));
        window.grab();
        fixture.panels.setPanels({});
        window.grab();
        QCOMPARE(window.items(u"age"_s).size(), 0);
    }

    void scale_growsWithTheWindow()
    {
        DashboardFixture fixture(panels(1));
        DashboardWindow small(fixture, {1280, 720});
        QVERIFY(small.isValid());
        const double before = small.items(u"header"_s).constFirst()->height();
        DashboardWindow large(fixture, {3840, 2160});
        QVERIFY(large.isValid());
        QVERIFY(large.items(u"header"_s).constFirst()->height() > 2 * before);
    }
};

int main(int argc, char *argv[])
{
    QGuiApplication app(argc, argv);
    WindowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_window.moc"
