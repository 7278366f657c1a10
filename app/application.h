// SPDX-License-Identifier: MIT
#pragma once

#include "app/dashboardsession.h"
#include "app/platform/systemappearance.h"

#include <QObject>
#include <QQmlApplicationEngine>

class QQuickWindow;

namespace telltale {

/// The window upon a session. What it shows is the session's to decide, before and after it is there.
///
/// Thread: GUI. The session must outlive it.
class Application final : public QObject
{
    Q_OBJECT
public:
    explicit Application(DashboardSession *session, QObject *parent = nullptr);
    ~Application() override;

    /// Makes the window; false if it could not be made.
    bool show();
    QQuickWindow *window() const { return m_window; }

private:
    void watchWindow();
    void followDesktop();

    DashboardSession *m_session;
    SystemAppearance m_appearance;
    QQmlApplicationEngine m_engine;
    QQuickWindow *m_window = nullptr;
};

} // namespace telltale
