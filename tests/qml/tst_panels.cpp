// SPDX-License-Identifier: MIT
#include "tests/qml/dashboardfixture.h"

#include <QQmlContext>
#include <QQmlEngine>
#include <QtQuickTest>

#include <memory>

using namespace telltale;
using namespace telltale::test;
using namespace Qt::StringLiterals;

namespace {

QList<PanelSpec> specs()
{
    PanelSpec stat;
    stat.title = u"Oven"_s;
    stat.series = {{"oven"_ba}};
    stat.unit = Unit::Celsius;
    PanelSpec series = stat;
    series.type = PanelType::TimeSeries;
    PanelSpec connection;
    connection.type = PanelType::Connection;
    connection.title = u"Connection"_s;
    PanelSpec plain = stat;
    plain.stat.spark = StatOptions::Spark::None;
    PanelSpec lined = stat;
    lined.stat.spark = StatOptions::Spark::Line;
    return {stat, series, connection, plain, lined};
}

} // namespace

/// What the QML side is given.
class Known : public QObject
{
    Q_OBJECT
    Q_PROPERTY(telltale::PanelListModel *panels READ panels CONSTANT FINAL)
    Q_PROPERTY(telltale::ConnectionModel *connection READ connection CONSTANT FINAL)
public:
    Known()
        : m_fixture(specs())
    {
        m_fixture.setLink(LinkState::Live, TransportKind::WebSocket);
        QList<Point> points;
        for (int second = -300; second <= 0; ++second)
            points << Point{"oven"_ba, double(second), 218.4};
        m_fixture.feed(points);
    }

    PanelListModel *panels() { return &m_fixture.panels; }
    ConnectionModel *connection() { return &m_fixture.connection; }
    Q_INVOKABLE telltale::Panel *panelAt(int row) { return m_fixture.panels.panelAt(row); }

private:
    DashboardFixture m_fixture;
};

class Setup : public QObject
{
    Q_OBJECT
public Q_SLOTS:
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        engine->addImportPath(u"qrc:/qt/qml"_s);
        m_known = std::make_unique<Known>();
        // Of the test alone: Quick Test makes the root object itself and gives no other way in.
        engine->rootContext()->setContextProperty(u"known"_s, m_known.get());
    }

private:
    std::unique_ptr<Known> m_known; ///< outlives the engine
};

QUICK_TEST_MAIN_WITH_SETUP(panels, Setup)
#include "tst_panels.moc"
