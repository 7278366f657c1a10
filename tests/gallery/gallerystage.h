// SPDX-License-Identifier: MIT
#pragma once

#include "qml/theme/theme.h"
#include "tests/gallery/gallerysource.h"
#include "tests/gallery/sheetcomparison.h"
#include "tests/qml/dashboardfixture.h"

namespace telltale::test {

/// What a whole dashboard is in.
enum class GalleryState {
    Waiting, ///< connecting; nothing has come yet
    Live,
    Late,    ///< the source has been silent for 5 s
    Stale,   ///< the connection broke 13 s ago
    Lost,    ///< there has been no network for 95 s
    Missing, ///< live, but the source itself says that it has no values
    Refused  ///< the source will not have us
};

QList<GalleryState> allGalleryStates();
QList<Theme::Name> allGalleryThemes();
QString nameOf(GalleryState state);
QString nameOf(Theme::Name theme);

/// The gallery's dashboard in one state, in a window of its own.
class GalleryStage
{
public:
    explicit GalleryStage(GalleryState state);

    /// The dashboard file was read and the window is there.
    bool isValid() const { return m_window && m_window->isValid(); }
    QImage grab(Theme::Name theme);
    /// Where the panels are, by their ids in the dashboard file.
    QList<SheetCell> cells() const;
    /// "software" or "opengl".
    QString renderer() const;

private:
    GallerySource m_source;
    DashboardModel m_dashboard;
    std::unique_ptr<DashboardWindow> m_window;
};

/// The file of a sheet, without its folder.
QString sheetName(Theme::Name theme, GalleryState state, const QString &renderer);

} // namespace telltale::test
