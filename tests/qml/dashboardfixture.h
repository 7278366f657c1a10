// SPDX-License-Identifier: MIT
#pragma once

#include "models/connection/connectionmodel.h"
#include "models/dashboard/dashboardmodel.h"
#include "models/logs/logstore.h"
#include "models/series/seriesstore.h"

#include <QHash>
#include <QImage>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QRegularExpression>

#include <memory>

namespace telltale::test {

/// A sample of a test: seconds before (negative) or after the fixture's present.
struct Point
{
    QByteArray series;
    double second = 0;
    double value = 0;
};

/// A store, a connection and panels with a clock that only the test moves: what the window is given.
class DashboardFixture
{
public:
    /// None: a dashboard whose panels come with the series.
    explicit DashboardFixture(const QList<PanelSpec> &panels);

    /// Samples in order of time, all received when they were taken. A gap stands where the time jumps by more than
    /// `gapAfter` seconds.
    void feed(const QList<Point> &points, double gapAfter = 5);
    /// One sample now.
    void feedNow(const QByteArray &series, double value);
    void setLink(LinkState state, TransportKind transport, std::optional<Error> reason = {},
                 std::optional<milliseconds> nextAttempt = {}, bool degraded = false);
    void advance(milliseconds by);
    Instant now() const { return m_now; }

    SeriesStore store;
    LogStore logs;
    ConnectionModel connection;
    DashboardModel dashboard;
    PanelListModel &panels; ///< of the one page

private:
    SeriesId idOf(const QByteArray &series, UpdateBatch &batch);
    TimePoint bootAt(qint64 timeMs) const;
    void apply(UpdateBatch batch);

    QHash<QByteArray, SeriesId> m_ids;
    Instant m_now;
    quint64 m_delivered = 0;
    std::optional<LinkStatus> m_link;
};

/// The real Main.qml around a fixture, or around a dashboard of another making.
class DashboardWindow
{
public:
    DashboardWindow(DashboardFixture &fixture, QSize size, const QVariantMap &more = {});
    DashboardWindow(DashboardModel &dashboard, QSize size, const QVariantMap &more = {});

    bool isValid() const { return m_window != nullptr; }
    QQuickWindow *window() const { return m_window; }
    QQmlEngine *engine() const { return m_engine.get(); }
    QImage grab() const;
    /// The items of this name, in order.
    QList<QQuickItem *> items(const QString &objectName) const;
    /// The item of this name whose `panel` is this one.
    QQuickItem *itemOf(const QString &objectName, const Panel *panel) const;
    /// The text that is shown by the item of this name anywhere below; empty if it is hidden.
    static QString shownText(const QQuickItem *below, const QString &objectName);
    /// The panel's own item: everything of it is below this one.
    QQuickItem *frameOf(const Panel *panel) const;

private:
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    QQuickWindow *m_window = nullptr;
};

/// What the QML engine writes when a binding fails, loops or meets a null: for QTest::failOnWarning().
QRegularExpression anyQmlWarning();

/// Saves a picture where TELLTALE_SHOTS_DIR says, if it does: for people to look at.
void saveShot(const QImage &image, const QString &name);

} // namespace telltale::test
