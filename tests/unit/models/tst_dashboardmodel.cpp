// SPDX-License-Identifier: MIT
#include "models/dashboard/dashboardmodel.h"

#include "tests/unit/models/modelhelpers.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

PanelSpec statOf(const QString &id, const QByteArray &series)
{
    PanelSpec spec;
    spec.id = id;
    spec.series = {{series}};
    return spec;
}

PageSpec pageOf(const QString &id, const QList<PanelSpec> &panels)
{
    PageSpec page;
    page.id = id;
    page.title = id.toUpper();
    page.panels = panels;
    return page;
}

Dashboard dashboardOf(const QList<PageSpec> &pages)
{
    Dashboard dashboard;
    dashboard.title = u"Hall"_s;
    dashboard.pages = pages;
    return dashboard;
}

} // namespace

class DashboardModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void setDashboard_showsTheFirstPage();
    void titles_areClean();
    void pages_turnRound();
    void reload_keepsWhatIsTheSame();
    void reload_keepsThePageThatIsShown();
    void reload_withAnotherSourceMakesPanelsAnew();
    void reload_movesPanelsWithTheirRows();
    void removedPage_livesForAWhile();
    void growing_waitsForPanels();
    void fileDashboard_neverWaitsAsAWhole();
    void notice_standsUntilTakenAway();

private:
    QList<PanelSource> sources() { return {{u"feed"_s, &m_store, &m_connection}}; }

    SeriesStore m_store;
    ConnectionModel m_connection;
};

void DashboardModelTest::setDashboard_showsTheFirstPage()
{
    DashboardModel model;
    QVERIFY(!model.panels());
    model.setDashboard(dashboardOf({pageOf(u"a"_s, {statOf(u"x"_s, "x")}), pageOf(u"b"_s, {})}), sources());
    QCOMPARE(model.title(), u"Hall"_s);
    QCOMPARE(model.pageTitles(), QStringList({u"A"_s, u"B"_s}));
    QCOMPARE(model.currentPage(), 0);
    QCOMPARE(model.panels()->count(), 1);
    QCOMPARE(model.connections()->current(), &m_connection);
}

void DashboardModelTest::titles_areClean()
{
    Dashboard dashboard = dashboardOf({pageOf(u"a"_s, {})});
    dashboard.title = u"Ha\u202ell\n"_s;
    dashboard.pages.first().title = u"A\u2067\u0007b"_s;
    DashboardModel model;
    model.setDashboard(dashboard, sources());
    QCOMPARE(model.title(), u"Ha\ufffdll"_s);
    QCOMPARE(model.pageTitles(), QStringList(u"A\ufffd b"_s));
    model.setGrowing(u"http://x/\u202e"_s, sources().first());
    QCOMPARE(model.title(), u"http://x/\ufffd"_s);
}

void DashboardModelTest::pages_turnRound()
{
    DashboardModel model;
    model.setDashboard(dashboardOf({pageOf(u"a"_s, {}), pageOf(u"b"_s, {})}), sources());
    QSignalSpy panels(&model, &DashboardModel::panelsChanged);
    model.nextPage();
    QCOMPARE(model.currentPage(), 1);
    model.nextPage();
    QCOMPARE(model.currentPage(), 0);
    model.previousPage();
    QCOMPARE(model.currentPage(), 1);
    model.setCurrentPage(7);
    QCOMPARE(model.currentPage(), 1);
    QCOMPARE(panels.size(), 3);
}

void DashboardModelTest::reload_keepsWhatIsTheSame()
{
    DashboardModel model;
    model.setDashboard(dashboardOf({pageOf(u"a"_s, {statOf(u"x"_s, "x"), statOf(u"y"_s, "y")})}), sources());
    PanelListModel *page = model.panels();
    Panel *x = page->panelAt(0);
    Panel *y = page->panelAt(1);
    PanelSpec changed = statOf(u"y"_s, "y");
    changed.title = u"Y"_s;
    model.setDashboard(dashboardOf({pageOf(u"a"_s, {statOf(u"x"_s, "x"), changed})}), sources());
    QCOMPARE(model.panels(), page);
    QCOMPARE(page->count(), 2);
    QCOMPARE(page->panelAt(0), x);
    QVERIFY(page->panelAt(1) != y);
    QCOMPARE(page->panelAt(1)->title(), u"Y"_s);
}

void DashboardModelTest::reload_keepsThePageThatIsShown()
{
    DashboardModel model;
    model.setDashboard(dashboardOf({pageOf(u"a"_s, {}), pageOf(u"b"_s, {})}), sources());
    model.setCurrentPage(1);
    PanelListModel *b = model.panels();
    model.setDashboard(dashboardOf({pageOf(u"new"_s, {}), pageOf(u"a"_s, {}), pageOf(u"b"_s, {})}), sources());
    QCOMPARE(model.currentPage(), 2);
    QCOMPARE(model.panels(), b);
    model.setDashboard(dashboardOf({pageOf(u"a"_s, {})}), sources());
    QCOMPARE(model.currentPage(), 0);
}

void DashboardModelTest::reload_withAnotherSourceMakesPanelsAnew()
{
    DashboardModel model;
    const Dashboard dashboard = dashboardOf({pageOf(u"a"_s, {statOf(u"x"_s, "x")})});
    model.setDashboard(dashboard, sources());
    const Panel *before = model.panels()->panelAt(0);
    SeriesStore other;
    other.apply(batchOf({"x"}, {numberAt(0, 0, 7)}), instantAt(0));
    model.setDashboard(dashboard, {{u"feed"_s, &other, &m_connection}});
    QVERIFY(model.panels()->panelAt(0) != before);
    QCOMPARE(model.panels()->panelAt(0)->valueText(), u"7"_s);
}

void DashboardModelTest::reload_movesPanelsWithTheirRows()
{
    DashboardModel model;
    const PanelSpec x = statOf(u"x"_s, "x");
    const PanelSpec y = statOf(u"y"_s, "y");
    const PanelSpec z = statOf(u"z"_s, "z");
    model.setDashboard(dashboardOf({pageOf(u"a"_s, {x, y, z})}), sources());
    const Panel *first = model.panels()->panelAt(0);
    const Panel *last = model.panels()->panelAt(2);
    model.setDashboard(dashboardOf({pageOf(u"a"_s, {z, statOf(u"w"_s, "w"), x})}), sources());
    QCOMPARE(model.panels()->count(), 3);
    QCOMPARE(model.panels()->panelAt(0), last);
    QCOMPARE(model.panels()->panelAt(1)->spec().id, u"w"_s);
    QCOMPARE(model.panels()->panelAt(2), first);
}

void DashboardModelTest::removedPage_livesForAWhile()
{
    DashboardModel model;
    model.setDashboard(dashboardOf({pageOf(u"a"_s, {statOf(u"x"_s, "x")})}), sources());
    const QPointer<PanelListModel> page = model.panels();
    model.setDashboard(dashboardOf({pageOf(u"b"_s, {})}), sources());
    QVERIFY(page); // views let go of it later
    QTRY_VERIFY(!page);
}

void DashboardModelTest::growing_waitsForPanels()
{
    DashboardModel model;
    model.setGrowing(u"feed"_s, sources().first());
    QVERIFY(model.panels()->isWaiting());
    model.panels()->append({statOf(u"x"_s, "x")});
    QVERIFY(!model.panels()->isWaiting());
}

void DashboardModelTest::fileDashboard_neverWaitsAsAWhole()
{
    DashboardModel model;
    PanelSpec connection;
    connection.type = PanelType::Connection;
    model.setDashboard(dashboardOf({pageOf(u"a"_s, {connection})}), sources());
    QVERIFY(!model.panels()->isWaiting());
    QCOMPARE(model.panels()->panelAt(0)->connection(), &m_connection);
}

void DashboardModelTest::notice_standsUntilTakenAway()
{
    DashboardModel model;
    QSignalSpy notice(&model, &DashboardModel::noticeTextChanged);
    model.setNoticeText(u"line 4: no"_s);
    model.setNoticeText(u"line 4: no"_s);
    model.setNoticeText({});
    QCOMPARE(notice.size(), 2);
}

QTEST_GUILESS_MAIN(DashboardModelTest)
#include "tst_dashboardmodel.moc"
