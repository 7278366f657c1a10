// SPDX-License-Identifier: MIT
#include "qml/items/chartview.h"

#include <QtTest>

using namespace telltale;

namespace {

constexpr qint64 minute = 60'000;

/// An hour is known, a thousand columns show the last 1000 s.
ChartView::Bounds bounds()
{
    return {1'000 * minute, 1'060 * minute, 1'000'000, 1'000};
}

qint64 endMs(const ChartView &view, const ChartView::Bounds &now)
{
    const ChartView::Span span = view.span(now);
    return (span.firstColumn + now.columns) * span.columnMs;
}

} // namespace

class ChartViewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void live_endsWithTheColumnOfThePresent()
    {
        const ChartView view;
        ChartView::Bounds now = bounds();
        QCOMPARE(view.span(now).columnMs, 1'000);
        QCOMPARE(endMs(view, now), now.liveMs + 1'000);
        now.liveMs += 999;
        QCOMPARE(endMs(view, now), bounds().liveMs + 1'000);
        now.liveMs += 1;
        QCOMPARE(endMs(view, now), bounds().liveMs + 2'000);
        QCOMPARE(view.behindMs(now), 0);
    }

    void pause_standsStillWhileTimeGoesOn()
    {
        ChartView view;
        ChartView::Bounds now = bounds();
        view.pause(now);
        QCOMPARE(view.mode(), ChartView::Mode::Paused);
        const ChartView::Span before = view.span(now);
        now.liveMs += 13'000;
        QCOMPARE(view.span(now).firstColumn, before.firstColumn);
        QCOMPARE(view.behindMs(now), 12'000); // the column of then was still filling
        view.backToLive();
        QCOMPARE(endMs(view, now), now.liveMs + 1'000);
    }

    void zoom_keepsWhatIsUnderThePointer()
    {
        ChartView view;
        const ChartView::Bounds now = bounds();
        const ChartView::Span before = view.span(now);
        const qint64 pointed = (before.firstColumn + 300) * before.columnMs;
        for (int i = 0; i < 5; ++i) {
            view.zoom(0.8, 300, now);
            const ChartView::Span after = view.span(now);
            QVERIFY(std::abs((after.firstColumn + 300) * after.columnMs - pointed) <= 1'000);
        }
        QCOMPARE(view.mode(), ChartView::Mode::Zoomed);
        QVERIFY(view.span(now).columnMs < 400);
    }

    void zoom_endsAtTwentyMillisecondsAColumn()
    {
        ChartView view;
        for (int i = 0; i < 100; ++i)
            view.zoom(0.5, 500, bounds());
        QCOMPARE(view.span(bounds()).columnMs, ChartView::leastColumnMs);
    }

    void zoom_ofAShortWindowDoesNotJumpToTheLimit()
    {
        ChartView view;
        ChartView::Bounds now = bounds();
        now.windowMs = 5'000;
        view.zoom(0.5, 500, now);
        QCOMPARE(view.mode(), ChartView::Mode::Live);
        QCOMPARE(view.span(now).columnMs, 5);
        view.zoom(2, 500, now);
        QCOMPARE(view.span(now).columnMs, 10);
    }

    void zoom_showsAtMostWhatIsKnown()
    {
        ChartView view;
        for (int i = 0; i < 100; ++i)
            view.zoom(2, 10, bounds());
        const ChartView::Span span = view.span(bounds());
        QVERIFY(span.columnMs * 1'000 >= 60 * minute);
        QVERIFY(span.columnMs * 1'000 <= 61 * minute);
        QVERIFY(endMs(view, bounds()) > bounds().liveMs);
    }

    void zoom_movesByAtLeastAMillisecond()
    {
        ChartView view;
        ChartView::Bounds now = bounds();
        now.windowMs = 40'000;
        view.zoom(0.999, 500, now);
        QCOMPARE(view.span(now).columnMs, 39);
    }

    void pan_staysWithinWhatIsKnownAndThePresent()
    {
        ChartView view;
        view.pan(10, bounds());
        QCOMPARE(view.mode(), ChartView::Mode::Live);
        view.pan(-100, bounds());
        QCOMPARE(view.mode(), ChartView::Mode::Zoomed);
        QCOMPARE(view.behindMs(bounds()), 99'000);
        view.pan(-1'000'000, bounds());
        QVERIFY(view.span(bounds()).firstColumn * 1'000 >= bounds().oldestMs - 1'000);
        view.pan(1'000'000, bounds());
        QCOMPARE(endMs(view, bounds()), bounds().liveMs + 1'000);
    }

    void pan_ofMoreThanIsKnownGoesNowhere()
    {
        ChartView view;
        ChartView::Bounds now = bounds();
        now.oldestMs = now.liveMs - 10'000;
        view.pan(-50, now);
        QCOMPARE(endMs(view, now), now.liveMs + 1'000);
    }

    void zoom_ofAPausedChartIsStillPaused()
    {
        ChartView view;
        view.pause(bounds());
        view.zoom(0.5, 0, bounds());
        QCOMPARE(view.mode(), ChartView::Mode::Paused);
    }

    void resize_keepsTheRightEdge()
    {
        ChartView view;
        view.zoom(0.5, 1'000, bounds());
        ChartView::Bounds wider = bounds();
        wider.columns = 1'250;
        QVERIFY(std::abs(endMs(view, wider) - endMs(view, bounds())) <= 1'000);
        QCOMPARE(view.span(wider).columnMs, 400);
    }
};

QTEST_GUILESS_MAIN(ChartViewTest)
#include "tst_chartview.moc"
