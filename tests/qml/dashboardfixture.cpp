// SPDX-License-Identifier: MIT
#include "tests/qml/dashboardfixture.h"

#include <QDir>
#include <QQmlExtensionPlugin>
#include <QtTest>

#include <algorithm>
#include <cmath>

Q_IMPORT_QML_PLUGIN(TelltalePlugin)

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace telltale::test {

namespace {

/// 14 March 2026, 14:09:31.400 UTC.
constexpr milliseconds presentWall{1'773'497'371'400};

void collect(const QQuickItem *below, const QString &objectName, QList<QQuickItem *> &found)
{
    for (QQuickItem *const child : below->childItems()) {
        if (child->objectName() == objectName)
            found.append(child);
        collect(child, objectName, found);
    }
}

PanelListModel &showPage(DashboardModel &model, const QList<PanelSpec> &panels, const PanelSource &source)
{
    if (panels.isEmpty()) {
        model.setGrowing(u"This machine"_s, source);
    } else {
        Dashboard dashboard;
        dashboard.title = u"This machine"_s;
        dashboard.pages = {{u"page"_s, {}, GridRect::columns, {}, panels}};
        model.setDashboard(dashboard, {source});
    }
    return *model.panels();
}

} // namespace

DashboardFixture::DashboardFixture(const QList<PanelSpec> &specs)
    : panels(showPage(dashboard, specs, {u"feed"_s, &store, &connection, &logs}))
    , m_now{TimePoint(10h), presentWall}
{}

SeriesId DashboardFixture::idOf(const QByteArray &series, UpdateBatch &batch)
{
    const auto known = m_ids.constFind(series);
    if (known != m_ids.cend())
        return *known;
    const auto id = SeriesId(m_ids.size());
    m_ids.insert(series, id);
    batch.newSeries.append({id, series});
    return id;
}

TimePoint DashboardFixture::bootAt(qint64 timeMs) const
{
    return m_now.boot + (milliseconds(timeMs) - m_now.wall);
}

void DashboardFixture::feed(const QList<Point> &points, double gapAfter)
{
    UpdateBatch batch;
    for (const Point &point : points) {
        SampleRecord sample;
        sample.series = idOf(point.series, batch);
        sample.timeMs = m_now.wall.count() + std::llround(point.second * 1000);
        sample.value = point.value;
        sample.receivedAt = bootAt(sample.timeMs);
        if (!batch.samples.isEmpty() && double(sample.timeMs - batch.samples.last().timeMs) > gapAfter * 1000)
            batch.fences.append({Fence::Kind::Gap, batch.samples.size(), u"test"_s});
        batch.samples.append(sample);
    }
    apply(std::move(batch));
}

void DashboardFixture::feedNow(const QByteArray &series, double value)
{
    UpdateBatch batch;
    SampleRecord sample;
    sample.series = idOf(series, batch);
    sample.timeMs = m_now.wall.count();
    sample.value = value;
    sample.receivedAt = m_now.boot;
    batch.samples.append(sample);
    apply(std::move(batch));
}

void DashboardFixture::apply(UpdateBatch batch)
{
    m_delivered += quint64(batch.samples.size());
    batch.lastProof = m_now.boot - 400ms;
    batch.beat = Beat{m_now.wall - 400ms, m_now.boot - 400ms, m_now.wall - 400ms};
    StreamStatus stream;
    stream.state = StreamState::InSync;
    stream.delivered = m_delivered;
    batch.stream = stream;
    batch.link = m_link;
    store.apply(batch, m_now);
    connection.apply(batch, m_now);
    connection.tick(m_now);
}

void DashboardFixture::setLink(LinkState state, TransportKind transport, std::optional<Error> reason,
                               std::optional<milliseconds> nextAttempt, bool degraded)
{
    LinkStatus status;
    status.state = state;
    status.transport = transport;
    status.reason = std::move(reason);
    status.since = m_now.boot;
    status.degraded = degraded;
    if (nextAttempt)
        status.nextAttempt = m_now.boot + *nextAttempt;
    m_link = status;
    connection.setLinkStatus(status);
    connection.tick(m_now);
}

void DashboardFixture::advance(milliseconds by)
{
    m_now.boot += by;
    m_now.wall += by;
    connection.tick(m_now);
    store.tick(m_now);
}

DashboardWindow::DashboardWindow(DashboardFixture &fixture, QSize size, const QVariantMap &more)
    : DashboardWindow(fixture.dashboard, size, more)
{}

DashboardWindow::DashboardWindow(DashboardModel &dashboard, QSize size, const QVariantMap &more)
    : m_engine(std::make_unique<QQmlApplicationEngine>())
{
    m_engine->addImportPath(u"qrc:/qt/qml"_s);
    QVariantMap properties{{u"dashboard"_s, QVariant::fromValue(&dashboard)},
                           {u"clockText"_s, u"14:09"_s},
                           {u"width"_s, size.width()},
                           {u"height"_s, size.height()}};
    properties.insert(more);
    m_engine->setInitialProperties(properties);
    m_engine->load(QUrl(u"qrc:/qt/qml/Telltale/Main.qml"_s));
    if (m_engine->rootObjects().isEmpty())
        return;
    m_window = qobject_cast<QQuickWindow *>(m_engine->rootObjects().constFirst());
    if (!QTest::qWaitForWindowExposed(m_window) || !QTest::qWaitFor([&] { return m_window->size() == size; }))
        m_window = nullptr;
}

QImage DashboardWindow::grab() const
{
    return m_window->grabWindow().convertToFormat(QImage::Format_RGB32);
}

QList<QQuickItem *> DashboardWindow::items(const QString &objectName) const
{
    QList<QQuickItem *> found;
    collect(m_window->contentItem(), objectName, found);
    return found;
}

QQuickItem *DashboardWindow::itemOf(const QString &objectName, const Panel *panel) const
{
    for (QQuickItem *const item : items(objectName)) {
        if (item->property("panel").value<Panel *>() == panel)
            return item;
    }
    return nullptr;
}

QQuickItem *DashboardWindow::frameOf(const Panel *panel) const
{
    for (QQuickItem *const age : items(u"age"_s)) {
        QQuickItem *const frame = age->parentItem();
        if (frame->property("panel").value<Panel *>() == panel)
            return frame;
    }
    return nullptr;
}

QString DashboardWindow::shownText(const QQuickItem *below, const QString &objectName)
{
    QList<QQuickItem *> found;
    collect(below, objectName, found);
    const auto shown =
        std::find_if(found.cbegin(), found.cend(), [](const QQuickItem *item) { return item->isVisible(); });
    return shown == found.cend() ? QString() : (*shown)->property("text").toString();
}

QRegularExpression anyQmlWarning()
{
    return QRegularExpression(u"qrc:|\\.qml|QML |QQml|QQuick"_s);
}

void saveShot(const QImage &image, const QString &name)
{
    const QString folder = qEnvironmentVariable("TELLTALE_SHOTS_DIR");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    image.save(QDir(folder).filePath(name + u".png"_s));
}

} // namespace telltale::test
