// SPDX-License-Identifier: MIT
#pragma once

#include "app/sources/feedsource.h"
#include "models/connection/connectionmodel.h"
#include "models/dashboard/automaticdashboard.h"
#include "models/dashboard/panellistmodel.h"
#include "models/ingest/updatepump.h"
#include "models/series/agetimer.h"
#include "models/series/seriesstore.h"

#include <QObject>
#include <QQmlApplicationEngine>

#include <memory>

class QQuickWindow;

namespace telltale {

/// What the window is to show.
struct ApplicationOptions
{
    QString title;
    QList<PanelSpec> panels = {}; ///< empty: made from the series that arrive
};

/// The wiring of the dashboard: the one place where sources, models and the window meet.
///
///   socket -> FeedSource (network thread) ==HandOver==> UpdatePump -> SeriesStore, ConnectionModel -> panels -> QML
///
/// Thread: GUI.
class Application final : public QObject
{
    Q_OBJECT
public:
    explicit Application(ApplicationOptions options, QObject *parent = nullptr);
    ~Application() override;

    /// Makes the window; false if it could not be made.
    bool show();
    /// Shows what this source brings, from now on. Once. dialect: made by makeDialect() for source.dialect.
    void follow(FeedSourceOptions source, std::unique_ptr<Dialect> dialect);
    QQuickWindow *window() const { return m_window; }

private:
    void take(const UpdateBatch &batch);
    void addPanels(SeriesId first, SeriesId last);
    void watchWindow();

    const ApplicationOptions m_options;
    HandOver m_handOver;
    SeriesStore m_store;
    ConnectionModel m_connection;
    PanelListModel m_panels;
    AutomaticDashboard m_automatic;
    UpdatePump m_pump;
    AgeTimer m_ageTimer;
    std::unique_ptr<FeedSource> m_source;
    QQmlApplicationEngine m_engine; ///< after the models: what it shows must outlive it
    QQuickWindow *m_window = nullptr;
};

} // namespace telltale
