// SPDX-License-Identifier: MIT
// The peer of the benchmarks of the whole program: a window with one Qt Quick Controls button and nothing else, or,
// with the argument --texts N, with N texts beside it that change once a second.

#include <QGuiApplication>
#include <QQmlApplicationEngine>

#include <cstdlib>
#include <cstring>

int main(int argc, char *argv[])
{
    QGuiApplication application(argc, argv);
    const bool hasTexts = argc > 2 && std::strcmp(argv[1], "--texts") == 0;
    QByteArray qml("import QtQuick\n"
                   "import QtQuick.Controls.Basic\n"
                   "ApplicationWindow { id: root; visible: true\n"
                   "  header: ToolBar { ToolButton { text: \"Hello\" } }\n");
    qml += hasTexts ? "  width: 1920; height: 1080\n" : "  width: 1280; height: 720\n";
    if (hasTexts)
        qml += "  property int second: 0\n"
               "  Timer { interval: 1000; repeat: true; running: true; onTriggered: ++root.second }\n"
               "  Grid { columns: 10; spacing: 100\n"
               "    Repeater { model: " +
               QByteArray::number(std::atoi(argv[2])) +
               "; Text { required property int index; text: (root.second * 7 + index) % 100 } } }\n";
    QQmlApplicationEngine engine;
    engine.loadData(qml + "}\n");
    return engine.rootObjects().isEmpty() ? 1 : QGuiApplication::exec();
}
