// SPDX-License-Identifier: MIT
#include "qml/items/chartlayout.h"

#include <QtTest>

#include <deque>

using namespace telltale;

namespace {

/// Columns of 1 s, so that a sample at second n lies in column n.
constexpr qint64 columnMs = 1000;

ChartWindow hundredSeconds()
{
    ChartWindow window;
    window.firstColumn = 0;
    window.columnMs = columnMs;
    window.columns = 100;
    window.height = 101;
    return window;
}

/// A history with the value of each second, as the store would have it.
ChartSeries read(const ChartWindow &window, const SeriesHistory &history)
{
    static std::deque<std::vector<Column>> kept; // a series only looks at its columns
    std::vector<Column> &columns = kept.emplace_back(size_t(window.columns + window.lead));
    history.decimate(window.firstColumn - window.lead, window.columnMs, columns);
    ChartSeries series{QColor(Qt::red)};
    series.columns = columns;
    series.gaps.assign(history.gaps().begin(), history.gaps().end());
    series.hasSamples = !history.isEmpty();
    series.lastTimeMs = series.hasSamples ? history.lastTimeMs() : 0;
    series.lastValue = series.hasSamples ? history.lastValue() : 0;
    return series;
}

ChartStyle thinLine()
{
    ChartStyle style;
    style.lineWidth = 1;
    return style;
}

ChartScene sceneOf(const ChartWindow &window, const std::vector<ChartSeries> &series, ChartShape shape = {})
{
    return chartScene(window, series, {0, 100, {}, 10}, thinLine(), shape);
}

} // namespace

class ChartLayoutTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void line_passesThroughItsValues()
    {
        SeriesHistory history;
        history.append(10'000, 0);
        history.append(20'000, 100);
        const ChartScene scene = sceneOf(hundredSeconds(), {read(hundredSeconds(), history)});

        QCOMPARE(scene.paths.size(), size_t(1));
        QCOMPARE(scene.paths[0].runs.size(), size_t(1));
        const auto &run = scene.paths[0].runs[0];
        QCOMPARE(run.size(), size_t(2));
        QCOMPARE(run[0].x, 10.5F);
        QCOMPARE(run[0].y, 100.5F); // half a line above the lower edge
        QCOMPARE(run[1].x, 20.5F);
        QCOMPARE(run[1].y, 0.5F);
    }

    void line_showsBothExtremesOfAColumn()
    {
        SeriesHistory history;
        history.append(10'000, 50);
        history.append(10'100, 90);
        history.append(10'200, 10);
        history.append(10'300, 40);
        const auto run = sceneOf(hundredSeconds(), {read(hundredSeconds(), history)}).paths[0].runs.at(0);
        QCOMPARE(run.size(), size_t(2));
        QCOMPARE(run[0].x, run[1].x);
        QCOMPARE(std::abs(run[0].y - run[1].y), 80.0F);
    }

    void gap_isHatchedAndNeverBridged()
    {
        SeriesHistory history;
        history.append(10'000, 50);
        history.append(20'000, 50);
        history.markGap();
        history.append(60'000, 50);
        history.append(70'000, 50);
        const ChartScene scene = sceneOf(hundredSeconds(), {read(hundredSeconds(), history)});

        const auto &runs = scene.paths[0].runs;
        QCOMPARE(runs.size(), size_t(2));
        QCOMPARE(runs[0].back().x, 20.5F);
        QCOMPARE(runs[1].front().x, 60.5F);
        QCOMPARE(scene.bands, (std::vector<ChartBand>{{21, 60, 40'000}}));
    }

    void gap_isAsLongAsItWasNotAsItIsSeen()
    {
        SeriesHistory history;
        history.append(10'000, 50);
        history.markGap();
        history.append(60'000, 50);
        ChartWindow window = hundredSeconds();
        window.firstColumn = 40;
        QCOMPARE(sceneOf(window, {read(window, history)}).bands, (std::vector<ChartBand>{{0, 20, 50'000}}));
    }

    void gap_ofAllSeriesIsHatchedWhereNoneKnowsAnything()
    {
        SeriesHistory one;
        one.append(10'000, 50);
        one.markGap();
        one.append(40'000, 50);
        SeriesHistory other;
        other.append(20'000, 50);
        other.markGap();
        const ChartWindow window = hundredSeconds();
        ChartSeries stale = read(window, other);
        stale.stale = true;
        const ChartScene scene = sceneOf(window, {read(window, one), stale});
        QCOMPARE(scene.bands, (std::vector<ChartBand>{{21, 40, 20'000}}));
    }

    void gap_thatIsOpenReachesNow()
    {
        SeriesHistory history;
        history.append(10'000, 50);
        history.markGap();
        const ChartScene scene = sceneOf(hundredSeconds(), {read(hundredSeconds(), history)});
        QCOMPARE(scene.bands, (std::vector<ChartBand>{{11, 100, 90'000}}));
    }

    void gap_withinOneColumnIsStillSeen()
    {
        SeriesHistory history;
        history.append(10'000, 50);
        history.append(20'100, 50);
        history.markGap();
        history.append(20'900, 50);
        history.append(30'000, 50);
        const ChartScene scene = sceneOf(hundredSeconds(), {read(hundredSeconds(), history)});
        QCOMPARE(scene.bands.size(), size_t(1));
        QVERIFY(scene.bands[0].right - scene.bands[0].left >= 1);
        QCOMPARE(scene.paths[0].runs.size(), size_t(2));
    }

    void gap_ofOneSeriesAmongManyOnlyBreaksItsLine()
    {
        SeriesHistory broken;
        broken.append(10'000, 50);
        broken.markGap();
        broken.append(60'000, 50);
        SeriesHistory whole;
        whole.append(10'000, 20);
        whole.append(60'000, 20);
        const ChartWindow window = hundredSeconds();
        const ChartScene scene = sceneOf(window, {read(window, broken), read(window, whole)});
        QVERIFY(scene.bands.empty());
        QCOMPARE(scene.paths[0].runs.size(), size_t(2));
        QCOMPARE(scene.paths[1].runs.size(), size_t(1));
    }

    void tail_ofAStaleSeriesIsHatched()
    {
        SeriesHistory history;
        history.append(10'000, 50);
        history.append(40'000, 50);
        ChartSeries series = read(hundredSeconds(), history);
        series.stale = true;
        QCOMPARE(sceneOf(hundredSeconds(), {series}).bands, (std::vector<ChartBand>{{41, 100, 60'000}}));
    }

    void tail_ofALiveSeriesHoldsItsValueUntilNow()
    {
        SeriesHistory history;
        history.append(90'000, 50);
        history.append(97'000, 70);
        ChartSeries series = read(hundredSeconds(), history);
        series.held = true;
        const auto run = sceneOf(hundredSeconds(), {series}).paths[0].runs.at(0);
        QCOMPARE(run.back().x, 100.0F);
        QCOMPARE(run.back().y, run[run.size() - 2].y);
    }

    void tail_thatIsLongIsNotMadeUp()
    {
        SeriesHistory history;
        history.append(50'000, 50);
        history.append(80'000, 70);
        ChartSeries series = read(hundredSeconds(), history);
        series.held = true;
        QCOMPARE(sceneOf(hundredSeconds(), {series}).paths[0].runs.at(0).back().x, 80.5F);
    }

    void stack_restsOnTheSumBelow()
    {
        SeriesHistory lower;
        lower.append(10'000, 20);
        lower.append(30'000, 20);
        SeriesHistory upper;
        upper.append(10'000, 30);
        upper.append(30'000, 30);
        const ChartWindow window = hundredSeconds();
        const std::vector<ChartSeries> series{read(window, lower), read(window, upper)};
        const ChartScene scene = sceneOf(window, series, {.stacked = true});
        QCOMPARE(scene.paths[1].runs.at(0).front().y, 50.5F);
        QCOMPARE(scene.paths[1].runs.at(0).front().base, 80.5F);
        QCOMPARE(scene.paths[0].runs.at(0).front().y, 80.5F);

        const ChartRange range = chartRange(window, series, {.stacked = true});
        QCOMPARE(range.low, 0.0);
        QCOMPARE(range.high, 50.0);
    }

    void stack_drawsNoLineWhereASeriesAddsNothing()
    {
        SeriesHistory lower;
        SeriesHistory upper;
        for (int second = 10; second <= 90; ++second) {
            lower.append(second * 1000, 20);
            upper.append(second * 1000, second == 50 ? 30 : 0);
        }
        const ChartWindow window = hundredSeconds();
        const ChartScene scene = sceneOf(window, {read(window, lower), read(window, upper)}, {.stacked = true});
        QCOMPARE(scene.paths[0].runs.size(), size_t(1));
        QCOMPARE(scene.paths[0].runs[0].size(), size_t(81));
        QCOMPARE(scene.paths[1].runs.size(), size_t(1));
        const auto &peak = scene.paths[1].runs[0];
        QCOMPARE(peak.size(), size_t(3));
        QCOMPARE(peak[0].x, 49.5F);
        QCOMPARE(peak[0].y, peak[0].base);
        QCOMPARE(peak[1].y, 50.5F);
        QCOMPARE(peak[2].x, 51.5F);
    }

    /// Zeros are data: they must not look as if there were none.
    void stack_ofZerosAloneStillHasItsLowestLine()
    {
        SeriesHistory zeros;
        zeros.append(10'000, 0);
        zeros.append(30'000, 0);
        const ChartWindow window = hundredSeconds();
        const std::vector<ChartSeries> series{read(window, zeros), read(window, zeros)};
        const ChartScene scene = sceneOf(window, series, {.stacked = true});
        QCOMPARE(scene.paths[0].runs.size(), size_t(1));
        QVERIFY(scene.paths[1].runs.empty());
        QCOMPARE(chartRange(window, series, {.stacked = true}).high, 0.0);
    }

    void stack_pilesWhatIsNegativeDownwards()
    {
        SeriesHistory in;
        SeriesHistory out;
        SeriesHistory more;
        for (const int second : {10, 30}) {
            in.append(second * 1000, 20);
            out.append(second * 1000, 30);
            more.append(second * 1000, 10);
        }
        const ChartWindow window = hundredSeconds();
        std::vector<ChartSeries> series{read(window, in), read(window, out), read(window, more), read(window, out)};
        series[1].negated = true;
        series[3].negated = true;
        const ChartScene scene = chartScene(window, series, {-100, 100, {}, 10}, thinLine(), {.stacked = true});
        // 101 rows: half a pixel a unit, zero in the middle.
        QCOMPARE(scene.paths[0].runs.at(0).front().y, 40.5F);
        QCOMPARE(scene.paths[1].runs.at(0).front().y, 65.5F);
        QCOMPARE(scene.paths[1].runs.at(0).front().base, 50.5F);
        QCOMPARE(scene.paths[2].runs.at(0).front().y, 35.5F);
        QCOMPARE(scene.paths[2].runs.at(0).front().base, 40.5F);
        QCOMPARE(scene.paths[3].runs.at(0).front().y, 80.5F);
        QCOMPARE(scene.paths[3].runs.at(0).front().base, 65.5F);

        const ChartRange range = chartRange(window, series, {.stacked = true});
        QCOMPARE(range.low, -60.0);
        QCOMPARE(range.high, 30.0);
    }

    void stack_ofAMirroredZeroStaysBelow()
    {
        SeriesHistory in;
        SeriesHistory out;
        for (const int second : {10, 20, 30}) {
            in.append(second * 1000, 20);
            out.append(second * 1000, 0);
        }
        const ChartWindow window = hundredSeconds();
        std::vector<ChartSeries> series{read(window, in), read(window, out)};
        series[1].negated = true;
        const ChartScene scene = chartScene(window, series, {-100, 100, {}, 10}, thinLine(), {.stacked = true});
        for (const ChartPoint &point : scene.paths[1].runs.at(0))
            QCOMPARE(point.y, 50.5F);
    }

    void steps_holdUntilTheNextSample()
    {
        SeriesHistory history;
        history.append(10'000, 20);
        history.append(30'000, 60);
        const auto run =
            sceneOf(hundredSeconds(), {read(hundredSeconds(), history)}, {.steps = true}).paths[0].runs.at(0);
        QCOMPARE(run.size(), size_t(3));
        QCOMPARE(run[1].x, 30.5F);
        QCOMPARE(run[1].y, run[0].y);
        QCOMPARE(run[2].x, 30.5F);
        QCOMPARE(run[2].y, 40.5F);
    }

    void steps_ofALiveSeriesHoldHoweverLong()
    {
        SeriesHistory history;
        history.append(10'000, 20);
        ChartSeries series = read(hundredSeconds(), history);
        series.held = true;
        QCOMPARE(sceneOf(hundredSeconds(), {series}, {.steps = true}).paths[0].runs.at(0).back().x, 100.0F);

        // Also where the sample is long gone to the left.
        ChartWindow later = hundredSeconds();
        later.firstColumn = 500;
        series = read(later, history);
        series.held = true;
        const auto run = sceneOf(later, {series}, {.steps = true}).paths[0].runs.at(0);
        QCOMPARE(run.front().x, 0.0F);
        QCOMPARE(run.back().x, 100.0F);
        QCOMPARE(run.back().y, 80.5F);
        QVERIFY(sceneOf(later, {series}).paths[0].runs.empty());
    }

    void gap_isNotBridgedByStepsOrStacks()
    {
        SeriesHistory history;
        history.append(10'000, 50);
        history.append(20'000, 50);
        history.markGap();
        history.append(60'000, 50);
        history.append(70'000, 50);
        const ChartWindow window = hundredSeconds();
        for (const ChartShape shape : {ChartShape{false, true}, ChartShape{true, false}, ChartShape{true, true}}) {
            const auto runs = sceneOf(window, {read(window, history)}, shape).paths[0].runs;
            QCOMPARE(runs.size(), size_t(2));
            QCOMPARE(runs[0].back().x, 20.5F);
            QCOMPARE(runs[1].front().x, 60.5F);
        }
    }

    void range_leavesOutWhatIsBeforeTheWindow()
    {
        SeriesHistory history;
        history.append(5'000, 1000);
        history.append(30'000, 3);
        history.append(40'000, 7);
        ChartWindow window = hundredSeconds();
        window.firstColumn = 10;
        window.lead = 10;
        const ChartRange range = chartRange(window, std::vector{read(window, history)}, {});
        QCOMPARE(range.low, 3.0);
        QCOMPARE(range.high, 7.0);
    }

    void range_ofNothingIsNotANumber()
    {
        QVERIFY(std::isnan(chartRange(hundredSeconds(), std::span<const ChartSeries>(), {}).low));
        const ChartScene scene = sceneOf(hundredSeconds(), {read(hundredSeconds(), SeriesHistory())});
        QVERIFY(scene.paths.at(0).runs.empty());
        QVERIFY(scene.bands.empty());
    }
};

QTEST_GUILESS_MAIN(ChartLayoutTest)
#include "tst_chartlayout.moc"
