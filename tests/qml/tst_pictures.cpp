// SPDX-License-Identifier: MIT
#include "tests/qml/dashboardfixture.h"

#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace telltale;
using namespace telltale::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

PanelSpec spec(PanelType type, const QString &title, const QList<SeriesSelector> &series, GridRect at)
{
    PanelSpec made;
    made.type = type;
    made.title = title;
    made.series = series;
    made.unit = Unit::Percent;
    made.min = 0;
    made.max = 100;
    made.at = at;
    return made;
}

/// A dashboard as people have it, with data that looks alive: for the pictures.
QList<PanelSpec> pictured()
{
    PanelSpec cpu = spec(PanelType::Stat, u"CPU"_s, {{"cpu.busy"_ba}}, {0, 0, 6, 4});
    cpu.details = {{"load.1m"_ba, u"load"_s}};
    PanelSpec oven = spec(PanelType::Stat, u"Oven zone 2"_s, {{"oven"_ba}}, {6, 0, 6, 4});
    oven.unit = Unit::Celsius;
    oven.min = {};
    oven.max = {};
    PanelSpec compressor = oven;
    compressor.title = u"Compressor"_s;
    compressor.series = {{"compressor"_ba}};
    compressor.at = {12, 0, 6, 4};
    PanelSpec connection = spec(PanelType::Connection, u"Connection"_s, {}, {18, 0, 6, 4});
    PanelSpec states = spec(
        PanelType::TimeSeries, u"CPU by state"_s,
        {{"cpu.user"_ba, u"user"_s}, {"cpu.system"_ba, u"system"_s}, {"cpu.iowait"_ba, u"iowait"_s}}, {0, 4, 12, 8});
    states.chart.stacking = ChartOptions::Stacking::Normal;
    PanelSpec network =
        spec(PanelType::TimeSeries, u"Network"_s,
             {{"net.rx{*"_ba, u"{{dev}} in"_s}, {"net.tx{*"_ba, u"{{dev}} out"_s, true}}, {12, 4, 12, 8});
    network.unit = Unit::BytesPerSec;
    network.min = {};
    network.max = {};
    return {cpu, oven, compressor, connection, states, network};
}

void feedPictured(DashboardFixture &fixture, double ovenUntil, double compressorUntil)
{
    QRandomGenerator random(7);
    QList<Point> points;
    const auto rough = [&](double second, double period, double noise) {
        return std::sin(second / period) + 0.5 * std::sin(second / period * 2.7) +
               noise * (random.generateDouble() - 0.5);
    };
    for (int second = -400; second <= 0; second += 2) {
        const double at = second;
        points << Point{"cpu.busy"_ba, at, 30 + 14 * rough(at, 31, 0.8)} << Point{"load.1m"_ba, at, 1.84}
               << Point{"cpu.user"_ba, at, 18 + 7 * rough(at, 40, 0.6)}
               << Point{"cpu.system"_ba, at, 8 + 2 * rough(at, 23, 0.8)}
               << Point{"cpu.iowait"_ba, at, 4 + rough(at, 17, 1)};
        if (at <= ovenUntil)
            points << Point{"oven"_ba, at, 218 + 0.9 * rough(at, 50, 0.5)};
        if (at <= compressorUntil)
            points << Point{"compressor"_ba, at, 71 + 2 * rough(at, 60, 0.4)};
    }
    fixture.feed(points);
    points.clear();
    for (int second = -400; second <= 0; second += 2) {
        const double at = second;
        if (second > -160 && second < -144)
            continue;
        points << Point{"net.rx{dev=\"eth0\"}"_ba, at, 1e6 * std::max(0.1, 4 + 2.6 * rough(at, 19, 0.7))}
               << Point{"net.tx{dev=\"eth0\"}"_ba, at, 1e6 * std::max(0.05, 2 + 1.4 * rough(at, 27, 0.6))};
    }
    fixture.feed(points);
}

} // namespace

class PicturesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// QML that complains is broken, even where it looks right.
    void init() { QTest::failOnWarning(anyQmlWarning()); }

    /// Every state in both themes and sizes: that the panels are there at all, and pictures for people to judge.
    void states_areAllShown_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("state");
        for (const bool dark : {true, false}) {
            for (const QSize size : {QSize(1280, 720), QSize(3840, 2160)}) {
                for (const auto *const state : {"live", "old", "waiting", "blocked", "help"}) {
                    QTest::addRow("%s-%s-%d", state, dark ? "dark" : "light", size.width())
                        << size << dark << QString::fromLatin1(state);
                }
            }
        }
    }
    void states_areAllShown()
    {
        QFETCH(QSize, size);
        QFETCH(bool, dark);
        QFETCH(QString, state);
        DashboardFixture fixture(state == u"waiting"_s ? QList<PanelSpec>() : pictured());
        if (state != u"waiting"_s)
            fixture.setLink(LinkState::Live, TransportKind::WebSocket);
        if (state != u"waiting"_s)
            feedPictured(fixture, state == u"old"_s ? -48 : 0, state == u"old"_s ? -360 : 0);
        if (state == u"old"_s)
            fixture.setLink(LinkState::Live, TransportKind::Poll, Error{ErrorKind::UpgradeRefused, {}, 403}, {}, true);
        if (state == u"blocked"_s) {
            fixture.advance(18s);
            fixture.setLink(
                LinkState::Blocked, TransportKind::WebSocket,
                Error{ErrorKind::Tls,
                      u"the certificate of feeds.production.example.org is signed by an authority that this "
                      "machine does not know, and it ended on 3 March 2026"_s},
                14min);
        }
        if (state == u"waiting"_s)
            fixture.setLink(LinkState::Connecting, TransportKind::Sse);
        DashboardWindow window(
            fixture, size,
            {{u"themeName"_s, int(dark ? ThemeName::Dark : ThemeName::Light)}, {u"helpShown"_s, state == u"help"_s}});
        QVERIFY(window.isValid());
        const QImage picture = window.grab();
        saveShot(picture,
                 QString::fromUtf8(QTest::currentDataTag()) + u'-' + qEnvironmentVariable("TELLTALE_EXPECT_RENDERER"));
        QCOMPARE(picture.size(), size);
        QCOMPARE(window.items(u"age"_s).size(), fixture.panels.count());
        const QColor tile = dark ? QColor(0x18, 0x1B, 0x1F) : QColor(Qt::white);
        for (QQuickItem *const age : window.items(u"age"_s)) {
            const QPointF corner = age->parentItem()->mapToScene({age->parentItem()->width() / 2, 4});
            QCOMPARE(picture.pixelColor(corner.toPoint()).rgb() == tile.rgb(), state != u"help"_s);
        }
    }
};

int main(int argc, char *argv[])
{
    QGuiApplication app(argc, argv);
    PicturesTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_pictures.moc"
