// SPDX-License-Identifier: MIT
#include "tests/gallery/gallerystage.h"

#include "models/dashboard/file/dashboardreader.h"
#include "tests/gallery/galleryfeed.h"

#include <QDateTime>
#include <QFile>
#include <QSGRendererInterface>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace telltale::test {

namespace {

/// 14 March 2026, 14:09:31 UTC.
constexpr milliseconds presentWall{1'773'497'371'000};
constexpr QSize sheetSize(1280, 720);

Instant start()
{
    return {TimePoint(10h), presentWall - std::chrono::seconds(galleryPast)};
}

LinkStatus linkOf(LinkState state, std::optional<Error> reason = {})
{
    LinkStatus link;
    link.state = state;
    link.transport = TransportKind::WebSocket;
    link.reason = std::move(reason);
    return link;
}

/// Five minutes of the feed, with a hole in them.
void playPast(GallerySource &source)
{
    source.setLink(linkOf(LinkState::Live));
    source.setStream(StreamState::InSync);
    bool wasHole = false;
    for (int second = -galleryPast; second <= 0; second += galleryStep) {
        const bool isHole = isGalleryHole(second);
        if (wasHole && !isHole)
            source.receiveGap(u"events 1043 to 1050 were not received"_s);
        wasHole = isHole;
        if (!isHole) {
            source.receive("metrics"_ba, galleryMetrics(second, source.timeMs()));
            if (const QByteArray line = galleryLine(second, source.timeMs()); !line.isEmpty())
                source.receive("log"_ba, line);
        }
        source.advance(second < 0 ? milliseconds(std::chrono::seconds(galleryStep)) : 400ms);
    }
}

void goLate(GallerySource &source)
{
    source.advance(4600ms);
    source.setLink(linkOf(LinkState::Suspect));
}

void goStale(GallerySource &source)
{
    source.advance(9s);
    LinkStatus link = linkOf(LinkState::Backoff, Error{ErrorKind::ConnectionRefused, u"refused"_s});
    link.nextAttempt = source.now().boot + 8s;
    source.setLink(link);
    source.setStream(StreamState::Behind);
    source.advance(4s);
}

void goLost(GallerySource &source)
{
    source.advance(20s);
    source.setLink(linkOf(LinkState::WaitingForNetwork));
    source.setStream(StreamState::Behind);
    source.advance(75s);
}

void goMissing(GallerySource &source)
{
    for (int i = 0; i < 10; ++i) {
        source.advance(std::chrono::seconds(galleryStep));
        source.receive("metrics"_ba, galleryNulls(source.timeMs()));
    }
    LinkStatus link = linkOf(LinkState::Live, Error{ErrorKind::UpgradeRefused, u"refused"_s, 406});
    link.transport = TransportKind::Sse;
    link.degraded = true;
    source.setLink(link);
    source.advance(400ms);
}

void goRefused(GallerySource &source)
{
    LinkStatus link = linkOf(LinkState::Blocked, Error{ErrorKind::HttpStatus, u"unauthorised"_s, 401});
    link.nextAttempt = source.now().boot + 14min;
    source.setLink(link);
    source.advance(2s);
}

void bringTo(GalleryState state, GallerySource &source)
{
    switch (state) {
    case GalleryState::Waiting:
        source.setLink(linkOf(LinkState::Connecting));
        return;
    case GalleryState::Refused:
        goRefused(source);
        return;
    default:
        break;
    }
    playPast(source);
    if (state == GalleryState::Late)
        goLate(source);
    if (state == GalleryState::Stale)
        goStale(source);
    if (state == GalleryState::Lost)
        goLost(source);
    if (state == GalleryState::Missing)
        goMissing(source);
}

std::optional<Dashboard> readFile()
{
    QFile file(QStringLiteral(GALLERY_SOURCE_DIR "/gallery.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const DashboardReading reading = readDashboard(file.readAll());
    for (const Diagnostic &diagnostic : reading.diagnostics)
        qWarning("%s", qPrintable(toLine(diagnostic, u"gallery.json"_s)));
    return reading.isUsable() ? std::optional(reading.dashboard) : std::nullopt;
}

/// The outermost item of each panel.
void collect(const QQuickItem *below, QList<SheetCell> &cells)
{
    for (QQuickItem *const child : below->childItems()) {
        const auto *panel = child->property("panel").value<Panel *>();
        if (panel)
            cells.append({panel->spec().id, child->mapRectToScene(child->boundingRect()).toAlignedRect()});
        else
            collect(child, cells);
    }
}

} // namespace

QList<GalleryState> allGalleryStates()
{
    return {GalleryState::Waiting, GalleryState::Live,    GalleryState::Late,   GalleryState::Stale,
            GalleryState::Lost,    GalleryState::Missing, GalleryState::Refused};
}

QList<Theme::Name> allGalleryThemes()
{
    return {Theme::Name::Dark, Theme::Name::Light, Theme::Name::OperatorGrey};
}

QString nameOf(GalleryState state)
{
    static const QStringList names{u"waiting"_s, u"live"_s,    u"late"_s,   u"stale"_s,
                                   u"lost"_s,    u"missing"_s, u"refused"_s};
    return names[int(state)];
}

QString nameOf(Theme::Name theme)
{
    return theme == Theme::Name::Dark ? u"dark"_s : theme == Theme::Name::Light ? u"light"_s : u"operator-grey"_s;
}

GalleryStage::GalleryStage(GalleryState state)
    : m_source(u"plant"_s, start())
{
    const std::optional<Dashboard> dashboard = readFile();
    if (!dashboard)
        return;
    m_dashboard.setDashboard(*dashboard, {m_source.panelSource()});
    bringTo(state, m_source);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_source.timeMs(), Qt::UTC);
    m_window = std::make_unique<DashboardWindow>(m_dashboard, sheetSize,
                                                 QVariantMap{{u"clockText"_s, now.toString(u"HH:mm"_s)}});
}

QImage GalleryStage::grab(Theme::Name theme)
{
    m_window->window()->setProperty("themeName", int(theme));
    return m_window->grab();
}

QList<SheetCell> GalleryStage::cells() const
{
    QList<SheetCell> cells;
    collect(m_window->window()->contentItem(), cells);
    return cells;
}

QString GalleryStage::renderer() const
{
    const auto api = m_window->window()->rendererInterface()->graphicsApi();
    return api == QSGRendererInterface::Software ? u"software"_s : u"opengl"_s;
}

QString sheetName(Theme::Name theme, GalleryState state, const QString &renderer)
{
    return u"%1-%2-%3.png"_s.arg(nameOf(theme), nameOf(state), renderer);
}

} // namespace telltale::test
