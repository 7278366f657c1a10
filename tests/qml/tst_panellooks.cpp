// SPDX-License-Identifier: MIT
#include "qml/theme/theme.h"
#include "tests/qml/dashboardfixture.h"
#include "tests/qml/modeldoubles.h"

#include <QQmlProperty>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace telltale;
using namespace telltale::test;
using namespace Qt::StringLiterals;

namespace {

PanelSpec spec(const QString &title)
{
    PanelSpec made;
    made.title = title;
    made.series = {{"oven"_ba}};
    made.unit = Unit::Percent;
    made.min = 0;
    made.max = 100;
    return made;
}

QVariantMap bar(const QString &label, const QString &value, double share, int severity = 0,
                Panel::State state = Panel::State::Live, const QString &word = {})
{
    return {{u"label"_s, label},       {u"valueText"_s, value},  {u"unitText"_s, u"%"_s}, {u"share"_s, share},
            {u"severity"_s, severity}, {u"state"_s, int(state)}, {u"stateWord"_s, word}};
}

QVariantList bars()
{
    return {bar(u"CPU"_s, u"4.1"_s, 0.041),
            bar(u"Memory"_s, u"0.0"_s, 0),
            bar(u"I/O of a long name"_s, u"82.7"_s, 0.827, 2),
            bar(u"Disk"_s, u"97.2"_s, 0.972, 4),
            bar(u"Old"_s, u"44.0"_s, 0.44, 0, Panel::State::Stale),
            bar(u"Gone"_s, u"–"_s, -1, 0, Panel::State::Lost)};
}

QVariantList cells()
{
    QVariantList made;
    for (int i = 1; i <= 12; ++i) {
        const int severity = i == 8 ? 4 : i == 4 ? 1 : i == 11 ? 3 : i == 2 ? 2 : 0;
        const auto state = i == 6 ? Panel::State::Lost : i == 7 ? Panel::State::Stale : Panel::State::Live;
        static const QStringList words{u"RUN"_s, u"WAIT"_s, u"SLOW"_s, u"JAM"_s, u"FAULT"_s};
        made << bar(u"C%1"_s.arg(i), u"1"_s, -1, severity, state, words[severity]);
    }
    return made;
}

QVariantMap span(double start, double end, int severity, const QString &word, int colorIndex = -1)
{
    return {{u"start"_s, start},
            {u"end"_s, end},
            {u"severity"_s, severity},
            {u"colorIndex"_s, colorIndex},
            {u"word"_s, word}};
}

QVariantMap timeline(const QString &label, const QString &word, const QVariantList &spans,
                     Panel::State state = Panel::State::Live)
{
    return {{u"label"_s, label}, {u"spans"_s, spans}, {u"word"_s, word}, {u"state"_s, int(state)}};
}

QVariantList timelines()
{
    return {timeline(u"Press 1"_s, u"RUN"_s,
                     {span(0, 0.5, 0, u"RUN"_s), span(0.5, 0.75, 4, u"FAULT"_s), span(0.75, 1, 0, u"RUN"_s)}),
            timeline(u"Press 2"_s, u"RUN"_s,
                     {span(0, 0.2, 1, u"WAIT"_s), span(0.2, 0.5, 0, u"RUN"_s), span(0.6, 0.62, 3, u"JAM"_s),
                      span(0.62, 0.9, 0, u"RUN"_s)},
                     Panel::State::Stale),
            timeline(u"Furnace"_s, {}, {span(0.3, 0.6, 2, u"HOT"_s)}, Panel::State::Lost),
            timeline(u"Door"_s, u"41 °C"_s,
                     {span(0, 0.5, -1, u"open"_s, 0), span(0.5, 0.7, -1, u"closed"_s, 9),
                      span(0.7, 0.8, -1, u"no value"_s), span(0.8, 1, -1, {}, 7)})};
}

QVariantMap logLine(const QString &time, int level, const QString &labels, const QString &text, int kind = 0)
{
    return {{u"timeText"_s, time},     {u"level"_s, level}, {u"levelText"_s, u"warning"_s},
            {u"labelsText"_s, labels}, {u"text"_s, text},   {u"kind"_s, kind}};
}

QVariantList lines()
{
    return {logLine(u"14:05:55"_s, 0, u"systemd"_s, u"Started user@1000.service"_s),
            logLine(u"14:06:12"_s, 0, u"cron"_s, u"(root) CMD (run-parts /etc/cron.hourly)"_s),
            logLine(u"14:07:48"_s, 3, u"nginx"_s, u"bind() to 0.0.0.0:80 failed (98: Address in use)"_s),
            logLine(u"14:07:48"_s, 4, u"systemd"_s, u"nginx.service: Failed with result 'exit-code'"_s),
            logLine(u"14:08:30"_s, 0, {}, u"lines may be missing: reconnected"_s, 2),
            logLine(u"14:09:02"_s, 2, u"kernel"_s, u"nvme0: I/O 412 timeout, completion polled"_s),
            logLine(u"14:09:31"_s, 0, u"sshd"_s, u"Accepted publickey for <b>deploy</b> from 10.0.4.7"_s)};
}

QVariantList zones()
{
    return {QVariantMap{{u"zoneName"_s, u"Berlin"_s}, {u"timeText"_s, u"15:09"_s}, {u"dateText"_s, u"Sat 14 Mar"_s}},
            QVariantMap{{u"zoneName"_s, u"Tokyo"_s}, {u"timeText"_s, u"23:09"_s}, {u"dateText"_s, u"Sat 14 Mar"_s}}};
}

/// How many pixels of an area have a colour, by and large.
int pixelsOf(const QImage &picture, const QRectF &area, QColor color)
{
    int count = 0;
    const QRect place = area.toAlignedRect() & picture.rect();
    for (int y = place.top(); y <= place.bottom(); ++y) {
        for (int x = place.left(); x <= place.right(); ++x) {
            const QColor found = picture.pixelColor(x, y);
            count += std::abs(found.red() - color.red()) + std::abs(found.green() - color.green()) +
                         std::abs(found.blue() - color.blue()) <
                     24;
        }
    }
    return count;
}

QRectF placeOf(const QQuickItem *item)
{
    return item->mapRectToScene({0, 0, item->width(), item->height()});
}

/// The page of panels around one real panel, whose state is the test's.
class Page
{
public:
    Page(const QString &state, QSize size = {1280, 720}, Theme::Name theme = Theme::Name::Dark)
        : m_fixture({spec(u"Oven zone 2"_s), spec(u"Ovens"_s)})
        , bars(::bars())
        , cells(::cells())
        , timelines(::timelines())
        , table({u"mount"_s, u"used"_s, u"size"_s, u"share"_s}, state == u"waiting"_s ? 0 : 2000)
        , lines(::lines())
        , zones(::zones())
    {
        m_fixture.setLink(LinkState::Live, TransportKind::WebSocket);
        const double last = state == u"lost"_s ? -360 : state == u"stale"_s ? -48 : 0;
        QList<Point> points;
        for (double second = -400; second <= last; second += 2)
            points << Point{"oven"_ba, second, 61};
        if (state != u"waiting"_s)
            m_fixture.feed(points);
        m_engine.addImportPath(u"qrc:/qt/qml"_s);
        show(size, state, theme);
    }

    QQuickWindow *window() const { return m_window; }
    Theme *theme() { return m_engine.singletonInstance<Theme *>(qmlTypeId("Telltale", 1, 0, "Theme")); }
    QQuickItem *item(const QString &name, const QQuickItem *below = nullptr) const
    {
        return items(name, below).value(0);
    }
    QList<QQuickItem *> items(const QString &name, const QQuickItem *below = nullptr) const
    {
        QList<QQuickItem *> found;
        for (QQuickItem *const child : (below ? below : m_window->contentItem())->childItems()) {
            if (child->objectName() == name)
                found << child;
            found << items(name, child);
        }
        return found;
    }
    QImage grab() const { return m_window->grabWindow().convertToFormat(QImage::Format_RGB32); }

private:
    void show(QSize size, const QString &state, Theme::Name theme)
    {
        const auto modelOf = [](QObject *model) { return QVariant::fromValue(model); };
        m_engine.setInitialProperties({{u"panel"_s, QVariant::fromValue(m_fixture.panels.panelAt(0))},
                                       {u"heading"_s, QVariant::fromValue(m_fixture.panels.panelAt(1))},
                                       {u"bars"_s, modelOf(&bars)},
                                       {u"cells"_s, modelOf(&cells)},
                                       {u"timelines"_s, modelOf(&timelines)},
                                       {u"table"_s, modelOf(&table)},
                                       {u"lines"_s, modelOf(&lines)},
                                       {u"zones"_s, modelOf(&zones)},
                                       {u"words"_s, u"Call 4711 before you touch zone 2.\n<b>Not bold.</b>"_s},
                                       {u"themeName"_s, int(theme)},
                                       {u"share"_s, state == u"waiting"_s ? -1 : 0.61},
                                       {u"width"_s, size.width()},
                                       {u"height"_s, size.height()}});
        m_engine.load(QUrl::fromLocalFile(QStringLiteral(TEST_SOURCE_DIR "/PanelLooks.qml")));
        m_window = m_engine.rootObjects().isEmpty() ? nullptr
                                                    : qobject_cast<QQuickWindow *>(m_engine.rootObjects().constFirst());
        if (m_window && !QTest::qWaitForWindowExposed(m_window))
            m_window = nullptr;
    }

    DashboardFixture m_fixture;

public:
    RowsModel bars;
    RowsModel cells;
    RowsModel timelines;
    GridModel table;
    RowsModel lines;
    RowsModel zones;

private:
    QQmlApplicationEngine m_engine; ///< goes before what it shows
    QQuickWindow *m_window = nullptr;
};

} // namespace

class PanelLooksTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(anyQmlWarning()); }

    void looks_areDrawn_data()
    {
        QTest::addColumn<QString>("state");
        for (const auto *const state : {"live", "stale", "lost", "waiting"})
            QTest::addRow("panels-%s-3840", state) << QString::fromLatin1(state);
    }
    /// On a wall display, too, each panel draws what it is about. tests/gallery has all themes, at the usual size.
    void looks_areDrawn()
    {
        QFETCH(QString, state);
        constexpr QSize size(3840, 2160);
        Page page(state, size);
        QVERIFY(page.window());
        const QImage picture = page.grab();
        saveShot(picture,
                 QString::fromUtf8(QTest::currentDataTag()) + u'-' + qEnvironmentVariable("TELLTALE_EXPECT_RENDERER"));
        QCOMPARE(picture.size(), size);
        const int area = size.width() * size.height();
        const QRectF arc = placeOf(page.item(u"arc"_s, page.item(u"gauge"_s)));
        const int calm = pixelsOf(picture, arc, page.theme()->calm());
        if (state == u"live"_s)
            QVERIFY2(calm > area / 1000, qPrintable(QString::number(calm)));
        else
            QVERIFY2(calm < area / 10'000, qPrintable(QString::number(calm)));
        for (const auto *const panel : {"barGauge", "statusGrid", "stateTimeline"})
            QVERIFY2(pixelsOf(picture, placeOf(page.item(QString::fromLatin1(panel))),
                              page.theme()->tints().severityFill(4)) > area / 4000,
                     panel);
    }

    void bars_areAsLongAsTheirShare()
    {
        Page page(u"live"_s);
        QVERIFY(page.window());
        QList<double> shares;
        for (const QQuickItem *const fill : page.items(u"fill"_s, page.item(u"barGauge"_s))) {
            if (fill->isVisible())
                shares << std::round(fill->width() / fill->parentItem()->width() * 1000) / 1000;
        }
        std::sort(shares.begin(), shares.end());
        // Nothing for zero, nothing for what is lost, and no more than its share for what is little.
        QCOMPARE(shares, QList<double>({0.041, 0.44, 0.827, 0.972}));
    }

    /// What has no range is empty; hatched is only what is not known.
    void bars_areHatchedOnlyWhereNothingIsKnown()
    {
        Page page(u"live"_s);
        QVERIFY(page.window());
        const auto hatches = [&] { return page.items(u"hatch"_s, page.item(u"barGauge"_s)).size(); };
        QCOMPARE(hatches(), 1);
        page.bars.set(0, bar(u"Temperature"_s, u"41"_s, -1));
        QCOMPARE(hatches(), 1);
        page.bars.set(0, bar(u"Temperature"_s, u"–"_s, -1, 0, Panel::State::Waiting));
        QCOMPARE(hatches(), 2);
    }

    void spans_standWhereTheyWere()
    {
        Page page(u"live"_s);
        QVERIFY(page.window());
        const QImage picture = page.grab();
        const QRectF row = placeOf(page.items(u"spans"_s).constFirst());
        const auto colorAt = [&](double share) {
            return picture.pixelColor(int(row.left() + share * row.width()), int(row.top() + row.height() * 0.2));
        };
        QCOMPARE(colorAt(0.51), page.theme()->tints().severityFill(4));
        QCOMPARE(colorAt(0.74), page.theme()->tints().severityFill(4));
        QCOMPARE(colorAt(0.49), page.theme()->track());
        QCOMPARE(colorAt(0.77), page.theme()->track());
    }

    void spans_withoutAMeaningWearThePalette_data()
    {
        QTest::addColumn<Theme::Name>("theme");
        QTest::newRow("dark") << Theme::Name::Dark;
        QTest::newRow("light") << Theme::Name::Light;
        QTest::newRow("grey") << Theme::Name::OperatorGrey;
    }
    void spans_withoutAMeaningWearThePalette()
    {
        QFETCH(Theme::Name, theme);
        Page page(u"live"_s, {1280, 720}, theme);
        QVERIFY(page.window());
        const QImage picture = page.grab();
        const QRectF row = placeOf(page.items(u"spans"_s).at(3));
        const auto part = [&](double from, double to) {
            return QRectF(row.left() + from * row.width(), row.top(), (to - from) * row.width(), row.height());
        };
        const QList<QColor> palette = page.theme()->wordFills();
        for (int severity = 0; severity < 5; ++severity)
            QVERIFY(!palette.contains(page.theme()->tints().barFill(severity)));
        QVERIFY(palette.size() >= 4);
        const QList<QColor> inks = page.theme()->wordTexts();
        const auto isMostly = [&](const QRectF &area, const QColor &color) {
            return pixelsOf(picture, area, color) > 0.8 * area.width() * area.height();
        };
        QVERIFY(isMostly(part(0.2, 0.48), palette[0]));
        QVERIFY(pixelsOf(picture, part(0.01, 0.2), inks[0]) > 0);
        QVERIFY(isMostly(part(0.62, 0.68), palette[9 % palette.size()])); // starts over after the last
        QVERIFY(pixelsOf(picture, part(0.51, 0.62), inks[9 % inks.size()]) > 0);
        QVERIFY(isMostly(part(0.82, 0.98), palette[7 % palette.size()]));
        // What the feed calls unknown is hatched like what was never heard of.
        for (const QColor &color : palette)
            QVERIFY(!isMostly(part(0.71, 0.79), color));
        QVERIFY(pixelsOf(picture, part(0.71, 0.79), page.theme()->borderMedium()) > 0);
    }

    void spans_areOutlinedAndHatchedToScale()
    {
        Page page(u"live"_s, {3840, 2160});
        QVERIFY(page.window());
        const QQuickItem *const spans = page.items(u"spans"_s).constFirst();
        QVERIFY(page.theme()->hatchWidth() > 3);
        QCOMPARE(spans->property("hatchWidth").toDouble(), page.theme()->hatchWidth());
        QCOMPARE(spans->property("outlineWidth").toDouble(), page.theme()->borderWidth());
    }

    /// Who cannot see the looks of age must hear them.
    void ages_areSpoken()
    {
        Page page(u"live"_s);
        QVERIFY(page.window());
        const auto spokenOf = [&](const QString &name) {
            QStringList texts;
            for (QQuickItem *const item : page.items(name))
                texts << QQmlProperty::read(item, u"Accessible.name"_s, qmlContext(item)).toString();
            return texts;
        };
        QCOMPARE(spokenOf(u"timeline"_s),
                 QStringList({u"Press 1: RUN"_s, u"Press 2: RUN, stale"_s, u"Furnace: lost"_s, u"Door: 41 °C"_s}));
        QCOMPARE(spokenOf(u"bar"_s), QStringList({u"CPU: 4.1 %"_s, u"Memory: 0.0 %"_s, u"I/O of a long name: 82.7 %"_s,
                                                  u"Disk: 97.2 %"_s, u"Old: 44.0 %, stale"_s, u"Gone: lost"_s}));
        const QStringList cells = spokenOf(u"cell"_s);
        QCOMPARE(cells.value(0), u"C1: RUN"_s);
        QCOMPARE(cells.value(5), u"C6: lost"_s);
        QCOMPARE(cells.value(6), u"C7: RUN, stale"_s);
        const QStringList rows = spokenOf(u"tableCell"_s);
        QVERIFY(rows.contains(u"97 %"_s));
        QVERIFY2(rows.contains(u"24 %, old"_s), qPrintable(rows.join(u'|')));
    }

    void timelines_areLabelledByTheirOwnAge()
    {
        Page page(u"stale"_s);
        QVERIFY(page.window());
        QList<QColor> colors;
        for (const QQuickItem *const row : page.items(u"timeline"_s))
            colors << page.item(u"label"_s, row)->property("color").value<QColor>();
        const QColor live = page.theme()->text();
        const QColor old = page.theme()->textStale();
        QCOMPARE(colors, QList<QColor>({live, old, old, live}));
    }

    void table_existsOnlyWhereItIsSeen()
    {
        Page page(u"live"_s);
        QVERIFY(page.window());
        page.grab();
        const auto cells = page.items(u"display"_s, page.item(u"table"_s)).size();
        QVERIFY(cells >= 12);
        QVERIFY2(cells < 100, qPrintable(QString::number(cells)));
    }

    void table_sortsByItsHeader()
    {
        Page page(u"live"_s);
        QVERIFY(page.window());
        const QList<QQuickItem *> headers = page.items(u"header"_s, page.item(u"table"_s));
        QCOMPARE(headers.size(), 4);
        QTest::mouseClick(page.window(), Qt::LeftButton, {}, placeOf(headers[3]).center().toPoint());
        QCOMPARE(page.table.sortedBy, 3);
        QCOMPARE(page.table.order, Qt::AscendingOrder);
        headers[3]->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(page.window(), Qt::Key_Space);
        QCOMPARE(page.table.order, Qt::DescendingOrder);
        QTest::keyClick(page.window(), Qt::Key_Tab);
        QVERIFY(!headers[3]->hasActiveFocus());
        headers[1]->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(page.window(), Qt::Key_Return);
        QCOMPARE(page.table.sortedBy, 1);
        QCOMPARE(page.table.order, Qt::AscendingOrder);
    }

    void table_scrollsByKeys()
    {
        Page page(u"live"_s);
        QVERIFY(page.window());
        QQuickItem *const table = page.item(u"table"_s);
        QQuickItem *const rows = page.item(u"rows"_s, table);
        table->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(page.window(), Qt::Key_PageDown);
        const double paged = rows->property("contentY").toDouble();
        QVERIFY(paged > 0);
        QTest::keyClick(page.window(), Qt::Key_Up);
        QVERIFY(rows->property("contentY").toDouble() < paged);
    }

    void lists_scrollByKeys_data()
    {
        QTest::addColumn<QString>("panel");
        QTest::addColumn<QString>("list");
        QTest::newRow("bars") << u"barGauge"_s << u"bars"_s;
        QTest::newRow("cells") << u"statusGrid"_s << u"cells"_s;
        QTest::newRow("timelines") << u"stateTimeline"_s << u"timelines"_s;
    }
    void lists_scrollByKeys()
    {
        QFETCH(QString, panel);
        QFETCH(QString, list);
        Page page(u"live"_s);
        QVERIFY(page.window());
        for (int i = 0; i < 40; ++i) {
            page.bars.append(bar(u"more"_s, u"1"_s, 0.01));
            page.cells.append(bar(u"more"_s, u"1"_s, -1));
            page.timelines.append(timeline(u"more"_s, u"RUN"_s, {span(0, 1, 0, u"RUN"_s)}));
        }
        page.grab();
        QQuickItem *const frame = page.item(panel);
        const QQuickItem *const view = page.item(list, frame);
        const auto top = [view] { return view->property("contentY").toDouble(); };
        const double end = view->property("contentHeight").toDouble() - view->height();
        QVERIFY(end > view->height());
        frame->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(page.window(), Qt::Key_Down);
        const double line = top();
        QVERIFY(line > 0 && line < view->height() / 2);
        QTest::keyClick(page.window(), Qt::Key_PageDown);
        QVERIFY(top() > line && top() <= line + view->height());
        QTest::keyClick(page.window(), Qt::Key_End);
        QVERIFY(view->property("atYEnd").toBool());
        QTest::keyClick(page.window(), Qt::Key_Home);
        QCOMPARE(top(), 0.0);
    }

    void log_followsTheNewestUnlessReadFurtherUp()
    {
        Page page(u"live"_s);
        QVERIFY(page.window());
        QQuickItem *const log = page.item(u"log"_s);
        const QQuickItem *const list = page.item(u"lines"_s, log);
        const auto addLines = [&] {
            for (int i = 0; i < 40; ++i)
                page.lines.append(logLine(u"14:10:00"_s, 0, u"cron"_s, u"line"_s));
            page.grab();
        };
        addLines();
        QTRY_VERIFY(list->property("atYEnd").toBool());
        QVERIFY(!page.item(u"toEnd"_s, log));
        log->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(page.window(), Qt::Key_Home);
        QVERIFY(!log->property("follows").toBool());
        addLines();
        QVERIFY(list->property("contentY").toDouble() < 10);
        QVERIFY(page.item(u"toEnd"_s, log));
        QTest::keyClick(page.window(), Qt::Key_End);
        QTRY_VERIFY(list->property("atYEnd").toBool());
        addLines();
        QTRY_VERIFY(list->property("atYEnd").toBool());
    }

    void why_isToldOnAsking_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<bool>("told");
        QTest::newRow("live") << u"live"_s << false;
        QTest::newRow("stale") << u"stale"_s << true;
        QTest::newRow("lost") << u"lost"_s << true;
        QTest::newRow("waiting") << u"waiting"_s << true;
    }
    void why_isToldOnAsking()
    {
        QFETCH(QString, state);
        QFETCH(bool, told);
        Page page(state);
        QVERIFY(page.window());
        QQuickItem *const gauge = page.item(u"gauge"_s);
        gauge->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(page.window(), Qt::Key_Return);
        QCOMPARE(page.item(u"popOver"_s) != nullptr, told);
        if (told) {
            const QString why = page.item(u"why"_s)->property("text").toString();
            QVERIFY2(why.contains(state == u"waiting" ? u"has come yet"_s : u"Newest value"_s), qPrintable(why));
            saveShot(page.grab(), u"why-"_s + state);
        }
        QTest::keyClick(page.window(), Qt::Key_Escape);
        QVERIFY(!page.item(u"popOver"_s));
        QTest::mouseClick(page.window(), Qt::LeftButton, {}, placeOf(gauge).center().toPoint());
        QCOMPARE(page.item(u"popOver"_s) != nullptr, told);
        QTest::keyClick(page.window(), Qt::Key_Tab);
        QVERIFY(!page.item(u"popOver"_s));
    }

    void lost_showsNoNumbers()
    {
        Page page(u"lost"_s);
        QVERIFY(page.window());
        QCOMPARE(page.item(u"value"_s, page.item(u"gauge"_s))->property("text").toString(), u"–"_s);
        QCOMPARE(page.item(u"arc"_s, page.item(u"gauge"_s))->property("share").toDouble(), -1.0);
    }

    void theme_changesWhatIsShown()
    {
        Page page(u"live"_s);
        QVERIFY(page.window());
        const QImage before = page.grab();
        page.window()->setProperty("themeName", int(Theme::Name::OperatorGrey));
        QCOMPARE(page.grab(), Page(u"live"_s, {1280, 720}, Theme::Name::OperatorGrey).grab());
        page.window()->setProperty("themeName", int(Theme::Name::Dark));
        QCOMPARE(page.grab(), before);
    }

    void texts_stayPlain()
    {
        Page page(u"live"_s);
        QVERIFY(page.window());
        const QQuickItem *const words = page.item(u"words"_s, page.item(u"text"_s));
        QVERIFY(words->property("text").toString().contains(u"<b>Not bold.</b>"));
        QCOMPARE(words->property("textFormat").toInt(), 0); // Text.PlainText
    }
};

int main(int argc, char *argv[])
{
    QGuiApplication app(argc, argv);
    PanelLooksTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_panellooks.moc"
