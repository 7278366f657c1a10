// SPDX-License-Identifier: MIT
// The peer of our table: Qt Quick's TableView with a text a cell, over a QStandardItemModel.
// bench_table_plain [--frames N]
#include "tests/bench/frametimes.h"
#include "tests/bench/tableload.h"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QStandardItemModel>

using namespace telltale::bench;
using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    FrameTimes::drawAtOnce();
    QGuiApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption frames(u"frames"_s, u"frames"_s, u"N"_s, u"1200"_s);
    parser.addOption(frames);
    parser.process(application);

    QStandardItemModel model(TableLoad::rows, 1 + TableLoad::valueColumns);
    for (int row = 0; row < TableLoad::rows; ++row)
        model.setItem(row, 0, new QStandardItem(u"row %1"_s.arg(row)));
    QQmlApplicationEngine engine;
    engine.setInitialProperties(
        {{u"rows"_s, QVariant::fromValue(&model)}, {u"width"_s, TableLoad::width}, {u"height"_s, TableLoad::height}});
    // As many rows in sight as ours has.
    engine.loadData("import QtQuick\n"
                    "Window { id: root; required property var rows; visible: true; color: \"#0f1216\"\n"
                    "  TableView { anchors.fill: parent; model: root.rows\n"
                    "    columnWidthProvider: () => root.width / 4\n"
                    "    rowHeightProvider: () => 29\n"
                    "    delegate: Text { required property string display\n"
                    "      text: display; color: \"white\"; textFormat: Text.PlainText; font.pixelSize: 14 } } }\n");
    auto *const window =
        engine.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(engine.rootObjects()[0]);
    if (!window)
        return 1;
    const FrameTimes times(window, parser.value(frames).toInt(), [&model, frame = 0]() mutable {
        for (int row = 0; row < TableLoad::rows; ++row) {
            for (int column = 0; column < TableLoad::valueColumns; ++column) {
                const QString text = QString::number(TableLoad::value(row, column, frame), 'f', 1) + u" %"_s;
                model.setData(model.index(row, 1 + column), text, Qt::DisplayRole);
            }
        }
        ++frame;
    });
    return QGuiApplication::exec();
}
