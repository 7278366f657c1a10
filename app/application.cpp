// SPDX-License-Identifier: MIT
#include "app/application.h"

#include "app/platform/sealedengine.h"
#include "qml/theme/fonts.h"
#include "transport/protocol/clock.h"

#include <QQuickWindow>
#include <QtQml/QQmlExtensionPlugin>

Q_IMPORT_QML_PLUGIN(TelltalePlugin)

using namespace Qt::StringLiterals;

namespace telltale {

namespace {
Instant currentInstant()
{
    return {BootClock::now(), wallClockNow()};
}

/// Between two frames more boot time than this has passed without a tick: the machine slept.
constexpr milliseconds sleepSign{2'000};
} // namespace

Application::Application(ApplicationOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_panels(&m_store)
    , m_pump(&m_handOver)
    , m_ageTimer(&m_store, currentInstant)
{
    connect(&m_pump, &UpdatePump::batchReady, this, &Application::take);
    connect(&m_ageTimer, &AgeTimer::ticked, &m_connection, &ConnectionModel::tick);
    if (m_options.panels.isEmpty()) {
        m_panels.setPanels(m_automatic.add({}));
        connect(&m_store, &SeriesStore::seriesAdded, this, &Application::addPanels);
    } else {
        m_panels.setPanels(m_options.panels);
    }
}

Application::~Application() = default;

bool Application::show()
{
    loadFonts(); // before there is a window that would measure its texts again
    seal(m_engine);
    m_engine.addImportPath(u"qrc:/qt/qml"_s);
    m_engine.setInitialProperties({{u"connection"_s, QVariant::fromValue(&m_connection)},
                                   {u"panels"_s, QVariant::fromValue(&m_panels)},
                                   {u"title"_s, m_options.title}});
    m_engine.load(QUrl(u"qrc:/qt/qml/Telltale/Main.qml"_s));
    m_window =
        m_engine.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(m_engine.rootObjects().first());
    if (!m_window)
        return false;
    watchWindow();
    m_ageTimer.start();
    return true;
}

void Application::follow(FeedSourceOptions source, std::unique_ptr<Dialect> dialect)
{
    m_source = std::make_unique<FeedSource>(std::move(source), std::move(dialect), &m_handOver);
    m_source->start();
}

void Application::take(const UpdateBatch &batch)
{
    const Instant now = currentInstant();
    m_store.apply(batch, now);
    m_connection.apply(batch, now);
}

void Application::addPanels(SeriesId first, SeriesId last)
{
    QList<SeriesKey> names;
    for (SeriesId id = first; id <= last; ++id)
        names.append(m_store.name(id));
    m_panels.append(m_automatic.add(names));
}

void Application::watchWindow()
{
    connect(m_window, &QWindow::visibilityChanged, &m_pump, [this](QWindow::Visibility visibility) {
        m_pump.setWindowVisible(visibility != QWindow::Hidden && visibility != QWindow::Minimized);
    });
    // On the GUI thread, just before a frame is synchronised: what slept with the machine is aged before it is painted.
    connect(m_window, &QQuickWindow::afterAnimating, this, [this] {
        if (BootClock::now() - m_store.now().boot > sleepSign)
            m_ageTimer.tickNow();
    });
}

} // namespace telltale
