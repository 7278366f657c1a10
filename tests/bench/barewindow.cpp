// SPDX-License-Identifier: MIT
// The peer of the startup benchmark: a window with one Qt Quick Controls button and nothing else.

#include <QGuiApplication>
#include <QQmlApplicationEngine>

int main(int argc, char *argv[])
{
    QGuiApplication application(argc, argv);
    QQmlApplicationEngine engine;
    engine.loadData("import QtQuick\n"
                    "import QtQuick.Controls.Basic\n"
                    "ApplicationWindow { width: 1280; height: 720; visible: true\n"
                    "  header: ToolBar { ToolButton { text: \"Hello\" } } }\n");
    return engine.rootObjects().isEmpty() ? 1 : QGuiApplication::exec();
}
