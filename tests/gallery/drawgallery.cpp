// SPDX-License-Identifier: MIT
// drawgallery FOLDER: draws every panel in every state and theme, by the renderer in use, into pictures in the folder.
// What is there already and looks the same, within the tolerance, stays as it is. Prints the names of what it wrote.
#include "tests/gallery/gallerystage.h"

#include <QDir>
#include <QGuiApplication>

#include <cstdio>

using namespace telltale;
using namespace telltale::test;

int main(int argc, char *argv[])
{
    const QGuiApplication app(argc, argv);
    if (app.arguments().size() != 2) {
        std::fputs("usage: drawgallery FOLDER\n", stderr);
        return 2;
    }
    const QDir folder(app.arguments().at(1));
    for (const GalleryState state : allGalleryStates()) {
        GalleryStage stage(state);
        if (!stage.isValid())
            return 1;
        for (const Theme::Name theme : allGalleryThemes()) {
            const QString path = folder.filePath(sheetName(theme, state, stage.renderer()));
            const QImage sheet = stage.grab(theme);
            if (compareSheets(sheet, QImage(path), stage.cells()).faults.isEmpty())
                continue;
            if (!sheet.save(path)) {
                std::fprintf(stderr, "drawgallery: %s cannot be written\n", qPrintable(path));
                return 1;
            }
            std::puts(qPrintable(path));
        }
    }
    return 0;
}
