// SPDX-License-Identifier: MIT
#include "app/application.h"

#include "app/platform/sealedengine.h"

#include <QQuickWindow>
#include <QtQml/QQmlExtensionPlugin>

Q_IMPORT_QML_PLUGIN(TelltalePlugin)

using namespace Qt::StringLiterals;

namespace telltale {

Application::Application(DashboardSession *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{}

Application::~Application() = default;

bool Application::show()
{
    seal(m_engine);
    m_engine.addImportPath(u"qrc:/qt/qml"_s);
    m_engine.setInitialProperties({{u"dashboard"_s, QVariant::fromValue(m_session->model())}});
    m_engine.load(QUrl(u"qrc:/qt/qml/Telltale/Main.qml"_s));
    m_window =
        m_engine.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(m_engine.rootObjects().first());
    if (!m_window)
        return false;
    watchWindow();
    followDesktop();
    return true;
}

void Application::watchWindow()
{
    connect(m_window, &QWindow::visibilityChanged, m_session, [this](QWindow::Visibility visibility) {
        m_session->setWindowVisible(visibility != QWindow::Hidden && visibility != QWindow::Minimized);
    });
    // On the GUI thread, just before a frame is synchronised: what slept with the machine is aged before it is painted.
    connect(m_window, &QQuickWindow::afterAnimating, m_session, &DashboardSession::ageIfAsleep);
}

void Application::followDesktop()
{
    connect(&m_appearance, &SystemAppearance::changed, m_window,
            [this] { m_window->setProperty("systemIsDark", m_appearance.isDark()); });
    m_appearance.ask();
}

} // namespace telltale
