// SPDX-License-Identifier: MIT
// Our table, as the window has it: a store, its panel, and TablePanel.qml upon the panel's model.
// bench_table_telltale [--frames N] [--sorted]    (--sorted: by a value, so that rows change places once a second)
#include "models/dashboard/panel.h"
#include "tests/bench/frametimes.h"
#include "tests/bench/tableload.h"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QtQml/QQmlExtensionPlugin>

Q_IMPORT_QML_PLUGIN(TelltalePlugin)

using namespace telltale;
using namespace telltale::bench;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 startMs = 1'773'497'371'400;

PanelSpec tableSpec(bool isSorted)
{
    PanelSpec spec;
    spec.type = PanelType::Table;
    spec.title = u"Load"_s;
    spec.unit = Unit::Percent;
    spec.decimals = 1;
    spec.min = 0;
    spec.max = 100;
    spec.thresholds.steps = {{70, Severity::Medium}, {90, Severity::Critical}};
    spec.table.rowsBy = {"row"_ba};
    spec.table.sortColumn = isSorted ? 1 : -1;
    TableColumn label;
    label.label = "row"_ba;
    spec.table.columns = {label};
    constexpr TableColumn::Cell cells[] = {TableColumn::Cell::Text, TableColumn::Cell::Bar, TableColumn::Cell::State};
    for (int column = 0; column < TableLoad::valueColumns; ++column) {
        SeriesSelector selector;
        selector.glob = "load." + QByteArray::number(column) + "{*";
        spec.series << selector;
        TableColumn shown;
        shown.dataIndex = column;
        shown.cell = cells[column];
        spec.table.columns << shown;
    }
    return spec;
}

class Feed
{
public:
    void next()
    {
        UpdateBatch batch;
        const Instant now{TimePoint(10h) + milliseconds(m_frame * 17), milliseconds(startMs + m_frame * 17)};
        for (int row = 0; row < TableLoad::rows; ++row) {
            for (int column = 0; column < TableLoad::valueColumns; ++column) {
                SampleRecord sample;
                sample.series = SeriesId(row * TableLoad::valueColumns + column);
                if (m_frame == 0)
                    batch.newSeries.append({sample.series, "load." + QByteArray::number(column) + "{row=\"row " +
                                                               QByteArray::number(row) + "\"}"});
                sample.timeMs = now.wall.count();
                sample.value = TableLoad::value(row, column, m_frame);
                sample.receivedAt = now.boot;
                batch.samples.append(sample);
            }
        }
        batch.lastProof = now.boot;
        batch.beat = Beat{now.wall, now.boot, now.wall};
        store.apply(batch, now);
        if (++m_frame % 60 == 0)
            store.tick(now);
    }

    SeriesStore store;

private:
    int m_frame = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    FrameTimes::drawAtOnce();
    QGuiApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption frames(u"frames"_s, u"frames"_s, u"N"_s, u"1200"_s);
    const QCommandLineOption sorted(u"sorted"_s, u"sort by a value"_s);
    parser.addOptions({frames, sorted});
    parser.process(application);

    Feed feed;
    Panel panel(tableSpec(parser.isSet(sorted)), PanelContext{{{u"feed"_s, &feed.store}}});
    QQmlApplicationEngine engine;
    engine.addImportPath(u"qrc:/qt/qml"_s);
    engine.setInitialProperties(
        {{u"panel"_s, QVariant::fromValue(&panel)}, {u"width"_s, TableLoad::width}, {u"height"_s, TableLoad::height}});
    engine.loadData("import QtQuick\n"
                    "import Telltale\n"
                    "Window { id: root; required property Panel panel; visible: true; color: Theme.canvas\n"
                    "  TablePanel { anchors.fill: parent; panel: root.panel; rows: root.panel.table } }\n");
    auto *const window =
        engine.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(engine.rootObjects()[0]);
    if (!window)
        return 1;
    const FrameTimes times(window, parser.value(frames).toInt(), [&feed] { feed.next(); });
    return QGuiApplication::exec();
}
